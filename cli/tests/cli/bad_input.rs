//! What bad input gets: a message with file and place, exit status 1, and no file written.
//!
//! The diagnostics themselves are goldens elsewhere; here it is about how the command ends.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::sandbox::{MODEL, Sandbox};

fn rejected(model: &str, arguments: &[&str]) -> String {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", model);
    let outcome =
        sandbox.run(&[&["generate", "--model", "model.json", "--out", "sdk"], arguments].concat());
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
    let outcome = sandbox.run(&["generate", "--model", "absent.json", "--out", "sdk"]);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.starts_with("error: cannot read absent.json: "), "{}", outcome.stderr);
}

#[test]
fn a_folder_instead_of_a_model() {
    let sandbox = Sandbox::new();
    sandbox.write("empty/notes.txt", "mine");
    sandbox.write("built/smithy-build.json", "{}");
    sandbox.write("service/service-2.json", "{}");
    for (folder, help) in [
        ("empty", "give the file with the model: Smithy JSON AST or C2J"),
        (
            "built",
            "`smithy build` in this folder writes the model to build/smithy/source/model/model.json",
        ),
        ("service", "did you mean service/service-2.json?"),
    ] {
        let outcome = sandbox.run(&["generate", "--model", folder, "--out", "sdk"]);
        assert_eq!(outcome.status, 1);
        let expected = format!("error: {folder} is a folder: expected a file\n  help: {help}\n");
        assert_eq!(outcome.stderr, expected);
    }
}

#[test]
fn a_folder_instead_of_the_configuration_or_an_overlay() {
    let sandbox = Sandbox::elsewhere();
    sandbox.write("codegen.toml/notes.txt", "mine");
    let outcome = sandbox.run(&["generate"]);
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.stderr.ends_with("codegen.toml is a folder: expected a file\n"),
        "{}",
        outcome.stderr
    );
    sandbox.write("model.json", MODEL);
    sandbox.write("overlay.json/notes.txt", "mine");
    let arguments =
        ["generate", "--model", "model.json", "--out", "sdk", "--overlay", "overlay.json"];
    let outcome = sandbox.run(&arguments);
    assert_eq!(outcome.stderr, "error: overlay.json is a folder: expected a file\n");
}

#[test]
fn a_model_in_gzip_is_unpacked_unless_it_is_broken() {
    let sandbox = Sandbox::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(MODEL.as_bytes()).unwrap();
    let mut packed = encoder.finish().unwrap();
    sandbox.write("model.json.gz", &packed);
    let generate = ["generate", "--model", "model.json.gz", "--out", "sdk"];
    let outcome = sandbox.run(&generate);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let packed_files = sandbox.files("sdk");
    sandbox.write("plain/model.json.gz", MODEL);
    sandbox.run(&["generate", "--model", "plain/model.json.gz", "--out", "plain/sdk"]);
    let plain_files = sandbox.files("plain/sdk");
    assert_eq!(packed_files.get("src/lib.rs"), plain_files.get("src/lib.rs"));
    assert_eq!(packed_files.len(), plain_files.len());

    packed.truncate(packed.len() / 2);
    sandbox.write("model.json.gz", &packed);
    let outcome = sandbox.run(&generate);
    assert_eq!(outcome.status, 1);
    let expected = "error: cannot unpack model.json.gz: the gzip file is broken: get it again: ";
    assert!(outcome.stderr.starts_with(expected), "{}", outcome.stderr);
    assert_eq!(sandbox.files("sdk"), packed_files);
}

#[test]
fn all_problems_of_a_model_at_once() {
    let model = MODEL
        .replace("smithy.api#String", "com.example#Strin")
        .replace("\"min\": 1, \"max\": 64", "\"min\": 65, \"max\": 64");
    assert_eq!(
        rejected(&model, &[]),
        "error: model.json: com.example#GetForecastInput$city: `length` has `min` 65 above `max` 64: no value fits\n\
         error: model.json: com.example#GetForecastInput$city: the member targets `com.example#Strin`, which does not exist\n"
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
    let expected = "error: model.json: expected JSON: the document ends early at line 9 column 10";
    assert!(message.starts_with(expected), "{message}");
}
