//! Types that make the map of a request: a step for each key that has to be there, a function for each that may be.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::analysis::keys::{Keyed, enum_values};
use crate::ir::keys::{
    Answer, AnswerStep, AnswerValue, Answered, Entry, KeyFunction, KeyRule as Rule,
};
use crate::naming::keys::{self as names, TypeOfKeys};
use crate::naming::{self, RustIdent};
use crate::smithy::ShapeId;
use crate::smithy::keys::{RequestKeys, RequestValue};
use crate::text::{DocBlock, Line};

use super::super::Context;
use super::position;

/// The value of a case that is any.
const ANY: &str = "*";

/// What the type has besides the functions that begin a value.
const OWN_FUNCTION: &str = "into_keys";

/// Where a request has such a map, if it has one.
pub(in super::super) fn answered(context: &Context<'_>, id: &ShapeId) -> Option<Answered> {
    let keyed = context.facts.keys.requests.get(id)?;
    let members = context.members(id);
    Some(Answered {
        discriminator: position(members, &keyed.discriminator),
        map: position(members, &keyed.map),
        function: naming::function(&keyed.function),
        ty: context.type_of_keys(keyed),
    })
}

/// Every such type of the service.
pub(in super::super) fn all(context: &Context<'_>) -> Vec<Answer> {
    let requests = context.facts.keys.requests.iter();
    requests
        .filter(|(id, keyed)| **id == keyed.root)
        .map(|(id, keyed)| answer(context, id, keyed))
        .collect()
}

fn answer(context: &Context<'_>, id: &ShapeId, keyed: &Keyed<RequestKeys>) -> Answer {
    let members = context.members(id);
    let ty = context.type_of_keys(keyed);
    let enum_values = enum_values(context.model, members, &keyed.discriminator).unwrap_or_default();
    let keys = &keyed.keys;
    let said = enum_values
        .iter()
        .filter_map(|(member, value)| Some((*member, *value, keys.values.get(*value)?)));
    let usable: Vec<Machine<'_>> = said
        .clone()
        .filter(|(_, _, said)| said.unusable.is_none())
        .map(|(member, value, said)| Machine::of(keys, (member, value), said))
        .collect();

    let begins = names::begins(usable.iter().map(|machine| machine.member), OWN_FUNCTION);
    let types: Vec<TypeOfKeys> = usable.iter().flat_map(Machine::types).collect();
    let types = names::types(&ty.name, &types);
    let begin = |member: &str| {
        begins.get(member).cloned().unwrap_or_else(|| unreachable!("`{member}` has no function"))
    };
    let values = usable.iter().map(|machine| {
        let begin = begin(machine.member);
        machine.resolve(&ty.name, begin, &types)
    });
    let hidden = (members.get(&keyed.map))
        .is_some_and(|member| context.facts.sensitivity.is_member_hidden(member));
    let mut docs = DocBlock::line(
        Line::from("A value of ")
            + Line::code(&keyed.discriminator)
            + " with the keys of "
            + Line::code(&keyed.map)
            + " that it requires. The compiler checks that none is missing.",
    );
    docs.paragraph([Line::from(
        "Start with the function of a value. Each step takes a required key; optional keys come last.",
    )]);
    for (_, value, said) in said.clone() {
        if let Some(reason) = &said.unusable {
            docs.paragraph([Line::code(value) + " has no function: " + Line::text(reason) + "."]);
        }
    }
    for (_, value) in enum_values.iter().filter(|(_, value)| !keys.values.contains_key(*value)) {
        docs.paragraph([Line::code(value) + " has no function: its keys are not known."]);
    }
    if hidden {
        docs.paragraph([Line::from("Sensitive: `Debug` prints no keys and no values.")]);
    }
    let rules = said.map(|(_, value, said)| rule(keys, value, said)).collect();
    Answer {
        module_docs: DocBlock::line(
            Line::from("A type for each value of ")
                + Line::code(&keyed.discriminator)
                + ", created by the functions of "
                + Line::code(ty.name.as_str())
                + ".",
        ),
        values: values.collect(),
        ty,
        docs,
        hidden,
        rules,
    }
}

/// What is checked of a map.
fn rule(keys: &RequestKeys, value: &str, said: &RequestValue) -> Rule {
    let cases = said.cases.iter().flat_map(|(key, cases)| {
        cases.iter().filter(|(_, needed)| !needed.is_empty()).map(|(case, needed)| {
            let case = if case == ANY { String::new() } else { case.clone() };
            (key.clone(), case, needed.clone())
        })
    });
    match &said.unusable {
        Some(_) => Rule {
            value: value.to_owned(),
            unusable: said.unusable.clone(),
            required: Vec::new(),
            optional: Vec::new(),
            prefixes: Vec::new(),
            cases: Vec::new(),
        },
        None => Rule {
            value: value.to_owned(),
            required: required(keys, said),
            optional: optional(keys, said),
            prefixes: said.patterns.iter().map(|pattern| prefix(pattern).to_owned()).collect(),
            cases: cases.collect(),
            unusable: None,
        },
    }
}

fn required(keys: &RequestKeys, said: &RequestValue) -> Vec<String> {
    keys.required.iter().chain(&said.required).cloned().collect()
}

/// What may be there with every value, but not what this one requires, and its own.
fn optional(keys: &RequestKeys, said: &RequestValue) -> Vec<String> {
    let common = keys.optional.iter().filter(|key| !said.required.contains(key));
    common.chain(&said.optional).cloned().collect()
}

fn prefix(pattern: &str) -> &str {
    pattern.strip_suffix('*').unwrap_or(pattern)
}

