//! Services added to a small workspace and taken away again, from archives that the tests make.

mod overlays;
mod refused;
mod workspace;

use std::collections::BTreeMap;

use super::{Add, Remove};
use crate::model::fetch::Pip;
use workspace::{CONFIG, LOCK, Workspace, sources};

/// Archives from a folder need none.
const NO_PYTHON: Pip = Pip::named(&["tinsmith-has-no-python", "nor-another"]);

fn asked(workspace: &Workspace, service: &str, operations: &[&str]) -> Add {
    Add {
        service: service.to_owned(),
        operations: operations.iter().map(|&name| name.to_owned()).collect(),
        from: Some(workspace.shelf()),
        ..Add::default()
    }
}

fn try_add(workspace: &Workspace, asked: &Add) -> Result<(), String> {
    super::add(&workspace.root(), asked, &NO_PYTHON).map_err(|error| format!("{error:#}"))
}

#[track_caller]
fn add(workspace: &Workspace, service: &str, operations: &[&str]) -> BTreeMap<String, String> {
    try_add(workspace, &asked(workspace, service, operations)).unwrap();
    workspace.files()
}

fn try_remove(workspace: &Workspace, service: &str) -> Result<i32, String> {
    let asked = Remove { service: service.to_owned() };
    super::remove::run(&workspace.root(), &asked).map_err(|error| format!("{error:#}"))
}

/// The `[[sdk]]` of the pots with these operations.
fn entry(operations: &str) -> String {
    format!(
        "\n[[sdk]]\nmodel = \"model/pots.json\"\noutput = \"sdk/pots\"\npackage = \"pots\"\noperations = {operations}\nvalidation = \"lenient\"\n"
    )
}

/// The configuration with that entry, in front of the comment that the file ends with.
fn configured(operations: &str) -> String {
    CONFIG.replace("\n# The end.\n", &format!("{}\n# The end.\n", entry(operations)))
}

