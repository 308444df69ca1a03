//! What the forms for people say in the same words, and what they leave out alike.
//!
//! In come parts of a review, out go phrases without any markup.
//! How a phrase is set off from others (colours, code spans) is each form's own.

use std::collections::BTreeMap;

use tinsmith_codegen::stages::text::Visible;

use crate::code::kind_of;
use crate::report::{Accepted, Change, CrateReview, Review, Section, Standing};
use crate::table::{Callers, Row, Step, Topic, Wire};

/// Names that are listed before the rest is counted.
const NAMES: usize = 6;

/// Characters that are shown of one text of a model; a pattern can have thousands.
const LONGEST: usize = 240;

/// Digits that are shown of a hash, enough to tell two models apart.
const HASH_DIGITS: usize = 12;

/// A text of a model in one line, cut where it is long, with what is not seen written out.
pub(super) fn printable(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => Visible(text).to_string(),
        Some((end, _)) => {
            let start = Visible(text.get(..end).unwrap_or_default());
            format!("{start}… ({} characters)", text.chars().count())
        }
    }
}

/// `1 file`, `2 files`.
pub(super) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first names, already set off, and how many there are besides.
pub(super) fn names(names: impl ExactSizeIterator<Item = String>) -> String {
    let rest = names.len().saturating_sub(NAMES);
    let first: Vec<String> = names.take(NAMES).collect();
    match rest {
        0 => first.join(", "),
        _ => format!("{} and {rest} more", first.join(", ")),
    }
}

/// `2 breaking, 14 additive, 3 others`, without what there is none of; empty where there is no change.
pub(super) fn tally<'c>(changes: impl IntoIterator<Item = &'c Change>) -> String {
    let mut counts: BTreeMap<Callers, usize> = BTreeMap::new();
    for change in changes {
        *counts.entry(change.row().callers).or_default() += 1;
    }
    let phrases = counts.into_iter().map(|(callers, count)| match callers {
        Callers::Breaking | Callers::Additive => format!("{count} {}", callers.name()),
        Callers::None => number(count, "other", "others"),
    });
    phrases.collect::<Vec<_>>().join(", ")
}

/// `2 fail, 5 limited`: the changes that old programs feel; `None` where there is none.
pub(super) fn tally_on_wire<'c>(
    changes: impl Iterator<Item = &'c Change> + Clone,
) -> Option<String> {
    let count = |wire| changes.clone().filter(|change| change.row().wire == wire).count();
    match (count(Wire::Fails), count(Wire::Limited)) {
        (0, 0) => None,
        (0, limited) => Some(format!("{limited} limited")),
        (fail, 0) => Some(format!("{fail} fail")),
        (fail, limited) => Some(format!("{fail} fail, {limited} limited")),
    }
}

/// The number of changes with this effect on old programs.
pub(super) fn count_on_wire(review: &CrateReview, wire: Wire) -> usize {
    review.changes.iter().filter(|change| change.row().wire == wire).count()
}

/// The first digits of a hash.
pub(super) fn short_hash(sha256: &str) -> String {
    printable(&sha256.chars().take(HASH_DIGITS).collect::<String>())
}

/// From which operations a change can be reached, by their names as the caller sets them off; `None` where it is no operation's, or the operation itself.
pub(super) fn reach(change: &Change, name: impl Fn(&str) -> String) -> Option<String> {
    let operations = change.reach.operations();
    match operations.as_slice() {
        [] => None,
        [operation] if *operation == change.subject => None,
        [operation] => Some(format!("in {}", name(operation))),
        _ if change.reach.is_whole_service => Some("in every operation".to_owned()),
        _ => {
            let count = operations.len();
            Some(format!("in {count} operations: {}", names(operations.into_iter().map(name))))
        }
    }
}

/// The sign of a change: `!` breaks callers, `+` adds something, `~` does neither.
pub(super) fn sign(row: &Row) -> &'static str {
    match row.callers {
        Callers::Breaking => "!",
        Callers::Additive => "+",
        Callers::None => "~",
    }
}

/// What happened, for a reader who is told neither the kind of change nor anything that is said besides.
///
/// `is_reach_told` is set where the operations are named with it.
pub(super) fn happened(change: &Change, is_reach_told: bool) -> &str {
    let detail = change.detail.as_str();
    if matches!(detail, "new" | "gone" | "added" | "removed") {
        return change.row().what;
    }
    if is_reach_told { without_reach(change) } else { detail }
}

