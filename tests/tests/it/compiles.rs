//! The output compiles wherever it stands: as a crate of its own, out of `OUT_DIR`, and as a module of another crate.
//!
//! As a module it is every golden, compiled into this package's library with warnings denied (`build.rs`).

use std::path::{Path, PathBuf};

use tinsmith_codegen::settings::{Operations, RuntimeSource};
use tinsmith_out_dir_fixture::sdk as out_of_out_dir;
use tinsmith_tests::golden::{files_below, replace};
use tinsmith_tests::{scratch, sdk};

/// All operations of the service, checked with the lints of its own manifest and every warning an error.
///
/// The files stay where they are, and the target folder is that of this test, so that little is compiled twice.
#[test]
fn the_whole_service_is_a_crate_of_its_own_without_warnings() {
    let mut whole = sdk::first().with_operations(Operations::All);
    whole.settings.package.standalone = true;
    whole.settings.package.runtime =
        RuntimeSource::Path(sdk::root().join("runtime").display().to_string());
    let mut files = whole.generate().tree.files;
    // The versions that are tested are those of the workspace; nothing is asked of a registry.
    let lock =
        std::fs::read_to_string(sdk::root().join("Cargo.lock")).expect("the workspace is locked");
    let folder = scratch().join("whole");
    if !folder.join("Cargo.lock").exists() {
        files.insert("Cargo.lock".to_owned(), lock);
    }
    let mut found = files_below(&folder).expect("the last run left files");
    found.remove("Cargo.lock");
    replace(&folder, &found, &files).expect("the crate can be written");

    let mut cargo = scratch::cargo(&folder, target(), "clippy");
    scratch::run(cargo.args(["--no-deps", "--", "--deny", "warnings"]));
}

#[test]
fn a_build_script_can_generate_an_sdk() {
    let request =
        out_of_out_dir::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest::new(
            out_of_out_dir::types::ChallengeNameType::SmsMfa,
            "client",
        );
    assert_eq!(request.challenge_name.as_str(), "SMS_MFA");
    assert_eq!(out_of_out_dir::meta::OPERATIONS, ["RespondToAuthChallenge"]);
}

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiles")
}

/// The target folder that this test was built into.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the folder for tests stands in the target folder")
}