#[test]
fn what_is_added_is_all_there_and_goes_again() {
    let workspace = Workspace::new();
    let before = workspace.files();

    let files = add(&workspace, "pots", &[]);
    assert_eq!(files["codegen.toml"], configured("\"all\""));
    let listed = "
[[model]]
output = \"model/pots.json\"
service = { archive = \"wheel\", path = \"data/pots/2024-01-01/service-2.json\" }
endpoint-rules = { archive = \"wheel\", path = \"data/pots/2024-01-01/endpoint-rule-set-1.json\" }
endpoint-tests = { archive = \"sdist\", path = \"shops-1.9.0/tests/functional/endpoint-rules/pots/endpoint-tests-1.json\" }
";
    assert_eq!(files["model/sources.toml"], sources(&workspace.hashes) + listed);
    let locked = "[[package]]\nname = \"pots\"\nversion = \"0.1.0\"\ndependencies = [\n \"tinsmith-runtime\",\n]\n\n[[package]]\nname = \"tinsmith";
    assert_eq!(files["Cargo.lock"], LOCK.replace("[[package]]\nname = \"tinsmith", locked));
    assert!(files["model/pots.json"].contains("smithy.rules#endpointTests"));
    // The project has no runtime of its own.
    let runtime = format!("tinsmith-runtime = {{ version = \"{}\"", tinsmith_codegen::VERSION);
    assert!(files["sdk/pots/Cargo.toml"].contains(&runtime));
    let operations: Vec<&str> =
        files.keys().filter_map(|path| path.strip_prefix("sdk/pots/src/operation/")).collect();
    assert_eq!(operations, ["", "glaze.rs", "throw.rs", "turn.rs"]);
    assert!(!files.keys().any(|path| path.contains(".tinsmith-")), "{:?}", files.keys());

    assert_eq!(try_remove(&workspace, "pots"), Ok(0));
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_project_without_sdks_gets_its_first_and_is_as_before_without_it() {
    let workspace = Workspace::new();
    let empty = "# Which SDKs there are.\n\n# The runtime.\n[runtime]\nvendored = \"sdk/tinsmith-runtime\"\n";
    workspace.write("codegen.toml", empty);
    let before = workspace.files();
    let files = add(&workspace, "pots", &[]);
    assert_eq!(files["codegen.toml"], format!("{empty}{}", entry("\"all\"")));
    assert!(files["sdk/pots/Cargo.toml"].contains("path = \"../tinsmith-runtime\""));
    assert_eq!(try_remove(&workspace, "pots"), Ok(0));
    assert_eq!(workspace.files(), before);
}

#[test]
fn operations_are_added_to_the_list_of_a_crate() {
    let workspace = Workspace::new();
    let files = add(&workspace, "pots", &["Throw"]);
    assert_eq!(files["codegen.toml"], configured("[\"Throw\"]"));
    let throw = &files["sdk/pots/src/operation/throw.rs"];

    let more = add(&workspace, "pots", &["Throw", "Glaze"]);
    assert_eq!(more["codegen.toml"], configured("[\"Throw\", \"Glaze\"]"));
    assert!(more.contains_key("sdk/pots/src/operation/glaze.rs"));
    assert_eq!(&more["sdk/pots/src/operation/throw.rs"], throw);
    assert_eq!(more["model/sources.toml"], files["model/sources.toml"]);

    assert_eq!(add(&workspace, "pots", &["Glaze"]), more);
}

#[test]
fn a_list_keeps_the_layout_that_somebody_gave_it() {
    let workspace = Workspace::new();
    add(&workspace, "pots", &["Throw"]);
    let long = "[\n  # Wheel work.\n  \"Throw\",\n]";
    workspace.write("codegen.toml", &configured(long));
    let files = add(&workspace, "pots", &["Turn"]);
    assert_eq!(
        files["codegen.toml"],
        configured("[\n  # Wheel work.\n  \"Throw\",\n  \"Turn\",\n]")
    );
}

#[test]
fn a_crate_with_all_operations_needs_no_more() {
    let workspace = Workspace::new();
    let files = add(&workspace, "pots", &[]);
    assert_eq!(add(&workspace, "pots", &["Glaze"]), files);
}

#[test]
fn a_package_names_the_folder_too_and_goes_by_its_name_or_the_services() {
    let workspace = Workspace::new();
    let before = workspace.files();
    for name in ["cups", "pots"] {
        let asked =
            Add { package: Some("cups".to_owned()), ..asked(&workspace, "pots", &["Glaze"]) };
        try_add(&workspace, &asked).unwrap();
        let files = workspace.files();
        assert!(files["sdk/cups/Cargo.toml"].contains("name = \"cups\""));
        assert!(files.contains_key("model/pots.json"));
        assert_eq!(try_remove(&workspace, name), Ok(0));
        assert_eq!(workspace.files(), before);
    }
}

#[test]
fn another_package_is_another_crate_of_the_same_model() {
    let workspace = Workspace::new();
    let one = add(&workspace, "pots", &["Glaze"]);
    let cups = Add { package: Some("cups".to_owned()), ..asked(&workspace, "pots", &["Throw"]) };
    try_add(&workspace, &cups).unwrap();
    let two = workspace.files();
    assert!(two["codegen.toml"].contains("output = \"sdk/cups\""));
    assert!(two.contains_key("sdk/cups/src/operation/throw.rs"));
    assert_eq!(two["model/sources.toml"], one["model/sources.toml"]);
    // More of the one that is named.
    let more = Add { operations: vec!["Turn".to_owned()], ..cups };
    try_add(&workspace, &more).unwrap();
    assert!(workspace.files().contains_key("sdk/cups/src/operation/turn.rs"));
    assert_eq!(try_remove(&workspace, "cups"), Ok(0));
    assert_eq!(workspace.files(), one);
}

#[test]
fn a_model_stays_while_another_crate_is_made_of_it() {
    let workspace = Workspace::new();
    let one = add(&workspace, "pots", &["Glaze"]);
    let second = entry("\"all\"").replace("\"pots\"", "\"cups\"").replace("sdk/pots", "sdk/cups");
    let two = configured("[\"Glaze\"]").replace("\n# The end", &format!("{second}\n# The end"));
    workspace.write("codegen.toml", &two);
    // Nobody has generated it yet, and it has no entry in the lock.
    assert_eq!(try_remove(&workspace, "cups"), Ok(0));
    assert_eq!(workspace.files(), one);
}

#[test]
fn a_model_that_no_crate_is_made_of_gets_one_without_any_archive() {
    let workspace = Workspace::new();
    let files = add(&workspace, "pots", &[]);
    workspace.write("codegen.toml", CONFIG);
    workspace.write("Cargo.lock", LOCK);
    std::fs::remove_dir_all(workspace.root().join("sdk/pots")).unwrap();
    std::fs::remove_dir_all(workspace.shelf()).unwrap();
    assert_eq!(add(&workspace, "pots", &[]), files);
}

#[test]
fn a_project_that_takes_models_from_botocore_begins_with_its_newest_release() {
    let workspace = Workspace::new();
    std::fs::remove_file(workspace.root().join("model/sources.toml")).unwrap();
    std::fs::remove_file(workspace.root().join("model/kilns.json")).unwrap();
    workspace.write("codegen.toml", "[models]\nbotocore = true\n");
    for ending in ["-py3-none-any.whl", ".tar.gz"] {
        let shelf = workspace.shelf();
        let (old, new) = (format!("shops-1.9.0{ending}"), format!("botocore-1.9.0{ending}"));
        std::fs::rename(shelf.join(old), shelf.join(new)).unwrap();
    }
    let mut before = workspace.files();
    let files = add(&workspace, "pots", &["Glaze"]);
    let [wheel, sdist] = &workspace.hashes;
    let expected = format!(
        "# Where the models in this folder come from; `add` writes an entry, `update` moves it.

[[archive]]
name = \"wheel\"
package = \"botocore\"
version = \"1.9.0\"
file = \"botocore-1.9.0-py3-none-any.whl\"
sha256 = \"{wheel}\"

[[archive]]
name = \"sdist\"
package = \"botocore\"
version = \"1.9.0\"
file = \"botocore-1.9.0.tar.gz\"
sha256 = \"{sdist}\"

[[model]]
output = \"model/pots.json\"
service = {{ archive = \"wheel\", path = \"data/pots/2024-01-01/service-2.json\" }}
endpoint-rules = {{ archive = \"wheel\", path = \"data/pots/2024-01-01/endpoint-rule-set-1.json\" }}
"
    );
    assert_eq!(files["model/sources.toml"], expected);

    assert_eq!(try_remove(&workspace, "pots"), Ok(0));
    // The folder goes with its last file.
    before.remove("model/");
    assert_eq!(workspace.files(), before);

    let offline = Add { from: None, offline: true, ..asked(&workspace, "pots", &[]) };
    assert_eq!(
        try_add(&workspace, &offline).unwrap_err(),
        "nothing was added: --offline: model/sources.toml pins no release of botocore, so the newest would have to be downloaded"
    );
}
