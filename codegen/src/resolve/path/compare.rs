//! Literals, comparisons, and what is true.

use jmespath::Variable;

use crate::ir::path::{Comparator, Expr, Node, Number, Type};
use crate::smithy::jmespath::{Ast, Comparator as Parsed};

use super::{condition, kind, numbers, plain, unsupported};

/// A literal: a string, number or boolean.
pub(super) fn literal(value: &Variable) -> Result<Expr, String> {
    match value {
        Variable::String(text) => Ok(plain(Node::LiteralText(text.clone()), Type::Text)),
        Variable::Bool(value) => Ok(plain(Node::LiteralBoolean(*value), Type::Boolean)),
        Variable::Number(number) => match (whole(number), number.as_f64()) {
            (Some(value), _) => {
                let is_small = i32::try_from(value).is_ok();
                let number = if is_small { Number::Integer } else { Number::Long };
                Ok(plain(Node::LiteralInteger(value), Type::Number(number)))
            }
            (None, Some(value)) => {
                Ok(plain(Node::LiteralFloat(value), Type::Number(Number::Double)))
            }
            (None, None) => Err(unsupported(&format!("the number `{number}`"))),
        },
        Variable::Null => Err(unsupported("a literal `null` that nothing is compared with")),
        other => Err(unsupported(&format!("a literal {}", other.get_type()))),
    }
}

