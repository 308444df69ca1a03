//! `docs/answers.md`: the table as Markdown.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use tinsmith_tests::sdk::root;

use super::table::Row;

const INTRODUCTION: &str = "\
# Unusual responses

This page shows how a generated client reads responses that do not match the model, and compares it with botocore and the official Rust crates.
Read it to find out what your program receives when a service, a proxy or a test server sends something unexpected.

## Rules

* **A successful response** is read completely or not at all. A mismatch is a `ResponseError`, which names the member and what was expected. It never contains a value, so you can log it.
* **An unreadable successful response** is not retried, because the service has already completed the operation. The client retries only if HTTP shows that the response is incomplete: the connection closed early, the body is shorter than its `content-length`, or the last chunk is missing.
* **An empty body** is an error if the model requires a member of the response. Otherwise it is a response without members.
* **An error of the service** keeps its code, even if the rest of the body is not readable. A damaged message therefore does not prevent a retry.
* **New values** are not errors. Unknown members are ignored, unknown enum values are kept, and an unknown member of a union is the variant `Unknown`.

## How to read the tables

The first column is the response. Its status is 200, or 400 in the table *Errors*, unless the row has another.
The other columns are the results: the response as JSON; the code and the message of the service's error; or `error` for an exception or an error of the client.
*The same* means the same result as a generated client, in the last column. Each client makes up to three attempts; the tables show the number of requests if there was more than one.

All clients received the same bytes. The versions are botocore 1.43.106, and the official Rust crates `aws-sdk-cognitoidentityprovider` 1.144.0, `aws-sdk-dynamodbstreams` 1.122.0 and `aws-sdk-forecastquery` 1.119.0.
The last two crates use an older parser for numbers than the first.
Run `cargo test -p tinsmith-tests --test it answers` to check the results of the generated client. `CONTRIBUTING.md` describes how to measure the other clients.
";

pub(super) fn of(rows: &[Row]) -> String {
    let mut page = INTRODUCTION.to_owned();
    let mut group = "";
    for row in rows {
        if row.group != group {
            group = &row.group;
            let _ = write!(
                page,
                "\n## {group}\n\n| response | botocore | official crate | generated client |\n|---|---|---|---|\n"
            );
        }
        let same = |is_same: bool, outcome: &str| {
            if is_same { "the same".to_owned() } else { code(outcome) }
        };
        let why = row.why.as_ref().map(|why| format!(". {why}")).unwrap_or_default();
        let _ = writeln!(
            page,
            "| {} | {} | {} | {}{why} |",
            answer(row),
            same(row.is_as_botocore(), &row.botocore),
            same(row.is_as_official(), &row.official),
            code(&row.ours),
        );
    }
    page
}

/// What is odd, and the bytes.
fn answer(row: &Row) -> String {
    let mut text = row.what.clone();
    if let Some(status) = row.status.filter(|status| *status != 400) {
        let _ = write!(text, "; status {status}");
    }
    for (name, value) in &row.headers {
        let _ = write!(text, "; {}", code(&format!("{name}: {value}")));
    }
    if !row.shown().trim().is_empty() {
        let _ = write!(text, ": {}", code(row.shown()));
    }
    text
}

/// Code in the cell of a table. Text with backticks takes a longer fence (CommonMark 0.31, section 6.1).
fn code(text: &str) -> String {
    let text = text.trim().replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn path() -> PathBuf {
    root().join("docs/answers.md")
}

pub(super) fn read() -> String {
    fs::read_to_string(path()).unwrap_or_default()
}

pub(super) fn write(page: &str) {
    fs::write(path(), page).expect("the page can be written");
}
