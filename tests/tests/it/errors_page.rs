//! `docs/errors.md` shows what failures print: each is brought about here, and printed in every form.
//!
//! Names that cannot be resolved are left out, since each system has its own words for them.

mod failures;
mod server;

use std::error::Error;
use std::fmt::Write as _;
use std::{env, fs};

use cognito_identity_provider::error::{CallError, DisplayErrorContext};
use tinsmith_runtime::error::OperationError;
use tinsmith_tests::golden::is_update;
use tinsmith_tests::sdk::root;

const PAGE: &str = "docs/errors.md";

/// What stands before the failures.
const INTRODUCTION: &str = include_str!("errors_page/introduction.md");

/// A failure, with all that it prints.
struct Failure {
    /// What happened, as a heading.
    what: &'static str,
    /// What the reader should know of it.
    about: &'static str,
    line: String,
    /// What the official error prints by itself.
    official: String,
}

impl Failure {
    /// Prints an error in every form; each has to say the same, once.
    fn of<E: OperationError>(what: &'static str, about: &'static str, error: CallError<E>) -> Self {
        let line = error.to_string();
        assert!(!line.contains(['\n', '\r', '\u{1b}']), "{line}");
        assert_eq!(format!("{error:?}"), line);
        assert_eq!(format!("{error:#}"), line);
        assert!(error.source().is_none(), "{line}");
        assert_eq!(DisplayErrorContext(&error).to_string(), format!("{line} ({line})"));
        let official = error.as_sdk_error().to_string();
        let error = anyhow::Error::from(error);
        assert_eq!([format!("{error}"), format!("{error:#}")], [line.as_str(), &line]);
        assert!(format!("{error:?}").lines().next() == Some(&line), "{error:?}");
        let error = error.context("not signed up");
        assert_eq!(format!("{error:#}"), format!("not signed up: {line}"));
        Self { what, about, line, official }
    }
}

#[tokio::test]
async fn the_page_shows_what_failures_print() {
    let mut page = INTRODUCTION.to_owned();
    for (number, failure) in (1..).zip(failures::all().await) {
        let Failure { what, about, line, official } = failure;
        write!(page, "\n### {number}. {what}\n\n{about}\n\n```text\n{line}\n```\n\nThe official `SdkError` prints `{official}`.\n")
            .expect("memory takes everything");
    }
    let update = env::var_os("UPDATE_EXPECT").map(|value| value.to_string_lossy().into_owned());
    let path = root().join(PAGE);
    if is_update(update.as_deref()).expect("the variable is 1 or not there") {
        return fs::write(path, page).expect("the page can be written");
    }
    let found = fs::read_to_string(path).expect("the page is there");
    assert!(
        found == page,
        "`{PAGE}` is not what failures print: UPDATE_EXPECT=1 writes it\n{page}"
    );
}
