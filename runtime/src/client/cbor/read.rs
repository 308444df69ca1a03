//! A document of CBOR, read on the official decoder.
//!
//! The official reader of shapes refuses what the protocol allows: a whole number in place of a float, a double in place of a `Float`, `undefined` as `null`.
//! It cuts milliseconds off, takes a document that ends early, and its errors say nothing of their kind.

use aws_smithy_cbor::Decoder;
use aws_smithy_cbor::data::Type;
use aws_smithy_cbor::decode::DeserializeError;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, prelude};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

use crate::wire::as_written;

/// How deep a document can be: as deep as the official reader takes it.
const MAX_DEPTH: u32 = 128;

/// The tag of a number of seconds (RFC 8949, section 3.4.2).
const SECONDS: u8 = 1;

/// The first number of seconds that is more than an `i64` holds: 2 to the power of 63.
const TOO_MANY_SECONDS: f64 = 9_223_372_036_854_775_808.0;

/// The tag of a number with an exponent (RFC 8949, section 3.4.4).
const DECIMAL_FRACTION: u8 = 4;

/// Reads a document from its begin to its end.
pub(super) struct Reader<'a> {
    document: &'a [u8],
    decoder: Decoder<'a>,
    depth: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a [u8]) -> Self {
        Self { document, decoder: Decoder::new(document), depth: 0 }
    }

    fn kind(&self) -> Result<Type, SerdeError> {
        self.decoder.datatype().map_err(refused)
    }

    /// Reads the items of a list or the entries of a map; takes how many there are, `None` if a break says where they end.
    fn items(
        &mut self,
        count: Option<u64>,
        read: &mut dyn FnMut(&mut Self) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(SerdeError::custom("maximum nesting depth exceeded"));
        }
        let mut left = count;
        loop {
            match &mut left {
                Some(0) => break,
                Some(left) => *left -= 1,
                None if self.kind()? == Type::Break => {
                    self.decoder.skip().map_err(refused)?;
                    break;
                }
                None => {}
            }
            read(self)?;
        }
        self.depth -= 1;
        if self.depth == 0 && self.decoder.position() < self.document.len() {
            return Err(SerdeError::invalid_input("more than one document"));
        }
        Ok(())
    }

    /// Reads a map: calls the consumer with each key, and with this reader before the value.
    fn entries(
        &mut self,
        read: &mut dyn FnMut(&str, &mut Self) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let count = self.decoder.map().map_err(refused)?;
        self.items(count, &mut |reader| {
            let key = reader.decoder.str().map_err(|error| match refused(error) {
                // It is the map that is wrong then, not the value in which it stands.
                SerdeError::TypeMismatch { .. } => SerdeError::invalid_input("no key"),
                other => other,
            })?;
            read(&key, reader)
        })
    }

    fn number(&mut self) -> Result<f64, SerdeError> {
        match self.kind()? {
            Type::U64 | Type::Int => {
                let whole = self.decoder.big_integer().map_err(refused)?;
                whole.as_ref().parse().map_err(|_| SerdeError::invalid_input("no number"))
            }
            Type::F16 | Type::F32 | Type::F64 => self.decoder.double().map_err(refused),
            #[expect(clippy::cast_precision_loss, reason = "it is at most 64 bits wide")]
            _ => self.decoder.long().map(|whole| whole as f64).map_err(refused),
        }
    }

    /// Gives the length of a tag, if it is this one that comes next.
    fn length_of_tag(&self, tag: u8) -> Option<usize> {
        let rest = self.document.get(self.decoder.position()..).unwrap_or_default();
        match *rest {
            [found, ..] if found == 0xc0 | tag => Some(1),
            // The same, wider than it has to be.
            [0xd8, found, ..] if found == tag => Some(2),
            [0xd9, 0, found, ..] if found == tag => Some(3),
            [0xda, 0, 0, 0, found, ..] if found == tag => Some(5),
            [0xdb, 0, 0, 0, 0, 0, 0, 0, found, ..] if found == tag => Some(9),
            _ => None,
        }
    }

    /// Passes over the tag that says that seconds follow. There can be none: the model says it.
    fn pass_over_timestamp_tag(&mut self) -> Result<(), SerdeError> {
        match self.length_of_tag(SECONDS) {
            Some(length) => self.decoder.set_position(self.decoder.position() + length),
            None if self.kind()? == Type::Tag => {
                return Err(SerdeError::type_mismatch("another tag"));
            }
            None => {}
        }
        Ok(())
    }

    fn seconds(&mut self) -> Result<DateTime, SerdeError> {
        self.pass_over_timestamp_tag()?;
        match self.kind()? {
            Type::F16 | Type::F32 | Type::F64 => {
                let seconds = self.decoder.double().map_err(refused)?;
                // Beyond these, the official type has its last timestamp for every one.
                if (-TOO_MANY_SECONDS..TOO_MANY_SECONDS).contains(&seconds) {
                    Ok(as_written(DateTime::from_secs_f64(seconds)))
                } else {
                    Err(SerdeError::type_mismatch("no number, or one that is out of range"))
                }
            }
            _ => self.decoder.long().map(DateTime::from_secs).map_err(refused),
        }
    }
}

