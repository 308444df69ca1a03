//! Traits of a shape or member: the raw map, and the names that the generator reads.
//!
//! Raw values stay [`Node`]s; the modules below give typed views of them.

pub mod constraint;
pub mod registry;

use indexmap::IndexMap;

use super::Node;

/// `smithy.api#auth`: the auth schemes of a service or operation; an empty list means none.
pub const AUTH: &str = "smithy.api#auth";
/// `aws.protocols#awsJson1_0`
pub const AWS_JSON_1_0: &str = "aws.protocols#awsJson1_0";
/// `aws.protocols#awsJson1_1`
pub const AWS_JSON_1_1: &str = "aws.protocols#awsJson1_1";
/// `aws.protocols#awsQuery`
pub const AWS_QUERY: &str = "aws.protocols#awsQuery";
/// `aws.protocols#awsQueryCompatible`: the service spoke the query protocol, and its errors still have the codes of that.
pub const AWS_QUERY_COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";
/// `aws.protocols#awsQueryError`: the code of an error in the query protocol.
pub const AWS_QUERY_ERROR: &str = "aws.protocols#awsQueryError";
/// `smithy.api#box` of Smithy 1.0: the value of a shape or member can be absent.
pub const BOX: &str = "smithy.api#box";
/// `aws.auth#sigv4`: requests are signed with AWS Signature Version 4.
pub const SIGV4: &str = "aws.auth#sigv4";
/// `aws.auth#sigv4a`: requests are signed with a signature that holds in several regions.
pub const SIGV4A: &str = "aws.auth#sigv4a";
/// `smithy.api#optionalAuth`: the operation may be called without credentials.
pub const OPTIONAL_AUTH: &str = "smithy.api#optionalAuth";
/// Traits of ours, by which an overlay says what to generate beyond a model's facts.
///
/// Some become code, so a model that brings one is not believed: see [`crate::read::json_ast`].
pub const OWN_NAMESPACE: &str = "tinsmith#";
/// Chapters of a service's front page, from an overlay: a list of `operations` (names of those that it calls) and `lines` (Markdown).
///
/// In a line, `crate::` stands for the name of the generated crate.
pub const CHAPTERS: &str = "tinsmith#chapters";
/// `aws.api#clientDiscoveredEndpoint`: whether the endpoint of an operation has to be discovered, or can be.
pub const CLIENT_DISCOVERED_ENDPOINT: &str = "aws.api#clientDiscoveredEndpoint";
/// `aws.api#clientEndpointDiscovery`: the operation of a service that tells endpoints.
pub const CLIENT_ENDPOINT_DISCOVERY: &str = "aws.api#clientEndpointDiscovery";
/// `aws.api#clientEndpointDiscoveryId`: a member of an input that the endpoint depends on.
pub const CLIENT_ENDPOINT_DISCOVERY_ID: &str = "aws.api#clientEndpointDiscoveryId";
/// `smithy.api#clientOptional`: a client treats the member as optional although it is required.
pub const CLIENT_OPTIONAL: &str = "smithy.api#clientOptional";
/// `smithy.rules#clientContextParams`: parameters of the endpoint rules that are settings of a client.
pub const CLIENT_CONTEXT_PARAMS: &str = "smithy.rules#clientContextParams";
/// `smithy.rules#contextParam`: a member of an input that is a parameter of the endpoint rules.
pub const CONTEXT_PARAM: &str = "smithy.rules#contextParam";
/// `smithy.api#default`
pub const DEFAULT: &str = "smithy.api#default";
/// `smithy.api#deprecated`
pub const DEPRECATED: &str = "smithy.api#deprecated";
/// `smithy.api#documentation`: CommonMark, in practice HTML.
pub const DOCUMENTATION: &str = "smithy.api#documentation";
/// `aws.protocols#ec2Query`
pub const EC2_QUERY: &str = "aws.protocols#ec2Query";
/// `aws.protocols#ec2QueryName`: what a member of a request is called in EC2's protocol.
pub const EC2_QUERY_NAME: &str = "aws.protocols#ec2QueryName";
/// `smithy.api#endpoint`: what goes before the host name of an operation's requests.
pub const ENDPOINT: &str = "smithy.api#endpoint";
/// `smithy.rules#endpointBdd`: the endpoint rules of a service in a binary form.
pub const ENDPOINT_BDD: &str = "smithy.rules#endpointBdd";
/// `smithy.rules#endpointRuleSet`: the endpoint rules of a service.
pub const ENDPOINT_RULE_SET: &str = "smithy.rules#endpointRuleSet";
/// `smithy.rules#endpointTests`: what the rules have to give.
pub const ENDPOINT_TESTS: &str = "smithy.rules#endpointTests";
/// `smithy.api#enum`: the Smithy 1.0 form of an enum, on a string shape.
pub const ENUM: &str = "smithy.api#enum";
/// `smithy.api#enumValue`
pub const ENUM_VALUE: &str = "smithy.api#enumValue";
/// `smithy.api#error`: `client` or `server`.
pub const ERROR: &str = "smithy.api#error";
/// `smithy.api#eventHeader`: a member of an event that is a header of its message.
pub const EVENT_HEADER: &str = "smithy.api#eventHeader";
/// `smithy.api#eventPayload`: a member of an event that is the body of its message.
pub const EVENT_PAYLOAD: &str = "smithy.api#eventPayload";
/// `smithy.api#hostLabel`: a member of an input that goes into the host name.
pub const HOST_LABEL: &str = "smithy.api#hostLabel";
/// `smithy.api#http`: the method of an operation, its URI with labels, and the status of success.
pub const HTTP: &str = "smithy.api#http";
/// `smithy.api#httpBasicAuth`
pub const HTTP_BASIC_AUTH: &str = "smithy.api#httpBasicAuth";
/// `smithy.api#httpBearerAuth`
pub const HTTP_BEARER_AUTH: &str = "smithy.api#httpBearerAuth";
/// `aws.protocols#httpChecksum`: which checksums requests and responses of an operation have.
pub const HTTP_CHECKSUM: &str = "aws.protocols#httpChecksum";
/// `smithy.api#httpChecksumRequired`: requests of an operation have a checksum.
pub const HTTP_CHECKSUM_REQUIRED: &str = "smithy.api#httpChecksumRequired";
/// `smithy.api#httpDigestAuth`
pub const HTTP_DIGEST_AUTH: &str = "smithy.api#httpDigestAuth";
/// `smithy.api#httpError`: the HTTP status of an error.
pub const HTTP_ERROR: &str = "smithy.api#httpError";
/// `smithy.api#httpHeader`: the header that a member is the value of.
pub const HTTP_HEADER: &str = "smithy.api#httpHeader";
/// `smithy.api#httpLabel`: a member of an input that stands in the URI.
pub const HTTP_LABEL: &str = "smithy.api#httpLabel";
/// `smithy.api#httpPayload`: a member that is the body.
pub const HTTP_PAYLOAD: &str = "smithy.api#httpPayload";
/// `smithy.api#httpPrefixHeaders`: what the headers begin with that a map is made of.
pub const HTTP_PREFIX_HEADERS: &str = "smithy.api#httpPrefixHeaders";
/// `smithy.api#httpQuery`: the parameter of the query that a member is the value of.
pub const HTTP_QUERY: &str = "smithy.api#httpQuery";
/// `smithy.api#httpQueryParams`: a map of parameters of the query.
pub const HTTP_QUERY_PARAMS: &str = "smithy.api#httpQueryParams";
/// `smithy.test#httpRequestTests`
pub const HTTP_REQUEST_TESTS: &str = "smithy.test#httpRequestTests";
/// `smithy.api#httpResponseCode`: a member of an output that is the status.
pub const HTTP_RESPONSE_CODE: &str = "smithy.api#httpResponseCode";
/// `smithy.test#httpResponseTests`
pub const HTTP_RESPONSE_TESTS: &str = "smithy.test#httpResponseTests";
/// `smithy.api#idempotencyToken`
pub const IDEMPOTENCY_TOKEN: &str = "smithy.api#idempotencyToken";
/// `smithy.api#input`: a structure is the input of one operation, and nothing else.
pub const INPUT: &str = "smithy.api#input";
/// `smithy.api#idempotent`
pub const IDEMPOTENT: &str = "smithy.api#idempotent";
/// `smithy.api#jsonName`: what a member is called in documents of JSON, in protocols that ask for it.
pub const JSON_NAME: &str = "smithy.api#jsonName";
/// `smithy.api#length`
pub const LENGTH: &str = "smithy.api#length";
/// `smithy.api#mediaType`: of what type the content of a blob or string is.
pub const MEDIA_TYPE: &str = "smithy.api#mediaType";
/// `smithy.api#mixin`
pub const MIXIN: &str = "smithy.api#mixin";
/// From an overlay: a value that the service gives out and takes back, of a shape or member, whose upper bounds count at the level `strict` alone.
///
/// Page tokens are such without it, since the model says so.
pub const OPAQUE: &str = "tinsmith#opaque";
/// `smithy.rules#operationContextParams`: parameters of the endpoint rules that come from anywhere in an input.
pub const OPERATION_CONTEXT_PARAMS: &str = "smithy.rules#operationContextParams";
/// `smithy.api#paginated`
pub const PAGINATED: &str = "smithy.api#paginated";
/// What a C2J paginator says beyond that: `inputToken` and `outputToken` as lists, and `moreResults`.
///
/// The same properties as those of [`PAGINATED`] go before them. It is a fact of the model, not a word of an overlay:
/// it names members and says nothing that `PAGINATED` could not, so it is in another namespace than those, and an imported model keeps it.
pub const PAGINATED_BEYOND_SMITHY: &str = "tinsmith.c2j#paginated";
/// `smithy.api#pattern`
pub const PATTERN: &str = "smithy.api#pattern";
/// `smithy.api#protocolDefinition`: a structure is a trait that names a protocol.
pub const PROTOCOL_DEFINITION: &str = "smithy.api#protocolDefinition";
/// `smithy.api#range`
pub const RANGE: &str = "smithy.api#range";
/// `smithy.api#readonly`
pub const READONLY: &str = "smithy.api#readonly";
/// `smithy.api#requestCompression`: the encodings in which an operation takes its requests.
pub const REQUEST_COMPRESSION: &str = "smithy.api#requestCompression";
/// From an overlay, on an input: which keys a map of it takes, by the value of an enum beside it ([`crate::smithy::keys`]).
pub const REQUEST_KEYS: &str = "tinsmith#requestKeys";
/// From an overlay, on an output: which keys a map of it has, by the value of an enum beside it ([`crate::smithy::keys`]).
pub const RESPONSE_KEYS: &str = "tinsmith#responseKeys";
/// `smithy.api#required`
pub const REQUIRED: &str = "smithy.api#required";
/// `smithy.api#requiresLength`: the length of a stream is sent before it.
pub const REQUIRES_LENGTH: &str = "smithy.api#requiresLength";
/// `aws.protocols#restJson1`
pub const REST_JSON_1: &str = "aws.protocols#restJson1";
/// `aws.protocols#restXml`
pub const REST_XML: &str = "aws.protocols#restXml";
/// `smithy.api#retryable`
pub const RETRYABLE: &str = "smithy.api#retryable";
/// `smithy.protocols#rpcv2Cbor`
pub const RPC_V2_CBOR: &str = "smithy.protocols#rpcv2Cbor";
/// `smithy.api#sensitive`
pub const SENSITIVE: &str = "smithy.api#sensitive";
/// `aws.api#service`: the names of a service of AWS.
pub const SERVICE: &str = "aws.api#service";
/// `smithy.api#sparse`
pub const SPARSE: &str = "smithy.api#sparse";
/// Ours, on a structure that stands in for "nothing": an operation without an input or output has got it.
pub const STAND_IN: &str = "tinsmith#standIn";
/// `smithy.rules#staticContextParams`: parameters of the endpoint rules that are the same for every request of an operation.
pub const STATIC_CONTEXT_PARAMS: &str = "smithy.rules#staticContextParams";
/// `smithy.api#streaming`
pub const STREAMING: &str = "smithy.api#streaming";
/// `smithy.api#timestampFormat`: `date-time`, `epoch-seconds` or `http-date`.
pub const TIMESTAMP_FORMAT: &str = "smithy.api#timestampFormat";
/// `smithy.api#title`
pub const TITLE: &str = "smithy.api#title";
/// `smithy.api#uniqueItems`
pub const UNIQUE_ITEMS: &str = "smithy.api#uniqueItems";
/// `aws.auth#unsignedPayload`: the signature of a request leaves its body out.
pub const UNSIGNED_PAYLOAD: &str = "aws.auth#unsignedPayload";
/// `smithy.waiters#waitable`
pub const WAITABLE: &str = "smithy.waiters#waitable";
/// `aws.customizations#s3UnwrappedXmlOutput`: the document of a response is its one member, without an element around it.
pub const S3_UNWRAPPED_XML_OUTPUT: &str = "aws.customizations#s3UnwrappedXmlOutput";
/// `smithy.api#xmlAttribute`: a member that is an attribute of the element of XML.
pub const XML_ATTRIBUTE: &str = "smithy.api#xmlAttribute";
/// `smithy.api#xmlFlattened`: the entries of a list or map stand where the list or map would.
pub const XML_FLATTENED: &str = "smithy.api#xmlFlattened";
/// `smithy.api#xmlName`: what a member is called in XML, and in the protocols that have its names.
pub const XML_NAME: &str = "smithy.api#xmlName";
/// `smithy.api#xmlNamespace`: the namespace of an element of XML.
pub const XML_NAMESPACE: &str = "smithy.api#xmlNamespace";

