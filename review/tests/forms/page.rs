//! `docs/review.md` shows the classification as it is, and names every field of the JSON.

use std::collections::BTreeSet;

use expect_test::expect_file;
use serde_json::Value;
use tinsmith_review::form::json;
use tinsmith_review::report::Review;
use tinsmith_review::table::{Row, Topic, rows};

use crate::sample;

const PAGE: &str = include_str!("../../../docs/review.md");
const START: &str = "<!-- table -->\n";
const END: &str = "<!-- end of table -->\n";

#[test]
fn the_page_has_every_row() {
    let (before, rest) = PAGE.split_once(START).expect("the page marks where its table starts");
    let (_, after) = rest.split_once(END).expect("the page marks where its table ends");
    let page = format!("{before}{START}\n{}\n{END}{after}", table());
    expect_file!["../../../docs/review.md"].assert_eq(&page);
}

#[test]
fn the_page_has_every_field_of_the_json() {
    let review =
        Review { crates: vec![sample::much(), sample::other_generator()], ..Review::default() };
    let document = serde_json::from_str(&json::write(&review)).expect("it is JSON");
    let mut names = BTreeSet::new();
    collect_names(&document, &mut names);
    let missing: Vec<String> =
        names.into_iter().filter(|name| !PAGE.contains(&format!("`{name}`"))).collect();
    assert_eq!(missing, [""; 0]);
}

fn collect_names(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                collect_names(value, names);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A table for each topic, in their order; the rows of a topic keep theirs.
fn table() -> String {
    let tables = Topic::ALL.into_iter().map(|topic| {
        let lines: String = rows().filter(|row| row.topic == topic).map(line).collect();
        let head = "| kind | change | callers | step | reason | wire | on the wire |";
        format!("### About {}\n\n{head}\n|---|---|---|---|---|---|---|\n{lines}", topic.name())
    });
    tables.collect::<Vec<_>>().join("\n")
}

fn line(row: &Row) -> String {
    let Row { id, what, why, on_the_wire, .. } = row;
    let (callers, step, wire) = (row.callers.name(), row.step().name(), row.wire.name());
    let callers =
        if row.at_run_time { format!("{callers}, at run time") } else { callers.to_owned() };
    let cells = [*what, *why, *on_the_wire];
    assert!(cells.iter().all(|cell| !cell.contains(['|', '\n'])), "{id} would end its cell");
    format!("| `{id}` | {what} | {callers} | {step} | {why} | {wire} | {on_the_wire} |\n")
}
