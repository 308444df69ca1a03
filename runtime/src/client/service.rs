//! The facts of a service that every call needs.

use super::Protocol;
use crate::endpoint::{Endpoint, EndpointError, EndpointParams};
use crate::validation::Validation;

/// A service, as its model describes it.
#[derive(Debug)]
pub struct Service {
    /// The service id (`sdkId`), which names the service in traces and in settings per service.
    pub id: &'static str,
    /// The service id as the official clients write it: in lower case, letters and digits alone. It names the service in the user agent and in metrics, and keeps its retry quota apart, together with region and endpoint URL.
    pub api_name: &'static str,
    /// The namespace of its shapes, which completes relative names in responses.
    pub namespace: &'static str,
    /// The name of the service shape, which awsJson puts before the operation's.
    pub name: &'static str,
    /// The version of the model.
    pub version: &'static str,
    /// The `@xmlNamespace` of the service.
    pub xml_namespace: Option<&'static str>,
    /// The wire protocol.
    pub protocol: Protocol,
    /// The name that requests are signed for.
    pub signing_name: Option<&'static str>,
    /// Whether errors also have the codes that they had under awsQuery (`@awsQueryCompatible`).
    pub query_compatible: bool,
    /// The validation level where neither the configuration nor the call sets one.
    pub validation: Validation,
    /// Whether the endpoint rules ask for the id of the account that signs (`AWS::Auth::AccountId`).
    pub account_id_endpoints: bool,
    /// Where requests go.
    pub endpoint: fn(&EndpointParams<'_>) -> Result<Endpoint, EndpointError>,
}
