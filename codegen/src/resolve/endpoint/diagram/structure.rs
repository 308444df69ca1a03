//! A graph of steps as functions: what several ways lead to stands behind them, where nothing else has to stand there, and is a function otherwise.
//!
//! Which steps become functions is found by writing all functions and looking which steps could not be had otherwise, until there are no more of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::endpoint::{
    self as ir, Block, Call, Condition, Expr, Holds, Input, InputType, Outcome, Shared, Variable,
};
use crate::naming::RustIdent;
use crate::smithy::diagram::Target;

use super::super::simplify::finish;
use super::graph::{Graph, Step};
use super::merge::opposite;
use super::names;
use super::order::{Order, node};
use super::variables::{lend, reads_params, settle_calls};

/// Blocks that lie deeper within others are functions, for those who read them.
const DEEPEST: usize = 6;

/// What lies deep and has fewer steps than this stays where it is.
const WORTH_A_FUNCTION: usize = 4;

/// The function of a graph, which begins with these steps, and the functions that it calls.
pub(super) fn functions(graph: &Graph, first: Vec<ir::Step>) -> (Block, Vec<Shared>) {
    let order = Order::of(graph);
    let mut functions = BTreeSet::new();
    let (mut body, mut bodies) = loop {
        let names = names::of(graph, &functions);
        let mut writer = Writer { graph, order: &order, names: &names, wanted: BTreeSet::new() };
        let visible = order.made_by(&first);
        let body = writer.block(graph.root, Place { follow: None, visible, depth: 0 });
        // Each one after those that call it.
        let called = order.steps.iter().filter_map(|position| names.get_key_value(position));
        let bodies: Vec<(usize, RustIdent, Block)> = called
            .map(|(position, name)| (*position, name.clone(), writer.function(*position)))
            .collect();
        let known = functions.len();
        functions.extend(writer.wanted);
        if functions.len() == known {
            break (body, bodies);
        }
    };
    body.steps.splice(0..0, first);
    let mut shared: Vec<Shared> = Vec::new();
    while let Some((position, name, mut body)) = bodies.pop() {
        settle_calls(&mut body, &shared, graph);
        without_contradictions(&mut body, &[]);
        let is_read = |id: &usize| body.mentions(*id);
        let inputs: Vec<Input> =
            order.read_from(position).filter(is_read).filter_map(|id| lent(graph, id)).collect();
        let variables: Vec<Variable> = inputs.iter().map(|input| input.variable.clone()).collect();
        variables.iter().for_each(|variable| lend(&mut body, variable));
        finish(&mut body, &variables);
        let takes_params = reads_params(&body);
        shared.push(Shared { name, takes_params, inputs, body });
    }
    settle_calls(&mut body, &shared, graph);
    without_contradictions(&mut body, &[]);
    finish(&mut body, &[]);
    shared.reverse();
    (body, shared)
}

/// Takes away what asks whether a text is another one than it is known to be; what is said in several places may ask that in one of them.
fn without_contradictions(block: &mut Block, known: &[(Expr, String)]) {
    let is_possible = |step: &ir::Step| match step {
        ir::Step::If(conditions, _) => {
            !conditions.iter().filter_map(is_text).any(|(value, text)| {
                known.iter().any(|(other, known)| *other == value && *known != text)
            })
        }
        _ => true,
    };
    block.steps.retain(is_possible);
    for step in &mut block.steps {
        if let ir::Step::If(conditions, body) | ir::Step::Either(conditions, body, _) = step {
            let facts: Vec<(Expr, String)> = conditions.iter().filter_map(is_text).collect();
            without_contradictions(body, &[known, &facts].concat());
        }
    }
}

