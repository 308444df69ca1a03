//! Which steps lead to which.
//!
//! An ancestor that is on every way from the root to a step dominates it; the nearest one is the place where the step can stand behind what comes before it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::endpoint::{self as ir, Condition, Expr, Outcome};
use crate::smithy::diagram::Target;

use super::graph::{Graph, Step};

/// What is known of the steps that the root leads to.
pub(super) struct Order {
    /// Positions of steps; each one after all that lead to it.
    pub(super) steps: Vec<usize>,
    /// Steps that are reached in several ways, by the nearest step that dominates them; those of one in order.
    pub(super) joins: BTreeMap<usize, Vec<usize>>,
    /// The numbers of the variables that are read from a step on, and not made there.
    reads: BTreeMap<usize, BTreeSet<usize>>,
    /// The steps behind each one, itself included.
    behind: BTreeMap<usize, BTreeSet<usize>>,
    /// The steps that are reached in several ways.
    all_joins: BTreeSet<usize>,
}

impl Order {
    pub(super) fn of(graph: &Graph) -> Self {
        // A step has a greater position than those that it leads to.
        let mut reached: BTreeSet<usize> = node(graph.root).into_iter().collect();
        for position in (0..graph.steps.len()).rev() {
            if reached.contains(&position) {
                reached.extend(next(graph, position));
            }
        }
        let steps: Vec<usize> = reached.iter().rev().copied().collect();
        let mut behind: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut reads = BTreeMap::new();
        for position in steps.iter().rev() {
            let mut all = BTreeSet::from([*position]);
            for next in next(graph, *position) {
                all.extend(behind.get(&next).into_iter().flatten());
            }
            behind.insert(*position, all);
            let read = read(graph, *position, &reads);
            reads.insert(*position, read);
        }
        let joins = joins(graph, &steps);
        let all_joins = joins.values().flatten().copied().collect();
        Self { steps, joins, reads, behind, all_joins }
    }

    pub(super) fn is_join(&self, position: usize) -> bool {
        self.all_joins.contains(&position)
    }

    /// How many steps there are behind one, itself included.
    pub(super) fn size(&self, position: usize) -> usize {
        self.behind.get(&position).map_or(0, BTreeSet::len)
    }

    /// The numbers of the variables that are read from a step on, and not made there.
    pub(super) fn read_from(&self, position: usize) -> impl Iterator<Item = usize> + '_ {
        self.reads.get(&position).into_iter().flatten().copied()
    }

    /// The numbers of the variables that these steps make.
    pub(super) fn made_by(&self, steps: &[ir::Step]) -> BTreeSet<usize> {
        let made = |step: &ir::Step| match step {
            ir::Step::Let(variable, _) => Some(variable.id),
            _ => None,
        };
        steps.iter().filter_map(made).collect()
    }

    /// Whether one step leads to another.
    pub(super) fn leads(&self, from: usize, to: usize) -> bool {
        self.behind.get(&from).is_some_and(|all| all.contains(&to))
    }
}

pub(super) fn node(target: Target) -> Option<usize> {
    match target {
        Target::Node(position) => Some(position),
        Target::Result(_) | Target::NoRule => None,
    }
}

fn next(graph: &Graph, position: usize) -> impl Iterator<Item = usize> + '_ {
    graph.steps.get(position).map(Step::targets).into_iter().flatten().filter_map(node)
}

/// The steps that several ways lead to, by the nearest one that is on all of them.
fn joins(graph: &Graph, steps: &[usize]) -> BTreeMap<usize, Vec<usize>> {
    let mut parents: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for position in steps {
        for next in next(graph, *position) {
            parents.entry(next).or_default().push(*position);
        }
    }
    let mut nearest: BTreeMap<usize, usize> = BTreeMap::new();
    let mut joins: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for position in steps {
        let Some((first, others)) = parents.get(position).and_then(|all| all.split_first()) else {
            continue;
        };
        let shared = others.iter().fold(*first, |one, other| common(one, *other, &nearest));
        nearest.insert(*position, shared);
        if !others.is_empty() {
            joins.entry(shared).or_default().push(*position);
        }
    }
    joins
}

/// The nearest step that dominates both. Of two, the one with the lesser position is nearer to the ends.
fn common(mut one: usize, mut other: usize, nearest: &BTreeMap<usize, usize>) -> usize {
    while one != other {
        let lesser = if one < other { &mut one } else { &mut other };
        match nearest.get(lesser) {
            Some(above) => *lesser = *above,
            None => return one.max(other),
        }
    }
    one
}

/// The variables that are read from a step on.
fn read(
    graph: &Graph,
    position: usize,
    later: &BTreeMap<usize, BTreeSet<usize>>,
) -> BTreeSet<usize> {
    let of_target = |target: Target| match target {
        Target::Node(position) => later.get(&position).cloned().unwrap_or_default(),
        Target::Result(position) => match graph.ends.get(&position) {
            Some(end) => {
                let mut found = BTreeSet::new();
                of_outcome(&end.outcome, &mut found);
                for (variable, value) in end.values.iter().rev() {
                    found.remove(&variable.id);
                    of_expr(value, &mut found);
                }
                found
            }
            None => BTreeSet::new(),
        },
        Target::NoRule => BTreeSet::new(),
    };
    match graph.steps.get(position) {
        Some(Step::Let(variable, value, next)) => {
            let mut found = of_target(*next);
            found.remove(&variable.id);
            of_expr(value, &mut found);
            found
        }
        Some(Step::If(conditions, yes, no)) => {
            let mut found = of_target(*yes);
            for condition in conditions.iter().rev() {
                match condition {
                    Condition::Holds(fact) => of_expr(fact, &mut found),
                    Condition::Bind(variable, value) => {
                        found.remove(&variable.id);
                        of_expr(value, &mut found);
                    }
                }
            }
            found.extend(of_target(*no));
            found
        }
        None => BTreeSet::new(),
    }
}

fn of_expr(expr: &Expr, found: &mut BTreeSet<usize>) {
    if let Expr::Variable(variable) = expr {
        found.insert(variable.id);
    }
    for inner in expr.inner() {
        of_expr(inner, found);
    }
}

fn of_outcome(outcome: &Outcome, found: &mut BTreeSet<usize>) {
    outcome.each_expr(&mut |expr| of_expr(expr, found));
}
