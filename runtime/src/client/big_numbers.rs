//! Big numbers in lists that the model binds to headers or to the query: the official protocol leaves them out of what it sends.
//!
//! It takes text in such a list, so the elements are passed to it as text.

use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

use crate::wire::{Schema, ShapeType, prelude};

/// An input whose lists of big numbers reach the official protocol.
pub(super) struct WithBigNumbers<'v>(pub(super) &'v dyn SerializableStruct);

impl SerializableStruct for WithBigNumbers<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        if self.schema().members().iter().any(|member| is_concerned(member)) {
            self.0.serialize_members(&mut PassOn { inner: serializer, as_text: false })
        } else {
            self.0.serialize_members(serializer)
        }
    }
}

/// Whether a member is such a list.
fn is_concerned(member: &Schema<'_>) -> bool {
    let is_bound = member.http_header().is_some() || member.http_query().is_some();
    let element = member.member().map(Schema::shape_type);
    is_bound && matches!(element, Some(ShapeType::BigDecimal | ShapeType::BigInteger))
}

/// Passes everything on; the big numbers of such a list as text.
struct PassOn<'s> {
    inner: &'s mut dyn ShapeSerializer,
    as_text: bool,
}

/// Passes values on as they are.
macro_rules! pass_on {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Result<(), SerdeError> {
            self.inner.$method(schema, value)
        })+
    };
}

type Parts<'p> = &'p dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>;

impl ShapeSerializer for PassOn<'_> {
    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write_elements: Parts<'_>,
    ) -> Result<(), SerdeError> {
        if !is_concerned(schema) {
            return self.inner.write_list(schema, write_elements);
        }
        self.inner.write_list(schema, &|inner| write_elements(&mut PassOn { inner, as_text: true }))
    }

    fn write_big_integer(
        &mut self,
        schema: &Schema<'_>,
        value: &BigInteger,
    ) -> Result<(), SerdeError> {
        if self.as_text {
            return self.inner.write_string(&prelude::STRING, value.as_ref());
        }
        self.inner.write_big_integer(schema, value)
    }

    fn write_big_decimal(
        &mut self,
        schema: &Schema<'_>,
        value: &BigDecimal,
    ) -> Result<(), SerdeError> {
        if self.as_text {
            return self.inner.write_string(&prelude::STRING, value.as_ref());
        }
        self.inner.write_big_decimal(schema, value)
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.inner.write_null(schema)
    }

    pass_on! {
        write_struct(&dyn SerializableStruct),
        write_map(Parts<'_>),
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_string(&str),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}
