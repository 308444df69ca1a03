//! What rules end with: endpoints with their headers and properties, and errors.

use crate::ir::endpoint::{AuthScheme, Endpoint, Outcome, Value};
use crate::smithy::Node;

use super::expr::{value, value_of};
use super::scope::{Place, Problems, Scope, Type};

/// The error of a rule.
pub(super) fn error(
    rule: &Node,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Outcome> {
    let node = rule.get("error").unwrap_or(&Node::Null);
    value_of(&Type::Text, node, scope, &place.key("error"), problems).map(Outcome::Error)
}

/// The endpoint of a rule.
pub(super) fn endpoint(
    rule: &Node,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Outcome> {
    let node = rule.get("endpoint").unwrap_or(&Node::Null);
    read(node, scope, &place.key("endpoint"), problems)
        .map(|endpoint| Outcome::Endpoint(Box::new(endpoint)))
}

/// An endpoint object, of a rule or of a test.
pub(super) fn read(
    node: &Node,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Endpoint> {
    let url = node.get("url").unwrap_or(&Node::Null);
    let url = value_of(&Type::Text, url, scope, &place.key("url"), problems)?;
    let mut endpoint =
        Endpoint { url, auth_schemes: Vec::new(), properties: Vec::new(), headers: Vec::new() };
    let members = |key| node.get(key).and_then(Node::as_object).into_iter().flatten();
    for (name, values) in members("headers") {
        let place = place.key("headers").key(name);
        let Some(values) = values.as_array() else {
            return problems.expected(&place, "a list of strings", values.kind());
        };
        for (index, value) in values.iter().enumerate() {
            let value = value_of(&Type::Text, value, scope, &place.index(index), problems)?;
            endpoint.headers.push((name.clone(), value));
        }
    }
    for (name, value) in members("properties") {
        let place = place.key("properties").key(name);
        if name == "authSchemes" {
            endpoint.auth_schemes = auth_schemes(value, scope, &place, problems)?;
        } else {
            let value = property(value, scope, &place, problems)?;
            endpoint.properties.push((name.clone(), value));
        }
    }
    Some(endpoint)
}

/// Auth schemes, each with its settings sorted: a test may write them in another order than the rules.
fn auth_schemes(
    node: &Node,
    scope: &Scope,
    place: &Place,
    problems: &mut Problems,
) -> Option<Vec<AuthScheme>> {
    let Some(schemes) = node.as_array() else {
        return problems.expected(place, "a list of auth schemes", node.kind());
    };
    let mut found = Vec::new();
    for (index, scheme) in schemes.iter().enumerate() {
        let place = place.index(index);
        let Some(name) = scheme.get("name") else {
            return problems.expected(&place, "an auth scheme with a name", scheme.kind());
        };
        let name = value_of(&Type::Text, name, scope, &place.key("name"), problems)?;
        let mut settings = Vec::new();
        for (key, value) in scheme.as_object().into_iter().flatten() {
            if key != "name" {
                settings.push((key.clone(), property(value, scope, &place.key(key), problems)?));
            }
        }
        settings.sort_by(|(one, _), (other, _)| one.cmp(other));
        found.push(AuthScheme { name, settings });
    }
    Some(found)
}

fn property(node: &Node, scope: &Scope, place: &Place, problems: &mut Problems) -> Option<Value> {
    match node {
        Node::Array(elements) => {
            let mut found = Vec::new();
            for (index, element) in elements.iter().enumerate() {
                found.push(property(element, scope, &place.index(index), problems)?);
            }
            Some(Value::List(found))
        }
        Node::Object(members) if !members.contains_key("ref") && !members.contains_key("fn") => {
            let mut found = Vec::new();
            for (key, member) in members {
                found.push((key.clone(), property(member, scope, &place.key(key), problems)?));
            }
            Some(Value::Object(found))
        }
        Node::Number(number) => match number.as_i64() {
            Some(number) => Some(Value::Number(number)),
            None => problems.expected(place, "a whole number", &number.to_string()),
        },
        Node::String(_) | Node::Bool(_) | Node::Object(_) => {
            let found = value(node, scope, place, problems)?;
            if matches!(found.ty, Type::Text | Type::Flag) {
                return Some(Value::Expr(found.expr));
            }
            problems.expected(place, "a string or boolean", &found.ty.to_string())
        }
        Node::Null => problems.expected::<Value>(place, "a value", "null"),
    }
}
