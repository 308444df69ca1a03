//! `Cargo.lock` with a generated crate more, or one less.
//!
//! Cargo would write the entry by itself, but not with `--locked`, as the tests run it, and not as part of a change that is made whole or not at all.
//! What is known of the file is its form: packages in the order of their names, an empty line between them.

use anyhow::{Context as _, ensure};
use tinsmith_project::package;
use toml::{Table, Value};

/// The name of the file, in the root of the workspace.
pub(super) const FILE: &str = "Cargo.lock";

/// How an entry begins.
const ENTRY: &str = "[[package]]\n";

/// The file's text with the crate of this manifest, which is a member of the workspace.
///
/// # Errors
/// A package that has the name already.
pub(super) fn with(text: &str, manifest: &str) -> anyhow::Result<String> {
    let manifest: Table = manifest.parse().context("in the manifest of the crate")?;
    let field = |key: &str| manifest.get("package")?.get(key)?.as_str();
    let (Some(name), Some(version)) = (field("name"), field("version")) else {
        anyhow::bail!("expected a name and a version in the manifest of the crate");
    };
    let mut entry = format!("{ENTRY}name = \"{name}\"\nversion = \"{version}\"\n");
    if let Some(Value::Table(dependencies)) = manifest.get("dependencies") {
        entry += "dependencies = [\n";
        for dependency in dependencies.keys() {
            entry += &format!(" \"{dependency}\",\n");
        }
        entry += "]\n";
    }
    let (head, entries) = split(text);
    let mut names = entries.iter().filter_map(|entry| name_of(entry));
    let taken = names.find(|other| package::same(other, name));
    ensure!(
        taken.is_none(),
        "{FILE} has a package `{}` already, which the crate would be mistaken for; `--package` gives it another name",
        taken.unwrap_or(name)
    );
    let place = entries.partition_point(|entry| name_of(entry) < Some(name));
    let mut entries: Vec<&str> = entries;
    entries.insert(place, &entry);
    Ok(joined(head, &entries))
}

/// The file's text without a package.
pub(super) fn without(text: &str, name: &str) -> String {
    let (head, mut entries) = split(text);
    entries.retain(|entry| name_of(entry) != Some(name));
    joined(head, &entries)
}

/// The packages that depend on one.
pub(super) fn dependents<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let line = format!(" \"{name}\",");
    let (_, entries) = split(text);
    let depends = |entry: &&&str| entry.lines().any(|found| found == line);
    entries.iter().filter(depends).filter_map(|entry| name_of(entry)).collect()
}

/// What stands before the entries, and the entries.
fn split(text: &str) -> (&str, Vec<&str>) {
    let starts: Vec<usize> = text.match_indices(ENTRY).map(|(start, _)| start).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let entries = starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end));
    let head = starts.first().and_then(|first| text.get(..*first)).unwrap_or(text);
    (head, entries.collect())
}

fn joined(head: &str, entries: &[&str]) -> String {
    let parts = [head].into_iter().chain(entries.iter().copied());
    let parts: Vec<&str> = parts.map(str::trim_end).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

fn name_of(entry: &str) -> Option<&str> {
    let line = entry.lines().find_map(|line| line.strip_prefix("name = "))?;
    Some(line.trim_matches('"'))
}