/// Says of an error of the decoder what kind it is. Its text can quote the document.
fn refused(error: DeserializeError) -> SerdeError {
    if error.is_type_mismatch() {
        SerdeError::type_mismatch("another type")
    } else if error.to_string().starts_with("end of input") {
        SerdeError::invalid_input("unexpected end of input")
    } else {
        SerdeError::invalid_input("malformed")
    }
}

impl ShapeDeserializer for Reader<'_> {
    fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        consumer: &mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        if self.document.is_empty() {
            return Ok(());
        }
        self.entries(&mut |key, reader| {
            let start = reader.decoder.position();
            match schema.member_schema(key) {
                _ if reader.is_null() => return reader.read_null(),
                Some(member) => return consumer(member, reader),
                // It names the shape, in unions too, and is no member of them.
                None if key == "__type" => {}
                None => consumer(&prelude::DOCUMENT, reader)?,
            }
            if reader.decoder.position() == start { reader.skip_value() } else { Ok(()) }
        })
    }

    fn read_list(
        &mut self,
        _: &Schema<'_>,
        consumer: &mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let count = self.decoder.list().map_err(refused)?;
        self.items(count, &mut |reader| consumer(reader))
    }

    fn read_map(
        &mut self,
        _: &Schema<'_>,
        consumer: &mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.entries(&mut |key, reader| consumer(key.to_owned(), reader))
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> Result<bool, SerdeError> {
        self.decoder.boolean().map_err(refused)
    }

    fn read_byte(&mut self, _: &Schema<'_>) -> Result<i8, SerdeError> {
        self.decoder.byte().map_err(refused)
    }

    fn read_short(&mut self, _: &Schema<'_>) -> Result<i16, SerdeError> {
        self.decoder.short().map_err(refused)
    }

    fn read_integer(&mut self, _: &Schema<'_>) -> Result<i32, SerdeError> {
        self.decoder.integer().map_err(refused)
    }

    fn read_long(&mut self, _: &Schema<'_>) -> Result<i64, SerdeError> {
        self.decoder.long().map_err(refused)
    }

    fn read_float(&mut self, _: &Schema<'_>) -> Result<f32, SerdeError> {
        let wide = self.number()?;
        #[expect(clippy::cast_possible_truncation, reason = "the model says how wide it is")]
        let number = wide as f32;
        if number.is_infinite() && wide.is_finite() {
            return Err(SerdeError::invalid_input("out of range"));
        }
        Ok(number)
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        self.number()
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> Result<BigInteger, SerdeError> {
        self.decoder.big_integer().map_err(refused)
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> Result<BigDecimal, SerdeError> {
        if self.length_of_tag(DECIMAL_FRACTION).is_some() {
            return self.decoder.big_decimal().map_err(refused);
        }
        // A whole number has no exponent, and big integers are read as decimals, too.
        let whole = self.decoder.big_integer().map_err(refused)?;
        whole.as_ref().parse().map_err(|_| SerdeError::invalid_input("no number"))
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        self.decoder.str().map(|text| text.into_owned()).map_err(refused)
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> Result<Blob, SerdeError> {
        self.decoder.blob().map_err(|error| match refused(error) {
            SerdeError::TypeMismatch { .. } => SerdeError::blob_decode_failed("another type"),
            other => other,
        })
    }

    fn read_timestamp(&mut self, _: &Schema<'_>) -> Result<DateTime, SerdeError> {
        self.seconds().map_err(|error| match error {
            SerdeError::TypeMismatch { .. } => SerdeError::timestamp_parse_failed("another type"),
            other => other,
        })
    }

    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        Err(SerdeError::unsupported("the protocol has no documents"))
    }

    fn is_null(&self) -> bool {
        matches!(self.decoder.datatype(), Ok(Type::Null | Type::Undefined))
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.skip_value()
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        if self.kind()? == Type::Break {
            return Err(SerdeError::invalid_input("a break without a begin"));
        }
        self.decoder.skip().map_err(|error| match refused(error) {
            // There is no type that would be right.
            SerdeError::TypeMismatch { .. } => SerdeError::invalid_input("malformed"),
            other => other,
        })
    }

    fn container_size(&self) -> Option<usize> {
        None
    }
}
