//! Words of our own for the cases that endpoint rules refuse.
//!
//! The fact is which settings are refused and that two rules, or a rule and a test, mean the same refusal.
//! So each message becomes one made from the conditions that lead to it, the same one wherever the message stands:
//! `no endpoint when Endpoint is set and UseFIPS is true`.
//! A test that expects a message of no rule cannot be kept and is dropped.

mod diagram;

use indexmap::IndexMap;

use crate::smithy::traits::{ENDPOINT_BDD, ENDPOINT_RULE_SET, ENDPOINT_TESTS};
use crate::smithy::{Node, Traits};

/// Replaces the messages in the rules and in their tests.
pub(super) fn replace(traits: &mut Traits) {
    let mut messages = Messages::default();
    if let Some(rules) =
        traits.get_mut(ENDPOINT_RULE_SET).and_then(|rules| field_mut(rules, "rules"))
    {
        replace_in_rules(rules, &[], &mut messages);
    }
    if let Some(diagram) = traits.get_mut(ENDPOINT_BDD) {
        let mut paths = diagram::paths(diagram);
        if let Some(Node::Array(results)) = field_mut(diagram, "results") {
            for (index, result) in results.iter_mut().enumerate() {
                let path = paths.remove(&index).unwrap_or_default();
                replace_error(result, &mut messages, || no_endpoint(&path));
            }
        }
    }
    if let Some(Node::Array(cases)) =
        traits.get_mut(ENDPOINT_TESTS).and_then(|tests| field_mut(tests, "testCases"))
    {
        cases.retain_mut(|case| {
            match field_mut(case, "expect").and_then(|expect| field_mut(expect, "error")) {
                Some(Node::String(error)) => match messages.for_text(error) {
                    Some(own) => {
                        *error = own.to_owned();
                        true
                    }
                    None => false,
                },
                _ => true,
            }
        });
    }
}

/// Our message for each of the vendor's, whose placeholders are empty.
#[derive(Default)]
struct Messages(IndexMap<String, String>);

impl Messages {
    fn replace(&mut self, theirs: &str, own: impl FnOnce() -> String) -> String {
        let theirs = without_names(theirs);
        if let Some(known) = self.0.get(&theirs) {
            return known.clone();
        }
        let own = own();
        let same = self.0.values().filter(|other| other.starts_with(&own)).count();
        let own = if same > 0 { format!("{own} ({})", same + 1) } else { own };
        self.0.insert(theirs, own.clone());
        own
    }

    /// Our message for a text that a rule produces; the rule may have placeholders where the text has values.
    fn for_text(&self, text: &str) -> Option<&str> {
        let exact = self.0.get(text);
        let found = exact
            .or_else(|| self.0.iter().find(|(theirs, _)| fits(theirs, text)).map(|(_, own)| own));
        found.map(String::as_str)
    }
}

/// A template with its placeholders emptied: rules that say the same of different values mean the same refusal, and a test cannot tell them apart.
fn without_names(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, (_, after))) =
        rest.split_once('{').and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        text.push_str(before);
        text.push_str("{}");
        rest = after;
    }
    text + rest
}

/// Whether a text can come from a template: `{…}` stands for anything.
fn fits(template: &str, text: &str) -> bool {
    let mut rest = text;
    let mut template = template;
    let mut anywhere = false;
    loop {
        let (literal, after) = match template.split_once('{') {
            Some((literal, placeholder)) => {
                (literal, placeholder.split_once('}').map(|(_, after)| after))
            }
            None => (template, None),
        };
        let Some(after) = after else {
            // Without a placeholder an end is an end.
            return if anywhere { rest.ends_with(template) } else { rest == template };
        };
        let found =
            if anywhere { rest.find(literal) } else { rest.starts_with(literal).then_some(0) };
        let Some(start) = found else { return false };
        rest = rest.get(start + literal.len()..).unwrap_or_default();
        template = after;
        anywhere = true;
    }
}

