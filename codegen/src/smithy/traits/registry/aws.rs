//! Traits of `aws.api`, `aws.customizations`, `aws.iam`, `aws.protocols` and `smithy.protocols`.

use crate::smithy::traits;

use super::Difference::{Binding, Compared, Nothing, OtherProtocol};
use super::WireFact::Text;
use super::http::STATUS;
use super::{
    Entry, Place, Prose, Type, annotation, entry, kinds, names, optional, required, unread,
};

pub(super) const ENTRIES: &[Entry] = &[
    unread("aws.api#arn", Nothing),
    unread("aws.api#arnReference", Nothing),
    entry(
        traits::CLIENT_DISCOVERED_ENDPOINT,
        Type::Object(&[required("required", Type::Boolean)]),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    ),
    entry(
        traits::CLIENT_ENDPOINT_DISCOVERY,
        // What its ids name is checked with them.
        Type::Object(&[]),
        &[Place::On(kinds::SERVICE)],
        Nothing,
    ),
    annotation(
        traits::CLIENT_ENDPOINT_DISCOVERY_ID,
        &[Place::Between { of: kinds::STRUCTURE, to: kinds::TEXT }],
        Nothing,
    ),
    unread("aws.api#controlPlane", Nothing),
    unread("aws.api#data", Nothing),
    unread("aws.api#dataPlane", Nothing),
    entry(
        traits::SERVICE,
        Type::Object(&[
            // Required by its definition; the generator takes the shape's name instead.
            optional("sdkId", Type::Text),
            optional("arnNamespace", Type::Text),
            optional("cloudFormationName", Type::Text),
            optional("cloudTrailEventSource", Type::Text),
            optional("docId", Type::Text),
            optional("endpointPrefix", Type::Text),
        ]),
        &[Place::On(kinds::SERVICE)],
        Nothing,
    ),
    unread("aws.api#taggable", Nothing),
    unread("aws.api#tagEnabled", Nothing),
    unread(traits::UNSIGNED_PAYLOAD, OtherProtocol),
    annotation(traits::S3_UNWRAPPED_XML_OUTPUT, &[Place::On(kinds::OPERATION)], OtherProtocol),
    unread("aws.iam#actionPermissionDescription", Nothing).prose(Prose::Whole),
    unread("aws.iam#defineConditionKeys", Nothing)
        .prose(Prose::OfEntries(&["documentation", "externalDocumentation"])),
    unread("aws.iam#iamAction", Nothing).prose(Prose::Fields(&["documentation"])),
    protocol(traits::AWS_JSON_1_0),
    protocol(traits::AWS_JSON_1_1),
    protocol(traits::AWS_QUERY),
    protocol(traits::EC2_QUERY),
    protocol(traits::REST_JSON_1),
    entry(
        traits::REST_XML,
        Type::Object(&[
            optional("http", Type::List(&Type::Text)),
            optional("eventStreamHttp", Type::List(&Type::Text)),
            // The document of an error says itself which envelope it has.
            optional("noErrorWrapping", Type::Boolean),
        ]),
        &[Place::On(kinds::SERVICE)],
        Compared,
    )
    .protocol(),
    protocol(traits::RPC_V2_CBOR),
    annotation(traits::AWS_QUERY_COMPATIBLE, &[Place::On(kinds::SERVICE)], Compared),
    entry(
        traits::AWS_QUERY_ERROR,
        Type::Object(&[required("code", Type::Text), required("httpResponseCode", STATUS)]),
        &[Place::On(kinds::ERROR)],
        Compared,
    ),
    entry(
        traits::EC2_QUERY_NAME,
        Type::Name(names::WORD),
        &[Place::MemberOf(kinds::STRUCTURE)],
        Binding,
    )
    .wire(Text("Ec2QueryName")),
    entry(
        traits::HTTP_CHECKSUM,
        Type::Object(&[
            optional("requestAlgorithmMember", Type::Text),
            optional("requestChecksumRequired", Type::Boolean),
            optional("requestValidationModeMember", Type::Text),
            optional("responseAlgorithms", Type::List(&Type::Text)),
        ]),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    ),
    unread("smithy.protocols#rpcv2CborQueryName", OtherProtocol),
];

/// A protocol that can be generated: which versions of HTTP it may use is all that its trait says.
const fn protocol(id: &'static str) -> Entry {
    const HTTP: Type = Type::Object(&[
        optional("http", Type::List(&Type::Text)),
        optional("eventStreamHttp", Type::List(&Type::Text)),
    ]);
    entry(id, HTTP, &[Place::On(kinds::SERVICE)], Compared).protocol()
}
