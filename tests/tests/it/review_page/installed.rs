//! Whether a browser is there, and getting it where that is CI's business.
//!
//! In comes the search path; out go the paths of Chromium and its driver, or why there are none.

use std::env;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// A browser and what drives it.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    pub(super) browser: PathBuf,
    pub(super) driver: PathBuf,
}

/// The programs; if there are none, says on standard error that `test` did not run.
///
/// # Panics
/// With `CI=true` where they are missing and cannot be installed: there, a test that silently did not run would be worse than one that fails.
pub(super) fn programs(test: &str) -> Option<Programs> {
    static FOUND: OnceLock<Result<Programs, String>> = OnceLock::new();
    let is_ci = env::var("CI").as_deref() == Ok("true");
    let found = FOUND.get_or_init(|| {
        find().or_else(|missing| match is_ci {
            true => install().and_then(|()| find()),
            false => Err(missing),
        })
    });
    match found {
        Ok(programs) => Some(programs.clone()),
        Err(reason) if is_ci => panic!("the browser has to run under CI, but: {reason}"),
        Err(reason) => {
            // To the handle, not with a macro: the harness hides what a passing test prints.
            let line = format!("NOT RUN: {test}: needs a browser, but: {reason}\n");
            let _ = io::stderr().write_all(line.as_bytes());
            None
        }
    }
}

/// Where the pages, profiles and screenshots are kept.
pub(super) fn work_directory() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    package.parent().unwrap_or(package).join(target).join("review-page")
}

/// A driver works with browsers of its own major version alone.
fn find() -> Result<Programs, String> {
    let driver = on_path("chromedriver").ok_or("chromedriver is not installed")?;
    let wanted = major_version(&driver)?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let mut problems = Vec::new();
    for name in names {
        let Some(browser) = on_path(name) else { continue };
        match major_version(&browser) {
            Ok(version) if version == wanted => return Ok(Programs { browser, driver }),
            Ok(version) => problems.push(format!("{name} has version {version}")),
            // Another one may run.
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        problems.push(format!("none of {} is there", names.join(", ")));
    }
    let problems = problems.join("; ");
    Err(format!("no browser of version {wanted}, as chromedriver has, is installed: {problems}"))
}

/// `156` of `ChromeDriver 156.0.8078.79 (…)`.
fn major_version(program: &Path) -> Result<u32, String> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{} cannot be run: {error}", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let versions = text.split_whitespace().filter_map(|word| word.split_once('.')?.0.parse().ok());
    versions
        .into_iter()
        .next()
        .ok_or_else(|| format!("{} does not say its version, but {text:?}", program.display()))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Installs Debian's packages, once, however many test programs want them.
fn install() -> Result<(), String> {
    let folder = work_directory();
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let lock = File::create(folder.join("install.lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    if find().is_ok() {
        return Ok(());
    }
    apt_get(&["update"])?;
    apt_get(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])
}

/// Only the superuser may install; a runner lets everybody be that without a password, and where there is one, this fails.
fn apt_get(arguments: &[&str]) -> Result<(), String> {
    let mut command = if is_superuser() {
        Command::new("env")
    } else {
        let mut command = Command::new("sudo");
        command.args(["--non-interactive", "env"]);
        command
    };
    let output = command
        // `sudo` hands on no variable of its own accord.
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("no browser is installed, and apt-get cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    Err(format!("no browser is installed, and apt-get {arguments:?} failed:\n{stderr}"))
}

fn is_superuser() -> bool {
    let output = Command::new("id").arg("-u").stdin(Stdio::null()).output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
