//! The overlays that come with Tinsmith, for the one service that has some.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::workspace::Workspace;
use super::{Add, try_add, try_remove};

const SERVICE: &str = "cognito-identity-provider";
const MODEL: &str = include_str!("../../../../model/cognito-identity-provider.json");

/// The files of a workspace to which the service was added from this model.
fn with(workspace: &Workspace, model: &str) -> BTreeMap<String, String> {
    let document: PathBuf = workspace.root().join("downloaded.json");
    std::fs::write(&document, model).unwrap();
    let operations = ["InitiateAuth", "RespondToAuthChallenge"].map(str::to_owned).to_vec();
    let service = SERVICE.to_owned();
    let asked = Add { service, operations, from: Some(document.clone()), ..Add::default() };
    try_add(workspace, &asked).unwrap();
    std::fs::remove_file(document).unwrap();
    workspace.files()
}

#[test]
fn cognito_has_typed_challenges_and_goes_without_a_trace() {
    let workspace = Workspace::new();
    let before = workspace.files();
    let files = with(&workspace, MODEL);
    let overlays = ["sign-in", "challenges", "secrets", "tokens"]
        .map(|name| format!("model/overlays/{name}.json"));
    let listed = overlays.clone().map(|path| format!("    \"{path}\",\n")).concat();
    assert!(files["codegen.toml"].contains(&format!("overlays = [\n{listed}]\n")));
    for overlay in &overlays {
        assert!(files.contains_key(overlay), "{overlay}");
    }
    assert!(
        files["sdk/cognito-identity-provider/src/types/challenge_answer.rs"].contains("SmsMfa")
    );

    assert_eq!(try_remove(&workspace, SERVICE), Ok(0));
    assert_eq!(workspace.files(), before);
}

#[test]
fn an_overlay_that_was_changed_is_the_users() {
    let workspace = Workspace::new();
    let files = with(&workspace, MODEL);
    let changed = files["model/overlays/tokens.json"].replace("  ", " ");
    std::fs::write(workspace.root().join("model/overlays/tokens.json"), &changed).unwrap();

    assert_eq!(try_remove(&workspace, SERVICE), Ok(0));
    let left = workspace.files();
    assert_eq!(left["model/overlays/tokens.json"], changed);
    assert!(!left.contains_key("model/overlays/challenges.json"));

    // It is taken as it is when the service comes back.
    let files = with(&workspace, MODEL);
    assert_eq!(files["model/overlays/tokens.json"], changed);
    assert!(files["codegen.toml"].contains("model/overlays/tokens.json"));
}

#[test]
fn an_overlay_that_does_not_fit_is_left_out() {
    let workspace = Workspace::new();
    // An entry without its value is an error, and the service must come all the same.
    let older = MODEL.replace("\"SMS_OTP\"", "\"SMS_CODE\"");
    let files = with(&workspace, &older);
    assert!(!files["codegen.toml"].contains("model/overlays/challenges.json"));
    assert!(!files.contains_key("model/overlays/challenges.json"));
    assert!(files["codegen.toml"].contains("model/overlays/secrets.json"));
}
