//! What goes before the host name of an operation's requests.
//!
//! In comes `smithy.api#endpoint` of an operation and the members of its input with `smithy.api#hostLabel`;
//! out goes the prefix in its parts, or why it is none (Smithy 2.0, "endpoint trait").

use crate::smithy::{Model, Node, Shape, traits};

use super::endpoint_params::input;

/// A part of a prefix.
#[derive(Clone, Copy, Debug)]
pub enum Part<'m> {
    /// Text as it stands.
    Text(&'m str),
    /// The value of the member of this name.
    Label(&'m str),
}

/// The parts of the prefix; none if the operation has no prefix.
///
/// # Errors
/// The first thing that is wrong, in words for a diagnostic.
pub fn of<'m>(model: &'m Model, operation: &'m Shape) -> Result<Vec<Part<'m>>, String> {
    let Some(value) = operation.traits.get(traits::ENDPOINT) else { return Ok(Vec::new()) };
    let mut rest = value.get("hostPrefix").and_then(Node::as_str).unwrap_or_default();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (text, label, after) = next(rest)?;
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        if let Some(name) = label {
            check(model, operation, name)?;
            parts.push(Part::Label(name));
        }
        rest = after;
    }
    let is_in_prefix = |member: &str| {
        parts.iter().any(|part| matches!(part, Part::Label(label) if *label == member))
    };
    let mut members = input(model, operation).and_then(Shape::members).into_iter().flatten();
    match members
        .find(|(name, member)| member.traits.has(traits::HOST_LABEL) && !is_in_prefix(name))
    {
        Some((name, _)) => Err(format!(
            "`{}` on the member `{name}`, which is no label in {PREFIX}",
            traits::HOST_LABEL
        )),
        None => Ok(parts),
    }
}

/// The text before the next label, the label, and what follows it.
fn next(template: &str) -> Result<(&str, Option<&str>, &str), String> {
    let (text, label, after) = match template.split_once('{') {
        None => (template, None, ""),
        Some((text, rest)) => {
            let Some((label, after)) = rest.split_once('}') else {
                return Err(format!("expected `}}` behind `{{{rest}` in {PREFIX}"));
            };
            (text, Some(label), after)
        }
    };
    match text.chars().find(|c| !(c.is_ascii_alphanumeric() || "-.".contains(*c))) {
        Some(other) => {
            Err(format!("expected letters, digits, `-` and `.` in {PREFIX}, found {other:?}"))
        }
        None => Ok((text, label, after)),
    }
}

const PREFIX: &str = "`hostPrefix` of `smithy.api#endpoint`";

/// Whether a label names a member that can be one.
fn check(model: &Model, operation: &Shape, name: &str) -> Result<(), String> {
    let members = input(model, operation).and_then(Shape::members);
    let Some(member) = members.and_then(|members| members.get(name)) else {
        return Err(format!(
            "expected a member of the input as a label in {PREFIX}, found `{{{name}}}`"
        ));
    };
    if !member.traits.has(traits::HOST_LABEL) || !member.traits.has(traits::REQUIRED) {
        return Err(format!(
            "expected `{}` and `{}` on the member `{name}`, which is a label in {PREFIX}",
            traits::HOST_LABEL,
            traits::REQUIRED
        ));
    }
    Ok(())
}
