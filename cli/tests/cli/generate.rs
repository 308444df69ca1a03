//! `generate` of any model: writing, leaving, removing, comparing.

use crate::sandbox::{MODEL, Sandbox};

const GENERATE: [&str; 5] = ["generate", "--model", "model.json", "--out", "sdk"];

fn generated() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    sandbox
}

/// Lines of a report, without the time.
fn steps(stderr: &str) -> Vec<&str> {
    stderr.lines().map(str::trim).filter(|line| !line.starts_with("Finished")).collect()
}

#[test]
fn a_second_run_writes_nothing() {
    let sandbox = generated();
    let before = sandbox.files("sdk");
    assert!(before.contains_key("src/operation/get_forecast.rs"));
    let modified = |name: &str| std::fs::metadata(sandbox.path(name)).unwrap().modified().unwrap();
    let time = modified("sdk/src/lib.rs");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 0);
    assert_eq!(
        steps(&outcome.stderr).last(),
        Some(&"Synced sdk: 0 written, 15 unchanged, 0 removed")
    );
    assert_eq!(sandbox.files("sdk"), before);
    assert_eq!(modified("sdk/src/lib.rs"), time);
}

#[test]
fn the_report_says_what_was_read_sliced_and_written() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    let outcome = sandbox.run(&[&GENERATE[..], &["--operation", "GetForecast"]].concat());
    let lines = sandbox.files("sdk").values().map(|text| text.lines().count()).sum::<usize>();
    assert_eq!(
        steps(&outcome.stderr),
        [
            "Read model.json (1 kB)",
            &format!("Generated Weather: 1 operation, 2 shapes, 13 files, {lines} lines"),
            "Synced sdk: 13 written, 0 unchanged, 0 removed",
        ]
    );
    assert!(outcome.stderr.trim_end().ends_with(" ms"), "{}", outcome.stderr);
}

#[test]
fn a_smaller_slice_removes_what_is_left_over() {
    let sandbox = generated();
    sandbox.write("sdk/src/notes.txt", "mine");
    sandbox.write("sdk/target/debug/x.rs", "// not looked at");
    let outcome = sandbox.run(&[&GENERATE[..], &["--operation", "GetForecast"]].concat());
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let files = sandbox.files("sdk");
    assert!(!files.contains_key("src/operation/get_history.rs"));
    assert_eq!(files.get("src/notes.txt").map(String::as_str), Some("mine"));
    assert!(files.contains_key("target/debug/x.rs"));
}

#[test]
fn check_lists_stale_missing_and_left_over_files_and_writes_nothing() {
    let sandbox = generated();
    let fresh = sandbox.run(&[&GENERATE[..], &["--check"]].concat());
    assert_eq!(fresh.status, 0, "{}", fresh.stderr);

    let text = sandbox.read("sdk/src/meta.rs");
    sandbox.write("sdk/src/meta.rs", text.replace("2026-01-01", "2025-01-01"));
    std::fs::remove_file(sandbox.path("sdk/src/endpoint.rs")).unwrap();
    let header = text.lines().next().unwrap();
    sandbox.write("sdk/src/old.rs", format!("{header}\n"));
    let before = sandbox.files("sdk");
    let outcome = sandbox.run(&[&GENERATE[..], &["--check"]].concat());
    assert_eq!(outcome.status, 1);
    let report: Vec<&str> = outcome.stderr.lines().skip(2).take(9).collect();
    assert_eq!(
        report,
        [
            "error: sdk: 1 file stale",
            "  sdk/src/meta.rs",
            "      - pub const API_VERSION: &str = \"2025-01-01\";",
            "      + pub const API_VERSION: &str = \"2026-01-01\";",
            "error: sdk: 1 file missing",
            "  sdk/src/endpoint.rs",
            "error: sdk: 1 file left over",
            "  sdk/src/old.rs",
            "run `tinsmith generate --model model.json --out sdk` to write them again",
        ]
    );
    assert_eq!(sandbox.files("sdk"), before);
}

#[test]
fn check_names_the_command_that_writes_what_it_compares() {
    let sandbox = Sandbox::new();
    sandbox.write("my model.json", MODEL);
    let arguments = ["generate", "--check", "--model", "my model.json", "--out=it's", "-v"];
    let outcome = sandbox.run(&arguments);
    assert_eq!(outcome.status, 1);
    let last =
        "run `tinsmith generate --model 'my model.json' '--out=it'\\''s' -v` to write them again";
    assert!(outcome.stderr.contains(last), "{}", outcome.stderr);
    let written: Vec<&str> = arguments.into_iter().filter(|word| *word != "--check").collect();
    assert_eq!(sandbox.run(&written).status, 0);
    assert_eq!(sandbox.run(&arguments).status, 0);
}

#[test]
fn check_lists_the_first_files_and_counts_the_rest() {
    let sandbox = Sandbox::new();
    let names: Vec<String> = (10..50).map(|number| format!("Get{number}")).collect();
    let targets = names.iter().map(|name| format!("{{ \"target\": \"com.example#{name}\" }}"));
    let targets = targets.collect::<Vec<_>>().join(", ");
    let shapes = names.iter().fold(String::new(), |text, name| {
        text + &format!("\"com.example#{name}\": {{ \"type\": \"operation\" }},\n")
    });
    let model = MODEL.replace("{ \"target\": \"com.example#GetHistory\" }", &targets).replace(
        "\"com.example#GetHistory\": {",
        &format!("{shapes}\"com.example#GetHistory\": {{"),
    );
    sandbox.write("model.json", model);
    let outcome = sandbox.run(&[&GENERATE[..], &["--check"]].concat());
    assert_eq!(outcome.status, 1);
    let listed = outcome.stderr.lines().filter(|line| line.starts_with("  sdk/")).count();
    assert_eq!(listed, 20, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("\n  and 73 more\n"), "{}", outcome.stderr);
}

