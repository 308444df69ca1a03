//! `docs/library.md`: a program of the reader's own on `tinsmith-codegen` writes an SDK into a repository, where it compiles,
//! and the page's check of freshness tells a fresh crate from a stale one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tinsmith_tests::golden::files_below;
use tinsmith_tests::{readme, scratch, sdk};

const PROGRAM: &str = include_str!("../../fixtures/own_generator/main.rs");

const PAGE: &str = "docs/library.md";

/// The paths that the page shows, which are of a clone beside the reader's repository.
const CODEGEN: &str = r#""../../tinsmith/codegen""#;
const RUNTIME: &str = r#""../tinsmith/runtime""#;

#[test]
fn the_program_generates_an_sdk_that_compiles_and_stays_fresh() {
    let folder = repository();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("`tmp` is in a folder");
    let generate = || {
        let mut cargo = scratch::cargo(&folder, target, "run");
        scratch::run(cargo.args(["--quiet", "--package", "codegen"]));
    };

    generate();
    write(
        &folder,
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"codegen\", \"sdk\"]\n",
    );
    scratch::run(scratch::cargo(&folder, target, "check").args(["--package", "sdk"]));

    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"]);
        git.args(arguments).current_dir(&folder);
        git
    };
    scratch::run(&mut git(&["init", "--quiet"]));
    scratch::run(&mut git(&["add", "."]));
    scratch::run(&mut git(&["commit", "--quiet", "--message", "an SDK"]));
    let is_fresh = || {
        scratch::run(&mut git(&["add", "--intent-to-add", "."]));
        git(&["diff", "--quiet", "--exit-code"]).status().expect("git starts").success()
    };
    let first = files_below(&folder.join("sdk")).expect("the SDK was written");
    generate();
    assert!(is_fresh(), "the same model gives another SDK");
    assert_eq!(files_below(&folder.join("sdk")).expect("the SDK was written"), first);

    let program = PROGRAM.replace(RUNTIME, &format!("{:?}", sdk::root().join("runtime")));
    write(
        &folder,
        "codegen/src/main.rs",
        &program.replace("RespondToAuthChallenge", "InitiateAuth"),
    );
    generate();
    assert!(!is_fresh(), "another operation gives the same SDK");
}

/// A repository of its own below the target folder, as the page has it, made anew.
fn repository() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("own-generator");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last run's repository can be removed");
    }
    let blocks = readme::blocks_of(PAGE, "toml");
    let dependencies = blocks.iter().find(|block| block.contains("tinsmith-codegen"));
    let dependencies = dependencies.expect("the page shows the dependency");
    assert!(dependencies.contains(CODEGEN), "the page's path is another:\n{dependencies}");
    assert!(PROGRAM.contains(RUNTIME), "the program's path is another");
    let codegen = format!("{:?}", sdk::root().join("codegen"));
    let runtime = format!("{:?}", sdk::root().join("runtime"));
    write(&folder, "Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"codegen\"]\n");
    write(
        &folder,
        "codegen/Cargo.toml",
        &format!(
            "[package]\nname = \"codegen\"\nedition = \"2024\"\n\n{}",
            dependencies.replace(CODEGEN, &codegen)
        ),
    );
    write(&folder, "codegen/src/main.rs", &PROGRAM.replace(RUNTIME, &runtime));
    let model = fs::read(sdk::root().join("model/cognito-identity-provider.json"));
    fs::write(folder.join("model.json"), model.expect("the model is there"))
        .expect("it can be copied");
    scratch::lock(&folder);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap_or(folder)).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
