//! Names of packages: which ones Cargo takes, and one made of a folder's name.

use std::path::Path;

/// Why a package cannot have this name.
pub use tinsmith_codegen::settings::package_name_problem as problem;

/// Whether two packages have the same crate: in code, `-` is `_`.
pub fn same(one: &str, other: &str) -> bool {
    one.replace('-', "_") == other.replace('-', "_")
}

/// A package name made of a folder's name: what Cargo does not take becomes a dash.
pub fn of_folder(folder: &Path) -> String {
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
