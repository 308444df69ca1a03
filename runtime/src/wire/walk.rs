//! Structures, lists and maps, read with a consumer that can say where it failed.
//!
//! A codec's consumer can only give the codec's error back, which has no place for a path. So the consumer's error is kept beside the call.

use super::{Schema, SerdeError, ShapeDeserializer, Unreadable};

/// Reads a structure or union: calls the consumer with each member.
pub(super) fn read_struct(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    consumer: &mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut kept = None;
    let outcome = deserializer.read_struct(schema, &mut |member, deserializer| {
        keep(consumer(member, deserializer), &mut kept)
    });
    outcome.map_err(|error| kept.unwrap_or_else(|| Unreadable::container(&error, AN_OBJECT)))
}

/// Reads a list: calls the consumer with each element.
pub(super) fn read_list(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    consumer: &mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let (mut kept, mut index) = (None, 0);
    let outcome = deserializer.read_list(schema, &mut |deserializer| {
        let element = consumer(deserializer).map_err(|error| error.in_element(index));
        index += 1;
        keep(element, &mut kept)
    });
    outcome
        .map_err(|error| kept.unwrap_or_else(|| Unreadable::container(&error, "expected an array")))
}

/// Reads a map: calls the consumer with each key and value.
pub(super) fn read_map(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    consumer: &mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut kept = None;
    let outcome = deserializer.read_map(schema, &mut |key, deserializer| {
        keep(consumer(key, deserializer).map_err(Unreadable::in_entry), &mut kept)
    });
    outcome.map_err(|error| kept.unwrap_or_else(|| Unreadable::container(&error, AN_OBJECT)))
}

/// Passes over a value.
pub(super) fn skip(deserializer: &mut dyn ShapeDeserializer) -> Result<(), Unreadable> {
    deserializer.skip_value().map_err(|error| Unreadable::container(&error, "expected a value"))
}

/// Passes over a `null`.
pub(super) fn read_null(deserializer: &mut dyn ShapeDeserializer) -> Result<(), Unreadable> {
    deserializer.read_null().map_err(|error| Unreadable::container(&error, "expected a value"))
}

const AN_OBJECT: &str = "expected an object";

/// Keeps the consumer's error, and gives the codec one to stop at.
fn keep(outcome: Result<(), Unreadable>, kept: &mut Option<Unreadable>) -> Result<(), SerdeError> {
    outcome.map_err(|error| {
        *kept = Some(error);
        SerdeError::custom("the consumer has the error")
    })
}
