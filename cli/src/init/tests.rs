//! Folders before and after `init`.

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::*;

/// A folder of a test, which goes when the test is over.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Every file, with `/` between the parts of its path.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut pending = vec![self.0.path().to_path_buf()];
        while let Some(folder) = pending.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    pending.push(path);
                } else {
                    let name = path.strip_prefix(self.0.path()).unwrap();
                    let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
                    files.insert(parts.join("/"), fs::read_to_string(&path).unwrap());
                }
            }
        }
        files
    }

    fn init(&self, asked: &Init) -> Result<(), String> {
        run(self.0.path(), asked).map(|status| assert_eq!(status, 0)).map_err(|error| {
            format!("{error:#}").replace(&self.0.path().display().to_string(), "FOLDER")
        })
    }
}

fn form(runtime: Form) -> Init {
    Init { runtime, git: None, rev: None, source: Models::API_MODELS.to_owned() }
}

const VENDORED: &str = "# Which SDKs Tinsmith generates for this project. Paths are relative to this file.
# `tinsmith add SERVICE` adds one below, `tinsmith generate` writes them all.

# Where `tinsmith add` takes models from: `git`, a repository such as https://github.com/aws/api-models-aws;
# `folder`, laid out as such a repository; or `botocore = true`, which takes pip.
[models]
git = \"https://github.com/aws/api-models-aws\"

# What every generated crate depends on. Its source, which `tinsmith generate` writes into this folder; the HTTP client's stands beside it.
[runtime]
vendored = \"sdk/tinsmith-runtime\"
";

