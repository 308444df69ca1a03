//! What is left when a change stops midway, which no command line can bring about.

use super::*;

#[test]
fn a_rename_that_fails_leaves_whole_files_and_nothing_beside_them() {
    let folder = std::env::temp_dir().join(format!("tinsmith-sync-{}", std::process::id()));
    // A folder that appears after the plan was made: the file is written beside it, and cannot be renamed.
    fs::create_dir_all(folder.join("src/b.rs")).unwrap();
    fs::write(folder.join("src/c.rs"), "old").unwrap();
    let names = ["src/a.rs", "src/b.rs", "src/c.rs"].map(str::to_owned);
    let files = names.iter().map(|name| (name.clone(), "new".to_owned())).collect();
    let plan =
        Plan { missing: names.to_vec(), orphaned: vec!["src/d.rs".to_owned()], ..Plan::default() };
    fs::write(folder.join("src/d.rs"), "old").unwrap();

    let error = apply(&folder, &SourceTree { files }, &plan).unwrap_err();
    let text = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let texts = ["src/a.rs", "src/c.rs", "src/d.rs"].map(text);
    let mut left: Vec<_> = fs::read_dir(folder.join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    fs::remove_dir_all(&folder).unwrap();

    assert!(error.to_string().ends_with("src/b.rs"), "{error}");
    assert_eq!(texts, ["new", "old", "old"].map(|text| Some(text.to_owned())));
    assert_eq!(left, ["a.rs", "b.rs", "c.rs", "d.rs"]);
}
