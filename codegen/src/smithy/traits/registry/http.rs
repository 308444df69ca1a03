//! Traits of `smithy.api` that bind members to HTTP or name them on the wire, whatever the protocol.

use crate::smithy::traits;

use super::Difference::{self, Binding, Compared, Nothing, OtherProtocol};
use super::WireFact::{Flag, Text, XmlNamespace};
use super::{Entry, Kinds, Place, Type, annotation, entry, kinds, names, optional, required};

/// An HTTP status.
pub(super) const STATUS: Type = Type::Whole { min: 100, max: 599 };

pub(super) const ENTRIES: &[Entry] = &[
    binding(traits::EVENT_HEADER, Type::Annotation, OtherProtocol).wire(Flag("EventHeader")),
    binding(traits::EVENT_PAYLOAD, Type::Annotation, OtherProtocol).wire(Flag("EventPayload")),
    annotation(
        traits::HOST_LABEL,
        &[Place::Between { of: kinds::STRUCTURE, to: kinds::TEXT }],
        OtherProtocol,
    )
    .wire(Flag("HostLabel")),
    annotation(traits::HTTP_CHECKSUM_REQUIRED, &[Place::On(kinds::OPERATION)], Nothing),
    entry(
        traits::HTTP,
        Type::Object(&[
            required("method", Type::Text),
            required("uri", Type::Text),
            optional("code", STATUS),
        ]),
        &[Place::On(kinds::OPERATION)],
        Binding,
    ),
    entry(traits::HTTP_ERROR, STATUS, &[Place::On(kinds::ERROR)], Compared),
    binding(traits::HTTP_HEADER, Type::Name(names::HEADER), Difference::Place)
        .wire(Text("HttpHeader")),
    // The URI has it by the member's name, and differs with that.
    binding(traits::HTTP_LABEL, Type::Annotation, Binding).wire(Flag("HttpLabel")),
    binding(traits::HTTP_PAYLOAD, Type::Annotation, Difference::Place).wire(Flag("HttpPayload")),
    binding(traits::HTTP_PREFIX_HEADERS, Type::Name(names::HEADERS), Difference::Place)
        .wire(Text("HttpPrefixHeaders")),
    binding(traits::HTTP_QUERY, Type::Name(names::ANYTHING), Difference::Place)
        .wire(Text("HttpQuery")),
    binding(traits::HTTP_QUERY_PARAMS, Type::Annotation, Difference::Place)
        .wire(Flag("HttpQueryParams")),
    binding(traits::HTTP_RESPONSE_CODE, Type::Annotation, Difference::Place)
        .wire(Flag("HttpResponseCode")),
    entry(traits::JSON_NAME, Type::Text, &[Place::MemberOf(kinds::AGGREGATE)], Difference::Place)
        .wire(Text("JsonName")),
    annotation(
        traits::XML_ATTRIBUTE,
        &[Place::Between { of: kinds::STRUCTURE, to: kinds::OF_AN_ATTRIBUTE }],
        Binding,
    )
    .wire(Flag("XmlAttribute")),
    annotation(
        traits::XML_FLATTENED,
        &[Place::Between { of: kinds::AGGREGATE, to: kinds::COLLECTION }],
        Binding,
    )
    .wire(Flag("XmlFlattened")),
    entry(
        traits::XML_NAME,
        Type::Name(names::XML),
        &[Place::On(kinds::AGGREGATE), Place::MemberOf(kinds::ANY)],
        Difference::Place,
    )
    .wire(Text("XmlName")),
    entry(
        traits::XML_NAMESPACE,
        Type::Object(&[
            required("uri", Type::Name(names::ANYTHING)),
            optional("prefix", Type::Name(names::WORD)),
        ]),
        &[Place::On(SERVICE_OR_DATA), Place::MemberOf(kinds::ANY)],
        Binding,
    )
    .wire(XmlNamespace),
];

const SERVICE_OR_DATA: Kinds = Kinds {
    words: "a service or data shape",
    has: |shape| (kinds::SERVICE.has)(shape) || (kinds::DATA.has)(shape),
};

/// A trait that says where in a message a member of a structure stands.
const fn binding(id: &'static str, value: Type, difference: Difference) -> Entry {
    entry(id, value, &[Place::MemberOf(kinds::STRUCTURE)], difference)
}