/// The traits of one shape or member, in source order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits(IndexMap<Box<str>, Node>);

impl Traits {
    /// The value of a trait.
    pub fn get(&self, id: &str) -> Option<&Node> {
        self.0.get(id)
    }

    /// The value of a trait, to change it.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Node> {
        self.0.get_mut(id)
    }

    /// Whether the trait is applied.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The text of a trait whose value is a string.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.get(id)?.as_str()
    }

    /// Applies a trait; an earlier value is replaced.
    pub fn insert(&mut self, id: &str, value: Node) {
        self.0.insert(id.into(), value);
    }

    /// Applies every trait of another list; an earlier value is replaced.
    pub fn apply(&mut self, other: &Self) {
        for (id, value) in other.iter() {
            self.insert(id, value.clone());
        }
    }

    /// Applies an annotation trait, one without a value.
    pub fn mark(&mut self, id: &str) {
        self.insert(id, Node::Object(IndexMap::new()));
    }

    /// Takes a trait away.
    pub fn remove(&mut self, id: &str) -> Option<Node> {
        self.0.shift_remove(id)
    }

    /// Every trait, in source order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(id, value)| (&**id, value))
    }

    /// Every trait, with its value to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        self.0.iter_mut().map(|(id, value)| (&**id, value))
    }

    /// Keeps the traits for which this is true.
    pub fn retain(&mut self, mut is_kept: impl FnMut(&str, &Node) -> bool) {
        self.0.retain(|id, value| is_kept(id, value));
    }

    /// Whether no trait is applied.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
