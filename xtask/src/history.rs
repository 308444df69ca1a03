//! `cargo xtask history`: released versions of one API, each compared with the one before it.
//!
//! In come the versions that `history/versions.toml` pins, as wheels from the package index;
//! out go their models, in `target/history/`, and a table on standard output.
//! What is there already is not fetched again, so a second run needs no network.

#[cfg(feature = "import")]
mod models;
#[cfg(feature = "import")]
mod table;
#[cfg(feature = "import")]
mod versions;

#[cfg(feature = "import")]
use self::table::table;

/// Fetches what is missing, converts it and prints the table; gives the exit status.
///
/// # Errors
/// Versions that cannot be had, converted or read.
#[cfg(feature = "import")]
pub(crate) fn run() -> anyhow::Result<i32> {
    let root = crate::config::root();
    let versions = versions::read()?;
    let mut found = Vec::new();
    for (index, version) in versions.list.iter().enumerate() {
        let progress = format!("{} of {}", index + 1, versions.list.len());
        found.push((version.version.clone(), models::model(&versions, version, &root, &progress)?));
    }
    table(&found)
}

/// Has a build that can read archives do it.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "import"))]
pub(crate) fn run() -> anyhow::Result<i32> {
    crate::delegate::run("import")
}
