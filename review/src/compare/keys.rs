//! Maps whose keys depend on the value of an enum beside them, as overlays say it: the functions that make one, the checks of one, and the variants that say what is in one.
//!
//! In come both versions of an operation; out go drafts, a value of the enum at a time, by what the crates have for it.
//! Structures that are alike share a type, so operations that have it say the same, and are merged into one change.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::item::{Item, Struct};
use tinsmith_codegen::stages::ir::keys::{
    Answer, AnswerValue, Content, Entry, KeyFunction, KeyRule, Question, QuestionField,
};
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::ir::ty::TypeRef;
use tinsmith_codegen::stages::naming::RustIdent;
use tinsmith_codegen::stages::smithy::{Node, ShapeId, traits as ids};

use crate::table::Kind;

use super::view::View;
use super::{Found, Scope, code, traits};

/// What callers can name, with its type or what it leads to.
type Items = BTreeMap<String, String>;

pub(super) fn compare(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let mut changes = requests((found.old, old), (found.new, new));
    changes.extend(responses((found.old, old), (found.new, new)));
    for (kind, detail) in changes {
        found.add_in(Scope::Operation, kind, &new.shape, detail);
    }
}

/// The files of the types that an operation has for such maps.
pub(super) fn files(view: &View<'_>, operation: &Operation) -> Vec<String> {
    let input = structure(view, &operation.input.shape);
    let output = structure(view, &operation.output.shape);
    let answered = input.and_then(|input| input.answered.as_ref()).map(|found| &found.ty);
    let asked = output.and_then(|output| output.asked.as_ref()).map(|found| &found.ty);
    answered.into_iter().chain(asked).map(|ty| ty.place.path()).collect()
}

