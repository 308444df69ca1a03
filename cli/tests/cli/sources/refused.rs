//! What cannot be had, and with what words; nothing is changed then.

use super::made::{KILNS, POTS, Project, model};

/// A command fails, says all this, and changes nothing.
#[track_caller]
fn refused(project: &Project, arguments: &[&str], words: &[&str]) {
    let before = project.files();
    let said = project.fails(arguments);
    for words in words {
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(project.files(), before);
}

#[test]
fn a_service_that_there_is_not_gets_the_names_that_may_be_meant() {
    let project = Project::new();
    let cognito =
        "cognito-identity-provider/service/2016-04-18/cognito-identity-provider-2016-04-18.json";
    let pots = model("Pot Shop", &["Glaze"]);
    let commit = project.remote.commit(&[(POTS, &pots), (KILNS, &pots), (cognito, &pots)]);
    let short = commit.get(..12).unwrap();
    for (wanted, help) in [
        ("cognito-idp", "here it is called `cognito-identity-provider`"),
        ("PotShop", "did you mean `pot-shop`?"),
        ("pot", "did you mean `pot-shop`?"),
        ("kiln", "did you mean `kilns`?"),
    ] {
        let message = format!(
            "nothing was added: there is no service `{wanted}` in https://github.com/aws/api-models-aws at {short}"
        );
        refused(&project, &["add", wanted], &[&message, help]);
    }
    // The names came with the tree.
    assert_eq!(project.blobs(), 0);
}

#[test]
fn what_is_there_already_is_told_and_a_file_of_somebody_stays() {
    let project = Project::new();
    project.remote.commit(&[(POTS, &model("Pot Shop", &["Glaze"]))]);
    project.sandbox.write("project/model/pot-shop.json", "mine");
    let way = "model/pot-shop.json is in the way, and model/sources.toml does not name it";
    refused(&project, &["add", "pot-shop"], &[way]);
    std::fs::remove_file(project.sandbox.path("project/model/pot-shop.json")).unwrap();
    project.succeeds(&["add", "pot-shop"]);
    refused(&project, &["add", "pot-shop"], &["`pot-shop` is there already"]);
}

#[test]
fn another_document_than_the_one_that_is_pinned() {
    let project = Project::new();
    let pots = model("Pot Shop", &["Glaze"]);
    project.remote.commit(&[(POTS, &pots)]);
    project.succeeds(&["add", "pot-shop"]);
    let sources = project.files()["model/sources.toml"].clone();
    let (start, _) = sources.split_once("sha256").unwrap();
    let zeros = "0".repeat(64);
    project.sandbox.write("project/model/sources.toml", format!("{start}sha256 = \"{zeros}\"\n"));
    let words = ["is not the document that is pinned", &format!("expected sha256 {zeros}")];
    refused(&project, &["import"], &words);
    let broken = sources.replace("revision = \"", "revision = \"v");
    project.sandbox.write("project/model/sources.toml", broken);
    let words =
        ["in model/sources.toml: in [[model]]: expected the full id of a commit as `revision`"];
    refused(&project, &["import"], &words);
}

#[test]
fn a_repository_that_cannot_be_reached() {
    let project = Project::new();
    project.gone();
    let words = [
        "nothing was added: cannot read https://github.com/aws/api-models-aws with git: fatal: ",
        "does not appear to be a git repository",
    ];
    refused(&project, &["add", "pot-shop"], &words);
    let words =
        ["--offline: the newest revision of https://github.com/aws/api-models-aws is not below"];
    refused(&project, &["add", "pot-shop", "--offline"], &words);
}

#[test]
fn what_is_no_source() {
    let project = Project::new();
    project.sandbox.write("project/empty/README.md", "No models.");
    project.sandbox.write("project/broken.json", "{");
    project.sandbox.write("project/fine.json", model("Pot Shop", &["Glaze"]));
    for (arguments, words) in [
        (&["--from", "nowhere"][..], "there is no file, folder or git repository nowhere"),
        (&["--from", "empty"], "empty has no models"),
        (&["--from", "broken.json"], "not a document that can be read"),
        (&["--from", "fine.json", "--rev", "v1"], "--rev goes with a git repository"),
        (
            &["--from", "https://me:secret@localhost/x"],
            "https://…@localhost/x has a password in it",
        ),
    ] {
        refused(&project, &[&["add", "pot-shop"], arguments].concat(), &[words]);
    }
    let words = "`../pots` cannot be the name of a service";
    refused(&project, &["add", "../pots", "--from", "fine.json"], &[words]);
    refused(
        &project,
        &["update"],
        &["model/sources.toml names no model; `tinsmith add SERVICE` adds one"],
    );
}
