//! The service shape: names, protocol, signing.
//!
//! Endpoint rules are in `endpoints`, settings for them in `destinations`; schemes of authentication have their effect on operations.

use tinsmith_codegen::settings::ValidationLevel;
use tinsmith_codegen::stages::ir::Service;
use tinsmith_codegen::stages::smithy::traits::{self as ids, registry};
use tinsmith_codegen::stages::smithy::{Model, Traits};

use crate::table::Kind;

use super::{Found, Scope, code, destinations, operations, traits};

pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (&found.old.krate.service, &found.new.krate.service);
    let differs = |text: fn(&Service) -> String| {
        let (before, after) = (text(old), text(new));
        (before != after).then(|| format!("{before} -> {after}"))
    };
    let facts = [
        // A namespace is in no request.
        (
            Kind::FactWithoutEffect,
            differs(|service| service.namespace.clone())
                .filter(|_| old.name == new.name)
                .map(|detail| format!("namespace {detail}")),
        ),
        (Kind::ServiceRenamed, differs(|service| service.name.clone())),
        (
            Kind::ValidationLevelChanged,
            differs(|service| {
                let mut levels = ValidationLevel::ALL.into_iter();
                let found = levels.find(|(_, level)| *level == service.validation);
                found.map_or_else(String::new, |(name, _)| code(name))
            }),
        ),
        (Kind::ServiceIdChanged, differs(|service| code(&service.sdk_id))),
        (Kind::ApiVersionChanged, differs(|service| code(&service.version))),
        (Kind::ProtocolChanged, differs(|service| service.protocol.name().to_owned())),
        (
            Kind::QueryCompatibilityChanged,
            differs(|service| {
                if service.query_compatible {
                    "codes of the query protocol"
                } else {
                    "no such codes"
                }
                .to_owned()
            }),
        ),
        (
            Kind::SigningNameChanged,
            // Where there is none, nothing is signed, which the operations say.
            old.signing_name.as_ref().zip(new.signing_name.as_ref()).and_then(|(before, after)| {
                (before != after).then(|| format!("{before} -> {after}"))
            }),
        ),
    ];
    let id = found.new.service.clone();
    let seen: Vec<Kind> =
        facts.iter().filter(|(_, detail)| detail.is_some()).map(|(kind, _)| *kind).collect();
    for (kind, detail) in facts {
        if let Some(detail) = detail {
            found.add_in(Scope::Service, kind, &id, detail);
        }
    }
    let has_other_host = old.endpoints != new.endpoints;
    let has_other_rules = has_other_host || old.account_id_endpoints != new.account_id_endpoints;
    let signed_otherwise = operations::are_signed_otherwise(found);
    let has_other_discovery = destinations::discovery_differs(found);
    let none = Traits::default();
    let of = |model: &Model, id| model.get(id).map(|shape| shape.traits.clone());
    let old_traits = of(found.old.model, found.old.service).unwrap_or_else(|| none.clone());
    let new_traits = of(found.new.model, found.new.service).unwrap_or(none);
    for (name, before, after) in traits::differing(&old_traits, &new_traits) {
        let kind = match name {
            // These have a change of their own above, where the crate depends on them.
            ids::SIGV4 if seen.contains(&Kind::SigningNameChanged) => continue,
            ids::AWS_QUERY_COMPATIBLE => continue,
            ids::SERVICE if seen.contains(&Kind::ServiceIdChanged) || has_other_host => {
                continue;
            }
            // Compared as what is made of them; where that is the same, they are only written differently.
            ids::ENDPOINT_RULE_SET | ids::ENDPOINT_BDD | ids::ENDPOINT_TESTS => {
                if has_other_rules {
                    continue;
                }
                Kind::FactWithoutEffect
            }
            ids::CLIENT_CONTEXT_PARAMS if old.client_params != new.client_params => continue,
            ids::CLIENT_ENDPOINT_DISCOVERY if has_other_discovery => continue,
            // What an operation that is signed otherwise says better.
            name if signed_otherwise && is_auth_scheme(name) => continue,
            // What they are for is seen on the operations.
            ids::AUTH if signed_otherwise => continue,
            ids::AUTH => Kind::FactWithoutEffect,
            ids::TITLE => Kind::DocumentationChanged,
            name if registry::is_protocol(name) => {
                if seen.contains(&Kind::ProtocolChanged) {
                    continue;
                }
                Kind::OtherProtocolChanged
            }
            name => traits::kind_of(found, name),
        };
        let detail = traits::detail(name, before, after);
        found.add_in(Scope::Service, kind, &id, detail).of_trait = Some(name.to_owned());
    }
}

fn is_auth_scheme(name: &str) -> bool {
    registry::find(name).is_some_and(|entry| entry.is_auth_scheme)
}
