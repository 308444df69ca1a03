//! Commands of other packages, started with the arguments as they are.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Context as _;
use tinsmith_project::{args, program};

use crate::repository;

/// What stands behind a command, for the program that does it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ARGS", trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

/// A package with a program of its name.
#[derive(Clone, Copy)]
pub(crate) enum Package {
    /// What users have.
    Tinsmith,
    /// What holds the generator to all services.
    Survey,
}

impl Package {
    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tinsmith => "tinsmith",
            Self::Survey => "tinsmith-survey",
        }
    }
}

/// Has cargo compile the program and start it in the current folder; gives its exit status.
///
/// # Errors
/// That cargo cannot be started.
pub(crate) fn run(
    package: Package,
    common: &args::Common,
    name: &str,
    arguments: &Arguments,
) -> anyhow::Result<i32> {
    let mut command = command(package, common, name, arguments);
    let status = command.status().context("cannot start cargo to compile the command")?;
    // Cargo's own, when it does not compile, and that of a panic or a signal mean no more than that.
    Ok(status.code().filter(|code| (0..=3).contains(code)).unwrap_or(1))
}

fn command(package: Package, common: &args::Common, name: &str, rest: &Arguments) -> Command {
    let mut command = Command::new(repository::cargo_program());
    command.args(["run", "--package", package.name(), "--bin", package.name()]);
    command.arg("--manifest-path").arg(repository::root().join("Cargo.toml"));
    command.arg("--").arg(name);
    command.args(common.words()).args(&rest.arguments);
    command.env(program::VARIABLE, program::name());
    command
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::{Cli, Command as Asked, Model};

    /// What the program is started with.
    fn passed(line: &str) -> Vec<String> {
        let Cli { common, command } =
            Cli::try_parse_from(["cargo xtask"].into_iter().chain(line.split(' '))).unwrap();
        let (name, rest) = match command {
            Asked::Diff(rest) => ("diff", rest),
            Asked::Model(Model::Update(rest)) | Asked::Update(rest) => ("update", rest),
            _ => panic!("another command"),
        };
        let command = super::command(Package::Tinsmith, &common, name, &rest);
        let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
        words.skip_while(|word| word != "--").skip(1).collect()
    }

    #[test]
    fn arguments_are_passed_on_unread() {
        let line = "diff a.json b.json --deny breaking,wire-fails --help -- --x";
        assert_eq!(passed(line).join(" "), line);
        assert_eq!(passed("diff --no-such-flag"), ["diff", "--no-such-flag"]);
        assert_eq!(passed("--verbose diff --base main"), ["diff", "--verbose", "--base", "main"]);
        assert_eq!(passed("diff -v"), ["diff", "--verbose"]);
        let line = "--manifest a/codegen.toml -C b diff";
        let words = ["diff", "--directory", "b", "--manifest", "a/codegen.toml"];
        assert_eq!(passed(line), words);
    }

    #[test]
    fn older_spellings_are_commands_of_the_tool() {
        for line in ["model update --version 1.2.3", "update --version 1.2.3"] {
            assert_eq!(passed(line), ["update", "--version", "1.2.3"]);
        }
    }
}
