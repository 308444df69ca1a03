//! The manifest in the root of a project: a workspace that the crates below `sdk/` are members of.

use std::path::Path;

use anyhow::{Context as _, bail};
use toml_edit::{Array, DocumentMut, Item, Table, Value, value};

use crate::lists;

/// The name of the file.
pub(super) const FILE: &str = "Cargo.toml";

/// The members that `add` makes, and a vendored runtime.
const MEMBERS: &str = "sdk/*";

/// What a folder without a manifest gets.
const NEW: &str = "[workspace]
resolver = \"3\"
members = [\"sdk/*\"]
";

/// The text that the manifest of a folder is to have; `None` where it needs no change.
///
/// # Errors
/// A workspace that cannot get the member, with what to write by hand.
pub(super) fn manifest(root: &Path) -> anyhow::Result<Option<String>> {
    let place = root.join(FILE);
    let found = match std::fs::read_to_string(&place) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        found => Some(found.with_context(|| format!("cannot read {FILE}"))?),
    };
    let mut document: DocumentMut = match &found {
        None => DocumentMut::new(),
        Some(text) => text.parse().with_context(|| format!("{FILE} is not TOML"))?,
    };
    if !document.contains_key("workspace") {
        refuse_inside_another(root)?;
    }
    let Some(found) = found else { return Ok(Some(NEW.to_owned())) };
    if !add_member(&mut document)? {
        return Ok(None);
    }
    let text = document.to_string();
    // The document has the ends of lines of Unix, whatever the file has.
    Ok(Some(if found.contains("\r\n") { text.replace('\n', "\r\n") } else { text }))
}

/// A workspace cannot be inside another one, unless that excludes it.
fn refuse_inside_another(root: &Path) -> anyhow::Result<()> {
    for folder in root.ancestors().skip(1) {
        let Ok(text) = std::fs::read_to_string(folder.join(FILE)) else { continue };
        let outer: DocumentMut =
            text.parse().with_context(|| format!("{} is not TOML", folder.join(FILE).display()))?;
        if outer.contains_key("workspace") {
            bail!(
                "this folder is inside the workspace of {manifest}\n  \
                 help: run `init` there (`-C {folder}`), or give this folder a {FILE} with a `[workspace]`, and name it in `workspace.exclude` of the other",
                manifest = folder.join(FILE).display(),
                folder = folder.display(),
            );
        }
    }
    Ok(())
}

/// Adds the member, unless the members include it; whether anything is changed.
fn add_member(document: &mut DocumentMut) -> anyhow::Result<bool> {
    let workspace = document.entry("workspace").or_insert_with(|| Item::Table(Table::new()));
    let Some(workspace) = workspace.as_table_like_mut() else {
        bail!("expected a table as `workspace` in {FILE}; {}", by_hand());
    };
    let excluded = workspace.get("exclude").and_then(Item::as_array);
    if excluded.is_some_and(|excluded| excluded.iter().any(is_of_crates)) {
        bail!(
            "`workspace.exclude` of {FILE} leaves out the folder `sdk`, in which the crates are to be: remove it from there"
        );
    }
    match workspace.get_mut("members") {
        None => {
            workspace.insert("members", value(Array::from_iter([MEMBERS])));
            Ok(true)
        }
        Some(Item::Value(Value::Array(members))) => {
            if members.iter().any(includes) {
                return Ok(false);
            }
            lists::push(members, MEMBERS);
            Ok(true)
        }
        Some(_) => bail!("expected a list as `workspace.members` in {FILE}; {}", by_hand()),
    }
}

fn by_hand() -> String {
    format!("write `members = [\"{MEMBERS}\"]` below `[workspace]`, then run `init` again")
}

/// Whether a pattern of members has every folder of `sdk` among them.
fn includes(pattern: &Value) -> bool {
    let pattern = pattern.as_str().unwrap_or_default();
    let parts: Vec<&str> = pattern.trim_start_matches("./").split('/').collect();
    matches!(parts.as_slice(), ["sdk" | "*", "*"] | ["**"] | ["**", "*"])
}

fn is_of_crates(path: &Value) -> bool {
    let path = path.as_str().unwrap_or_default();
    matches!(path.trim_start_matches("./").trim_end_matches('/'), "sdk" | "sdk/*")
}
