//! Real servers that stand in for AWS, on loopback, for as long as a test needs them.
//!
//! A [`Server`] is stopped when it is dropped; [`setup::fixtures`] fills it with a user pool and users.
//!
//! The servers are Python programs, pinned in `tests/servers/requirements.txt` and installed
//! once into a virtual environment under `target/`. A test asks [`runnable`] first, so that a
//! machine without Python runs the other tests and says plainly which did not run:
//!
//! ```no_run
//! use tinsmith_tests::servers::{self, Kind};
//!
//! if !servers::runnable("signs in") {
//!     return;
//! }
//! let server = Kind::Moto.start().expect("the server starts");
//! println!("{}", server.endpoint());
//! ```
//!
//! Deliberately not here: a client for what the servers offer. The generated crate is the client,
//! in the tests and in what is set up for them.

mod ministack;
mod moto;
mod process;
pub mod setup;
pub mod totp;
mod venv;

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use self::process::Server;

/// Which program stands in for AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Moto's server: checks passwords, software token codes, sessions and new passwords.
    Moto,
    /// MiniStack: checks passwords and software token codes, but neither sessions nor new
    /// passwords.
    Ministack,
}

impl Kind {
    /// Every kind, for tests that hold against all of them.
    pub const ALL: [Self; 2] = [Self::Moto, Self::Ministack];

    /// Starts a server of this kind and waits until it answers.
    ///
    /// # Errors
    ///
    /// When Python or the packages are not there, or the server did not answer in time; the
    /// message then holds the end of the server's log.
    pub fn start(self) -> Result<Server, Failure> {
        let python = venv::python().map_err(|reason| Failure(reason.to_string()))?;
        Server::start(&python, &self.launch())
    }

    /// Whether the server looks at the session of a challenge's answer. MiniStack goes by the
    /// user's name alone, and so takes an answer with an unusable session, or with none.
    ///
    /// This is about `NEW_PASSWORD_REQUIRED` and `SOFTWARE_TOKEN_MFA`.
    #[must_use]
    pub fn checks_sessions(self) -> bool {
        self == Self::Moto
    }

    /// Whether the server holds the answer to `NEW_PASSWORD_REQUIRED` against the pool's password
    /// policy. MiniStack takes any new password, and an answer without one.
    #[must_use]
    pub fn checks_new_passwords(self) -> bool {
        self == Self::Moto
    }

    fn launch(self) -> process::Launch {
        match self {
            Self::Moto => moto::launch(),
            Self::Ministack => ministack::launch(),
        }
    }
}

/// Why the real servers cannot be run on this machine.
#[derive(Clone)]
pub struct Unavailable(String);

impl fmt::Display for Unavailable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

// The plain text here too: this is what `expect` prints, and a log's lines should stay lines.
impl fmt::Debug for Unavailable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Unavailable {}

/// Why a server, or a script that speaks to one, did not do its work.
#[derive(Clone)]
pub struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

// The plain text here too: this is what `expect` prints, and a log's lines should stay lines.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Failure {}

/// Makes sure that the servers can be run, installing them on first use.
///
/// # Errors
///
/// Says what is missing: a fitting Python, or the packages.
///
/// # Panics
///
/// Where the environment says `CI=true`: there, a test that silently did not run would be worse
/// than one that fails.
pub fn available() -> Result<(), Unavailable> {
    match venv::python() {
        Ok(_) => Ok(()),
        Err(reason) if env::var("CI").as_deref() == Ok("true") => {
            panic!("the real servers have to run under CI, but: {reason}")
        }
        Err(reason) => Err(reason),
    }
}

/// The interpreter that has the packages of `tests/servers/requirements.txt`, installing them on first use.
///
/// # Errors
///
/// Says what is missing: a fitting Python, or the packages.
pub fn python() -> Result<PathBuf, Unavailable> {
    venv::python()
}

/// Whether `test` can run against real servers; if not, says so on standard error.
///
/// # Panics
///
/// Under CI where the servers cannot run, as [`available`] does.
#[must_use]
pub fn runnable(test: &str) -> bool {
    let Err(reason) = available() else {
        return true;
    };
    // Written to the handle, not with a print macro: the harness hides what a passing test
    // prints, and a test that did not run counts as passing. A standard error that is closed
    // leaves nobody to tell. In one piece, since other tests write at the same time.
    let line = format!("NOT RUN: {test}: needs the real servers, but: {reason}\n");
    let _ = io::stderr().write_all(line.as_bytes());
    false
}

/// The directory of the Python files and the requirements.
fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("servers")
}

/// Where the environments, and the servers' logs, are kept.
fn work_directory() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = package.parent().unwrap_or(package);
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    workspace.join(target).join("servers")
}
