//! The body of a request that is one member (`@httpPayload`), where the official protocol leaves it to its caller.

use aws_smithy_json::codec::{JsonCodec, JsonSerializer};
use aws_smithy_runtime_api::http::Request;
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{Schema, ShapeId, ShapeType, prelude};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

use super::rest::CONTENT_TYPE;
use crate::client::payload::{member_of, set_content_type};

/// The member of a request that is its body.
pub(super) struct Payload<'s> {
    member: &'s Schema<'s>,
}

impl<'s> Payload<'s> {
    /// Gives the payload of a request; `None` where its body is a document of members, or nothing.
    pub(super) fn of(input: &'s Schema<'_>) -> Option<Self> {
        Some(Self { member: member_of(input)? })
    }

    /// Makes the body what it has to be.
    pub(super) fn complete(
        &self,
        request: &mut Request,
        input: &dyn SerializableStruct,
        codec: &JsonCodec,
    ) -> Result<(), SerdeError> {
        match self.member.shape_type() {
            ShapeType::Blob | ShapeType::String => set_content_type(request, self.member),
            shape_type => {
                let mut alone = Alone { inner: codec.create_serializer() };
                input.serialize_members(&mut alone)?;
                let document = alone.inner.finish();
                put(
                    request,
                    match shape_type {
                        ShapeType::Structure if document.is_empty() => b"{}".to_vec(),
                        _ => document,
                    },
                );
            }
        }
        Ok(())
    }
}

/// Replaces the body: by a document, or by nothing at all.
fn put(request: &mut Request, document: Vec<u8>) {
    let headers = request.headers_mut();
    if document.is_empty() {
        headers.remove("content-type");
        headers.remove("content-length");
    } else {
        if headers.get("content-type").is_none() {
            headers.insert("content-type", CONTENT_TYPE);
        }
        headers.insert("content-length", document.len().to_string());
    }
    *request.body_mut() = SdkBody::from(document);
}

/// Writes the payload of a structure without its name, and passes over the other members.
struct Alone {
    inner: JsonSerializer,
}

/// The codec writes a name before what has one in its schema.
const NO_NAME: ShapeId<'static> = ShapeId::from_parts("", "", "");

/// Passes over members that are no document.
macro_rules! pass_over {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, _: &Schema<'_>, _: $type) -> Result<(), SerdeError> {
            Ok(())
        })+
    };
}

impl ShapeSerializer for Alone {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        match schema.http_payload() {
            Some(_) => self.inner.write_struct(value.schema(), value),
            None => Ok(()),
        }
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write_elements: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        match schema.http_payload() {
            Some(_) => {
                self.inner.write_list(&Schema::new(NO_NAME, ShapeType::List), write_elements)
            }
            None => Ok(()),
        }
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write_entries: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        match schema.http_payload() {
            Some(_) => self.inner.write_map(&Schema::new(NO_NAME, ShapeType::Map), write_entries),
            None => Ok(()),
        }
    }

    fn write_document(&mut self, schema: &Schema<'_>, value: &Document) -> Result<(), SerdeError> {
        match schema.http_payload() {
            Some(_) => self.inner.write_document(&prelude::DOCUMENT, value),
            None => Ok(()),
        }
    }

    fn write_null(&mut self, _: &Schema<'_>) -> Result<(), SerdeError> {
        Ok(())
    }

    pass_over! {
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
    }
}
