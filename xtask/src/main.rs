//! The command line of this workspace: `cargo xtask …`.
//!
//! In come arguments, out go files, messages on standard error and an exit status:
//! 0 when all is well, 1 when something was found, 2 when the command was used wrongly, 3 when `diff` could not compare.
//! What is asked for is dispatched here; how it is done is told in the modules.

// Every build parses every command; one without a feature hands the arguments on unread. What is dead in all of them,
// the build with all features shows.
#![cfg_attr(not(feature = "import"), allow(dead_code, unused_imports))]

mod add;
mod bench;
mod beside;
mod change;
mod codegen;
mod config;
mod conformance;
mod corpus;
#[cfg(not(feature = "import"))]
mod delegate;
mod diff;
mod flags;
mod folder;
mod gzip;
mod history;
mod model;
mod operations;
mod package;
mod place;
#[cfg(feature = "review")]
mod review;
mod say;
mod shell;
mod sync;
mod table;
mod test;
mod warnings;

use std::process::ExitCode;

use flags::Command;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let outcome = match flags::parse() {
        Command::Add(asked) => add::run(&config::root(), &asked),
        Command::Remove(asked) => add::remove::run(&config::root(), &asked),
        Command::Codegen(request) => codegen::run(&request),
        Command::Operations { model, overlays, service } => {
            operations::run(model, overlays, service)
        }
        Command::Import { check, from, out } => {
            let root = config::root();
            let options = model::import::ImportOptions { root: &root, check, from, out };
            model::import::run(&options).map(|outcome| outcome.status())
        }
        Command::Diff(options) => diff::run(&options),
        Command::Update(asked) => {
            let root = config::root();
            model::update::run(&model::update::UpdateOptions { root: &root, asked: &asked })
        }
        Command::History => history::run(),
        Command::Corpus(asked) => corpus::run(&asked),
        Command::Conformance(options) => conformance::run(&options),
        Command::Test(asked) => test::run(&asked),
        Command::Bench(bench) => bench::run(&bench),
    };
    match outcome {
        Ok(status) => ExitCode::from(u8::try_from(status).unwrap_or(1)),
        // `| head` has read what it wanted.
        Err(error) if error.is::<say::Closed>() => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&format!("{error:#}"));
            ExitCode::from(1)
        }
    }
}
