//! The cases that a model brings for its rules.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::ir::endpoint::{ParamValue, Setting, TestCase};
use crate::naming::RustIdent;
use crate::naming::free::free_name;
use crate::naming::words::value_name;
use crate::smithy::Node;
use crate::smithy::traits::ENDPOINT_TESTS;

use super::outcome;
use super::parameters::Parameter;
use super::scope::{Place, Problems, Scope, Type};

/// The longest name that a test gets from its parameters.
const LONGEST_NAME: usize = 80;

/// Reads every case; its place is given from the trait's name on, since the rules are a trait of their own.
pub(super) fn read(
    tests: &Node,
    parameters: &IndexMap<String, Parameter>,
    problems: &mut Problems,
) -> Vec<TestCase> {
    let place = Place::new(ENDPOINT_TESTS).key("testCases");
    let Some(cases) = tests.get("testCases").and_then(Node::as_array) else {
        problems.add(&place, "expected a list of cases");
        return Vec::new();
    };
    let mut names = BTreeSet::new();
    let mut found = Vec::new();
    for (index, node) in cases.iter().enumerate() {
        if let Some(mut case) = case(node, parameters, &place.index(index), problems) {
            let wanted = case.name.to_string();
            case.name =
                RustIdent::new(free_name(&wanted, "_", |name| names.insert(name.to_owned())));
            found.push(case);
        }
    }
    found
}

fn case(
    node: &Node,
    parameters: &IndexMap<String, Parameter>,
    place: &Place,
    problems: &mut Problems,
) -> Option<TestCase> {
    let mut params = Vec::new();
    let mut name = Vec::new();
    for (key, value) in node.get("params").and_then(Node::as_object).into_iter().flatten() {
        let place = place.key("params").key(key);
        let Some(parameter) = parameters.get(key) else {
            problems.add(&place, "the rules have no such parameter");
            return None;
        };
        let Some(found) = param(value, &parameter.ty) else {
            return problems.expected(&place, &parameter.ty.to_string(), value.kind());
        };
        // What is off anyway need not be said.
        let is_default =
            found == ParamValue::Flag(false) && matches!(parameter.setting, Setting::Field(_));
        if !is_default {
            name.extend(word(key, &parameter.setting, &found));
            params.push((parameter.setting.clone(), found));
        }
    }
    let expect = place.key("expect");
    let expected =
        match node.get("expect").map(|expect| (expect.get("endpoint"), expect.get("error"))) {
            Some((Some(endpoint), None)) => {
                let place = expect.key("endpoint");
                let literal = endpoint_without_templates(endpoint);
                Ok(outcome::read(&literal, &Scope::default(), &place, problems)?)
            }
            Some((None, Some(Node::String(error)))) => Err(error.clone()),
            _ => return problems.expected(&expect, "an `endpoint` or an `error`", "neither"),
        };
    Some(TestCase { name: test_name(&name), params, expected })
}

/// A test says what comes out, so a brace in it is a brace.
fn endpoint_without_templates(node: &Node) -> Node {
    match node {
        Node::String(text) => Node::String(text.replace('{', "{{").replace('}', "}}")),
        Node::Array(elements) => {
            Node::Array(elements.iter().map(endpoint_without_templates).collect())
        }
        Node::Object(members) => Node::Object(
            members
                .iter()
                .map(|(key, value)| (key.clone(), endpoint_without_templates(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

fn param(node: &Node, ty: &Type) -> Option<ParamValue> {
    match ty {
        Type::Flag => node.as_bool().map(ParamValue::Flag),
        Type::Texts => {
            let texts = node.as_array()?.iter().map(|text| text.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map(ParamValue::Texts)
        }
        _ => node.as_str().map(|text| ParamValue::Text(text.to_owned())),
    }
}

/// What a parameter adds to the name of a test.
fn word(key: &str, setting: &Setting, value: &ParamValue) -> Option<String> {
    let key = value_name(key);
    Some(match (setting, value) {
        (Setting::Field("region"), ParamValue::Text(region)) if !region.is_empty() => {
            value_name(region)
        }
        (Setting::Field("use_fips"), _) => "fips".to_owned(),
        (_, ParamValue::Flag(true)) => key.trim_start_matches("use_").to_owned(),
        (_, ParamValue::Flag(false)) => format!("not_{}", key.trim_start_matches("use_")),
        _ => key,
    })
}

fn test_name(words: &[String]) -> RustIdent {
    let mut name = String::new();
    for word in words {
        if name.len() + word.len() >= LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(word);
    }
    if name.is_empty() || crate::naming::reserved::is_keyword(&name) {
        name.insert_str(0, if name.is_empty() { "nothing" } else { "with_" });
    }
    RustIdent::new(name)
}
