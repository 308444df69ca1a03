//! What generated code says of a shape, and the official schema that is made of it.
//!
//! What comes in: static tables: the members of a structure or union with their types and wire traits.
//! What goes out: a [`Schema`], made when it is first asked for, and once.
//! What is deliberately not here: `const` schemas. They are some 700 bytes each, and evaluating them took the compiler longer than checking the types of a whole service.

use std::fmt::{Debug, Formatter};
use std::sync::OnceLock;

use aws_smithy_schema::traits::TimestampFormat;

use super::{Schema, ShapeId, ShapeType};

/// A structure or union.
pub struct Shape {
    shape_type: ShapeType,
    id: &'static str,
    traits: &'static [Trait],
    members: &'static [Member],
    /// Behind a pointer: it is some 700 bytes, of which a shape that is never asked for would have as many in the program.
    schema: OnceLock<&'static Schema<'static>>,
}

/// A member: its name in the model, and what it holds.
#[derive(Debug)]
pub struct Member {
    /// The name.
    pub name: &'static str,
    /// Whether the model has a default for it.
    pub has_default: bool,
    /// The type, with the traits of member and target.
    pub target: Target,
}

/// A type, as codecs see it.
#[derive(Debug)]
pub struct Target {
    /// The type. Enums are of the type of their values.
    pub shape_type: ShapeType,
    /// Its wire traits.
    pub traits: &'static [Trait],
    /// What it holds: a list its element, a map key and value. A structure or union reads and writes its members itself.
    pub elements: &'static [Self],
}

/// A wire trait, by its name in Smithy; a timestamp's format is a trait of its own.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each has the name, and the value, of the Smithy trait")]
pub enum Trait {
    DateTime,
    EpochSeconds,
    EventHeader,
    EventPayload,
    HostLabel,
    HttpDate,
    HttpHeader(&'static str),
    HttpLabel,
    HttpPayload,
    HttpPrefixHeaders(&'static str),
    HttpQuery(&'static str),
    HttpQueryParams,
    HttpResponseCode,
    JsonName(&'static str),
    MediaType(&'static str),
    Sensitive,
    Streaming,
    XmlAttribute,
    XmlFlattened,
    XmlName(&'static str),
    XmlNamespace(&'static str, Option<&'static str>),
}

impl Shape {
    /// Takes `Structure` or `Union`, the absolute shape id, `namespace#Name`, wire traits, and the members in model order.
    #[must_use]
    pub const fn new(
        shape_type: ShapeType,
        id: &'static str,
        traits: &'static [Trait],
        members: &'static [Member],
    ) -> Self {
        Self { shape_type, id, traits, members, schema: OnceLock::new() }
    }

    /// Gives the name of a member, by its place in the model's order.
    pub(super) fn member_name(&self, index: usize) -> Option<&'static str> {
        self.members.get(index).map(|member| member.name)
    }

    /// Gives the name of a member, by its place in the model's order, unless the model has a default for it.
    pub(super) fn name_without_default(&self, index: usize) -> Option<&'static str> {
        let member = self.members.get(index)?;
        (!member.has_default).then_some(member.name)
    }

    /// Gives the schema.
    ///
    /// What it refers to is never freed: there are as many as shapes in the program.
    pub fn schema(&'static self) -> &'static Schema<'static> {
        self.schema.get_or_init(|| {
            let members =
                self.members.iter().enumerate().map(|(index, Member { name, target, .. })| {
                    target.schema(Schema::new_member(
                        ShapeId::from_parts("", "", ""),
                        target.shape_type,
                        name,
                        index,
                    ))
                });
            let members: &'static [Schema<'static>] = members.collect::<Vec<_>>().leak();
            let members = members.iter().collect::<Vec<_>>().leak();
            let schema = Schema::new_struct(shape_id(self.id), self.shape_type, members);
            Box::leak(Box::new(self.traits.iter().fold(schema, Trait::apply)))
        })
    }
}

impl Debug for Shape {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shape({})", self.id)
    }
}

impl Target {
    /// Nothing but a type.
    const fn plain(shape_type: ShapeType) -> Self {
        Self { shape_type, traits: &[], elements: &[] }
    }

    /// The same type with these wire traits.
    #[must_use]
    pub const fn with_traits(self, traits: &'static [Trait]) -> Self {
        Self { traits, ..self }
    }

    /// The same type with what it holds.
    #[must_use]
    pub const fn of(self, elements: &'static [Self]) -> Self {
        Self { elements, ..self }
    }

    /// Completes the schema of a member or an element.
    fn schema(&'static self, bare: Schema<'static>) -> Schema<'static> {
        let element = |target: &'static Self| -> &'static Schema<'static> {
            let bare = Schema::new(ShapeId::from_parts("", "", ""), target.shape_type);
            Box::leak(Box::new(target.schema(bare)))
        };
        let schema = match self.elements {
            [] => bare,
            [value] => bare.with_list_member(element(value)),
            [key, value, ..] => bare.with_map_members(element(key), element(value)),
        };
        self.traits.iter().fold(schema, Trait::apply)
    }
}

