//! `operations`: which model, which service, what is left out, and who reads it.

use crate::sandbox::{MODEL, Sandbox};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    sandbox
}

const OVERLAY: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "com.example#GetHistory": {
      "type": "apply",
      "traits": { "aws.protocols#httpChecksum": { "requestAlgorithmMember": "algorithm" } }
    }
  }
}
"#;

#[test]
fn overlays_count_and_what_is_left_out_is_said() {
    let sandbox = sandbox();
    sandbox.write("overlay.json", OVERLAY);
    let outcome =
        sandbox.run(&["operations", "--model", "model.json", "--overlay", "overlay.json"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert_eq!(
        outcome.stdout,
        "operation    signed  shapes  errors  paginated\n\
         GetForecast  no           2       0  no\n"
    );
    assert_eq!(
        outcome.stderr,
        "warning: model.json: com.example#GetHistory: left out: `requestAlgorithmMember` of `aws.protocols#httpChecksum` names `algorithm`, which is no member of the input\n"
    );
}

#[test]
fn one_service_of_several_is_chosen_by_name() {
    let sandbox = Sandbox::new();
    let second = "\"com.example#Tides\": { \"type\": \"service\", \"version\": \"1\", \
                  \"operations\": [{ \"target\": \"com.example#GetHistory\" }], \
                  \"traits\": { \"aws.protocols#awsJson1_0\": {} } },";
    let shapes = "\"shapes\": {";
    sandbox.write("model.json", MODEL.replace(shapes, &format!("{shapes}{second}")));
    let unnamed = sandbox.run(&["operations", "--model", "model.json"]);
    assert_eq!(unnamed.status, 1);
    let named = sandbox.run(&["operations", "--model", "model.json", "--service", "Tides"]);
    assert_eq!(named.status, 0, "{}", named.stderr);
    let first = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let names: Vec<String> = named.stdout.lines().map(first).collect();
    assert_eq!(names, ["operation", "GetHistory"]);
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let sandbox = sandbox();
    for arguments in [
        &["operations", "--model", "model.json"][..],
        &["generate", "--model", "model.json", "--dump", "ir"],
    ] {
        let outcome = sandbox.run_unread(arguments);
        assert_eq!(outcome.status, 0, "{arguments:?}: {}", outcome.stderr);
        assert!(!outcome.stderr.contains("rror"), "{}", outcome.stderr);
    }
}
