//! A diagram whose conditions and results are typed.
//!
//! A node may be reached in several ways. What it can refer to is what is assigned, or shown to be set, on all of them.

use std::collections::BTreeMap;

use crate::ir::endpoint::{Condition, Expr, InputType, Outcome, Variable};
use crate::smithy::Node;
use crate::smithy::diagram::{Decision, Diagram, Target};

use super::super::check::{Checker, Clause};
use super::super::scope::{Place, Scope, Type};

/// What stands at one place of the graph.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// A value, and what is next.
    Let(Variable, Expr, Target),
    /// Conditions that have to hold all, and where they lead.
    If(Vec<Condition>, Target, Target),
}

/// The end of the rules: values, and what comes of them.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub(super) values: Vec<(Variable, Expr)>,
    pub(super) outcome: Outcome,
}

/// Steps that lead to later ones, or to ends.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) root: Target,
    pub(super) steps: Vec<Step>,
    /// By the position of the result; a result that nothing leads to has none.
    pub(super) ends: BTreeMap<usize, End>,
    /// What variables are called, by their numbers, where functions can be given them.
    pub(super) inputs: BTreeMap<usize, (Variable, InputType)>,
}

/// Checks what the root leads to, but not what only a condition with a problem leads to.
pub(super) fn check(
    trait_value: &Node,
    diagram: Diagram,
    root: Scope,
    checker: &mut Checker<'_>,
) -> Graph {
    let elements = |key| trait_value.get(key).and_then(Node::as_array).unwrap_or_default();
    let mut walk = Walk {
        scopes: BTreeMap::from([(diagram.root, root.clone())]),
        root,
        inputs: BTreeMap::new(),
    };
    walk.remember(&walk.root.clone());
    let conditions = elements("conditions");
    let mut checked = Vec::new();
    for (position, decision) in diagram.nodes.iter().enumerate() {
        let scope = walk.scopes.remove(&Target::Node(position));
        let clauses = scope.and_then(|scope| {
            let condition = conditions.get(decision.condition)?;
            walk.decision(*decision, condition, scope, checker)
        });
        checked.push(clauses);
    }
    let mut ends = BTreeMap::new();
    for (position, node) in elements("results").iter().enumerate() {
        if let Some(scope) = walk.scopes.get(&Target::Result(position))
            && let Some(end) = end(node, position, scope, checker)
        {
            ends.insert(position, end);
        }
    }
    build(diagram, walk, checked, ends)
}

fn end(node: &Node, position: usize, scope: &Scope, checker: &mut Checker<'_>) -> Option<End> {
    let place = Place::new("results").index(position);
    if node.get("conditions").and_then(Node::as_array).is_some_and(|found| !found.is_empty()) {
        let place = place.key("conditions");
        return checker.problems.expected(&place, "a result without conditions", "some");
    }
    let (clauses, outcome) = checker.end(node, scope, &place, "`endpoint` or `error`")?;
    let values = clauses.into_iter().filter_map(|clause| match clause {
        Clause::Let(variable, value) => Some((variable, value)),
        Clause::Holds(_) | Clause::Bind(..) => None,
    });
    Some(End { values: values.collect(), outcome })
}

struct Walk {
    /// What is known wherever a target is reached; of those that are still to be looked at.
    scopes: BTreeMap<Target, Scope>,
    root: Scope,
    inputs: BTreeMap<usize, (Variable, InputType)>,
}

impl Walk {
    /// What a node asks for; what is known behind it then is passed on.
    fn decision(
        &mut self,
        decision: Decision,
        condition: &Node,
        scope: Scope,
        checker: &mut Checker<'_>,
    ) -> Option<Vec<Clause>> {
        let place = Place::new("conditions").index(decision.condition);
        let mut behind = scope.clone();
        let Some(clauses) = checker.condition(condition, &mut behind, &place) else {
            // Where it does not hold, nothing that it assigns is missing.
            self.reach(decision.no, scope);
            return None;
        };
        self.remember(&behind);
        let (can_hold, can_fail) = outlook(&clauses);
        if can_hold {
            self.reach(decision.yes, behind);
        }
        if can_fail {
            self.reach(decision.no, scope);
        }
        Some(clauses)
    }

    fn reach(&mut self, target: Target, scope: Scope) {
        match self.scopes.get_mut(&target) {
            Some(known) => known.meet(&scope, &self.root),
            None => {
                self.scopes.insert(target, scope);
            }
        }
    }

    fn remember(&mut self, scope: &Scope) {
        for (variable, ty) in scope.variables() {
            let ty = match ty {
                Type::Text => InputType::Text,
                Type::Flag => InputType::Flag,
                Type::Texts => InputType::Texts,
                Type::Partition => InputType::Partition,
                Type::Arn => InputType::Arn,
                Type::Url => InputType::Url,
                Type::Option(_) => continue,
            };
            self.inputs.insert(variable.id, (variable.clone(), ty));
        }
    }
}

/// Whether a condition can hold, and whether it can fail: its types may say so.
fn outlook(clauses: &[Clause]) -> (bool, bool) {
    let is = |clause: &Clause, value| matches!(clause, Clause::Holds(Expr::Bool(found)) if *found == value);
    let asks = |clause: &Clause| !matches!(clause, Clause::Let(..)) && !is(clause, true);
    (!clauses.iter().any(|clause| is(clause, false)), clauses.iter().any(asks))
}

/// The steps of all nodes.
fn build(
    diagram: Diagram,
    walk: Walk,
    checked: Vec<Option<Vec<Clause>>>,
    ends: BTreeMap<usize, End>,
) -> Graph {
    let mut steps = Vec::new();
    // Where each node begins; from the last one on, since nodes lead to later ones.
    let mut begins: BTreeMap<usize, Target> = BTreeMap::new();
    let resolve = |begins: &BTreeMap<usize, Target>, target| match target {
        Target::Node(position) => begins.get(&position).copied().unwrap_or(Target::NoRule),
        other => other,
    };
    for (position, (decision, clauses)) in diagram.nodes.iter().zip(checked).enumerate().rev() {
        let Some(clauses) = clauses else { continue };
        let no = resolve(&begins, decision.no);
        let (can_hold, _) = outlook(&clauses);
        let mut next = if can_hold { resolve(&begins, decision.yes) } else { no };
        for clause in clauses.into_iter().rev().filter(|_| can_hold) {
            let step = match clause {
                Clause::Holds(Expr::Bool(_)) => continue,
                Clause::Let(variable, value) => Step::Let(variable, value, next),
                Clause::Holds(fact) => Step::If(vec![Condition::Holds(fact)], next, no),
                Clause::Bind(variable, value) => {
                    Step::If(vec![Condition::Bind(variable, value)], next, no)
                }
            };
            steps.push(step);
            next = Target::Node(steps.len() - 1);
        }
        begins.insert(position, next);
    }
    Graph { root: resolve(&begins, diagram.root), steps, ends, inputs: walk.inputs }
}
