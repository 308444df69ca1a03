//! What is done with maps whose keys depend on an enum: each way to make one, and each variant and field of what is read.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::ir::item::{Item, Struct};
use tinsmith_codegen::stages::ir::keys::{
    AnswerValue, Answered, Content, Entry, KeyFunction, Question,
};
use tinsmith_codegen::stages::ir::operation::Operation;

use super::types::ident;
use super::{Maker, Sort, Use};

pub(super) fn uses(maker: &Maker<'_>, operation: &Operation, uses: &mut Vec<Use>) {
    let krate = &maker.version.generated.krate;
    let mut lines = Vec::new();
    if let Some(Item::Struct(input)) = krate.items.get(&operation.input.shape)
        && let Some(answered) = &input.answered
        && let Some(answer) = krate.answers.iter().find(|answer| answer.ty == answered.ty)
    {
        let path = maker.names().path(&answer.ty);
        lines.extend(taken(maker, input, answered, &path));
        for value in &answer.values {
            lines.extend(made(value).into_iter().map(|chain| {
                format!("fn made() -> {path} {{ {path}::{}(){chain}.into() }}", ident(&value.begin))
            }));
        }
    }
    if let Some(Item::Struct(output)) = krate.items.get(&operation.output.shape)
        && let Some(asked) = &output.asked
        && let Some(question) = krate.questions.iter().find(|question| question.ty == asked.ty)
    {
        let path = maker.names().path(&question.ty);
        let of = maker.names().path(&output.ty);
        let function = ident(&asked.function);
        lines.push(format!("fn asked(it: &{of}) -> {path} {{ it.{function}() }}"));
        lines.extend(matched(question, &path));
    }
    uses.extend(lines.into_iter().map(|code| Use {
        sort: Sort::Keys,
        subject: operation.shape.clone(),
        part: None,
        names: BTreeSet::from([operation.shape.clone()]),
        code,
    }));
}

/// A request that takes what goes with a value, in place of the value; `None` where the map has to be given too.
fn taken(maker: &Maker<'_>, input: &Struct, answered: &Answered, answer: &str) -> Option<String> {
    let (value, map) = (input.fields.get(answered.discriminator)?, input.fields.get(answered.map)?);
    let (names, mut given) = (maker.names(), input.arguments());
    if given.iter().any(|field| field.name == map.name) {
        return None;
    }
    given.retain(|field| field.name != value.name);
    let given: String = given
        .iter()
        .map(|field| format!("{}: {}, ", field.name.written(), names.argument(field)))
        .collect();
    let made = input.made_of(|field| field.name.written());
    let step = format!("{0}({0})", value.name.written());
    let taken = made.replacen(&step, &format!("{}(answer)", ident(&answered.function)), 1);
    let taken = taken.strip_prefix(&input.ty.name.written())?;
    let path = names.path(&input.ty);
    Some(format!("fn taken({given}answer: {answer}) -> {path} {{ {path}{taken} }}"))
}

/// The calls behind the function that begins a value: every way to the whole, and one with each option.
fn made(value: &AnswerValue) -> Vec<String> {
    let ways = completed(value, value.first.as_str(), String::new());
    let least = ways.first().cloned().unwrap_or_default();
    let options = value.options.iter().flat_map(|option| {
        let next = option.next.as_ref().map_or(value.name.as_str(), |next| next.as_str());
        completed(value, next, format!("{least}{}", call(option)))
    });
    options.chain(ways.clone()).collect()
}

fn completed(value: &AnswerValue, at: &str, calls: String) -> Vec<String> {
    let Some(step) = value.steps.iter().find(|step| step.name.as_str() == at) else {
        return vec![calls];
    };
    let functions = step.functions.iter();
    let completed = functions.flat_map(|function| {
        let next = function.next.as_ref().map_or(at, |next| next.as_str());
        completed(value, next, format!("{calls}{}", call(function)))
    });
    completed.collect()
}

fn call(function: &KeyFunction) -> String {
    let given = match &function.entry {
        Entry::Given(_) => "\"a\"",
        Entry::Fixed(..) => "",
        Entry::Prefixed(_) => "\"a\", \"b\"",
    };
    format!(".{}({given})", ident(&function.name))
}

fn matched(question: &Question, path: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for variant in &question.variants {
        let name = ident(&variant.name);
        lines.push(format!(
            "fn is(it: &{path}) -> bool {{ matches!(it, {path}::{name} {{ .. }}) }}"
        ));
        for field in &variant.fields {
            let ty = match &field.content {
                Content::Text(_) => "Option<String>",
                Content::Array(_) => "tinsmith_runtime::primitives::JsonArray",
                Content::Object(_) => "tinsmith_runtime::primitives::JsonObject",
                Content::Rest(_) => "std::collections::HashMap<String, String>",
                // The uses of the response's fields tell of its type.
                Content::Member(_) => "_",
            };
            let field = ident(&field.name);
            lines.push(format!(
                "fn read(it: {path}) {{ if let {path}::{name} {{ {field}: found, .. }} = it {{ let _: {ty} = found; }} }}"
            ));
        }
    }
    if let Some((name, _)) = &question.done {
        let name = ident(name);
        lines.push(format!("fn is(it: &{path}) -> bool {{ matches!(it, {path}::{name}(_)) }}"));
    }
    lines
}
