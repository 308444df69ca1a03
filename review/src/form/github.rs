//! A review as annotations of a run on GitHub: commands of a workflow, one for each line, on standard output.
//!
//! What is refused is an error, what else breaks callers or makes old programs fail is a warning, what of it was accepted is a notice.
//! GitHub shows ten of each for a step, so other changes have none: the summary of the job has them all.

use tinsmith_codegen::stages::text::Visible;

use super::words;
use crate::code::Sign;
use crate::report::{Change, CrateReview, Material, Review, Standing};

/// The annotations, a line each; `materials` are those of the crates, in the same order.
///
/// A change is shown at its shape in the model and at the first line of generated code that differs, as far as these are known.
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
pub fn write(review: &Review, materials: &[Material]) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (of_crate, material) in review.crates.iter().zip(materials) {
        for change in &of_crate.changes {
            lines.extend(annotations(of_crate, change, material));
        }
    }
    // Errors of all crates before warnings, models before code.
    lines.sort_by_key(|(order, _)| *order);
    let notes = review.not_occurring.iter();
    let notes = notes.map(|accepted| {
        command("notice", None, "accepted", &words::not_occurring(accepted, str::to_owned))
    });
    lines.into_iter().map(|(_, line)| line).chain(notes).collect()
}

fn annotations(
    of_crate: &CrateReview,
    change: &Change,
    material: &Material,
) -> Vec<(usize, String)> {
    let is_felt = words::is_breaking(change) || words::is_failing(change);
    let (order, level) = match change.standing {
        Standing::Denied { .. } => (0, "error"),
        Standing::Allowed if is_felt => (2, "warning"),
        Standing::Accepted { .. } if is_felt => (4, "notice"),
        Standing::Allowed | Standing::Accepted { .. } => return Vec::new(),
    };
    let row = change.row();
    let effect = match (words::is_breaking(change), words::mark_on_wire(row)) {
        (true, None) => "breaks callers".to_owned(),
        (true, Some(mark)) => format!("breaks callers, {mark}"),
        (false, mark) => mark.unwrap_or(row.id).to_owned(),
    };
    let title = format!("{}: {}", of_crate.package, change.subject);
    let reach = words::reach(change, str::to_owned);
    let mut text = format!("{}: {effect}", words::happened(change, reach.is_some()));
    for more in reach.into_iter().chain(words::standing(change, str::to_owned)) {
        text.push_str("; ");
        text.push_str(&more);
    }
    let places = [in_model(change, material), in_code(change, material)];
    let known = places.into_iter().enumerate().filter_map(|(at, place)| Some((at, place?)));
    let mut lines: Vec<(usize, String)> = known
        .map(|(at, place)| (order + at, command(level, Some(&place), &title, &text)))
        .collect();
    if lines.is_empty() {
        lines.push((order, command(level, None, &title, &text)));
    }
    lines
}

/// A file of the repository and a line in it, from 1.
struct Place {
    file: String,
    line: usize,
}

/// Where the shape or member stands in the model, or its shape where the member is gone.
fn in_model(change: &Change, material: &Material) -> Option<Place> {
    let model = material.model.as_ref()?;
    // Of several, the first.
    let place = change.shapes().next()?;
    let (shape, member) = match place.split_once('$') {
        Some((shape, member)) => (shape, Some(member)),
        None => (place, None),
    };
    let starts = |line: &str, name: &str| {
        let quoted = line.trim_start().strip_prefix('"').and_then(|line| line.strip_prefix(name));
        quoted.is_some_and(|rest| rest.trim_start_matches('"').trim_start().starts_with(':'))
    };
    let lines: Vec<&str> = model.text.lines().collect();
    let at = lines.iter().position(|line| starts(line, shape))?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (first, rest) = lines.get(at..)?.split_first()?;
    let inside = rest.iter().take_while(|line| indent(line) > indent(first));
    let own = member.and_then(|member| inside.clone().position(|line| starts(line, member)));
    let line = own.map_or(at, |inner| at + 1 + inner) + 1;
    Some(Place { file: model.path.clone(), line })
}

/// The first line that differs in the first generated file that is still there.
fn in_code(change: &Change, material: &Material) -> Option<Place> {
    let folder = material.folder.as_deref()?;
    let path = change.files.iter().find(|path| material.new.files.contains_key(*path))?;
    let diff = material.diff(path);
    let hunk = diff.hunks.first()?;
    let before = hunk.lines.iter().take_while(|line| line.sign == Sign::Same).count();
    // What is gone at the end of a file has the last line instead.
    let last = material.new.files.get(path)?.lines().count();
    let line = (hunk.new_start + before).min(last.max(1));
    Some(Place { file: format!("{folder}/{path}"), line })
}

fn command(level: &str, place: Option<&Place>, title: &str, text: &str) -> String {
    let place = place.map(|place| format!("file={},line={},", property(&place.file), place.line));
    let (place, title, text) = (place.unwrap_or_default(), property(title), data(text));
    format!("::{level} {place}title={title}::{text}\n")
}

/// Text of a command: what is not seen is written out, and a `%` would begin an escape.
fn data(text: &str) -> String {
    Visible(text).to_string().replace('%', "%25")
}

/// The value of a property, which a `,` or `:` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
