//! What bad input gets: a message with file and place, exit status 1, and no file written.
//!
//! The diagnostics themselves are goldens elsewhere; here it is about how the command ends.

use crate::sandbox::{MODEL, Sandbox};

fn rejected(model: &str, arguments: &[&str]) -> String {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", model);
    let outcome =
        sandbox.run(&[&["codegen", "--model", "model.json", "--out", "sdk"], arguments].concat());
    assert_eq!(outcome.status, 1, "{}", outcome.stderr);
    assert!(!sandbox.path("sdk").exists(), "something was written");
    assert_eq!(outcome.stdout, "");
    // What was read is said first; the rest is about the problem.
    outcome
        .stderr
        .lines()
        .filter(|line| !line.contains("Read "))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn an_operation_that_does_not_exist() {
    assert_eq!(
        rejected(MODEL, &["--operation", "GetForcast"]),
        "error: model.json: the operation `GetForcast` does not exist in the service\n\
         help: did you mean `GetForecast`?\n"
            .replace("help", "  help")
    );
}

#[test]
fn a_model_that_is_not_there() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(&["codegen", "--model", "absent.json", "--out", "sdk"]);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.starts_with("error: cannot read absent.json: "), "{}", outcome.stderr);
}

#[test]
fn all_problems_of_a_model_at_once() {
    let model = MODEL
        .replace("smithy.api#String", "com.example#Strin")
        .replace("\"min\": 1, \"max\": 64", "\"min\": 65, \"max\": 64");
    assert_eq!(
        rejected(&model, &[]),
        "error: model.json: com.example#GetForecastInput$city: the member targets `com.example#Strin`, which does not exist\n"
    );
    let model = MODEL.replace("\"min\": 1, \"max\": 64", "\"min\": 65, \"max\": 64").replace(
        "\"com.example#GetHistory\": {",
        "\"com.example#GetHistory\": { \"output\": { \"target\": \"com.example#Nothing\" },",
    );
    assert_eq!(
        rejected(&model, &[]),
        "error: model.json: com.example#GetForecastInput$city: `length` has `min` 65 above `max` 64: no value fits\n\
         error: model.json: com.example#GetHistory: `output` targets `com.example#Nothing`, which does not exist\n"
    );
}

#[test]
fn a_document_that_is_cut_off() {
    let cut = MODEL.get(..200).unwrap();
    let message = rejected(cut, &[]);
    assert!(
        message.starts_with("error: model.json: expected JSON: EOF while parsing"),
        "{message}"
    );
}
