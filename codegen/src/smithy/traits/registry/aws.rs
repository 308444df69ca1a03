//! Traits of `aws.api`, `aws.auth` and `aws.protocols`.

use crate::smithy::traits;

use super::http::STATUS;
use super::{Entry, Place, Type, kinds, optional, required};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        id: traits::CLIENT_DISCOVERED_ENDPOINT,
        value: Type::Object(&[required("required", Type::Boolean)]),
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry {
        // What its ids name is checked with them.
        id: traits::CLIENT_ENDPOINT_DISCOVERY,
        value: Type::Object(&[]),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: traits::CLIENT_ENDPOINT_DISCOVERY_ID,
        value: Type::Annotation,
        places: &[Place::Between { of: kinds::STRUCTURE, to: kinds::TEXT }],
    },
    Entry {
        id: traits::SERVICE,
        value: Type::Object(&[
            // Required by its definition; the generator takes the shape's name instead.
            optional("sdkId", Type::Text),
            optional("arnNamespace", Type::Text),
            optional("cloudFormationName", Type::Text),
            optional("cloudTrailEventSource", Type::Text),
            optional("docId", Type::Text),
            optional("endpointPrefix", Type::Text),
        ]),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: traits::SIGV4,
        value: Type::Object(&[required("name", Type::Text)]),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: "aws.auth#sigv4a",
        value: Type::Object(&[required("name", Type::Text)]),
        places: &[Place::On(kinds::SERVICE)],
    },
    protocol("aws.protocols#awsJson1_0"),
    protocol("aws.protocols#awsJson1_1"),
    protocol("aws.protocols#restJson1"),
    Entry {
        id: "aws.protocols#awsQueryCompatible",
        value: Type::Annotation,
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: "aws.protocols#awsQueryError",
        value: Type::Object(&[required("code", Type::Text), required("httpResponseCode", STATUS)]),
        places: &[Place::On(kinds::ERROR)],
    },
    Entry {
        id: "aws.protocols#httpChecksum",
        value: Type::Object(&[
            optional("requestAlgorithmMember", Type::Text),
            optional("requestChecksumRequired", Type::Boolean),
            optional("requestValidationModeMember", Type::Text),
            optional("responseAlgorithms", Type::List(&Type::Text)),
        ]),
        places: &[Place::On(kinds::OPERATION)],
    },
];

/// A protocol that can be generated: which versions of HTTP it may use is all that its trait says.
const fn protocol(id: &'static str) -> Entry {
    const HTTP: Type = Type::Object(&[
        optional("http", Type::List(&Type::Text)),
        optional("eventStreamHttp", Type::List(&Type::Text)),
    ]);
    Entry { id, value: HTTP, places: &[Place::On(kinds::SERVICE)] }
}
