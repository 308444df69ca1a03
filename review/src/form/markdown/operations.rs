//! A table with a row for each operation, for a review of which not every change can be shown.

use std::collections::BTreeMap;

use super::escape::{code, code_in_cell};
use crate::form::words;
use crate::report::{Change, CrateReview};
use crate::table::Callers;

const HEAD: &str =
    "| operation | breaking | additive | others | old programs |\n|---|--:|--:|--:|---|\n";

/// The row of changes that are reached from no operation.
const SERVICE: &str = "(the service)";

/// A table of at most `budget` bytes for each of these crates; the rows that do not fit are counted. Empty where not even a row does.
///
/// A change that is reached from several operations counts in the row of each.
pub(super) fn tables(reviews: &[&CrateReview], budget: usize) -> String {
    let each = budget.checked_div(reviews.len()).unwrap_or_default();
    let has_several = reviews.len() > 1;
    reviews.iter().map(|review| table(review, has_several, each)).collect()
}

fn table(review: &CrateReview, has_several: bool, budget: usize) -> String {
    let mut rows: BTreeMap<(bool, &str), Vec<&Change>> = BTreeMap::new();
    for change in review.changes.iter().filter(|change| !words::is_quiet(change)) {
        let operations = change.reach.operations();
        if operations.is_empty() || change.reach.is_whole_service {
            rows.entry((false, SERVICE)).or_default().push(change);
        } else {
            for operation in operations {
                rows.entry((true, operation)).or_default().push(change);
            }
        }
    }
    let title = match has_several {
        true => format!("\n### Changes by operation: {}\n\n", code(&review.package)),
        false => "\n### Changes by operation\n\n".to_owned(),
    };
    let mut text = title + HEAD;
    // Longer than the last line can be.
    let budget = budget.saturating_sub(64);
    let all = rows.len();
    let mut shown = 0;
    // The worst first, so that what is cut is not what breaks callers.
    let mut rows: Vec<((bool, &str), Vec<&Change>)> = rows.into_iter().collect();
    rows.sort_by_key(|(_, changes)| changes.iter().map(|change| change.urgency()).min());
    for ((_, operation), changes) in rows {
        let row = row(operation, &changes);
        if text.len() + row.len() > budget {
            break;
        }
        text.push_str(&row);
        shown += 1;
    }
    match all - shown {
        _ if shown == 0 => return String::new(),
        0 => {}
        left => text.push_str(&format!("| … and {left} more | | | | |\n")),
    }
    text
}

fn row(operation: &str, changes: &[&Change]) -> String {
    let [breaking, additive, others] = Callers::ALL
        .map(|callers| changes.iter().filter(|change| change.row().callers == callers).count());
    let programs = words::tally_on_wire(changes.iter().copied());
    let programs = programs.unwrap_or_else(|| "work".to_owned());
    let name = if operation == SERVICE { SERVICE.to_owned() } else { code_in_cell(operation) };
    format!("| {name} | {breaking} | {additive} | {others} | {programs} |\n")
}
