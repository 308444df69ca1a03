//! The command `init`: a folder becomes a project, with a workspace, a `codegen.toml` and a runtime.
//!
//! Everything is written as one change, and no file is overwritten: the manifest of a workspace gets a member, with its comments and layout kept.

mod workspace;

#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use clap::ValueEnum;
use clap::builder::NonEmptyStringValueParser;
use tinsmith_codegen::VERSION;
use tinsmith_codegen::plan::Plan;
use tinsmith_project::change::Change;
use tinsmith_project::config::Models;
use tinsmith_project::job::{Output, counted};
use tinsmith_project::runtime::vendored;
use tinsmith_project::{config, program, say, sync};

use crate::model::git;

/// Make the current folder a project: codegen.toml, a Cargo workspace, and the runtime of its crates
#[derive(clap::Args, Clone, Debug)]
#[command(
    after_help = "In a folder with a Cargo.toml, sdk/* becomes a member of its workspace. No other file is changed.

The runtime is the crate that every generated crate depends on:
  vendored  its source in sdk/tinsmith-runtime and sdk/tinsmith-http-client, as crates of your own.
            Building them takes nothing of Tinsmith's; `generate` updates them.
  version   the published crate of this version
  git       a commit of a git repository: --git and --rev

Examples:
  tinsmith init
  tinsmith init --runtime version
  tinsmith init --source https://git.example.com/models
  tinsmith init --runtime git --git https://git.example.com/tinsmith --rev 1f3a9c2"
)]
pub struct Init {
    /// Where generated crates find the runtime
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    pub runtime: Form,
    /// The git repository with the runtime
    #[arg(long, value_name = "URL", required_if_eq("runtime", "git"), requires = "rev", value_parser = NonEmptyStringValueParser::new())]
    pub git: Option<String>,
    /// The commit of the git repository
    #[arg(long, value_name = "COMMIT", requires = "git", value_parser = NonEmptyStringValueParser::new())]
    pub rev: Option<String>,
    /// Where `add` takes models from: a git repository, a folder relative to this one, or `botocore`
    #[arg(long, value_name = "URL|DIR|botocore", default_value = Models::API_MODELS, value_parser = NonEmptyStringValueParser::new())]
    pub source: String,
}

/// A form of the runtime.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Its source, in the project.
    #[default]
    Vendored,
    /// The published crate.
    Version,
    /// A commit of a git repository.
    Git,
}

impl Init {
    /// What is wrong with arguments that are right one by one.
    pub fn conflict(&self) -> Option<String> {
        (self.git.is_some() && self.runtime != Form::Git)
            .then(|| "`--git` and `--rev` are for `--runtime git`".to_owned())
    }
}

/// The folder that `init` has the runtime in, where it is vendored.
const RUNTIME: &str = "sdk/tinsmith-runtime";

/// Files of a new project that are left alone where they are there.
const USUAL: [(&str, &str); 2] = [
    (".gitignore", "/target\n"),
    // Cargo rejects a pattern of members that matches nothing, and a project has no crate in the end, or in the beginning.
    (
        "sdk/README.md",
        "# Generated SDKs

`tinsmith add SERVICE` writes a crate here, `tinsmith remove SERVICE` removes it, and `tinsmith generate` writes all of them again.
Every folder is a member of the workspace. Keep this file: Cargo rejects a pattern of members that matches nothing.
",
    ),
];

/// Makes a folder a project; gives the exit status.
///
/// # Errors
/// A folder that is a project, or in one, a workspace that cannot get a member, files that are in the way, and whatever keeps one from being written.
/// Nothing is written then.
pub fn run(folder: &Path, asked: &Init) -> anyhow::Result<i32> {
    init(folder, asked).context("nothing was written").map(|()| 0)
}

fn init(folder: &Path, asked: &Init) -> anyhow::Result<()> {
    if let Some(root) = config::root_of(folder) {
        bail!(
            "{} is there already, and makes its folder a project\n  help: `{}` adds a service to it",
            root.join(config::FILE).display(),
            program::command("add SERVICE"),
        );
    }
    let is_folder = asked.source != "botocore" && !git::is_url(&asked.source);
    ensure!(
        !is_folder || Path::new(&asked.source).is_relative(),
        "expected a git URL, a folder relative to this one, or `botocore` as `--source`, found {}",
        asked.source
    );
    let configured = configuration(asked);
    config::parse(&configured)?;
    let mut texts = vec![(config::FILE, configured)];
    texts.extend(workspace::manifest(folder)?.map(|text| (workspace::FILE, text)));
    for (name, text) in USUAL {
        if folder.join(name).symlink_metadata().is_err() {
            texts.push((name, text.to_owned()));
        }
    }
    let runtime = match asked.runtime {
        Form::Vendored => vendored::outputs(folder, RUNTIME),
        Form::Version | Form::Git => Vec::new(),
    };
    let mut change = Change::default();
    let mut said = Vec::new();
    for (name, text) in &texts {
        change.write(folder.join(name), text);
        said.push((*name).to_owned());
    }
    for Output { shown, folder, tree } in &runtime {
        let plan = Plan::of(tree, &sync::existing(folder, tree)?);
        sync::add(&mut change, folder, tree, &plan)?;
        said.push(format!("{shown}: {}", counted(tree.files.len(), "file")));
    }
    say::while_working("Writing", || change.make())?;
    for what in said {
        say::step("Wrote", &what);
    }
    say::line(&format!("Next: `{}` adds the crate of a service", program::command("add SERVICE")));
    Ok(())
}

/// What `codegen.toml` says of a new project.
fn configuration(asked: &Init) -> String {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    let (what, form) = match (asked.runtime, &asked.git, &asked.rev) {
        (Form::Git, Some(url), Some(rev)) => (
            "A commit of a git repository. Move it together with `tinsmith` itself.",
            format!("git = {}\nrev = {}", quoted(url), quoted(rev)),
        ),
        (Form::Version, ..) => (
            "The published crate. Move it together with `tinsmith` itself.",
            format!("version = {}", quoted(VERSION)),
        ),
        _ => (
            "Its source, which `tinsmith generate` writes into this folder; the HTTP client's stands beside it.",
            format!("vendored = {}", quoted(RUNTIME)),
        ),
    };
    let source = match asked.source.as_str() {
        "botocore" => "botocore = true".to_owned(),
        url if git::is_url(url) => format!("git = {}", quoted(url)),
        folder => format!("folder = {}", quoted(folder)),
    };
    format!(
        "# Which SDKs Tinsmith generates for this project. Paths are relative to this file.
# `tinsmith add SERVICE` adds one below, `tinsmith generate` writes them all.

# Where `tinsmith add` takes models from: `git`, a repository such as https://github.com/aws/api-models-aws;
# `folder`, laid out as such a repository; or `botocore = true`, which takes pip.
[models]
{source}

# What every generated crate depends on. {what}
[runtime]
{form}
"
    )
}