/// A value of the enum as steps: which functions there are while which keys are missing.
struct Machine<'k> {
    member: &'k String,
    value: &'k str,
    /// The keys that are missing at the beginning.
    required: Vec<String>,
    /// What can be added at the end.
    options: Vec<Function>,
    /// By the keys that are missing, the functions that give the first of them.
    steps: IndexMap<Vec<String>, Vec<Function>>,
    names: BTreeMap<(String, Option<String>), RustIdent>,
}

/// A function before the types have names: what it puts in, and what is missing after it.
struct Function {
    key: String,
    value: Option<String>,
    is_prefix: bool,
    missing: Vec<String>,
}

impl<'k> Machine<'k> {
    fn of(
        keys: &'k RequestKeys,
        (member, value): (&'k String, &'k str),
        said: &'k RequestValue,
    ) -> Self {
        let required = required(keys, said);
        let mut options: Vec<Function> =
            optional(keys, said).iter().flat_map(|key| functions(said, key, &[])).collect();
        options.extend(said.patterns.iter().map(|pattern| Function {
            key: pattern.clone(),
            value: None,
            is_prefix: true,
            missing: Vec::new(),
        }));
        let mut steps = IndexMap::new();
        let mut pending: Vec<Vec<String>> = vec![required.clone()];
        pending.extend(options.iter().map(|option| option.missing.clone()));
        // The next state last, so that the steps come in the order in which they are gone.
        pending.reverse();
        while let Some(missing) = pending.pop() {
            let Some((key, rest)) = missing.split_first() else { continue };
            if steps.contains_key(&missing) {
                continue;
            }
            let functions = functions(said, key, rest);
            pending.extend(functions.iter().rev().map(|function| function.missing.clone()));
            steps.insert(missing.clone(), functions);
        }
        let all = options.iter().chain(steps.values().flatten());
        let called: Vec<(&str, Option<&str>)> =
            all.map(|function| (function.key.as_str(), function.value.as_deref())).collect();
        let names = names::of_keys(&called, &keys.common.names);
        Self { member, value, required, options, steps, names }
    }

    /// The types that have to have names.
    fn types(&self) -> Vec<TypeOfKeys> {
        let steps = self.steps.keys().map(|missing| self.type_key(missing));
        steps.chain([self.type_key(&[])]).collect()
    }

    fn type_key(&self, missing: &[String]) -> TypeOfKeys {
        match missing {
            [] => TypeOfKeys::Value(self.member.clone()),
            missing => TypeOfKeys::Without(self.member.clone(), missing.to_vec()),
        }
    }

    fn resolve(
        &self,
        whole: &RustIdent,
        begin: RustIdent,
        types: &BTreeMap<TypeOfKeys, RustIdent>,
    ) -> AnswerValue {
        let name = |missing: &[String]| {
            let found = types.get(&self.type_key(missing)).cloned();
            found.unwrap_or_else(|| unreachable!("{missing:?} has no type"))
        };
        let steps: Vec<AnswerStep> = self
            .steps
            .iter()
            .map(|(missing, functions)| AnswerStep {
                name: name(missing),
                functions: functions
                    .iter()
                    .map(|function| self.function(function, Some(name(&function.missing))))
                    .collect(),
            })
            .collect();
        let options = self.options.iter().map(|option| {
            let next = (!option.missing.is_empty()).then(|| name(&option.missing));
            self.function(option, next)
        });
        // A key with known values is shown as one that takes any.
        let given = self.required.iter().map(|key| self.name(key, None));
        let given: String = given.map(|name| format!(".{}(…)", name.written())).collect();
        let made = format!("{}::{}(){given}", whole.written(), begin.written());
        AnswerValue {
            name: name(&[]),
            docs: DocBlock::line(
                Line::code(self.value) + ", created by " + Line::code(&made) + ".",
            ),
            value: self.value.to_owned(),
            begin,
            first: name(&self.required),
            options: options.collect(),
            steps,
        }
    }

    fn function(&self, function: &Function, next: Option<RustIdent>) -> KeyFunction {
        let key = function.key.clone();
        KeyFunction {
            name: self.name(&key, function.value.as_ref()),
            entry: match &function.value {
                _ if function.is_prefix => Entry::Prefixed(prefix(&key).to_owned()),
                Some(value) => Entry::Fixed(key, value.clone()),
                None => Entry::Given(key),
            },
            next,
        }
    }

    fn name(&self, key: &str, value: Option<&String>) -> RustIdent {
        let found = self.names.get(&(key.to_owned(), value.cloned())).cloned();
        found.unwrap_or_else(|| unreachable!("`{key}` has no function"))
    }
}

/// The functions that give a key, while these others are missing too: one for each known value, and one that takes any.
fn functions(said: &RequestValue, key: &str, rest: &[String]) -> Vec<Function> {
    let cases = said.cases.get(key);
    let always = cases.and_then(|cases| cases.get(ANY)).into_iter().flatten();
    let missing = |needed: &[String]| {
        let mut missing: Vec<String> = always.clone().cloned().collect();
        for key in needed.iter().chain(rest) {
            if !missing.contains(key) {
                missing.push(key.clone());
            }
        }
        missing
    };
    let function = |value: Option<&String>, needed: &[String]| Function {
        key: key.to_owned(),
        value: value.cloned(),
        is_prefix: false,
        missing: missing(needed),
    };
    let known = cases.into_iter().flatten().filter(|(value, _)| *value != ANY);
    known
        .map(|(value, needed)| function(Some(value), needed))
        .chain([function(None, &[])])
        .collect()
}
