//! What is refused, with what words; the workspace is as it was then.

use super::*;

/// Something fails with this message and changes nothing.
#[track_caller]
fn unchanged<T: std::fmt::Debug>(
    workspace: &Workspace,
    message: &str,
    what: impl FnOnce() -> Result<T, String>,
) {
    let before = workspace.files();
    assert_eq!(what().unwrap_err(), message);
    assert_eq!(workspace.files(), before);
}

#[track_caller]
fn not_added(workspace: &Workspace, service: &str, operations: &[&str], message: &str) {
    unchanged(workspace, message, || try_add(workspace, &asked(workspace, service, operations)));
}

#[track_caller]
fn not_removed(workspace: &Workspace, service: &str, message: &str) {
    unchanged(workspace, message, || try_remove(workspace, service));
}

#[test]
fn a_service_that_there_is_not_gets_the_names_that_may_be_meant() {
    let workspace = Workspace::new();
    for (wanted, help) in [
        ("pot", "did you mean `pots`?"),
        ("POTS", "did you mean `pots`?"),
        ("pot-shop", "did you mean `pots` (its service id is `Pot Shop`)?"),
        ("Pottery", "did you mean `pots` (its endpoint prefix is `pottery`)?"),
        ("plat", "did you mean `plates`?"),
        ("../pots", "did you mean `pots`?"),
        ("xylophones", "services are called as the AWS CLI calls them, such as `dynamodb`"),
        ("-", "services are called as the AWS CLI calls them, such as `dynamodb`"),
    ] {
        let message = format!(
            "nothing was added: there is no service `{wanted}` in shops 1.9.0\n  help: {help}"
        );
        not_added(&workspace, wanted, &[], &message);
    }
}

#[test]
fn a_service_that_cannot_be_generated() {
    let workspace = Workspace::new();
    let message = "nothing was added: the protocol of `plates`, `telegraph`, is not supported yet\n  help: services with the protocols `json` (awsJson 1.0 and 1.1), `rest-json` (restJson1), `rest-xml` (restXml), `smithy-rpc-v2-cbor` (rpcv2Cbor), `query` (awsQuery) and `ec2` (ec2Query) are supported";
    not_added(&workspace, "plates", &[], message);
    let message = "nothing was added: no operation of `films` can be generated; the warnings above say why (`--verbose` lists them)";
    not_added(&workspace, "films", &[], message);
}

#[test]
fn an_operation_that_there_is_not() {
    let workspace = Workspace::new();
    let message = "error: model/pots.json: the operation `Glase` does not exist in the service\n  help: did you mean `Glaze`?\nnothing was added";
    not_added(&workspace, "pots", &["Throw", "Glase"], message);
    add(&workspace, "pots", &["Throw"]);
    not_added(&workspace, "pots", &["Glase"], message);

    // A crate with all operations has none that the model lacks, or that cannot be generated.
    try_remove(&workspace, "pots").unwrap();
    add(&workspace, "pots", &[]);
    not_added(&workspace, "pots", &["Throw", "Glase"], message);
    let message = "error: model/pots.json: com.amazonaws.potshop#Watch: cannot be generated: `smithy.api#streaming` on `com.amazonaws.potshop#Events` (an event stream) is not supported yet\nnothing was added";
    not_added(&workspace, "pots", &["Watch"], message);
}

#[test]
fn a_service_that_is_there_already() {
    let workspace = Workspace::new();
    add(&workspace, "pots", &["Glaze"]);
    let message = "`pots` is there already: model/pots.json, and in sdk/pots a crate with 1 operation of it\n  \
        help: `tinsmith add pots --operation NAME` adds an operation to it, `tinsmith generate` generates it again, \
        `tinsmith add pots --package NAME` makes another crate of the same model";
    not_added(&workspace, "pots", &[], message);
    let same = Add { package: Some("pots".to_owned()), ..asked(&workspace, "pots", &[]) };
    unchanged(&workspace, message, || try_add(&workspace, &same));

    let second =
        entry("[\"Glaze\"]").replace("\"pots\"", "\"cups\"").replace("sdk/pots", "sdk/cups");
    workspace.write("codegen.toml", &(configured("[\"Glaze\"]") + &second));
    workspace.write("sdk/cups/Cargo.toml", "");
    let message =
        "there are several crates of `pots`: say with `--package` which one is meant: pots, cups";
    not_added(&workspace, "pots", &["Throw"], message);
}

