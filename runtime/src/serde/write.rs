//! From the official serializer trait to a serializer of serde.

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use aws_smithy_schema::traits::TimestampFormat;

use crate::fmt::REDACTED;
use crate::primitives::{BigDecimal, BigInteger, Blob, DateTime, DateTimeFormat, Document, Number};
use crate::wire::{
    Schema, SerdeError, SerializableStruct, ShapeSerializer, WriteValue, as_written, prelude,
};

/// Writes a value to a serializer; with `hide`, without what is sensitive in it.
pub(super) fn whole<T: WriteValue, S: Serializer>(
    value: &T,
    serializer: S,
    hide: bool,
) -> Result<S::Ok, S::Error> {
    let mut sink = Sink::new(Whole { serializer: Some(serializer), written: None }, hide);
    let outcome = value.write(&mut sink, &prelude::DOCUMENT);
    let written = sink.finish(outcome)?.written;
    written.ok_or_else(|| S::Error::custom("there is no value"))
}

/// Where a value goes.
trait Place {
    type Error: Error;

    /// Takes a value, and the schema of the member or element that it is of.
    fn put<V: Serialize + ?Sized>(
        &mut self,
        schema: &Schema<'_>,
        value: &V,
    ) -> Result<(), Self::Error>;
}

/// The one value of a serializer.
struct Whole<S: Serializer> {
    serializer: Option<S>,
    written: Option<S::Ok>,
}

impl<S: Serializer> Place for Whole<S> {
    type Error = S::Error;

    fn put<V: Serialize + ?Sized>(&mut self, _: &Schema<'_>, value: &V) -> Result<(), S::Error> {
        let serializer = self.serializer.take();
        let serializer = serializer.ok_or_else(|| S::Error::custom("there are two values"))?;
        self.written = Some(value.serialize(serializer)?);
        Ok(())
    }
}

/// The members of a structure or union.
struct Members<M>(M);

impl<M: SerializeMap> Place for Members<M> {
    type Error = M::Error;

    fn put<V: Serialize + ?Sized>(
        &mut self,
        schema: &Schema<'_>,
        value: &V,
    ) -> Result<(), M::Error> {
        self.0.serialize_entry(schema.member_name().unwrap_or_default(), value)
    }
}

/// The elements of a list.
struct Elements<L>(L);

impl<L: SerializeSeq> Place for Elements<L> {
    type Error = L::Error;

    fn put<V: Serialize + ?Sized>(&mut self, _: &Schema<'_>, value: &V) -> Result<(), L::Error> {
        self.0.serialize_element(value)
    }
}

/// Keys and values of a map, which come in turns.
struct Entries<M> {
    map: M,
    at_key: bool,
}

impl<M: SerializeMap> Place for Entries<M> {
    type Error = M::Error;

    fn put<V: Serialize + ?Sized>(&mut self, _: &Schema<'_>, value: &V) -> Result<(), M::Error> {
        self.at_key = !self.at_key;
        if self.at_key { self.map.serialize_value(value) } else { self.map.serialize_key(value) }
    }
}

/// Puts what is written at its place.
struct Sink<P: Place> {
    place: P,
    hide: bool,
    /// The error of the serializer, for which the official trait has no room.
    refused: Option<P::Error>,
}

impl<P: Place> Sink<P> {
    fn new(place: P, hide: bool) -> Self {
        Self { place, hide, refused: None }
    }

    fn put<V: Serialize + ?Sized>(
        &mut self,
        schema: &Schema<'_>,
        value: &V,
    ) -> Result<(), SerdeError> {
        self.put_unless(schema.sensitive().is_some(), schema, value)
    }

    fn put_unless<V: Serialize + ?Sized>(
        &mut self,
        is_sensitive: bool,
        schema: &Schema<'_>,
        value: &V,
    ) -> Result<(), SerdeError> {
        let outcome = if self.hide && is_sensitive {
            self.place.put(schema, REDACTED)
        } else {
            self.place.put(schema, value)
        };
        outcome.map_err(|error| {
            self.refused = Some(error);
            SerdeError::custom("the serializer has the error")
        })
    }

    /// Gives the place back, or the error with which writing ended.
    fn finish(self, outcome: Result<(), SerdeError>) -> Result<P, P::Error> {
        match outcome {
            Ok(()) => Ok(self.place),
            Err(SerdeError::Custom { message, .. }) => {
                Err(self.refused.unwrap_or_else(|| P::Error::custom(message)))
            }
            Err(error) => Err(self.refused.unwrap_or_else(|| P::Error::custom(error))),
        }
    }
}

