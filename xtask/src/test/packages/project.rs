//! A repository outside of this one that gets two SDKs from the published packages, with Rust, a linker and git alone.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};
use tinsmith_project::say;

use super::registry::{run, target};
use crate::repository;

/// The programs that commands find besides Rust: what linking takes, and git. Python is not among them.
const PROGRAMS: [&str; 6] = ["ar", "as", "cc", "gcc", "git", "ld"];

/// Where `tinsmith` takes models from, if nobody says otherwise. It is another place here.
const MODELS: &str = "https://github.com/aws/api-models-aws";

/// The services that there are: where each model is in this repository, and where in that of models.
const SERVICES: [(&str, &str); 2] = [
    (
        "model/cognito-identity-provider.json",
        "cognito-identity-provider/service/2016-04-18/cognito-identity-provider-2016-04-18.json",
    ),
    // One that discovers its endpoints, as DynamoDB does.
    (
        "tests/cases/requests/discovered_endpoint/model.json",
        "kiln/service/2024-01-01/kiln-2024-01-01.json",
    ),
];

/// What cargo is told of all that is in the folder.
const CONFIG: &str = ".cargo/config.toml";

/// A program that takes both crates, and what signing in needs.
const PROGRAM: &str = "fn main() {
    let config = cognito_identity_provider::Config::builder().region(\"eu-west-1\").build();
    let client = cognito_identity_provider::Client::from_conf(config);
    drop(client);
    println!(\"{} {}\", cognito_identity_provider::meta::OPERATIONS.len(), kiln::meta::API_VERSION);
    println!(\"{}\", std::any::type_name::<tinsmith_cognito::AppClient>());
}
";

/// A folder of the system with the repository and what its commands need. It goes in the end.
pub(super) struct Project {
    folder: PathBuf,
    /// The folders in which programs are looked for.
    path: OsString,
}

/// Has cargo compile our packages again. A package of a version is always the same to it, and the last run's had other sources.
fn forget_packages() -> anyhow::Result<()> {
    let known = target().join("packages/target/debug/.fingerprint");
    // There is none before the first run.
    let Ok(entries) = fs::read_dir(&known) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("tinsmith") {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

impl Drop for Project {
    fn drop(&mut self) {
        // What stays is in a folder for temporary files.
        _ = fs::remove_dir_all(&self.folder);
    }
}

impl Project {
    /// Makes the folder, with cargo's configuration for all that is in it: crates come from a directory.
    ///
    /// # Errors
    /// What cannot be written or found.
    pub(super) fn new(registry: &Path) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("tinsmith-packages-{}", std::process::id()));
        let mut project = Self { folder, path: OsString::new() };
        project.write(
            CONFIG,
            &format!(
                "[net]\noffline = true\n\n[source.crates-io]\nreplace-with = \"packages\"\n\n[source.packages]\ndirectory = {registry:?}\n"
            ),
        )?;
        fs::create_dir_all(project.repository()).context("cannot make the repository")?;
        forget_packages()?;
        project.path = project.programs()?;
        Ok(project)
    }

    fn repository(&self) -> PathBuf {
        self.folder.join("repository")
    }

    /// Goes the whole way.
    ///
    /// # Errors
    /// The first step that fails.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        say::step("Installing", "tinsmith from its package");
        let mut install = self.cargo(&["install", "tinsmith", "--debug"]);
        // Cargo looks for no configuration where it installs from.
        install.arg("--config").arg(self.folder.join(CONFIG));
        run(install.arg("--root").arg(&self.folder))?;

        self.git(&["init", "--quiet", "--initial-branch", "main"])?;
        self.make_models()?;
        self.tinsmith(&["init"])?;
        let operations = ["--operation", "InitiateAuth", "--operation", "RespondToAuthChallenge"];
        self.tinsmith(&[["add", "cognito-identity-provider"].as_slice(), &operations].concat())?;
        self.tinsmith(&["add", "kiln"])?;
        run(&mut self.cargo(&["new", "--quiet", "--vcs", "none", "app"]))?;
        let dependencies = format!(
            "cognito-identity-provider = {{ path = \"../sdk/cognito-identity-provider\" }}
kiln = {{ path = \"../sdk/kiln\" }}
tinsmith-cognito = {:?}
",
            env!("CARGO_PKG_VERSION")
        );
        self.append("repository/app/Cargo.toml", &dependencies)?;
        self.write("repository/app/src/main.rs", PROGRAM)?;
        say::step("Building", "the new repository, with the runtime in it");
        run(&mut self.cargo(&["run", "--quiet"]))?;
        // No target of the vendored crates lacks anything.
        run(&mut self.cargo(&["test", "--quiet", "--workspace", "--no-run"]))?;
        self.tinsmith(&["generate", "--check"])?;
        self.refers_to_nothing_outside()?;

        self.git(&["add", "."])?;
        self.git(&["commit", "--quiet", "--message", "Two SDKs"])?;
        self.edit("codegen.toml", "[\"InitiateAuth\", ", "[\"GetUser\", \"InitiateAuth\", ")?;
        ensure!(!self.succeeds(&["generate", "--check"])?, "a stale crate passed for a fresh one");
        self.tinsmith(&["generate"])?;
        self.tinsmith(&["diff", "--base", "HEAD"])?;

        say::step("Building", "the same on the published runtime");
        let version = format!("version = {:?}", env!("CARGO_PKG_VERSION"));
        self.edit("codegen.toml", "vendored = \"sdk/tinsmith-runtime\"", &version)?;
        for package in ["tinsmith-runtime", "tinsmith-http-client"] {
            fs::remove_dir_all(self.repository().join("sdk").join(package))
                .with_context(|| format!("cannot remove the vendored {package}"))?;
        }
        self.tinsmith(&["generate"])?;
        run(&mut self.cargo(&["run", "--quiet"]))
    }

    /// A repository of models beside the other one.
    fn make_models(&self) -> anyhow::Result<()> {
        for (model, path) in SERVICES {
            let source = repository::root().join(model);
            let text = fs::read_to_string(&source)
                .with_context(|| format!("cannot read {}", source.display()))?;
            self.write(&format!("models/models/{path}"), &text)?;
        }
        let git = |words: &[&str]| self.git_in("models", words);
        git(&["init", "--quiet", "--initial-branch", "main"])?;
        git(&["config", "uploadpack.allowFilter", "true"])?;
        git(&["config", "uploadpack.allowAnySHA1InWant", "true"])?;
        git(&["add", "."])?;
        git(&["commit", "--quiet", "--message", "Two services"])
    }

    /// No text of the repository names this one, or the folder that it is in.
    fn refers_to_nothing_outside(&self) -> anyhow::Result<()> {
        let names = [
            repository::root().display().to_string(),
            self.folder.display().to_string(),
            "xtask".to_owned(),
        ];
        let mut pending = vec![self.repository()];
        while let Some(folder) = pending.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default();
                if path.is_dir() && name != ".git" && name != "target" {
                    pending.push(path);
                } else if path.is_file() {
                    let bytes = fs::read(&path)?;
                    let text = String::from_utf8_lossy(&bytes);
                    if let Some(name) = names.iter().find(|name| text.contains(*name)) {
                        bail!("{} refers to `{name}`", path.display());
                    }
                }
            }
        }
        Ok(())
    }

    /// Links to the programs, and the folder of the toolchain: no other program is found.
    fn programs(&self) -> anyhow::Result<OsString> {
        let cargo = PathBuf::from(repository::cargo_program());
        let toolchain = cargo.parent().map(Path::to_owned).unwrap_or_default();
        let path = std::env::var_os("PATH").unwrap_or_default();
        #[cfg(not(unix))]
        let found = std::env::split_paths(&path).collect::<Vec<_>>();
        #[cfg(unix)]
        let found = {
            let bin = self.folder.join("programs");
            fs::create_dir_all(&bin)?;
            for program in PROGRAMS {
                let place = std::env::split_paths(&path).map(|folder| folder.join(program));
                if let Some(place) = place.into_iter().find(|place| place.is_file()) {
                    std::os::unix::fs::symlink(place, bin.join(program))?;
                }
            }
            vec![bin]
        };
        let folders = std::iter::once(toolchain).chain(found).chain([self.folder.join("bin")]);
        Ok(std::env::join_paths(folders)?)
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.repository()).env("PATH", &self.path);
        command.env("CARGO_TARGET_DIR", target().join("packages/target"));
        // Nobody's settings of git hold, but one: models are beside the repository.
        let models = self.folder.join("models");
        command.env("GIT_CONFIG_GLOBAL", self.folder.join("gitconfig"));
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_COUNT", "1");
        command.env("GIT_CONFIG_KEY_0", format!("url.file://{}.insteadOf", models.display()));
        command.env("GIT_CONFIG_VALUE_0", MODELS);
        // What cargo says of the package that is running is not for others.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name.as_ref());
            }
        }
        command
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = self.command(repository::cargo_program());
        cargo.args(words);
        cargo
    }

    fn tinsmith(&self, words: &[&str]) -> anyhow::Result<()> {
        ensure!(self.succeeds(words)?, "`tinsmith {}` failed", words.join(" "));
        Ok(())
    }

    fn succeeds(&self, words: &[&str]) -> anyhow::Result<bool> {
        let program =
            self.folder.join("bin").join(format!("tinsmith{}", std::env::consts::EXE_SUFFIX));
        let status = self.command(program).args(words).status();
        Ok(status.context("cannot start tinsmith")?.success())
    }

    fn git(&self, words: &[&str]) -> anyhow::Result<()> {
        self.git_in("repository", words)
    }

    fn git_in(&self, folder: &str, words: &[&str]) -> anyhow::Result<()> {
        let somebody = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"];
        let mut git = self.command("git");
        run(git.current_dir(self.folder.join(folder)).args(somebody).args(words))
    }

    fn write(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))
            .and_then(|()| fs::write(&path, text))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    fn append(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let found = fs::read_to_string(self.folder.join(path))
            .with_context(|| format!("cannot read {path}"))?;
        self.write(path, &(found + text))
    }

    fn edit(&self, path: &str, from: &str, to: &str) -> anyhow::Result<()> {
        let path = format!("repository/{path}");
        let found = fs::read_to_string(self.folder.join(&path))
            .with_context(|| format!("cannot read {path}"))?;
        ensure!(found.contains(from), "{path} does not have `{from}`");
        self.write(&path, &found.replace(from, to))
    }
}
