//! The program of `docs/first-call.md`, as a reader tries it: put into a new crate, built, run against a server.
//!
//! The new crate is made under the target directory of the test run, with whose dependencies it shares what it can, and built without a network: everything that it needs, the workspace has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;
use tinsmith_tests::{readme, scratch, sdk};

use super::flows::NEW_PASSWORD;
use super::stage::Stage;

const PROGRAM: &str = include_str!("../../../fixtures/readme/main.rs");

#[test]
fn the_page_shows_the_program() {
    let blocks = readme::blocks_of("docs/first-call.md", "rust");
    assert!(blocks.iter().any(|block| block == PROGRAM), "the page shows another program");
}

#[test]
fn the_readme_shows_lines_of_the_program() {
    let shown = readme::blocks("rust,ignore");
    let shown = shown.first().expect("the README shows a call");
    let program: Vec<&str> = PROGRAM.lines().map(str::trim_start).collect();
    let mut lines = program.iter();
    for line in shown.lines().map(str::trim_start) {
        assert!(lines.any(|of| *of == line), "not in the program, or not in this order: {line}");
    }
}

/// Makes and builds the crate, once; gives the program.
fn program() -> &'static Path {
    static PROGRAM_FILE: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM_FILE.get_or_init(|| {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("first-call");
        write_crate(&directory);
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
        scratch::build(&directory, target, &[])
    })
}

fn write_crate(directory: &Path) {
    let generated = sdk::root().join("generated");
    let manifest = format!(
        r#"[package]
name = "tinsmith-first-call"
edition = "2024"

[dependencies]
cognito-identity-provider = {{ path = {generated:?} }}
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}

# It lies within the directory of another workspace.
[workspace]

# As the workspace has it, so that dependencies need not be built again.
[profile.dev]
debug = "line-tables-only"
"#
    );
    fs::create_dir_all(directory.join("src")).expect("the crate's directory can be made");
    fs::write(directory.join("Cargo.toml"), manifest).expect("the manifest can be written");
    fs::write(directory.join("src").join("main.rs"), PROGRAM).expect("the program can be written");
    scratch::lock(directory);
}

/// Runs the program with these settings, and nothing else in its environment.
fn run(settings: &[(&str, &str)]) -> Output {
    Command::new(program())
        .env_clear()
        .envs(settings.iter().copied())
        .output()
        .expect("the program can be run")
}

/// Runs the program for a user of the stage's pool.
fn run_for(stage: &Stage, user: &User) -> Output {
    run(&[
        ("COGNITO_ENDPOINT", &stage.endpoint()),
        ("COGNITO_CLIENT_ID", &stage.pool.client_id),
        ("COGNITO_USERNAME", &user.username),
        ("COGNITO_PASSWORD", &user.password),
        ("COGNITO_NEW_PASSWORD", NEW_PASSWORD),
    ])
}

/// Exit status, standard output and the beginning of standard error, up to the details in parentheses.
fn outcome(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let stderr = text(&output.stderr);
    let words = stderr.split(" (").next().unwrap_or_default().trim_end().to_owned();
    (output.status.code(), text(&output.stdout), words)
}

#[tokio::test]
async fn the_program_signs_a_user_in() {
    let Some(stage) = Stage::set(Kind::Moto, "the first program: a user").await else { return };
    let output = run_for(&stage, &stage.pool.plain_user);
    let expected = (Some(0), "signed in for 3600 seconds\n".to_owned(), String::new());
    assert_eq!(outcome(&output), expected);
}

#[tokio::test]
async fn the_program_signs_a_new_user_in() {
    let Some(stage) = Stage::set(Kind::Moto, "the first program: a new user").await else {
        return;
    };
    let output = run_for(&stage, &stage.pool.new_user);
    let expected = (Some(0), "signed in for 3600 seconds\n".to_owned(), String::new());
    assert_eq!(outcome(&output), expected);
}

#[tokio::test]
async fn the_program_says_why_a_user_is_not_signed_in() {
    let Some(stage) = Stage::set(Kind::Moto, "the first program: a wrong password").await else {
        return;
    };
    let user = User { password: "Mistyped-1-password".to_owned(), ..stage.pool.plain_user.clone() };
    let words = "not signed in: InitiateAuth failed: NotAuthorizedException: Incorrect username or password.";
    let expected = (Some(1), String::new(), words.to_owned());
    assert_eq!(outcome(&run_for(&stage, &user)), expected);
}

#[tokio::test]
async fn the_program_says_which_challenge_it_cannot_answer() {
    let Some(stage) = Stage::set(Kind::Moto, "the first program: a challenge").await else {
        return;
    };
    let words = "not signed in: the service asks for something other than a new password";
    let expected = (Some(1), String::new(), words.to_owned());
    assert_eq!(outcome(&run_for(&stage, &stage.pool.mfa_user)), expected);
}

#[test]
fn the_program_says_what_it_has_not_been_told() {
    let output = run(&[("COGNITO_ENDPOINT", "http://127.0.0.1:1"), ("COGNITO_CLIENT_ID", "c")]);
    let words = "not signed in: COGNITO_USERNAME: environment variable not found";
    let expected = (Some(1), String::new(), words.to_owned());
    assert_eq!(outcome(&output), expected);
}
