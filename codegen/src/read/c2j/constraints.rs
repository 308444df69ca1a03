//! `min`, `max` and `pattern` to `length`, `range` and `pattern`.

use indexmap::IndexMap;

use super::fields::Fields;
use crate::diagnostic::Diagnostics;
use crate::smithy::traits::constraint::{Length, Range};
use crate::smithy::{Node, Traits, traits};

/// What `min` and `max` measure.
#[derive(Clone, Copy)]
pub(super) enum Bounds {
    /// Characters, bytes or entries.
    Length,
    /// The value of a number.
    Range,
}

/// Adds `length` or `range` when there is a `min` or `max`.
pub(super) fn bounds(
    bounds: Bounds,
    fields: &Fields<'_>,
    found: &mut Traits,
    diagnostics: &mut Diagnostics,
) {
    let mut value = IndexMap::new();
    for key in ["min", "max"] {
        if let Some(number) = fields.number(key, diagnostics) {
            value.insert(key.to_owned(), Node::Number(number.clone()));
        }
    }
    if value.is_empty() {
        return;
    }
    let value = Node::Object(value);
    let (id, checked) = match bounds {
        Bounds::Length => (traits::LENGTH, Length::read(&value).map(drop)),
        Bounds::Range => (traits::RANGE, Range::read(&value).map(drop)),
    };
    match checked {
        Ok(()) => found.insert(id, value),
        Err(reason) => diagnostics.shape_error(&fields.at, reason),
    }
}

/// Adds `pattern`. C2J means a pattern for the whole string, Smithy for any part of it.
pub(super) fn pattern(fields: &Fields<'_>, found: &mut Traits, diagnostics: &mut Diagnostics) {
    if let Some(pattern) = fields.text("pattern", diagnostics) {
        found.insert(traits::PATTERN, Node::String(anchored(pattern)));
    }
}

/// The pattern with an anchor at both ends; alternatives at the top are put in a group first.
pub(super) fn anchored(pattern: &str) -> String {
    if has_alternatives(pattern) {
        return format!("^(?:{pattern})$");
    }
    let start = if pattern.starts_with('^') { "" } else { "^" };
    let end = if ends_with_anchor(pattern) { "" } else { "$" };
    format!("{start}{pattern}{end}")
}

/// Whether a `|` stands, or may stand, outside every group and character class.
///
/// Dialects differ in what a `[` inside a class means; a needless group does no harm, so doubt counts as yes.
fn has_alternatives(pattern: &str) -> bool {
    let mut groups = 0_usize;
    let mut in_class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '[' if in_class => return pattern.contains('|'),
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => groups += 1,
            ')' if !in_class => groups = groups.saturating_sub(1),
            '|' if !in_class && groups == 0 => return true,
            _ => {}
        }
    }
    false
}

/// Whether the last character is a `$` that no backslash makes an ordinary one.
fn ends_with_anchor(pattern: &str) -> bool {
    let Some(before) = pattern.strip_suffix('$') else { return false };
    let backslashes = before.chars().rev().take_while(|character| *character == '\\').count();
    backslashes % 2 == 0
}
