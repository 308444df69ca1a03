//! What the official codec of XML gets wrong when it writes, put right on the way to it.
//!
//! It loses the attributes of structures in lists and in maps, and the namespace of values of maps that have members or elements.
//! So a structure with attributes gets a schema that has them, and a map of such values is written as the list of its entries.

use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{Schema, ShapeId, ShapeType};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

/// A schema that has no id: no codec asks for one where there is a name.
pub(super) const NO_ID: ShapeId<'static> = ShapeId::from_parts("", "", "");

/// The index of a member that no structure has: what is looked up by it is not found.
const NO_INDEX: usize = usize::MAX - 1;

/// A structure whose members are written with the corrections.
pub(super) struct Corrected<'v>(pub(super) &'v dyn SerializableStruct);

impl SerializableStruct for Corrected<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.schema()
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        self.0.serialize_members(&mut Corrector { inner: serializer })
    }
}

/// Passes everything on, corrected.
struct Corrector<'s> {
    inner: &'s mut dyn ShapeSerializer,
}

/// Passes values on as they are.
macro_rules! pass_on {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Result<(), SerdeError> {
            self.inner.$method(schema, value)
        })+
    };
}

type Elements<'e> = &'e dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>;

impl ShapeSerializer for Corrector<'_> {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        let own = value.schema();
        if schema.http_payload().is_some() {
            return self.inner.write_struct(&root(schema, own), &Corrected(value));
        }
        // A member's schema makes the codec look for attributes; an element's does not.
        let is_element = schema.member_name().is_none();
        if is_element && own.members().iter().any(|member| member.xml_attribute()) {
            let element = Schema::new_struct(NO_ID, ShapeType::Structure, own.members());
            return self.inner.write_struct(&named_as(element, schema), &Corrected(value));
        }
        self.inner.write_struct(schema, &Corrected(value))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write_elements: Elements<'_>,
    ) -> Result<(), SerdeError> {
        self.inner
            .write_list(schema, &|serializer| write_elements(&mut Corrector { inner: serializer }))
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write_entries: Elements<'_>,
    ) -> Result<(), SerdeError> {
        let is_bound =
            schema.http_prefix_headers().is_some() || schema.http_query_params().is_some();
        match schema.member() {
            Some(value) if !is_bound && value.shape_type().is_aggregate() => {
                self.write_entries(schema, write_entries)
            }
            _ => self.inner.write_map(schema, write_entries),
        }
    }

    /// Refuses an empty label, which the codec does where it fills it in; that of a bucket is the endpoint's, and another path without it.
    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> Result<(), SerdeError> {
        if schema.http_label().is_some() && value.is_empty() {
            let name = schema.member_name().unwrap_or_default();
            return Err(SerdeError::invalid_input(format!(
                "{name} was missing: cannot be empty or unset"
            )));
        }
        self.inner.write_string(schema, value)
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        self.inner.write_null(schema)
    }

    pass_on! {
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}

impl Corrector<'_> {
    /// Writes a map as the list of its entries.
    fn write_entries(
        &mut self,
        map: &Schema<'_>,
        write_entries: Elements<'_>,
    ) -> Result<(), SerdeError> {
        let entry = Schema::new(NO_ID, ShapeType::Structure).with_xml_name("entry");
        let list = match map.member_name() {
            Some(name) => Schema::new_member(NO_ID, ShapeType::List, name, NO_INDEX),
            None => Schema::new(NO_ID, ShapeType::List),
        };
        let mut list = named_as(list.with_list_member(&entry), map);
        if map.xml_flattened() {
            list = list.with_xml_flattened();
        }
        self.inner.write_list(&list, &|serializer| {
            write_entries(&mut Entries { inner: serializer, map, key: None })
        })
    }
}

/// Gives a schema the name and the namespace that another one has.
fn named_as<'s>(mut schema: Schema<'s>, other: &'s Schema<'_>) -> Schema<'s> {
    if let Some(name) = other.xml_name() {
        schema = schema.with_xml_name(name.value());
    }
    if let Some(namespace) = other.xml_namespace() {
        schema = schema.with_xml_namespace(namespace.uri(), namespace.prefix());
    }
    schema
}