fn requests(
    (old_view, old): (&View<'_>, &Operation),
    (new_view, new): (&View<'_>, &Operation),
) -> Vec<(Kind, String)> {
    let ids = (&old.input.shape, &new.input.shape);
    let sides = [(old_view, ids.0), (new_view, ids.1)].map(|(view, id)| {
        let answered = structure(view, id)?.answered.as_ref()?;
        let answer = view.krate.answers.iter().find(|answer| answer.ty == answered.ty)?;
        Some((answered.function.as_str(), answer))
    });
    let members = [(old_view, ids.0), (new_view, ids.1)].map(|(view, id)| members(view, id));
    let values = sides.map(|side| side.map(|(_, answer)| answer));
    let mut changes = way(
        (Kind::RequestKeysChanged, Kind::RequestKeysAdded),
        sides.map(|side| side.map(|(function, answer)| (function, &answer.ty))),
    );
    if let [Some(before), Some(after)] = values
        && before.ty.name == after.ty.name
    {
        for value in names(before.rules.iter().chain(&after.rules).map(|rule| &rule.value)) {
            let items = [before, after].map(|answer| of_answer(answer, value));
            let functions = [before, after].map(|answer| of_value(answer, value).1);
            let changed = match functions {
                [Some(before), Some(after)] if takes_every_chain(before, after) => {
                    Kind::RequestKeysAdded
                }
                _ => Kind::RequestKeysChanged,
            };
            let kinds = (changed, Kind::RequestKeysAdded);
            changes.extend(difference(kinds, value, &items).or_else(|| {
                (of_value(before, value) != of_value(after, value))
                    .then(|| (Kind::KeysDiffer, format!("keys of {}", code(value))))
            }));
        }
    }
    if let [Some(before), Some(after)] = members
        && before != after
    {
        // Another enum is another step.
        let kind = if before[0] == after[0] { Kind::KeysDiffer } else { Kind::RequestKeysChanged };
        let [before, after] = [before, after].map(|members| members.map(code).join(" with "));
        changes.push((kind, format!("{before} -> {after}")));
    }
    let roots = values.map(|answer| answer.map(|answer| &answer.ty.shape));
    with_fact(
        changes,
        ids::REQUEST_KEYS,
        [(old_view, ids.0, roots[0]), (new_view, ids.1, roots[1])],
    )
}

fn responses(
    (old_view, old): (&View<'_>, &Operation),
    (new_view, new): (&View<'_>, &Operation),
) -> Vec<(Kind, String)> {
    let ids = (&old.output.shape, &new.output.shape);
    let sides = [(old_view, ids.0), (new_view, ids.1)].map(|(view, id)| {
        let asked = structure(view, id)?.asked.as_ref()?;
        let question = view.krate.questions.iter().find(|question| question.ty == asked.ty)?;
        Some((asked.function.as_str(), question))
    });
    let kinds = (Kind::ResponseKeysChanged, Kind::ResponseKeysAdded);
    let mut changes =
        way(kinds, sides.map(|side| side.map(|(function, question)| (function, &question.ty))));
    let values = sides.map(|side| side.map(|(_, question)| question));
    if let [Some(before), Some(after)] = values
        && before.ty.name == after.ty.name
    {
        let variants = [before, after].map(variants);
        for name in names(variants.iter().flat_map(BTreeMap::keys)) {
            let items = variants.each_ref().map(|of| of.get(name).cloned().unwrap_or_default());
            changes.extend(difference(kinds, name, &items).or_else(|| {
                (keys_of(before, name) != keys_of(after, name))
                    .then(|| (Kind::KeysDiffer, format!("keys of {}", code(name))))
            }));
        }
    }
    let roots = values.map(|question| question.map(|question| &question.ty.shape));
    with_fact(
        changes,
        ids::RESPONSE_KEYS,
        [(old_view, ids.0, roots[0]), (new_view, ids.1, roots[1])],
    )
}

/// The enum and the map of a request.
fn members<'a>(view: &View<'a>, input: &ShapeId) -> Option<[&'a str; 2]> {
    let input = structure(view, input)?;
    let answered = input.answered.as_ref()?;
    let member = |at: usize| Some(input.fields.get(at)?.member.as_str());
    Some([member(answered.discriminator)?, member(answered.map)?])
}

fn structure<'a>(view: &View<'a>, id: &ShapeId) -> Option<&'a Struct> {
    match view.item(id)? {
        Item::Struct(item) => Some(item),
        Item::Union(_) | Item::Enum(_) => None,
    }
}

/// The function that leads to the type, and that type.
fn way(
    (changed, added): (Kind, Kind),
    sides: [Option<(&str, &TypeRef)>; 2],
) -> Vec<(Kind, String)> {
    let way = |(function, ty): (&str, &TypeRef)| code(&format!("{function}: {}", ty.name));
    match sides.map(|side| side.map(way)) {
        [None, Some(after)] => vec![(added, format!("it has {after}"))],
        [Some(before), None] => vec![(changed, format!("{before} is gone"))],
        [Some(before), Some(after)] if before != after => {
            vec![(changed, format!("{before} -> {after}"))]
        }
        _ => Vec::new(),
    }
}

/// What callers see of one value of the enum: nothing, more, or something else.
fn difference(
    (changed, added): (Kind, Kind),
    value: &str,
    [before, after]: &[Items; 2],
) -> Option<(Kind, String)> {
    let value = code(value);
    match (before.is_empty(), after.is_empty()) {
        (true, false) => {
            return Some((added, format!("{value} is covered now: {}", list(after.keys()))));
        }
        (false, true) => return Some((changed, format!("{value} is no longer covered"))),
        _ => {}
    }
    let gone: Vec<String> =
        before.keys().filter(|item| !after.contains_key(*item)).cloned().collect();
    let new: Vec<String> =
        after.keys().filter(|item| !before.contains_key(*item)).cloned().collect();
    let other: Vec<String> = before
        .iter()
        .filter_map(|(item, ty)| Some((item, ty, after.get(item)?)))
        .filter(|(_, before, after)| before != after)
        .map(|(item, before, after)| format!("{item}: {before} -> {after}"))
        .collect();
    let kind = if gone.is_empty() && other.is_empty() { added } else { changed };
    let parts = [("gone", gone), ("new", new), ("changed", other)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(what, items)| format!("{what} {}", list(items.iter())))
        .collect();
    (!parts.is_empty()).then(|| (kind, format!("{value}: {}", parts.join("; "))))
}

fn list<'t>(items: impl Iterator<Item = &'t String>) -> String {
    items.map(|item| code(item)).collect::<Vec<_>>().join(", ")
}

fn names<'t>(all: impl Iterator<Item = &'t String>) -> BTreeSet<&'t String> {
    all.collect()
}

/// The functions of one value: what begins it, each step, and what can be added.
fn of_answer(answer: &Answer, value: &str) -> Items {
    let found = answer.values.iter().find(|found| found.value == value);
    found.map(functions).unwrap_or_default()
}

fn functions(value: &AnswerValue) -> Items {
    let begin = (format!("{}()", value.begin), value.first.as_str().to_owned());
    let of = |ty: &str, function: &KeyFunction| {
        let taken = match &function.entry {
            Entry::Given(_) => "value",
            Entry::Fixed(..) => "",
            Entry::Prefixed(_) => "name, value",
        };
        let next = function.next.as_ref().map_or(ty, |next| next.as_str());
        (format!("{ty}::{}({taken})", function.name), next.to_owned())
    };
    let options = value.options.iter().map(|option| of(value.name.as_str(), option));
    let steps = value.steps.iter().flat_map(|step| {
        step.functions.iter().map(move |function| of(step.name.as_str(), function))
    });
    [begin].into_iter().chain(options).chain(steps).collect()
}

