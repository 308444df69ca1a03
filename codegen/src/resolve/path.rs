//! JMESPath expressions: from the names in them to fields, and to types that Rust can check.
//!
//! In come the text of a trait and what it starts from; out goes an [`Expr`], or what cannot be said in Rust.
//! The rules are those of JMESPath; where it would ask at run time what a value is, the shapes have told already, so that an
//! expression that could never be true is refused here.
//!
//! `@` needs no name: an expression behind a `.` or `|` is resolved with the one in front of it in its place,
//! since reading a value twice is the same as reading it once.

mod compare;
mod functions;
mod lists;
mod numbers;

use crate::analysis::nullability;
use crate::diagnostic::nearest;
use crate::ir::path::{Comparator, Expr, Node, Number, Type};
use crate::smithy::jmespath::{Ast, parse};
use crate::smithy::{ShapeId, ShapeKind, SimpleType, traits};

use super::Context;

pub(super) use self::compare::check_value;
pub(super) use self::functions::any_equals;

/// How many parts an expression may have: with another in the place of each `@`, a few bytes can have millions.
const MAX_PARTS: usize = 4000;

/// What an expression starts from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Root<'r> {
    /// The input of the operation.
    Request(&'r ShapeId),
    /// The output of the operation.
    Response(&'r ShapeId),
    /// Both, as `input` and `output`.
    Both(&'r ShapeId, &'r ShapeId),
}

/// Resolves the text of an expression.
///
/// # Errors
/// What was expected, and what was found.
pub(super) fn resolve(context: &Context<'_>, root: Root<'_>, text: &str) -> Result<Expr, String> {
    let ast = parse(text)?;
    let resolver = Resolver { context, root };
    let node = match root {
        Root::Request(_) => Node::Request,
        Root::Response(_) => Node::Response,
        Root::Both(..) => Node::Both,
    };
    let ty = match root {
        Root::Request(id) | Root::Response(id) => Type::Structure(id.clone()),
        Root::Both(..) => Type::Opaque("input and output"),
    };
    let expr = resolver.expr(&ast, &plain(node, ty))?;
    match expr.node {
        Node::Both => {
            Err("expected `input` or `output` in the expression, found neither".to_owned())
        }
        _ => Ok(expr),
    }
}

/// What expressions are resolved with.
struct Resolver<'r, 'c> {
    context: &'r Context<'c>,
    root: Root<'r>,
}

/// An expression that always has a value.
fn plain(node: Node, ty: Type) -> Expr {
    Expr { node, ty, nullable: false }
}

/// A condition.
fn condition(node: Node) -> Expr {
    plain(node, Type::Boolean)
}

impl Resolver<'_, '_> {
    /// Resolves an expression where `at` is `@`.
    fn expr(&self, ast: &Ast, at: &Expr) -> Result<Expr, String> {
        let expr = self.unbounded(ast, at)?;
        if expr.size() > MAX_PARTS {
            return Err(format!(
                "expected an expression of at most {MAX_PARTS} parts with what `@` stands for in the place of each, found more"
            ));
        }
        Ok(expr)
    }

    fn unbounded(&self, ast: &Ast, at: &Expr) -> Result<Expr, String> {
        match ast {
            Ast::Identity { .. } => Ok(at.clone()),
            Ast::Field { name, .. } => self.field(at, name),
            Ast::Subexpr { lhs, rhs, .. } => {
                let at = self.expr(lhs, at)?;
                self.expr(rhs, &at)
            }
            Ast::Index { idx, .. } => lists::index(at, *idx),
            Ast::Literal { value, .. } => compare::literal(value),
            Ast::And { lhs, rhs, .. } => compare::and(self.expr(lhs, at)?, self.expr(rhs, at)?),
            Ast::Or { lhs, rhs, .. } => compare::or(self.expr(lhs, at)?, self.expr(rhs, at)?),
            Ast::Not { node, .. } => {
                let of = self.expr(node, at)?;
                compare::check_truth(&of)?;
                Ok(condition(Node::Not(Box::new(of))))
            }
            Ast::Comparison { comparator, lhs, rhs, .. } => {
                compare::comparison(comparator, lhs, rhs, |side| self.expr(side, at))
            }
            Ast::Function { name, args, .. } => {
                let args: Result<Vec<Expr>, String> =
                    args.iter().map(|arg| self.expr(arg, at)).collect();
                functions::call(name, args?)
            }
            Ast::Flatten { node, .. } => lists::flatten(self.expr(node, at)?),
            Ast::Projection { lhs, rhs, .. } => self.projection(self.expr(lhs, at)?, rhs),
            Ast::ObjectValues { node, .. } => functions::call("values", vec![self.expr(node, at)?]),
            Ast::MultiList { elements, .. } => {
                let elements: Result<Vec<Expr>, String> =
                    elements.iter().map(|element| self.expr(element, at)).collect();
                lists::several(at, elements?)
            }
            Ast::MultiHash { .. } => Err(unsupported("a multi-select hash (`{name: value}`)")),
            Ast::Slice { .. } => Err(unsupported("a slice (`[from:to]`)")),
            Ast::Expref { .. } => Err(unsupported("an expression reference (`&name`)")),
            // Stands in a filter alone, which `projection` takes apart.
            Ast::Condition { .. } => Err(unsupported("a condition")),
        }
    }

    /// A member by its name, or the value at a key.
    fn field(&self, of: &Expr, name: &str) -> Result<Expr, String> {
        match (&of.node, &of.ty) {
            (Node::Both, _) => self.side(name),
            (_, Type::Structure(id)) => self.member(of, id, name),
            (_, Type::Union(id)) => self.variant(of, id, name),
            (_, Type::Map(key, value, _)) if **key == Type::Text => {
                let node = Node::Entry { of: Box::new(of.clone()), key: name.to_owned() };
                Ok(Expr { node, ty: (**value).clone(), nullable: true })
            }
            (_, Type::Map(..)) => Err(unsupported("the value at a key that is an enum")),
            (_, ty) => {
                Err(format!("expected a structure or map with `{name}`, found {}", kind(ty)))
            }
        }
    }

    fn side(&self, name: &str) -> Result<Expr, String> {
        match (self.root, name) {
            (Root::Both(input, _), "input") => {
                Ok(plain(Node::Request, Type::Structure(input.clone())))
            }
            (Root::Both(_, output), "output") => {
                Ok(plain(Node::Response, Type::Structure(output.clone())))
            }
            _ => Err(format!("expected `input` or `output`, found `{name}`")),
        }
    }

    fn member(&self, of: &Expr, id: &ShapeId, name: &str) -> Result<Expr, String> {
        let members = self.context.shape(id).members();
        let Some(member) = members.and_then(|members| members.get(name)) else {
            return Err(self.missing(id, name));
        };
        let optional = nullability::is_optional(member);
        let node = Node::Field {
            of: Box::new(of.clone()),
            name: self.context.names.member(id, name),
            optional,
            boxed: self.context.facts.boxed.contains(&id.with_member(name)),
        };
        Ok(Expr { node, ty: self.type_of(&member.target), nullable: of.nullable || optional })
    }

    fn variant(&self, of: &Expr, id: &ShapeId, name: &str) -> Result<Expr, String> {
        let members = self.context.shape(id).members();
        let Some(member) = members.and_then(|members| members.get(name)) else {
            return Err(self.missing(id, name));
        };
        let is_boxed = self.context.facts.boxed.contains(&id.with_member(name));
        if is_boxed || member.target.as_str() == crate::smithy::prelude::UNIT {
            return Err(unsupported("a variant that is empty or holds its own union"));
        }
        let node = Node::Variant {
            of: Box::new(of.clone()),
            union: self.context.type_ref(id),
            name: self.context.names.member(id, name),
        };
        Ok(Expr { node, ty: self.type_of(&member.target), nullable: true })
    }

    fn missing(&self, id: &ShapeId, name: &str) -> String {
        let members = self.context.shape(id).members();
        let known = members.into_iter().flat_map(|members| members.keys().map(String::as_str));
        let hint =
            nearest(name, known).map_or_else(String::new, |near| format!(" (is `{near}` meant?)"));
        format!("expected a member, found `{name}`, which `{id}` does not have{hint}")
    }

    /// The type of a shape's values.
    fn type_of(&self, id: &ShapeId) -> Type {
        let shape = self.context.shape(id);
        let is_sparse = shape.traits.has(traits::SPARSE);
        match &shape.kind {
            ShapeKind::Simple(simple) => simple_type(*simple),
            ShapeKind::Enum(_) => Type::Enum,
            ShapeKind::IntEnum(_) => Type::Number(Number::IntEnum),
            ShapeKind::List(member) => {
                Type::List(Box::new(self.type_of(&member.target)), is_sparse)
            }
            ShapeKind::Map(key, value) => Type::Map(
                Box::new(self.type_of(&key.target)),
                Box::new(self.type_of(&value.target)),
                is_sparse,
            ),
            ShapeKind::Structure(_) => Type::Structure(id.clone()),
            ShapeKind::Union(_) => Type::Union(id.clone()),
            kind => Type::Opaque(kind.name()),
        }
    }
}

fn simple_type(simple: SimpleType) -> Type {
    match simple {
        SimpleType::Boolean => Type::Boolean,
        SimpleType::String => Type::Text,
        SimpleType::Byte => Type::Number(Number::Byte),
        SimpleType::Short => Type::Number(Number::Short),
        SimpleType::Integer => Type::Number(Number::Integer),
        SimpleType::Long => Type::Number(Number::Long),
        SimpleType::Float => Type::Number(Number::Float),
        SimpleType::Double => Type::Number(Number::Double),
        other => Type::Opaque(other.name()),
    }
}

/// A type as messages call it.
fn kind(ty: &Type) -> String {
    match ty {
        Type::Boolean => "a boolean".to_owned(),
        Type::Number(_) => "a number".to_owned(),
        Type::Text => "a string".to_owned(),
        Type::Enum => "an enum".to_owned(),
        Type::Structure(id) => format!("the structure `{id}`"),
        Type::Union(id) => format!("the union `{id}`"),
        Type::List(..) => "a list".to_owned(),
        Type::Map(..) => "a map".to_owned(),
        Type::Opaque(kind) => format!("a value of type `{kind}`"),
    }
}

fn unsupported(what: &str) -> String {
    format!("{what} is not supported")
}

/// A literal string.
pub(super) fn text(text: &str) -> Expr {
    plain(Node::LiteralText(text.to_owned()), Type::Text)
}

/// A literal boolean.
pub(super) fn boolean(value: bool) -> Expr {
    plain(Node::LiteralBoolean(value), Type::Boolean)
}

/// Whether two values are equal.
///
/// # Errors
/// If they never can be.
pub(super) fn equal(left: Expr, right: Expr) -> Result<Expr, String> {
    compare::compare(Comparator::Equal, left, right)
}
