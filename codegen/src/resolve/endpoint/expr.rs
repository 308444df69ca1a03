//! Values of rules: literals, templates, references and calls.

use crate::diagnostic::nearest;
use crate::ir::endpoint::{Expr, Function, Part};
use crate::smithy::Node;

use super::functions;
use super::scope::{Place, Problems, Scope, Type, Typed};

/// A value.
pub(super) fn value(
    node: &Node,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Typed> {
    match node {
        Node::Bool(value) => Some(Typed::new(Expr::Bool(*value), Type::Flag)),
        Node::String(text) => template(text, scope, place, problems),
        Node::Object(members) if members.contains_key("ref") => {
            let place = place.key("ref");
            match members.get("ref").and_then(Node::as_str) {
                Some(name) => reference(name, scope, &place, problems),
                None => problems.expected(&place, "a name", "something else"),
            }
        }
        Node::Object(members) if members.contains_key("fn") => {
            functions::call(node, scope, place, problems)
        }
        Node::Object(_) => problems.expected(place, "a `ref` or a `fn`", "neither"),
        other => problems.expected(place, "a string, boolean, reference or function", other.kind()),
    }
}

/// A value of a certain type that is there.
pub(super) fn value_of(
    ty: &Type,
    node: &Node,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Expr> {
    let found = value(node, scope, place, problems)?;
    if found.ty == *ty {
        return Some(found.expr);
    }
    let found = found.ty.to_string();
    problems.expected(place, &ty.to_string(), &found)
}

pub(super) fn reference(
    name: &str,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Typed> {
    if let Some(known) = scope.get(name) {
        return Some(known.clone());
    }
    let near = nearest(name, scope.names());
    let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    problems.add(place, format!("`{name}` is neither a parameter nor assigned before{hint}"));
    None
}

/// A string with `{name}` and `{name#attribute}` in it; `{{` and `}}` stand for braces.
fn template(text: &str, scope: &Scope, place: &Place, problems: &mut Problems) -> Option<Typed> {
    let bad = |problems: &mut Problems, what: &str| {
        problems.add(place, format!("the template `{text}` has {what}"));
    };
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        literal.push_str(before);
        if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
            literal.extend(from.chars().next());
            rest = after;
            continue;
        }
        let Some(inside) = from.strip_prefix('{') else {
            bad(problems, "a `}` without a `{`");
            return None;
        };
        let Some((inside, after)) = inside.split_once('}') else {
            bad(problems, "a `{` without a `}`");
            return None;
        };
        let (name, path) =
            inside.split_once('#').map_or((inside, None), |(name, path)| (name, Some(path)));
        let mut found = reference(name, scope, place, problems)?;
        if let Some(path) = path {
            found = attribute(found, path, place, problems)?;
        }
        if found.ty != Type::Text {
            return problems.expected(
                place,
                &format!("a string as `{inside}` in the template"),
                &found.ty.to_string(),
            );
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal)));
        }
        parts.push(Part::Value(found.expr));
        rest = after;
    }
    literal.push_str(rest);
    let expr = match parts.as_slice() {
        [] => Expr::Text(literal),
        // Nothing but a value is that value.
        [Part::Value(value)] if literal.is_empty() => value.clone(),
        _ => {
            if !literal.is_empty() {
                parts.push(Part::Literal(literal));
            }
            Expr::Format(parts)
        }
    };
    Some(Typed::new(expr, Type::Text))
}

/// What stands at a path within a value: `resourceId[0]`.
pub(super) fn attribute(
    value: Typed,
    path: &str,
    place: &Place,
    problems: &mut Problems,
) -> Option<Typed> {
    let mut found = value;
    for part in path.split('.') {
        let (key, index) =
            part.split_once('[').map_or((part, None), |(key, rest)| (key, Some(rest)));
        if !key.is_empty() {
            found = field(found, key, place, problems)?;
        } else if index.is_none() {
            problems.add(place, format!("`{path}` is no path: expected a name or an index"));
            return None;
        }
        if let Some(index) = index {
            let number = index.strip_suffix(']').and_then(|number| number.parse::<i32>().ok());
            let Some(number) = number else {
                problems.add(place, format!("`{path}` is no path: expected a number in brackets"));
                return None;
            };
            if found.ty != Type::Texts {
                let ty = found.ty.to_string();
                return problems.expected(place, "a list to take an element of", &ty);
            }
            let item = Expr::Item(Box::new(found.expr), number.into());
            found = Typed::new(item, Type::Text.optional());
        }
    }
    Some(found)
}

fn field(value: Typed, key: &str, place: &Place, problems: &mut Problems) -> Option<Typed> {
    let known: &[(&str, &'static str, Type)] = match value.ty {
        Type::Partition => &[
            ("name", "name", Type::Text),
            ("dnsSuffix", "dns_suffix", Type::Text),
            ("dualStackDnsSuffix", "dual_stack_dns_suffix", Type::Text),
            ("supportsFIPS", "supports_fips", Type::Flag),
            ("supportsDualStack", "supports_dual_stack", Type::Flag),
            ("implicitGlobalRegion", "implicit_global_region", Type::Text),
        ],
        Type::Arn => &[
            ("partition", "partition", Type::Text),
            ("service", "service", Type::Text),
            ("region", "region", Type::Text),
            ("accountId", "account_id", Type::Text),
            ("resourceId", "resource_id", Type::Texts),
        ],
        Type::Url => &[
            ("scheme", "scheme", Type::Text),
            ("authority", "authority", Type::Text),
            ("path", "path", Type::Text),
            ("normalizedPath", "path", Type::Text),
            ("isIp", "is_ip", Type::Flag),
        ],
        other => {
            let found = other.to_string();
            return problems.expected(
                place,
                &format!("a value with the attribute `{key}`"),
                &found,
            );
        }
    };
    let Some((_, name, ty)) = known.iter().find(|(name, ..)| *name == key) else {
        let names: Vec<&str> = known.iter().map(|(name, ..)| *name).collect();
        let ty = &value.ty;
        problems
            .add(place, format!("{ty} has no attribute `{key}`; there is {}", names.join(", ")));
        return None;
    };
    let field = Expr::Field(Box::new(value.expr), name);
    let expr = if key == "normalizedPath" {
        Expr::Call(Function::NormalizedPath, Box::new(field))
    } else {
        field
    };
    Some(Typed::new(expr, ty.clone()))
}
