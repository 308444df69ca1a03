//! Lists: projections, filters, elements.

use crate::ir::path::{Expr, Node, Type};
use crate::smithy::jmespath::Ast;

use super::{Resolver, compare, kind, unsupported};

impl Resolver<'_, '_> {
    /// `list[*].rest`, `list[].rest` and `list[?predicate].rest`.
    pub(super) fn projection(&self, list: Expr, rest: &Ast) -> Result<Expr, String> {
        let Type::List(element, sparse) = list.ty.clone() else {
            return Err(format!("expected a list in front of `[]`, found {}", kind(&list.ty)));
        };
        let (list, rest) = match rest {
            Ast::Condition { predicate, then, .. } => {
                let keep = self.expr(predicate, &item(&list, &element, sparse))?;
                compare::check_truth(&keep)?;
                if matches!(*element, Type::List(..)) && list.yields_values() {
                    return Err(unsupported("a filter of lists that an expression makes"));
                }
                (kept(list, keep), then.as_ref())
            }
            other => (list, other),
        };
        let each = self.expr(rest, &item(&list, &element, sparse))?;
        compare::check_value(&each)?;
        let is_item = matches!(each.node, Node::Item { .. });
        if is_item && !each.nullable {
            return Ok(list);
        }
        let (ty, nullable) = (Type::List(Box::new(each.ty.clone()), false), list.nullable);
        let node = Node::Project { list: Box::new(list), each: Box::new(each) };
        Ok(Expr { node, ty, nullable })
    }
}

/// An element of the list; of anything else, the thing itself.
pub(super) fn element(list: &Expr) -> Expr {
    match &list.ty {
        Type::List(element, sparse) => item(list, element, *sparse),
        other => item(list, other, false),
    }
}

fn item(list: &Expr, element: &Type, sparse: bool) -> Expr {
    let node = Node::Item { by_value: list.yields_values() };
    Expr { node, ty: element.clone(), nullable: sparse }
}

fn kept(list: Expr, keep: Expr) -> Expr {
    let (ty, nullable) = (list.ty.clone(), list.nullable);
    let node = Node::Filter { list: Box::new(list), keep: Box::new(keep) };
    Expr { node, ty, nullable }
}

/// `[]`: a list of lists becomes one; of anything else it stays as it is.
pub(super) fn flatten(list: Expr) -> Result<Expr, String> {
    match &list.ty {
        Type::List(element, sparse) => match element.as_ref() {
            Type::List(..) if *sparse => Err(unsupported("`[]` of lists that may be absent")),
            Type::List(..) => {
                let (ty, nullable) = ((**element).clone(), list.nullable);
                Ok(Expr { node: Node::Flatten(Box::new(list)), ty, nullable })
            }
            _ => Ok(list),
        },
        ty => Err(format!("expected a list in front of `[]`, found {}", kind(ty))),
    }
}

/// `[0]`, `[-1]`.
pub(super) fn index(of: &Expr, index: i32) -> Result<Expr, String> {
    match &of.ty {
        Type::List(_, true) => Err(unsupported("an element of a list with absent elements")),
        Type::List(..) if index < -1 => {
            Err(unsupported("an element before the last, counted from the end"))
        }
        Type::List(element, false) => {
            if has_no_order(of) {
                return Err(unsupported(
                    "an element of what comes out of a map, without an order,",
                ));
            }
            let node = Node::Index { of: Box::new(of.clone()), index };
            Ok(Expr { node, ty: (**element).clone(), nullable: true })
        }
        ty => Err(format!("expected a list in front of `[{index}]`, found {}", kind(ty))),
    }
}

/// Whether the elements come out of a map.
fn has_no_order(list: &Expr) -> bool {
    match &list.node {
        Node::Keys(_) | Node::Values(_) => true,
        Node::Project { list, .. } | Node::Filter { list, .. } | Node::Flatten(list) => {
            has_no_order(list)
        }
        _ => false,
    }
}

/// `[a, b]`: a list of values of one type.
pub(super) fn several(at: &Expr, elements: Vec<Expr>) -> Result<Expr, String> {
    if at.nullable {
        return Err(unsupported("a multi-select list (`[a, b]`) of something that may be absent"));
    }
    elements.iter().try_for_each(compare::check_value)?;
    let Some(first) = elements.first() else {
        return Err("expected an expression in `[]`, found none".to_owned());
    };
    let ty = text_or_same(&first.ty);
    if let Some(other) = elements.iter().find(|element| text_or_same(&element.ty) != ty) {
        return Err(format!(
            "expected values of one type in a multi-select list, found {} and {}",
            kind(&first.ty),
            kind(&other.ty)
        ));
    }
    let nullable = elements.iter().any(|element| element.nullable);
    Ok(Expr {
        node: Node::Several(elements),
        ty: Type::List(Box::new(ty), nullable),
        nullable: false,
    })
}

/// Enums and strings are both read as text.
fn text_or_same(ty: &Type) -> Type {
    if *ty == Type::Enum { Type::Text } else { ty.clone() }
}
