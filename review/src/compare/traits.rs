//! Traits that no other module compares: which kind of change it is when one of them differs.
//!
//! The list is complete for what AWS's models carry; a trait of Smithy's or AWS's that is not on it gives [`Kind::Unclassified`].

use std::collections::BTreeSet;

use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{Node, Traits};

use crate::table::Kind;

use super::{Found, code};

/// What is said of a trait of somebody's own.
pub(super) const UNREAD: &str = "no generated line follows it; what the service makes of it, the model does not say: `codegen.toml` can call it harmless or important";

/// A value that is longer than this is not shown.
const SHOWN_CHARACTERS: usize = 80;

/// Facts that say where requests and responses have what, in protocols that bind operations to HTTP.
const BINDINGS: [&str; 10] = [
    ids::HTTP,
    ids::HTTP_HEADER,
    ids::HTTP_LABEL,
    ids::HTTP_PAYLOAD,
    ids::HTTP_PREFIX_HEADERS,
    ids::HTTP_QUERY,
    ids::HTTP_QUERY_PARAMS,
    ids::HTTP_RESPONSE_CODE,
    ids::JSON_NAME,
    "smithy.api#mediaType",
];

/// Those that are instead of the member's name. A label is not: the URI has it by the member's name, and differs then.
const PLACES: [&str; 7] = [
    ids::HTTP_HEADER,
    ids::HTTP_PAYLOAD,
    ids::HTTP_PREFIX_HEADERS,
    ids::HTTP_QUERY,
    ids::HTTP_QUERY_PARAMS,
    ids::HTTP_RESPONSE_CODE,
    ids::JSON_NAME,
];

/// Facts that codecs and requests of other protocols take, beside those.
const OTHER_PROTOCOLS: [&str; 12] = [
    "aws.protocols#ec2QueryName",
    "smithy.api#eventHeader",
    "smithy.api#eventPayload",
    "smithy.api#hostLabel",
    "smithy.api#xmlAttribute",
    "smithy.api#xmlFlattened",
    "smithy.api#xmlName",
    "smithy.api#xmlNamespace",
    "smithy.protocols#rpcv2CborQueryName",
    "aws.customizations#s3UnwrappedXmlOutput",
    "aws.auth#unsignedPayload",
    "tinsmith#resultWrapper",
];

/// Facts that nothing is generated from beyond what other modules compare. Where one of them decides whether an operation
/// can be generated at all, the operation comes or goes, which is a change of its own.
const WITHOUT_EFFECT: [&str; 49] = [
    "aws.api#arn",
    "aws.api#arnReference",
    "aws.api#clientDiscoveredEndpoint",
    "aws.api#clientEndpointDiscovery",
    "aws.api#clientEndpointDiscoveryId",
    "aws.api#controlPlane",
    "aws.api#data",
    "aws.api#dataPlane",
    "aws.api#service",
    "aws.api#taggable",
    "aws.api#tagEnabled",
    "aws.auth#cognitoUserPools",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "aws.protocols#httpChecksum",
    "smithy.api#addedDefault",
    "smithy.api#auth",
    "smithy.api#authDefinition",
    "smithy.api#box",
    "smithy.api#clientOptional",
    "smithy.api#cors",
    "smithy.api#endpoint",
    "smithy.api#enum",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpChecksumRequired",
    "smithy.api#httpDigestAuth",
    "smithy.api#idRef",
    "smithy.api#input",
    "smithy.api#internal",
    "smithy.api#mixin",
    "smithy.api#nestedProperties",
    "smithy.api#noReplace",
    "smithy.api#notProperty",
    "smithy.api#optionalAuth",
    "smithy.api#output",
    "smithy.api#paginated",
    "smithy.api#private",
    "smithy.api#property",
    "smithy.api#protocolDefinition",
    "smithy.api#references",
    "smithy.api#requestCompression",
    "smithy.api#required",
    "smithy.api#requiresLength",
    "smithy.api#resourceIdentifier",
    "smithy.api#streaming",
    "smithy.api#suppress",
    "smithy.api#tags",
];

