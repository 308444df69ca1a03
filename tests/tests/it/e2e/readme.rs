//! The program that the README shows, as a reader tries it: pasted into a new crate, built, run.
//!
//! What comes in: the README's dependencies, and `tests/fixtures/readme/main.rs`. What goes out: that the README shows that very program, and that it signs a user in.
//! What is deliberately not here: other words of the README.
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

/// The crate that the README's dependencies name, as the reader has it.
const READERS_PATH: &str = r#""../tinsmith/generated""#;

#[test]
fn the_readme_shows_the_program() {
    let first_line = PROGRAM.lines().next().expect("the program has a line");
    assert_eq!(readme::block("rust", first_line), PROGRAM);
}

/// Makes and builds the crate, once; gives the program.
fn program() -> &'static Path {
    static PROGRAM_FILE: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM_FILE.get_or_init(|| {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
        write_crate(&directory);
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
        scratch::build(&directory, target, &[])
    })
}

fn write_crate(directory: &Path) {
    let dependencies = readme::block("toml", "[dependencies]");
    assert!(dependencies.contains(READERS_PATH), "the README's path is another:\n{dependencies}");
    let generated = format!("{:?}", sdk::root().join("generated"));
    let manifest = format!(
        r#"[package]
name = "tinsmith-readme"
edition = "2024"

{}
# It lies within the directory of another workspace.
[workspace]

# As the workspace has it, so that dependencies need not be built again.
[profile.dev]
debug = "line-tables-only"
"#,
        dependencies.replace(READERS_PATH, &generated)
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
    let Some(stage) = Stage::set(Kind::Moto, "the README's program: a user").await else { return };
    let output = run_for(&stage, &stage.pool.plain_user);
    let expected = (Some(0), "signed in for 3600 seconds\n".to_owned(), String::new());
    assert_eq!(outcome(&output), expected);
}

#[tokio::test]
async fn the_program_signs_a_new_user_in() {
    let Some(stage) = Stage::set(Kind::Moto, "the README's program: a new user").await else {
        return;
    };
    let output = run_for(&stage, &stage.pool.new_user);
    let expected = (Some(0), "signed in for 3600 seconds\n".to_owned(), String::new());
    assert_eq!(outcome(&output), expected);
}

#[tokio::test]
async fn the_program_says_why_a_user_is_not_signed_in() {
    let Some(stage) = Stage::set(Kind::Moto, "the README's program: a wrong password").await else {
        return;
    };
    let user = User { password: "Mistyped-1-password".to_owned(), ..stage.pool.plain_user.clone() };
    let words = "not signed in: InitiateAuth failed: NotAuthorizedException: Incorrect username or password.";
    let expected = (Some(1), String::new(), words.to_owned());
    assert_eq!(outcome(&run_for(&stage, &user)), expected);
}

#[tokio::test]
async fn the_program_says_which_challenge_it_cannot_answer() {
    let Some(stage) = Stage::set(Kind::Moto, "the README's program: a challenge").await else {
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
