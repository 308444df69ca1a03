//! Another service in this repository: `cargo xtask add`, a program on the crate that gets an item out of DynamoDB, and `cargo xtask remove`, after which nothing is left.
//!
//! It happens in a copy of this checkout, which builds into a folder of its own: cargo tells packages apart by their place in a workspace, so in a folder that two checkouts share
//! the `xtask` of the one would pass for that of the other. The program, which is in no workspace of ours, shares what it can with this test run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tinsmith_tests::servers::{self, Kind};
use tinsmith_tests::{archives, readme, scratch};

const ADD: &str =
    "xtask add dynamodb --operation CreateTable --operation PutItem --operation GetItem";

/// Where the program is, from the copy.
const FOLDER: &str = "../first-item";

const PROGRAM: &str = include_str!("../../fixtures/another_service/main.rs");

#[test]
fn the_page_shows_the_program() {
    let programs = readme::blocks_of("docs/first-call.md", "rust");
    assert!(programs.iter().any(|block| block == PROGRAM), "the page shows another program");
}

#[test]
fn a_newcomer_gets_an_item_out_of_dynamodb() {
    if !servers::runnable("another service in this repository") {
        return;
    }
    let server = Kind::Moto.start().expect("the server starts");
    let place = Place::new();
    // Whoever added the service to this checkout has it.
    if place.names_dynamodb() {
        scratch::run(&mut place.cargo(&words("xtask remove dynamodb")));
    }

    place.git(&["init", "--quiet"]);
    place.git(&["add", "."]);
    place.git(&["commit", "--quiet", "--message", "as it was"]);
    if let Err(reason) = archives::run(&mut place.cargo(&words(ADD))) {
        return archives::not_run("another service in this repository", &reason);
    }
    let added = [
        " M Cargo.lock",
        " M codegen.toml",
        " M model/sources.toml",
        "?? model/dynamodb.json",
        "?? sdk/dynamodb/",
    ];
    assert_eq!(place.git(&["status", "--porcelain"]).lines().collect::<Vec<_>>(), added);
    // As the tests of a workspace with the new crate would run.
    scratch::run(&mut place.cargo(&words("metadata --locked --format-version 1")));
    scratch::run(&mut place.cargo(&words("xtask codegen --check")));

    place.write_program();
    let run = format!("run --manifest-path {FOLDER}/Cargo.toml -- {}", server.endpoint());
    assert_eq!(scratch::run(&mut place.cargo(&words(&run))), "Feeling Good\n");

    scratch::run(&mut place.cargo(&words("xtask remove dynamodb")));
    assert_eq!(place.git(&["status", "--porcelain"]), "");
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// A folder with a copy of this checkout, called as the README has it.
struct Place {
    checkout: PathBuf,
    /// Where this test run builds.
    shared: PathBuf,
}

impl Place {
    fn new() -> Self {
        let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = tmp.join("another-service");
        let checkout = folder.join("tinsmith");
        scratch::checkout(&checkout);
        if checkout.join(".git").exists() {
            fs::remove_dir_all(checkout.join(".git")).expect("the last run's history can go");
        }
        let shared = tmp.parent().expect("`tmp` is in a folder").to_owned();
        let place = Self { checkout, shared };
        place.share_archives();
        place
    }

    /// What this checkout has downloaded need not be downloaded again.
    fn share_archives(&self) {
        let downloads = Path::new("target/model-sources");
        let (from, to) =
            (tinsmith_tests::sdk::root().join(downloads), self.checkout.join(downloads));
        let Ok(archives) = fs::read_dir(from) else { return };
        fs::create_dir_all(&to).expect("the folder can be made");
        for archive in archives.map(|entry| entry.expect("an archive is there").path()) {
            let copy = to.join(archive.file_name().unwrap_or_default());
            if archive.is_file() && !copy.exists() {
                fs::copy(&archive, &copy).expect("an archive can be copied");
            }
        }
    }

    /// Whether the copy has the service that is to be added.
    fn names_dynamodb(&self) -> bool {
        let path = self.checkout.join("codegen.toml");
        let configured = fs::read_to_string(path).expect("the copy has a configuration");
        configured.contains("\"sdk/dynamodb\"")
    }

    /// Cargo in the copy.
    fn cargo(&self, arguments: &[String]) -> Command {
        let (command, rest) = arguments.split_first().expect("a command");
        let own = self.checkout.join("target");
        let target = if command == "run" { &self.shared } else { &own };
        let mut cargo = scratch::cargo(&self.checkout, target, command);
        cargo.args(rest);
        cargo
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"]);
        scratch::run(git.args(arguments).current_dir(&self.checkout))
    }

    /// Writes what `cargo new` and `cargo add` would; they would also make the program a member of the workspace around this folder.
    fn write_program(&self) {
        let folder = self.checkout.join(FOLDER);
        let manifest = r#"[package]
name = "first-item"
version = "0.1.0"
edition = "2024"

[dependencies]
dynamodb = { path = "../tinsmith/sdk/dynamodb" }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[workspace]
"#;
        fs::create_dir_all(folder.join("src")).expect("the folder can be made");
        fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
        fs::write(folder.join("src/main.rs"), PROGRAM).expect("the program can be written");
        scratch::lock(&folder);
    }
}
