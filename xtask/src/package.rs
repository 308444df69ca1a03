//! Names of packages: which ones Cargo takes, and one made of a folder's name.

use std::path::Path;

use tinsmith_codegen::stages::naming::reserved::is_keyword;

/// What no crate can be called besides the keywords that a raw identifier can be:
/// keywords that mean a place, crates that come with Rust, and the one that every SDK depends on.
const TAKEN: [&str; 10] = [
    "crate",
    "self",
    "super",
    "Self",
    "alloc",
    "core",
    "proc_macro",
    "std",
    "test",
    "tinsmith_runtime",
];

/// Why a package cannot have this name.
pub(crate) fn problem(name: &str) -> Option<String> {
    let krate = name.replace('-', "_");
    let is_taken = is_keyword(&krate) || TAKEN.contains(&krate.as_str());
    let fits = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_taken {
        Some(format!("no package can be called `{name}`: the word has a meaning of its own"))
    } else if !fits {
        Some(format!(
            "expected a package name, a letter followed by letters, digits, `-` and `_`, found `{name}`"
        ))
    } else {
        None
    }
}

/// Whether two packages have the same crate: in code, `-` is `_`.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.replace('-', "_") == other.replace('-', "_")
}

/// A package name made of a folder's name: what Cargo does not take becomes a dash.
pub(crate) fn of_folder(folder: &Path) -> String {
    // `..` names a folder by the way to it.
    let found = if folder.file_name().is_none() { folder.canonicalize().ok() } else { None };
    let name = found.as_deref().unwrap_or(folder).file_name().unwrap_or_default();
    let name: String = name
        .to_string_lossy()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' })
        .collect();
    let name = name.trim_matches('-');
    if name.is_empty() {
        "sdk".to_owned()
    } else if problem(name).is_some() {
        format!("sdk-{name}")
    } else {
        name.to_owned()
    }
}
