//! Conditions that belong together.
//!
//! Two steps are one when the second is reached from the first alone, and one of its ways leads where a way of the first one does: `if a && b`, `if a || b`.

use std::collections::BTreeMap;

use crate::ir::endpoint::{Condition, Expr};
use crate::smithy::diagram::Target;

use super::super::functions::not;
use super::graph::{Graph, Step};

/// Merges what can be merged. Steps that were taken up by others stay where they were, and nothing leads to them any more.
pub(super) fn merge(mut graph: Graph) -> Graph {
    let mut ways = ways_to(&graph);
    // Steps come after those that they lead to, so what is behind a step is merged before it.
    for position in 0..graph.steps.len() {
        while let Some((merged, lost)) = once(&graph.steps, position, &ways) {
            if let Some(step) = graph.steps.get_mut(position) {
                *step = merged;
            }
            if let Some(count) = ways.get_mut(&lost) {
                *count -= 1;
            }
        }
    }
    graph
}

/// How many ways lead to each target.
pub(super) fn ways_to(graph: &Graph) -> BTreeMap<Target, usize> {
    let mut ways = BTreeMap::from([(graph.root, 1)]);
    let targets = graph.steps.iter().flat_map(Step::targets);
    for target in targets {
        *ways.entry(target).or_default() += 1;
    }
    ways
}

/// A step together with the next one, and the target to which one way less leads then.
fn once(steps: &[Step], position: usize, ways: &BTreeMap<Target, usize>) -> Option<(Step, Target)> {
    let Step::If(first, yes, no) = steps.get(position)? else { return None };
    let next = |target: Target| match target {
        Target::Node(at) if ways.get(&target) == Some(&1) => match steps.get(at) {
            Some(Step::If(conditions, yes, no)) => Some((conditions, *yes, *no)),
            _ => None,
        },
        _ => None,
    };
    if let Some((second, second_yes, second_no)) = next(*yes) {
        if second_no == *no {
            return Some((Step::If(both(first, second), second_yes, *no), *no));
        }
        if second_yes == *no
            && let Some(opposite) = opposite(second)
        {
            return Some((Step::If(both(first, &opposite), second_no, *no), *no));
        }
    }
    if let Some((second, second_yes, second_no)) = next(*no) {
        if second_no == *yes
            && let Some(opposite) = opposite(first)
        {
            return Some((Step::If(both(&opposite, second), second_yes, *yes), *yes));
        }
        if second_yes == *yes
            && let ([Condition::Holds(first)], [Condition::Holds(second)]) =
                (first.as_slice(), second.as_slice())
        {
            let either = vec![Condition::Holds(any(first, second))];
            return Some((Step::If(either, *yes, second_no), *yes));
        }
    }
    None
}

fn both(first: &[Condition], second: &[Condition]) -> Vec<Condition> {
    [first, second].concat()
}

/// Whether one of two facts is true; texts that one value is compared with stand together.
fn any(first: &Expr, second: &Expr) -> Expr {
    let mut facts = match first {
        Expr::Any(facts) => facts.clone(),
        other => vec![other.clone()],
    };
    match second {
        Expr::Any(others) => facts.extend(others.iter().cloned()),
        other => facts.push(other.clone()),
    }
    let mut found: Vec<Expr> = Vec::new();
    for fact in facts {
        if let Some(last) = found.last_mut()
            && let (Some((text, mut texts)), Some((other, others))) = (texts(last), texts(&fact))
            && text == other
        {
            texts.extend(others);
            *last = Expr::OneOf(Box::new(text), texts);
        } else {
            found.push(fact);
        }
    }
    match <[Expr; 1]>::try_from(found) {
        Ok([alone]) => alone,
        Err(several) => Expr::Any(several),
    }
}

/// The texts that a value has to be one of, where that is what a fact says.
fn texts(fact: &Expr) -> Option<(Expr, Vec<String>)> {
    match fact {
        Expr::OneOf(value, texts) => Some(((**value).clone(), texts.clone())),
        Expr::Equal(value, text) => match &**text {
            Expr::Text(text) if !text.is_empty() && !value.is_owned() => {
                Some(((**value).clone(), vec![text.clone()]))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Conditions that hold when the given ones do not; `None` where one of them makes a variable.
pub(super) fn opposite(conditions: &[Condition]) -> Option<Vec<Condition>> {
    let facts = conditions.iter().map(|condition| match condition {
        Condition::Holds(fact) => Some(fact.clone()),
        Condition::Bind(..) => None,
    });
    let facts = facts.collect::<Option<Vec<Expr>>>()?;
    Some(match <[Expr; 1]>::try_from(facts) {
        Ok([Expr::Any(facts)]) => facts.into_iter().map(not).map(Condition::Holds).collect(),
        Ok([alone]) => vec![Condition::Holds(not(alone))],
        Err(several) => {
            vec![Condition::Holds(Expr::Any(several.into_iter().map(not).collect()))]
        }
    })
}

impl Step {
    /// Where it leads.
    pub(super) fn targets(&self) -> Vec<Target> {
        match self {
            Self::Let(.., next) => vec![*next],
            Self::If(_, yes, no) => vec![*yes, *no],
        }
    }
}
