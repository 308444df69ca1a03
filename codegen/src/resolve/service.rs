//! The service: protocol, names for the target header, signing and endpoint.

use crate::analysis::endpoint_params;
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::ir::wire::Protocol;
use crate::settings::Settings;
use crate::smithy::traits::SIGV4;
use crate::smithy::{Model, Service, ShapeId, Traits};

use super::{destination, endpoint};

/// The protocols that can be generated, the preferred one first.
const PROTOCOLS: [(&str, Protocol); 2] = [
    ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1),
    ("aws.protocols#awsJson1_0", Protocol::AwsJson1_0),
];

pub(super) fn resolve(
    model: &Model,
    id: &ShapeId,
    service: &Service,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> ir::Service {
    let no_traits = Traits::default();
    let traits = model.get(id).map_or(&no_traits, |shape| &shape.traits);
    let text = |name: &str, key: &str| traits.get(name)?.get(key)?.as_str().map(str::to_owned);
    let signing_name = text(SIGV4, "name");
    let endpoint_prefix = text("aws.api#service", "endpointPrefix")
        .or_else(|| text("aws.api#service", "arnNamespace"))
        .or_else(|| signing_name.clone())
        .unwrap_or_else(|| id.name().to_lowercase());
    let sdk_id = text("aws.api#service", "sdkId").unwrap_or_else(|| id.name().to_owned());
    ir::Service {
        api_name: api_name(&sdk_id),
        shown_name: super::docs::html::escaped(&sdk_id),
        sdk_id,
        namespace: id.namespace().to_owned(),
        name: id.name().to_owned(),
        version: service.version.clone(),
        xml_namespace: text("smithy.api#xmlNamespace", "uri"),
        protocol: protocol(id, traits, diagnostics),
        signing_name,
        endpoints: endpoint::resolve(id, traits, &endpoint_prefix, diagnostics),
        account_id_endpoints: endpoint_params::asks_for_account_id(traits),
        client_params: destination::client_params(model, service, traits),
        discovery: None,
        query_compatible: traits.has("aws.protocols#awsQueryCompatible"),
        validation: settings.validation,
    }
}

/// Writes a service id as the official clients do in the user agent: `Cognito Identity Provider` becomes `cognitoidentityprovider`.
///
/// Letters and digits alone: they can stand in a header whatever a model says.
fn api_name(sdk_id: &str) -> String {
    sdk_id.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn protocol(id: &ShapeId, traits: &Traits, diagnostics: &mut Diagnostics) -> Protocol {
    if let Some((_, protocol)) = PROTOCOLS.iter().find(|(name, _)| traits.has(name)) {
        return *protocol;
    }
    let listed: Vec<&str> = traits
        .iter()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("aws.protocols#") || name.starts_with("smithy.protocols#"))
        .collect();
    let found = if listed.is_empty() { "none".to_owned() } else { listed.join(", ") };
    diagnostics.shape_error(
        id,
        format!(
            "expected a protocol that can be generated (awsJson1_0, awsJson1_1), found {found}"
        ),
    );
    Protocol::AwsJson1_1
}
