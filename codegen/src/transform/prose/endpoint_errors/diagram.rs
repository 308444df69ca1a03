//! What holds wherever a result of a decision diagram is reached.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::Node;
use crate::smithy::diagram::{Diagram, Target};

use super::describe;

/// Conditions, by their positions, and whether they hold.
type Facts = BTreeSet<(usize, bool)>;

/// What holds at each result, in words; nothing where the diagram cannot be read, which is reported later.
pub(super) fn paths(trait_value: &Node) -> BTreeMap<usize, Vec<String>> {
    let Ok(diagram) = Diagram::read(trait_value) else { return BTreeMap::new() };
    let conditions = trait_value.get("conditions").and_then(Node::as_array).unwrap_or_default();
    let mut known: BTreeMap<Target, Facts> = BTreeMap::from([(diagram.root, Facts::new())]);
    // A node only leads to later ones.
    for (position, decision) in diagram.nodes.iter().enumerate() {
        let Some(here) = known.remove(&Target::Node(position)) else { continue };
        let always = conditions.get(decision.condition).is_some_and(holds_always);
        let with = |holds| {
            let mut facts = here.clone();
            facts.extend((!always).then_some((decision.condition, holds)));
            facts
        };
        reach(&mut known, decision.yes, with(true));
        if !always {
            reach(&mut known, decision.no, with(false));
        }
    }
    // In words, in the order in which they are asked.
    let mut order: BTreeMap<usize, usize> = BTreeMap::new();
    for (position, decision) in diagram.nodes.iter().enumerate() {
        order.entry(decision.condition).or_insert(position);
    }
    let in_words = |facts: Facts| {
        let mut facts: Vec<(usize, bool)> = facts.into_iter().collect();
        facts.sort_by_key(|(condition, _)| order.get(condition));
        let words = |(condition, holds)| Some(describe(conditions.get(condition)?, holds));
        facts.into_iter().filter_map(words).collect()
    };
    known
        .into_iter()
        .filter_map(|(target, facts)| match target {
            Target::Result(index) => Some((index, in_words(facts))),
            Target::Node(_) | Target::NoRule => None,
        })
        .collect()
}

fn reach(known: &mut BTreeMap<Target, Facts>, target: Target, facts: Facts) {
    match known.get_mut(&target) {
        Some(others) => others.retain(|fact| facts.contains(fact)),
        None => {
            known.insert(target, facts);
        }
    }
}

/// Every region is in a partition, and a choice between two values gives one.
fn holds_always(condition: &Node) -> bool {
    let function = condition.get("fn").and_then(Node::as_str);
    matches!(function, Some("aws.partition"))
        || (function == Some("ite") && condition.get("assign").is_some())
}