/// What is to be said beside the kind of change and the operations, without what these say: of `new, optional: string` only `string`.
///
/// Empty where there is nothing more.
pub(super) fn beside_kind(change: &Change) -> &str {
    let (what, detail) = (change.row().what, without_reach(change));
    let says = |word: &&str| what.split(' ').any(|said| said == *word);
    if matches!(detail, "an error" | "no error any more") {
        return "";
    }
    if let Some(before) = detail.strip_suffix(", gone").filter(|_| says(&"removed")) {
        return before;
    }
    let kinds = [("new", "new"), ("removed", "gone")].into_iter();
    let first = kinds.filter(|(word, _)| says(word)).find_map(|(_, word)| without(detail, word));
    let Some(rest) = first else { return detail };
    let others = ["optional", "required", "variant", "value"].into_iter().filter(says);
    others.fold(rest, |rest, word| without(rest, word).unwrap_or(rest))
}

/// A phrase without the word that it starts with.
fn without<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    let is_whole = rest.is_empty() || rest.starts_with([',', ':', ' ']);
    is_whole.then(|| rest.trim_start_matches([',', ':', ' ']))
}

/// The detail without the operations at its end: `an error of 2 operations`.
fn without_reach(change: &Change) -> &str {
    let operations = change.reach.operations();
    let of = match operations.as_slice() {
        [] => return &change.detail,
        [operation] => format!(" of {operation}"),
        _ => format!(" of {} operations", operations.len()),
    };
    change.detail.strip_suffix(&of).unwrap_or(&change.detail)
}

/// Whether programs that compiled may no longer do so.
pub(super) fn is_breaking(change: &Change) -> bool {
    change.row().callers == Callers::Breaking
}

/// Why callers are affected, where a reader cannot tell from the change alone.
pub(super) fn why(row: &Row) -> Option<&'static str> {
    (row.callers == Callers::Breaking || row.at_run_time).then_some(row.why)
}

/// Whether calls of programs can fail that were built from the old model.
pub(super) fn is_failing(change: &Change) -> bool {
    change.row().wire == Wire::Fails
}

/// What a change does to programs that were built from the old model, for every such change.
pub(super) fn mark_on_wire(row: &Row) -> Option<&'static str> {
    match row.wire {
        Wire::Fails => Some("old programs can fail"),
        Wire::Limited => Some("old programs are limited"),
        Wire::Works => None,
    }
}

/// What those programs see, where something is other than before.
pub(super) fn on_the_wire(row: &Row) -> Option<String> {
    (row.wire != Wire::Works).then(|| format!("on the wire: {}", row.on_the_wire))
}

/// Whether nothing at all is to be said of a crate.
pub(super) fn is_unchanged(review: &CrateReview) -> bool {
    review.step() == Step::None && review.generator.is_none()
}

/// Whether a change is one of words, or of a fact without effect, and no policy speaks of it.
pub(super) fn is_quiet(change: &Change) -> bool {
    let row = change.row();
    let is_plain = row.topic == Topic::Documentation && row.callers == Callers::None;
    is_plain && change.standing == Standing::Allowed
}

/// Whether a change is refused.
pub(super) fn is_refused(change: &Change) -> bool {
    matches!(change.standing, Standing::Denied { .. })
}

/// What a review means for the program that was searched, with names as the caller sets them off; `None` where none was.
pub(super) fn program(review: &CrateReview, code: impl Fn(&str) -> String) -> Option<String> {
    let used = review.used_by.as_ref()?;
    let folder = code(&used.folder);
    if used.operations.is_empty() {
        return Some(format!("your program in {folder} uses no operation of this crate"));
    }
    let count = number(used.operations.len(), "operation", "operations");
    let operations = names(used.operations.iter().map(|name| code(name)));
    let met: Vec<&Change> =
        review.changes.iter().filter(|change| !change.used_at.is_empty()).collect();
    let breaking = met.iter().filter(|change| is_breaking(change)).count();
    let failing = met.iter().filter(|change| is_failing(change)).count();
    let verdict = match (met.len(), breaking, failing) {
        (0, ..) => "no change concerns it".to_owned(),
        (met, 0, 0) => format!("{} it; it compiles, and goes on working", concern(met)),
        (met, 0, failing) => {
            format!(
                "{} it; it compiles, and {failing} can make it fail until it is built again",
                concern(met)
            )
        }
        (met, breaking, _) => format!("{} it, and by {breaking} it may not compile", concern(met)),
    };
    Some(format!("your program in {folder} uses {count} ({operations}): {verdict}"))
}

fn concern(changes: usize) -> String {
    let verb = if changes == 1 { "concerns" } else { "concern" };
    format!("{} {verb}", number(changes, "change", "changes"))
}

/// Where the program meets a change; `None` where it does not.
pub(super) fn used_at(change: &Change, code: impl Fn(&str) -> String) -> Option<String> {
    let places = change.used_at.iter().map(|place| code(place));
    (places.len() > 0).then(|| format!("used at {}", names(places)))
}

