//! Endpoint rules, compared by the endpoints that they give.
//!
//! Rules are followed with parameters that nobody knows. Where a decision depends on one, both ways are followed, each with what it takes for granted,
//! and the rules of the other version are followed with the same: so the endpoints of both stand side by side for every caller.
//! An endpoint of before to which the new rules still send somebody is one that still responds.

mod assumed;
mod end;
mod run;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::endpoint::{
    Block, Condition, Endpoints, Expr, ParamValue, Setting, Step, Variable,
};
use tinsmith_codegen::stages::partitions::{OF_THE_RUNTIME, Partition, Partitions};

use self::assumed::Assumed;
use self::end::End;
use self::run::{Place, run};
use self::value::is_host_label;

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
    let named = named(&partitions, &[old.endpoints, new.endpoints]);
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

/// Whatever rules compare something with, if it can be a region; and whether it is sure to be one.
fn named(partitions: &Partitions, endpoints: &[&Endpoints]) -> BTreeMap<String, bool> {
    let mut all = BTreeMap::new();
    for endpoints in endpoints {
        if let Endpoints::Rules(rules) = endpoints {
            let mut names = Names { partitions, variables: BTreeSet::new(), found: &mut all };
            // A function comes behind those that call it.
            let shared = rules.shared.iter().map(|shared| &shared.body);
            [&rules.body].into_iter().chain(shared).for_each(|block| names.block(block));
        }
    }
    all
}

/// Regions that stand for all: those that rules name, and of each partition one that they do not name.
fn regions(partitions: &Partitions, named: BTreeMap<String, bool>) -> BTreeMap<String, bool> {
    let mut regions: BTreeMap<String, bool> = BTreeMap::new();
    for partition in partitions.all() {
        let unnamed = partition.regions().iter().find(|region| !named.contains_key(*region));
        regions.extend(unnamed.map(|region| (region.clone(), false)));
    }
    regions.extend(named);
    regions
}

/// Looks for names of regions in rules.
struct Names<'n> {
    partitions: &'n Partitions,
    /// Variables that hold the region.
    variables: BTreeSet<usize>,
    found: &'n mut BTreeMap<String, bool>,
}

impl Names<'_> {
    fn block(&mut self, block: &Block) {
        for step in &block.steps {
            match step {
                Step::Let(variable, value) => self.variable(variable, value),
                Step::Demand(value) => self.value(value),
                Step::LetElse(variable, value, otherwise) => {
                    self.variable(variable, value);
                    self.block(otherwise);
                }
                Step::If(conditions, body) => {
                    self.conditions(conditions);
                    self.block(body);
                }
                Step::Either(conditions, body, other) => {
                    self.conditions(conditions);
                    self.block(body);
                    self.block(other);
                }
            }
        }
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            match condition {
                Condition::Holds(value) => self.value(value),
                Condition::Bind(variable, value) => self.variable(variable, value),
            }
        }
    }

    fn variable(&mut self, variable: &Variable, value: &Expr) {
        self.value(value);
        if self.is_region(value) {
            self.variables.insert(variable.id);
        }
    }

    fn value(&mut self, value: &Expr) {
        match value {
            Expr::Equal(one, other) => {
                for (side, with) in [(one, other), (other, one)] {
                    let text = if let Expr::Some(inside) = &**side { inside } else { side };
                    if let Expr::Text(text) = &**text {
                        self.compared(text, with);
                    }
                }
            }
            Expr::OneOf(with, texts) => texts.iter().for_each(|text| self.compared(text, with)),
            _ => {}
        }
        value.inner().into_iter().for_each(|inner| self.value(inner));
    }

    fn compared(&mut self, text: &str, with: &Expr) {
        // Nothing is sent to a region that cannot be a label.
        if is_host_label(text) {
            let mut known = self.partitions.all().flat_map(Partition::regions);
            let is_sure = self.is_region(with) || known.any(|region| region == text);
            *self.found.entry(text.to_owned()).or_default() |= is_sure;
        }
    }

    fn is_region(&self, value: &Expr) -> bool {
        match value {
            Expr::Setting(setting) | Expr::Required(setting) => {
                *setting == Setting::Field("region")
            }
            Expr::Variable(variable) => self.variables.contains(&variable.id),
            Expr::Some(_) | Expr::Or(..) | Expr::OrElse(..) => {
                value.inner().into_iter().any(|inner| self.is_region(inner))
            }
            _ => false,
        }
    }
}
