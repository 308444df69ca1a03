//! Which revision is compared with, in whole and in shallow clones, and what of its files is left out.

use super::super::git::base::{self, Base};
use super::*;

/// What a shallow clone is told.
const UNSHALLOW: &str = "this clone is shallow, and `git fetch --unshallow` brings the rest";

fn found(folder: &Folder, name: Option<&str>) -> Result<Base, String> {
    base::find(&folder.0, name).map_err(|error| format!("{error:#}"))
}

/// The newest commit of a branch of another repository, and nothing before it.
fn shallow(name: &str, from: &Folder, branch: &str) -> Folder {
    let folder = Folder::new(name);
    // Not a path: git takes everything from one of those.
    let from = format!("file://{}", from.0.display());
    folder.git(&["clone", "--quiet", "--depth", "1", "--branch", branch, &from, "."]);
    folder
}

#[test]
fn the_base_is_told_with_what_it_is() {
    let folder = Folder::repository("told");
    let first = folder.git(&["rev-parse", "HEAD"]);
    folder.git(&["switch", "--quiet", "--create", "work"]);
    folder.write("new", "");
    folder.commit();
    let base = |what: &str| Base { commit: first.clone(), what: what.to_owned(), warning: None };
    assert_eq!(found(&folder, None), Ok(base("the merge base with main")));
    assert_eq!(found(&folder, Some("HEAD^")), Ok(base("which is HEAD^")));
    folder.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    assert_eq!(found(&folder, None), Ok(base("the merge base with origin/main")));
}

#[test]
fn a_shallow_clone_is_told_what_it_lacks() {
    let whole = Folder::repository("whole");
    let first = whole.git(&["rev-parse", "HEAD"]);
    whole.git(&["switch", "--quiet", "--create", "work"]);
    whole.write("new", "");
    whole.commit();

    let folder = shallow("shallow", &whole, "work");
    let head = folder.git(&["rev-parse", "HEAD"]);
    let unknown = format!("git knows no revision `{first}`; {UNSHALLOW}");
    assert_eq!(found(&folder, Some(&first)), Err(unknown));

    // The branch that was cloned passes for the main one.
    let itself =
        "this is the revision that is checked out, so only what is not committed is compared; ";
    let expected = Base {
        commit: head,
        what: "the merge base with origin/HEAD".to_owned(),
        warning: Some(format!("{itself}{UNSHALLOW}")),
    };
    assert_eq!(found(&folder, None), Ok(expected));

    // Fetched in the same way, the main branch has no known way to what was cloned.
    folder.git(&["remote", "set-head", "origin", "--delete"]);
    folder.git(&["fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main"]);
    let apart = "found no commit that HEAD and origin/main have in common; ";
    assert_eq!(found(&folder, None), Err(format!("{apart}{UNSHALLOW}")));
}

#[test]
fn a_whole_clone_is_told_nothing_of_shallow_ones() {
    let folder = Folder::repository("apart");
    assert_eq!(found(&folder, Some("v9")), Err("git knows no revision `v9`".to_owned()));
    folder.git(&["switch", "--quiet", "--orphan", "other"]);
    folder.write("new", "");
    folder.commit();
    let apart = "HEAD and main have no commit in common; name a revision with `--base`";
    assert_eq!(found(&folder, None), Err(apart.to_owned()));
}

#[cfg(unix)]
#[test]
fn what_is_no_text_of_the_revision_is_left_out() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let folder = Folder::repository("no-text");
    let generated = folder.0.join("generated");
    std::fs::write(generated.join("bytes"), b"\xff").unwrap();
    // Not every file system takes such a name.
    _ = std::fs::write(generated.join(OsStr::from_bytes(b"\xff.rs")), "");
    symlink("Cargo.toml", generated.join("link")).unwrap();
    folder.git(&["add", "."]);
    let head = folder.git(&["rev-parse", "HEAD"]);
    let module = format!("160000,{head},generated/module");
    folder.git(&["update-index", "--add", "--cacheinfo", &module]);
    folder.git(&["commit", "--quiet", "--message", "Something"]);
    assert_eq!(folder.since(Some("HEAD")), Ok((0, "kilns: no change\n".to_owned())));

    std::fs::rename(folder.0.join("kilns.json"), folder.0.join("other.json")).unwrap();
    symlink("other.json", folder.0.join("kilns.json")).unwrap();
    folder.commit();
    let missing = folder.since(Some("HEAD")).unwrap_err();
    assert!(missing.starts_with("codegen.toml names kilns.json, which "), "{missing}");
}
