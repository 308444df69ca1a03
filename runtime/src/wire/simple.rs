//! Values without members.

use std::str::FromStr;

use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_types::date_time::Format;

use super::{
    Absent, ReadValue, Schema, SerdeError, ShapeDeserializer, ShapeSerializer, Unreadable,
    WriteValue,
};
use crate::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document};

/// Implements the traits of a type: how it is passed to which method, by which method it is read and what an error then says, what stands in for it.
macro_rules! simple {
    ($type:ty: $write:ident(|$value:ident| $passed:expr), $read:ident else $expected:literal, $absent:expr) => {
        impl WriteValue for $type {
            #[inline]
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
            #[inline]
            fn read(
                deserializer: &mut dyn ShapeDeserializer,
                schema: &Schema<'_>,
            ) -> Result<Self, Unreadable> {
                deserializer.$read(schema).map_err(|error| Unreadable::value(&error, $expected))
            }
        }

        impl Absent for $type {
            #[inline]
            fn absent() -> Self {
                $absent
            }
        }
    };
}

simple!(bool: write_boolean(|value| *value), read_boolean else "expected a boolean", false);
simple!(i8: write_byte(|value| *value), read_byte else "expected a whole number of 8 bits", 0);
simple!(i16: write_short(|value| *value), read_short else "expected a whole number of 16 bits", 0);
simple!(i32: write_integer(|value| *value), read_integer else "expected a whole number of 32 bits", 0);
simple!(i64: write_long(|value| *value), read_long else "expected a whole number of 64 bits", 0);
simple!(f32: write_float(|value| *value), read_float else "expected a number", 0.0);
simple!(f64: write_double(|value| *value), read_double else "expected a number", 0.0);
simple!(BigDecimal: write_big_decimal(|value| &as_in_json(value)), read_big_decimal else "expected a number", BigDecimal::default());

impl WriteValue for String {
    #[inline]
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_string(schema, self)
    }
}

impl ReadValue for String {
    #[inline]
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        deserializer.read_string(schema).map_err(|error| match error {
            // There is one, with half a character in it, or bytes that are none.
            SerdeError::InvalidInput { .. } => {
                Unreadable::value(&error, "expected a string of valid Unicode")
            }
            _ => Unreadable::value(&error, "expected a string"),
        })
    }
}

impl Absent for String {
    #[inline]
    fn absent() -> Self {
        Self::new()
    }
}

impl WriteValue for Blob {
    #[inline]
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_blob(schema, self.clone())
    }
}

impl ReadValue for Blob {
    #[inline]
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        deserializer.read_blob(schema).map_err(|error| match error {
            // A codec that has bytes as they are.
            SerdeError::BlobDecodeFailed { .. } => Unreadable::value(&error, "expected bytes"),
            _ => Unreadable::value(&error, "expected a string of base64"),
        })
    }
}

impl Absent for Blob {
    #[inline]
    fn absent() -> Self {
        Self::new([])
    }
}

impl WriteValue for DateTime {
    #[inline]
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_timestamp(schema, self).map_err(|error| match schema.member_name() {
            // Some formats have no year 0 and none after 9999; a codec says that, and not of what.
            Some(name) => SerdeError::custom(format!("{name}: {error}")),
            None => error,
        })
    }
}

const IN_SECONDS: &str = "expected a timestamp, in seconds";
const AS_IN_RFC_3339: &str = "expected a timestamp, as in RFC 3339";
const AS_IN_HTTP: &str = "expected a timestamp, as in HTTP";

/// Gives the format that a codec wants where the model has none: each has its own, and only its error tells which.
fn usual_format(error: &SerdeError) -> &'static str {
    match error {
        // The codec of XML gives no more than the reason; that of JSON puts this before it.
        SerdeError::Custom { message, .. } if !message.starts_with("invalid timestamp string") => {
            AS_IN_RFC_3339
        }
        SerdeError::InvalidInput { message, .. } if message.contains("header") => AS_IN_HTTP,
        _ => IN_SECONDS,
    }
}

impl ReadValue for DateTime {
    #[inline]
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        let format = schema.timestamp_format().map(|found| found.format());
        let read = deserializer.read_timestamp(schema).map_err(|error| {
            let expected = match format {
                // A codec that has one format for all.
                _ if matches!(error, SerdeError::TimestampParseFailed { .. }) => IN_SECONDS,
                Some(TimestampFormat::DateTime) => AS_IN_RFC_3339,
                Some(TimestampFormat::HttpDate) => AS_IN_HTTP,
                None => usual_format(&error),
                _ => IN_SECONDS,
            };
            Unreadable::value(&error, expected)
        })?;
        Ok(match format {
            None | Some(TimestampFormat::EpochSeconds) => as_written(read),
            _ => read,
        })
    }
}