/// As [`WITHOUT_EFFECT`], by the beginning of the name.
const NAMESPACES_WITHOUT_EFFECT: [&str; 6] = [
    "aws.cloudformation#",
    "aws.cloudtrail#",
    "aws.iam#",
    "smithy.rules#",
    "smithy.test#",
    "smithy.waiters#",
];

/// The namespaces whose traits say something to every generator; a trait of another one is somebody's own, and nothing reads it.
const DEFINED_ELSEWHERE: [&str; 3] = ["smithy.", "aws.", "tinsmith"];

/// Cases that become tests where they are asked for.
const PROTOCOL_TESTS: [&str; 2] = [ids::HTTP_REQUEST_TESTS, ids::HTTP_RESPONSE_TESTS];

/// Words.
const PROSE: [&str; 7] = [
    ids::DOCUMENTATION,
    ids::CHAPTERS,
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.api#recommended",
    "smithy.api#since",
    "smithy.api#unstable",
];

/// The kind of change when a trait differs that has no other place.
pub(super) fn kind_of(found: &Found<'_>, name: &str) -> Kind {
    let declared = found.declared;
    if declared.is_important(name) {
        Kind::Unclassified
    } else if declared.is_harmless(name) {
        Kind::FactWithoutEffect
    } else if PROSE.contains(&name) {
        Kind::DocumentationChanged
    } else if PROTOCOL_TESTS.contains(&name) {
        Kind::ProtocolTestsChanged
    } else if BINDINGS.contains(&name) && found.new.krate.service.protocol.has_http_bindings() {
        Kind::BindingChanged
    } else if OTHER_PROTOCOLS.contains(&name) || BINDINGS.contains(&name) {
        Kind::OtherProtocolChanged
    } else if WITHOUT_EFFECT.contains(&name)
        || name.starts_with("tinsmith#")
        || name.starts_with("tinsmith.c2j#")
        || NAMESPACES_WITHOUT_EFFECT.iter().any(|namespace| name.starts_with(namespace))
    {
        Kind::FactWithoutEffect
    } else if DEFINED_ELSEWHERE.iter().any(|namespace| name.starts_with(namespace)) {
        Kind::Unclassified
    } else {
        Kind::CustomTraitChanged
    }
}

/// Whether two members are at one place of a request or a response although their names differ: the place has a name of its own.
pub(super) fn are_bound_alike(found: &Found<'_>, old: &Traits, new: &Traits) -> bool {
    found.new.krate.service.protocol.has_http_bindings()
        && PLACES.iter().any(|id| new.has(id))
        && BINDINGS.iter().all(|id| old.get(id) == new.get(id))
}

/// The trait that a kind of change is about, where it is always the same one.
pub(super) fn of_kind(kind: Kind) -> Option<&'static str> {
    let name = match kind {
        Kind::MemberMadeRequiredInInput
        | Kind::MemberMadeRequiredInType
        | Kind::MemberMadeRequiredInOutput
        | Kind::MemberMadeOptionalInInput
        | Kind::MemberMadeOptionalInBoth
        | Kind::MemberMadeOptionalInOutput
        | Kind::RequiredAtRunTimeAdded
        | Kind::RequiredAtRunTimeRemoved => ids::REQUIRED,
        Kind::DefaultChanged
        | Kind::DefaultAdded
        | Kind::DefaultAddedToRequired
        | Kind::DefaultDropped
        | Kind::DefaultDroppedFromRequired => ids::DEFAULT,
        Kind::IdempotencyTokenAdded
        | Kind::RequiredIdempotencyTokenAdded
        | Kind::IdempotencyTokenRemoved => ids::IDEMPOTENCY_TOKEN,
        Kind::PaginationAdded
        | Kind::PaginationChanged
        | Kind::PaginationRemoved
        | Kind::PaginationItemsAdded
        | Kind::PaginationItemsChanged
        | Kind::PaginationItemsMoved => ids::PAGINATED,
        Kind::WaiterAdded | Kind::WaiterChanged | Kind::WaiterRemoved => ids::WAITABLE,
        Kind::RequestKeysAdded | Kind::RequestKeysChanged => ids::REQUEST_KEYS,
        Kind::ResponseKeysAdded | Kind::ResponseKeysChanged => ids::RESPONSE_KEYS,
        Kind::OpacityChanged => ids::OPAQUE,
        Kind::EndpointRulesChanged => ids::ENDPOINT_RULE_SET,
        Kind::EndpointTestsChanged => ids::ENDPOINT_TESTS,
        Kind::ClientParameterAdded | Kind::ClientParameterRemoved => ids::CLIENT_CONTEXT_PARAMS,
        Kind::ErrorCodeChanged => "aws.protocols#awsQueryError",
        Kind::QueryCompatibilityChanged => "aws.protocols#awsQueryCompatible",
        _ => return None,
    };
    Some(name)
}

