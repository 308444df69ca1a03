//! Answers as the old model reads them.

use serde_json::Value;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{Member, ShapeKind};
use tinsmith_review::table::Wire;

use super::values::{Judge, Values};

impl Values<'_> {
    /// What a program meets that reads a value of a member.
    pub(super) fn reads(&self, member: &Member, value: &Value) -> Wire {
        let Some(shape) = self.model().get(&member.target) else { return Wire::Fails };
        let worst = |all: &mut dyn Iterator<Item = Wire>| all.min().unwrap_or(Wire::Works);
        match (&shape.kind, value) {
            (ShapeKind::Structure(members), Value::Object(fields)) => {
                worst(&mut members.iter().map(|(name, member)| match fields.get(name) {
                    Some(value) => self.reads(member, value),
                    None if is_missed(member) => Wire::Limited,
                    None => Wire::Works,
                }))
            }
            (ShapeKind::Union(members), Value::Object(fields)) => {
                worst(&mut fields.iter().map(|(name, value)| match members.get(name) {
                    Some(member) => self.reads(member, value),
                    None => Wire::Limited,
                }))
            }
            (ShapeKind::List(element), Value::Array(values)) => {
                let is_sparse = shape.traits.has(ids::SPARSE);
                worst(&mut values.iter().map(|value| match value {
                    Value::Null if is_sparse => Wire::Works,
                    // It is left out.
                    Value::Null => Wire::Limited,
                    value => self.reads(element, value),
                }))
            }
            (ShapeKind::Map(key, element), Value::Object(fields)) => {
                let is_sparse = shape.traits.has(ids::SPARSE);
                worst(&mut fields.iter().map(|(name, value)| {
                    let name = self.reads(key, &Value::String(name.clone()));
                    let value = match value {
                        Value::Null if is_sparse => Wire::Works,
                        Value::Null => Wire::Limited,
                        value => self.reads(element, value),
                    };
                    name.min(value)
                }))
            }
            (ShapeKind::Enum(_), Value::String(_)) | (ShapeKind::IntEnum(_), Value::Number(_)) => {
                match self.accepts(member, value, Judge::NAMES) {
                    true => Wire::Works,
                    false if self.accepts(member, value, Judge::TYPES) => Wire::Limited,
                    false => Wire::Fails,
                }
            }
            _ if self.accepts(member, value, Judge::TYPES) => Wire::Works,
            _ => Wire::Fails,
        }
    }
}

/// Whether a program was built to find a member always.
fn is_missed(member: &Member) -> bool {
    member.traits.has(ids::REQUIRED)
        && !member.traits.has(ids::CLIENT_OPTIONAL)
        && !member.traits.has(ids::DEFAULT)
}

/// Whether something that the old model has in an answer is no longer in the new one.
pub(super) fn is_gone(
    (mine, old): (&Values<'_>, &Member),
    (theirs, new): (&Values<'_>, &Member),
) -> bool {
    walk((mine, old), (theirs, new), 0)
}

fn walk(
    (mine, old): (&Values<'_>, &Member),
    (theirs, new): (&Values<'_>, &Member),
    depth: usize,
) -> bool {
    let shapes = (mine.model().get(&old.target), theirs.model().get(&new.target));
    let (Some(before), Some(after)) = shapes else { return false };
    if depth > 6 {
        return false;
    }
    let inside = |old: &Member, new: &Member| walk((mine, old), (theirs, new), depth + 1);
    match (&before.kind, &after.kind) {
        (ShapeKind::Structure(before), ShapeKind::Structure(after)) => {
            before.iter().any(|(name, old)| match after.get(name) {
                None => true,
                Some(new) => inside(old, new),
            })
        }
        // A variant that no longer comes is missed by nobody.
        (ShapeKind::Union(before), ShapeKind::Union(after)) => {
            before.iter().any(|(name, old)| after.get(name).is_some_and(|new| inside(old, new)))
        }
        (ShapeKind::List(old), ShapeKind::List(new))
        | (ShapeKind::Map(_, old), ShapeKind::Map(_, new)) => inside(old, new),
        _ => false,
    }
}
