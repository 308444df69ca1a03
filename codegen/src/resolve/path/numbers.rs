//! Numbers of two types, made one type, since Rust compares no others.
//!
//! In come the two sides of a comparison; out go the same, of one type.
//! A literal becomes a number of the other side's type; where that does not have it, the other side becomes wider.

use crate::ir::path::{Expr, Node, Number, Type};

/// Gives both sides the same type, if they are numbers; a literal is on the right.
pub(super) fn same_type(left: Expr, right: Expr) -> (Expr, Expr) {
    let (Type::Number(one), Type::Number(other)) = (&left.ty, &right.ty) else {
        return (left, right);
    };
    let (one, other) = (*one, *other);
    if let Some(right) = literal(&right, one) {
        return (left, right);
    }
    let is_same =
        one == other || [one, other].iter().all(|n| matches!(n, Number::Integer | Number::IntEnum));
    if is_same {
        return (left, right);
    }
    let wide = if is_float(one) || is_float(other) { Number::Double } else { Number::Long };
    (widened(left, one, wide), widened(right, other, wide))
}

fn is_float(number: Number) -> bool {
    matches!(number, Number::Float | Number::Double)
}

/// The literal as a number of a type, if it is one and the type has it.
fn literal(expr: &Expr, number: Number) -> Option<Expr> {
    let node = match expr.node {
        #[expect(
            clippy::cast_precision_loss,
            reason = "compared with a number that has lost as much"
        )]
        Node::LiteralInteger(value) if is_float(number) => Node::LiteralFloat(value as f64),
        Node::LiteralFloat(value) if is_float(number) => Node::LiteralFloat(value),
        Node::LiteralInteger(value) if range(number).contains(&value) => {
            Node::LiteralInteger(value)
        }
        _ => return None,
    };
    Some(Expr { node, ty: Type::Number(number), nullable: false })
}

/// The whole numbers of a type.
fn range(number: Number) -> std::ops::RangeInclusive<i64> {
    match number {
        Number::Byte => i8::MIN.into()..=i8::MAX.into(),
        Number::Short => i16::MIN.into()..=i16::MAX.into(),
        Number::Integer | Number::IntEnum => i32::MIN.into()..=i32::MAX.into(),
        // What a `usize` has wherever the code is compiled.
        Number::Length => 0..=u32::MAX.into(),
        Number::Long | Number::Float | Number::Double => i64::MIN..=i64::MAX,
    }
}

fn widened(of: Expr, number: Number, wide: Number) -> Expr {
    if number == wide {
        return of;
    }
    literal(&of, wide).unwrap_or_else(|| {
        let nullable = of.nullable;
        Expr { node: Node::Widened(Box::new(of)), ty: Type::Number(wide), nullable }
    })
}
