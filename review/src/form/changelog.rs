//! A review as the section of a changelog, after <https://keepachangelog.com/en/1.1.0/>: in the API's terms, for those who use the crate.

use super::markdown::escape::code;
use super::markdown::prose::prose;
use super::words;
use crate::report::{Change, CrateReview, Review};
use crate::table::{Callers, Kind};

/// A heading of a changelog, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    Added,
    Changed,
    Deprecated,
    Removed,
}

impl Heading {
    const ALL: [(Self, &str); 4] = [
        (Self::Added, "Added"),
        (Self::Changed, "Changed"),
        (Self::Deprecated, "Deprecated"),
        (Self::Removed, "Removed"),
    ];

    fn of(change: &Change) -> Self {
        let id = change.row().id;
        match change.kind {
            Kind::OperationDeprecated | Kind::TypeDeprecated | Kind::MemberDeprecated => {
                Self::Deprecated
            }
            _ if id.contains("removed") || change.kind == Kind::OperationDeselected => {
                Self::Removed
            }
            _ if change.row().callers == Callers::Additive => Self::Added,
            _ => Self::Changed,
        }
    }
}

/// The section, one for each crate that changed. What is in the words alone, or without effect, is left out.
pub fn write(review: &Review) -> String {
    let changed: Vec<&CrateReview> =
        review.crates.iter().filter(|of_crate| !words::is_unchanged(of_crate)).collect();
    let mut text = String::new();
    for of_crate in &changed {
        if !text.is_empty() {
            text.push('\n');
        }
        if changed.len() > 1 {
            text.push_str(&format!("## {}\n\n", code(&of_crate.package)));
        }
        section(of_crate, &mut text);
    }
    if text.is_empty() { "No change.\n".to_owned() } else { text }
}

fn section(of_crate: &CrateReview, text: &mut String) {
    let mut is_first = true;
    for (heading, title) in Heading::ALL {
        let changes: Vec<&Change> = of_crate
            .changes
            .iter()
            .filter(|change| !words::is_quiet(change) && Heading::of(change) == heading)
            .collect();
        if changes.is_empty() {
            continue;
        }
        if !std::mem::take(&mut is_first) {
            text.push('\n');
        }
        text.push_str(&format!("### {title}\n\n"));
        let is_plain_type = |change: &&Change| {
            change.kind == Kind::TypeAdded && (change.notes.is_empty() || !change.parts.is_empty())
        };
        let types = changes.iter().copied().filter(is_plain_type);
        let types: Vec<&String> = types.flat_map(Change::subjects).collect();
        for change in changes.iter().filter(|change| types.len() < 2 || !is_plain_type(change)) {
            text.push_str(&item(change));
        }
        if types.len() > 1 {
            let names: Vec<String> = types.iter().map(|name| code(name)).collect();
            text.push_str(&format!("- {} types are new: {}\n", types.len(), names.join(", ")));
        }
    }
    if is_first {
        text.push_str("No change of the API.\n");
    }
}

fn item(change: &Change) -> String {
    let row = change.row();
    let breaking = if words::is_breaking(change) { "**Breaking.** " } else { "" };
    let reach = words::reach(change, code);
    let mut item = format!(
        "- {breaking}{}: {}",
        code(&change.subject),
        prose(words::happened(change, reach.is_some()))
    );
    item.extend(reach.map(|reach| format!(", {reach}")));
    item.extend(words::mark_on_wire(row).map(|mark| format!(" ({mark})")));
    item.push('\n');
    for rewrite in change.rewrites() {
        let (old, new) = (code(&rewrite.old), code(&rewrite.new));
        item.push_str(&format!("  Instead of {old}, write {new}.\n"));
    }
    item
}
