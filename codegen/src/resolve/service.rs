//! The service: names for the target header, signing and endpoint.

use crate::analysis::{endpoint_params, request_ids};
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::partitions::Partitions;
use crate::settings::Settings;
use crate::smithy::traits::{AWS_QUERY_COMPATIBLE, SERVICE, SIGV4, SIGV4A, XML_NAMESPACE};
use crate::smithy::{Model, Protocol, Service, ShapeId, Traits};
use crate::text::Line;

use super::{destination, endpoint};

pub(super) fn resolve(
    model: &Model,
    id: &ShapeId,
    service: &Service,
    (settings, protocol, partitions): (&Settings, Protocol, &Partitions),
    diagnostics: &mut Diagnostics,
) -> ir::Service {
    let no_traits = Traits::default();
    let traits = model.get(id).map_or(&no_traits, |shape| &shape.traits);
    let text = |name: &str, key: &str| traits.get(name)?.get(key)?.as_str().map(str::to_owned);
    let signing_name = text(SIGV4, "name").or_else(|| text(SIGV4A, "name"));
    let endpoint_prefix = text(SERVICE, "endpointPrefix")
        .or_else(|| text(SERVICE, "arnNamespace"))
        .or_else(|| signing_name.clone())
        .unwrap_or_else(|| id.name().to_lowercase());
    for problem in endpoint_params::problems_of_settings(traits) {
        diagnostics.shape_error(id, problem);
    }
    if service.version.is_empty() && protocol.sends_version() {
        let protocol = protocol.shape_id();
        diagnostics.shape_error(
            id,
            format!("expected `version`, which every request of `{protocol}` has, found none"),
        );
    }
    let sdk_id = text(SERVICE, "sdkId").unwrap_or_else(|| id.name().to_owned());
    ir::Service {
        api_name: api_name(&sdk_id),
        shown_name: Line::text(&sdk_id),
        sdk_id,
        namespace: id.namespace().to_owned(),
        name: id.name().to_owned(),
        version: service.version.clone(),
        xml_namespace: text(XML_NAMESPACE, "uri"),
        protocol,
        signing_name,
        endpoints: endpoint::resolve(id, traits, &endpoint_prefix, partitions, diagnostics),
        account_id_endpoints: endpoint_params::asks_for_account_id(traits),
        has_extended_request_id: request_ids::is_extended(traits),
        client_params: destination::client_params(model, service, traits),
        discovery: None,
        query_compatible: traits.has(AWS_QUERY_COMPATIBLE),
        validation: settings.validation,
    }
}

/// Writes a service id as the official clients do in the user agent: `Cognito Identity Provider` becomes `cognitoidentityprovider`.
///
/// Letters and digits alone: they can stand in a header whatever a model says.
fn api_name(sdk_id: &str) -> String {
    sdk_id.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}