#[test]
fn check_says_what_is_in_the_way() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    sandbox.write("sdk/Cargo.toml", "# mine\n");
    let outcome = sandbox.run(&[&GENERATE[..], &["--check"]].concat());
    assert_eq!(outcome.status, 1);
    let last = "error: sdk: 1 file in the way and not generated\n  sdk/Cargo.toml\n\
                move what is in the way, then run `tinsmith generate --model model.json --out sdk`\n";
    assert!(outcome.stderr.contains(last), "{}", outcome.stderr);
}

/// Three patterns that cannot be checked, two operations that cannot be generated, and one waiter.
fn with_much_left_out() -> String {
    let pattern = |name: &str| {
        format!(
            "\"{name}\": {{ \"target\": \"smithy.api#String\", \
             \"traits\": {{ \"smithy.api#pattern\": \"(?!{name}).\" }} }},\n"
        )
    };
    let checksum = "\"type\": \"operation\", \"traits\": { \"aws.protocols#httpChecksum\": \
                    { \"requestAlgorithmMember\": \"algorithm\" } }";
    let waiter = "\"traits\": { \"smithy.waiters#waitable\": { \"Never\": { \"acceptors\": \
                  [{ \"state\": \"failure\", \"matcher\": { \"success\": true } }] } } },";
    MODEL
        .replace("\"city\": {", &format!("{}\"city\": {{", ["a", "b", "c"].map(pattern).concat()))
        .replace("\"com.example#GetHistory\": { \"type\": \"operation\" }", &format!("\"com.example#GetHistory\": {{ {checksum} }}, \"com.example#GetTides\": {{ {checksum} }}"))
        .replace("{ \"target\": \"com.example#GetHistory\" }", "{ \"target\": \"com.example#GetHistory\" }, { \"target\": \"com.example#GetTides\" }")
        .replace("\"input\":", &format!("{waiter} \"input\":"))
}

#[test]
fn what_a_model_makes_impossible_is_counted_and_listed_when_asked() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", with_much_left_out());
    let warnings = |arguments: &[&str]| -> Vec<String> {
        let outcome = sandbox.run(&[&GENERATE[..], arguments].concat());
        assert_eq!(outcome.status, 0, "{}", outcome.stderr);
        let lines = outcome.stderr.lines();
        lines.filter(|line| !line.starts_with("   ")).map(str::to_owned).collect()
    };
    let waiter = "warning: model.json: com.example#GetForecast: `smithy.waiters#waitable`: the waiter `Never` is left out: expected an acceptor of the state `success`, found none";
    assert_eq!(
        warnings(&[]),
        [
            waiter,
            "warning: model.json: 2 operations are left out: GetHistory, GetTides",
            "warning: model.json: 3 patterns are not checked",
            "  help: `--verbose` lists each of them",
        ]
    );
    let all = warnings(&["-v"]);
    assert_eq!(all.len(), 6, "{all:?}");
    assert_eq!(all, warnings(&["--verbose"]));
    // What is not generated has nothing to be left out of.
    assert_eq!(warnings(&["--operation", "GetForecast"]).len(), 3);
    let sandbox = Sandbox::new();
    sandbox.write("model.json", with_much_left_out().replace("awsJson1_0", "telegraph"));
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1);
    let lines: Vec<&str> = outcome.stderr.lines().collect();
    assert_eq!(
        lines,
        [
            "        Read model.json (2 kB)",
            "error: model.json: com.example#Weather: the protocol of the service, `aws.protocols#telegraph`, is not supported yet",
            "  help: the supported protocols are `aws.protocols#awsJson1_1`, `aws.protocols#awsJson1_0`, `aws.protocols#restJson1`, `aws.protocols#restXml`, `smithy.protocols#rpcv2Cbor`, `aws.protocols#awsQuery` and `aws.protocols#ec2Query`",
        ]
    );
}

#[test]
fn a_file_of_somebody_else_is_never_touched() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    sandbox.write("sdk/Cargo.toml", "# mine\n");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.stderr.contains("sdk holds files that were not generated and are in the way; nothing was written:\n  Cargo.toml\n"),
        "{}",
        outcome.stderr
    );
    assert_eq!(sandbox.files("sdk").len(), 1);
    assert_eq!(sandbox.read("sdk/Cargo.toml"), "# mine\n");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_somebody_elses() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    sandbox.write("sdk/src/wire.rs/notes.txt", "mine");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.contains("nothing was written:\n  src/wire.rs\n"), "{}", outcome.stderr);
    let files: Vec<String> = sandbox.files("sdk").into_keys().collect();
    assert_eq!(files, ["src/wire.rs/notes.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing_behind() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    // A file where a folder has to be: no user, whatever their rights, can write below it.
    sandbox.write("sdk/src/operation", "in the way");
    let outcome = sandbox.run(&GENERATE);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.contains("cannot "), "{}", outcome.stderr);
    let files: Vec<String> = sandbox.files("sdk").into_keys().collect();
    assert_eq!(files, ["src/operation"]);
}
