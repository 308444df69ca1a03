//! A project without any SDK, a repository of models beside it, and models.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use crate::repository::{Remote, git};
use crate::sandbox::{Outcome, Sandbox};

pub(super) const POTS: &str = "pot-shop/service/2024-01-01/pot-shop-2024-01-01.json";
pub(super) const KILNS: &str = "models/kilns/service/2024-01-01/kilns-2024-01-01.json";

/// The project in `project/`, the repository in `remote/`, which stands in for AWS's.
pub(super) struct Project {
    pub(super) sandbox: Sandbox,
    pub(super) remote: Remote,
}

impl Project {
    pub(super) fn new() -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("project/codegen.toml", "# Crates of this project.\n");
        let remote = sandbox.path("remote");
        std::fs::create_dir(&remote).unwrap();
        Self { sandbox, remote: Remote::new(&remote) }
    }

    /// The command in the project, with a git that takes the repository beside it for AWS's.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.sandbox.command(arguments);
        command.current_dir(self.sandbox.path("project"));
        // Paths of a repository that was made elsewhere do not count.
        command.env("GIT_DIR", self.sandbox.path("no-repository"));
        command.env("GIT_INDEX_FILE", self.sandbox.path("no-index"));
        command.env("GIT_CONFIG_COUNT", "1");
        command.env("GIT_CONFIG_KEY_0", format!("url.{}.insteadOf", self.remote.url()));
        command.env("GIT_CONFIG_VALUE_0", "https://github.com/aws/api-models-aws");
        command
    }

    #[track_caller]
    pub(super) fn succeeds(&self, arguments: &[&str]) -> Outcome {
        let outcome = Outcome::of(self.command(arguments).output().unwrap());
        assert_eq!(outcome.status, 0, "{arguments:?}: {}", outcome.stderr);
        outcome
    }

    /// Runs a command that fails; gives what it says.
    #[track_caller]
    pub(super) fn fails(&self, arguments: &[&str]) -> String {
        let outcome = Outcome::of(self.command(arguments).output().unwrap());
        assert_eq!(outcome.status, 1, "{arguments:?}: {}", outcome.stderr);
        outcome.stderr
    }

    /// The files of the project but for what was downloaded.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        // git keeps files that are no text.
        let (downloads, aside) = (self.sandbox.path("project/target"), self.sandbox.path("aside"));
        let has_downloads = downloads.exists();
        if has_downloads {
            std::fs::rename(&downloads, &aside).unwrap();
        }
        let files = self.sandbox.files("project");
        if has_downloads {
            std::fs::rename(&aside, &downloads).unwrap();
        }
        files
    }

    /// How many files were downloaded from AWS's repository.
    pub(super) fn blobs(&self) -> usize {
        let clones = self.sandbox.path("project/target/model-sources/git");
        let clone: Vec<PathBuf> =
            std::fs::read_dir(clones).unwrap().map(|entry| entry.unwrap().path()).collect();
        let [clone] = clone.as_slice() else { panic!("expected one clone, found {clone:?}") };
        let format = "--batch-check=%(objecttype)";
        let listed = git(clone, &["cat-file", "--batch-all-objects", format]);
        listed.lines().filter(|line| *line == "blob").count()
    }

    /// The repository cannot be reached any more.
    pub(super) fn gone(&self) {
        std::fs::rename(self.sandbox.path("remote"), self.sandbox.path("elsewhere")).unwrap();
    }
}

/// A model of a service with these operations, and with documentation.
pub(super) fn model(sdk_id: &str, operations: &[&str]) -> String {
    let list = |item: &dyn Fn(&str) -> String| {
        operations.iter().map(|name| item(name)).collect::<Vec<_>>().join(",\n    ")
    };
    let targets = list(&|name| format!(r#"{{ "target": "com.example#{name}" }}"#));
    let shapes = list(&|name| {
        format!(
            r#""com.example#{name}": {{
      "type": "operation",
      "traits": {{ "smithy.api#documentation": "<p>PROSE of {name}.</p>" }}
    }}"#
        )
    });
    format!(
        r#"{{
  "smithy": "2.0",
  "shapes": {{
    "com.example#Shop": {{
      "type": "service",
      "version": "2024-01-01",
      "operations": [{targets}],
      "traits": {{
        "aws.api#service": {{ "sdkId": "{sdk_id}" }},
        "aws.protocols#awsJson1_0": {{}},
        "smithy.api#documentation": "<p>PROSE of the service.</p>"
      }}
    }},
    {shapes}
  }}
}}
"#
    )
}