/// A whole number, which may be written as `5.0`.
fn whole(number: &serde_json::Number) -> Option<i64> {
    /// Up to here an `f64` has each whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;

    #[expect(clippy::cast_possible_truncation, reason = "a whole number of 53 bits")]
    number.as_i64().or_else(|| {
        let value = number.as_f64()?;
        (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
    })
}

/// `==`, `!=`, `<` and the like.
pub(super) fn comparison(
    comparator: &Parsed,
    left: &Ast,
    right: &Ast,
    resolve: impl Fn(&Ast) -> Result<Expr, String>,
) -> Result<Expr, String> {
    let comparator = match comparator {
        Parsed::Equal => Comparator::Equal,
        Parsed::NotEqual => Comparator::NotEqual,
        Parsed::LessThan => Comparator::Less,
        Parsed::LessThanEqual => Comparator::LessOrEqual,
        Parsed::GreaterThan => Comparator::Greater,
        Parsed::GreaterThanEqual => Comparator::GreaterOrEqual,
    };
    match (is_null(left), is_null(right)) {
        (false, false) => compare(comparator, resolve(left)?, resolve(right)?),
        (true, true) => {
            Err("expected a comparison of something that can differ, found `null` on both sides"
                .to_owned())
        }
        (null_left, _) => {
            compare_with_null(comparator, resolve(if null_left { right } else { left })?)
        }
    }
}

fn is_null(ast: &Ast) -> bool {
    matches!(ast, Ast::Literal { value, .. } if value.is_null())
}

fn compare_with_null(comparator: Comparator, of: Expr) -> Result<Expr, String> {
    check_value(&of)?;
    if !of.nullable || of.fails() {
        return Err("expected a value that can be absent to compare with `null`, found one that is always there".to_owned());
    }
    let is_null = condition(Node::IsNull(Box::new(of)));
    match comparator {
        Comparator::Equal => Ok(is_null),
        Comparator::NotEqual => Ok(condition(Node::Not(Box::new(is_null)))),
        _ => Err("expected `==` or `!=` in front of `null`, found a comparison by size".to_owned()),
    }
}

/// Compares two values whose types allow it.
pub(super) fn compare(comparator: Comparator, left: Expr, right: Expr) -> Result<Expr, String> {
    // Values go to the left, as one reads them.
    if left.is_literal() && right.is_literal() {
        return Err(
            "expected a comparison of something that can differ, found a literal on both sides"
                .to_owned(),
        );
    }
    if left.is_literal() {
        let mirrored = match comparator {
            Comparator::Less => Comparator::Greater,
            Comparator::LessOrEqual => Comparator::GreaterOrEqual,
            Comparator::Greater => Comparator::Less,
            Comparator::GreaterOrEqual => Comparator::LessOrEqual,
            same => same,
        };
        return compare(mirrored, right, left);
    }
    let fits = match (&left.ty, &right.ty) {
        (Type::Number(_), Type::Number(_)) => true,
        (Type::Text | Type::Enum, Type::Text | Type::Enum) | (Type::Boolean, Type::Boolean) => {
            !comparator.is_order()
        }
        _ => false,
    };
    if !fits {
        let what = if comparator.is_order() {
            "two numbers"
        } else {
            "two values of one type, strings, numbers or booleans,"
        };
        return Err(format!(
            "expected {what} to compare, found {} and {}",
            kind(&left.ty),
            kind(&right.ty)
        ));
    }
    if let Some(found) = emptiness(comparator, &left, &right) {
        return Ok(found);
    }
    if left.ty == Type::Boolean {
        return equal_booleans(comparator, left, right);
    }
    Ok(compared(comparator, left, right))
}

/// A comparison; one by size is null where a side is no number.
fn compared(comparator: Comparator, left: Expr, right: Expr) -> Expr {
    let nullable = comparator.is_order() && (left.nullable || right.nullable);
    let (left, right) = numbers::same_type(left, right);
    let node = Node::Compare(comparator, Box::new(left), Box::new(right));
    Expr { nullable, ..condition(node) }
}

/// A length that is compared with 0 or 1 asks whether there is something.
fn emptiness(comparator: Comparator, left: &Expr, right: &Expr) -> Option<Expr> {
    let (Node::Length(of), Node::LiteralInteger(number)) = (&left.node, &right.node) else {
        return None;
    };
    let (is_zero, is_one) = (*number == 0, *number == 1);
    let has_some = match comparator {
        Comparator::Equal | Comparator::LessOrEqual if is_zero => false,
        Comparator::NotEqual | Comparator::Greater if is_zero => true,
        Comparator::Less if is_one => false,
        Comparator::GreaterOrEqual if is_one => true,
        _ => return None,
    };
    Some(condition(Node::HasItems(of.clone(), has_some)))
}

/// Booleans: what is compared with `true` is the condition itself.
fn equal_booleans(comparator: Comparator, left: Expr, right: Expr) -> Result<Expr, String> {
    let negate = |expr: Expr| condition(Node::Not(Box::new(expr)));
    let is_equal = comparator == Comparator::Equal;
    match &right.node {
        Node::LiteralBoolean(true) => Ok(if is_equal { left } else { negate(left) }),
        // Nothing is no `false`.
        Node::LiteralBoolean(false) if !left.nullable => {
            Ok(if is_equal { negate(left) } else { left })
        }
        Node::LiteralBoolean(false) if matches!(left.node, Node::Compare(..)) => {
            let is_false = exactly_false(left);
            Ok(if is_equal { is_false } else { negate(is_false) })
        }
        _ => {
            check_value(&left)?;
            check_value(&right)?;
            Ok(compared(comparator, left, right))
        }
    }
}

/// The comparison by size that is met where this one is `false` and not null.
fn exactly_false(of: Expr) -> Expr {
    match of.node {
        Node::Compare(comparator, left, right) => compared(comparator.negated(), *left, *right),
        _ => condition(Node::Not(Box::new(of))),
    }
}

/// Checks that a value can be had as it is, and not only whether it is true: a condition that has null, or an error, cannot.
pub(in crate::resolve) fn check_value(expr: &Expr) -> Result<(), String> {
    let is_read = matches!(
        expr.node,
        Node::Field { .. }
            | Node::Variant { .. }
            | Node::Entry { .. }
            | Node::Item { .. }
            | Node::Index { .. }
    );
    if expr.ty == Type::Boolean && !is_read && (expr.nullable || expr.can_fail()) {
        return Err(unsupported("the value of a condition that may have none"));
    }
    Ok(())
}

/// Checks that it can be told whether a value is true.
pub(super) fn check_truth(of: &Expr) -> Result<(), String> {
    match &of.ty {
        Type::Boolean | Type::Text | Type::Enum | Type::List(..) | Type::Map(..) => Ok(()),
        Type::Number(_) if of.nullable && !of.fails() => Ok(()),
        Type::Number(_) => Err("expected something that can be false, found a number".to_owned()),
        ty => Err(unsupported(&format!("the truth of {}", kind(ty)))),
    }
}

/// `&&`, as a condition.
pub(super) fn and(left: Expr, right: Expr) -> Result<Expr, String> {
    check_truth(&left)?;
    check_truth(&right)?;
    if (left.ty.clone(), right.ty.clone()) != (Type::Boolean, Type::Boolean) {
        return Err(unsupported("`&&` of values that are no conditions"));
    }
    let nullable = left.nullable || right.nullable;
    let node = Node::And(Box::new(left), Box::new(right));
    Ok(Expr { node, ty: Type::Boolean, nullable })
}

/// `||`: of conditions a condition, of strings the first that is not empty.
pub(super) fn or(left: Expr, right: Expr) -> Result<Expr, String> {
    check_truth(&left)?;
    let nullable = right.nullable;
    match (&left.ty, &right.ty) {
        (Type::Boolean, Type::Boolean) => {
            let nullable = left.nullable || right.nullable;
            let node = Node::Or(Box::new(left), Box::new(right));
            Ok(Expr { node, ty: Type::Boolean, nullable })
        }
        (Type::Text | Type::Enum, Type::Text | Type::Enum) => {
            let node = Node::FirstOf(Box::new(left), Box::new(right));
            Ok(Expr { node, ty: Type::Text, nullable })
        }
        (one, other) => Err(format!(
            "expected two strings or two conditions around `||`, found {} and {}",
            kind(one),
            kind(other)
        )),
    }
}
