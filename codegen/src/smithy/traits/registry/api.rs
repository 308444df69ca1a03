//! Traits of `smithy.api`, but for bindings to HTTP and the names of members on the wire; and one of ours that is about values.

use crate::smithy::traits;
use crate::smithy::traits::constraint::{Length, Range};

use super::{Entry, Place, Type, kinds, optional, required};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        id: traits::AUTH,
        value: Type::List(&Type::ShapeId),
        places: &[Place::On(kinds::SERVICE_OR_OPERATION)],
    },
    Entry {
        id: "smithy.api#box",
        value: Type::Annotation,
        places: &[Place::Value(kinds::PRIMITIVE)],
    },
    Entry {
        id: traits::CLIENT_OPTIONAL,
        value: Type::Annotation,
        places: &[Place::MemberOf(kinds::STRUCTURE)],
    },
    Entry {
        // What it has to be depends on the target.
        id: traits::DEFAULT,
        value: Type::Any,
        places: &[
            Place::On(kinds::DEFAULTED),
            Place::Between { of: kinds::STRUCTURE, to: kinds::DEFAULTED },
        ],
    },
    Entry {
        id: traits::DEPRECATED,
        value: Type::Object(&[optional("message", Type::Text), optional("since", Type::Text)]),
        places: &[Place::Anywhere],
    },
    Entry { id: traits::DOCUMENTATION, value: Type::Text, places: &[Place::Anywhere] },
    Entry {
        id: traits::ENDPOINT,
        value: Type::Object(&[required("hostPrefix", Type::Text)]),
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry {
        id: traits::ENUM,
        value: Type::List(&Type::Object(&[
            required("value", Type::Text),
            // What cannot be a name is told with the value.
            optional("name", Type::Any),
            optional("documentation", Type::Text),
            optional("tags", Type::List(&Type::Text)),
            optional("deprecated", Type::Boolean),
        ])),
        places: &[Place::On(kinds::TEXT)],
    },
    Entry {
        // A string or a number, by the kind of the enum.
        id: traits::ENUM_VALUE,
        value: Type::Any,
        places: &[Place::MemberOf(kinds::ENUM)],
    },
    Entry {
        id: traits::ERROR,
        value: Type::Word(&["client", "server"]),
        places: &[Place::On(kinds::STRUCTURE)],
    },
    Entry {
        id: traits::HOST_LABEL,
        value: Type::Annotation,
        places: &[Place::Between { of: kinds::STRUCTURE, to: kinds::TEXT }],
    },
    Entry {
        id: "smithy.api#httpApiKeyAuth",
        value: Type::Object(&[
            required("name", Type::Text),
            required("in", Type::Word(&["header", "query"])),
            optional("scheme", Type::Text),
        ]),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: "smithy.api#httpBasicAuth",
        value: Type::Annotation,
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: "smithy.api#httpBearerAuth",
        value: Type::Annotation,
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: "smithy.api#httpDigestAuth",
        value: Type::Annotation,
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: traits::IDEMPOTENCY_TOKEN,
        value: Type::Annotation,
        places: &[Place::Between { of: kinds::STRUCTURE, to: kinds::TEXT }],
    },
    Entry { id: traits::INPUT, value: Type::Annotation, places: &[Place::On(kinds::STRUCTURE)] },
    Entry {
        id: traits::IDEMPOTENT,
        value: Type::Annotation,
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry {
        id: traits::LENGTH,
        value: Type::View(|value| Length::read(value).map(|_| ())),
        places: &[Place::Value(kinds::SIZED)],
    },
    Entry {
        id: traits::MIXIN,
        value: Type::Object(&[optional("localTraits", Type::List(&Type::ShapeId))]),
        places: &[Place::On(kinds::ANY)],
    },
    Entry {
        id: traits::OPTIONAL_AUTH,
        value: Type::Annotation,
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry {
        id: traits::PAGINATED,
        value: Type::Object(&[
            optional("inputToken", Type::Text),
            optional("outputToken", Type::Text),
            optional("items", Type::Text),
            optional("pageSize", Type::Text),
        ]),
        places: &[Place::On(kinds::SERVICE_OR_OPERATION)],
    },
    Entry { id: traits::PATTERN, value: Type::Text, places: &[Place::Value(kinds::TEXT)] },
    Entry {
        id: "smithy.api#protocolDefinition",
        value: Type::Object(&[
            optional("traits", Type::List(&Type::ShapeId)),
            optional("noInlineDocumentSupport", Type::Boolean),
        ]),
        places: &[Place::On(kinds::STRUCTURE)],
    },
    Entry {
        id: traits::RANGE,
        value: Type::View(|value| Range::read(value).map(|_| ())),
        places: &[Place::Value(kinds::NUMBER)],
    },
    Entry { id: traits::READONLY, value: Type::Annotation, places: &[Place::On(kinds::OPERATION)] },
    Entry {
        id: traits::REQUEST_COMPRESSION,
        value: Type::Object(&[required("encodings", Type::List(&Type::Text))]),
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry { id: traits::OPAQUE, value: Type::Annotation, places: &[Place::Value(kinds::BOUNDED)] },
    Entry {
        // Of a union's members by AWS's model of Kinesis, which means nothing.
        id: traits::REQUIRED,
        value: Type::Annotation,
        places: &[Place::MemberOf(kinds::AGGREGATE)],
    },
    Entry {
        id: traits::RETRYABLE,
        value: Type::Object(&[optional("throttling", Type::Boolean)]),
        places: &[Place::On(kinds::ERROR)],
    },
    Entry {
        // On members by Smithy 1.0.
        id: traits::SENSITIVE,
        value: Type::Annotation,
        places: &[Place::On(kinds::DATA), Place::MemberOf(kinds::DATA)],
    },
    Entry { id: traits::SPARSE, value: Type::Annotation, places: &[Place::On(kinds::COLLECTION)] },
    Entry {
        id: traits::STREAMING,
        value: Type::Annotation,
        places: &[Place::On(kinds::BLOB_OR_UNION)],
    },
    Entry {
        id: traits::TIMESTAMP_FORMAT,
        value: Type::Word(&["date-time", "epoch-seconds", "http-date"]),
        places: &[Place::Value(kinds::TIMESTAMP)],
    },
    Entry {
        id: traits::TITLE,
        value: Type::Text,
        places: &[Place::On(kinds::SERVICE_OR_RESOURCE)],
    },
    Entry { id: traits::UNIQUE_ITEMS, value: Type::Annotation, places: &[Place::On(kinds::LIST)] },
];
