//! What numbers were measured on.

use std::fs;
use std::process::Command;
use std::thread;

/// Names processors, system and compiler.
pub(crate) fn description() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let cores = if cores == 1 { "1 core".to_owned() } else { format!("{cores} cores") };
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor(&info).unwrap_or("a processor of unknown name");
    let rustc = Command::new("rustc").arg("--version").output().ok();
    let rustc = rustc.and_then(|output| String::from_utf8(output.stdout).ok());
    let rustc = rustc.as_deref().map_or("an unknown rustc", str::trim);
    format!("{cores} of {processor}, {}, {rustc}", std::env::consts::OS)
}

/// The name of the processor in the text of `/proc/cpuinfo`.
pub(super) fn processor(info: &str) -> Option<&str> {
    let (_, rest) = info.lines().find_map(|line| line.split_once("model name"))?;
    Some(rest.trim_start_matches([' ', '\t', ':']).trim())
}
