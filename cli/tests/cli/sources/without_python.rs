//! Cognito from a repository, where git is all that is installed, by the command of the README.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::made::{Project, model};
use crate::sandbox::Outcome;

const COGNITO: &str =
    "models/cognito-identity-provider/service/2016-04-18/cognito-identity-provider-2016-04-18.json";
const ADD: [&str; 6] = [
    "add",
    "cognito-identity-provider",
    "--operation",
    "InitiateAuth",
    "--operation",
    "RespondToAuthChallenge",
];

/// Runs the command with a search path of one folder.
fn run(project: &Project, arguments: &[&str], path: &Path) -> Outcome {
    Outcome::of(project.command(arguments).env("PATH", path).output().unwrap())
}

fn git() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap();
    let found = std::env::split_paths(&path).map(|folder| folder.join("git"));
    found.into_iter().find(|git| git.exists()).unwrap()
}

#[test]
fn cognito_comes_from_a_repository_with_git_alone() {
    let project = Project::new();
    let cognito =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/cognito-identity-provider.json");
    let cognito = std::fs::read_to_string(cognito).unwrap();
    // Others, which are not downloaded.
    let pots = model("Pot Shop", &["Glaze"]);
    project.remote.commit(&[(COGNITO, &cognito), ("models/a/service/1/a-1.json", &pots)]);
    let tools = project.sandbox.path("tools");
    std::fs::create_dir(&tools).unwrap();

    let before = project.files();
    let outcome = run(&project, &ADD, &tools);
    let expected = "nothing was added: git is not installed, or not in PATH; models come from a git repository\n  help: install git, or take a model on disk with `--from`";
    assert_eq!(outcome.status, 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains(expected), "{}", outcome.stderr);
    assert_eq!(project.files(), before);

    symlink(git(), tools.join("git")).unwrap();
    let outcome = run(&project, &ADD, &tools);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert_eq!(project.blobs(), 1);
    let files = project.files();
    let operations: Vec<&str> = files
        .keys()
        .filter_map(|path| path.strip_prefix("sdk/cognito-identity-provider/src/operation/"))
        .collect();
    assert_eq!(operations, ["initiate_auth.rs", "respond_to_auth_challenge.rs"]);
    // The model is as it is committed here: facts alone.
    assert_eq!(files["model/cognito-identity-provider.json"], cognito);

    let outcome = run(&project, &["remove", "cognito-identity-provider"], &tools);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert_eq!(project.files(), before);
}
