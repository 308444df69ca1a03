//! Structures and unions, as far as one function does for all of them.
//!
//! What comes in: the fields of a structure, in the order of its members.
//! What goes out: the members on the wire, or in the fields.
//! What is deliberately not here: the tables of members; see the macros [`structure!`](crate::structure) and [`union!`](crate::union), which call this.

use aws_smithy_schema::serde::SerializableStruct;

use super::{
    Absent, ReadMember, ReadValue, Schema, SerdeError, ShapeDeserializer, ShapeId, ShapeSerializer,
    ShapeType, WriteMember, WriteValue, prelude,
};

/// Gives the schema of a structure or union.
///
/// Takes the absolute shape id, `namespace#Name`, and the schemas of the members in model order.
#[must_use]
pub const fn shape(
    shape_type: ShapeType,
    id: &'static str,
    members: &'static [&'static Schema<'static>],
) -> Schema<'static> {
    Schema::new_struct(shape_id(id), shape_type, members)
}

/// Splits an absolute shape id, `namespace#Name`.
#[must_use]
pub const fn shape_id(id: &'static str) -> ShapeId<'static> {
    let bytes = id.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let (namespace, [b'#', ..]) = bytes.split_at(at)
            && let (_, name) = id.split_at(at + 1)
        {
            return ShapeId::from_parts(id, id.split_at(namespace.len()).0, name);
        }
        at += 1;
    }
    ShapeId::from_parts(id, "", id)
}

/// Writes the members of a structure; takes its schema and its fields, in the same order.
///
/// # Errors
/// If the codec refuses a value.
pub fn write_members(
    serializer: &mut dyn ShapeSerializer,
    schema: &Schema<'_>,
    fields: &[&dyn WriteMember],
) -> Result<(), SerdeError> {
    schema
        .members()
        .iter()
        .zip(fields)
        .try_for_each(|(member, field)| field.write_member(serializer, member))
}

/// Reads a structure into its fields; takes its schema, and the fields in the same order.
///
/// A member that the schema does not have is skipped.
///
/// # Errors
/// If the value is not a structure, or that of a member is of another type.
pub fn read_members(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    fields: &mut [&mut dyn ReadMember],
) -> Result<(), SerdeError> {
    deserializer.read_struct(schema, &mut |member, deserializer| match member
        .member_index()
        .and_then(|index| fields.get_mut(index))
    {
        Some(field) => field.read_member(deserializer, member),
        None => deserializer.skip_value(),
    })
}

/// As [`read_members`], for an error response: stops at what cannot be read, and leaves the rest of the fields as they are.
pub fn read_what_can_be_read(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    fields: &mut [&mut dyn ReadMember],
) {
    // That the service reported an error is worth more than what is wrong with one of its members.
    let _ = read_members(deserializer, schema, fields);
}

/// Writes the one member of a union; takes the index of the variant.
///
/// # Errors
/// If the codec refuses the value.
pub fn write_variant(
    serializer: &mut dyn ShapeSerializer,
    schema: &Schema<'_>,
    index: usize,
    value: &dyn WriteMember,
) -> Result<(), SerdeError> {
    match schema.member_schema_by_index(index) {
        Some(member) => value.write_member(serializer, member),
        None => unknown_variant(schema),
    }
}

/// Refuses to write a union's variant that the model does not name.
///
/// # Errors
/// Always.
pub fn unknown_variant(schema: &Schema<'_>) -> Result<(), SerdeError> {
    let union = schema.shape_id().shape_name();
    Err(SerdeError::custom(format!("an unknown variant of `{union}` cannot be sent")))
}

impl<T: WriteValue> WriteValue for Box<T> {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        (**self).write(serializer, schema)
    }
}

impl<T: ReadValue> ReadValue for Box<T> {
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, SerdeError> {
        T::read(deserializer, schema).map(Self::new)
    }
}

impl<T: Absent> Absent for Box<T> {
    fn absent() -> Self {
        Self::new(T::absent())
    }
}

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

impl WriteValue for Unit {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_struct(schema, self)
    }
}

impl ReadValue for Unit {
    /// Whatever stands there: that the variant is named says all.
    fn read(deserializer: &mut dyn ShapeDeserializer, _: &Schema<'_>) -> Result<Self, SerdeError> {
        deserializer.skip_value().map(|()| Self)
    }
}
