//! Projects in any folder: which `codegen.toml` counts, from where, and that nothing of this machine is written.

use crate::sandbox::{MODEL, Outcome, Sandbox};

const CONFIG: &str = "[[sdk]]\nmodel = \"models/weather.json\"\noutput = \"sdk/weather\"\npackage = \"weather\"\noperations = \"all\"\n";

/// A project that is in no other one.
fn project() -> Sandbox {
    let sandbox = Sandbox::elsewhere();
    sandbox.write("project/codegen.toml", CONFIG);
    sandbox.write("project/models/weather.json", MODEL);
    sandbox.write("project/deep/below/notes.txt", "");
    sandbox.write("other/notes.txt", "");
    sandbox
}

#[track_caller]
fn succeeds(outcome: &Outcome) {
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
}

#[test]
fn the_nearest_file_counts_from_the_current_folder_upwards() {
    let sandbox = project();
    let outcome = sandbox.run_in("project/deep/below", &["generate"]);
    succeeds(&outcome);
    assert!(outcome.stderr.contains("Synced sdk/weather: 15 written"), "{}", outcome.stderr);
    assert!(sandbox.path("project/sdk/weather/src/lib.rs").exists());
    assert!(!sandbox.path("project/deep/below/sdk").exists());

    // One that is nearer is another project.
    sandbox.write("project/deep/codegen.toml", CONFIG.replace("weather.json", "none.json"));
    let outcome = sandbox.run_in("project/deep/below", &["generate", "--check"]);
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.contains("cannot read models/none.json"), "{}", outcome.stderr);
    succeeds(&sandbox.run_in("project/sdk", &["generate", "--check"]));
}

#[test]
fn a_project_elsewhere_is_named_by_its_folder_or_its_file() {
    let sandbox = project();
    succeeds(&sandbox.run_in("other", &["generate", "-C", "../project"]));
    let manifest = sandbox.path("project/codegen.toml");
    for arguments in [
        &["generate", "--check", "--manifest", "../project/codegen.toml"][..],
        &["--manifest", manifest.to_str().unwrap(), "generate", "--check"],
        &["-C", "../project/deep", "--manifest", "../codegen.toml", "generate", "--check"],
        &["--directory=../project", "operations"],
        &["operations", "--manifest=../project/codegen.toml"],
    ] {
        succeeds(&sandbox.run_in("other", arguments));
    }
    assert_eq!(sandbox.files("other").len(), 1);
    // Paths on the command line are as seen from the folder.
    let outcome = sandbox.run_in(
        "other",
        &["-C", "../project", "generate", "--model", "models/weather.json", "--out", "mine"],
    );
    succeeds(&outcome);
    assert!(sandbox.path("project/mine/src/lib.rs").exists());
}

#[test]
fn where_there_is_no_project_it_is_said() {
    let sandbox = project();
    let folder = sandbox.path("other").canonicalize().unwrap();
    let message = format!(
        "error: found no codegen.toml in {} or a folder above it\n  help: `tinsmith init` makes one, `--manifest FILE` says where it is\n",
        folder.display()
    );
    for arguments in [&["generate"][..], &["generate", "--check"], &["operations"], &["import"]] {
        let outcome = sandbox.run_in("other", arguments);
        assert_eq!((outcome.status, outcome.stderr.as_str()), (1, message.as_str()));
    }
    let outcome = sandbox.run_in("other", &["diff"]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (3, message.as_str()));

    for (arguments, expected) in [
        (["--manifest", "codegen.toml"], "error: there is no codegen.toml\n"),
        (
            ["--manifest", "../project/models/weather.json"],
            "error: expected a file called codegen.toml as `--manifest`, found ../project/models/weather.json\n",
        ),
        (["-C", "no/such"], "error: cannot change to the folder no/such: "),
    ] {
        let outcome = sandbox.run_in("other", &[&["operations"], &arguments[..]].concat());
        assert_eq!(outcome.status, 1);
        assert!(outcome.stderr.starts_with(expected), "{}", outcome.stderr);
    }
}

#[test]
fn what_needs_no_project_works_without_one() {
    let sandbox = project();
    let model = "../project/models/weather.json";
    succeeds(&sandbox.run_in("other", &["operations", "--model", model]));
    succeeds(&sandbox.run_in("other", &["diff", model, model]));
    succeeds(&sandbox.run_in("other", &["generate", "--model", model, "--out", "sdk"]));
    // No project has a runtime here, so it is the published one.
    let manifest = sandbox.read("other/sdk/Cargo.toml");
    let version = env!("CARGO_PKG_VERSION");
    assert!(manifest.contains(&format!("version = \"{version}\"")), "{manifest}");
}

#[test]
fn nothing_that_is_written_has_a_path_of_this_machine() {
    let sandbox = project();
    sandbox.write("project/runtime/Cargo.toml", "");
    let model = sandbox.path("project/models/weather.json");
    let out = sandbox.path("project/sdk/one");
    let arguments =
        ["generate", "--model", model.to_str().unwrap(), "--out", out.to_str().unwrap()];
    succeeds(&sandbox.run_in("project/deep", &["generate"]));
    succeeds(&sandbox.run_in("project/deep", &arguments));
    let manifest = sandbox.read("project/sdk/one/Cargo.toml");
    assert!(manifest.contains("path = \"../../runtime\""), "{manifest}");
    // A runtime that is named is as seen from the current folder, and written as seen from the crate.
    succeeds(&sandbox.run_in("other", &[&arguments[..], &["--runtime", "../project/rt"]].concat()));
    let manifest = sandbox.read("project/sdk/one/Cargo.toml");
    assert!(manifest.contains("path = \"../../rt\""), "{manifest}");
    let place = sandbox.path("").canonicalize().unwrap();
    for (name, text) in sandbox.files("") {
        assert!(!text.contains(place.to_str().unwrap()), "{name}");
    }
}
