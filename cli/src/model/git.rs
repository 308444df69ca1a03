//! A git repository of models, read through the user's own git: its credentials, proxies and certificates hold.
//!
//! The repository is kept as a bare, shallow, partial clone below `target/`.
//! It holds the tree of each revision that was asked for, and the documents that were read; nothing else is downloaded.

mod command;
mod url;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use tinsmith_codegen::stages::pipeline::sha256;
use tinsmith_project::say;

use self::command::Network;
pub(crate) use self::url::{is_url, shown};
use super::origin::DOWNLOADS;

/// The remote of a clone.
const REMOTE: &str = "origin";

/// The newest revision that was seen, which is taken where there is no network.
const NEWEST: &str = "refs/tinsmith/newest";

/// A repository of models.
pub(crate) struct Repository {
    /// As the user wrote it: a URL, or a path relative to the root.
    pub(crate) url: String,
    clone: PathBuf,
    offline: bool,
}

/// A file at a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pin {
    pub(crate) revision: String,
    pub(crate) path: String,
    pub(crate) sha256: String,
}

impl Repository {
    /// Opens the clone of a repository, and makes an empty one where there is none. Nothing is downloaded yet.
    ///
    /// # Errors
    /// There is no git, the URL is not one, or the clone cannot be made.
    pub(crate) fn open(url: &str, root: &Path, offline: bool) -> anyhow::Result<Self> {
        url::check(url)?;
        let downloads = root.join(DOWNLOADS).join("git");
        let folder = std::path::absolute(downloads.join(folder_name(url)))?;
        let repository = Self { url: url.to_owned(), clone: folder, offline };
        std::fs::create_dir_all(&repository.clone)
            .with_context(|| format!("cannot create {}", repository.clone.display()))?;
        // It leaves alone what is there, and finishes what a killed run began.
        repository.run(Network::Off, &["init", "--bare", "--quiet", "--template="])?;
        let remote = url::remote(url, root)?;
        repository.run(Network::Off, &["config", &format!("remote.{REMOTE}.url"), &remote])?;
        Ok(repository)
    }

    /// The commit of a branch, a tag or a full commit id; without a name, the newest of the default branch.
    /// Its tree is there afterwards, without any file.
    ///
    /// # Errors
    /// There is no such revision, or it cannot be had.
    pub(crate) fn revision(&self, name: Option<&str>) -> anyhow::Result<String> {
        if let Some(name) = name.filter(|name| is_commit_id(name)) {
            return self.fetched(&name.to_ascii_lowercase());
        }
        if self.offline {
            ensure!(
                name.is_none(),
                "--offline: expected a full commit id as the revision, found `{}`",
                name.unwrap_or_default()
            );
            let newest = self.run(Network::Off, &["rev-parse", "--verify", "--quiet", NEWEST]);
            let newest = newest.map_err(|_| self.not_there("the newest revision"))?;
            return self.fetched(text(&newest)?.trim());
        }
        let listed = self.listed(name)?;
        let commit = self.fetched(&listed)?;
        if name.is_none() {
            self.run(Network::Off, &["update-ref", NEWEST, &commit])?;
        }
        Ok(commit)
    }

