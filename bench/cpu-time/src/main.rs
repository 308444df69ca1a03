//! Runs a command, and notes in a file how much CPU time it and everything that it started took.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("cpu-time: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let program = arguments.next().ok_or("expected a command to run, found no argument")?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = Command::new(&program).args(&arguments).status()?;
    // Of all threads, and of all grandchildren that were waited for: a linker, the C compiler of a build script.
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();

    let name = Path::new(&program).file_stem().unwrap_or_default().to_string_lossy();
    let package = |what| env::var(format!("CARGO_{what}")).unwrap_or_default();
    let line = format!(
        "{name}\t{}\t{}\t{}\t{}\t{}.{:06}\n",
        crate_name(&arguments),
        package("PKG_NAME"),
        package("PKG_VERSION"),
        package("MANIFEST_DIR"),
        micros / 1_000_000,
        micros % 1_000_000,
    );
    let log = env::var_os("CPU_TIME_LOG").ok_or("CPU_TIME_LOG does not name a file")?;
    // One write each: compilers run at the same time.
    File::options().append(true).create(true).open(log)?.write_all(line.as_bytes())?;
    Ok(status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Gives what follows `--crate-name`.
fn crate_name(arguments: &[OsString]) -> String {
    let mut arguments = arguments.iter().skip_while(|argument| *argument != "--crate-name").skip(1);
    arguments.next().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
