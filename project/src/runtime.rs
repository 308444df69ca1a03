//! Where the crates of a project find `tinsmith-runtime`: `[runtime]` of `codegen.toml`.

pub mod vendored;

use std::path::Path;

use tinsmith_codegen::VERSION;
use tinsmith_codegen::settings::RuntimeSource;
use toml::Value;

use crate::config::{Config, folder_problem, unknown};

/// The folder of the runtime in the project that it is written in.
const OWN: &str = "runtime";

/// A form of the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A published version, as a Cargo requirement.
    Version(String),
    /// A commit of a git repository.
    Git {
        /// The address of the repository.
        url: String,
        /// The commit.
        rev: String,
    },
    /// A folder of the project, relative to its root, that `generate` writes the source into.
    Vendored(String),
}

/// What `[runtime]` may hold.
const KEYS: [&str; 4] = ["git", "rev", "vendored", "version"];

impl Runtime {
    /// Reads `[runtime]`; every problem goes to `problems`.
    pub(crate) fn read(value: &Value, problems: &mut Vec<String>) -> Option<Self> {
        let Value::Table(table) = value else {
            problems.push(format!("runtime: expected a table, found {}", value.type_str()));
            return None;
        };
        let before = problems.len();
        for key in table.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            problems.push(unknown("runtime: ", key, &KEYS));
        }
        let mut text = |key: &str| match table.get(key) {
            None => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => {
                problems.push(format!(
                    "runtime: expected a string as `{key}`, found {}",
                    other.type_str()
                ));
                None
            }
        };
        let forms = (text("version"), text("git"), text("rev"), text("vendored"));
        let runtime = match forms {
            (Some(version), None, None, None) => Self::Version(version),
            (None, Some(url), Some(rev), None) => Self::Git { url, rev },
            (None, None, None, Some(folder)) => Self::Vendored(folder),
            _ if problems.len() > before => return None,
            _ => {
                problems.push(
                    "runtime: expected one of `version`, `git` with `rev`, and `vendored`"
                        .to_owned(),
                );
                return None;
            }
        };
        problems.extend(runtime.problem().map(|problem| format!("runtime: {problem}")));
        Some(runtime)
    }
}

impl Runtime {
    /// What is wrong with it, though each value is of the right type.
    fn problem(&self) -> Option<String> {
        match self {
            Self::Version(version) if !may_be(version) => Some(format!(
                "`version = {version:?}` excludes {VERSION}, for which this tinsmith generates: write `version = {VERSION:?}`, then run `cargo update tinsmith-runtime`"
            )),
            Self::Vendored(folder) => folder_problem("vendored", folder),
            _ => None,
        }
    }
}

/// Where a crate in a folder of the project finds the runtime. A project that does not say has its own in the folder `runtime`, or takes the published one of this version.
pub(crate) fn source(root: &Path, config: &Config, output: &str) -> RuntimeSource {
    match &config.runtime {
        Some(Runtime::Version(version)) => RuntimeSource::Version(version.clone()),
        Some(Runtime::Git { url, rev }) => {
            RuntimeSource::Git { url: url.clone(), rev: Some(rev.clone()) }
        }
        Some(Runtime::Vendored(folder)) => RuntimeSource::Path(way(output, folder)),
        None if root.join(OWN).join("Cargo.toml").is_file() => {
            RuntimeSource::Path(way(output, OWN))
        }
        None => RuntimeSource::Version(VERSION.to_owned()),
    }
}

/// Whether a requirement allows this version: what Cargo takes without an operator, or with `^`, is compared up to the first number that is not zero.
/// Anything else is Cargo's to judge, and the compiler's.
fn may_be(requirement: &str) -> bool {
    let numbers =
        |version: &str| version.split('.').map(str::parse).collect::<Result<Vec<u64>, _>>();
    let bare = requirement.strip_prefix('^').unwrap_or(requirement);
    let (Ok(wanted), Ok(ours)) = (numbers(bare), numbers(VERSION)) else { return true };
    let significant =
        wanted.iter().position(|number| *number > 0).map_or(wanted.len(), |at| at + 1);
    wanted[..significant] == ours[..significant] && wanted <= ours
}

/// The way from one folder of the project to another, both relative to its root.
fn way(folder: &str, to: &str) -> String {
    let parts = |path: &'_ str| -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (folder, to) = (parts(folder), parts(to));
    let same = folder.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", folder.len() - same);
    up.chain(to.iter().skip(same).map(String::as_str)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_two_folders_goes_up_no_further_than_it_must() {
        for (folder, to, expected) in [
            ("sdk/pots", "sdk/tinsmith-runtime", "../tinsmith-runtime"),
            ("sdk/pots/", "sdk/tinsmith-runtime", "../tinsmith-runtime"),
            ("generated", "runtime", "../runtime"),
            ("a/b/c", "d", "../../../d"),
            ("sdk", "vendor/runtime", "../vendor/runtime"),
            ("", "runtime", "runtime"),
        ] {
            assert_eq!(way(folder, to), expected, "from {folder} to {to}");
        }
    }

    #[test]
    fn a_crate_finds_the_runtime_of_its_project() {
        let source = |runtime: Option<Runtime>| {
            let config = Config { runtime, ..Config::default() };
            source(Path::new("/nowhere"), &config, "sdk/pots")
        };
        let version = RuntimeSource::Version("0.1".to_owned());
        assert_eq!(source(Some(Runtime::Version("0.1".to_owned()))), version);
        let (url, rev) = ("https://git.example/tinsmith".to_owned(), "1f3a9c2".to_owned());
        assert_eq!(
            source(Some(Runtime::Git { url: url.clone(), rev: rev.clone() })),
            RuntimeSource::Git { url, rev: Some(rev) }
        );
        assert_eq!(
            source(Some(Runtime::Vendored("sdk/tinsmith-runtime".to_owned()))),
            RuntimeSource::Path("../tinsmith-runtime".to_owned())
        );
        assert_eq!(source(None), RuntimeSource::Version(VERSION.to_owned()));
        // The folder of this package is in the project that has the runtime.
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(
            super::source(&root, &Config::default(), "sdk/pots"),
            RuntimeSource::Path("../../runtime".to_owned())
        );
    }
}