/// What became of a change at the gate, with names and numbers as the caller sets them off; `None` where nothing is to be said.
pub(super) fn standing(change: &Change, code: impl Fn(&str) -> String) -> Option<String> {
    match &change.standing {
        Standing::Allowed => None,
        Standing::Denied { why, fingerprint, expired } => {
            let expired = expired.as_deref().map(|until| format!(", accepted until {until}"));
            let (expired, fingerprint) = (expired.unwrap_or_default(), code(fingerprint));
            Some(format!("refused: {}{expired}; fingerprint {fingerprint}", code(why)))
        }
        Standing::Accepted { reason, until: None } => Some(format!("accepted: {}", code(reason))),
        Standing::Accepted { reason, until: Some(until) } => {
            Some(format!("accepted until {until}: {}", code(reason)))
        }
    }
}

/// That changes are refused, and what to do; `None` where there is none.
pub(super) fn refused(review: &Review, code: impl Fn(&str) -> String) -> Option<String> {
    let refused = review.denied().count();
    let are = if refused == 1 { "is" } else { "are" };
    let command = code("tinsmith diff --accept FINGERPRINT --reason TEXT");
    let changes = number(refused, "change", "changes");
    (refused > 0).then(|| format!("{changes} {are} refused. {command} accepts one."))
}

/// That an accepted change does not occur.
pub(super) fn not_occurring(accepted: &Accepted, code: impl Fn(&str) -> String) -> String {
    let Accepted { fingerprint, package, change, .. } = accepted;
    let (package, fingerprint, change) = (code(package), code(fingerprint), code(change));
    format!(
        "{package}: the accepted change {change} (fingerprint {fingerprint}) does not occur; its entry can go"
    )
}

/// The sections of changes that are not quiet.
pub(super) fn sections(review: &CrateReview) -> Vec<Section<'_>> {
    let mut sections = review.sections();
    for section in &mut sections {
        section.changes.retain(|change| !is_quiet(change));
    }
    sections.retain(|section| !section.changes.is_empty());
    sections
}

/// `12 files, +340 -20 lines: operations 3, types 9`; `None` where no file differs.
pub(super) fn files(review: &CrateReview) -> Option<String> {
    if review.files.is_empty() {
        return None;
    }
    let mut kinds: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for file in &review.files {
        *kinds.entry(kind_of(&file.path)).or_default() += 1;
    }
    let kinds: Vec<String> =
        kinds.iter().map(|((_, kind), count)| format!("{kind} {count}")).collect();
    let added: usize = review.files.iter().map(|file| file.added).sum();
    let removed: usize = review.files.iter().map(|file| file.removed).sum();
    let count = number(review.files.len(), "file", "files");
    Some(format!("{count}, +{added} -{removed} lines: {}", kinds.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{beside_kind, happened};
    use crate::report::{Change, Reach, Standing};
    use crate::table::Kind;

    fn change(kind: Kind, detail: &str, errors_of: &[&str]) -> Change {
        let errors = errors_of.iter().map(|name| (*name).to_owned()).collect();
        Change {
            id: "a".to_owned(),
            kind,
            shape: "example#A".to_owned(),
            subject: "A".to_owned(),
            detail: detail.to_owned(),
            of_trait: None,
            parts: Vec::new(),
            reference: None,
            notes: vec![],
            reach: Reach { errors, ..Reach::default() },
            files: vec![],
            used_at: Vec::new(),
            rewrite: None,
            standing: Standing::Allowed,
        }
    }

    #[test]
    fn what_the_kind_says_is_not_repeated() {
        for (kind, detail, expected) in [
            (Kind::OperationAdded, "new", ""),
            (Kind::OperationRemoved, "gone", ""),
            (Kind::TypeAdded, "new structure", "structure"),
            (Kind::TypeRemoved, "structure, gone", "structure"),
            (Kind::MemberRemoved, "gone: list of string", "list of string"),
            (Kind::OptionalMemberAdded, "new, optional: string", "string"),
            (Kind::RequiredMemberAddedToInput, "new, required: newer", "newer"),
            (Kind::ValueAdded, "new value b, `B` in Rust", "b, `B` in Rust"),
            (Kind::MemberMadeRequiredInInput, "optional -> required", "optional -> required"),
            (Kind::MemberRetyped, "newer -> new", "newer -> new"),
            (Kind::ErrorAdded, "an error of 2 operations", ""),
            (
                Kind::ErrorRemoved,
                "no error any more of 3 operations",
                "no error any more of 3 operations",
            ),
        ] {
            assert_eq!(beside_kind(&change(kind, detail, &["A", "B"])), expected);
        }
    }

    #[test]
    fn a_detail_that_says_nothing_by_itself_is_the_kinds() {
        let new = change(Kind::OperationAdded, "new", &[]);
        assert_eq!(happened(&new, true), "an operation is new");
        let error = change(Kind::ErrorAdded, "an error of 2 operations", &["A", "B"]);
        assert_eq!(happened(&error, false), "an error of 2 operations");
        assert_eq!(happened(&error, true), "an error");
    }
}
