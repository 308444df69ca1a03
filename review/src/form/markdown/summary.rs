//! What a reader sees first: the verdict, a table of the crates, and what was compared.

use super::escape::{code, code_in_cell};
use crate::form::words;
use crate::report::{CrateReview, Review, Side};
use crate::table::Callers;

/// The largest step that a crate has to take.
pub(super) fn verdict(review: &Review) -> String {
    let mut text = format!("## API changes: **{}**\n", review.step().name());
    text.extend(words::refused(review, code).map(|refused| format!("\n{refused}\n")));
    text
}

/// The head of the table; one row follows for each crate.
pub(super) const TABLE: &str = "
| crate | version | breaking | additive | others | old programs | files |
|---|---|--:|--:|--:|---|--:|
";

/// What a reader wants to know first of a crate.
pub(super) fn row(review: &CrateReview) -> String {
    let programs = words::tally_on_wire(review.changes.iter());
    let programs = programs.unwrap_or_else(|| "work".to_owned());
    let (package, step) = (code_in_cell(&review.package), review.step().name());
    let [breaking, additive, others] = Callers::ALL.map(|callers| review.count(callers));
    let files = review.files.len();
    format!(
        "| {package} | **{step}** | {breaking} | {additive} | {others} | {programs} | {files} |\n"
    )
}

/// What was compared, and what is generated from it.
pub(super) fn comparison(review: &CrateReview) -> String {
    let side = |side: &Side| {
        let operations = words::number(side.operations, "operation", "operations");
        let hash = match side.sha256.as_str() {
            "" => String::new(),
            sha256 => format!(", {}", code(&words::short_hash(sha256))),
        };
        format!("{} ({operations}{hash})", code(&side.label))
    };
    let (package, old, new) = (code(&review.package), side(&review.old), side(&review.new));
    let mut text = format!("\n{package}: from {old} to {new}.");
    if review.changes.is_empty() {
        text.push_str(" No API change.");
    }
    text.extend(words::files(review).map(|files| format!(" {files}.")));
    if let Some(program) = words::program(review, code) {
        text.push_str(&format!("\n\n**For {}**: {program}.", code(&review.package)));
    }
    text.push('\n');
    text
}

/// That there is nothing to say.
pub(super) fn nothing(review: &Review) -> String {
    match review.crates.as_slice() {
        [] => "Nothing was compared.\n".to_owned(),
        [review] => format!("No change of {}.\n", code(&review.package)),
        reviews => format!("No change of {} crates.\n", reviews.len()),
    }
}
