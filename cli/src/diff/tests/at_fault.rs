//! What is told of documents that are wrong: which file it is, and of which side.

use super::*;

const OVERLAY: &str = r#"{"smithy": "2.0", "shapes": {"a#Fire": {"type": "apply", "traits": {"smithy.api#documentation": "Fires."}}}}"#;
const NOWHERE: &str =
    r#"{"smithy": "2.0", "shapes": {"a#Nothing": {"type": "apply", "traits": {}}}}"#;

/// A repository with an overlay, at a commit that is sound.
fn repository(name: &str) -> Folder {
    let folder = Folder::repository(name);
    folder.write("codegen.toml", &format!("{CONFIG}overlays = [\"overlay.json\"]\n"));
    folder.write("overlay.json", OVERLAY);
    folder.generate();
    folder.commit();
    folder
}

/// What is told of a file with this text in the working tree, then of the same at the commit that it is compared with.
fn told(folder: &Folder, path: &str, text: &str) -> [String; 2] {
    let sound = std::fs::read_to_string(folder.0.join(path)).unwrap_or_default();
    folder.write(path, text);
    let in_tree = folder.since(Some("HEAD")).unwrap_err();
    folder.commit();
    folder.write(path, &sound);
    let in_revision = folder.since(Some("HEAD")).unwrap_err();
    let commit = folder.git(&["rev-parse", "HEAD"]);
    folder.commit();
    [in_tree, in_revision.replace(&commit[..12], "REV")]
}

#[test]
fn a_document_is_named_with_the_side_that_has_it() {
    let folder = repository("fault-documents");
    let problem = "a#Nothing: traits are applied to a shape or member that does not exist";
    assert_eq!(
        told(&folder, "overlay.json", NOWHERE),
        [
            format!(
                "kilns.json in the working tree cannot be generated: error: overlay.json in the working tree: {problem}"
            ),
            format!("kilns.json at REV cannot be generated: error: overlay.json at REV: {problem}"),
        ]
    );
    let problem = "a#FireRequest$Note: the member targets `a#Nothing`, which does not exist";
    let model = model(r#""Note": {"target": "a#Nothing"}"#);
    assert_eq!(
        told(&folder, "kilns.json", &model),
        [
            format!(
                "kilns.json in the working tree cannot be generated: error: kilns.json in the working tree: {problem}"
            ),
            format!("kilns.json at REV cannot be generated: error: kilns.json at REV: {problem}"),
        ]
    );
    let config = std::fs::read_to_string(folder.0.join("codegen.toml")).unwrap() + "ovens = 1\n";
    let problem = "error: codegen.toml: sdk 1: the key `ovens` is unknown; there is ";
    let [in_tree, in_revision] = told(&folder, "codegen.toml", &config);
    assert!(in_tree.starts_with(problem), "{in_tree}");
    assert!(in_revision.starts_with(&format!("at REV: {problem}")), "{in_revision}");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told() {
    let folder = repository("fault-folders");
    for (path, expected) in [
        (
            "kilns.json",
            "kilns.json is a folder: expected a file\n  help: give the file with the model: Smithy JSON AST or C2J",
        ),
        ("overlay.json", "overlay.json is a folder: expected a file"),
    ] {
        let text = std::fs::read_to_string(folder.0.join(path)).unwrap();
        std::fs::remove_file(folder.0.join(path)).unwrap();
        let missing = folder.since(Some("HEAD")).unwrap_err();
        assert!(missing.starts_with(&format!("cannot read {path}: ")), "{missing}");
        std::fs::create_dir(folder.0.join(path)).unwrap();
        assert_eq!(folder.since(Some("HEAD")).unwrap_err(), expected);
        std::fs::remove_dir(folder.0.join(path)).unwrap();
        folder.write(path, &text);
    }
    std::fs::create_dir(folder.0.join("accepted-changes.toml")).unwrap();
    let problem = folder.since(Some("HEAD")).unwrap_err();
    assert!(problem.starts_with("cannot read accepted-changes.toml: "), "{problem}");
}

#[test]
fn a_file_of_accepted_changes_that_is_wrong_is_named() {
    let folder = repository("fault-accepted");
    let problem = |bytes: &[u8]| {
        std::fs::write(folder.0.join("accepted-changes.toml"), bytes).unwrap();
        folder.since(Some("HEAD")).unwrap_err()
    };
    assert!(problem(b"[[").starts_with("accepted-changes.toml is no TOML: "));
    assert!(problem(b"\xff").starts_with("cannot read accepted-changes.toml: "));
    assert_eq!(
        problem(b"[[change]]\n"),
        "error: accepted-changes.toml: the key `change` is unknown; there is accepted"
    );
}
