//! What a member can hold, and what stands in for it.

use super::{Schema, SerdeError, Shape, ShapeDeserializer, ShapeSerializer, Unreadable};

/// A value that can be sent.
pub trait WriteValue {
    /// Writes the value.
    ///
    /// # Errors
    /// If the codec refuses it.
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError>;
}

/// A value that can be received.
pub trait ReadValue: Sized {
    /// Whether `null` is a value as an element of a list or map, not the absence of one: documents.
    const TAKES_NULL: bool = false;

    /// Reads a value.
    ///
    /// # Errors
    /// If the document ends there, is malformed, or has a value of another type.
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable>;
}

/// A value that a required member has although the service left it out (Smithy 2.0, "Client error correction").
pub trait Absent {
    /// Gives the value: zero, nothing, the epoch, the empty string as an enum, a union's unknown variant, a structure of such values. An optional member is `None`.
    fn absent() -> Self;
}

impl<T> Absent for Option<T> {
    fn absent() -> Self {
        None
    }
}

/// A field that can be sent: a value, or an optional one, of which `None` is left out.
pub trait WriteMember {
    /// Writes the field; takes the schema of its member.
    ///
    /// # Errors
    /// If the codec refuses the value.
    fn write_member(
        &self,
        serializer: &mut dyn ShapeSerializer,
        member: &Schema<'_>,
    ) -> Result<(), SerdeError>;
}

impl<T: WriteValue> WriteMember for T {
    fn write_member(
        &self,
        serializer: &mut dyn ShapeSerializer,
        member: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        self.write(serializer, member)
    }
}

impl<T: WriteValue> WriteMember for Option<T> {
    fn write_member(
        &self,
        serializer: &mut dyn ShapeSerializer,
        member: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        match self {
            Some(value) => value.write(serializer, member),
            None => Ok(()),
        }
    }
}

/// A field that can be received: a value, or an optional one.
pub trait ReadMember {
    /// Whether the member is required: any that is no `Option`.
    fn is_required(&self) -> bool;

    /// Reads a value into the field; takes the schema of its member.
    ///
    /// # Errors
    /// As [`ReadValue::read`].
    fn read_member(
        &mut self,
        deserializer: &mut dyn ShapeDeserializer,
        member: &Schema<'_>,
    ) -> Result<(), Unreadable>;
}

impl<T: ReadValue> ReadMember for T {
    fn is_required(&self) -> bool {
        true
    }

    fn read_member(
        &mut self,
        deserializer: &mut dyn ShapeDeserializer,
        member: &Schema<'_>,
    ) -> Result<(), Unreadable> {
        *self = T::read(deserializer, member)?;
        Ok(())
    }
}

impl<T: ReadValue> ReadMember for Option<T> {
    fn is_required(&self) -> bool {
        false
    }

    fn read_member(
        &mut self,
        deserializer: &mut dyn ShapeDeserializer,
        member: &Schema<'_>,
    ) -> Result<(), Unreadable> {
        *self = Some(T::read(deserializer, member)?);
        Ok(())
    }
}

/// A structure whose members can be received.
pub trait ReadStruct {
    /// Gives the shape.
    fn shape(&self) -> &'static Shape;

    /// Hands out the shape, and the fields in the order of its members.
    ///
    /// One method for all that is done with fields, so that each structure has one to compile.
    fn with_members(&mut self, work: &mut WithMembers<'_>);
}

/// What is done with the fields of a structure, of this shape.
pub type WithMembers<'w> = dyn FnMut(&'static Shape, &mut [&mut dyn ReadMember]) + 'w;

/// Opens a document that can be read more than once; `None` if there is none.
pub type OpenDocument<'d> = dyn Fn() -> Option<Box<dyn ShapeDeserializer + 'd>> + 'd;
