//! `history`: released versions of one API, each compared with the one before it.
//!
//! The wheels that `history/versions.toml` pins come from the package index; models stand in `target/history/`, and what is there is not fetched again.
//! Two versions of each service of `history/services.toml` are fetched as well, for tests of reviews.

mod models;
mod table;
mod versions;

use self::table::table;

/// Compare released versions of one API with each other, and print a table
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Downloads some 800 MB with pip at first, into target/history/; what is there already is not fetched again."
)]
pub(crate) struct History;

/// Fetches what is missing, converts it and prints the table; gives the exit status.
///
/// # Errors
/// Versions that cannot be had, converted or read.
pub(crate) fn run() -> anyhow::Result<i32> {
    let root = crate::repository::root();
    let versions = versions::read()?;
    let mut found = Vec::new();
    for (index, version) in versions.list.iter().enumerate() {
        let progress = format!("{} of {}", index + 1, versions.list.len());
        found.push((version.version.clone(), models::model(&versions, version, &root, &progress)?));
    }
    for service in versions::services()? {
        models::service(&versions, &service, &root)?;
    }
    table(&found)
}
