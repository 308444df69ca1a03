//! What is published, packed as it would be, and used by a repository that knows nothing of this one.
//!
//! The packages stand in a directory source with every other crate, in place of the registry: a dependency that a package lacks, or a file, is missing there.

mod project;
mod registry;

use tinsmith_project::say;

use self::project::Project;
use super::cargo;
use super::outcome::Outcome;

/// The packages, each behind those that it depends on.
const PUBLISHED: [&str; 7] = [
    "tinsmith-codegen",
    "tinsmith-project",
    "tinsmith-review",
    "tinsmith",
    "tinsmith-http-client",
    "tinsmith-runtime",
    "tinsmith-cognito",
];

/// Packs the crates, installs `tinsmith` from them, and makes a project with it.
///
/// # Errors
/// What cannot be started or written.
pub(super) fn check() -> anyhow::Result<Outcome> {
    let packages: String = PUBLISHED.iter().map(|name| format!(" --package {name}")).collect();
    // A working copy may be dirty. They are built below, all from one folder.
    let packed = cargo::run(&format!("package{packages} --no-verify --allow-dirty --locked"), &[])?;
    if matches!(packed, Outcome::Failed(_)) {
        return Ok(packed);
    }
    let registry = registry::make(&PUBLISHED)?;
    let project = Project::new(&registry)?;
    Ok(Outcome::of_one(match project.check() {
        Ok(()) => true,
        Err(error) => {
            say::error(&format!("{error:#}"));
            false
        }
    }))
}
