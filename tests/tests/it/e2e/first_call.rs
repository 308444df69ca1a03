//! `docs/first-call.md`, as a reader goes the way: the page's commands in an empty folder, its program, and a sign-in on a server.
//!
//! The models are those of a git repository that the test makes, in place of the one on the network. Everything else that is needed, the workspace has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;
use tinsmith_tests::{readme, scratch, sdk};

use super::flows::NEW_PASSWORD;
use super::stage::Stage;

const PROGRAM: &str = include_str!("../../../fixtures/first_call/main.rs");

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

/// Where `tinsmith` takes models from, if nobody says otherwise.
const MODELS: &str = "https://github.com/aws/api-models-aws";

/// What the page puts its program into.
const PACKAGE: &str = "sign-in";

/// Goes the page's way up to the program, once; gives the program.
fn program() -> &'static Path {
    static PROGRAM_FILE: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM_FILE.get_or_init(|| {
        // Nothing above it is a project of its own.
        let name = format!("tinsmith-first-call-{}", std::process::id());
        let folder = Folder(std::env::temp_dir().join(name));
        let folder = folder.0.as_path();
        let models = folder.join("models");
        make_models(&models);
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
        let tinsmith =
            scratch::build(&sdk::root(), target, &["--package", "tinsmith", "--bin", "tinsmith"]);

        let shop = folder.join("shop");
        fs::create_dir_all(&shop).expect("the folder can be made");
        for command in commands() {
            let words: Vec<&str> = command.split_whitespace().collect();
            match words.as_slice() {
                ["mkdir" | "cd", folder] => assert_eq!(*folder, "shop"),
                ["tinsmith", words @ ..] => {
                    let mut tinsmith = Command::new(&tinsmith);
                    tinsmith.args(words).current_dir(&shop).env("GIT_CONFIG_COUNT", "1");
                    let key = format!("url.file://{}.insteadOf", models.display());
                    tinsmith.env("GIT_CONFIG_KEY_0", key).env("GIT_CONFIG_VALUE_0", MODELS);
                    scratch::run(&mut tinsmith);
                }
                ["cargo", command, words @ ..] => {
                    // Versions that are on this machine.
                    if !shop.join("Cargo.lock").exists() {
                        scratch::lock(&shop);
                    }
                    scratch::run(scratch::cargo(&shop, target, command).args(words));
                }
                other => panic!("expected a command of the page, found {other:?}"),
            }
        }
        fs::write(shop.join(PACKAGE).join("src/main.rs"), PROGRAM).expect("it can be written");
        scratch::build(&shop, target, &["--package", PACKAGE])
    })
}

/// A folder that goes in the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays is in a folder for temporary files.
        _ = fs::remove_dir_all(&self.0);
    }
}

/// The page's commands up to the program: all but those that install `tinsmith`.
fn commands() -> Vec<String> {
    let blocks = readme::blocks_of("docs/first-call.md", "console");
    let [_, workspace, program, ..] = blocks.as_slice() else { panic!("a block is missing") };
    let lines = workspace.lines().chain(program.lines());
    lines.map(|line| line.strip_prefix("$ ").expect("a command").to_owned()).collect()
}

/// A repository as AWS's is laid out, with one service.
fn make_models(folder: &Path) {
    let service = folder.join("models/cognito-identity-provider/service/2016-04-18");
    fs::create_dir_all(&service).expect("the folder can be made");
    let model = sdk::root().join("model/cognito-identity-provider.json");
    fs::copy(model, service.join("cognito-identity-provider-2016-04-18.json"))
        .expect("the model can be copied");
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"]);
        scratch::run(git.args(words).current_dir(folder))
    };
    git(&["init", "--quiet"]);
    git(&["config", "uploadpack.allowFilter", "true"]);
    git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "one service"]);
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