impl<P: Place> ShapeSerializer for Sink<P> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        let is_sensitive = schema.sensitive().or(value.schema().sensitive()).is_some();
        self.put_unless(is_sensitive, schema, &Structure { value, hide: self.hide })
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.put(schema, &List { length: None, write, hide: self.hide })
    }

    fn write_list_with_length(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.put(schema, &List { length: Some(length), write, hide: self.hide })
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.put_map(schema, &Map { length: None, write, hide: self.hide })
    }

    fn write_map_with_length(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.put_map(schema, &Map { length: Some(length), write, hide: self.hide })
    }

    fn write_boolean(&mut self, schema: &Schema<'_>, value: bool) -> Result<(), SerdeError> {
        self.put(schema, &value)
    }

    fn write_byte(&mut self, schema: &Schema<'_>, value: i8) -> Result<(), SerdeError> {
        self.put(schema, &value)
    }

    fn write_short(&mut self, schema: &Schema<'_>, value: i16) -> Result<(), SerdeError> {
        self.put(schema, &value)
    }

    fn write_integer(&mut self, schema: &Schema<'_>, value: i32) -> Result<(), SerdeError> {
        self.put(schema, &value)
    }

    fn write_long(&mut self, schema: &Schema<'_>, value: i64) -> Result<(), SerdeError> {
        self.put(schema, &value)
    }

    fn write_float(&mut self, schema: &Schema<'_>, value: f32) -> Result<(), SerdeError> {
        match not_finite(value.into()) {
            Some(text) => self.put(schema, text),
            None => self.put(schema, &value),
        }
    }

    fn write_double(&mut self, schema: &Schema<'_>, value: f64) -> Result<(), SerdeError> {
        match not_finite(value) {
            Some(text) => self.put(schema, text),
            None => self.put(schema, &value),
        }
    }

    fn write_big_integer(
        &mut self,
        schema: &Schema<'_>,
        value: &BigInteger,
    ) -> Result<(), SerdeError> {
        self.put(schema, &Decimal(value.as_ref()))
    }

    fn write_big_decimal(
        &mut self,
        schema: &Schema<'_>,
        value: &BigDecimal,
    ) -> Result<(), SerdeError> {
        self.put(schema, &Decimal(value.as_ref()))
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> Result<(), SerdeError> {
        self.put(schema, value)
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> Result<(), SerdeError> {
        self.put(schema, &Bytes(value.as_ref()))
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> Result<(), SerdeError> {
        let format = schema.timestamp_format().map(|found| found.format());
        self.put(schema, &Time { time: value, format })
    }

    fn write_document(&mut self, schema: &Schema<'_>, value: &Document) -> Result<(), SerdeError> {
        self.put(schema, &Free(value))
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.put(schema, &None::<()>)
    }
}

impl<P: Place> Sink<P> {
    /// Puts a map, which is hidden as a whole where its keys are sensitive.
    fn put_map(&mut self, schema: &Schema<'_>, map: &Map<'_>) -> Result<(), SerdeError> {
        let key = schema.key().and_then(Schema::sensitive);
        self.put_unless(schema.sensitive().or(key).is_some(), schema, map)
    }
}

struct Structure<'v> {
    value: &'v dyn SerializableStruct,
    hide: bool,
}

impl Serialize for Structure<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sink = Sink::new(Members(serializer.serialize_map(None)?), self.hide);
        let outcome = self.value.serialize_members(&mut sink);
        sink.finish(outcome)?.0.end()
    }
}

type Write<'v> = &'v dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>;

struct List<'v> {
    length: Option<usize>,
    write: Write<'v>,
    hide: bool,
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sink = Sink::new(Elements(serializer.serialize_seq(self.length)?), self.hide);
        let outcome = (self.write)(&mut sink);
        sink.finish(outcome)?.0.end()
    }
}

struct Map<'v> {
    length: Option<usize>,
    write: Write<'v>,
    hide: bool,
}

impl Serialize for Map<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let map = serializer.serialize_map(self.length)?;
        let mut sink = Sink::new(Entries { map, at_key: true }, self.hide);
        let outcome = (self.write)(&mut sink);
        sink.finish(outcome)?.map.end()
    }
}

/// What a number is called that JSON has no number for.
fn not_finite(value: f64) -> Option<&'static str> {
    match value {
        value if value.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

/// A number of any size: as a number where it stays the same, else as text.
struct Decimal<'v>(&'v str);

impl Serialize for Decimal<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Ok(value) = self.0.parse::<i64>() {
            return serializer.serialize_i64(value);
        }
        if let Ok(value) = self.0.parse::<u64>() {
            return serializer.serialize_u64(value);
        }
        match self.0.parse::<f64>() {
            Ok(value) if value.to_string() == self.0 => serializer.serialize_f64(value),
            _ => serializer.serialize_str(self.0),
        }
    }
}

struct Bytes<'v>(&'v [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&aws_smithy_types::base64::encode(self.0))
        } else {
            serializer.serialize_bytes(self.0)
        }
    }
}

struct Time<'v> {
    time: &'v DateTime,
    format: Option<TimestampFormat>,
}

impl Serialize for Time<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |format| self.time.fmt(format).map_err(S::Error::custom);
        let seconds = self.time.as_secs_f64();
        match self.format {
            Some(TimestampFormat::DateTime) => {
                serializer.serialize_str(&text(DateTimeFormat::DateTime)?)
            }
            Some(TimestampFormat::HttpDate) => {
                serializer.serialize_str(&text(DateTimeFormat::HttpDate)?)
            }
            _ if self.time.subsec_nanos() == 0 => serializer.serialize_i64(self.time.secs()),
            _ if as_written(DateTime::from_secs_f64(seconds)) == *self.time => {
                serializer.serialize_f64(seconds)
            }
            _ => serializer.serialize_str(&text(DateTimeFormat::EpochSeconds)?),
        }
    }
}

/// A document of Smithy.
struct Free<'v>(&'v Document);

impl Serialize for Free<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Document::Null => serializer.serialize_unit(),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::Number(Number::PosInt(value)) => serializer.serialize_u64(*value),
            Document::Number(Number::NegInt(value)) => serializer.serialize_i64(*value),
            Document::Number(Number::Float(value)) => serializer.serialize_f64(*value),
            Document::String(value) => serializer.serialize_str(value),
            Document::Array(values) => serializer.collect_seq(values.iter().map(Free)),
            Document::Object(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, Free(value))))
            }
        }
    }
}
