//! Downloading an archive with pip, which knows the user's mirrors, proxies and certificates.
//!
//! Of a pinned archive pip checks the hash before it runs any code of the package; the caller checks it again.
//! Of one that is to be pinned there is no hash yet but the index's, which pip compares.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, bail, ensure};
use tinsmith_project::say;

use super::sources::{Kind, Pinned};

/// What to do when an archive cannot be had.
pub(super) const HELP: &str = "help: `generate` needs the committed models only; archives are for another service, or another version of one.
  Without the network, put the archives that model/sources.toml names into a folder
  and add `--from FOLDER` to the command.";

/// What to do when another version cannot be had.
const UPDATE_HELP: &str =
    "help: without the network, put the archives of the version into a folder and run
  the command again, with `--version VERSION --from FOLDER`.";

/// How many characters of a long line are shown, at its start and at its end.
const START: usize = 160;
const END: usize = 40;

/// The archive in this folder, downloaded if it is not there yet; the help says what to do when it cannot be had.
pub(super) fn fetch(
    pip: &Pip,
    pinned: &Pinned,
    folder: &Path,
    help: &str,
) -> anyhow::Result<PathBuf> {
    let path = folder.join(&pinned.file);
    if path.exists() {
        return Ok(path);
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    say::step("Downloading", &format!("{} with pip", pinned.file));
    let requirements = folder.join(format!("{}.requirements.txt", pinned.name));
    let line = format!("{}=={} --hash=sha256:{}\n", pinned.package, pinned.version, pinned.sha256);
    std::fs::write(&requirements, line)?;
    let output = pip.download(&pinned.package, pinned.kind()?, folder, help, |command| {
        command.arg("--require-hashes").arg("--requirement").arg(&requirements);
    })?;
    if !output.status.success() {
        bail!("pip could not download {}:\n{}\n{help}", pinned.file, said(&output));
    }
    ensure!(path.exists(), "pip downloaded another file than {}\n{help}", pinned.file);
    Ok(path)
}

/// The file of a version that nobody has pinned yet, or of the newest one, downloaded into a folder that holds nothing else.
///
/// Which version is the newest is pip's to say, and which file of a version is for this machine.
pub(super) fn newest(
    pip: &Pip,
    package: &str,
    version: Option<&str>,
    kind: Kind,
    folder: &Path,
) -> anyhow::Result<PathBuf> {
    let unusable = || format!("cannot use the folder {}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(unusable)?;
    }
    std::fs::create_dir_all(folder).with_context(unusable)?;
    let wanted = match version {
        Some(version) => format!("{package}=={version}"),
        None => package.to_owned(),
    };
    let ending = kind.ending();
    say::step("Downloading", &format!("{wanted} ({ending}) with pip"));
    let output = pip.download(package, kind, folder, UPDATE_HELP, |command| {
        command.arg(&wanted);
    })?;
    if !output.status.success() {
        bail!("pip could not download {wanted} ({ending}):\n{}\n{UPDATE_HELP}", said(&output));
    }
    let files = std::fs::read_dir(folder)
        .with_context(unusable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .with_context(unusable)?;
    match files.as_slice() {
        [file] if file.to_string_lossy().ends_with(ending) => Ok(file.clone()),
        _ => bail!("expected pip to download one {ending} file, found {} files", files.len()),
    }
}

/// What pip says of a failure. It lists every version that there is on one line, of which the start and the end will do.
fn said(output: &Output) -> String {
    let shortened = |line: &str| {
        let length = line.chars().count();
        if length <= START + END {
            return line.to_owned();
        }
        let start: String = line.chars().take(START).collect();
        let end: String = line.chars().skip(length - END).collect();
        format!("{start} … {end}")
    };
    let text = String::from_utf8_lossy(&output.stderr);
    text.trim_end().lines().map(shortened).collect::<Vec<_>>().join("\n")
}

/// Python with pip, under the names that it may have.
pub struct Pip(&'static [&'static str]);

impl Default for Pip {
    fn default() -> Self {
        Self(&["python3", "python"])
    }
}

impl Pip {
    /// The Python with one of these names, the first that there is.
    #[cfg(test)]
    pub const fn named(names: &'static [&'static str]) -> Self {
        Self(names)
    }

    /// Runs `pip download` for one package without what it depends on; the arguments say which version,
    /// the help what to do where there is no Python.
    fn download(
        &self,
        package: &str,
        kind: Kind,
        folder: &Path,
        help: &str,
        arguments: impl Fn(&mut Command),
    ) -> anyhow::Result<Output> {
        for name in self.0 {
            let mut command = Command::new(name);
            command.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"]);
            command.arg("--no-deps");
            match kind {
                Kind::Wheel => command.args(["--only-binary", ":all:"]),
                // Only this package: what pip needs to look at its metadata may come as wheels.
                Kind::Sdist => command.args(["--no-binary", package]),
            };
            command.arg("--dest").arg(folder);
            arguments(&mut command);
            match command.stdin(Stdio::null()).output() {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                result => return result.with_context(|| format!("cannot start {name}")),
            }
        }
        let names = self.0.join("` nor `");
        bail!("downloading needs Python with pip, and there is neither `{names}`\n{help}")
    }
}