impl Trait {
    fn apply(schema: Schema<'static>, found: &Self) -> Schema<'static> {
        match *found {
            Self::DateTime => schema.with_timestamp_format(TimestampFormat::DateTime),
            Self::EpochSeconds => schema.with_timestamp_format(TimestampFormat::EpochSeconds),
            Self::EventHeader => schema.with_event_header(),
            Self::EventPayload => schema.with_event_payload(),
            Self::HostLabel => schema.with_host_label(),
            Self::HttpDate => schema.with_timestamp_format(TimestampFormat::HttpDate),
            Self::HttpHeader(name) => schema.with_http_header(name),
            Self::HttpLabel => schema.with_http_label(),
            Self::HttpPayload => schema.with_http_payload(),
            Self::HttpPrefixHeaders(prefix) => schema.with_http_prefix_headers(prefix),
            Self::HttpQuery(name) => schema.with_http_query(name),
            Self::HttpQueryParams => schema.with_http_query_params(),
            Self::HttpResponseCode => schema.with_http_response_code(),
            Self::JsonName(name) => schema.with_json_name(name),
            Self::MediaType(media_type) => schema.with_media_type(media_type),
            Self::Sensitive => schema.with_sensitive(),
            Self::Streaming => schema.with_streaming(),
            Self::XmlAttribute => schema.with_xml_attribute(),
            Self::XmlFlattened => schema.with_xml_flattened(),
            Self::XmlName(name) => schema.with_xml_name(name),
            Self::XmlNamespace(uri, prefix) => schema.with_xml_namespace(uri, prefix),
        }
    }
}

/// Splits an absolute shape id.
fn shape_id(id: &'static str) -> ShapeId<'static> {
    let (namespace, name) = id.split_once('#').unwrap_or(("", id));
    ShapeId::from_parts(id, namespace, name)
}

/// The types of members, under the names that tables have for them.
#[expect(missing_docs, reason = "each is the type of its name")]
#[expect(non_upper_case_globals, reason = "tables speak of a `string`, as models do")]
pub mod kind {
    use super::{ShapeType, Target};

    pub const big_decimal: Target = Target::plain(ShapeType::BigDecimal);
    pub const big_integer: Target = Target::plain(ShapeType::BigInteger);
    pub const blob: Target = Target::plain(ShapeType::Blob);
    pub const boolean: Target = Target::plain(ShapeType::Boolean);
    pub const byte: Target = Target::plain(ShapeType::Byte);
    pub const document: Target = Target::plain(ShapeType::Document);
    pub const double: Target = Target::plain(ShapeType::Double);
    pub const float: Target = Target::plain(ShapeType::Float);
    pub const integer: Target = Target::plain(ShapeType::Integer);
    pub const list: Target = Target::plain(ShapeType::List);
    pub const long: Target = Target::plain(ShapeType::Long);
    pub const map: Target = Target::plain(ShapeType::Map);
    pub const short: Target = Target::plain(ShapeType::Short);
    pub const string: Target = Target::plain(ShapeType::String);
    pub const structure: Target = Target::plain(ShapeType::Structure);
    pub const timestamp: Target = Target::plain(ShapeType::Timestamp);
    pub const union: Target = Target::plain(ShapeType::Union);
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::shape! {
        SHAPE = Structure "example#Everything" [XmlName("everything")];
        name: "name" string [Sensitive, JsonName("n")],
        times: "times" list(timestamp [DateTime]),
        nested: "nested" map(string, list(structure)),
    }

    #[test]
    fn a_schema_has_what_the_table_says() {
        let schema = SHAPE.schema();
        assert_eq!(schema.shape_id().as_str(), "example#Everything");
        assert_eq!(schema.shape_id().shape_name(), "Everything");
        assert_eq!(schema.xml_name().map(|name| name.value()), Some("everything"));
        let [name, times, nested] = schema.members() else { panic!("{schema:?}") };
        assert_eq!((name.member_name(), name.member_index()), (Some("name"), Some(0)));
        assert!(name.is_string() && name.sensitive().is_some());
        assert_eq!(name.json_name().map(|name| name.value()), Some("n"));
        assert_eq!(times.member_index(), Some(1));
        let time = times.member().unwrap();
        assert_eq!(time.timestamp_format().unwrap().format(), TimestampFormat::DateTime);
        assert!(nested.key().unwrap().is_string());
        assert!(nested.member().unwrap().member().unwrap().is_structure());
    }

    #[test]
    fn a_schema_is_made_once() {
        assert!(std::ptr::eq(SHAPE.schema(), SHAPE.schema()));
    }
}
