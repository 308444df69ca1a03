//! Whole comparisons: of models on disk, and of revisions of a small repository that the tests make.

mod at_fault;
mod gate;
mod models;
mod partitions;
mod program;
mod revisions;
mod vendored;

use std::path::{Path, PathBuf};
use std::process::Command;

use tinsmith_project::args;
use tinsmith_project::job::{self, Texts};

use super::{Diff, compare};
use crate::review::arguments::{Form, Forms};

const CONFIG: &str = "[[sdk]]\nmodel = \"kilns.json\"\noutput = \"generated\"\npackage = \"kilns\"\noperations = \"all\"\n";

/// A service with these members in the input of its operation.
fn model(members: &str) -> String {
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
        "a#Kilns": {{"type": "service", "version": "1", "operations": [{{"target": "a#Fire"}}],
            "traits": {{"aws.protocols#awsJson1_1": {{}}, "aws.auth#sigv4": {{"name": "kilns"}},
                "aws.api#service": {{"sdkId": "Kilns"}}}}}},
        "a#Fire": {{"type": "operation", "input": {{"target": "a#FireRequest"}}}},
        "a#FireRequest": {{"type": "structure", "members": {{{members}}}}}}}}}"#
    )
}

const NOTE: &str = r#""Note": {"target": "smithy.api#String"}"#;

