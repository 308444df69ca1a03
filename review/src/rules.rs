//! Endpoint rules, compared by the endpoints that they give.
//!
//! Rules are followed with parameters that nobody knows. Where a decision depends on one, both ways are followed, each with what it takes for granted,
//! and the rules of the other version are followed with the same: so the endpoints of both stand side by side for every caller.
//! An endpoint of before to which the new rules still send somebody is one that still responds.

mod run;

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::endpoint::{
    Block, Condition, Endpoints, Expr, Outcome, ParamValue, Step,
};
use tinsmith_codegen::stages::partitions::{OF_THE_RUNTIME, Partitions};

use self::run::{Assumed, End, Place, run};

/// How often rules are followed before the answer is that nobody knows.
const MOST_RUNS: usize = 40_000;

/// Where requests go by one version, as far as its rules say.
#[derive(Clone, Debug)]
pub(crate) struct Side<'a> {
    pub(crate) endpoints: &'a Endpoints,
    /// The name in the signature where an endpoint has no other.
    pub(crate) signing_name: Option<&'a str>,
    pub(crate) asks_for_account_id: bool,
    /// What gives each parameter its value: of several sources the first that has one counts.
    pub(crate) sources: BTreeMap<String, Vec<Source>>,
}

/// What gives a parameter a value.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The operation, the same for every request.
    Fixed(ParamValue),
    /// The request: what it is called there, and whether it is always there.
    Request { name: String, is_always: bool },
    /// The client, if somebody has set it there.
    Client(String),
}

/// What the endpoints of two versions are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The same for every request.
    Same,
    /// Some requests go elsewhere now, and every endpoint of before is one still. These are new.
    Extended(Vec<Shown>),
    /// As `Extended`, and some requests that had no endpoint have one of these now.
    Widened(Vec<Shown>),
    /// No request goes to these any more.
    Gone(Vec<Shown>),
    /// There are too many ways through the rules.
    Unknown,
}

/// An endpoint for a reader.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shown {
    /// The URL, for any region where it is the same for all.
    pub(crate) url: String,
    /// Whether the other version has the URL too, with another signature or other headers.
    pub(crate) is_known: bool,
}

/// Compares the endpoints of two versions, for clients that have a region.
pub(crate) fn compare(old: &Side<'_>, new: &Side<'_>) -> Relation {
    let Ok(partitions) = Partitions::read(OF_THE_RUNTIME) else { return Relation::Unknown };
    let new_settings: BTreeSet<&String> =
        new.settings().difference(&old.settings()).copied().collect();
    let mut pairs: BTreeSet<(End, End)> = BTreeSet::new();
    let mut has_widened = false;
    let mut runs = 0;
    let named = named(&[old.endpoints, new.endpoints]);
    for (region, is_named) in regions(&partitions, named) {
        let mut open = vec![Assumed::default()];
        while let Some(assumed) = open.pop() {
            runs += 1;
            if runs > MOST_RUNS {
                return Relation::Unknown;
            }
            let place = Place { region: &region, is_named, partitions: &partitions };
            let follow = |side| run(side, place, &assumed);
            match follow(old).and_then(|before| Ok((before, follow(new)?))) {
                Ok(pair) => {
                    // What only a new setting brings about, no old program misses.
                    has_widened |= pair.0 == End::Refused
                        && pair.1.is_of_service()
                        && !new_settings.iter().any(|name| assumed.has_set(name));
                    pairs.insert(pair);
                }
                Err(open_question) => {
                    open.extend([false, true].map(|is_so| assumed.with(&open_question, is_so)));
                }
            }
        }
    }
    let (before, after): (BTreeSet<&End>, BTreeSet<&End>) =
        pairs.iter().map(|(before, after)| (before, after)).unzip();
    let gone = before.difference(&after).copied().filter(|end| end.is_of_service());
    let gone = shown(gone, &after);
    let differing = || pairs.iter().filter(|(before, after)| before != after);
    if !gone.is_empty() {
        Relation::Gone(gone)
    } else if differing().next().is_none() {
        Relation::Same
    } else {
        let added = shown(differing().map(|(_, after)| after), &before);
        if has_widened { Relation::Widened(added) } else { Relation::Extended(added) }
    }
}

/// The endpoints that are not among the others, for a reader.
fn shown<'e>(ends: impl Iterator<Item = &'e End>, others: &BTreeSet<&End>) -> Vec<Shown> {
    let urls: BTreeSet<&str> = others.iter().filter_map(|end| end.url()).collect();
    let shown: BTreeSet<Shown> = ends
        .filter(|end| !others.contains(end))
        .filter_map(|end| match end {
            End::Endpoint { url, shown, .. } => {
                Some(Shown { url: shown.clone(), is_known: urls.contains(url.as_str()) })
            }
            End::Refused => None,
        })
        .collect();
    shown.into_iter().collect()
}

impl Side<'_> {
    /// The names of what can be set on a client.
    fn settings(&self) -> BTreeSet<&String> {
        let sources = self.sources.values().flatten();
        sources
            .filter_map(|source| match source {
                Source::Client(name) => Some(name),
                Source::Fixed(_) | Source::Request { .. } => None,
            })
            .collect()
    }
}

/// What rules compare something with, as far as it can be a region.
fn named(endpoints: &[&Endpoints]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for endpoints in endpoints {
        if let Endpoints::Rules(rules) = endpoints {
            let shared = rules.shared.iter().map(|shared| &shared.body);
            for block in shared.chain([&rules.body]) {
                named_in(block, &mut names);
            }
        }
    }
    names.retain(|name| run::is_host_label(name));
    names
}

/// Regions that stand for all: those that rules name, and of each partition one that they do not name.
fn regions(partitions: &Partitions, named: BTreeSet<String>) -> BTreeMap<String, bool> {
    let mut regions: BTreeMap<String, bool> = BTreeMap::new();
    for partition in partitions.all() {
        let unnamed = partition.regions().iter().find(|region| !named.contains(*region));
        regions.extend(unnamed.map(|region| (region.clone(), false)));
    }
    regions.extend(named.into_iter().map(|name| (name, true)));
    regions
}

/// Adds the texts that something is compared with.
fn named_in(block: &Block, names: &mut BTreeSet<String>) {
    for step in &block.steps {
        match step {
            Step::Let(_, value) | Step::Demand(value) => compared(value, names),
            Step::LetElse(_, value, otherwise) => {
                compared(value, names);
                named_in(otherwise, names);
            }
            Step::If(conditions, body) => {
                all_compared(conditions, names);
                named_in(body, names);
            }
            Step::Either(conditions, body, other) => {
                all_compared(conditions, names);
                named_in(body, names);
                named_in(other, names);
            }
        }
    }
    if let Some(Outcome::Error(text)) = &block.end {
        compared(text, names);
    }
}

fn all_compared(conditions: &[Condition], names: &mut BTreeSet<String>) {
    for condition in conditions {
        let (Condition::Holds(value) | Condition::Bind(_, value)) = condition;
        compared(value, names);
    }
}

fn compared(value: &Expr, names: &mut BTreeSet<String>) {
    match value {
        Expr::Equal(one, other) => {
            for side in [one, other] {
                let inside = if let Expr::Some(inside) = &**side { inside } else { side };
                if let Expr::Text(text) = &**inside {
                    names.insert(text.clone());
                }
            }
        }
        Expr::OneOf(_, texts) => names.extend(texts.iter().cloned()),
        _ => {}
    }
    for inner in value.inner() {
        compared(inner, names);
    }
}
