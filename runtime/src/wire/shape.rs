//! What generated code says of a shape, and the official schema that is made of it.
//!
//! Schemas are not `const`: they are some 700 bytes each, and evaluating them took the compiler longer than checking the types of a whole service.

use std::fmt::{Debug, Formatter};
use std::sync::OnceLock;

use aws_smithy_schema::traits::TimestampFormat;

use super::{Schema, ShapeId, ShapeType};

/// A structure or union.
pub struct Shape {
    shape_type: ShapeType,
    id: &'static str,
    traits: &'static [Fact],
    members: &'static [Fact],
    /// Behind a pointer: it is some 700 bytes, of which a shape that is never asked for would have as many in the program.
    schema: OnceLock<&'static Schema<'static>>,
}

/// What a table says, one fact after the other: a member or an element begins, and what follows is said of it.
///
/// One slice of plain values for all members: the compiler checks each slice, and each call that makes a constant, by itself.
/// Wire traits have their names in Smithy; a timestamp's format is a trait of its own.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each other one has the name, and the value, of the Smithy trait")]
pub enum Fact {
    /// A member begins, with its name in the model. Enums are of the type of their values.
    Member(&'static str, ShapeType),
    /// An element of a list, or a key or value of a map, begins.
    Element(ShapeType),
    /// What a list or map holds: its element, or key and value. A structure or union reads and writes its members itself.
    Of(&'static [Self]),
    /// The model has a default for the member, which the table has as this code.
    HasDefault(&'static str),
    DateTime,
    Ec2QueryName(&'static str),
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
    XmlNamespace(&'static (&'static str, Option<&'static str>)),
    /// The one member of an output is the whole document, without an element around it (`aws.customizations#s3UnwrappedXmlOutput` of its operation).
    XmlUnwrappedOutput,
}

impl Shape {
    /// Takes `Structure` or `Union`, the absolute shape id, `namespace#Name`, wire traits, and the members in model order.
    #[must_use]
    pub const fn new(
        shape_type: ShapeType,
        id: &'static str,
        traits: &'static [Fact],
        members: &'static [Fact],
    ) -> Self {
        // As a constant of its own it is evaluated once, not for each shape.
        Self { shape_type, id, traits, members, schema: const { OnceLock::new() } }
    }

    /// Gives the name of a member, by its place in the model's order.
    pub(super) fn member_name(&self, index: usize) -> Option<&'static str> {
        groups(self.members).nth(index).map(|(name, ..)| name)
    }

    /// Gives the name of a member, by its place in the model's order, unless the model has a default for it.
    pub(super) fn name_without_default(&self, index: usize) -> Option<&'static str> {
        let (name, _, facts) = groups(self.members).nth(index)?;
        let has_default = facts.iter().any(|fact| matches!(fact, Fact::HasDefault(_)));
        (!has_default).then_some(name)
    }

    /// Gives the schema.
    ///
    /// What it refers to is never freed: there are as many as shapes in the program.
    pub fn schema(&'static self) -> &'static Schema<'static> {
        self.schema.get_or_init(|| {
            let members = groups(self.members).enumerate().map(|(index, member)| {
                let (name, shape_type, facts) = member;
                let bare = Schema::new_member(member_id(facts), shape_type, name, index);
                facts.iter().fold(bare, Fact::apply)
            });
            let members: &'static [Schema<'static>] = members.collect::<Vec<_>>().leak();
            let members = members.iter().collect::<Vec<_>>().leak();
            let schema = Schema::new_struct(shape_id(self.id), self.shape_type, members);
            Box::leak(Box::new(self.traits.iter().fold(schema, Fact::apply)))
        })
    }
}

/// The members or elements of a table: of each its name, which an element has none of, its type, and what else is said of it.
fn groups(
    facts: &'static [Fact],
) -> impl Iterator<Item = (&'static str, ShapeType, &'static [Fact])> {
    let begins = |fact: &Fact| matches!(fact, Fact::Member(..) | Fact::Element(_));
    facts.chunk_by(move |_, next| !begins(next)).filter_map(|group| match group {
        [Fact::Member(name, shape_type), facts @ ..] => Some((*name, *shape_type, facts)),
        [Fact::Element(shape_type), facts @ ..] => Some(("", *shape_type, facts)),
        _ => None,
    })
}

impl Debug for Shape {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shape({})", self.id)
    }
}

impl Fact {
    fn apply(schema: Schema<'static>, fact: &Self) -> Schema<'static> {
        match *fact {
            // The first of a group, and no more than that.
            Self::Member(..) | Self::Element(_) | Self::HasDefault(_) => schema,
            // In the member's id.
            Self::Ec2QueryName(_) => schema,
            Self::Of(elements) => {
                let mut elements = groups(elements).map(|(_, shape_type, facts)| {
                    let bare = Schema::new(ShapeId::from_parts("", "", ""), shape_type);
                    &*Box::leak(Box::new(facts.iter().fold(bare, Self::apply)))
                });
                match (elements.next(), elements.next()) {
                    (Some(key), Some(value)) => schema.with_map_members(key, value),
                    (Some(element), None) => schema.with_list_member(element),
                    (None, _) => schema,
                }
            }
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
            Self::XmlNamespace(&(uri, prefix)) => schema.with_xml_namespace(uri, prefix),
            Self::XmlUnwrappedOutput => schema.with_xml_unwrapped_output(),
        }
    }
}

/// Gives a member's schema an id: no codec asks for it, so it has the one trait for which the official schema has no place.
fn member_id(facts: &[Fact]) -> ShapeId<'static> {
    let name = facts.iter().find_map(|fact| match *fact {
        Fact::Ec2QueryName(name) => Some(name),
        _ => None,
    });
    let name = name.unwrap_or_default();
    ShapeId::from_parts(name, "", name)
}

/// Gives the `@ec2QueryName` of a member.
#[cfg(feature = "ec2-query")]
pub(crate) fn ec2_query_name<'s>(member: &'s Schema<'_>) -> Option<&'s str> {
    member.member_name()?;
    Some(member.shape_id().shape_name()).filter(|name| !name.is_empty())
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
    use super::ShapeType;

    pub const big_decimal: ShapeType = ShapeType::BigDecimal;
    pub const big_integer: ShapeType = ShapeType::BigInteger;
    pub const blob: ShapeType = ShapeType::Blob;
    pub const boolean: ShapeType = ShapeType::Boolean;
    pub const byte: ShapeType = ShapeType::Byte;
    pub const document: ShapeType = ShapeType::Document;
    pub const double: ShapeType = ShapeType::Double;
    pub const float: ShapeType = ShapeType::Float;
    pub const integer: ShapeType = ShapeType::Integer;
    pub const list: ShapeType = ShapeType::List;
    pub const long: ShapeType = ShapeType::Long;
    pub const map: ShapeType = ShapeType::Map;
    pub const short: ShapeType = ShapeType::Short;
    pub const string: ShapeType = ShapeType::String;
    pub const structure: ShapeType = ShapeType::Structure;
    pub const timestamp: ShapeType = ShapeType::Timestamp;
    pub const union: ShapeType = ShapeType::Union;
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

    crate::shape! {
        DEFAULTS = Structure "example#Defaults";
        first: "first" list(string [Sensitive]) = vec![],
        second: "second" map(string, list(timestamp [HttpDate])) [JsonName("2nd")],
        third: "third" integer = 3,
    }

    #[test]
    fn each_fact_is_of_the_member_before_it() {
        let found = |index| (DEFAULTS.member_name(index), DEFAULTS.name_without_default(index));
        assert_eq!(found(0), (Some("first"), None));
        assert_eq!(found(1), (Some("second"), Some("second")));
        assert_eq!(found(2), (Some("third"), None));
        assert_eq!(found(3), (None, None));
        let [first, second, third] = DEFAULTS.schema().members() else { panic!("{DEFAULTS:?}") };
        assert!(first.is_list() && first.sensitive().is_none());
        assert!(first.member().unwrap().sensitive().is_some());
        assert_eq!(second.json_name().map(|name| name.value()), Some("2nd"));
        let time = second.member().unwrap().member().unwrap();
        assert_eq!(time.timestamp_format().unwrap().format(), TimestampFormat::HttpDate);
        assert!(time.json_name().is_none());
        assert_eq!(third.member_index(), Some(2));
        assert!(third.member().is_none() && third.key().is_none());
    }

    #[test]
    fn a_schema_is_made_once() {
        assert!(std::ptr::eq(SHAPE.schema(), SHAPE.schema()));
    }
}
