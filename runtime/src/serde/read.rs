//! From a document of serde to the official deserializer trait.

use std::str::FromStr;

use crate::primitives::{BigDecimal, BigInteger, Blob, DateTime, DateTimeFormat, Document};
use crate::wire::{Schema, SerdeError, ShapeDeserializer, ShapeId, ShapeType};

use aws_smithy_schema::traits::TimestampFormat;

use super::content::Content;

/// What a structure's consumer is called with behind the last member, and the whole: no required member may be missing.
static END: Schema<'static> = Schema::new(
    ShapeId::from_parts("tinsmith.runtime#End", "tinsmith.runtime", "End"),
    ShapeType::Document,
);

/// Whether this stands for the end of a structure of which nothing required may be missing.
pub(crate) fn is_end(member: &Schema<'_>) -> bool {
    std::ptr::eq(std::ptr::from_ref(member).cast::<()>(), std::ptr::from_ref(&END).cast())
}

/// Reads one value. Errors say only that the type is another one: what was expected is the reader's to say.
pub(super) struct Reader<'c> {
    content: &'c Content,
}

impl<'c> Reader<'c> {
    pub(super) fn new(content: &'c Content) -> Self {
        Self { content }
    }

    fn other<T>() -> Result<T, SerdeError> {
        Err(SerdeError::type_mismatch("another type"))
    }

    /// Gives a whole number, in whatever notation, that this type holds.
    fn whole<T: TryFrom<i64> + TryFrom<u64>>(&self) -> Result<T, SerdeError> {
        let whole = match *self.content {
            Content::Unsigned(value) => T::try_from(value).ok(),
            Content::Signed(value) => T::try_from(value).ok(),
            // The conversion saturates, so what is too large is not the same number any more.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                clippy::float_cmp
            )]
            Content::Float(value) if (value as i64) as f64 == value && value < 9.2e18 => {
                T::try_from(value as i64).ok()
            }
            _ => None,
        };
        whole.map_or_else(Self::other, Ok)
    }

    /// Gives a number in decimal notation.
    fn decimal(&self) -> Result<String, SerdeError> {
        match self.content {
            Content::Unsigned(value) => Ok(value.to_string()),
            Content::Signed(value) => Ok(value.to_string()),
            Content::Float(value) if value.is_finite() => Ok(value.to_string()),
            Content::Text(value) => Ok(value.clone()),
            _ => Self::other(),
        }
    }
}

impl ShapeDeserializer for Reader<'_> {
    fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        consumer: &mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let Content::Map(entries) = self.content else { return Self::other() };
        for (name, value) in entries {
            let Some(member) = schema.member_schema(name) else { continue };
            if *value == Content::Null && member.shape_type() != ShapeType::Document {
                continue;
            }
            consumer(member, &mut Self::new(value))?;
        }
        if schema.is_structure() { consumer(&END, self) } else { Ok(()) }
    }

    fn read_list(
        &mut self,
        _: &Schema<'_>,
        consumer: &mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let Content::List(values) = self.content else { return Self::other() };
        values.iter().try_for_each(|value| consumer(&mut Self::new(value)))
    }

    fn read_map(
        &mut self,
        _: &Schema<'_>,
        consumer: &mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let Content::Map(entries) = self.content else { return Self::other() };
        entries.iter().try_for_each(|(key, value)| consumer(key.clone(), &mut Self::new(value)))
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> Result<bool, SerdeError> {
        match self.content {
            Content::Bool(value) => Ok(*value),
            _ => Self::other(),
        }
    }

    fn read_byte(&mut self, _: &Schema<'_>) -> Result<i8, SerdeError> {
        self.whole()
    }

    fn read_short(&mut self, _: &Schema<'_>) -> Result<i16, SerdeError> {
        self.whole()
    }

    fn read_integer(&mut self, _: &Schema<'_>) -> Result<i32, SerdeError> {
        self.whole()
    }

    fn read_long(&mut self, _: &Schema<'_>) -> Result<i64, SerdeError> {
        self.whole()
    }

    #[expect(clippy::cast_possible_truncation, reason = "the nearest is what is meant")]
    fn read_float(&mut self, schema: &Schema<'_>) -> Result<f32, SerdeError> {
        self.read_double(schema).map(|value| value as f32)
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest is what is meant")]
    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        match self.content {
            Content::Unsigned(value) => Ok(*value as f64),
            Content::Signed(value) => Ok(*value as f64),
            Content::Float(value) => Ok(*value),
            Content::Text(value) => match value.as_str() {
                "NaN" => Ok(f64::NAN),
                "Infinity" => Ok(f64::INFINITY),
                "-Infinity" => Ok(f64::NEG_INFINITY),
                _ => Self::other(),
            },
            _ => Self::other(),
        }
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> Result<BigInteger, SerdeError> {
        BigInteger::from_str(&self.decimal()?).or_else(|_| Self::other())
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> Result<BigDecimal, SerdeError> {
        BigDecimal::from_str(&self.decimal()?).or_else(|_| Self::other())
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        match self.content {
            Content::Text(value) => Ok(value.clone()),
            _ => Self::other(),
        }
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> Result<Blob, SerdeError> {
        let bytes = match self.content {
            Content::Bytes(value) => Some(value.clone()),
            Content::Text(value) => aws_smithy_types::base64::decode(value).ok(),
            // What a format makes of bytes that has none.
            Content::List(values) => values.iter().map(byte).collect(),
            _ => None,
        };
        bytes.map(Blob::new).map_or_else(Self::other, Ok)
    }

    fn read_timestamp(&mut self, schema: &Schema<'_>) -> Result<DateTime, SerdeError> {
        let time = match self.content {
            Content::Unsigned(seconds) => i64::try_from(*seconds).ok().map(DateTime::from_secs),
            Content::Signed(seconds) => Some(DateTime::from_secs(*seconds)),
            Content::Float(seconds) if seconds.abs() < 9.2e18 => {
                Some(DateTime::from_secs_f64(*seconds))
            }
            Content::Text(text) => {
                let own = match schema.timestamp_format().map(|found| found.format()) {
                    Some(TimestampFormat::HttpDate) => DateTimeFormat::HttpDate,
                    _ => DateTimeFormat::EpochSeconds,
                };
                [own, DateTimeFormat::DateTimeWithOffset]
                    .into_iter()
                    .find_map(|format| DateTime::from_str(text, format).ok())
            }
            _ => None,
        };
        time.map_or_else(Self::other, Ok)
    }

    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        self.content.to_document().map_or_else(Self::other, Ok)
    }

    fn is_null(&self) -> bool {
        *self.content == Content::Null
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        Ok(())
    }

    fn container_size(&self) -> Option<usize> {
        match self.content {
            Content::List(values) => Some(values.len()),
            Content::Map(entries) => Some(entries.len()),
            _ => None,
        }
    }
}

fn byte(value: &Content) -> Option<u8> {
    match value {
        Content::Unsigned(value) => u8::try_from(*value).ok(),
        Content::Signed(value) => u8::try_from(*value).ok(),
        _ => None,
    }
}
