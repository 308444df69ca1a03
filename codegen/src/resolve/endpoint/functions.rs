//! The functions of the rules engine: how many arguments each takes, of which types, and what it gives.

use crate::diagnostic::nearest;
use crate::ir::endpoint::{Expr, Function};
use crate::smithy::Node;

use super::expr::{attribute, value, value_of};
use super::scope::{Place, Problems, Scope, Type, Typed};

/// Every function with the number of its arguments; `coalesce` takes more as well.
const FUNCTIONS: [(&str, usize); 15] = [
    ("aws.isVirtualHostableS3Bucket", 2),
    ("aws.parseArn", 1),
    ("aws.partition", 1),
    ("booleanEquals", 2),
    ("coalesce", 2),
    ("getAttr", 2),
    ("isSet", 1),
    ("isValidHostLabel", 2),
    ("ite", 3),
    ("not", 1),
    ("parseURL", 1),
    ("split", 3),
    ("stringEquals", 2),
    ("substring", 4),
    ("uriEncode", 1),
];

/// Whether the first argument of a function is a string that must be there.
pub(super) fn takes_string(name: &str) -> bool {
    matches!(
        name,
        "aws.isVirtualHostableS3Bucket"
            | "aws.parseArn"
            | "aws.partition"
            | "isValidHostLabel"
            | "parseURL"
            | "split"
            | "substring"
            | "uriEncode"
    )
}

/// A call with its arguments, each of which is an argument of the rules engine.
struct Call<'c> {
    name: &'c str,
    arguments: &'c [Node],
    scope: &'c Scope,
    place: &'c Place,
    problems: &'c mut Problems,
}

