//! The wire protocols that a client can be generated for, and which of those that a service lists it speaks.
//!
//! What follows from a protocol for a request or a response is the runtime's; here is what a model has to say for it.

use std::borrow::Cow;

use super::traits::{self, registry};
use super::{Member, Model, ShapeId, Traits};

/// A wire protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#restXml`
    RestXml,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
}

impl Protocol {
    /// All of them, the preferred one first.
    pub const ALL: [Self; 7] = [
        Self::AwsJson1_1,
        Self::AwsJson1_0,
        Self::RestJson1,
        Self::RestXml,
        Self::RpcV2Cbor,
        Self::AwsQuery,
        Self::Ec2Query,
    ];

    /// The preferred one of those that a service lists, by the service's traits.
    pub fn of(service: &Traits) -> Option<Self> {
        Self::ALL.into_iter().find(|protocol| service.has(protocol.shape_id()))
    }

    /// The id of the trait that says that a service speaks it.
    pub fn shape_id(self) -> &'static str {
        match self {
            Self::AwsJson1_0 => traits::AWS_JSON_1_0,
            Self::AwsJson1_1 => traits::AWS_JSON_1_1,
            Self::RestJson1 => traits::REST_JSON_1,
            Self::RestXml => traits::REST_XML,
            Self::AwsQuery => traits::AWS_QUERY,
            Self::Ec2Query => traits::EC2_QUERY,
            Self::RpcV2Cbor => traits::RPC_V2_CBOR,
        }
    }

    /// The name of the trait without its namespace.
    pub fn name(self) -> &'static str {
        let id = self.shape_id();
        id.split_once('#').map_or(id, |(_, name)| name)
    }

    /// Whether operations and their members are where `smithy.api#http` and its companions bind them.
    pub fn has_http_bindings(self) -> bool {
        match self {
            Self::AwsJson1_0
            | Self::AwsJson1_1
            | Self::RpcV2Cbor
            | Self::AwsQuery
            | Self::Ec2Query => false,
            Self::RestJson1 | Self::RestXml => true,
        }
    }

    /// Whether a trait says where something is in a request or a response, or what it is called there.
    pub fn is_placed_by(self, id: &str) -> bool {
        match id {
            traits::JSON_NAME => self == Self::RestJson1,
            traits::XML_ATTRIBUTE | traits::XML_FLATTENED | traits::XML_NAME => {
                matches!(self, Self::RestXml | Self::AwsQuery | Self::Ec2Query)
            }
            traits::XML_NAMESPACE => self == Self::RestXml,
            traits::EC2_QUERY_NAME => self == Self::Ec2Query,
            _ => self.has_http_bindings(),
        }
    }

    /// What a member is called in the body of a request.
    pub fn name_in_requests<'m>(self, name: &'m str, member: &'m Member) -> Cow<'m, str> {
        if self != Self::Ec2Query {
            return self.name_in_responses(name, member).into();
        }
        if let Some(name) = member.traits.text(traits::EC2_QUERY_NAME) {
            return name.into();
        }
        let mut characters = self.name_in_responses(name, member).chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(characters).collect()
    }

    /// What a member is called in the body of a response.
    pub fn name_in_responses<'m>(self, name: &'m str, member: &'m Member) -> &'m str {
        let other = match self {
            Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RpcV2Cbor => None,
            Self::RestJson1 => Some(traits::JSON_NAME),
            Self::RestXml | Self::AwsQuery | Self::Ec2Query => Some(traits::XML_NAME),
        };
        other.and_then(|other| member.traits.text(other)).unwrap_or(name)
    }

    /// Whether every request says for which version of the service it is.
    pub fn sends_version(self) -> bool {
        matches!(self, Self::AwsQuery | Self::Ec2Query)
    }

    /// Whether a request of an operation without an input has no body, and one with an empty input has one.
    pub fn tells_no_input_from_an_empty_one(self) -> bool {
        match self {
            Self::RpcV2Cbor => true,
            Self::AwsJson1_0
            | Self::AwsJson1_1
            | Self::RestJson1
            | Self::RestXml
            | Self::AwsQuery
            | Self::Ec2Query => false,
        }
    }
}

/// Whether a trait names a protocol: one of Smithy's or AWS's, whose definitions a model does not carry, or one that it defines.
pub fn is_protocol(model: &Model, name: &str) -> bool {
    let definition = ShapeId::parse(name).ok().and_then(|id| model.get(&id));
    registry::is_protocol(name)
        || definition.is_some_and(|shape| shape.traits.has(traits::PROTOCOL_DEFINITION))
}
