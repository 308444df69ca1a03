//! The form of ec2Query, on the serializer of awsQuery: names of its own, every list without the level of its elements, none of an empty one.

use aws_smithy_schema::extension::SchemaExtensionKey;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{Schema, ShapeId, shape_id};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

use crate::wire::ec2_query_name;

pub(super) static PROTOCOL_ID: ShapeId<'static> = shape_id!("aws.protocols", "ec2Query");

/// A structure whose members are written under their names in ec2Query.
pub(super) struct Named<'v>(pub(super) &'v dyn SerializableStruct);

impl SerializableStruct for Named<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        self.0.serialize_members(&mut Renaming { inner: serializer })
    }
}

/// The name of a member: `@ec2QueryName`, else `@xmlName` or its own with a capital letter; none of an element.
static NAME: SchemaExtensionKey<Option<String>> = SchemaExtensionKey::new(|schema| {
    if let Some(name) = ec2_query_name(schema) {
        return Some(name.to_owned());
    }
    let name = schema.member_name()?;
    let name = schema.xml_name().map_or(name, |name| name.value());
    let mut characters = name.chars();
    let first = characters.next()?;
    Some(first.to_uppercase().chain(characters).collect())
});

/// Gives each member the schema that the serializer of awsQuery has to see.
struct Renaming<'s> {
    inner: &'s mut dyn ShapeSerializer,
}

/// No codec of forms asks for it.
const NO_ID: ShapeId<'static> = ShapeId::from_parts("", "", "");

/// The schema of a member or an element, as awsQuery would have it.
fn renamed<'s>(schema: &'s Schema<'_>) -> Schema<'s> {
    let shape_type = schema.shape_type();
    let mut renamed = match schema.extension(&NAME) {
        Some(name) => Schema::new_member(NO_ID, shape_type, name, 0),
        None => Schema::new(NO_ID, shape_type),
    };
    if let Some(format) = schema.timestamp_format() {
        renamed = renamed.with_timestamp_format(format.format());
    }
    match (schema.key(), schema.member()) {
        (Some(key), Some(value)) => renamed.with_map_members(key, value),
        _ => renamed.with_xml_flattened(),
    }
}

/// Writes values without members.
macro_rules! forward {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Result<(), SerdeError> {
            self.inner.$method(&renamed(schema), value)
        })+
    };
}

impl ShapeSerializer for Renaming<'_> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.inner.write_struct(&renamed(schema), &Named(value))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write_elements: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.inner.write_list(&renamed(schema), &|inner| write_elements(&mut Renaming { inner }))
    }

    fn write_list_with_length(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write_elements: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        // awsQuery has a parameter without a value for an empty list.
        if length == 0 {
            return Ok(());
        }
        self.write_list(schema, write_elements)
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write_entries: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.inner.write_map(&renamed(schema), &|inner| write_entries(&mut Renaming { inner }))
    }

    forward! {
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

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.inner.write_null(&renamed(schema))
    }
}
