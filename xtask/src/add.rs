//! `cargo xtask add` and `cargo xtask remove`: the SDK of another service, and away with it.
//!
//! In come the name of a service and the archives that `model/sources.toml` pins; out go the model, its entry there, an `[[sdk]]` in `codegen.toml`,
//! the crate below `sdk/` and its entry in `Cargo.lock`: all of them as one change, or none.
//! What is deliberately not here: another version of a model, which is `model update`'s, and what a crate is made of, which is the generator's.
//!
//! What is asked for stands here; [`run`] does it, or has it done by a build with the `import` feature.

#[cfg(feature = "import")]
mod entries;
#[cfg(feature = "import")]
mod files;
#[cfg(feature = "import")]
mod lock;
pub(crate) mod remove;
#[cfg(feature = "import")]
#[cfg(test)]
mod tests;
#[cfg(feature = "import")]
mod work;

#[cfg(feature = "import")]
pub(crate) use self::work::run;

/// The folder of the crates that are added, each of which is a member of the workspace.
const CRATES: &str = "sdk";

/// An error of a command that adds or removes, and that it did nothing. Diagnostics of the generator stand by themselves.
#[cfg(feature = "import")]
fn nothing_was(done: &str, error: anyhow::Error) -> anyhow::Error {
    let nothing = format!("nothing was {done}");
    let text = format!("{error:#}");
    if text.starts_with("error: ") {
        anyhow::anyhow!("{text}\n{nothing}")
    } else {
        error.context(nothing)
    }
}

/// Adds, in a build that can.
///
/// # Errors
/// That cargo cannot be started.
#[cfg(not(feature = "import"))]
pub(crate) fn run(_: &std::path::Path, _: &crate::flags::Add) -> anyhow::Result<i32> {
    crate::delegate::run("import")
}
