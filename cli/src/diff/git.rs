//! What a revision of this repository holds, read through git.
//!
//! One process of git reads all files. Which revision it is, `base` finds out.

pub(super) mod base;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail, ensure};
use tinsmith_project::say;

/// A revision of the repository that a folder is in.
pub(super) struct Revision {
    root: PathBuf,
    /// Its full name.
    commit: String,
}

impl Revision {
    /// Finds a revision by any name that git knows; without one, the merge base with the main branch. Says which one it is.
    ///
    /// # Errors
    /// There is no git, no repository, or no such revision.
    pub(super) fn find(root: &Path, name: Option<&str>) -> anyhow::Result<Self> {
        let base = base::find(root, name)?;
        let revision = Self { root: root.to_owned(), commit: base.commit };
        let short = revision.short();
        say::step("Comparing", &format!("the working tree with {short}, {}", base.what));
        if let Some(warning) = base.warning {
            say::diagnostics(&format!("warning: {warning}"));
        }
        Ok(revision)
    }

    /// The beginning of its name, for people.
    pub(super) fn short(&self) -> &str {
        self.commit.get(..12).unwrap_or(&self.commit)
    }

    /// The files at or under these paths, relative to the folder, that are UTF-8 text, by name too.
    /// Links and submodules have no text of their own; it says that they are left out.
    ///
    /// # Errors
    /// git fails.
    pub(super) fn files(&self, paths: &[&str]) -> anyhow::Result<BTreeMap<String, String>> {
        let mut list = git(&self.root);
        list.args(["ls-tree", "-r", "-z", &self.commit, "--"]).args(paths);
        let listed = output(&mut list)?;
        let mut entries = Vec::new();
        for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            // What is no UTF-8 in it is the path: no document has such a name, and no generated file.
            let Ok(entry) = std::str::from_utf8(entry) else { continue };
            // `<mode> SP <type> SP <object> TAB <path>`
            let (facts, path) = entry.split_once('\t').context("git ls-tree has another form")?;
            let mut facts = facts.split(' ');
            let what = match (facts.next(), facts.next(), facts.next()) {
                (Some("120000"), ..) => "a link",
                (_, Some("commit"), _) => "a submodule",
                (_, Some("blob"), Some(object)) => {
                    entries.push((object.to_owned(), path.to_owned()));
                    continue;
                }
                _ => continue,
            };
            say::step("Without", &format!("{path}, which is {what} at {}", self.short()));
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

fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(root).stdin(Stdio::null());
    command
}

fn output(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let output = command.output().context("cannot start git")?;
    if !output.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}
