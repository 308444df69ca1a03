//! The steps, in order: what is cheap and fails most often comes first.

use super::outcome::Outcome;
use super::{cargo, dependencies, features, oldest_rust, packages};

/// One step of `cargo xtask test`.
pub(crate) struct Step {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// What holds when it passes.
    pub(crate) what: &'static str,
    /// What is run.
    work: Work,
}

/// What a step runs.
enum Work {
    /// Cargo, with these arguments.
    Cargo(&'static str),
    /// Cargo with these arguments, and warnings of rustdoc denied.
    Documentation(&'static str),
    /// Cargo with these arguments, and its tests are counted.
    Tests(&'static str),
    /// A command of the survey with these arguments, as the tests have built it.
    Survey(&'static str),
    /// A module of its own.
    Other(fn() -> anyhow::Result<Outcome>),
}

/// The steps.
pub(crate) const STEPS: [Step; 14] = [
    Step {
        name: "format",
        what: "All code has the layout that rustfmt gives it",
        work: Work::Cargo("fmt --all --check"),
    },
    Step {
        name: "dependencies",
        what: "Licences, sources and crates that are refused, by cargo-deny",
        work: Work::Other(dependencies::check),
    },
    Step {
        name: "advisories",
        what: "No dependency has a known advisory, by cargo-deny; takes the database of RustSec, from GitHub",
        work: Work::Other(dependencies::check_advisories),
    },
    Step {
        name: "lints",
        what: "Clippy has nothing to say about the workspace with all features",
        work: Work::Cargo(
            "clippy --workspace --all-targets --all-features --locked -- -D warnings",
        ),
    },
    Step {
        name: "features",
        what: "Each feature of a crate builds alone, and the crate without any",
        work: Work::Other(features::check),
    },
    Step {
        name: "freshness",
        what: "`generated/` is what the generator writes",
        work: Work::Cargo("run --quiet --package xtask --locked -- codegen --check"),
    },
    Step {
        name: "tests",
        what: "All tests, on real servers and in a browser too",
        work: Work::Tests("test --workspace --all-features --locked --no-fail-fast"),
    },
    // With all features the HTTP client of the runtime is the official one.
    Step {
        name: "http1",
        what: "What goes over real connections, with the HTTP client of the default features",
        work: Work::Tests(
            "test --package tinsmith-runtime --package tinsmith-tests --locked --no-fail-fast \
             --test it -- http:: tls:: unanswered:: faults:: e2e::",
        ),
    },
    Step {
        name: "conformance",
        what: "The protocol suites, and docs/conformance.md says how they ended",
        work: Work::Survey("conformance --report docs/conformance.md --check"),
    },
    Step {
        name: "operations",
        what: "Every operation of some services, against what botocore writes and reads",
        work: Work::Survey("conformance --operations=fixed"),
    },
    Step {
        name: "corpus",
        what: "Every service whose protocol is supported generates, and the hardest compile",
        work: Work::Survey("corpus --check=hardest"),
    },
    // With all features and those of tests (which `--examples` turns on, though there are none), so that the dependencies
    // are those that were checked for the lints.
    Step {
        name: "documentation",
        what: "Rustdoc has no warning",
        work: Work::Documentation(
            "doc --workspace --all-features --no-deps --lib --bins --examples --locked",
        ),
    },
    Step {
        name: "packages",
        what: "A new repository is built from the published packages alone, with Rust and git",
        work: Work::Other(packages::check),
    },
    Step {
        name: "oldest-rust",
        what: "The workspace builds with the oldest Rust of docs/rust-version.md; takes that toolchain",
        work: Work::Other(oldest_rust::check),
    },
];

impl Step {
    /// Runs it.
    ///
    /// # Errors
    /// That a program cannot be started.
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        match self.work {
            Work::Cargo(arguments) => cargo::run(arguments, &[]),
            Work::Documentation(arguments) => {
                cargo::run(arguments, &[("RUSTDOCFLAGS", "-D warnings")])
            }
            Work::Tests(arguments) => cargo::run_tests(arguments),
            Work::Survey(arguments) => cargo::run_survey(arguments),
            Work::Other(check) => check(),
        }
    }

    /// What it runs, as one would type it; none where that is more than a line.
    pub(super) fn command(&self) -> Option<String> {
        match self.work {
            Work::Cargo(arguments) | Work::Documentation(arguments) | Work::Tests(arguments) => {
                Some(format!("cargo {arguments}"))
            }
            Work::Survey(arguments) => Some(format!("cargo xtask {arguments}")),
            Work::Other(_) => None,
        }
    }
}
