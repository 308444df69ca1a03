//! What a revision of this repository holds, read through git.
//!
//! In come a revision and paths, out go the contents of the files, all by one process.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail, ensure};

/// Where the main branch is looked for, in this order: what others have counts before what is here alone.
const MAIN: [&str; 4] = ["origin/HEAD", "origin/main", "main", "master"];

/// A revision of the repository that a folder is in.
pub(super) struct Revision {
    root: PathBuf,
    /// Its full name.
    commit: String,
}

impl Revision {
    /// Finds a revision by any name that git knows; without one, the merge base with the main branch.
    ///
    /// # Errors
    /// There is no git, no repository, or no such revision.
    pub(super) fn find(root: &Path, name: Option<&str>) -> anyhow::Result<Self> {
        let commit = match name {
            Some(name) => commit(root, name)?.with_context(|| {
                format!("git knows no revision `{name}`; in a shallow clone, `git fetch --unshallow` brings the rest")
            })?,
            None => merge_base(root)?,
        };
        Ok(Self { root: root.to_owned(), commit })
    }

    /// The beginning of its name, for people.
    pub(super) fn short(&self) -> &str {
        self.commit.get(..12).unwrap_or(&self.commit)
    }

    /// The files at or under these paths, relative to the folder, that are UTF-8 text.
    ///
    /// # Errors
    /// git fails.
    pub(super) fn files(&self, paths: &[&str]) -> anyhow::Result<BTreeMap<String, String>> {
        let mut list = git(&self.root);
        list.args(["ls-tree", "-r", "-z", &self.commit, "--"]).args(paths);
        let listed = output(&mut list)?;
        let mut entries = Vec::new();
        for entry in listed.split('\0').filter(|entry| !entry.is_empty()) {
            // `<mode> SP <type> SP <object> TAB <path>`
            let (facts, path) = entry.split_once('\t').context("git ls-tree has another form")?;
            let mut facts = facts.split(' ').skip(1);
            if let (Some("blob"), Some(object)) = (facts.next(), facts.next()) {
                entries.push((object.to_owned(), path.to_owned()));
            }
        }
        self.contents(&entries)
    }

    fn contents(&self, entries: &[(String, String)]) -> anyhow::Result<BTreeMap<String, String>> {
        let mut command = git(&self.root);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("cannot start git")?;
        let asked: String = entries.iter().map(|(object, _)| format!("{object}\n")).collect();
        let mut input = child.stdin.take().context("git has no input")?;
        // It answers while it is still being asked.
        let asking = std::thread::spawn(move || input.write_all(asked.as_bytes()));
        let mut answer = Vec::new();
        child.stdout.take().context("git has no output")?.read_to_end(&mut answer)?;
        let status = child.wait()?;
        ensure!(status.success(), "git cat-file failed with {status}");
        _ = asking.join();

        let mut files = BTreeMap::new();
        let mut rest = answer.as_slice();
        for (object, path) in entries {
            // `<object> SP <type> SP <size> LF <contents> LF`
            let end = rest.iter().position(|byte| *byte == b'\n');
            let (head, after) = rest.split_at(end.context("git cat-file ended early")?);
            let head = String::from_utf8_lossy(head);
            let size = head.rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
            let size = size.with_context(|| format!("git has no {object} ({path})"))?;
            let content = after.get(1..=size).context("git cat-file ended early")?;
            if let Ok(text) = std::str::from_utf8(content) {
                files.insert(path.clone(), text.to_owned());
            }
            rest = after.get(size + 2..).unwrap_or_default();
        }
        Ok(files)
    }
}

fn merge_base(root: &Path) -> anyhow::Result<String> {
    for name in MAIN {
        if let Some(main) = commit(root, name)? {
            let mut command = git(root);
            command.args(["merge-base", "HEAD", &main]);
            let found = output(&mut command).with_context(|| {
                format!("this revision and {name} have nothing in common; name one with `--base`")
            })?;
            return Ok(found.trim().to_owned());
        }
    }
    bail!("found no main branch (looked for {}); name a revision with `--base`", MAIN.join(", "))
}

/// The full name of a revision, if git knows it.
fn commit(root: &Path, name: &str) -> anyhow::Result<Option<String>> {
    let mut command = git(root);
    command.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
    command.arg(format!("{name}^{{commit}}"));
    let output = command.output().context("cannot start git")?;
    let found = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() && !output.stderr.is_empty() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok((output.status.success() && !found.is_empty()).then_some(found))
}

fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(root).stdin(Stdio::null());
    command
}

fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().context("cannot start git")?;
    if !output.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).context("git answers in no UTF-8")
}
