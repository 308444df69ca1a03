//! What the program says of itself: its version, completions, manual pages.

use crate::sandbox::Sandbox;

#[test]
fn the_version_is_that_of_the_generator_and_of_the_runtime() {
    let sandbox = Sandbox::elsewhere();
    let version = |package: &str| {
        let manifest = format!("{}/../{package}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
        let manifest = std::fs::read_to_string(manifest).unwrap();
        // All are released together.
        assert!(manifest.contains("\nversion.workspace = true\n"), "{package}");
        env!("CARGO_PKG_VERSION")
    };
    let outcome = sandbox.run(&["--version"]);
    assert_eq!(outcome.status, 0);
    assert_eq!(
        outcome.stdout,
        format!(
            "tinsmith {}\ngenerator {}\nruntime {}\n",
            version("cli"),
            version("codegen"),
            version("runtime")
        )
    );
    assert_eq!(sandbox.run(&["-V"]).stdout, format!("tinsmith {}\n", version("cli")));
}

#[test]
fn every_shell_has_completions() {
    let sandbox = Sandbox::elsewhere();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let outcome = sandbox.run(&["completions", shell]);
        assert_eq!((outcome.status, outcome.stderr.as_str()), (0, ""), "{shell}");
        for word in ["tinsmith", "generate", "used-by"] {
            assert!(outcome.stdout.contains(word), "{shell}: {word}");
        }
    }
    let outcome = sandbox.run(&["completions", "csh"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.stderr.contains("possible values: bash"), "{}", outcome.stderr);
}

#[test]
fn every_command_has_a_manual_page() {
    let sandbox = Sandbox::elsewhere();
    let outcome = sandbox.run(&["man-pages", "share/man1"]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (0, ""));
    let pages = sandbox.files("share/man1");
    for page in ["tinsmith.1", "tinsmith-generate.1", "tinsmith-diff.1", "tinsmith-completions.1"] {
        assert!(pages.contains_key(page), "{page}: {:?}", pages.keys());
    }
    assert!(pages["tinsmith-generate.1"].contains("codegen.toml"));
    assert!(!pages.contains_key("tinsmith-man-pages.1"));

    sandbox.write("file", "mine");
    let outcome = sandbox.run(&["man-pages", "file"]);
    assert_eq!(outcome.status, 1);
    let message = "error: cannot write the manual pages into file: ";
    assert!(outcome.stderr.starts_with(message), "{}", outcome.stderr);
    assert_eq!(sandbox.read("file"), "mine");
}
