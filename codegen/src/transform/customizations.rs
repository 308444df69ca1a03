//! What AWS's own clients know of a service, where Smithy has a trait for it.
//!
//! It is known by the service's name; `docs/customizations.md` has all customizations.

use crate::smithy::{Model, Node, ShapeId, ShapeKind, SimpleType, traits};

/// Applies what is known of the services of a model to their shapes.
pub(super) fn apply(model: &mut Model) {
    let known: Vec<(ShapeId, Service)> =
        model.services().filter_map(|(id, _)| Some((id.clone(), of(model, id)?))).collect();
    for (id, service) in known {
        match service {
            Service::Glacier => let_account_be_left_out(model),
            Service::S3Control => keep_account_in_endpoint(model),
            Service::Sts => complete_tokens(model, id.namespace()),
        }
    }
}

/// A service that more is known of than its model says.
enum Service {
    Glacier,
    S3Control,
    Sts,
}

fn of(model: &Model, service: &ShapeId) -> Option<Service> {
    let service = &model.get(service)?.traits;
    match service.get(traits::SERVICE)?.get("sdkId")?.as_str()? {
        "Glacier" => Some(Service::Glacier),
        "S3 Control" => Some(Service::S3Control),
        "STS" => Some(Service::Sts),
        _ => None,
    }
}

/// Glacier: a caller may leave the account id out; `-`, the account that signs, is then filled in.
fn let_account_be_left_out(model: &mut Model) {
    let is_account = |id: &ShapeId| {
        let account = model.get(id)?.members()?.get("accountId")?;
        let target = &model.get(&account.target)?.kind;
        Some(
            account.traits.has(traits::HTTP_LABEL)
                && *target == ShapeKind::Simple(SimpleType::String),
        )
    };
    let inputs = model.shapes.keys().filter(|id| is_account(id) == Some(true));
    for id in inputs.map(|id| id.with_member("accountId")).collect::<Vec<_>>() {
        if let Some(account) = model.traits_mut(&id) {
            account.remove(traits::REQUIRED);
            account.insert(traits::DEFAULT, Node::from("-"));
            account.mark(traits::CLIENT_OPTIONAL);
        }
    }
}

/// S3 Control: the endpoint rules put the account id before the host name, so it must not be put there again.
fn keep_account_in_endpoint(model: &mut Model) {
    for shape in model.shapes.values_mut() {
        let prefix = shape.traits.get(traits::ENDPOINT).and_then(|value| value.get("hostPrefix"));
        if prefix.and_then(Node::as_str) == Some("{AccountId}.") {
            shape.traits.remove(traits::ENDPOINT);
        }
    }
}

/// STS: the session token is as secret as the key, and an identity provider that cannot be reached may be reached later.
fn complete_tokens(model: &mut Model, namespace: &str) {
    for (shape, applied) in [
        (
            ShapeId::from_parts(namespace, "Credentials").with_member("SessionToken"),
            traits::SENSITIVE,
        ),
        (ShapeId::from_parts(namespace, "IDPCommunicationErrorException"), traits::RETRYABLE),
    ] {
        if let Some(found) = model.traits_mut(&shape) {
            found.mark(applied);
        }
    }
}
