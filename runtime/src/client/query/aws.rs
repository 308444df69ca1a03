//! The form of awsQuery, on the official serializer: a list of structures without members is left out.
//!
//! The serializer takes such a list for an empty one, and writes the parameter that says so.

use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

type Parts<'p> = &'p dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>;

/// A structure without the lists, at any depth, of which nothing would be written.
pub(super) struct Filtered<'v>(pub(super) &'v dyn SerializableStruct);

impl SerializableStruct for Filtered<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        self.0.serialize_members(&mut Filter { inner: serializer })
    }
}

/// Passes on all but these lists.
struct Filter<'s> {
    inner: &'s mut dyn ShapeSerializer,
}

macro_rules! pass_on {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Result<(), SerdeError> {
            self.inner.$method(schema, value)
        })+
    };
}

impl ShapeSerializer for Filter<'_> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.inner.write_struct(schema, &Filtered(value))
    }

    fn write_list(&mut self, schema: &Schema<'_>, elements: Parts<'_>) -> Result<(), SerdeError> {
        // A list in a list has no parameter of its own, but a number in the one around it.
        if schema.member_name().is_some() && Probe::of(elements) == Found::SilentStructures {
            return Ok(());
        }
        self.inner.write_list(schema, &|inner| elements(&mut Filter { inner }))
    }

    fn write_map(&mut self, schema: &Schema<'_>, entries: Parts<'_>) -> Result<(), SerdeError> {
        self.inner.write_map(schema, &|inner| entries(&mut Filter { inner }))
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.inner.write_null(schema)
    }

    pass_on! {
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_string(&str),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}

/// What a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// Nothing, or lists of nothing.
    Nothing,
    /// Structures, of which nothing is written.
    SilentStructures,
    /// Something that is written.
    Parameters,
}

/// Writes nothing, and looks for what would be written.
struct Probe {
    has_structures: bool,
}

impl Probe {
    fn of(elements: Parts<'_>) -> Found {
        let mut probe = Self { has_structures: false };
        match elements(&mut probe) {
            Err(_) => Found::Parameters,
            Ok(()) if probe.has_structures => Found::SilentStructures,
            Ok(()) => Found::Nothing,
        }
    }
}

/// Ends the search: the first value that is written is enough.
fn found() -> SerdeError {
    SerdeError::custom("a value is written")
}

macro_rules! end {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, _: &Schema<'_>, _: $type) -> Result<(), SerdeError> {
            Err(found())
        })+
    };
}

impl ShapeSerializer for Probe {
    fn write_struct(
        &mut self,
        _: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.has_structures = true;
        value.serialize_members(self)
    }

    fn write_list(&mut self, schema: &Schema<'_>, elements: Parts<'_>) -> Result<(), SerdeError> {
        match Self::of(elements) {
            Found::Nothing if schema.member_name().is_some() => Err(found()),
            Found::Nothing | Found::SilentStructures => Ok(()),
            Found::Parameters => Err(found()),
        }
    }

    fn write_map(&mut self, _: &Schema<'_>, entries: Parts<'_>) -> Result<(), SerdeError> {
        // A key is a value that is written; a map without entries is not.
        entries(self)
    }

    /// Nothing stands for it, in a list of nothing else as in an empty one.
    fn write_null(&mut self, _: &Schema<'_>) -> Result<(), SerdeError> {
        Ok(())
    }

    end! {
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_string(&str),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}
