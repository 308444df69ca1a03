//! `docs/challenges.md`: its examples are compiled, and its table is that of the generated crate.

use std::collections::BTreeMap;

use tinsmith_codegen::stages::ir::keys::{
    Answer, AnswerValue, Entry, KeyRule, Question, QuestionVariant,
};
use tinsmith_tests::{readme, sdk};

const PAGE: &str = "docs/challenges.md";
const SOURCE: &str = include_str!("page/examples.rs");
const HEAD: &str = "|---|---|---|---|\n";

mod examples;

#[test]
fn the_page_shows_what_is_compiled() {
    let blocks = readme::blocks_of(PAGE, "rust");
    assert_eq!(blocks.len(), 2, "an example is missing");
    for block in blocks {
        assert!(
            SOURCE.contains(&block),
            "not in tests/tests/it/challenges/page/examples.rs:\n{block}"
        );
    }
    assert!(examples::started().auth_parameters.is_some_and(|map| map.len() == 2));
}

#[test]
fn the_page_has_every_challenge() {
    let krate = sdk::first().generate().krate;
    let answer = krate.answers.iter().find(|of| of.ty.name.as_str() == "ChallengeAnswer");
    let question = krate.questions.iter().find(|of| of.ty.name.as_str() == "Challenge");
    let (answer, question) = answer.zip(question).expect("the overlay is applied");
    let table = table(answer, question);
    let path = sdk::root().join(PAGE);
    let page = std::fs::read_to_string(&path).expect("the page is there");
    let start = page.find(HEAD).expect("the table has a head") + HEAD.len();
    let end = page[start..].find("\n\n").map_or(page.len(), |at| start + at + 1);
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        let page = format!("{}{table}{}", &page[..start], &page[end..]);
        std::fs::write(path, page).expect("the page can be written");
        return;
    }
    assert_eq!(&page[start..end], table, "UPDATE_EXPECT=1 writes the table");
}

/// A row for each name, in the model's order.
fn table(answer: &Answer, question: &Question) -> String {
    let values: BTreeMap<&str, &AnswerValue> =
        answer.values.iter().map(|value| (value.value.as_str(), value)).collect();
    let rows = answer.rules.iter().zip(&question.variants);
    let rows: String = rows.map(|(rule, variant)| row(rule, variant, &values)).collect();
    assert_eq!(rows.lines().count(), 16, "a name is missing");
    rows
}

fn row(rule: &KeyRule, variant: &QuestionVariant, values: &BTreeMap<&str, &AnswerValue>) -> String {
    let common = ["session", "user_id_for_srp"];
    let fields = variant.fields.iter().map(|field| field.name.written());
    let fields: Vec<String> = fields.filter(|name| !common.contains(&name.as_str())).collect();
    let question = match fields.as_slice() {
        [] => format!("`{}`", variant.name),
        fields => format!("`{} {{ {} }}`", variant.name, fields.join(", ")),
    };
    let (call, keys) = match values.get(rule.value.as_str()) {
        None => {
            let reason = rule.unusable.as_deref().unwrap_or_default();
            (format!("none: {reason}"), String::new())
        }
        Some(value) => (format!("`{}()`", value.begin), keys(rule, value)),
    };
    format!("| `{}` | {question} | {call} | {keys} |\n", rule.value)
}

fn keys(rule: &KeyRule, value: &AnswerValue) -> String {
    let required = rule.required.iter().map(|key| format!("`{key}`"));
    let given = value.options.iter().map(|option| match &option.entry {
        Entry::Given(key) => format!("(`{key}`)"),
        Entry::Fixed(key, value) => format!("(`{key}` = `{value}`)"),
        Entry::Prefixed(prefix) => format!("(`{prefix}*`)"),
    });
    let given = given.filter(|key| !key.contains("SECRET_HASH") && key != "(`DEVICE_KEY`)");
    let cases = rule.cases.iter().map(|(key, value, needed)| {
        let needed: Vec<String> = needed.iter().map(|key| format!("`{key}`")).collect();
        format!("{} with `{key}` = `{value}`", needed.join(", "))
    });
    required.chain(given).chain(cases).collect::<Vec<_>>().join(", ")
}
