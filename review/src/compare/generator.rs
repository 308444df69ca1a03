//! What another generator makes of the same model: files by kind, and a few hunks that stand for the rest.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::SourceTree;

use crate::code::{FileDiff, Hunk, Sign, kind_of};
use crate::report::{ExampleHunk, FilesOfKind, GeneratorChange};
use crate::surface::{Difference, Surface};
use crate::table::{Callers, Kind};

use super::{Found, Scope};

/// Hunks that are shown.
const EXAMPLES: usize = 3;

/// Compares the files of two generators; `None` where they are the same.
pub(super) fn change(old: &SourceTree, new: &SourceTree) -> Option<GeneratorChange> {
    let paths: BTreeSet<&String> = old.files.keys().chain(new.files.keys()).collect();
    let mut kinds: BTreeMap<(usize, &str), FilesOfKind> = BTreeMap::new();
    let mut sorts: BTreeMap<Vec<String>, (usize, &str, Hunk)> = BTreeMap::new();
    for path in paths {
        let text = |tree: &'_ SourceTree| tree.files.get(path).cloned();
        let (before, after) = (text(old), text(new));
        if before == after {
            continue;
        }
        let diff = FileDiff::of(path, before.as_deref(), after.as_deref());
        let kind = kind_of(path);
        let sum = kinds.entry(kind).or_default();
        sum.kind = kind.1.to_owned();
        sum.files += 1;
        sum.added += diff.added;
        sum.removed += diff.removed;
        for hunk in diff.hunks {
            let sort = sorts.entry(sort_of(&hunk));
            let (alike, shortest, example) =
                sort.or_insert_with(|| (0, path.as_str(), hunk.clone()));
            *alike += 1;
            if hunk.lines.len() < example.lines.len() {
                (*shortest, *example) = (path, hunk);
            }
        }
    }
    let mut examples: Vec<ExampleHunk> = sorts
        .into_values()
        .map(|(alike, path, hunk)| ExampleHunk { path: path.to_owned(), hunk, alike })
        .collect();
    examples.sort_by(|a, b| {
        let key = |example: &ExampleHunk| {
            (std::cmp::Reverse(example.alike), example.hunk.lines.len(), example.path.clone())
        };
        key(a).cmp(&key(b))
    });
    examples.truncate(EXAMPLES);
    let kinds: Vec<FilesOfKind> = kinds.into_values().collect();
    (!kinds.is_empty()).then_some(GeneratorChange { kinds, examples })
}

/// What a compiler sees of another generator's doing: public items of the same model that differ.
pub(super) fn items(found: &mut Found<'_>, old: &SourceTree, new: &SourceTree) {
    let paths: BTreeSet<&str> = old
        .files
        .keys()
        .chain(new.files.keys())
        .filter(|path| old.files.get(*path) != new.files.get(*path))
        .map(String::as_str)
        .collect();
    let surface = |tree| Surface::of(tree, paths.iter().copied());
    let service = found.new.service.clone();
    for difference in surface(old).differences(&surface(new)) {
        let kind = match difference.callers() {
            Callers::Breaking => Kind::GeneratedItemChanged,
            Callers::Additive | Callers::None => Kind::GeneratedItemAdded,
        };
        let Difference { item, before, after, files } = difference;
        let (kind, detail) = match (before, after) {
            (None, Some(new)) => (kind, format!("new: {new}")),
            (Some(old), Some(new)) => (kind, format!("{old} -> {new}")),
            (old, None) => {
                (Kind::GeneratedItemRemoved, format!("gone: {}", old.unwrap_or_default()))
            }
        };
        let detail = detail.trim_end_matches([' ', ':']).to_owned();
        let draft = found.add_in(Scope::Service, kind, &service, detail);
        draft.subject = item;
        draft.files = files;
    }
}

/// What two hunks have in common when the same was done in other places: their changed lines without names, numbers and texts.
fn sort_of(hunk: &Hunk) -> Vec<String> {
    let changed = hunk.lines.iter().filter(|line| line.sign != Sign::Same);
    let mut lines: Vec<String> = changed
        .map(|line| {
            let mut shape = String::from(line.sign.character());
            for char in line.text.chars() {
                let char = if char.is_alphanumeric() || char == '_' { 'x' } else { char };
                if !(char == 'x' && shape.ends_with('x')) {
                    shape.push(char);
                }
            }
            shape
        })
        .collect();
    // As many of the same as there are members or variants.
    lines.dedup();
    lines
}
