//! Values without members.
//!
//! What comes in: strings, numbers, booleans, blobs, timestamps, documents.
//! What goes out: the one call of the official traits that each has.
//! What is deliberately not here: formats; a timestamp's is in its schema, and the codec's business.

use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_types::date_time::Format;

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

impl WriteValue for DateTime {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_timestamp(schema, self)
    }
}

impl ReadValue for DateTime {
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, SerdeError> {
        let read = deserializer.read_timestamp(schema)?;
        let format = schema.timestamp_format().map(|found| found.format());
        Ok(match format {
            None | Some(TimestampFormat::EpochSeconds) => as_written(read),
            _ => read,
        })
    }
}

/// Undoes what a codec loses that reads seconds as an `f64` and cuts off what is behind the nanoseconds: of `1732377601.234`, the nearest `f64` is a little less, and 233 milliseconds would be left; of `86400.7`, a nanosecond would be missing.
///
/// The shortest decimal that such a codec reads as the same time is taken to be what was written.
fn as_written(read: DateTime) -> DateTime {
    if read.subsec_nanos() == 0 {
        return read;
    }
    let seconds = [0, 1, -1].into_iter().filter_map(|nanoseconds| {
        let near = DateTime::from_nanos(read.as_nanos() + nanoseconds).ok()?;
        Some(near.as_secs_f64())
    });
    let shortest = seconds
        .filter(|seconds| DateTime::from_secs_f64(*seconds) == read)
        .map(|seconds| seconds.to_string())
        .min_by_key(String::len);
    // A time that no such codec reads came as text.
    shortest
        .and_then(|shortest| DateTime::from_str(&shortest, Format::EpochSeconds).ok())
        .unwrap_or(read)
}

impl Absent for DateTime {
    fn absent() -> Self {
        Self::from_secs(0)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_what_was_written() {
        for text in [
            "0.3",
            "1.1",
            "5.7",
            "86400.7",
            "1234.567",
            "8000000.9",
            "1732377601.234",
            "1732377601.123456",
            "0.000000001",
            "-1.3",
            "-86400.7",
        ] {
            let read = DateTime::from_secs_f64(text.parse().unwrap());
            let written = DateTime::from_str(text, Format::EpochSeconds).unwrap();
            assert_eq!(as_written(read), written, "{text}");
        }
    }

    #[test]
    fn a_time_with_more_digits_than_an_f64_stays() {
        let read = DateTime::from_secs_and_nanos(1_732_377_601, 123_456_789);
        assert_eq!(as_written(read), read);
    }
}
