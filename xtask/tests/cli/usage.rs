//! Help, wrong usage, and what goes to which stream.

use std::collections::BTreeSet;

use crate::sandbox::{MODEL, Sandbox};

#[test]
fn help_is_everywhere_and_goes_to_standard_output() {
    let sandbox = Sandbox::new();
    let mut seen = BTreeSet::new();
    for (command, expected) in [
        (&["--help"][..], "Generates small Rust SDKs from API models, and checks this workspace"),
        (&["codegen", "--help"], "Writes the crates of codegen.toml, or one crate from any model"),
        (
            &["add", "--help"],
            "Adds the SDK of another AWS service to this workspace: model, entry in codegen.toml, and crate",
        ),
        (
            &["remove", "--help"],
            "Removes what `add` added: crate, entry in codegen.toml, and model",
        ),
        (&["operations", "--help"], "Lists the operations of a model"),
        (&["model", "--help"], "The committed service models"),
        (
            &["model", "import", "--help"],
            "Makes the models from the sources that model/sources.toml pins",
        ),
        (
            &["model", "update", "--help"],
            "Updates the models to another version of their sources, with the pins and the generated crates",
        ),
        (&["diff", "--help"], "Says what a change of a model does to callers and on the wire"),
        (
            &["history", "--help"],
            "Compares released versions of one API with each other, and prints a table",
        ),
        (
            &["conformance", "--help"],
            "Runs the protocol suites of botocore against generated crates, and prints a table",
        ),
        (
            &["test", "--help"],
            "Runs everything that CI checks, step by step, and stops at the first that fails",
        ),
        (
            &["bench", "--help"],
            "Measures the generator, what its output costs to compile, and one call",
        ),
        (&["bench", "stages", "--help"], "The stages of the generator [default]"),
        (
            &["corpus", "--help"],
            "Generates a crate from the newest model of every service that speaks awsJson, and prints a table",
        ),
        (&["bench", "review", "--help"], "A review of two models of Cognito, part by part"),
        (&["bench", "compile", "--help"], "CPU time and size of programs with 1, 20 and all"),
        (&["bench", "inline", "--help"], "What it costs that generated functions are"),
        (&["bench", "call", "--help"], "Time, instructions and allocations of one call"),
    ] {
        let outcome = sandbox.run(command);
        assert_eq!(outcome.status, 0, "{command:?}");
        assert!(outcome.stdout.starts_with(expected), "{command:?}: {}", outcome.stdout);
        assert!(outcome.stdout.contains("cargo xtask"), "{command:?}: {}", outcome.stdout);
        assert_eq!(outcome.stderr, "", "{command:?}");
        seen.insert(command.iter().map(|&word| word.to_owned()).collect());
    }
    assert_eq!(seen, every_help(&sandbox));
}

