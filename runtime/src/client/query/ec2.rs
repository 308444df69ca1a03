//! The form of ec2Query, on the serializer of awsQuery: names of its own, every list without the level of its elements, none of an empty one.

use aws_smithy_schema::extension::SchemaExtensionKey;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{Schema, ShapeId, prelude, shape_id};
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
        self.0.serialize_members(&mut Renaming { inner: serializer, next: None })
    }
}

/// A list as a structure, whose members are called 1, 2, 3: awsQuery has a parameter for a list of nothing.
struct Elements<'v>(&'v dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>);

impl SerializableStruct for Elements<'_> {
    fn schema(&self) -> &Schema<'_> {
        &prelude::UNIT
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        (self.0)(&mut Renaming { inner: serializer, next: Some(1) })
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
    /// The number of the next element, in a list.
    next: Option<usize>,
}

/// No codec of forms asks for it.
const NO_ID: ShapeId<'static> = ShapeId::from_parts("", "", "");

/// The schema of a member or an element, as awsQuery would have it; takes the number of an element.
fn renamed<'s>(schema: &'s Schema<'_>, number: Option<&'s str>) -> Schema<'s> {
    let shape_type = schema.shape_type();
    let mut renamed = match number.or(schema.extension(&NAME).as_deref()) {
        Some(name) => Schema::new_member(NO_ID, shape_type, name, 0),
        None => Schema::new(NO_ID, shape_type),
    };
    if let Some(format) = schema.timestamp_format() {
        renamed = renamed.with_timestamp_format(format.format());
    }
    if schema.xml_flattened() {
        renamed = renamed.with_xml_flattened();
    }
    match (schema.key(), schema.member()) {
        (Some(key), Some(value)) => renamed.with_map_members(key, value),
        _ => renamed,
    }
}

impl Renaming<'_> {
    /// Gives the number of the element that is written next, in a list.
    fn number(&mut self) -> Option<String> {
        let number = self.next?;
        self.next = number.checked_add(1);
        Some(number.to_string())
    }
}

/// Writes values without members.
macro_rules! forward {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Result<(), SerdeError> {
            let number = self.number();
            self.inner.$method(&renamed(schema, number.as_deref()), value)
        })+
    };
}

impl ShapeSerializer for Renaming<'_> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        let number = self.number();
        self.inner.write_struct(&renamed(schema, number.as_deref()), &Named(value))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write_elements: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let number = self.number();
        let schema = renamed(schema, number.as_deref());
        self.inner.write_struct(&schema, &Elements(write_elements))
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write_entries: &dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let number = self.number();
        let schema = renamed(schema, number.as_deref());
        self.inner.write_map(&schema, &|inner| write_entries(&mut Renaming { inner, next: None }))
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

    /// Nothing stands for it; the next element has its number.
    fn write_null(&mut self, _: &Schema<'_>) -> Result<(), SerdeError> {
        Ok(())
    }
}
