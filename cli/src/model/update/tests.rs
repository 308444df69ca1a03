//! Whole updates of a small workspace, from archives that the tests make.

mod partitions;
mod workspace;

use clap::{Args as _, FromArgMatches as _};

use super::release::{order, project_and_version};
use super::{Update, update};
use crate::model::fetch::Pip;
use crate::model::import::{self, Import};
use crate::review::arguments::{Form, Forms};
use workspace::{PARTITIONS, Workspace, description, sources};

/// Updates from a folder start none.
const NO_PYTHON: Pip = Pip::named(&["tinsmith-has-no-python", "nor-another"]);

/// The version of that number on the shelf of a workspace.
fn asked(workspace: &Workspace, version: &str) -> Update {
    let forms = Forms::default();
    Update {
        version: Some(version.to_owned()),
        from: Some(workspace.shelf()),
        forms,
        ..Update::default()
    }
}

fn run(workspace: &Workspace, asked: &Update, pip: &Pip) -> Result<Option<String>, String> {
    let root = workspace.root();
    update(&root, asked, pip).map_err(|error| format!("{error:#}"))
}

/// An update fails with a message that starts like this, and nothing is changed.
#[track_caller]
fn refused(workspace: &Workspace, asked: &Update, pip: &Pip, message: &str) {
    let mut before = workspace.files();
    let error = run(workspace, asked, pip).unwrap_err();
    assert!(error.starts_with(message), "{error}");
    let mut after = workspace.files();
    // Downloads are no part of a workspace.
    before.retain(|path, _| !path.starts_with("target/"));
    after.retain(|path, _| !path.starts_with("target/"));
    assert_eq!(after, before);
}

#[test]
fn an_update_changes_pins_models_and_what_is_generated_and_another_one_goes_back() {
    let workspace = Workspace::new();
    let as_it_was = workspace.files();
    let elsewhere = PARTITIONS.replace("us-east-1", "us-west-1");
    let hashes = workspace.release("1.10.0", &description(&["Fire", "Glaze"]), &elsewhere);
    let mut there = asked(&workspace, "1.10.0");
    there.forms.written.push((Form::Markdown, workspace.root().join("review.md")));

    let review = run(&workspace, &there, &NO_PYTHON).unwrap().unwrap();
    let plain = anstream::adapter::strip_str(&review).to_string();
    assert!(plain.starts_with("kilns: minor (1 additive)\n"), "{plain}");
    for line in [
        "  + Glaze: an operation is new\n",
        "  ~ aws.us-west-1: a region is new\n",
        " of kilns 1.9.0 ",
        " of kilns 1.10.0 ",
    ] {
        assert!(plain.contains(line), "{plain}");
    }

    let files = workspace.files();
    assert!(
        files["review.md"].starts_with("## API changes: **minor**\n"),
        "{}",
        files["review.md"]
    );
    assert_eq!(files["model/sources.toml"], sources("1.10.0", &hashes));
    assert!(files["model/kilns.json"].contains("com.amazonaws.kilns#Glaze"));
    assert!(files["model/kilns.json"].contains("smithy.rules#endpointTests"));
    assert!(files["model/partitions.json"].contains("us-west-1"));
    assert!(files["runtime/partitions.rs"].contains("us-west-1"));
    assert!(files.contains_key("generated/src/operation/glaze.rs"), "{:?}", files.keys());
    assert!(!files.keys().any(|path| path.contains(".tinsmith-")), "{:?}", files.keys());

    let root = workspace.root();
    let import = Import { check: true, from: Some(workspace.shelf()), ..Import::default() };
    assert_eq!(import::run(&root, &import).unwrap(), 0);

    run(&workspace, &asked(&workspace, "1.9.0"), &NO_PYTHON).unwrap();
    let files = workspace.files();
    for (path, text) in &as_it_was {
        assert_eq!(&files[path], text, "{path}");
    }
    assert!(files.contains_key("generated/src/operation/fire.rs"), "{:?}", files.keys());
    assert!(!files.contains_key("generated/src/operation/glaze.rs"));
}

