//! `docs/answers.md`: the table as Markdown.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use tinsmith_tests::sdk::root;

use super::table::Row;

const INTRODUCTION: &str = "\
# Odd answers

A generated client reads responses as strictly as its types ask for, and errors as far as they can be read:

* A response of success is read whole or not at all. What does not fit is a `ResponseError`, which names the member and what was expected there. It never shows a value, so you can log it.
* A response of success that cannot be read is not requested again: the service has done its part. A retry takes place only where HTTP shows that something is missing: the connection breaks off, or the body is shorter than its `content-length` or lacks its last chunk.
* An empty body is an error where the model requires a member of the response. Elsewhere, it is a response without members.
* An error of the service keeps its code, whatever is wrong with the rest of the document. So what is retried does not depend on a message that was cut in the middle of a character.
* What is new is no error: unknown members are skipped, unknown enum values are kept, an unknown member of a union is its variant `Unknown`.

The tables compare that with botocore 1.43.106 and the official Rust crates `aws-sdk-cognitoidentityprovider` 1.144.0, `aws-sdk-dynamodbstreams` 1.122.0 and `aws-sdk-forecastquery` 1.119.0.
All three are sent the same bytes. They make up to three attempts, and the tables say how many if it was not one.
The two last crates read numbers with an older parser than the first.

Bodies come with status 200, in the last table with 400, unless another is named.

An outcome is the response as JSON, or code and message of the service's error, or `error`: an exception, or an error of the client.
*The same* means the same as ours. Ours is what `cargo test -p tinsmith-tests --test it answers` asserts; CONTRIBUTING says how to measure the others.
";

pub(super) fn of(rows: &[Row]) -> String {
    let mut page = INTRODUCTION.to_owned();
    let mut group = "";
    for row in rows {
        if row.group != group {
            group = &row.group;
            let _ = write!(
                page,
                "\n## {group}\n\n| answer | botocore | official crate | ours |\n|---|---|---|---|\n"
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

/// Code in the cell of a table.
fn code(text: &str) -> String {
    format!("`{}`", text.trim().replace('|', "\\|"))
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