/// Whether everything that programs write with the functions of a value still compiles: each chain of calls is there, from
/// the one that begins it to the whole. What is between two calls has no name in a program, so a step may become an option.
fn takes_every_chain(before: &AnswerValue, after: &AnswerValue) -> bool {
    before.begin == after.begin
        && before.name == after.name
        && follows([before, after], [&before.first, &after.first], &mut BTreeSet::new())
}

/// Whether every call that can be made on a type of the old functions can be made on this type of the new ones, and all behind it.
fn follows<'a>(
    values: [&'a AnswerValue; 2],
    types: [&'a RustIdent; 2],
    seen: &mut BTreeSet<[&'a str; 2]>,
) -> bool {
    let [before, after] = values;
    // An option gives the type that it is called on.
    if !seen.insert(types.map(RustIdent::as_str)) {
        return true;
    }
    let is_whole = |value: &AnswerValue, ty: &RustIdent| value.name == *ty;
    let calls = |value: &'a AnswerValue, ty: &RustIdent| {
        let step = value.steps.iter().find(|step| step.name == *ty);
        step.map_or(&value.options, |step| &step.functions)
    };
    let takes_as_much =
        |one: &Entry, other: &Entry| std::mem::discriminant(one) == std::mem::discriminant(other);
    (is_whole(after, types[1]) || !is_whole(before, types[0]))
        && calls(before, types[0]).iter().all(|old| {
            let mut candidates = calls(after, types[1]).iter();
            let new = candidates
                .find(|new| new.name == old.name && takes_as_much(&new.entry, &old.entry));
            new.is_some_and(|new| {
                let next =
                    [old.next.as_ref().unwrap_or(types[0]), new.next.as_ref().unwrap_or(types[1])];
                follows(values, next, seen)
            })
        })
}

/// What is checked of one value, and the keys behind its functions.
fn of_value<'a>(answer: &'a Answer, value: &str) -> (Option<&'a KeyRule>, Option<&'a AnswerValue>) {
    let rule = answer.rules.iter().find(|rule| rule.value == value);
    (rule, answer.values.iter().find(|found| found.value == value))
}

/// The variants with their fields and the types of those. That a variant is there is an item of its own, since it can have none.
fn variants(question: &Question) -> BTreeMap<String, Items> {
    let fields = |fields: &[QuestionField]| -> Items {
        let ty = |field: &QuestionField| match &field.content {
            Content::Text(_) => "text".to_owned(),
            Content::Array(_) => "array".to_owned(),
            Content::Object(_) => "object".to_owned(),
            Content::Member(at) => member(question, *at),
            Content::Rest(_) => "entries".to_owned(),
        };
        fields.iter().map(|field| (field.name.to_string(), ty(field))).collect()
    };
    let mut all: BTreeMap<String, Items> = question
        .variants
        .iter()
        .map(|variant| (variant.name.to_string(), fields(&variant.fields)))
        .collect();
    all.insert("Unknown".to_owned(), fields(&question.common));
    if let Some((name, at)) = &question.done {
        all.insert(name.to_string(), [("0".to_owned(), member(question, *at))].into());
    }
    for (name, items) in &mut all {
        items.insert(format!("{}::{name}", question.ty.name), String::new());
    }
    all
}

fn member(question: &Question, at: usize) -> String {
    let part = question.parts.get(at).map(|part| format!("member {}", part.name));
    part.unwrap_or_default()
}

/// The keys behind the fields of a variant.
fn keys_of<'q>(question: &'q Question, variant: &str) -> Vec<Vec<&'q String>> {
    let mut variants = question.variants.iter();
    let found = variants.find(|found| found.name.as_str() == variant);
    let fields = found.into_iter().flat_map(|variant| &variant.fields);
    let keys = fields.map(|field| match &field.content {
        Content::Text(key) | Content::Array(key) | Content::Object(key) => vec![key],
        Content::Rest(keys) => keys.iter().collect(),
        Content::Member(_) => Vec::new(),
    });
    keys.collect()
}

/// What differs in the trait alone is told too.
fn with_fact(
    mut changes: Vec<(Kind, String)>,
    name: &str,
    sides: [(&View<'_>, &ShapeId, Option<&ShapeId>); 2],
) -> Vec<(Kind, String)> {
    let value = |view: &View<'_>, id: &ShapeId| -> Option<Node> {
        view.shape(id)?.traits.get(name).cloned()
    };
    let said =
        sides.map(|(view, id, root)| (value(view, id), root.and_then(|root| value(view, root))));
    if changes.is_empty() && said[0] != said[1] {
        let is_own = said[0].0 != said[1].0;
        let [before, after] =
            said.each_ref().map(|(own, root)| if is_own { own } else { root }.as_ref());
        changes.push((Kind::FactWithoutEffect, traits::detail(name, before, after)));
    }
    changes
}
