//! Models from a git repository, a folder and a file: what is fetched, pinned, checked, moved and taken away again.

mod made;
mod refused;
#[cfg(unix)]
mod without_python;

use std::collections::BTreeMap;

use tinsmith_codegen::stages::pipeline::sha256;

use self::made::{KILNS, POTS, Project, model};

/// The entry of a model in `model/sources.toml`.
fn entry(service: &str, source: &str, path: &str, text: &str) -> String {
    let sha256 = sha256(text.as_bytes());
    format!(
        "[[model]]\noutput = \"model/{service}.json\"\n{source}\npath = \"{path}\"\nsha256 = \"{sha256}\"\n"
    )
}

const HEADER: &str =
    "# Where the models in this folder come from; `add` writes an entry, `update` moves it.\n\n";

#[test]
fn a_service_of_a_repository_is_added_and_goes_again() {
    let project = Project::new();
    let pots = model("Pot Shop", &["Glaze", "Throw"]);
    let kilns = model("Kilns", &["Fire"]);
    let commit = project.remote.commit(&[(POTS, &pots), (KILNS, &kilns)]);
    let before = project.files();

    project.succeeds(&["add", "pot-shop", "--operation", "Glaze"]);
    let files = project.files();
    let source =
        format!("git = \"https://github.com/aws/api-models-aws\"\nrevision = \"{commit}\"");
    let expected = HEADER.to_owned() + &entry("pot-shop", &source, POTS, &pots);
    assert_eq!(files["model/sources.toml"], expected);
    let expected = "# Crates of this project.\n\n[[sdk]]\nmodel = \"model/pot-shop.json\"\noutput = \"sdk/pot-shop\"\npackage = \"pot-shop\"\noperations = [\"Glaze\"]\nvalidation = \"lenient\"\n";
    assert_eq!(files["codegen.toml"], expected);
    assert!(files.contains_key("sdk/pot-shop/src/operation/glaze.rs"), "{:?}", files.keys());
    for (path, text) in &files {
        assert!(!text.contains("PROSE"), "{path}: {text}");
    }
    assert_eq!(project.blobs(), 1);

    project.succeeds(&["add", "kilns"]);
    let files = project.files();
    let expected =
        expected_sources(&[("pot-shop", POTS, &pots), ("kilns", KILNS, &kilns)], &commit);
    assert_eq!(files["model/sources.toml"], expected);
    assert_eq!(project.blobs(), 2);

    project.succeeds(&["remove", "pot-shop"]);
    let expected = expected_sources(&[("kilns", KILNS, &kilns)], &commit);
    assert_eq!(project.files()["model/sources.toml"], expected);
    project.succeeds(&["remove", "kilns"]);
    assert_eq!(project.files(), before);
    assert!(!project.sandbox.path("model").exists());
}

fn expected_sources(models: &[(&str, &str, &str)], commit: &str) -> String {
    let source =
        format!("git = \"https://github.com/aws/api-models-aws\"\nrevision = \"{commit}\"");
    let entries: Vec<String> =
        models.iter().map(|(service, path, text)| entry(service, &source, path, text)).collect();
    HEADER.to_owned() + &entries.join("\n")
}

#[test]
fn models_are_made_again_from_what_is_pinned_also_without_the_network() {
    let project = Project::new();
    project.remote.commit(&[(POTS, &model("Pot Shop", &["Glaze"]))]);
    project.succeeds(&["add", "pot-shop"]);
    let files = project.files();
    project.remote.commit(&[(POTS, &model("Pot Shop", &["Glaze", "Throw"]))]);

    project.succeeds(&["import", "--check"]);
    project.gone();
    project.succeeds(&["import", "--check", "--offline"]);
    project.sandbox.write("project/model/pot-shop.json", "{}");
    let said = project.fails(&["import", "--check", "--offline"]);
    assert!(said.contains("model/pot-shop.json is not what the sources give"), "{said}");
    project.succeeds(&["import"]);
    assert_eq!(project.files(), files);

    std::fs::remove_dir_all(project.sandbox.path("project/target")).unwrap();
    let said = project.fails(&["import", "--offline"]);
    assert!(said.contains("--offline: revision "), "{said}");
    assert!(said.contains("help: run the command once without `--offline`"), "{said}");
    assert_eq!(project.files(), files);
}

