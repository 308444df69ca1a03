//! A vendored runtime is compared with that of the revision: its version and its files.

use tinsmith_project::runtime::vendored;

use super::*;

const RUNTIME: &str = "sdk/tinsmith-runtime";

/// A repository with the runtime of this tinsmith in it.
fn repository(name: &str) -> Folder {
    let folder = Folder::repository(name);
    folder.write("codegen.toml", &format!("{CONFIG}\n[runtime]\nvendored = \"{RUNTIME}\"\n"));
    folder.generate();
    for output in vendored::outputs(Path::new(""), RUNTIME) {
        for (path, text) in output.tree.files {
            folder.write(&format!("{}/{path}", output.shown), &text);
        }
    }
    folder.commit();
    folder
}

#[test]
fn the_same_runtime_is_no_change() {
    let folder = repository("vendored-same");
    assert_eq!(folder.since(Some("HEAD")), Ok((0, "kilns: no change\n".to_owned())));
}

#[test]
fn another_runtime_is_a_change_with_its_versions_and_files() {
    let folder = repository("vendored-other");
    let files = vendored::tree("tinsmith-runtime").files;
    let manifest =
        files["Cargo.toml"].replace("version = \"0.1.0\"\npublish", "version = \"0.0.9\"\npublish");
    assert_ne!(manifest, files["Cargo.toml"]);
    folder.write(&format!("{RUNTIME}/Cargo.toml"), &manifest);
    folder.write(&format!("{RUNTIME}/src/lib.rs"), &(files["src/lib.rs"].clone() + "mod gone;\n"));
    let header = files["src/lib.rs"].lines().next().unwrap();
    folder.write(&format!("{RUNTIME}/src/gone.rs"), &format!("{header}\n\nfn gone() {{}}\n"));
    folder.commit();
    let (status, text) = folder.since(Some("HEAD")).unwrap();
    assert_eq!(status, 0);
    let (_, runtime) = text.split_once("tinsmith-runtime: ").unwrap();
    let (verdict, changes) = runtime.split_once("\n\n").unwrap();
    // How many lines there are follows the runtime.
    assert!(verdict.starts_with("minor (1 other)\n  old: sdk/tinsmith-runtime at "), "{verdict}");
    assert!(verdict.contains("\n  new: sdk/tinsmith-runtime of this tinsmith, "), "{verdict}");
    assert_eq!(
        changes,
        "The service\n  ~ tinsmith-runtime: 0.0.9 -> 0.1.0\n      \
         generated crates use it for every call; the files show what differs\n\n\
         3 files, +1 -5 lines: other 3\n"
    );
}
