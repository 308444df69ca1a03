//! Traits of `smithy.api` that bind members to HTTP or name them on the wire, whatever the protocol.

use crate::smithy::traits;

use super::{Entry, Kinds, Place, Type, kinds, optional, required};

/// An HTTP status.
pub(super) const STATUS: Type = Type::Whole { min: 100, max: 599 };

pub(super) const ENTRIES: &[Entry] = &[
    binding("smithy.api#eventHeader", Type::Annotation),
    binding("smithy.api#eventPayload", Type::Annotation),
    Entry {
        id: "smithy.api#httpChecksumRequired",
        value: Type::Annotation,
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry {
        id: traits::HTTP,
        value: Type::Object(&[
            required("method", Type::Text),
            required("uri", Type::Text),
            optional("code", STATUS),
        ]),
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry { id: traits::HTTP_ERROR, value: STATUS, places: &[Place::On(kinds::ERROR)] },
    binding(traits::HTTP_HEADER, Type::Text),
    binding(traits::HTTP_LABEL, Type::Annotation),
    binding(traits::HTTP_PAYLOAD, Type::Annotation),
    binding(traits::HTTP_PREFIX_HEADERS, Type::Text),
    binding(traits::HTTP_QUERY, Type::Text),
    binding(traits::HTTP_QUERY_PARAMS, Type::Annotation),
    binding(traits::HTTP_RESPONSE_CODE, Type::Annotation),
    Entry {
        id: traits::JSON_NAME,
        value: Type::Text,
        places: &[Place::MemberOf(kinds::AGGREGATE)],
    },
    Entry {
        id: "smithy.api#mediaType",
        value: Type::Text,
        places: &[Place::On(kinds::BLOB_OR_TEXT)],
    },
    Entry {
        id: "smithy.api#xmlAttribute",
        value: Type::Annotation,
        places: &[Place::MemberOf(kinds::STRUCTURE)],
    },
    Entry {
        id: "smithy.api#xmlFlattened",
        value: Type::Annotation,
        places: &[Place::Between { of: kinds::AGGREGATE, to: kinds::COLLECTION }],
    },
    Entry {
        id: "smithy.api#xmlName",
        value: Type::Text,
        places: &[Place::On(kinds::AGGREGATE), Place::MemberOf(kinds::ANY)],
    },
    Entry {
        id: "smithy.api#xmlNamespace",
        value: Type::Object(&[required("uri", Type::Text), optional("prefix", Type::Text)]),
        places: &[Place::On(SERVICE_OR_DATA), Place::MemberOf(kinds::ANY)],
    },
];

const SERVICE_OR_DATA: Kinds = Kinds {
    words: "a service or data shape",
    has: |shape| (kinds::SERVICE.has)(shape) || (kinds::DATA.has)(shape),
};

/// A trait that says where in a message a member of a structure stands.
const fn binding(id: &'static str, value: Type) -> Entry {
    Entry { id, value, places: &[Place::MemberOf(kinds::STRUCTURE)] }
}