#[test]
fn an_empty_folder_becomes_a_project() {
    let folder = Folder::new(&[]);
    folder.init(&form(Form::Vendored)).unwrap();
    let mut files = folder.files();
    let expected = [
        ("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"sdk/*\"]\n"),
        (".gitignore", "/target\n"),
        ("codegen.toml", VENDORED),
        ("sdk/README.md", USUAL[1].1),
    ];
    for (path, text) in expected {
        assert_eq!(files.remove(path).as_deref(), Some(text), "{path}");
    }
    for package in ["tinsmith-runtime", "tinsmith-http-client"] {
        for (path, text) in vendored::tree(package).files {
            assert_eq!(files.remove(&format!("sdk/{package}/{path}")), Some(text), "{path}");
        }
    }
    assert_eq!(files, BTreeMap::new());
}

#[test]
fn the_other_forms_of_the_runtime_are_an_entry() {
    let entry = |asked: &Init| {
        let folder = Folder::new(&[]);
        folder.init(asked).unwrap();
        let files = folder.files();
        let names = [".gitignore", "Cargo.toml", "codegen.toml", "sdk/README.md"];
        assert_eq!(files.keys().collect::<Vec<_>>(), names);
        let (_, entry) = files["codegen.toml"].split_once("[runtime]\n").unwrap();
        entry.to_owned()
    };
    assert_eq!(entry(&form(Form::Version)), format!("version = \"{VERSION}\"\n"));
    let git = Init {
        runtime: Form::Git,
        git: Some("https://git.example/tinsmith".to_owned()),
        rev: Some("1f3a9c2".to_owned()),
        ..form(Form::Git)
    };
    let expected = "git = \"https://git.example/tinsmith\"\nrev = \"1f3a9c2\"\n";
    assert_eq!(entry(&git), expected);
}

#[test]
fn models_come_from_the_source_that_is_named() {
    for (source, entry, models) in [
        ("botocore", "botocore = true", Models::Botocore),
        (
            "https://git.example/models",
            "git = \"https://git.example/models\"",
            Models::Git("https://git.example/models".to_owned()),
        ),
        ("../models", "folder = \"../models\"", Models::Folder("../models".to_owned())),
    ] {
        let folder = Folder::new(&[]);
        folder.init(&Init { source: source.to_owned(), ..form(Form::Version) }).unwrap();
        let configured = &folder.files()["codegen.toml"];
        assert!(configured.contains(&format!("[models]\n{entry}\n")), "{configured}");
        assert_eq!(config::parse(configured).unwrap().models, Some(models));
    }
    let folder = Folder::new(&[]);
    let message = folder.init(&Init { source: "/models".to_owned(), ..form(Form::Version) });
    assert_eq!(
        message.unwrap_err(),
        "nothing was written: expected a git URL, a folder relative to this one, or `botocore` as `--source`, found /models"
    );
    assert!(folder.files().is_empty());
}

#[test]
fn a_workspace_gets_a_member_and_keeps_the_rest() {
    for (name, before, after) in [
        (
            "members",
            "# Ours.\n[workspace]\nmembers = [\n    \"app\", # the program\n    \"lib\",\n]\n\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n",
            "# Ours.\n[workspace]\nmembers = [\n    \"app\", # the program\n    \"lib\",\n    \"sdk/*\",\n]\n\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n",
        ),
        (
            "of-windows",
            "[workspace]\r\nmembers = [\"app\"] # ours\r\n",
            "[workspace]\r\nmembers = [\"app\", \"sdk/*\"] # ours\r\n",
        ),
        ("no-members", "[workspace]\n# Later.\n", "[workspace]\nmembers = [\"sdk/*\"]\n# Later.\n"),
        (
            "package",
            "[package]\nname = \"app\"\nversion = \"0.1.0\" # first\nedition = \"2024\"\n",
            "[package]\nname = \"app\"\nversion = \"0.1.0\" # first\nedition = \"2024\"\n\n[workspace]\nmembers = [\"sdk/*\"]\n",
        ),
        (
            "inline",
            "workspace = { members = [\"app\"] }\n",
            "workspace = { members = [\"app\", \"sdk/*\"] }\n",
        ),
        (
            "has-it",
            "[workspace]\nmembers = [\"./sdk/*\"]\n",
            "[workspace]\nmembers = [\"./sdk/*\"]\n",
        ),
        ("all", "[workspace]\nmembers = [\"*/*\"]\n", "[workspace]\nmembers = [\"*/*\"]\n"),
    ] {
        let kept = [(".gitignore", "target\n"), ("sdk/README.md", "Ours.\n")];
        let folder = Folder::new(&[[("Cargo.toml", before)].as_slice(), &kept].concat());
        folder.init(&form(Form::Version)).unwrap();
        let files = folder.files();
        assert_eq!(files["Cargo.toml"], after, "{name}");
        for (path, text) in kept {
            assert_eq!(files[path], text);
        }
    }
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_written() {
    let by_hand = "write `members = [\"sdk/*\"]` below `[workspace]`, then run `init` again";
    for (manifest, expected) in [
        (
            "[workspace]\nmembers = \"app\"\n",
            format!("expected a list as `workspace.members` in Cargo.toml; {by_hand}"),
        ),
        (
            "workspace = true\n",
            format!("expected a table as `workspace` in Cargo.toml; {by_hand}"),
        ),
        (
            "[workspace]\nexclude = [\"sdk/\"]\n",
            "`workspace.exclude` of Cargo.toml leaves out the folder `sdk`, in which the crates are to be: remove it from there".to_owned(),
        ),
    ] {
        let folder = Folder::new(&[("Cargo.toml", manifest)]);
        let before = folder.files();
        let message = folder.init(&form(Form::Vendored)).unwrap_err();
        assert_eq!(message, format!("nothing was written: {expected}"));
        assert_eq!(folder.files(), before);
    }

    let folder = Folder::new(&[("Cargo.toml", "[workspace\n")]);
    let message = folder.init(&form(Form::Vendored)).unwrap_err();
    assert!(message.starts_with("nothing was written: Cargo.toml is not TOML: "), "{message}");
    assert_eq!(folder.files().len(), 1);
}

#[test]
fn files_that_are_in_the_way_stay() {
    let folder = Folder::new(&[("sdk/tinsmith-runtime/src/lib.rs", "// mine\n")]);
    let before = folder.files();
    let message = folder.init(&form(Form::Vendored)).unwrap_err();
    assert!(message.starts_with("nothing was written: "), "{message}");
    assert!(message.contains("\n  src/lib.rs\n"), "{message}");
    assert_eq!(folder.files(), before);
}

#[test]
fn a_project_is_made_once() {
    let folder = Folder::new(&[]);
    folder.init(&form(Form::Version)).unwrap();
    let before = folder.files();
    let expected = "nothing was written: FOLDER/codegen.toml is there already, and makes its folder a project\n  help: `tinsmith add SERVICE` adds a service to it";
    assert_eq!(folder.init(&form(Form::Vendored)).unwrap_err(), expected);
    // In a folder of the project, too.
    let inside = folder.0.path().join("inner");
    fs::create_dir(&inside).unwrap();
    let message = format!("{:#}", run(&inside, &form(Form::Vendored)).unwrap_err());
    assert_eq!(message.replace(&folder.0.path().display().to_string(), "FOLDER"), expected);
    assert_eq!(folder.files(), before);
}

#[test]
fn a_workspace_is_not_made_inside_another() {
    let folder = Folder::new(&[("Cargo.toml", "[workspace]\nmembers = [\"app\"]\n")]);
    for manifest in [None, Some("[package]\nname = \"app\"\n")] {
        if let Some(manifest) = manifest {
            folder.write("app/Cargo.toml", manifest);
        }
        fs::create_dir_all(folder.0.path().join("app")).unwrap();
        let before = folder.files();
        let message =
            format!("{:#}", run(&folder.0.path().join("app"), &form(Form::Vendored)).unwrap_err());
        assert_eq!(
            message.replace(&folder.0.path().display().to_string(), "FOLDER"),
            "nothing was written: this folder is inside the workspace of FOLDER/Cargo.toml\n  \
             help: run `init` there (`-C FOLDER`), or give this folder a Cargo.toml with a `[workspace]`, and name it in `workspace.exclude` of the other"
        );
        assert_eq!(folder.files(), before);
    }
    // One that has a workspace of its own is none of the other's business.
    folder.write("app/Cargo.toml", "[workspace]\n");
    run(&folder.0.path().join("app"), &form(Form::Version)).unwrap();
}