/// Goes through a list of rules; `path` says in words what holds when the list is reached.
fn replace_in_rules(rules: &mut Node, path: &[String], messages: &mut Messages) {
    let Node::Array(rules) = rules else { return };
    let mut earlier = Vec::new();
    for rule in rules {
        let conditions: Vec<String> = rule
            .get("conditions")
            .and_then(Node::as_array)
            .unwrap_or_default()
            .iter()
            .map(|condition| describe(condition, true))
            .collect();
        let mut path = path.to_vec();
        if conditions.is_empty() {
            // A rule without conditions is what is left when those before it do not hold.
            path.append(&mut earlier);
        } else {
            path.extend(conditions);
        }
        earlier.extend(opposite(rule));
        replace_error(rule, messages, || no_endpoint(&path));
        if let Some(nested) = field_mut(rule, "rules") {
            replace_in_rules(nested, &path, messages);
        }
    }
}

fn no_endpoint(path: &[String]) -> String {
    if path.is_empty() {
        "no endpoint".to_owned()
    } else {
        format!("no endpoint when {}", path.join(" and "))
    }
}

/// That the conditions of a rule do not all hold.
fn opposite(rule: &Node) -> Option<String> {
    match rule.get("conditions").and_then(Node::as_array)? {
        [] => None,
        [single] => Some(describe(single, false)),
        several => {
            let all: Vec<String> =
                several.iter().map(|condition| describe(condition, true)).collect();
            Some(format!("not ({})", all.join(" and ")))
        }
    }
}

fn replace_error(rule: &mut Node, messages: &mut Messages, own: impl FnOnce() -> String) {
    // A message may also be a value that is computed; it has no words of its own then.
    if let Some(Node::String(theirs)) = field_mut(rule, "error") {
        *theirs = messages.replace(theirs, own);
    }
}

/// A condition in words, or its opposite.
fn describe(condition: &Node, holds: bool) -> String {
    let function = condition.get("fn").and_then(Node::as_str).unwrap_or("a condition");
    let arguments = condition.get("argv").and_then(Node::as_array).unwrap_or_default();
    let not = if holds { "" } else { "not " };
    match (function, arguments) {
        ("not", [negated]) => describe(negated, !holds),
        ("isSet", [value]) => format!("{} is {not}set", argument(value)),
        ("aws.partition", [value]) => {
            format!("the partition of {} is {not}known", argument(value))
        }
        ("booleanEquals", [value, Node::Bool(wanted)] | [Node::Bool(wanted), value]) => {
            format!("{} is {}", argument(value), *wanted == holds)
        }
        ("stringEquals" | "booleanEquals", [left, right]) => {
            // The setting first, the value after it.
            let (left, right) = if left.as_str().is_some() { (right, left) } else { (left, right) };
            format!("{} is {not}{}", argument(left), argument(right))
        }
        _ => format!("{not}{}", call(function, arguments)),
    }
}

fn argument(node: &Node) -> String {
    if let Some(name) = node.get("ref").and_then(Node::as_str) {
        return name.to_owned();
    }
    if let Some(function) = node.get("fn").and_then(Node::as_str) {
        let arguments = node.get("argv").and_then(Node::as_array).unwrap_or_default();
        return match (function, arguments) {
            ("getAttr", [value, Node::String(path)]) => format!("{}.{path}", argument(value)),
            _ => call(function, arguments),
        };
    }
    match node {
        // A message may be a template; what stands here for a value is none of its own.
        Node::String(text) => format!("`{}`", text.replace('{', "<").replace('}', ">")),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.to_string(),
        _ => node.kind().to_owned(),
    }
}

fn call(function: &str, arguments: &[Node]) -> String {
    let arguments: Vec<String> = arguments.iter().map(argument).collect();
    format!("{function}({})", arguments.join(", "))
}

fn field_mut<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    match node {
        Node::Object(members) => members.get_mut(key),
        _ => None,
    }
}
