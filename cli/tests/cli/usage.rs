//! Help, wrong usage, and what goes to which stream.

use std::collections::BTreeSet;

use crate::sandbox::{MODEL, Sandbox};

#[test]
fn help_is_everywhere_and_goes_to_standard_output() {
    let sandbox = Sandbox::new();
    let mut seen = BTreeSet::new();
    for (command, expected) in [
        (&["--help"][..], "Generates small, readable Rust SDKs from API models"),
        (&["generate", "--help"], "Write the crates of codegen.toml, or one crate from any model"),
        (
            &["init", "--help"],
            "Make the current folder a project: codegen.toml, a Cargo workspace, and the runtime of its crates",
        ),
        (
            &["add", "--help"],
            "Add the SDK of another AWS service to this project: model, entry in codegen.toml, and crate",
        ),
        (&["remove", "--help"], "Remove what `add` added: crate, entry in codegen.toml, and model"),
        (&["operations", "--help"], "List the operations of a model"),
        (&["import", "--help"], "Make the models from the sources that model/sources.toml pins"),
        (
            &["update", "--help"],
            "Update the models to another version of their sources, with the pins and the generated crates",
        ),
        (&["completions", "--help"], "Print the completions of a shell"),
        (&["diff", "--help"], "Say what a change of a model does to callers and on the wire"),
    ] {
        let outcome = sandbox.run(command);
        assert_eq!(outcome.status, 0, "{command:?}");
        assert!(outcome.stdout.starts_with(expected), "{command:?}: {}", outcome.stdout);
        assert!(outcome.stdout.contains("Usage: tinsmith"), "{command:?}: {}", outcome.stdout);
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
        (&["generat"][..], "a similar subcommand exists: 'generate'"),
        (&["generate", "--chek"], "a similar argument exists: '--check'"),
        (&["generate", "--dump", "model", "--check"], "cannot be used with"),
        (&["generate", "--dump", "irr"], "[possible values: model, facts, ir]"),
        (&["generate", "--out", "x"], "--model <FILE>"),
        (&["generate", "--docs", "model"], "--model <FILE>"),
        (&["generate", "--validation", "off"], "--model <FILE>"),
        (&["generate", "--model", "m", "--out", "x", "--dump", "ir"], "cannot be used with"),
        (&["generate", "--model", "m", "--out", "x", "--package", "9p"], "found `9p`"),
        (
            &["generate", "--model", "m", "--out", "x", "--package", "match"],
            "no package can be called `match`",
        ),
        (&["generate", "--model", "m", "--out", "x", "--package", ""], "--package <NAME>"),
        (&["operations", "--service", "S"], "--model <FILE>"),
        (&["add"], "<SERVICE>"),
        (&["add", ""], "a value is required for '<SERVICE>'"),
        (&["add", "pots", "--package", "9p"], "found `9p`"),
        (&["remove"], "<SERVICE>"),
        (&["generate", "--model", "m.json"], "<--dump <STAGE>|--out <DIR>>"),
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
    let dump = sandbox.run(&["generate", "--model", "model.json", "--dump", "model"]);
    assert_eq!(dump.status, 0, "{}", dump.stderr);
    assert!(dump.stdout.starts_with("{\n  \"smithy\": \"2.0\",\n"), "{}", dump.stdout);
    let facts = sandbox.run(&["generate", "--model", "model.json", "--dump", "facts"]);
    assert!(facts.stdout.starts_with("Facts {\n"), "{}", facts.stdout);
    let ir = sandbox.run(&["generate", "--model", "model.json", "--dump", "ir"]);
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
        let outcome = sandbox.run(&["generate", "--model", "model.json", "--out", folder]);
        assert_eq!(outcome.status, 0, "{folder}: {}", outcome.stderr);
        let manifest = sandbox.read(&format!("{folder}/Cargo.toml"));
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "{manifest}");
    }
}