/// The command line that asks for help, of each command and what is below it, as the help itself lists them.
fn every_help(sandbox: &Sandbox) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    let mut pending = vec![vec!["--help".to_owned()]];
    while let Some(command) = pending.pop() {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let help = sandbox.run(&words).stdout;
        let listed = help.split_once("\nCommands:\n").map_or("", |(_, listed)| listed);
        let names = listed.lines().take_while(|line| !line.is_empty());
        // What a command does may take more than one line, further in.
        let names = names.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        for name in names.filter(|name| !name.is_empty() && *name != "help") {
            let mut inner = command.clone();
            inner.insert(inner.len() - 1, name.to_owned());
            pending.push(inner);
        }
        found.insert(command);
    }
    found
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_was_meant() {
    let sandbox = Sandbox::new();
    for (command, expected) in [
        (&["codegn"][..], "some similar subcommands exist: 'model', 'codegen'"),
        (&["codegen", "--chek"], "a similar argument exists: '--check'"),
        (&["codegen", "--dump", "model", "--check"], "cannot be used with"),
        (&["codegen", "--dump", "irr"], "[possible values: model, facts, ir]"),
        (&["codegen", "--out", "x"], "--model <FILE>"),
        (&["codegen", "--docs", "model"], "--model <FILE>"),
        (&["codegen", "--validation", "off"], "--model <FILE>"),
        (&["codegen", "--model", "m", "--out", "x", "--dump", "ir"], "cannot be used with"),
        (&["codegen", "--model", "m", "--out", "x", "--package", "9p"], "found `9p`"),
        (
            &["codegen", "--model", "m", "--out", "x", "--package", "match"],
            "no package can be called `match`",
        ),
        (&["codegen", "--model", "m", "--out", "x", "--package", ""], "--package <NAME>"),
        (&["operations", "--service", "S"], "--model <FILE>"),
        (&["corpus", "--check=some"], "[possible values: all, hardest]"),
        (&["corpus", "sqs"], "unexpected argument 'sqs' found"),
        (&["corpus", "--services", "sqs", "--report", "r.md"], "cannot be used with"),
        (&["conformance", "--check"], "--report <FILE>"),
        (&["conformance", "--suite", "s", "--report", "r.md"], "cannot be used with"),
        (&["conformance", "input/json.json"], "unexpected argument 'input/json.json' found"),
        (&["conformance", "--suite"], "a value is required for '--suite <NAME>'"),
        (&["add"], "<SERVICE>"),
        (&["add", ""], "a value is required for '<SERVICE>'"),
        (&["add", "pots", "--package", "9p"], "found `9p`"),
        (&["remove"], "<SERVICE>"),
        (&["bench", "compil"], "a similar subcommand exists: 'compile'"),
        (&["bench", "call", "success"], "unexpected argument 'success' found"),
        (&["bench", "compile", "--calls", "2"], "[possible values: 1, 20, all]"),
        (&["bench", "compile", "--calls", "1", "--report", "r.md"], "cannot be used with"),
        (&["codegen", "--model", "m.json"], "`--model` needs `--out DIR`"),
    ] {
        let outcome = sandbox.run(command);
        assert_eq!(outcome.status, 2, "{command:?}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(expected), "{command:?}: {}", outcome.stderr);
        assert_eq!(outcome.stdout, "", "{command:?}");
    }
}

#[test]
fn tables_and_dumps_go_to_standard_output_without_colours() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    let table = sandbox.run(&["operations", "--model", "model.json"]);
    assert_eq!(table.status, 0, "{}", table.stderr);
    assert_eq!(
        table.stdout,
        "operation    signed  shapes  errors  paginated\n\
         GetForecast  no           2       0  no\n\
         GetHistory   no           2       0  no\n"
    );
    let dump = sandbox.run(&["codegen", "--model", "model.json", "--dump", "model"]);
    assert_eq!(dump.status, 0, "{}", dump.stderr);
    assert!(dump.stdout.starts_with("{\n  \"smithy\": \"2.0\",\n"), "{}", dump.stdout);
    let facts = sandbox.run(&["codegen", "--model", "model.json", "--dump", "facts"]);
    assert!(facts.stdout.starts_with("Facts {\n"), "{}", facts.stdout);
    let ir = sandbox.run(&["codegen", "--model", "model.json", "--dump", "ir"]);
    assert!(ir.stdout.starts_with("Crate {\n"), "{}", ir.stdout);
    for outcome in [table, dump, facts, ir] {
        assert!(!outcome.stdout.contains('\u{1b}') && !outcome.stderr.contains('\u{1b}'));
    }
}

#[test]
fn a_folder_whose_name_no_package_can_have_gives_a_name_that_one_can() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    for (folder, name) in [
        ("my-sdk", "my-sdk"),
        ("test", "sdk-test"),
        ("match", "sdk-match"),
        ("_private", "sdk-_private"),
        ("9 lives", "sdk-9-lives"),
        ("\u{65e5}", "sdk"),
        ("up/src/..", "up"),
    ] {
        // The way up goes through a folder that is there.
        if folder.ends_with("..") {
            sandbox.write("up/src/notes.txt", "mine");
        }
        let outcome = sandbox.run(&["codegen", "--model", "model.json", "--out", folder]);
        assert_eq!(outcome.status, 0, "{folder}: {}", outcome.stderr);
        let manifest = sandbox.read(&format!("{folder}/Cargo.toml"));
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "{manifest}");
    }
}