/// What a call gives.
pub(super) fn call(
    node: &Node,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Typed> {
    let Some(name) = node.get("fn").and_then(Node::as_str) else {
        return problems.expected(&place.key("fn"), "the name of a function", "none");
    };
    let Some((_, count)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
        let near = nearest(name, FUNCTIONS.map(|(known, _)| known));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        problems.add(&place.key("fn"), format!("the function `{name}` is unknown{hint}"));
        return None;
    };
    let arguments = node.get("argv").and_then(Node::as_array).unwrap_or_default();
    let fits = arguments.len() == *count || (name == "coalesce" && arguments.len() > *count);
    if !fits {
        let wanted = if name == "coalesce" { "2 arguments or more" } else { &counted(*count) };
        let what = format!("{wanted} of `{name}`");
        return problems.expected(&place.key("argv"), &what, &arguments.len().to_string());
    }
    let place = place.key("argv");
    Call { name, arguments, scope, place: &place, problems }.typed()
}

fn counted(count: usize) -> String {
    if count == 1 { "1 argument".to_owned() } else { format!("{count} arguments") }
}

impl Call<'_> {
    fn typed(&mut self) -> Option<Typed> {
        let apply = |function, text| Expr::Call(function, Box::new(text));
        Some(match self.name {
            "aws.partition" => {
                Typed::new(apply(Function::Partition, self.text(0)?), Type::Partition)
            }
            "aws.parseArn" => {
                Typed::new(apply(Function::ParseArn, self.text(0)?), Type::Arn.optional())
            }
            "parseURL" => {
                Typed::new(apply(Function::ParseUrl, self.text(0)?), Type::Url.optional())
            }
            "uriEncode" => Typed::new(apply(Function::UriEncode, self.text(0)?), Type::Text),
            "isValidHostLabel" => self.with_dots(Function::IsHostLabel, Function::AreHostLabels)?,
            "aws.isVirtualHostableS3Bucket" => self.with_dots(
                Function::IsVirtualHostableBucket,
                Function::IsVirtualHostableBucketWithDots,
            )?,
            "isSet" => self.is_set()?,
            "not" => Typed::new(not(self.flag(0)?), Type::Flag),
            "booleanEquals" => self.equal(&Type::Flag)?,
            "stringEquals" => self.equal(&Type::Text)?,
            "getAttr" => {
                let of = self.any(0)?;
                let path = self.literal(1)?;
                attribute(of, &path, &self.place.index(1), self.problems)?
            }
            "substring" => self.substring()?,
            "split" => {
                let text = Box::new(self.text(0)?);
                let (delimiter, limit) = (self.text(1)?, self.number(2)?);
                if matches!(&delimiter, Expr::Text(text) if text.is_empty()) {
                    return self.expected(1, "a delimiter", "an empty string");
                }
                let delimiter = Box::new(delimiter);
                Typed::new(Expr::Split { text, delimiter, limit }, Type::Texts)
            }
            "ite" => self.either()?,
            _ => self.coalesce()?,
        })
    }

    fn node(&self, index: usize) -> &Node {
        self.arguments.get(index).unwrap_or(&Node::Null)
    }

    fn any(&mut self, index: usize) -> Option<Typed> {
        let node = self.arguments.get(index)?;
        value(node, self.scope, &self.place.index(index), self.problems)
    }

    fn text(&mut self, index: usize) -> Option<Expr> {
        self.of(&Type::Text, index)
    }

    fn flag(&mut self, index: usize) -> Option<Expr> {
        self.of(&Type::Flag, index)
    }

    fn of(&mut self, ty: &Type, index: usize) -> Option<Expr> {
        let node = self.arguments.get(index)?;
        value_of(ty, node, self.scope, &self.place.index(index), self.problems)
    }

    /// A string that is the same whatever the parameters.
    fn literal(&mut self, index: usize) -> Option<String> {
        match self.node(index) {
            Node::String(text) => Some(text.clone()),
            other => {
                let found = other.kind();
                self.expected(index, "a string as it stands", found)
            }
        }
    }

    /// Numbers of the rules engine have 32 bits with a sign.
    fn number(&mut self, index: usize) -> Option<u64> {
        const LARGEST: u64 = i32::MAX as u64;
        let found = match self.node(index) {
            Node::Number(number) => match number.as_u64() {
                Some(number) if number <= LARGEST => return Some(number),
                _ => number.to_string(),
            },
            other => other.kind().to_owned(),
        };
        self.expected(index, &format!("a whole number from 0 to {LARGEST}"), &found)
    }

    fn expected<T>(&mut self, index: usize, what: &str, found: &str) -> Option<T> {
        self.problems.expected(&self.place.index(index), what, found)
    }

    /// A check of a string with a second argument: whether dots may stand in it.
    fn with_dots(&mut self, without: Function, with: Function) -> Option<Typed> {
        let text = self.text(0)?;
        let one = |function| Expr::Call(function, Box::new(text.clone()));
        let expr = match self.flag(1)? {
            Expr::Bool(false) => one(without),
            Expr::Bool(true) => one(with),
            allows => Expr::Either(Box::new(allows), Box::new(one(with)), Box::new(one(without))),
        };
        Some(Typed::new(expr, Type::Flag))
    }

    fn is_set(&mut self) -> Option<Typed> {
        let found = self.any(0)?;
        let expr = match found.ty {
            Type::Option(_) => Expr::IsSet(Box::new(found.expr)),
            _ => Expr::Bool(true),
        };
        Some(Typed::new(expr, Type::Flag))
    }

    /// Two values of a type; one that is missing equals none.
    fn equal(&mut self, ty: &Type) -> Option<Typed> {
        let (one, other) = (self.any(0)?, self.any(1)?);
        for (index, found) in [&one, &other].into_iter().enumerate() {
            if found.ty.plain() != ty {
                let found = found.ty.to_string();
                return self.expected(index, &ty.to_string(), &found);
            }
        }
        let is_optional = one.ty.is_optional() || other.ty.is_optional();
        let side = |found: Typed| {
            let wraps = is_optional && !found.ty.is_optional();
            if wraps { Expr::Some(Box::new(found.expr)) } else { found.expr }
        };
        Some(Typed::new(equal(side(one), side(other)), Type::Flag))
    }

    fn substring(&mut self) -> Option<Typed> {
        let text = self.text(0)?;
        let (start, end) = (self.number(1)?, self.number(2)?);
        let part = |is_from_end| {
            let text = Box::new(text.clone());
            Expr::Substring { text, start, end, is_from_end }
        };
        let expr = match self.flag(3)? {
            Expr::Bool(is_from_end) => part(is_from_end),
            is_from_end => {
                Expr::Either(Box::new(is_from_end), Box::new(part(true)), Box::new(part(false)))
            }
        };
        Some(Typed::new(expr, Type::Text.optional()))
    }

    fn either(&mut self) -> Option<Typed> {
        let (condition, one, other) = (self.flag(0)?, self.any(1)?, self.any(2)?);
        self.same_type(&one, &other, 2)?;
        let ty = if one.ty.is_optional() { one.ty.clone() } else { other.ty.clone() };
        let side = |found: Typed| {
            let wraps = ty.is_optional() && !found.ty.is_optional();
            Box::new(if wraps { Expr::Some(Box::new(found.expr)) } else { found.expr })
        };
        let (one, other) = (side(one), side(other));
        let expr = match condition {
            Expr::Bool(true) => *one,
            Expr::Bool(false) => *other,
            _ if one == other => *one,
            condition => Expr::Either(Box::new(condition), one, other),
        };
        Some(Typed::new(expr, ty))
    }

    fn coalesce(&mut self) -> Option<Typed> {
        let mut found = self.any(0)?;
        for index in 1..self.arguments.len() {
            let next = self.any(index)?;
            self.same_type(&found, &next, index)?;
            if !found.ty.is_optional() {
                continue;
            }
            let (one, other) = (Box::new(found.expr), Box::new(next.expr));
            found = match next.ty {
                Type::Option(_) => Typed::new(Expr::Or(one, other), next.ty),
                plain => Typed::new(Expr::OrElse(one, other), plain),
            };
        }
        Some(found)
    }

    fn same_type(&mut self, one: &Typed, other: &Typed, index: usize) -> Option<()> {
        if one.ty.plain() == other.ty.plain() {
            return Some(());
        }
        let (wanted, found) = (one.ty.plain().to_string(), other.ty.to_string());
        self.expected(index, &wanted, &found)
    }
}

/// The opposite of a boolean.
pub(super) fn not(value: Expr) -> Expr {
    match value {
        Expr::Bool(value) => Expr::Bool(!value),
        Expr::Not(inner) => *inner,
        other => Expr::Not(Box::new(other)),
    }
}

/// Whether two values are the same; a literal is the right one.
fn equal(one: Expr, other: Expr) -> Expr {
    match (one, other) {
        (Expr::Bool(true), other) | (other, Expr::Bool(true)) => other,
        (Expr::Bool(false), other) | (other, Expr::Bool(false)) => not(other),
        (Expr::Text(one), Expr::Text(other)) => Expr::Bool(one == other),
        (one @ (Expr::Text(_) | Expr::Some(_)), other) => {
            Expr::Equal(Box::new(other), Box::new(one))
        }
        (one, other) => Expr::Equal(Box::new(one), Box::new(other)),
    }
}
