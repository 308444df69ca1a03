//! A folder of a test's own, and the command started in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder that is removed when the test is over.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// What a command left behind.
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Sandbox {
    /// One below `target`, so in the project of this repository.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap() }
    }

    /// One that is in no project.
    pub(crate) fn elsewhere() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Starts the command in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command(arguments).output().unwrap())
    }

    /// Starts the command in a folder below.
    pub(crate) fn run_in(&self, name: &str, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command(arguments).current_dir(self.path(name)).output().unwrap())
    }

    /// Starts the command in the folder, its standard output a pipe that nobody reads.
    pub(crate) fn run_unread(&self, arguments: &[&str]) -> Outcome {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = self.command(arguments).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        Outcome::of(child.wait_with_output().unwrap())
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tinsmith"));
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    /// Every file below a folder with its text.
    pub(crate) fn files(&self, name: &str) -> BTreeMap<String, String> {
        let root = self.path(name);
        let mut found = BTreeMap::new();
        let mut pending = vec![root.clone()];
        while let Some(path) = pending.pop() {
            if !path.exists() {
                continue;
            }
            for entry in fs::read_dir(&path).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    pending.push(path);
                } else {
                    let name = path.strip_prefix(&root).unwrap().display().to_string();
                    found.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        }
        found
    }
}

/// A model with one operation, small enough to read.
pub(crate) const MODEL: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "com.example#Weather": {
      "type": "service",
      "version": "2026-01-01",
      "operations": [
        { "target": "com.example#GetForecast" },
        { "target": "com.example#GetHistory" }
      ],
      "traits": { "aws.protocols#awsJson1_0": {} }
    },
    "com.example#GetForecast": {
      "type": "operation",
      "input": { "target": "com.example#GetForecastInput" }
    },
    "com.example#GetHistory": { "type": "operation" },
    "com.example#GetForecastInput": {
      "type": "structure",
      "members": {
        "city": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#required": {}, "smithy.api#length": { "min": 1, "max": 64 } }
        }
      }
    }
  }
}
"#;