#[test]
fn an_update_moves_all_pins_and_reviews_what_changed() {
    let project = Project::new();
    let kilns = model("Kilns", &["Fire"]);
    let old = project.remote.commit(&[(POTS, &model("Pot Shop", &["Glaze"])), (KILNS, &kilns)]);
    project.succeeds(&["add", "pot-shop"]);
    project.succeeds(&["add", "kilns"]);
    let before = project.files();

    // A newer version of the service, in the newer layout.
    let pots = model("Pot Shop", &["Glaze", "Throw"]);
    let path = "models/pot-shop/service/2025-01-01/pot-shop-2025-01-01.json";
    let new = project.remote.commit(&[(path, &pots)]);
    let outcome = project.succeeds(&["update"]);
    assert!(outcome.stdout.contains("pot-shop: minor (1 additive)"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("+ Throw: an operation is new"), "{}", outcome.stdout);
    let short = new.get(..12).unwrap();
    assert!(outcome.stdout.contains(&format!("of api-models-aws {short}")), "{}", outcome.stdout);
    let files = project.files();
    let expected = expected_sources(&[("pot-shop", path, &pots), ("kilns", KILNS, &kilns)], &new);
    assert_eq!(files["model/sources.toml"], expected);
    assert!(files.contains_key("sdk/pot-shop/src/operation/throw.rs"), "{:?}", files.keys());
    project.succeeds(&["import", "--check"]);
    project.succeeds(&["generate", "--check"]);

    let outcome = project.succeeds(&["update"]);
    assert_eq!(outcome.stdout, "");
    assert!(outcome.stderr.contains("Fresh"), "{}", outcome.stderr);
    assert_eq!(project.files(), files);

    project.succeeds(&["update", "--rev", &old]);
    assert_eq!(project.files(), before);
}

#[test]
fn an_update_that_fails_changes_nothing() {
    let project = Project::new();
    let kilns = model("Kilns", &["Fire"]);
    project.remote.commit(&[(POTS, &model("Pot Shop", &["Glaze"])), (KILNS, &kilns)]);
    project.succeeds(&["add", "pot-shop"]);
    project.succeeds(&["add", "kilns"]);
    let before = project.files();
    let pots = model("Pot Shop", &["Glaze", "Throw"]);
    project.remote.commit(&[(POTS, &pots), (KILNS, "{\"smithy\": ")]);
    let said = project.fails(&["update"]);
    assert!(said.contains("nothing was changed: "), "{said}");
    assert_eq!(project.files(), before);

    project.remote.commit(&[(KILNS, "")]);
    let said = project.fails(&["update"]);
    assert!(said.contains("there is no service `kilns` in https://github.com/"), "{said}");
    assert_eq!(project.files(), before);
}

#[test]
fn a_revision_and_another_repository_may_be_named() {
    let project = Project::new();
    let old = model("Pot Shop", &["Glaze"]);
    let commit = project.remote.commit(&[(POTS, &old)]);
    project.remote.tag("v1");
    project.remote.commit(&[(POTS, &model("Pot Shop", &["Throw"]))]);
    let before = project.files();
    let url = project.remote.url();
    for (arguments, source) in [
        (&["--rev", "v1"][..], "https://github.com/aws/api-models-aws"),
        (&["--rev", &commit], "https://github.com/aws/api-models-aws"),
        (&["--from", &url, "--rev", "v1"], &url),
        // A path of the command line is relative to the folder of the command, one in a file to the root.
        (&["--from", "../remote/models.git", "--rev", "v1"], "../remote/models.git"),
        (&["--from", "../remote/work", "--rev", "v1"], "../remote/work"),
    ] {
        project.succeeds(&[&["add", "pot-shop"], arguments].concat());
        let source = format!("git = \"{source}\"\nrevision = \"{commit}\"");
        let expected = HEADER.to_owned() + &entry("pot-shop", &source, POTS, &old);
        assert_eq!(project.files()["model/sources.toml"], expected);
        project.succeeds(&["import", "--check"]);
        project.succeeds(&["remove", "pot-shop"]);
        assert_eq!(project.files(), before);
    }
}

#[test]
fn codegen_toml_names_a_repository_or_a_folder() {
    let project = Project::new();
    let pots = model("Pot Shop", &["Glaze"]);
    let commit = project.remote.commit(&[(POTS, &pots)]);
    let models = "[models]\ngit = \"../remote/models.git\"\n";
    project.sandbox.write("project/codegen.toml", models);
    project.succeeds(&["add", "pot-shop"]);
    let source = format!("git = \"../remote/models.git\"\nrevision = \"{commit}\"");
    let expected = HEADER.to_owned() + &entry("pot-shop", &source, POTS, &pots);
    assert_eq!(project.files()["model/sources.toml"], expected);
    project.succeeds(&["remove", "pot-shop"]);
    assert_eq!(project.files()["codegen.toml"], models);

    project.sandbox.write("project/codegen.toml", "[models]\nfolder = \"../remote/work\"\n");
    project.succeeds(&["add", "pot-shop"]);
    assert_eq!(project.files()["model/sources.toml"], of_file("../remote/work/", POTS, &pots));
}

/// `model/sources.toml` with a model of a file.
fn of_file(folder: &str, path: &str, text: &str) -> String {
    let sha256 = sha256(text.as_bytes());
    format!(
        "{HEADER}[[model]]\noutput = \"model/pot-shop.json\"\nfile = \"{folder}{path}\"\nsha256 = \"{sha256}\"\n"
    )
}

#[test]
fn a_file_or_folder_is_pinned_by_its_hash_and_moved_by_an_update() {
    let project = Project::new();
    let pots = model("Pot Shop", &["Glaze"]);
    project.sandbox.write("project/models/pots.json", &pots);
    project.sandbox.write(&format!("project/tree/{POTS}"), &pots);
    let before = project.files();
    for (from, folder, path) in
        [("models/pots.json", "models/", "pots.json"), ("tree", "tree/", POTS)]
    {
        project.succeeds(&["add", "pot-shop", "--from", from]);
        assert_eq!(project.files()["model/sources.toml"], of_file(folder, path, &pots));
        project.succeeds(&["import", "--check", "--offline"]);
        project.succeeds(&["remove", "pot-shop"]);
        assert_eq!(project.files(), before);
    }

    project.succeeds(&["add", "pot-shop", "--from", "models/pots.json"]);
    let more = model("Pot Shop", &["Glaze", "Throw"]);
    project.sandbox.write("project/models/pots.json", &more);
    let said = project.fails(&["import"]);
    assert!(said.contains("models/pots.json is not the document that is pinned"), "{said}");
    let outcome = project.succeeds(&["update"]);
    assert!(outcome.stdout.contains("+ Throw: an operation is new"), "{}", outcome.stdout);
    let files = project.files();
    assert_eq!(files["model/sources.toml"], of_file("models/", "pots.json", &more));
    project.succeeds(&["import", "--check"]);

    // What is not there any more stays as it was made.
    std::fs::remove_file(project.sandbox.path("project/models/pots.json")).unwrap();
    let outcome = project.succeeds(&["update"]);
    let expected = "Without models/pots.json, which is not there: model/pot-shop.json stays";
    assert!(outcome.stderr.contains(expected), "{}", outcome.stderr);
    let left: BTreeMap<_, _> =
        files.into_iter().filter(|(path, _)| path != "models/pots.json").collect();
    assert_eq!(project.files(), left);
}

#[test]
fn the_operations_of_a_service_are_listed_before_it_is_added() {
    let project = Project::new();
    project.remote.commit(&[(POTS, &model("Pot Shop", &["Glaze", "Throw"]))]);
    let before = project.files();
    let outcome = project.succeeds(&["operations", "pot-shop"]);
    assert_eq!(
        outcome.stdout,
        "operation  signed  shapes  errors  paginated\n\
         Glaze      no           2       0  no\n\
         Throw      no           2       0  no\n"
    );
    assert_eq!(project.files(), before);
    assert_eq!(project.blobs(), 1);
    project.gone();
    let said = project.fails(&["operations", "pot-shop", "--offline", "--rev", "v1"]);
    assert!(said.contains("expected a full commit id as the revision, found `v1`"), "{said}");
    assert_eq!(project.succeeds(&["operations", "pot-shop", "--offline"]).stdout, outcome.stdout);
}
