//! Values without members.
//!
//! What comes in: strings, numbers, booleans, blobs, timestamps, documents.
//! What goes out: the one call of the official traits that each has.
//! What is deliberately not here: formats; a timestamp's is in its schema, and the codec's business.

use super::{
    Absent, ReadValue, Schema, SerdeError, ShapeDeserializer, ShapeSerializer, WriteValue,
};
use crate::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document};

/// Implements the traits of a type: how it is passed to which method, by which method it is read, what stands in for it.
macro_rules! simple {
    ($type:ty: $write:ident(|$value:ident| $passed:expr), $read:ident, $absent:expr) => {
        impl WriteValue for $type {
            fn write(
                &self,
                serializer: &mut dyn ShapeSerializer,
                schema: &Schema<'_>,
            ) -> Result<(), SerdeError> {
                let $value = self;
                serializer.$write(schema, $passed)
            }
        }

        impl ReadValue for $type {
            fn read(
                deserializer: &mut dyn ShapeDeserializer,
                schema: &Schema<'_>,
            ) -> Result<Self, SerdeError> {
                deserializer.$read(schema)
            }
        }

        impl Absent for $type {
            fn absent() -> Self {
                $absent
            }
        }
    };
}

simple!(String: write_string(|value| value), read_string, String::new());
simple!(bool: write_boolean(|value| *value), read_boolean, false);
simple!(i8: write_byte(|value| *value), read_byte, 0);
simple!(i16: write_short(|value| *value), read_short, 0);
simple!(i32: write_integer(|value| *value), read_integer, 0);
simple!(i64: write_long(|value| *value), read_long, 0);
simple!(f32: write_float(|value| *value), read_float, 0.0);
simple!(f64: write_double(|value| *value), read_double, 0.0);
simple!(BigInteger: write_big_integer(|value| value), read_big_integer, BigInteger::default());
simple!(BigDecimal: write_big_decimal(|value| value), read_big_decimal, BigDecimal::default());
simple!(Blob: write_blob(|value| value.clone()), read_blob, Blob::new([]));
simple!(DateTime: write_timestamp(|value| value), read_timestamp, DateTime::from_secs(0));

impl WriteValue for Document {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_document(schema, self)
    }
}

impl ReadValue for Document {
    const TAKES_NULL: bool = true;

    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, SerdeError> {
        deserializer.read_document(schema)
    }
}

impl Absent for Document {
    fn absent() -> Self {
        Self::Null
    }
}