/// Undoes what a codec loses that reads seconds as an `f64` and cuts off what is behind the nanoseconds: of `1732377601.234`, the nearest `f64` is a little less, and 233 milliseconds would be left; of `86400.7`, a nanosecond would be missing.
///
/// The shortest decimal that such a codec reads as the same time is taken to be what was written.
#[inline]
pub(crate) fn as_written(read: DateTime) -> DateTime {
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
    #[inline]
    fn absent() -> Self {
        Self::from_secs(0)
    }
}

impl WriteValue for BigInteger {
    #[inline]
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_big_integer(schema, &as_in_json(self))
    }
}

impl ReadValue for BigInteger {
    /// A codec reads digits alone, so a number is read as a decimal first.
    #[inline]
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        const EXPECTED: &str = "expected a whole number";
        let decimal = deserializer.read_big_decimal(schema);
        let decimal = decimal.map_err(|error| Unreadable::value(&error, EXPECTED))?;
        whole(decimal.as_ref()).ok_or_else(|| Unreadable::new(EXPECTED))
    }
}

impl Absent for BigInteger {
    #[inline]
    fn absent() -> Self {
        Self::default()
    }
}

/// Gives a big number in the notation that JSON has: its codec refuses every other one, with the value in the error.
#[inline]
fn as_in_json<T: AsRef<str> + Clone + FromStr>(number: &T) -> T {
    let text = number.as_ref();
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let end = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
    let (coefficient, exponent) = unsigned.split_at_checked(end).unwrap_or((unsigned, ""));
    let (integer, fraction) = coefficient.split_once('.').unwrap_or((coefficient, ""));
    let integer = Some(integer.trim_start_matches('0')).filter(|digits| !digits.is_empty());
    let point = if fraction.is_empty() { "" } else { "." };
    let plain = [sign, integer.unwrap_or("0"), point, fraction, exponent].concat();
    plain.parse().unwrap_or_else(|_| number.clone())
}

/// Gives the whole number that a decimal is, in whatever notation; `None` if it has a fraction, or more zeros than anybody means.
#[inline]
fn whole(decimal: &str) -> Option<BigInteger> {
    /// An exponent is as good as memory: ten characters can ask for a gigabyte of zeros.
    const ZEROS: usize = 10_000;
    if let Ok(plain) = BigInteger::from_str(decimal) {
        return Some(plain);
    }
    let (coefficient, exponent) = decimal.split_once(['e', 'E']).unwrap_or((decimal, "0"));
    let (integer, fraction) = coefficient.split_once('.').unwrap_or((coefficient, ""));
    let sign = if integer.starts_with('-') { "-" } else { "" };
    let digits = [integer.trim_start_matches(['-', '+']), fraction].concat();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(BigInteger::default());
    }
    let exponent = i64::from_str(exponent).ok()?;
    let shift = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let count = usize::try_from(shift.unsigned_abs()).ok()?;
    let digits = if shift < 0 {
        let (kept, dropped) = digits.split_at_checked(digits.len().checked_sub(count)?)?;
        dropped.bytes().all(|digit| digit == b'0').then(|| kept.to_owned())?
    } else if count <= ZEROS {
        [digits, &"0".repeat(count)].concat()
    } else {
        return None;
    };
    BigInteger::from_str(&[sign, &digits].concat()).ok()
}

impl WriteValue for Document {
    #[inline]
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

    #[inline]
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        let document = deserializer.read_document(schema);
        document.map_err(|error| Unreadable::container(&error, "expected a value"))
    }
}

impl Absent for Document {
    #[inline]
    fn absent() -> Self {
        Self::Null
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_has_many_notations() {
        for (decimal, integer) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("0e99999999999", "0"),
            ("3600.0", "3600"),
            ("3.6E3", "3600"),
            ("-36000e-1", "-3600"),
            ("123456789012345678901234567890.000", "123456789012345678901234567890"),
            ("1e3", "1000"),
            ("+1.50E+1", "15"),
            ("100e-2", "1"),
        ] {
            assert_eq!(whole(decimal).unwrap().as_ref(), integer, "{decimal}");
        }
        let refused = [
            "0.5",
            "5.5",
            "15e-1",
            "1e-400",
            "1e10001",
            "1e9223372036854775808",
            "1e-9223372036854775808",
        ];
        for decimal in refused {
            assert_eq!(whole(decimal), None, "{decimal}");
        }
    }

    #[test]
    fn a_big_number_is_written_as_json_has_it() {
        for (text, expected) in [
            ("0", "0"),
            ("-0", "-0"),
            ("+5", "5"),
            ("007", "7"),
            ("-00", "-0"),
            ("5.", "5"),
            ("-.5", "-0.5"),
            ("+00.50", "0.50"),
            (".5e+3", "0.5e+3"),
            ("5.E-3", "5E-3"),
            ("100.001", "100.001"),
        ] {
            let number: BigDecimal = text.parse().unwrap();
            assert_eq!(as_in_json(&number).as_ref(), expected, "{text}");
        }
    }

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