#[test]
fn every_model_of_the_archives_is_updated() {
    let workspace = Workspace::new();
    let files = workspace.files();
    let again = |path: &str, entry: &str, changes: [(&str, &str); 2]| {
        let text = &files[path];
        let (_, rest) = text.split_once(entry).unwrap();
        let (own, _) = rest.split_once("\n\n").unwrap();
        let own = changes.iter().fold(own.to_owned(), |own, (from, to)| own.replace(from, to));
        workspace.write(path, &format!("{text}\n{entry}{own}\n"));
    };
    let second = ("model/kilns.json", "model/second.json");
    again("model/sources.toml", "[[model]]", [second, second]);
    let generated = ("generated\"\npackage = \"kilns", "sdk/second\"\npackage = \"second");
    again("codegen.toml", "[[sdk]]", [second, generated]);
    workspace.write("model/second.json", &files["model/kilns.json"]);
    workspace.release("1.10.0", &description(&["Fire", "Glaze"]), PARTITIONS);

    let review = run(&workspace, &asked(&workspace, "1.10.0"), &NO_PYTHON).unwrap().unwrap();
    let review = anstream::adapter::strip_str(&review).to_string();
    for package in ["kilns", "second"] {
        let line = format!("{package}: minor (1 additive)\n");
        assert!(review.contains(&line), "{review}");
    }
    let files = workspace.files();
    for path in ["generated/src/operation/glaze.rs", "sdk/second/src/operation/glaze.rs"] {
        assert!(files.contains_key(path), "{path}");
    }
    assert_eq!(files["model/second.json"], files["model/kilns.json"]);
    let root = workspace.root();
    let import = Import { check: true, from: Some(workspace.shelf()), ..Import::default() };
    assert_eq!(import::run(&root, &import).unwrap(), 0);
}

#[test]
fn the_version_that_is_pinned_changes_nothing() {
    let workspace = Workspace::new();
    let before = workspace.files();
    assert_eq!(run(&workspace, &asked(&workspace, "1.9.0"), &NO_PYTHON), Ok(None));
    assert_eq!(workspace.files(), before);
}

#[test]
fn without_a_version_the_newest_is_taken_and_never_an_older_one() {
    let workspace = Workspace::new();
    let newest = |workspace: &Workspace| Update { version: None, ..asked(workspace, "") };
    let before = workspace.files();
    assert_eq!(run(&workspace, &newest(&workspace), &NO_PYTHON), Ok(None));
    assert_eq!(workspace.files(), before);

    workspace.release("1.10.0", &description(&["Fire"]), PARTITIONS);
    run(&workspace, &newest(&workspace), &NO_PYTHON).unwrap().unwrap();
    let after = workspace.files();
    assert!(after["model/sources.toml"].contains("version = \"1.10.0\""));

    for file in ["kilns-1.10.0-py3-none-any.whl", "kilns-1.10.0.tar.gz"] {
        std::fs::remove_file(workspace.shelf().join(file)).unwrap();
    }
    assert_eq!(run(&workspace, &newest(&workspace), &NO_PYTHON), Ok(None));
    assert_eq!(workspace.files(), after);
}

#[test]
fn another_file_under_the_name_of_the_pinned_one_is_refused() {
    let workspace = Workspace::new();
    workspace.release("1.9.0", &description(&["Fire", "Glaze"]), PARTITIONS);
    let newest = Update { version: None, ..asked(&workspace, "") };
    let message = "nothing was changed: kilns-1.9.0-py3-none-any.whl is not the file that is pinned\n  expected sha256 ";
    refused(&workspace, &newest, &NO_PYTHON, message);
}

