//! Structures and unions, as far as one function does for all of them.

use aws_smithy_schema::serde::SerializableStruct;

use super::walk::{read_null, read_struct, skip};
use super::{
    Absent, OpenDocument, ReadMember, ReadStruct, ReadValue, Schema, SerdeError, Shape,
    ShapeDeserializer, ShapeSerializer, Unreadable, WriteMember, WriteValue, prelude,
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
) -> Result<(), Unreadable> {
    read_struct(deserializer, shape.schema(), &mut |member, deserializer| match member
        .member_index()
        .and_then(|index| fields.get_mut(index))
    {
        Some(field) => field.read_member(deserializer, member).map_err(|error| at(member, error)),
        #[cfg(feature = "serde")]
        None if crate::serde::is_end(member) => all_required(deserializer, shape, fields),
        None => skip(deserializer),
    })
}

/// Reads a structure, for [`structure!`](crate::structure). What is left out is as [`Absent`] has it.
///
/// # Errors
/// As [`read_members`].
pub fn read_whole<T: Absent + ReadStruct>(
    deserializer: &mut dyn ShapeDeserializer,
) -> Result<T, Unreadable> {
    let mut value = T::absent();
    read_fields(&mut value, deserializer)?;
    Ok(value)
}

/// Reads the members that are there, and leaves the others as they are.
///
/// # Errors
/// As [`read_members`].
pub(crate) fn read_fields(
    value: &mut dyn ReadStruct,
    deserializer: &mut dyn ShapeDeserializer,
) -> Result<(), Unreadable> {
    let mut outcome = Ok(());
    value.with_members(&mut |shape, fields| {
        outcome = read_members(deserializer, shape, fields);
    });
    outcome
}

/// Whether one of these members is required and has no default: then an empty document is no such structure.
pub(crate) fn requires_members(
    value: &mut dyn ReadStruct,
    is_in_document: &dyn Fn(&Schema<'_>) -> bool,
) -> bool {
    let mut is_any_required = false;
    value.with_members(&mut |shape, fields| {
        let schema = shape.schema();
        let mut members = required(shape, fields).filter_map(|name| schema.member_schema(name));
        is_any_required = members.any(is_in_document);
    });
    is_any_required
}

/// The names of the members that are required and have no default.
fn required<'f>(
    shape: &'static Shape,
    fields: &'f [&mut dyn ReadMember],
) -> impl Iterator<Item = &'static str> + 'f {
    let required = fields.iter().enumerate().filter(|(_, field)| field.is_required());
    required.filter_map(|(index, _)| shape.name_without_default(index))
}

/// Refuses a structure without a required member; takes it as a map. No codec asks for it: an answer of the service is never refused for that.
#[cfg(feature = "serde")]
fn all_required(
    deserializer: &mut dyn ShapeDeserializer,
    shape: &'static Shape,
    fields: &[&mut dyn ReadMember],
) -> Result<(), Unreadable> {
    let mut set = std::collections::HashSet::new();
    super::walk::read_map(deserializer, shape.schema(), &mut |name, value| {
        if !value.is_null() {
            set.insert(name);
        }
        Ok(())
    })?;
    match required(shape, fields).find(|name| !set.contains(*name)) {
        Some(name) => Err(Unreadable::new("a required member is missing").in_member(name)),
        None => Ok(()),
    }
}

/// Reads a union, for [`union!`](crate::union): calls the consumer with the one member that is set.
///
/// A `null` is no member that is set, but for a document, whose value it is where nothing else is set. A member of which there are two values has the last one, as everywhere.
///
/// # Errors
/// If the value is not a structure, if several members are set, known or not, and as the consumer.
#[inline]
pub fn read_union(
    deserializer: &mut dyn ShapeDeserializer,
    shape: &'static Shape,
    consumer: &mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut set: Option<Option<usize>> = None;
    read_struct(deserializer, shape.schema(), &mut |member, deserializer| {
        let index = member.member_index();
        match set {
            Some(_) if deserializer.is_null() => return read_null(deserializer),
            Some(first) if first != index || index.is_none() => {
                return Err(several(shape, first, index));
            }
            _ if deserializer.is_null() => {}
            _ => set = Some(index),
        }
        consumer(member, deserializer)
    })
}

/// Says that several members of a union are set.
#[inline]
fn several(shape: &'static Shape, first: Option<usize>, second: Option<usize>) -> Unreadable {
    let name = |index: Option<usize>| index.and_then(|index| shape.member_name(index));
    Unreadable::new(match (name(first), name(second)) {
        (Some(first), Some(second)) => {
            format!("expected one member, found `{first}` and `{second}`")
        }
        (Some(known), None) | (None, Some(known)) => {
            format!("expected one member, found `{known}` and one that the model does not name")
        }
        (None, None) => "expected one member, found two that the model does not name".to_owned(),
    })
}

/// Reads the content of a union's variant, for [`union!`](crate::union).
///
/// # Errors
/// As [`ReadValue::read`].
pub fn read_variant<T: ReadValue>(
    deserializer: &mut dyn ShapeDeserializer,
    member: &Schema<'_>,
) -> Result<T, Unreadable> {
    T::read(deserializer, member).map_err(|error| at(member, error))
}

/// Passes over a member of a union that the model does not name, for [`union!`](crate::union).
///
/// # Errors
/// If it is malformed.
pub fn skip_variant(deserializer: &mut dyn ShapeDeserializer) -> Result<(), Unreadable> {
    skip(deserializer)
}

fn at(member: &Schema<'_>, error: Unreadable) -> Unreadable {
    error.in_member(member.member_name().unwrap_or_default())
}

/// As [`read_members`], for an error response: reads each member that can be read, and leaves the other fields as they are.
///
/// That the service reported an error is worth more than what is wrong with one of its members.
pub fn read_what_can_be_read(
    open: &OpenDocument<'_>,
    shape: &'static Shape,
    fields: &mut [&mut dyn ReadMember],
) {
    let Some(mut deserializer) = open() else { return };
    if read_members(&mut *deserializer, shape, fields).is_ok() {
        return;
    }
    // Behind a value that cannot be read, nobody knows where the next one starts; so each member is looked for by itself.
    for (wanted, field) in fields.iter_mut().enumerate() {
        let Some(mut deserializer) = open() else { return };
        // An error says that this member cannot be read, or that the document ends behind it.
        let _ = read_struct(&mut *deserializer, shape.schema(), &mut |member, deserializer| {
            if member.member_index() == Some(wanted) {
                field.read_member(deserializer, member)
            } else {
                skip(deserializer)
            }
        });
    }
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
    ) -> Result<Self, Unreadable> {
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
    fn read(deserializer: &mut dyn ShapeDeserializer, _: &Schema<'_>) -> Result<Self, Unreadable> {
        skip(deserializer).map(|()| Self)
    }
}