/// Gives the schema of a structure that is a whole document: its name is the member's in XML, or its own, but never that of the member in the model.
fn root<'s>(member: &'s Schema<'_>, own: &'s Schema<'_>) -> Schema<'s> {
    let name = own.shape_id().shape_name();
    let schema = Schema::new_struct(NO_ID, own.shape_type(), own.members()).with_xml_name(name);
    named_as(named_as(schema, own), member)
}

/// Takes the keys and values of a map, and writes an element for each pair.
struct Entries<'s, 'm> {
    inner: &'s mut dyn ShapeSerializer,
    map: &'m Schema<'m>,
    key: Option<String>,
}

/// Writes a value, with the schema that it is given.
type Write<'w> = &'w dyn Fn(&mut dyn ShapeSerializer, &Schema<'_>) -> Result<(), SerdeError>;

impl Entries<'_, '_> {
    fn write(&mut self, value: Write<'_>) -> Result<(), SerdeError> {
        let key = self.key.take().ok_or_else(|| unfit("a value without a key"))?;
        let entry = Entry { key: &key, map: self.map, value };
        self.inner.write_struct(&ENTRY, &entry)
    }
}

static ENTRY: Schema<'static> = Schema::new(NO_ID, ShapeType::Structure);

fn unfit(found: &str) -> SerdeError {
    SerdeError::invalid_input(format!("expected keys and values of a map, found {found}"))
}

/// Refuses what is neither a key nor a value with members or elements.
macro_rules! refuse {
    ($($method:ident($type:ty)),+ $(,)?) => {
        $(fn $method(&mut self, _: &Schema<'_>, _: $type) -> Result<(), SerdeError> {
            Err(unfit("a simple value"))
        })+
    };
}

impl ShapeSerializer for Entries<'_, '_> {
    fn write_string(&mut self, _: &Schema<'_>, key: &str) -> Result<(), SerdeError> {
        self.key = Some(key.to_owned());
        Ok(())
    }

    fn write_struct(
        &mut self,
        _: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.write(&|serializer, schema| {
            Corrector { inner: serializer }.write_struct(schema, value)
        })
    }

    fn write_list(
        &mut self,
        _: &Schema<'_>,
        write_elements: Elements<'_>,
    ) -> Result<(), SerdeError> {
        self.write(&|serializer, schema| {
            Corrector { inner: serializer }.write_list(schema, write_elements)
        })
    }

    fn write_map(&mut self, _: &Schema<'_>, write_entries: Elements<'_>) -> Result<(), SerdeError> {
        self.write(&|serializer, schema| {
            Corrector { inner: serializer }.write_map(schema, write_entries)
        })
    }

    /// XML has no null: the entry is left out, as the codec leaves out every null.
    fn write_null(&mut self, _: &Schema<'_>) -> Result<(), SerdeError> {
        self.key = None;
        Ok(())
    }

    refuse! {
        write_boolean(bool),
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_blob(Blob),
        write_timestamp(&DateTime),
        write_document(&Document),
    }
}

/// A key and a value, as a structure of two members.
struct Entry<'e> {
    key: &'e str,
    map: &'e Schema<'e>,
    value: Write<'e>,
}

impl SerializableStruct for Entry<'_> {
    fn schema(&self) -> &Schema<'_> {
        &ENTRY
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        serializer.write_string(&member("key", self.map.key()), self.key)?;
        (self.value)(serializer, &member("value", self.map.member()))
    }
}

/// Gives the schema of a member that is written as the key or the value of a map is.
fn member<'s>(name: &'static str, element: Option<&'s Schema<'_>>) -> Schema<'s> {
    let Some(element) = element else {
        return Schema::new_member(NO_ID, ShapeType::String, name, NO_INDEX);
    };
    let schema = Schema::new_member(NO_ID, element.shape_type(), name, NO_INDEX);
    let schema = named_as(schema, element);
    match (element.key(), element.member()) {
        (Some(key), Some(value)) => schema.with_map_members(key, value),
        (None, Some(element)) => schema.with_list_member(element),
        _ => schema,
    }
}