#[test]
fn what_cannot_be_had_changes_nothing() {
    let workspace = Workspace::new();
    let shelf = workspace.shelf();
    let shelf = shelf.display();
    let message = format!("nothing was changed: there is no .whl of kilns 9.9.9 in {shelf}");
    refused(&workspace, &asked(&workspace, "9.9.9"), &NO_PYTHON, &message);

    workspace.release("1.10.0", &description(&["Fire"]), PARTITIONS);
    std::fs::remove_file(workspace.shelf().join("kilns-1.10.0.tar.gz")).unwrap();
    let message = format!("nothing was changed: there is no .tar.gz of kilns 1.10.0 in {shelf}");
    refused(&workspace, &asked(&workspace, "1.10.0"), &NO_PYTHON, &message);
}

#[test]
fn a_pip_that_is_missing_or_fails_changes_nothing() {
    let workspace = Workspace::new();
    let mut asked = asked(&workspace, "1.10.0");
    asked.from = None;
    let message = "nothing was changed: downloading needs Python with pip, and there is neither `tinsmith-has-no-python` nor `nor-another`\n";
    refused(&workspace, &asked, &NO_PYTHON, message);
    if cfg!(unix) {
        // A command that fails, as pip does without a network or for a version that there is not.
        let message = "nothing was changed: pip could not download kilns==1.10.0 (.whl):\n";
        refused(&workspace, &asked, &Pip::named(&["false"]), message);
        // One that does nothing, and says that it did.
        let message = "nothing was changed: expected pip to download one .whl file, found 0 files";
        refused(&workspace, &asked, &Pip::named(&["true"]), message);
    }
}

#[test]
fn a_model_that_does_not_convert_changes_nothing() {
    let workspace = Workspace::new();
    let asked = asked(&workspace, "1.10.0");
    let broken = description(&["Fire"]).replace("}, \"shapes\"", "");
    workspace.release("1.10.0", &broken, PARTITIONS);
    let message = "nothing was changed: not a document that can be read\n";
    refused(&workspace, &asked, &NO_PYTHON, message);

    workspace.release("1.10.0", &description(&["Fire"]), "{}");
    refused(&workspace, &asked, &NO_PYTHON, "nothing was changed: ");
}

#[test]
fn a_model_that_does_not_generate_changes_nothing() {
    let workspace = Workspace::new();
    // The overlay has words for an operation that is gone.
    workspace.release("1.10.0", &description(&["Glaze"]), PARTITIONS);
    let asked = asked(&workspace, "1.10.0");
    let message = "nothing was changed: error: model/overlay.json: com.amazonaws.kilns#Fire: ";
    refused(&workspace, &asked, &NO_PYTHON, message);
}

