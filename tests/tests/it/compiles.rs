//! The output compiles wherever it stands: as a crate of its own, and as a module of another crate.
//!
//! As a module it is every golden, compiled into this package's library with warnings denied (`build.rs`); out of `OUT_DIR` it is in `library_page`.

use std::path::{Path, PathBuf};

use tinsmith_codegen::settings::{Operations, RuntimeSource};
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

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiles")
}

/// The target folder that this test was built into.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the folder for tests stands in the target folder")
}
