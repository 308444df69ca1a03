//! Facts about the shapes of a whole model, each computed once, in a file of its own.
//!
//! The model has passed [`crate::smithy::validate`]. Facts never depend on which operations are wanted, so that a type is the same in every slice that has it.

pub mod additions;
pub mod auth;
pub mod bucket;
pub mod checksum;
pub mod customizations;
pub mod discovery;
pub mod endpoint_params;
pub mod form;
pub mod host_prefix;
pub mod http_binding;
pub mod keys;
pub mod nullability;
pub mod opacity;
pub mod recursion;
pub mod reference;
pub mod request_ids;
pub mod resource_id;
pub mod sensitivity;
pub mod support;
pub mod usage;
pub mod wire_names;

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{Model, Protocol, Service, ShapeId};

use self::auth::Schemes;
use self::keys::Keys;
use self::opacity::Opacity;
use self::reference::Reference;
use self::sensitivity::Sensitivity;
use self::usage::{Roles, Usage};

/// Every table.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The protocol of the service, if it has one that can be generated.
    pub protocol: Option<Protocol>,
    /// The operations of the service, sorted.
    pub operations: Vec<ShapeId>,
    /// How each shape of the service's closure is reached.
    pub usage: BTreeMap<ShapeId, Usage>,
    /// The operations that a structure is the input or output of.
    pub roles: BTreeMap<ShapeId, Roles>,
    /// Members (with their `$name`) whose type would be infinitely large without a `Box`.
    pub boxed: BTreeSet<ShapeId>,
    /// What must not be printed.
    pub sensitivity: Sensitivity,
    /// What the service gives out and takes back.
    pub opacity: Opacity,
    /// Which page of AWS's API reference describes a shape.
    pub reference: Reference,
    /// The member of inputs that the client fills in where the caller leaves it out, with its value.
    pub filled_in: Option<(&'static str, &'static str)>,
    /// Operations whose query is sent as a form.
    pub forms: BTreeSet<ShapeId>,
    /// Whether responses have an extended request id.
    pub has_extended_request_id: bool,
    /// Maps whose keys depend on the value of an enum beside them.
    pub keys: Keys,
    /// How requests of each operation are authenticated.
    pub auth: BTreeMap<ShapeId, Schemes>,
    /// Operations that can get to an endpoint that asks for a signature for several regions.
    pub with_sigv4a_endpoints: BTreeSet<ShapeId>,
    /// Operations that cannot be generated, with the reason.
    pub unsupported: BTreeMap<ShapeId, String>,
}

impl Facts {
    /// Computes every table for the closure of one service.
    pub fn of(model: &Model, id: &ShapeId, service: &Service) -> Self {
        let mut operations = model.operations_of(service);
        operations.sort();
        let usage = usage::of(model, service, &operations);
        let sensitivity = Sensitivity::of(model, usage.keys());
        let roles = usage::roles(model, &operations);
        let with_sigv4a_endpoints = auth::with_sigv4a_endpoints(model, id, &operations);
        let auth = auth::of(model, id, &operations, &with_sigv4a_endpoints);
        let traits = model.get(id).map(|shape| &shape.traits);
        Self {
            protocol: traits.and_then(Protocol::of),
            filled_in: traits.and_then(|traits| additions::of(traits, &service.version).default),
            forms: form::of(model, id, &operations),
            has_extended_request_id: traits.is_some_and(request_ids::is_extended),
            keys: Keys::of(model, usage.keys()),
            boxed: recursion::boxed_members(model, usage.keys()),
            opacity: Opacity::of(model, id, &operations),
            unsupported: support::unsupported(model, id, &operations, &auth),
            reference: Reference::of(model, (id, service), &operations, &roles, usage.keys()),
            roles,
            operations,
            usage,
            sensitivity,
            auth,
            with_sigv4a_endpoints,
        }
    }
}
