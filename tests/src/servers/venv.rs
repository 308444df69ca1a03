//! The virtual environment that the servers run in.
//!
//! It is made on first use, by the `python3` of the search path, with the packages that `tests/servers/requirements.txt` pins.
//!
//! The environment's name holds a hash of the requirements and of the interpreter, so a change of
//! either makes a new one. Test processes run at the same time, so a file lock lets one of them
//! install while the others wait, and a stamp written last tells a finished environment from one
//! whose making was cut short. The operating system lifts the lock of a process that died.
//!
//! Deliberately not here: where packages come from. That is pip's own configuration, and the
//! requirements' hashes make sure of what arrives.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::{Unavailable, scripts, work_directory};

/// The oldest Python that the requirements were resolved for.
const OLDEST_PYTHON: (u32, u32) = (3, 11);

/// The interpreter of the environment, which is made at the first call.
pub(super) fn python() -> Result<PathBuf, Unavailable> {
    static PYTHON: OnceLock<Result<PathBuf, Unavailable>> = OnceLock::new();
    PYTHON.get_or_init(prepare).clone()
}

fn prepare() -> Result<PathBuf, Unavailable> {
    if !cfg!(unix) {
        return Err(Unavailable("the servers are only run on Unix-like systems".to_owned()));
    }
    let interpreter = identify("python3")?;
    let requirements = scripts().join("requirements.txt");
    let wanted = fs::read(&requirements).map_err(|error| cannot("read", &requirements, &error))?;
    // A cache key only: what is installed is checked by pip against the hashes in the file.
    let mut hasher = DefaultHasher::new();
    (interpreter, wanted).hash(&mut hasher);
    let environment = work_directory().join(format!("venv-{:016x}", hasher.finish()));
    make_once(&environment, &requirements)?;
    Ok(python_in(&environment))
}

/// Checks the interpreter's age and gives what tells it from others.
fn identify(python: &str) -> Result<String, Unavailable> {
    let script = "import sys; print(*sys.version_info[:2]); print(sys.executable, sys.version)";
    let text = run(Command::new(python).args(["-c", script]))?;
    let unclear = || Unavailable(format!("`{python}` gave an unclear version: {text:?}"));
    let numbers = text.lines().next().ok_or_else(unclear)?;
    let (major, minor) = numbers.split_once(' ').ok_or_else(unclear)?;
    let version = (
        major.parse::<u32>().map_err(|_| unclear())?,
        minor.parse::<u32>().map_err(|_| unclear())?,
    );
    if version < OLDEST_PYTHON {
        return Err(Unavailable(format!(
            "`{python}` is Python {major}.{minor}, the servers need {}.{} or newer",
            OLDEST_PYTHON.0, OLDEST_PYTHON.1
        )));
    }
    Ok(text)
}

fn make_once(environment: &Path, requirements: &Path) -> Result<(), Unavailable> {
    let parent = work_directory();
    fs::create_dir_all(&parent).map_err(|error| cannot("create", &parent, &error))?;
    let lock_path = environment.with_extension("lock");
    let lock = File::create(&lock_path).map_err(|error| cannot("create", &lock_path, &error))?;
    lock.lock().map_err(|error| cannot("lock", &lock_path, &error))?;
    let stamp = environment.join("complete");
    if stamp.exists() {
        return Ok(());
    }
    match fs::remove_dir_all(environment) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(cannot("remove", environment, &error));
        }
        _ => {}
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(environment))?;
    run(Command::new(python_in(environment))
        .args(["-m", "pip", "install", "--quiet", "--no-input"])
        .args(["--disable-pip-version-check", "--require-hashes", "-r"])
        .arg(requirements))?;
    File::create(&stamp).map_err(|error| cannot("create", &stamp, &error))?;
    // Closing the file at the end of this function lifts the lock.
    Ok(())
}

fn python_in(environment: &Path) -> PathBuf {
    environment.join("bin").join("python")
}

/// Runs a command to its end and gives its standard output.
fn run(command: &mut Command) -> Result<String, Unavailable> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Unavailable(format!("cannot run {command:?}: {error}")))?;
    if !output.status.success() {
        return Err(Unavailable(format!(
            "{command:?} ended with {}:\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Unavailable {
    Unavailable(format!("cannot {what} {}: {error}", path.display()))
}
