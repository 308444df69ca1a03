//! How the requests of each operation are authenticated (Smithy 2.0, "Authentication traits").

mod by_endpoint;

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::traits::registry;
use crate::smithy::{Auth, Model, Node, ShapeId, Traits, traits};

/// The schemes of an operation that can be generated, the preferred one first, and none where it is not authenticated; or why none of its schemes can be.
pub type Schemes = Result<Vec<Auth>, String>;

/// The operations that can get to an endpoint that asks for a signature for several regions.
pub fn with_sigv4a_endpoints(
    model: &Model,
    service: &ShapeId,
    operations: &[ShapeId],
) -> BTreeSet<ShapeId> {
    by_endpoint::of(model, service, operations, Auth::SigV4a)
}

/// The schemes of each operation; takes those with endpoints that ask for a signature for several regions.
pub fn of(
    model: &Model,
    service: &ShapeId,
    operations: &[ShapeId],
    with_sigv4a_endpoints: &BTreeSet<ShapeId>,
) -> BTreeMap<ShapeId, Schemes> {
    let Some(service) = model.get(service) else { return BTreeMap::new() };
    let of = |id: &ShapeId| {
        let operation = model.get(id)?;
        let mut schemes = schemes_of(&service.traits, &operation.traits);
        // Last, since an endpoint that wants it says so.
        if let Ok(schemes) = &mut schemes
            && with_sigv4a_endpoints.contains(id)
            && schemes.contains(&Auth::SigV4)
            && !schemes.contains(&Auth::SigV4a)
        {
            schemes.push(Auth::SigV4a);
        }
        Some((id.clone(), schemes))
    };
    operations.iter().filter_map(of).collect()
}

/// What an operation's own `auth` lists, else what the service's lists, else what the service has traits of.
///
/// A service accepts every scheme that it lists, so those that cannot be generated are passed over.
fn schemes_of(service: &Traits, operation: &Traits) -> Schemes {
    if operation.has(traits::OPTIONAL_AUTH) {
        return Ok(Vec::new());
    }
    let listed = operation.get(traits::AUTH).or_else(|| service.get(traits::AUTH));
    let listed: Vec<&str> = match listed.and_then(Node::as_array) {
        Some(listed) => listed.iter().filter_map(Node::as_str).collect(),
        None => registry::auth_schemes().filter(|scheme| service.has(scheme)).collect(),
    };
    let mut problem = None;
    let mut schemes = Vec::new();
    for id in &listed {
        match Auth::of(id) {
            // The name that goes into the signature stands in the service's trait.
            Some(scheme) if scheme.is_signature() && !service.has(id) => {
                problem.get_or_insert_with(|| format!("`{id}` is not applied to the service"));
            }
            Some(scheme) if !schemes.contains(&scheme) => schemes.push(scheme),
            _ => {}
        }
    }
    if !schemes.is_empty() || listed.is_empty() {
        return Ok(schemes);
    }
    Err(problem.unwrap_or_else(|| {
        let names = listed.iter().map(|scheme| format!("`{scheme}`")).collect::<Vec<_>>();
        format!("authentication by {} is not supported yet", names.join(", "))
    }))
}