/// A folder that goes when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("tinsmith-diff-{name}-{}", std::process::id()));
        _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A repository whose first commit, on `main`, has a model and what is generated from it.
    fn repository(name: &str) -> Self {
        let folder = Self::new(name);
        folder.write("codegen.toml", CONFIG);
        folder.write("kilns.json", &model(NOTE));
        folder.generate();
        folder.git(&["init", "--quiet", "--initial-branch", "main"]);
        folder.commit();
        folder
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.0.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }

    /// Writes the crate that the model gives.
    fn generate(&self) {
        for job in job::configured(&self.0, None).unwrap() {
            let inputs = job.read(&Texts::new()).unwrap();
            let output = job.generate(&inputs).unwrap().unwrap();
            for (path, text) in &output.tree.files {
                self.write(&format!("generated/{path}"), text);
            }
        }
    }

    /// What git answers.
    fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.current_dir(&self.0).args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Something"]);
    }

    /// What a comparison with a revision gives: the exit status with `--deny breaking`, and the text without colours.
    fn since(&self, base: Option<&str>) -> Result<(i32, String), String> {
        let base = base.map(str::to_owned);
        compared(&self.0, Diff { base, ..Diff::default() }, Vec::new())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

fn compared(
    root: &Path,
    asked: Diff,
    written: Vec<(Form, PathBuf)>,
) -> Result<(i32, String), String> {
    let forms = Forms { shown: Form::Text, written };
    with_options(root, &Diff { forms, deny: vec!["breaking".to_owned()], ..asked })
}

fn with_options(root: &Path, asked: &Diff) -> Result<(i32, String), String> {
    let (status, shown) = compare(root, asked).map_err(|error| format!("{error:#}"))?;
    Ok((status, anstream::adapter::strip_str(&shown).to_string()))
}

#[test]
fn the_working_tree_is_compared_with_the_main_branch() {
    let folder = Folder::repository("main");
    assert_eq!(folder.since(None), Ok((0, "kilns: no change\n".to_owned())));

    folder.git(&["switch", "--quiet", "--create", "work"]);
    folder.write("kilns.json", &model(&NOTE.replace("Note", "Word")));
    let (status, text) = folder.since(None).unwrap();
    assert_eq!(status, 1);
    assert!(text.starts_with("kilns: major (1 breaking, 1 additive)\n"), "{text}");
    assert!(text.contains("  new: kilns.json in the working tree"), "{text}");

    // What was committed on the branch is still compared with where it started.
    folder.generate();
    folder.commit();
    assert_eq!(folder.since(None).unwrap(), (1, text));
    assert_eq!(folder.since(Some("HEAD")), Ok((0, "kilns: no change\n".to_owned())));
}

#[test]
fn what_another_generator_wrote_is_told_from_what_the_model_says() {
    let folder = Folder::repository("generator");
    let file = folder.0.join("generated/src/operation/fire.rs");
    let text = std::fs::read_to_string(&file).unwrap();
    folder.write("generated/src/operation/fire.rs", &text.replace("Sets `", "Puts `"));
    folder.commit();
    let (status, text) = folder.since(Some("HEAD")).unwrap();
    assert_eq!(status, 0);
    assert!(text.starts_with("kilns: patch, no API change\n"), "{text}");
    assert!(text.contains("    -    /// Puts `Note`."), "{text}");
}

#[test]
fn what_cannot_be_compared_says_why() {
    let folder = Folder::repository("errors");
    let unknown = folder.since(Some("nowhere")).unwrap_err();
    assert!(unknown.starts_with("git knows no revision `nowhere`"), "{unknown}");
    // An option in the place of a revision is none.
    let option = folder.since(Some("--all")).unwrap_err();
    assert!(option.starts_with("git knows no revision `--all`"), "{option}");

    folder.git(&["branch", "--move", "main", "other"]);
    let nameless = folder.since(None).unwrap_err();
    assert!(nameless.starts_with("found no main branch"), "{nameless}");

    folder.git(&["rm", "--quiet", "--cached", "kilns.json"]);
    folder.git(&["commit", "--quiet", "--message", "Without the model"]);
    let missing = folder.since(Some("HEAD")).unwrap_err();
    assert!(missing.starts_with("codegen.toml names kilns.json, which "), "{missing}");

    let outside = Folder::new("no-repository");
    outside.write("codegen.toml", CONFIG);
    let none = outside.since(Some("HEAD")).unwrap_err();
    assert!(none.contains("git"), "{none}");
}

#[test]
fn a_crate_that_comes_or_goes_is_a_change() {
    let folder = Folder::repository("another");
    let other = CONFIG.replace("generated", "more").replace("\"kilns\"", "\"more\"");
    folder.write("codegen.toml", &[CONFIG, &other].concat());
    let (status, text) = folder.since(Some("HEAD")).unwrap();
    assert_eq!(status, 0);
    assert!(text.contains("more: minor (1 additive)\n"), "{text}");
    // Which stands first in the configuration makes no difference.
    folder.write("codegen.toml", &[other.as_str(), CONFIG].concat());
    let (status, text) = folder.since(Some("HEAD")).unwrap();
    assert_eq!(status, 0);
    assert!(text.contains("more: minor (1 additive)\n"), "{text}");

    folder.commit();
    folder.write("codegen.toml", CONFIG);
    let (status, text) = folder.since(Some("HEAD")).unwrap();
    assert_eq!(status, 1);
    assert!(text.contains("more: major (1 breaking)\n"), "{text}");
}

#[test]
fn another_name_folder_or_level_of_checks_is_a_change() {
    let folder = Folder::repository("settings");
    let with = |old: &str, new: &str| {
        folder.write("codegen.toml", &CONFIG.replace(old, new));
        folder.since(Some("HEAD")).unwrap()
    };
    let (status, text) = with("\"kilns\"", "\"ovens\"");
    assert!(text.contains("! ovens: kilns -> ovens\n"), "{text}");
    assert_eq!(status, 1);
    let (status, text) = with("\"generated\"", "\"sdk\"");
    assert!(text.contains("! kilns: generated -> sdk\n"), "{text}");
    assert_eq!(status, 1);
    let (status, text) = with("operations", "validation = \"strict\"\noperations");
    assert!(text.starts_with("kilns: minor (1 other)\n"), "{text}");
    assert!(text.contains("~ Kilns: `standard` -> `strict`\n"), "{text}");
    assert_eq!(status, 0);
}

#[test]
fn an_operation_of_one_model_alone_can_be_named() {
    let folder = Folder::new("operation");
    let fire = r#"{"target": "a#Fire"}"#;
    let more = model(NOTE)
        .replace(fire, &format!(r#"{fire}, {{"target": "a#Glaze"}}"#))
        .replace(r#""a#FireRequest": "#, r#""a#Glaze": {"type": "operation"}, "a#FireRequest": "#);
    folder.write("old.json", &model(NOTE));
    folder.write("new.json", &more);
    let between = |old: &str, new: &str, operations: &[&str]| {
        let operations = operations.iter().map(|name| (*name).to_owned()).collect();
        let mut asked = models(&folder, old, new);
        asked.krate.operations = operations;
        compared(&folder.0, asked, Vec::new())
    };
    let (_, text) = between("old.json", "new.json", &["Fire", "Glaze"]).unwrap();
    assert!(text.starts_with("kilns: minor (1 additive)\n"), "{text}");
    let (status, _) = between("new.json", "old.json", &["Fire", "Glaze"]).unwrap();
    assert_eq!(status, 1);
    let none = between("old.json", "new.json", &["Glaze"]).unwrap_err();
    assert!(none.contains("old.json has none of these operations"), "{none}");
    let typo = between("old.json", "new.json", &["Fire", "Blaze"]).unwrap_err();
    assert!(typo.contains("old.json cannot be generated: error: "), "{typo}");
    assert!(typo.contains("the operation `Blaze` does not exist"), "{typo}");
}

/// A comparison of two models in a folder.
fn models(folder: &Folder, old: &str, new: &str) -> Diff {
    let krate = args::Crate { package: Some("kilns".to_owned()), ..args::Crate::default() };
    Diff { old: Some(folder.0.join(old)), new: Some(folder.0.join(new)), krate, ..Diff::default() }
}

#[test]
fn two_models_are_compared_and_every_form_is_written() {
    let folder = Folder::new("models");
    folder.write("old.json", &model(NOTE));
    folder.write("new.json", &model(""));
    let models = |old: &str, new: &str| models(&folder, old, new);
    let files = [
        (Form::Text, "review.txt", "kilns: major (1 breaking)\n"),
        (Form::Markdown, "review.md", "## API changes: **major**\n"),
        (Form::Json, "review.json", "{\n  \"format\": 1,\n  \"step\": \"major\","),
        (Form::Html, "deeper/review.html", "<!doctype html>"),
    ];
    let written = files.map(|(form, name, _)| (form, folder.0.join(name))).to_vec();
    let (status, text) = compared(&folder.0, models("old.json", "new.json"), written).unwrap();
    assert_eq!(status, 1);
    assert!(text.contains("! FireRequest.Note: "), "{text}");
    for (_, name, start) in files {
        let text = std::fs::read_to_string(folder.0.join(name)).unwrap();
        assert!(text.starts_with(start), "{name}: {text}");
    }

    // A link goes on leading to its file.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("review.txt", folder.0.join("link.txt")).unwrap();
        folder.write("review.txt", "");
        let written = vec![(Form::Text, folder.0.join("link.txt"))];
        compared(&folder.0, models("old.json", "new.json"), written).unwrap();
        assert!(folder.0.join("link.txt").is_symlink());
        let text = std::fs::read_to_string(folder.0.join("review.txt")).unwrap();
        assert!(text.starts_with("kilns: major (1 breaking)\n"), "{text}");
    }

    // Nothing is half written: one file that cannot be keeps the other from being.
    std::fs::create_dir(folder.0.join("taken.md")).unwrap();
    let written =
        vec![(Form::Text, folder.0.join("fresh.txt")), (Form::Markdown, folder.0.join("taken.md"))];
    let error = compared(&folder.0, models("old.json", "new.json"), written).unwrap_err();
    assert!(error.starts_with("the review was not written"), "{error}");
    assert!(!folder.0.join("fresh.txt").exists());

    let broken = compared(&folder.0, models("old.json", "none.json"), Vec::new()).unwrap_err();
    assert!(broken.contains("cannot read none.json"), "{broken}");
    let same = compared(&folder.0, models("old.json", "old.json"), Vec::new());
    assert_eq!(same, Ok((0, "kilns: no change\n".to_owned())));
}
