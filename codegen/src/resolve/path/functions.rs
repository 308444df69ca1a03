//! The functions of JMESPath that are supported.

use crate::ir::path::{Comparator, Expr, Node, Number, Type};

use super::{compare, condition, kind, lists, numbers};

/// A function with its arguments.
pub(super) fn call(name: &str, args: Vec<Expr>) -> Result<Expr, String> {
    let mut args = args.into_iter();
    match (name, args.next(), args.next(), args.next()) {
        ("length", Some(of), None, None) => length(of),
        ("keys", Some(of), None, None) => keys(of),
        ("values", Some(of), None, None) => values(of),
        ("contains", Some(of), Some(part), None) => contains(of, part),
        ("starts_with", Some(text), Some(part), None) => text_test("starts_with", text, part),
        ("ends_with", Some(text), Some(part), None) => text_test("ends_with", text, part),
        ("length" | "keys" | "values", ..) => {
            Err(format!("expected one argument of `{name}`, found another number of them"))
        }
        ("contains" | "starts_with" | "ends_with", ..) => {
            Err(format!("expected two arguments of `{name}`, found another number of them"))
        }
        _ => Err(format!("the function `{name}` is not supported")),
    }
}

fn length(of: Expr) -> Result<Expr, String> {
    match &of.ty {
        Type::List(..) | Type::Map(..) | Type::Text | Type::Enum => {
            let nullable = of.nullable;
            let node = Node::Length(Box::new(of));
            Ok(Expr { node, ty: Type::Number(Number::Length), nullable })
        }
        ty => Err(format!("expected a list, map or string in `length`, found {}", kind(ty))),
    }
}

fn keys(of: Expr) -> Result<Expr, String> {
    match &of.ty {
        Type::Map(key, ..) => {
            let (ty, nullable) = (Type::List(key.clone(), false), of.nullable);
            Ok(Expr { node: Node::Keys(Box::new(of)), ty, nullable })
        }
        ty => Err(format!("expected a map in `keys`, found {}", kind(ty))),
    }
}

fn values(of: Expr) -> Result<Expr, String> {
    match &of.ty {
        Type::Map(_, value, sparse) => {
            let (ty, nullable) = (Type::List(value.clone(), *sparse), of.nullable);
            Ok(Expr { node: Node::Values(Box::new(of)), ty, nullable })
        }
        ty => Err(format!("expected a map in `values` or in front of `*`, found {}", kind(ty))),
    }
}

fn contains(of: Expr, part: Expr) -> Result<Expr, String> {
    if !matches!(of.ty, Type::List(..)) {
        return text_test("contains", of, part);
    }
    compare::check_value(&part)?;
    // That the two can be compared at all.
    compare::compare(Comparator::Equal, lists::element(&of), part.clone())?;
    Ok(any_equals(of, part))
}

/// Whether one of the elements of a list, which can be compared with the value, is equal to it.
pub(in crate::resolve) fn any_equals(list: Expr, value: Expr) -> Expr {
    let (list, each) = match list.node {
        Node::Project { list, each } if is_scalar(&each.ty) => (*list, *each),
        node => {
            let list = Expr { node, ..list };
            let each = lists::element(&list);
            (list, each)
        }
    };
    let (each, value) = numbers::same_type(each, value);
    let (list, each, value) = (Box::new(list), Box::new(each), Box::new(value));
    condition(Node::AnyEquals { list, each, value })
}

fn is_scalar(ty: &Type) -> bool {
    matches!(ty, Type::Boolean | Type::Number(_) | Type::Text | Type::Enum)
}

fn text_test(method: &'static str, text: Expr, part: Expr) -> Result<Expr, String> {
    let is_text = |expr: &Expr| matches!(expr.ty, Type::Text | Type::Enum);
    if !is_text(&text) || !is_text(&part) || part.nullable {
        return Err(format!(
            "expected a string and a string that is always there in `{method}`, found {} and {}",
            kind(&text.ty),
            kind(&part.ty)
        ));
    }
    Ok(condition(Node::TextTest(method, Box::new(text), Box::new(part))))
}
