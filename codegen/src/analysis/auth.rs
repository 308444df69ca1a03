//! How the requests of an operation are authenticated.
//!
//! In come the traits of a service and of one of its operations, out goes the scheme that a client uses
//! (Smithy 2.0, "Authentication traits").
//! A service accepts every scheme that it lists, so the order is no reason to leave out one that can be generated.

use crate::smithy::traits::registry;
use crate::smithy::{Node, Traits, traits};

/// How requests of an operation are authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Not at all.
    None,
    /// With AWS Signature Version 4.
    SigV4,
    /// In a way that cannot be generated; the reason, in words for a diagnostic.
    Unsupported(String),
}

/// The scheme of an operation: what its own `auth` lists, else what the service's lists, else what the service has traits of.
pub fn scheme_of(service: &Traits, operation: &Traits) -> Scheme {
    if operation.has(traits::OPTIONAL_AUTH) {
        return Scheme::None;
    }
    let listed = operation.get(traits::AUTH).or_else(|| service.get(traits::AUTH));
    let schemes: Vec<&str> = match listed.and_then(Node::as_array) {
        Some(listed) => listed.iter().filter_map(Node::as_str).collect(),
        None => registry::auth_schemes().filter(|scheme| service.has(scheme)).collect(),
    };
    if schemes.is_empty() {
        return Scheme::None;
    }
    if !schemes.contains(&traits::SIGV4) {
        let names = schemes.iter().map(|scheme| format!("`{scheme}`")).collect::<Vec<_>>();
        return Scheme::Unsupported(format!(
            "authentication by {} is not supported yet",
            names.join(", ")
        ));
    }
    if service.has(traits::SIGV4) {
        Scheme::SigV4
    } else {
        // The name that goes into the signature stands in the service's trait.
        Scheme::Unsupported(format!("`{}` is not applied to the service", traits::SIGV4))
    }
}
