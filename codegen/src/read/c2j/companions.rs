//! The documents that botocore keeps beside a service description.
//!
//! The `merge` objects of `*.sdk-extras.json` go into the document they belong to before anything is read;
//! endpoint rules and their tests are trait values of the service as they stand.

use super::fields::{Fields, node};
use crate::diagnostic::Diagnostics;
use crate::smithy::{Model, Node, ShapeId, traits};

/// Documents that belong to a service description; each of them may be missing.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    /// `service-2.sdk-extras.json`: additions to the service description.
    pub service_extras: Option<Node>,
    /// `paginators-1.json`
    pub paginators: Option<Node>,
    /// `paginators-1.sdk-extras.json`: additions to the paginators.
    pub paginator_extras: Option<Node>,
    /// `waiters-2.json`
    pub waiters: Option<Node>,
    /// `endpoint-rule-set-1.json`
    pub endpoint_rules: Option<Node>,
    /// `endpoint-tests-1.json`
    pub endpoint_tests: Option<Node>,
}

impl Companions {
    pub(super) fn merge_service_extras(&self, document: &mut Node, diagnostics: &mut Diagnostics) {
        if let Some(extras) = &self.service_extras {
            merge_extras(document, extras, "service-2.sdk-extras", diagnostics);
        }
    }

    /// The paginators with their additions, by operation.
    pub(super) fn pagination(&self, diagnostics: &mut Diagnostics) -> Option<Node> {
        let mut document = match (&self.paginators, &self.paginator_extras) {
            (None, None) => return None,
            (None, Some(_)) => node([("pagination", node([]))]),
            (Some(paginators), _) => paginators.clone(),
        };
        if let Some(extras) = &self.paginator_extras {
            merge_extras(&mut document, extras, "paginators-1.sdk-extras", diagnostics);
        }
        let found = document.get("pagination").cloned();
        if found.is_none() {
            diagnostics.error("expected `pagination` in the paginators, found none");
        }
        found
    }

    /// Puts the endpoint rules and their tests on the service.
    pub(super) fn apply_endpoints(
        &self,
        service: &ShapeId,
        model: &mut Model,
        diagnostics: &mut Diagnostics,
    ) {
        let documents = [
            (traits::ENDPOINT_RULE_SET, &self.endpoint_rules, "rules"),
            (traits::ENDPOINT_TESTS, &self.endpoint_tests, "testCases"),
        ];
        for (id, document, content) in documents {
            let Some(document) = document else { continue };
            let Some(fields) = Fields::of(document, service.clone(), diagnostics) else { continue };
            if !fields.has(content) {
                diagnostics.shape_error(
                    service,
                    format!("expected `{content}` in the endpoint document, found none"),
                );
                continue;
            }
            if let Some(traits) = model.traits_mut(service) {
                traits.insert(id, document.clone());
            }
        }
    }
}

fn merge_extras(document: &mut Node, extras: &Node, name: &str, diagnostics: &mut Diagnostics) {
    match extras.get("merge") {
        Some(additions) => merge(document, additions),
        None => diagnostics.error(format!("expected `merge` in `{name}`, found none")),
    }
}

/// Adds one value to another: objects are merged, everything else is replaced.
fn merge(into: &mut Node, additions: &Node) {
    match (into, additions) {
        (Node::Object(into), Node::Object(additions)) => {
            for (key, addition) in additions {
                match into.get_mut(key) {
                    Some(value) => merge(value, addition),
                    None => {
                        into.insert(key.clone(), addition.clone());
                    }
                }
            }
        }
        (into, addition) => *into = addition.clone(),
    }
}