#[test]
fn what_is_in_the_way() {
    let workspace = Workspace::new();
    workspace.write("model/pots.json", "mine");
    let message = "nothing was added: model/pots.json is in the way, and model/sources.toml does not name it: move it first";
    not_added(&workspace, "pots", &[], message);
    std::fs::remove_file(workspace.root().join("model/pots.json")).unwrap();

    workspace.write("sdk/pots/notes.txt", "mine");
    let message = "nothing was added: sdk/pots is in the way, and codegen.toml does not name it: \
        move or remove it, or choose another name with `--package`";
    not_added(&workspace, "pots", &[], message);
    std::fs::remove_dir_all(workspace.root().join("sdk")).unwrap();

    let taken = Add { package: Some("user".to_owned()), ..asked(&workspace, "pots", &[]) };
    let message = "nothing was added: Cargo.lock has a package `user` already, which the crate would be mistaken for; `--package` gives it another name";
    unchanged(&workspace, message, || try_add(&workspace, &taken));

    let taken = Add { package: Some("kilns".to_owned()), ..asked(&workspace, "pots", &[]) };
    let message = "nothing was added: codegen.toml has a package `kilns` already, which the crate would be mistaken for; `--package` gives it another name";
    unchanged(&workspace, message, || try_add(&workspace, &taken));
    let taken = Add { package: Some("tinsmith_codegen".to_owned()), ..taken };
    let lock = LOCK.replace("name = \"user\"", "name = \"tinsmith-codegen\"");
    workspace.write("Cargo.lock", &lock);
    let message = "nothing was added: Cargo.lock has a package `tinsmith-codegen` already, which the crate would be mistaken for; `--package` gives it another name";
    unchanged(&workspace, message, || try_add(&workspace, &taken));

    workspace.write("sdk", "no folder");
    let before = workspace.files();
    let error = try_add(&workspace, &asked(&workspace, "pots", &[])).unwrap_err();
    assert!(error.starts_with("nothing was added: cannot make the folder "), "{error}");
    assert_eq!(workspace.files(), before);
}

#[test]
fn files_that_do_not_say_what_they_should() {
    let workspace = Workspace::new();
    workspace.write("codegen.toml", "[[sdk]]\nmodle = 1\n");
    let error = try_add(&workspace, &asked(&workspace, "pots", &[])).unwrap_err();
    let line =
        "error: codegen.toml: sdk 1: the key `modle` is unknown\n  help: did you mean `model`?";
    assert!(error.starts_with(line), "{error}");
    let entry =
        "sdk = [{ model = \"m\", output = \"o\", package = \"p\", operations = \"all\" }]\n";
    workspace.write("codegen.toml", entry);
    let message = "nothing was added: expected each SDK in codegen.toml as [[sdk]]";
    not_added(&workspace, "pots", &[], message);
    workspace.write("codegen.toml", CONFIG);
    workspace.write("model/sources.toml", "archive = 1\n");
    not_added(
        &workspace,
        "pots",
        &[],
        "in model/sources.toml: expected [[archive]], found integer",
    );
}

#[test]
fn archives_that_cannot_be_had() {
    let workspace = Workspace::new();
    let online = Add { from: None, ..asked(&workspace, "pots", &[]) };
    let before = workspace.files();
    let error = try_add(&workspace, &online).unwrap_err();
    let message = "nothing was added: downloading needs Python with pip, and there is neither `tinsmith-has-no-python` nor `nor-another`\nhelp: ";
    assert!(error.starts_with(message), "{error}");
    assert!(error.ends_with("and add `--from FOLDER` to the command."), "{error}");
    let mut after = workspace.files();
    // Downloads are no part of a workspace.
    after.retain(|path, _| !path.starts_with("target/"));
    assert_eq!(after, before);
    std::fs::remove_dir_all(workspace.root().join("target")).unwrap();

    let wheel = workspace.shelf().join("shops-1.9.0-py3-none-any.whl");
    std::fs::write(&wheel, "PK of another kind").unwrap();
    let error = try_add(&workspace, &asked(&workspace, "pots", &[])).unwrap_err();
    let message = format!("nothing was added: {} cannot be taken: remove it, or ", wheel.display());
    assert!(error.starts_with(&message), "{error}");
    std::fs::remove_file(&wheel).unwrap();
    let message = format!(
        "nothing was added: there is no shops-1.9.0-py3-none-any.whl in {}",
        workspace.shelf().display()
    );
    not_added(&workspace, "pots", &[], &message);
}

#[test]
fn what_cannot_be_removed() {
    let workspace = Workspace::new();
    not_removed(
        &workspace,
        "acm",
        "nothing was removed: codegen.toml has no SDK of `acm`\n  help: no service was added",
    );
    add(&workspace, "pots", &[]);
    not_removed(
        &workspace,
        "pits",
        "nothing was removed: codegen.toml has no SDK of `pits`\n  help: did you mean `pots`?",
    );
    not_removed(
        &workspace,
        "xylophones",
        "nothing was removed: codegen.toml has no SDK of `xylophones`\n  help: there is pots",
    );
    not_removed(
        &workspace,
        "kilns",
        "nothing was removed: generated was not added by `tinsmith add`: what is not in sdk/ is taken away by hand",
    );

    workspace.write("sdk/pots/src/notes.txt", "mine");
    workspace.write("sdk/pots/tests/it.rs", "// mine");
    let message = "nothing was removed: sdk/pots holds files that were not generated:\n  src/notes.txt\n  tests/it.rs\nmove them first";
    not_removed(&workspace, "pots", message);
    std::fs::remove_file(workspace.root().join("sdk/pots/src/notes.txt")).unwrap();
    std::fs::remove_dir_all(workspace.root().join("sdk/pots/tests")).unwrap();

    let lock =
        workspace.files()["Cargo.lock"].replace(" \"kilns\",\n", " \"kilns\",\n \"pots\",\n");
    workspace.write("Cargo.lock", &lock);
    let message = "nothing was removed: in this workspace user depends on `pots`";
    not_removed(&workspace, "pots", message);
}