/// The value and the text, where a condition is that they are the same.
fn is_text(condition: &Condition) -> Option<(Expr, String)> {
    match condition {
        Condition::Holds(Expr::Equal(value, text)) => match &**text {
            Expr::Text(text) => Some(((**value).clone(), text.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// A variable as a function is given it.
fn lent(graph: &Graph, id: usize) -> Option<Input> {
    let (variable, ty) = graph.inputs.get(&id)?;
    let holds = if *ty == InputType::Arn { Holds::LentArn } else { Holds::Borrowed };
    Some(Input { variable: Variable { holds, ..variable.clone() }, ty: *ty })
}

/// Where a block stands.
#[derive(Clone)]
struct Place {
    /// The step that comes behind the block.
    follow: Option<usize>,
    /// The numbers of the variables that have been made.
    visible: BTreeSet<usize>,
    /// How many blocks are around it.
    depth: usize,
}

struct Writer<'g> {
    graph: &'g Graph,
    order: &'g Order,
    /// The functions, by their first steps.
    names: &'g BTreeMap<usize, RustIdent>,
    /// Steps that would have to be functions too.
    wanted: BTreeSet<usize>,
}

impl Writer<'_> {
    fn function(&mut self, position: usize) -> Block {
        let visible = self.order.read_from(position).collect();
        self.from(Some(position), Target::Node(position), Place { follow: None, visible, depth: 0 })
    }

    fn block(&mut self, target: Target, place: Place) -> Block {
        self.from(None, target, place)
    }

    /// A block that begins with a target. `own` is the step whose function it is.
    fn from(&mut self, own: Option<usize>, mut target: Target, place: Place) -> Block {
        let Place { follow: outer, mut visible, depth } = place;
        let mut steps = Vec::new();
        // What comes behind this, the next one last.
        let mut later: Vec<usize> = Vec::new();
        loop {
            let is_next = node(target).is_some() && node(target) == later.last().copied().or(outer);
            if is_next && later.pop().is_none() {
                return Block { steps, end: None };
            }
            let position = match node(target) {
                Some(position) if is_next || own == Some(position) => position,
                Some(position) if self.is_written_here(position) => position,
                _ => {
                    let Block { steps: values, end } = self.leaf(target);
                    steps.extend(values);
                    return Block { steps, end };
                }
            };
            let (conditions, yes, no) = match self.graph.steps.get(position) {
                Some(Step::Let(variable, value, next)) => {
                    steps.push(ir::Step::Let(variable.clone(), value.clone()));
                    visible.insert(variable.id);
                    target = *next;
                    continue;
                }
                Some(Step::If(conditions, yes, no)) => (conditions, *yes, *no),
                None => return Block { steps, end: Some(Outcome::NoRule) },
            };
            let follow = later.last().copied().or(outer);
            let followers = self.followers(position, follow, &visible);
            later.extend(followers.into_iter().rev());
            let follow = later.last().copied().or(outer);
            let inside = Place { follow, visible: visible.clone(), depth: depth + 1 };
            let choice = Choice { conditions, yes, no };
            target = self.choice(&choice, &inside, &mut steps, &mut visible);
        }
    }

    /// Writes one choice; gives what comes behind it.
    fn choice(
        &mut self,
        choice: &Choice<'_>,
        inside: &Place,
        steps: &mut Vec<ir::Step>,
        visible: &mut BTreeSet<usize>,
    ) -> Target {
        let Choice { conditions, yes, no } = *choice;
        let follow = inside.follow.map(Target::Node);
        let opposite = opposite(conditions);
        let mut with_bound = inside.clone();
        with_bound.visible.extend(bound(conditions).map(|variable| variable.id));
        if follow == Some(no) {
            let block = self.arm(yes, with_bound);
            steps.push(ir::Step::If(conditions.to_vec(), block));
            return no;
        }
        if follow == Some(yes) {
            let block = self.arm(no, inside.clone());
            steps.push(match opposite {
                Some(opposite) => ir::Step::If(opposite, block),
                None => {
                    let nothing = Block { steps: Vec::new(), end: None };
                    ir::Step::Either(conditions.to_vec(), nothing, block)
                }
            });
            return yes;
        }
        let (size, other_size) = (self.size(yes), self.size(no));
        // A refusal goes first, and so does a small end before much else.
        if other_size == 0 && (self.is_refusal(no) || size >= WORTH_A_FUNCTION) && size > 0 {
            let block = self.leaf(no);
            if let [Condition::Bind(variable, value)] = conditions {
                steps.push(ir::Step::LetElse(variable.clone(), value.clone(), block));
                visible.insert(variable.id);
                return yes;
            }
            if let Some(opposite) = opposite {
                steps.push(ir::Step::If(opposite, block));
                return yes;
            }
        }
        if other_size > 0 && size > 2 * other_size {
            let block = self.arm(no, inside.clone());
            match (conditions, &opposite) {
                _ if block.end.is_none() => {}
                ([Condition::Bind(variable, value)], _) => {
                    steps.push(ir::Step::LetElse(variable.clone(), value.clone(), block));
                    visible.insert(variable.id);
                    return yes;
                }
                (_, Some(opposite)) => {
                    steps.push(ir::Step::If(opposite.clone(), block));
                    return yes;
                }
                _ => {}
            }
        }
        let block = self.arm(yes, with_bound);
        if block.end.is_some() {
            steps.push(ir::Step::If(conditions.to_vec(), block));
            return no;
        }
        let other = self.arm(no, inside.clone());
        match opposite {
            Some(opposite) if other.end.is_some() => {
                steps.push(ir::Step::If(opposite, other));
                steps.extend(block.steps);
            }
            _ => steps.push(ir::Step::Either(conditions.to_vec(), block, other)),
        }
        // Something goes on behind the choice, and that is what follows.
        follow.unwrap_or(Target::NoRule)
    }

    /// What stands within an `if`; a function, if it lies deep and nothing goes on behind it.
    fn arm(&mut self, target: Target, place: Place) -> Block {
        if let Some(position) = node(target)
            && place.depth > DEEPEST
            && self.size(target) >= WORTH_A_FUNCTION
            && place.follow.is_none_or(|follow| !self.order.leads(position, follow))
            && self.order.read_from(position).all(|id| self.graph.inputs.contains_key(&id))
        {
            self.wanted.insert(position);
        }
        self.block(target, place)
    }

    /// The steps that stand behind a choice, in order; of those that cannot, functions are made.
    fn followers(
        &mut self,
        position: usize,
        follow: Option<usize>,
        visible: &BTreeSet<usize>,
    ) -> Vec<usize> {
        let joins = self.order.joins.get(&position).cloned().unwrap_or_default();
        let mut followers = Vec::new();
        for join in joins {
            if self.names.contains_key(&join) || self.is_small(join) {
                continue;
            }
            if self.order.read_from(join).all(|id| visible.contains(&id)) {
                followers.push(join);
            } else {
                self.wanted.insert(join);
            }
        }
        for start in [&[position], followers.as_slice()].concat() {
            let mut exits = self.exits(start, &followers, follow);
            while let ([first, .., last], true) = (exits.as_slice(), exits.len() > 1) {
                let (first, last) = (*first, *last);
                let other = if self.order.leads(first, last) { last } else { first };
                self.wanted.insert(other);
                exits.retain(|exit| *exit != other);
            }
        }
        followers.retain(|join| !self.wanted.contains(join));
        followers
    }

    /// Which of the steps that come later can be reached without another one of them, in order.
    fn exits(&self, start: usize, followers: &[usize], follow: Option<usize>) -> Vec<usize> {
        let ends = |position: &usize| followers.contains(position) || follow == Some(*position);
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![start];
        while let Some(position) = open.pop() {
            let targets = self.graph.steps.get(position).map(Step::targets).unwrap_or_default();
            for next in targets.into_iter().filter_map(node) {
                if ends(&next) {
                    found.insert(next);
                } else if !self.names.contains_key(&next) && seen.insert(next) {
                    open.push(next);
                }
            }
        }
        // The greatest position is the first in order; what follows the block is behind all of them.
        let mut found: Vec<usize> = found.into_iter().rev().collect();
        found.sort_by_key(|position| follow == Some(*position));
        found
    }

    /// Whether a step can stand wherever it is reached from.
    fn is_written_here(&self, position: usize) -> bool {
        !self.names.contains_key(&position)
            && (!self.order.is_join(position) || self.is_small(position))
    }

    /// What ends a block: a result, a call of a function.
    fn leaf(&mut self, target: Target) -> Block {
        match target {
            Target::Result(position) => match self.graph.ends.get(&position) {
                Some(end) => Block {
                    steps: end
                        .values
                        .iter()
                        .map(|(variable, value)| ir::Step::Let(variable.clone(), value.clone()))
                        .collect(),
                    end: Some(end.outcome.clone()),
                },
                None => Block { steps: Vec::new(), end: Some(Outcome::NoRule) },
            },
            Target::NoRule => Block { steps: Vec::new(), end: Some(Outcome::NoRule) },
            Target::Node(position) => {
                let end = match self.names.get(&position) {
                    Some(name) => {
                        let name = name.clone();
                        Outcome::Call(Call { name, takes_params: false, inputs: Vec::new() })
                    }
                    None => {
                        self.wanted.insert(position);
                        Outcome::NoRule
                    }
                };
                Block { steps: Vec::new(), end: Some(end) }
            }
        }
    }

    /// How many steps there are; none in what is an end.
    fn size(&self, target: Target) -> usize {
        match node(target) {
            Some(position) if !self.names.contains_key(&position) => self.order.size(position),
            _ => 0,
        }
    }

    fn is_refusal(&self, target: Target) -> bool {
        match target {
            Target::Result(position) => {
                let end = self.graph.ends.get(&position);
                end.is_none_or(|end| matches!(end.outcome, Outcome::Error(_)))
            }
            Target::NoRule => true,
            Target::Node(_) => false,
        }
    }

    /// Whether a step is but one question about two short ends, and no function is needed to say it twice.
    fn is_small(&self, position: usize) -> bool {
        let Some(Step::If(conditions, yes, no)) = self.graph.steps.get(position) else {
            return false;
        };
        let is_short = |target: &Target| match target {
            Target::Node(_) => false,
            Target::NoRule => true,
            Target::Result(position) => self.graph.ends.get(position).is_none_or(|end| {
                let is_plain = match &end.outcome {
                    Outcome::Endpoint(endpoint) => {
                        endpoint.auth_schemes.is_empty()
                            && endpoint.properties.is_empty()
                            && endpoint.headers.is_empty()
                    }
                    _ => true,
                };
                is_plain && end.values.is_empty()
            }),
        };
        conditions.len() == 1 && is_short(yes) && is_short(no)
    }
}

/// Conditions, and where they lead.
struct Choice<'g> {
    conditions: &'g [Condition],
    yes: Target,
    no: Target,
}

fn bound(conditions: &[Condition]) -> impl Iterator<Item = &Variable> {
    conditions.iter().filter_map(|condition| match condition {
        Condition::Bind(variable, _) => Some(variable),
        Condition::Holds(_) => None,
    })
}