    /// The paths of the files of a revision that is there.
    ///
    /// # Errors
    /// git fails.
    pub(crate) fn paths(&self, commit: &str) -> anyhow::Result<Vec<String>> {
        let tree = ["ls-tree", "-r", "-z", "--full-tree", commit];
        let listed = self.run(Network::Off, &tree)?;
        let entries = listed.split(|byte| *byte == 0);
        Ok(entries
            .filter_map(|entry| {
                // `<mode> SP <type> SP <object> TAB <path>`; a path that is no UTF-8 is none of a model.
                let (facts, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
                facts.starts_with("100").then(|| path.to_owned())
            })
            .collect())
    }

    /// Downloads a file of a revision, where it is not there yet, and pins it.
    ///
    /// # Errors
    /// The revision has no such file, or the file cannot be had.
    pub(crate) fn read(&self, commit: &str, path: &str) -> anyhow::Result<(Pin, Vec<u8>)> {
        let commit = &self.fetched(commit)?;
        let object = format!("{commit}:{path}");
        let bytes = self.run(Network::Off, &["cat-file", "blob", &object]).or_else(|_| {
            if self.offline {
                return Err(self.not_there(&format!("{path} at {}", short(commit))));
            }
            say::step("Downloading", path);
            let read = say::while_working("Downloading", || {
                self.run(Network::On, &["cat-file", "blob", &object])
            });
            read.with_context(|| {
                format!("cannot read {path} of {} at {}", shown(&self.url), short(commit))
            })
        })?;
        let pin = Pin { revision: commit.clone(), path: path.to_owned(), sha256: sha256(&bytes) };
        Ok((pin, bytes))
    }

    /// The file that is pinned.
    ///
    /// # Errors
    /// It cannot be had, or is another one.
    pub(crate) fn pinned(&self, pin: &Pin) -> anyhow::Result<Vec<u8>> {
        let (found, bytes) = self.read(&pin.revision, &pin.path)?;
        ensure!(
            found.sha256 == pin.sha256,
            "{} of {} at {} is not the document that is pinned\n  expected sha256 {}\n  found    sha256 {}",
            pin.path,
            shown(&self.url),
            short(&pin.revision),
            pin.sha256,
            found.sha256,
        );
        Ok(bytes)
    }

    /// The commit that the remote has under a name, by asking it.
    fn listed(&self, name: Option<&str>) -> anyhow::Result<String> {
        let wanted = name.unwrap_or("HEAD");
        // What an annotated tag stands for is listed only where it is asked for.
        let peeled = format!("{wanted}^{{}}");
        let listed = self
            .run(Network::On, &["ls-remote", "--quiet", REMOTE, wanted, &peeled])
            .with_context(|| self.cannot("read"))?;
        let listed = text(&listed)?;
        let of = |reference: &str| {
            let lines = listed.lines().filter_map(|line| line.split_once('\t'));
            lines.into_iter().find(|(_, found)| *found == reference).map(|(commit, _)| commit)
        };
        // What an annotated tag stands for comes before the tag.
        let names = match name {
            None => vec!["HEAD".to_owned()],
            Some(name) => vec![
                format!("refs/tags/{name}^{{}}"),
                format!("refs/tags/{name}"),
                format!("refs/heads/{name}"),
                name.to_owned(),
            ],
        };
        match names.iter().find_map(|name| of(name)) {
            Some(commit) => Ok(commit.to_owned()),
            None if name.is_none() => {
                bail!("{} has no commit on a default branch", shown(&self.url))
            }
            None => bail!(
                "{} has no branch or tag `{wanted}`\n  help: a commit is named by its full id of 40 characters",
                shown(&self.url)
            ),
        }
    }

    /// Makes sure that the tree of a commit is there.
    fn fetched(&self, commit: &str) -> anyhow::Result<String> {
        let is_there = |what: &str| {
            self.run(Network::Off, &["cat-file", "-e", &format!("{commit}^{{{what}}}")]).is_ok()
        };
        if is_there("tree") {
            return Ok(commit.to_owned());
        }
        if self.offline {
            return Err(self.not_there(&format!("revision {}", short(commit))));
        }
        say::step("Fetching", &format!("{} at {}", shown(&self.url), short(commit)));
        let arguments = [
            "fetch",
            "--quiet",
            "--depth=1",
            // Trees without files. A server that does not know filters sends all files of the commit.
            "--filter=blob:none",
            "--no-tags",
            REMOTE,
            commit,
        ];
        let fetched = say::while_working("Fetching", || self.said(Network::On, &arguments));
        let said = fetched.with_context(|| self.cannot("fetch"))?;
        if said.contains("filtering not recognized") {
            say::step("Without", "a filter, which this server does not support: all files came");
        }
        ensure!(is_there("tree"), "{commit} is not a commit of {}", shown(&self.url));
        Ok(commit.to_owned())
    }

    /// What stands above git's own words.
    fn cannot(&self, verb: &str) -> String {
        format!("cannot {verb} {} with git", shown(&self.url))
    }

    /// That something would have to be downloaded.
    fn not_there(&self, what: &str) -> anyhow::Error {
        anyhow::anyhow!(
            "--offline: {what} of {} is not below {DOWNLOADS}/\n  help: run the command once without `--offline`",
            shown(&self.url)
        )
    }

    /// What git prints.
    fn run(&self, network: Network, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
        command::run(&self.clone, network, arguments).map(|output| output.stdout)
    }

    /// What git says beside it.
    fn said(&self, network: Network, arguments: &[&str]) -> anyhow::Result<String> {
        let output = command::run(&self.clone, network, arguments)?;
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// What a person calls a repository: the last part of its URL.
pub(crate) fn name(url: &str) -> &str {
    let last = url.trim_end_matches(['/', '\\']).rsplit(['/', '\\', ':']).next();
    last.unwrap_or_default().trim_end_matches(".git")
}

/// The folder of a clone: what a person knows it by, and what makes it unique.
fn folder_name(url: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name: String = name(url).chars().filter(is_plain).take(40).collect();
    let hash = sha256(url.as_bytes());
    format!("{name}-{}.git", hash.get(..12).unwrap_or_default())
}

/// Whether a name is a full id, of SHA-1 or SHA-256.
pub(super) fn is_commit_id(name: &str) -> bool {
    matches!(name.len(), 40 | 64) && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The start of a commit id, for people.
pub(crate) fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

fn text(bytes: &[u8]) -> anyhow::Result<&str> {
    std::str::from_utf8(bytes).context("git printed something that is no UTF-8")
}

#[cfg(test)]
mod tests;
