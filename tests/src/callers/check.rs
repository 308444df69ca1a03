//! Which uses compile, and which do not.
//!
//! In come pairs; each version becomes a module of one crate, and its uses a file of another one, a line each.
//! Cargo checks the uses of both versions against both; what fails is taken out until the rest compiles,
//! since an error in a name keeps the compiler from looking at types, and an error in types from looking at borrows.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::scratch;

use super::pair::Pair;
use super::uses::Use;
use super::workspace::{HEAD, PROGRAMS, Side, write};

/// The uses of one pair, and which of them fail on the other version.
#[derive(Clone, Debug, Default)]
pub struct Failures {
    /// The uses of the old version.
    pub of_old: Vec<Use>,
    /// Positions of those that fail on the new version.
    pub on_new: BTreeSet<usize>,
    /// The uses of the new version.
    pub of_new: Vec<Use>,
    /// Positions of those that fail on the old version.
    pub on_old: BTreeSet<usize>,
}

impl Failures {
    /// The uses of the old version that fail on the new one.
    pub fn broken(&self) -> Vec<&Use> {
        self.on_new.iter().filter_map(|at| self.of_old.get(*at)).collect()
    }

    /// The uses of the new version that fail on the old one.
    pub fn added(&self) -> Vec<&Use> {
        self.on_old.iter().filter_map(|at| self.of_new.get(*at)).collect()
    }
}

/// Compiles the uses of each pair; gives what fails, in the order of the pairs.
///
/// The crates are written to `folder`, and built in `target`.
///
/// # Errors
/// That cargo fails for another reason than a use, or that a use fails on its own version.
pub fn check(pairs: &[Pair], folder: &Path, target: &Path) -> Result<Vec<Failures>, String> {
    let mut failures: Vec<Failures> = pairs
        .iter()
        .map(|pair| Failures {
            of_old: pair.uses_of_old(),
            of_new: pair.uses_of_new(),
            ..Failures::default()
        })
        .collect();
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    loop {
        write(pairs, &failures, folder)?;
        let found = run(folder, target)?;
        if found.is_empty() {
            return Ok(failures);
        }
        for Place { program, file, line, message } in found {
            let unknown = || format!("{program}/{file}:{line}: {message}");
            let made = PROGRAMS.iter().find(|made| made.name == program).ok_or_else(unknown)?;
            let at = pairs.iter().position(|pair| file == format!("src/{}.rs", pair.name));
            let failed = at.and_then(|at| failures.get_mut(at)).ok_or_else(unknown)?;
            let position = line.checked_sub(HEAD + 1).ok_or_else(unknown)?;
            let (uses, places) = match made.uses_of {
                Side::Old => (&failed.of_old, &mut failed.on_new),
                Side::New => (&failed.of_new, &mut failed.on_old),
            };
            let code = uses.get(position).ok_or_else(unknown)?.code.as_str();
            if made.is_at_home() {
                return Err(format!("{program}/{file}:{line}: {message}: {code}"));
            }
            places.insert(position);
        }
    }
}

/// Where an error is.
struct Place {
    program: String,
    file: String,
    line: usize,
    message: String,
}

/// The errors of the programs; none if all compiles.
fn run(folder: &Path, target: &Path) -> Result<Vec<Place>, String> {
    let mut cargo = scratch::cargo(folder, target, "check");
    cargo.args(["--workspace", "--keep-going", "--message-format=json"]);
    let output = cargo.output().map_err(|error| format!("{cargo:?}: {error}"))?;
    let mut places = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let said = &message["message"];
        if message["reason"] == "compiler-message" && said["level"] == "error" {
            let spans = said["spans"].as_array().into_iter().flatten();
            let text = said["message"].as_str().unwrap_or_default().to_owned();
            for span in spans.filter(|span| span["is_primary"] == true) {
                let file = span["file_name"].as_str().unwrap_or_default();
                let (program, file) = file.split_once('/').unwrap_or(("", file));
                let line = span["line_start"].as_u64().unwrap_or_default();
                places.push(Place {
                    program: program.to_owned(),
                    file: file.to_owned(),
                    line: usize::try_from(line).unwrap_or_default(),
                    message: text.clone(),
                });
            }
        }
    }
    if places.is_empty() && !output.status.success() {
        return Err(format!("{cargo:?}:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(places)
}