#[test]
fn a_place_that_is_taken_changes_nothing() {
    let workspace = Workspace::new();
    workspace.release("1.10.0", &description(&["Fire", "Glaze"]), PARTITIONS);
    let mut asked = asked(&workspace, "1.10.0");

    // A file that somebody else made.
    workspace.write("generated/src/operation/glaze.rs", "// mine\n");
    let folder = workspace.root().join("generated");
    let message = format!("{} holds files that were not generated", folder.display());
    refused(&workspace, &asked, &NO_PYTHON, &message);
    std::fs::remove_dir_all(&folder).unwrap();

    // Something that cannot be replaced, where the text is to be written before it gets its place.
    workspace.write("runtime/.partitions.rs.tinsmith-new/in-the-way", "");
    let place = workspace.root().join("runtime/partitions.rs");
    refused(&workspace, &asked, &NO_PYTHON, &format!("cannot write {}", place.display()));
    std::fs::remove_dir_all(workspace.root().join("runtime")).unwrap();

    // A folder in the place of a file, which shows when the files before it stand in theirs.
    workspace.write("z.md/inside", "");
    let place = workspace.root().join("z.md");
    asked.forms.written.push((Form::Markdown, place.clone()));
    refused(&workspace, &asked, &NO_PYTHON, &format!("cannot write {}", place.display()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_changes_nothing() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;

    let workspace = Workspace::new();
    workspace.release("1.10.0", &description(&["Fire", "Glaze"]), PARTITIONS);
    workspace.write("runtime/other", "");
    let folder = workspace.root().join("runtime");
    set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    // Nothing is read-only for the superuser.
    let is_read_only = std::fs::write(folder.join("other"), "").is_ok()
        && std::fs::write(folder.join("probe"), "").is_err();
    if is_read_only {
        let place = folder.join("partitions.rs");
        let asked = asked(&workspace, "1.10.0");
        refused(&workspace, &asked, &NO_PYTHON, &format!("cannot write {}", place.display()));
    }
    set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn archives_of_several_releases_are_not_updated_together() {
    let workspace = Workspace::new();
    let text = workspace.files()["model/sources.toml"].clone();
    let (wheel, sdist) = text.split_once("# With the tests.").unwrap();
    let other = sdist.replacen("1.9.0", "1.8.0", 1);
    workspace.write("model/sources.toml", &format!("{wheel}{other}"));
    let message = "nothing was changed: model/sources.toml pins kilns 1.9.0 and kilns 1.8.0; only archives of one release are updated together";
    refused(&workspace, &asked(&workspace, "1.10.0"), &NO_PYTHON, message);
}

#[test]
fn names_of_archives_say_the_version() {
    let found = |file| project_and_version(file);
    assert_eq!(found("botocore-1.44.5-py3-none-any.whl"), Some(("botocore", "1.44.5")));
    assert_eq!(found("my_package-2.0rc1.tar.gz"), Some(("my_package", "2.0rc1")));
    assert_eq!(found("my-package-2.0.tar.gz"), Some(("my-package", "2.0")));
    assert_eq!(found("botocore-1.44.5.zip"), None);
    assert_eq!(found("botocore.tar.gz"), None);
}

#[test]
fn versions_are_compared_by_number() {
    use std::cmp::Ordering::{Equal, Greater, Less};
    assert_eq!(order("1.9.0", "1.10.0"), Less);
    assert_eq!(order("2.0", "1.44.5"), Greater);
    assert_eq!(order("1.44", "1.44.5"), Less);
    assert_eq!(order("1.44.5", "1.44.5"), Equal);
}

fn parsed(arguments: &[&str]) -> Result<Update, String> {
    let command = Update::augment_args(clap::Command::new("update"));
    let matches = command.try_get_matches_from(["update"].iter().chain(arguments));
    matches
        .and_then(|matches| Update::from_arg_matches(&matches))
        .map_err(|error| error.to_string())
}

#[test]
fn an_update_takes_a_version_a_folder_and_forms() {
    assert_eq!(parsed(&[]), Ok(Update::default()));
    let line = "--version 1.2.3 --from d --form markdown --write a.html --write b.json";
    let written = vec![(Form::Html, "a.html".into()), (Form::Json, "b.json".into())];
    let forms = Forms { shown: Form::Markdown, written };
    let expected = Update {
        version: Some("1.2.3".to_owned()),
        from: Some("d".into()),
        forms,
        ..Update::default()
    };
    assert_eq!(parsed(&line.split(' ').collect::<Vec<_>>()), Ok(expected));
}

#[test]
fn what_is_no_version_or_no_form_is_refused() {
    let refused = |arguments: &[&str], message: &str| {
        let found = parsed(arguments).unwrap_err();
        assert!(found.contains(message), "{found}");
    };
    for text in ["", "1.40.*", "1.40,<2", "latest", ">=1"] {
        refused(&["--version", text], "expected one version, such as 1.44.5");
    }
    refused(&["--write", "a.pdf"], "expected a file that ends with .txt, .md, .json or .html");
    refused(&["--form", "pdf"], "[possible values: text, markdown, json, html, github, changelog]");
}
