//! A bare git repository of models that a test makes, and moves on.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository, in a folder that the test has.
pub(crate) struct Remote {
    work: PathBuf,
    bare: PathBuf,
}

impl Remote {
    /// A repository without a commit, whose server knows filters.
    pub(crate) fn new(folder: &Path) -> Self {
        let remote = Self { work: folder.join("work"), bare: folder.join("models.git") };
        std::fs::create_dir_all(&remote.work).unwrap();
        git(folder, &["init", "--quiet", "--bare", "--initial-branch=main", "models.git"]);
        git(&remote.work, &["init", "--quiet", "--initial-branch=main"]);
        remote.filters(true);
        remote
    }

    /// What it is fetched from.
    pub(crate) fn url(&self) -> String {
        format!("file://{}", self.bare.to_str().unwrap())
    }

    /// Whether the server knows filters.
    pub(crate) fn filters(&self, known: bool) {
        git(&self.bare, &["config", "uploadpack.allowFilter", &known.to_string()]);
    }

    /// A commit with these files too; of a file without text, one without it. Gives its id.
    pub(crate) fn commit(&self, files: &[(&str, &str)]) -> String {
        for (path, text) in files {
            let path = self.work.join(path);
            if text.is_empty() {
                std::fs::remove_file(path).unwrap();
            } else {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text).unwrap();
            }
        }
        git(&self.work, &["add", "--all"]);
        git(&self.work, &["commit", "--quiet", "--allow-empty", "--message", "Models"]);
        self.push("HEAD:refs/heads/main");
        git(&self.work, &["rev-parse", "HEAD"])
    }

    /// An annotated tag at the newest commit.
    pub(crate) fn tag(&self, name: &str) {
        git(&self.work, &["tag", "--annotate", "--message", "A tag", name]);
        self.push(&format!("refs/tags/{name}"));
    }

    /// Has the remote have what is named: a branch or a tag.
    pub(crate) fn push(&self, what: &str) {
        git(&self.work, &["push", "--quiet", self.bare.to_str().unwrap(), what]);
    }
}

/// Runs git in a folder, whatever the user's configuration says; gives what it prints.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder);
    for setting in [
        "user.name=Tests",
        "user.email=tests@example.com",
        "commit.gpgSign=false",
        "tag.gpgSign=false",
        "core.autocrlf=false",
        "core.hooksPath=/dev/null",
    ] {
        command.args(["-c", setting]);
    }
    let output = command.args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
