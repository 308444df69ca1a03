//! What AWS's own clients know of a service, where Smithy has a trait for it.

use indexmap::IndexMap;

use crate::customizations::{self, Customization};
use crate::smithy::{Model, Node, ShapeId, ShapeKind, SimpleType, traits};

/// Applies what is known of the services of a model to their shapes.
pub(super) fn apply(model: &mut Model) {
    let mut known = Vec::new();
    for (id, _) in model.services() {
        let Some(service) = model.get(id) else { continue };
        let found = customizations::of(&service.traits);
        known.extend(found.map(|customization| (id.namespace().to_owned(), customization)));
    }
    for (namespace, customization) in known {
        match customization {
            Customization::Default(member, value) => let_be_left_out(model, member, value),
            Customization::PrefixInEndpoint(prefix) => keep_in_endpoint(model, prefix),
            Customization::TextForTime(shape) => {
                read_as_text(model, &ShapeId::from_parts(&namespace, shape));
            }
            Customization::Trait(shape, member, applied) => {
                let shape = ShapeId::from_parts(&namespace, shape);
                let shape = member.map_or_else(|| shape.clone(), |it| shape.with_member(it));
                if let Some(found) = model.traits_mut(&shape) {
                    found.mark(applied);
                }
            }
            Customization::Words(shape, member, words) => {
                let member = ShapeId::from_parts(&namespace, shape).with_member(member);
                if let Some(found) = model.traits_mut(&member)
                    && !found.has(traits::DOCUMENTATION)
                {
                    found.insert(traits::DOCUMENTATION, Node::from(words));
                }
            }
            _ => {}
        }
    }
}

/// A caller may leave the member of inputs out: the value is then filled in.
fn let_be_left_out(model: &mut Model, name: &str, value: &str) {
    let is_meant = |id: &ShapeId| {
        let member = model.get(id)?.members()?.get(name)?;
        let target = &model.get(&member.target)?.kind;
        Some(
            member.traits.has(traits::HTTP_LABEL)
                && *target == ShapeKind::Simple(SimpleType::String),
        )
    };
    let inputs = model.shapes.keys().filter(|id| is_meant(id) == Some(true));
    for id in inputs.map(|id| id.with_member(name)).collect::<Vec<_>>() {
        if let Some(member) = model.traits_mut(&id) {
            member.remove(traits::REQUIRED);
            member.insert(traits::DEFAULT, Node::from(value));
            member.mark(traits::CLIENT_OPTIONAL);
        }
    }
}

/// The endpoint rules put the prefix before the host name, so it must not be put there again.
fn keep_in_endpoint(model: &mut Model, prefix: &str) {
    for shape in model.shapes.values_mut() {
        let found = shape.traits.get(traits::ENDPOINT).and_then(|value| value.get("hostPrefix"));
        if found.and_then(Node::as_str) == Some(prefix) {
            shape.traits.remove(traits::ENDPOINT);
        }
    }
}

/// A value can be no time, and must not make the whole response unreadable; so the shape is text.
fn read_as_text(model: &mut Model, id: &ShapeId) {
    const TEXT: ShapeKind = ShapeKind::Simple(SimpleType::String);
    const TIME: ShapeKind = ShapeKind::Simple(SimpleType::Timestamp);
    if model.get(id).is_none_or(|shape| shape.kind != TIME) {
        return;
    }
    for (found, shape) in &mut model.shapes {
        if found == id {
            shape.kind = TEXT;
            shape.traits.remove(traits::TIMESTAMP_FORMAT);
        }
        for member in shape.members_mut().into_iter().flat_map(IndexMap::values_mut) {
            if member.target == *id {
                member.traits.remove(traits::TIMESTAMP_FORMAT);
            }
        }
    }
}