/// Whether a trait is of a namespace whose traits the review knows, and none of them.
pub fn is_unknown(name: &str) -> bool {
    DEFINED_ELSEWHERE.iter().any(|namespace| name.starts_with(namespace))
        && !NAMESPACES_WITHOUT_EFFECT.iter().any(|namespace| name.starts_with(namespace))
        && !name.starts_with("tinsmith.c2j#")
        && !known().any(|known| known == name)
}

/// The traits of Smithy, AWS and this project that the review knows by name.
pub fn known() -> impl Iterator<Item = &'static str> {
    let lists: [&[&str]; 7] = [
        &COMPARED,
        &BINDINGS,
        &OTHER_PROTOCOLS,
        &WITHOUT_EFFECT,
        &PROSE,
        &PROTOCOL_TESTS,
        &ids::OWN,
    ];
    lists.into_iter().flatten().copied()
}

/// Those that have kinds of change of their own.
const COMPARED: [&str; 31] = [
    ids::CLIENT_CONTEXT_PARAMS,
    ids::CONTEXT_PARAM,
    ids::DEFAULT,
    ids::DEPRECATED,
    ids::ENDPOINT_BDD,
    ids::ENDPOINT_RULE_SET,
    ids::ENDPOINT_TESTS,
    ids::ENUM_VALUE,
    ids::ERROR,
    ids::HTTP_ERROR,
    ids::IDEMPOTENCY_TOKEN,
    ids::IDEMPOTENT,
    ids::LENGTH,
    ids::PATTERN,
    ids::RANGE,
    ids::READONLY,
    ids::RETRYABLE,
    ids::SENSITIVE,
    ids::SPARSE,
    ids::TIMESTAMP_FORMAT,
    ids::TITLE,
    ids::UNIQUE_ITEMS,
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#awsQueryError",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.protocols#rpcv2Cbor",
];

/// The traits whose values differ, by name, with the value before and after.
pub(super) fn differing<'t>(
    old: &'t Traits,
    new: &'t Traits,
) -> Vec<(&'t str, Option<&'t Node>, Option<&'t Node>)> {
    let names: BTreeSet<&str> = old.iter().chain(new.iter()).map(|(name, _)| name).collect();
    names
        .into_iter()
        .map(|name| (name, old.get(name), new.get(name)))
        .filter(|(_, before, after)| before != after)
        .collect()
}

/// What happened to a trait: added, removed, or its value before and after where that is short.
pub(super) fn detail(name: &str, before: Option<&Node>, after: Option<&Node>) -> String {
    let short = name.strip_prefix("smithy.api#").unwrap_or(name);
    match (before, after) {
        (None, Some(value)) => format!("`{short}` added{}", shown(value)),
        (Some(value), None) => format!("`{short}` dropped{}", shown(value)),
        (Some(before), Some(after)) if before == after => {
            format!("`{short}`, the same{}", shown(after))
        }
        (Some(before), Some(after)) => match (value(before), value(after)) {
            (Some(before), Some(after)) => format!("`{short}`: {before} -> {after}"),
            _ => format!("`{short}` differs"),
        },
        (None, None) => short.to_owned(),
    }
}

fn shown(node: &Node) -> String {
    value(node).filter(|text| text != "`{}`").map(|text| format!(": {text}")).unwrap_or_default()
}

/// A value in one line, where it is short enough for one.
fn value(node: &Node) -> Option<String> {
    let text = tinsmith_codegen::stages::write::write_node(node);
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    (line.chars().count() <= SHOWN_CHARACTERS).then(|| code(&line))
}
