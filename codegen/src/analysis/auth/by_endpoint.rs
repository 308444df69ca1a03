//! Which operations can get to an endpoint that asks for a scheme, whatever the model lists.
//!
//! Rules ask whether a parameter is set. Where nothing sets it when an operation is called, the answer is known; of every other question, both answers are taken to be possible.

use std::collections::BTreeSet;

use crate::analysis::endpoint_params;
use crate::smithy::diagram::{Diagram, Target};
use crate::smithy::{Auth, Model, Node, ShapeId, traits};

/// Those of a service, of these operations.
pub(super) fn of(
    model: &Model,
    service: &ShapeId,
    operations: &[ShapeId],
    scheme: Auth,
) -> BTreeSet<ShapeId> {
    let Some(service) = model.get(service) else { return BTreeSet::new() };
    let service = &service.traits;
    let [tree, diagram] =
        [traits::ENDPOINT_RULE_SET, traits::ENDPOINT_BDD].map(|id| service.get(id));
    // The tree counts where there are both.
    let Some(rules) = tree.or(diagram) else { return BTreeSet::new() };
    if !names(rules, scheme.name()) {
        return BTreeSet::new();
    }
    let diagram = match tree {
        Some(_) => None,
        // One that is malformed is reported elsewhere.
        None => Diagram::read(rules).ok(),
    };
    let is_one = |id: &&ShapeId| {
        let Some(operation) = model.get(id) else { return false };
        let search = Search {
            scheme: scheme.name(),
            never_set: endpoint_params::never_set(model, service, operation),
        };
        match &diagram {
            Some(diagram) => search.in_diagram(rules, diagram),
            None => elements(rules, "rules").iter().any(|rule| search.in_rule(rule)),
        }
    };
    operations.iter().filter(is_one).cloned().collect()
}

/// A search for the endpoints that an operation can get to.
struct Search<'s> {
    scheme: &'s str,
    never_set: BTreeSet<&'s str>,
}

impl Search<'_> {
    fn in_rule(&self, rule: &Node) -> bool {
        let mut conditions = elements(rule, "conditions").iter();
        !conditions.any(|condition| self.never_holds(condition))
            && (self.is_end(rule) || elements(rule, "rules").iter().any(|rule| self.in_rule(rule)))
    }

    fn in_diagram(&self, rules: &Node, diagram: &Diagram) -> bool {
        let (conditions, results) = (elements(rules, "conditions"), elements(rules, "results"));
        let (mut open, mut seen) = (vec![diagram.root], BTreeSet::new());
        while let Some(target) = open.pop() {
            match target {
                Target::Result(at) if results.get(at).is_some_and(|end| self.is_end(end)) => {
                    return true;
                }
                Target::Node(at) if seen.insert(at) => {
                    let Some(decision) = diagram.nodes.get(at) else { continue };
                    let condition = conditions.get(decision.condition);
                    if !condition.is_some_and(|condition| self.never_holds(condition)) {
                        open.push(decision.yes);
                    }
                    open.push(decision.no);
                }
                Target::Node(_) | Target::Result(_) | Target::NoRule => {}
            }
        }
        false
    }

    /// Whether a rule or a result is an endpoint that asks for the scheme.
    fn is_end(&self, end: &Node) -> bool {
        end.get("endpoint").is_some_and(|endpoint| names(endpoint, self.scheme))
    }

    /// Whether a condition asks for a parameter that nothing sets.
    fn never_holds(&self, condition: &Node) -> bool {
        let asked = match elements(condition, "argv") {
            [parameter] => parameter.get("ref").and_then(Node::as_str),
            _ => None,
        };
        condition.get("fn").and_then(Node::as_str) == Some("isSet")
            && asked.is_some_and(|name| self.never_set.contains(name))
    }
}

fn elements<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    node.get(key).and_then(Node::as_array).unwrap_or_default()
}

/// Whether an endpoint among these rules names the scheme.
fn names(node: &Node, scheme: &str) -> bool {
    match node {
        Node::Array(elements) => elements.iter().any(|element| names(element, scheme)),
        Node::Object(members) => members.iter().any(|(key, value)| {
            let schemes = value.as_array().filter(|_| key == "authSchemes").unwrap_or_default();
            let mut found = schemes.iter().filter_map(|it| it.get("name")?.as_str());
            found.any(|name| name == scheme) || names(value, scheme)
        }),
        _ => false,
    }
}
