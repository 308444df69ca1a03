//! A review as lines of text, with everything in it, for `expected.txt`.

use std::fmt::Write as _;

use tinsmith_review::report::{Change, CrateReview};

use super::unclaimed;

/// Everything that a review says, but for the hashes and sizes of both sides.
pub(super) fn listing(review: &CrateReview) -> String {
    let mut text = format!("verdict: {}\n", review.step().name());
    for change in &review.changes {
        text.push('\n');
        text.push_str(&change_listing(change));
    }
    text.push_str("\nfiles:\n");
    let unclaimed = unclaimed(review);
    for file in &review.files {
        let claim =
            if unclaimed.contains(&file.path.as_str()) { ", claimed by no change" } else { "" };
        let status = format!("{:?}", file.status).to_lowercase();
        let cause = format!("{:?}", file.cause).to_lowercase();
        let (path, added, removed) = (&file.path, file.added, file.removed);
        _ = writeln!(text, "  {path}: {status} +{added} -{removed}, by the {cause}{claim}");
    }
    if !review.warnings.is_empty() {
        text.push_str("\nwarnings:\n");
        review.warnings.iter().for_each(|warning| _ = writeln!(text, "  {warning}"));
    }
    text
}

fn change_listing(change: &Change) -> String {
    let row = change.row();
    let mut reach: Vec<String> = Vec::new();
    if change.reach.is_whole_service {
        reach.push("the service".to_owned());
    }
    reach.extend(change.reach.operation.iter().map(|name| format!("operation {name}")));
    let parts = [
        ("each", &change.reach.each),
        ("inputs", &change.reach.inputs),
        ("outputs", &change.reach.outputs),
        ("errors", &change.reach.errors),
    ];
    for (what, operations) in parts {
        if !operations.is_empty() {
            reach.push(format!("{what} of {}", operations.join(", ")));
        }
    }
    let effect = format!(
        "{}{}, {}; on the wire {}",
        row.callers.name(),
        if row.at_run_time { " and at run time" } else { "" },
        row.step().name(),
        row.wire.name()
    );
    let mut text = format!("#{}\n", change.id);
    let facts = [
        ("kind", row.id),
        ("effect", &effect),
        ("shape", &change.shape),
        ("subject", &change.subject),
        ("detail", &change.detail),
        ("reach", &reach.join("; ")),
        ("files", &change.files.join(", ")),
    ];
    for (name, fact) in facts {
        _ = writeln!(text, "  {name}: {}", if fact.is_empty() { "none" } else { fact });
    }
    if let Some(page) = &change.reference {
        _ = writeln!(text, "  reference: {page}");
    }
    for part in &change.parts {
        let page = part.reference.as_ref().map(|page| format!(", {page}")).unwrap_or_default();
        _ = writeln!(text, "  part: {}: {}{page}", part.shape, part.detail);
    }
    for rewrite in change.rewrites() {
        _ = writeln!(text, "  code: {} -> {}", rewrite.old, rewrite.new);
    }
    for note in &change.notes {
        _ = writeln!(text, "  note: {note}");
    }
    text
}
