//! What is downloaded of a repository, and what is said where something cannot be had.

use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::model::made::repository::{Remote, git};

const POTS: &str = "models/pots/service/2024-01-01/pots-2024-01-01.json";
const KILNS: &str = "models/kilns/service/2024-01-01/kilns-2024-01-01.json";
const PLATES: &str = "models/plates/service/2024-01-01/plates-2024-01-01.json";

/// A folder with a repository of three services, and the commit.
fn remote() -> (TempDir, Remote, String) {
    let folder = tempfile::tempdir().unwrap();
    let remote = Remote::new(folder.path());
    let commit = remote.commit(&[(POTS, "the pots"), (KILNS, "the kilns"), (PLATES, "the plates")]);
    (folder, remote, commit)
}

fn open(folder: &Path, url: &str, offline: bool) -> Repository {
    Repository::open(url, folder, offline).unwrap()
}

/// How many objects of each kind a clone has: commits, trees, blobs.
fn objects(repository: &Repository) -> [usize; 3] {
    let format = "--batch-check=%(objecttype)";
    let listed = git(&repository.clone, &["cat-file", "--batch-all-objects", format]);
    ["commit", "tree", "blob"].map(|kind| listed.lines().filter(|line| *line == kind).count())
}

/// An error with everything around it.
#[track_caller]
fn error<T>(result: anyhow::Result<T>) -> String {
    format!("{:#}", result.err().expect("an error"))
}

#[test]
fn trees_come_first_and_then_one_file() {
    let (folder, remote, commit) = remote();
    remote.commit(&[]);
    let newest = remote.commit(&[(PLATES, "new plates")]);
    let repository = open(folder.path(), &remote.url(), false);
    assert_eq!(repository.revision(None).unwrap(), newest);
    // The root, `models/`, and three folders of each service.
    assert_eq!(objects(&repository), [1, 11, 0]);
    assert_eq!(repository.paths(&newest).unwrap(), [KILNS, PLATES, POTS]);
    let (pin, bytes) = repository.read(&newest, POTS).unwrap();
    assert_eq!(bytes, b"the pots");
    let sha256 = "c9f4dd5b6850059434a428bb781fabf1c32dd3eaada8499e8bdbd7f47406f9dc";
    assert_eq!(pin, Pin { revision: newest, path: POTS.to_owned(), sha256: sha256.to_owned() });
    assert_eq!(objects(&repository), [1, 11, 1]);

    // An older commit, of which the trees that differ come.
    assert_eq!(repository.revision(Some(&commit)).unwrap(), commit);
    assert_eq!(objects(&repository), [2, 16, 1]);
    assert_eq!(repository.read(&commit, PLATES).unwrap().1, b"the plates");
}

#[test]
fn a_server_without_filters_sends_all_files_of_one_commit() {
    let (folder, remote, _) = remote();
    let newest = remote.commit(&[(PLATES, "new plates")]);
    remote.filters(false);
    let repository = open(folder.path(), &remote.url(), false);
    assert_eq!(repository.revision(None).unwrap(), newest);
    assert_eq!(objects(&repository), [1, 11, 3]);
    assert_eq!(repository.read(&newest, PLATES).unwrap().1, b"new plates");
}

#[test]
fn a_revision_is_a_branch_a_tag_or_a_full_id() {
    let (folder, remote, first) = remote();
    remote.tag("v1");
    remote.push("HEAD:refs/heads/old/main");
    remote.commit(&[(POTS, "new pots")]);
    let repository = open(folder.path(), &remote.url(), false);
    for name in ["v1", "old/main", "refs/heads/old/main", &first, &first.to_uppercase()] {
        assert_eq!(repository.revision(Some(name)).unwrap(), first, "{name}");
    }
    for name in ["old", "v", "main*", "--upload-pack=false", ""] {
        let expected = format!("{} has no branch or tag `{name}`", remote.url());
        assert!(error(repository.revision(Some(name))).contains(&expected), "{name}");
    }
    let nowhere = "1".repeat(40);
    let said = error(repository.revision(Some(&nowhere)));
    assert!(said.starts_with(&format!("cannot fetch {} with git: ", remote.url())), "{said}");
    assert!(said.contains("not our ref"), "{said}");
}

