//! Structures and unions, as far as one function does for all of them.
//!
//! What comes in: the fields of a structure, in the order of its members.
//! What goes out: the members on the wire, or in the fields.
//! What is deliberately not here: the tables of members; see the macros [`structure!`](crate::structure) and [`union!`](crate::union), which call this.

use aws_smithy_schema::serde::SerializableStruct;

use super::{
    Absent, ReadMember, ReadValue, Schema, SerdeError, Shape, ShapeDeserializer, ShapeSerializer,
    WriteMember, WriteValue, prelude,
};

/// Writes the members of a structure, for [`structure!`](crate::structure); takes its shape and its fields, in the same order.
///
/// # Errors
/// If the codec refuses a value.
pub fn write_members(
    serializer: &mut dyn ShapeSerializer,
    shape: &'static Shape,
    fields: &[&dyn WriteMember],
) -> Result<(), SerdeError> {
    shape
        .schema()
        .members()
        .iter()
        .zip(fields)
        .try_for_each(|(member, field)| field.write_member(serializer, member))
}

/// Reads a structure into its fields; takes its shape, and the fields in the same order.
///
/// A member that the shape does not have is skipped.
///
/// # Errors
/// If the value is not a structure, or that of a member is of another type.
pub fn read_members(
    deserializer: &mut dyn ShapeDeserializer,
    shape: &'static Shape,
    fields: &mut [&mut dyn ReadMember],
) -> Result<(), SerdeError> {
    deserializer.read_struct(shape.schema(), &mut |member, deserializer| match member
        .member_index()
        .and_then(|index| fields.get_mut(index))
    {
        Some(field) => field.read_member(deserializer, member).map_err(|error| at(member, error)),
        None => deserializer.skip_value(),
    })
}

/// Reads the content of a union's variant, for [`union!`](crate::union).
///
/// # Errors
/// As [`ReadValue::read`].
pub fn read_variant<T: ReadValue>(
    deserializer: &mut dyn ShapeDeserializer,
    member: &Schema<'_>,
) -> Result<T, SerdeError> {
    T::read(deserializer, member).map_err(|error| at(member, error))
}

/// Says of an error in which member it is: the codecs do not.
fn at(member: &Schema<'_>, error: SerdeError) -> SerdeError {
    let name = member.member_name().unwrap_or_default();
    match error {
        SerdeError::TypeMismatch { message, .. } => {
            SerdeError::type_mismatch(format!("{name}: {message}"))
        }
        SerdeError::InvalidInput { message, .. } => {
            SerdeError::invalid_input(format!("{name}: {message}"))
        }
        SerdeError::Custom { message, .. } => SerdeError::custom(format!("{name}: {message}")),
        other => other,
    }
}

/// As [`read_members`], for an error response: stops at what cannot be read, and leaves the rest of the fields as they are.
pub fn read_what_can_be_read(
    deserializer: &mut dyn ShapeDeserializer,
    shape: &'static Shape,
    fields: &mut [&mut dyn ReadMember],
) {
    // That the service reported an error is worth more than what is wrong with one of its members.
    let _ = read_members(deserializer, shape, fields);
}

/// Writes the one member of a union; takes the member's name.
///
/// # Errors
/// If the codec refuses the value.
pub fn write_variant(
    serializer: &mut dyn ShapeSerializer,
    shape: &'static Shape,
    name: &str,
    value: &dyn WriteMember,
) -> Result<(), SerdeError> {
    match shape.schema().member_schema(name) {
        Some(member) => value.write_member(serializer, member),
        None => unknown_variant(shape),
    }
}

/// Refuses to write a union's variant that the model does not name.
///
/// # Errors
/// Always.
pub fn unknown_variant(shape: &'static Shape) -> Result<(), SerdeError> {
    let union = shape.schema().shape_id().shape_name();
    Err(SerdeError::custom(format!("an unknown variant of `{union}` cannot be sent")))
}

/// Gives the name of a member that was read, if it is one of the shape's own.
#[must_use]
pub fn own_member<'m>(member: &'m Schema<'_>) -> Option<&'m str> {
    member.member_index()?;
    member.member_name()
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
    const TAKES_NULL: bool = T::TAKES_NULL;

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
