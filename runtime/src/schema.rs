//! What the read and write glue of a generated crate is made of.
//!
//! What comes in: static schemas and the members of a value, or a document on the wire.
//! What goes out: calls on the official serializer and deserializer traits, whatever the protocol behind them.
//! What is deliberately not here: the protocols; see [`client::Protocol`](crate::client::Protocol).
//!
//! What the official deserializers promise, and generated code relies on:
//! * A `null` member of a structure is absent: the consumer does not see it. (A document member is the exception, since there `null` is a value.)
//! * An unknown member reaches the consumer with a schema that has no member index, or does not reach it at all (XML). `skip_value` in the arm for the rest is right for every codec.
//! * An element of a list or a map can be `null` even where the model does not allow it, and the typed reads refuse it; [`skip_null`] and the two readers below drop it.

pub mod member;

use std::collections::HashMap;

pub use aws_smithy_schema::serde::{
    SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer, capped_container_size,
};
pub use aws_smithy_schema::traits::{HttpTrait, TimestampFormat};
pub use aws_smithy_schema::{Schema, ShapeId, ShapeType, prelude, shape_id};

/// The value of a union's variant that holds nothing: a structure without members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit;

impl SerializableStruct for Unit {
    fn schema(&self) -> &Schema<'_> {
        &prelude::UNIT
    }

    fn serialize_members(&self, _: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        Ok(())
    }
}

/// Takes a deserializer in front of an element; if the element is `null`, moves past it and gives `true`.
///
/// For the elements of lists and maps that are not `@sparse`: one that is `null` all the same is dropped, not a reason to refuse the response.
///
/// # Errors
/// If the document ends or is malformed there.
pub fn skip_null(deserializer: &mut dyn ShapeDeserializer) -> Result<bool, SerdeError> {
    if deserializer.is_null() {
        deserializer.read_null()?;
        return Ok(true);
    }
    Ok(false)
}

/// Reads a list of strings; takes the schema of the list, drops elements that are `null`.
///
/// # Errors
/// If the value is not a list, or one of its elements is not a string.
pub fn read_string_list(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
) -> Result<Vec<String>, SerdeError> {
    let mut values = Vec::new();
    deserializer.read_list(schema, &mut |deserializer| {
        if !skip_null(deserializer)? {
            values.push(deserializer.read_string(&prelude::STRING)?);
        }
        Ok(())
    })?;
    Ok(values)
}

/// Reads a map of strings to strings; takes the schema of the map, drops entries whose value is `null`.
///
/// # Errors
/// If the value is not a map, or one of its values is not a string.
pub fn read_string_map(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
) -> Result<HashMap<String, String>, SerdeError> {
    let mut values = HashMap::new();
    deserializer.read_map(schema, &mut |key, deserializer| {
        if !skip_null(deserializer)? {
            values.insert(key, deserializer.read_string(&prelude::STRING)?);
        }
        Ok(())
    })?;
    Ok(values)
}