#[test]
fn without_the_network_what_is_there_is_read() {
    let (folder, remote, first) = remote();
    let here = folder.path();
    let offline = || open(here, &remote.url(), true);
    let nothing = format!(
        "--offline: the newest revision of {} is not below target/model-sources/\n  help: run the command once without `--offline`",
        remote.url()
    );
    assert_eq!(error(offline().revision(None)), nothing);

    let online = open(here, &remote.url(), false);
    let (pin, _) = online.read(&online.revision(None).unwrap(), POTS).unwrap();
    let second = remote.commit(&[(POTS, "new pots")]);
    assert_eq!(offline().revision(None).unwrap(), first);
    assert_eq!(offline().pinned(&pin).unwrap(), b"the pots");
    let said = error(offline().read(&first, KILNS));
    assert!(said.starts_with(&format!("--offline: {KILNS} at {} of", short(&first))), "{said}");
    let said = error(offline().revision(Some(&second)));
    assert!(said.starts_with(&format!("--offline: revision {} of", short(&second))), "{said}");
    let said = error(offline().revision(Some("main")));
    assert_eq!(said, "--offline: expected a full commit id as the revision, found `main`");

    assert_eq!(online.revision(None).unwrap(), second);
    assert_eq!(offline().revision(None).unwrap(), second);
}

#[test]
fn another_document_than_the_one_that_is_pinned_is_refused() {
    let (folder, remote, commit) = remote();
    let repository = open(folder.path(), &remote.url(), false);
    let (pin, _) = repository.read(&commit, POTS).unwrap();
    let other = Pin { sha256: "0".repeat(64), ..pin.clone() };
    let said = error(repository.pinned(&other));
    let expected = format!(
        "{POTS} of {} at {} is not the document that is pinned\n  expected sha256 {}\n  found    sha256 {}",
        remote.url(),
        short(&commit),
        other.sha256,
        pin.sha256,
    );
    assert_eq!(said, expected);
    let absent = Pin { path: "models/cups.json".to_owned(), ..pin };
    let said = error(repository.pinned(&absent));
    assert!(said.contains("path 'models/cups.json' does not exist"), "{said}");
}

#[test]
fn a_repository_that_is_not_there_or_empty_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let said = error(open(folder.path(), "nowhere.git", false).revision(None));
    assert!(said.starts_with("cannot read nowhere.git with git: fatal: "), "{said}");
    assert!(said.contains("does not appear to be a git repository"), "{said}");
    let remote = Remote::new(folder.path());
    let said = error(open(folder.path(), &remote.url(), false).revision(None));
    assert_eq!(said, format!("{} has no commit on a default branch", remote.url()));
}

#[test]
fn a_repository_may_be_named_by_a_path_relative_to_the_root() {
    let (folder, _, commit) = remote();
    let root = folder.path().join("project");
    std::fs::create_dir(&root).unwrap();
    let repository = open(&root, "../models.git", false);
    assert_eq!(repository.revision(None).unwrap(), commit);
    assert_eq!(objects(&repository), [1, 11, 0]);
    // A working tree is a repository too; its server knows no filters unless it is told to.
    let repository = open(&root, "../work", false);
    assert_eq!(repository.revision(None).unwrap(), commit);
    assert_eq!(repository.read(&commit, POTS).unwrap().1, b"the pots");
}

#[test]
fn each_repository_has_a_clone_of_its_own() {
    assert_eq!(
        folder_name("https://github.com/aws/api-models-aws"),
        "api-models-aws-7d7b9d54058b.git"
    );
    let names = ["a/models.git", "b/models.git", "host:models.git/"].map(folder_name);
    assert!(names.iter().all(|name| name.starts_with("models-")), "{names:?}");
    assert!(names[0] != names[1] && names[1] != names[2]);
    assert!(folder_name("../..").ends_with(".git"));
    assert!(!folder_name("https://host/a b\u{202e}?x").contains([' ', '\u{202e}', '?']));
}
