//! Where AWS's API reference has the words on each shape.
//!
//! The reference has a page for each operation, which describes its input, its output and its errors too, and one for each structure that is data.
//! An enum is described where a structure has it as a member.

use std::collections::BTreeMap;

use crate::smithy::{Model, Service, ShapeId, ShapeKind, neighbors, traits};

use super::usage::Roles;

/// The pages of a service; none if it is not one of AWS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// What AWS's documentation calls the service.
    pub doc_id: Option<String>,
    /// The shape that a page is called after, for those that have no page of their own.
    elsewhere: BTreeMap<ShapeId, ShapeId>,
}

impl Reference {
    /// Finds the page of every shape among `closure`.
    pub fn of<'i>(
        model: &Model,
        (id, service): (&ShapeId, &Service),
        operations: &[ShapeId],
        roles: &BTreeMap<ShapeId, Roles>,
        closure: impl Iterator<Item = &'i ShapeId>,
    ) -> Self {
        let Some(doc_id) = doc_id(model, id, service) else { return Self::default() };
        let mut elsewhere = BTreeMap::new();
        for (structure, roles) in roles {
            if let Some(operation) = roles.input_of.iter().chain(&roles.output_of).min() {
                elsewhere.insert(structure.clone(), operation.clone());
            }
        }
        for id in operations {
            let Some(ShapeKind::Operation(operation)) = model.get(id).map(|shape| &shape.kind)
            else {
                continue;
            };
            for error in service.errors.iter().chain(&operation.errors) {
                elsewhere.entry(error.clone()).or_insert_with(|| id.clone());
            }
        }
        for holder in closure {
            let page = elsewhere.get(holder).unwrap_or(holder).clone();
            for found in enums_of(model, holder) {
                elsewhere.entry(found.clone()).or_insert_with(|| page.clone());
            }
        }
        Self { doc_id: Some(doc_id), elsewhere }
    }

    /// What AWS's documentation calls the service, and the name of the page that describes a shape.
    pub fn page<'r>(&'r self, id: &'r ShapeId) -> Option<(&'r str, &'r str)> {
        Some((self.doc_id.as_deref()?, self.elsewhere.get(id).unwrap_or(id).name()))
    }
}

/// `docId`, which is made of `sdkId` and the version where the model leaves it out (AWS core specification, `aws.api#service`).
fn doc_id(model: &Model, id: &ShapeId, service: &Service) -> Option<String> {
    let names = model.get(id)?.traits.get(traits::SERVICE)?;
    let text = |key: &str| names.get(key)?.as_str().filter(|text| !text.is_empty());
    let default = || {
        let sdk_id = text("sdkId").filter(|_| !service.version.is_empty())?;
        Some(format!("{}-{}", sdk_id.to_lowercase().replace(' ', "-"), service.version))
    };
    text("docId").map(str::to_owned).or_else(default)
}

/// The enums that are members of a structure or union, alone or in lists and maps.
fn enums_of<'m>(model: &'m Model, holder: &ShapeId) -> Vec<&'m ShapeId> {
    let Some(shape) = model.get(holder) else { return Vec::new() };
    if !matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
        return Vec::new();
    }
    let mut enums = Vec::new();
    let mut pending = neighbors::neighbors(shape);
    while let Some(id) = pending.pop() {
        let Some(target) = model.get(id) else { continue };
        match target.kind {
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => enums.push(id),
            // A list or map has itself inside only by way of a structure or union.
            ShapeKind::List(_) | ShapeKind::Map(..) => {
                pending.extend(neighbors::neighbors(target));
            }
            _ => {}
        }
    }
    enums
}
