//! Programs of the old version of a crate, against a service that does as the new model says, to see whether a review is right about the wire.
//!
//! In come pairs of versions; out goes what the programs meet, by operation, and where that is not what the review says.
//! Every version becomes a module of one program, which makes the calls that it is told to make. The service holds to its model alone:
//! it knows neither the review nor what is resolved for the generated crate. Where requests go, a program of the new version says.
//! Not here: time, retries and connections; and protocols other than AWS JSON.

mod answers;
mod judge;
mod meet;
mod places;
mod programs;
mod reached;
mod repeated;
mod service;
mod texts;
mod values;
mod verdict;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use self::meet::Met;
use self::meet::{Module, meet};
use self::programs::Programs;
pub use self::verdict::{Tally, Verdict, judge};
use self::workspace::Program;
use crate::callers::{Pair, Version};

/// Whether the service of the tests speaks what both versions of a pair do: AWS JSON.
pub fn is_spoken(pair: &Pair) -> bool {
    let mut versions = [&pair.old, &pair.new].into_iter();
    versions.all(|version| service::speaks_aws_json(&version.prepared))
}

/// The operations, by name, of which programs make calls: those that differ between the versions of a pair.
pub fn called(pair: &Pair) -> BTreeSet<String> {
    reached::operations(pair)
}

/// What came of the calls of all pairs.
#[derive(Clone, Debug)]
pub struct Run {
    /// What old programs meet on both ways of each pair, in the order of the pairs: there, then back.
    pub met: Vec<[Met; 2]>,
    /// How many versions there are; those of which all code is the same count once.
    pub programs: usize,
    /// How many calls were made.
    pub calls: usize,
}

/// Has old programs make their calls, both ways of each pair.
///
/// Calls are made of the operations that differ. The program is written to `folder`, and built in `target`.
///
/// # Errors
/// That the program cannot be written or run, or that a program does not get on with the service of its own version.
///
/// # Panics
/// If the program does not compile.
pub fn met(pairs: &[Pair], folder: &Path, target: &Path) -> Result<Run, String> {
    let versions: Vec<&Version> = pairs.iter().flat_map(|pair| [&pair.old, &pair.new]).collect();
    let modules = workspace::modules(&versions);
    let reached: Vec<BTreeSet<String>> = pairs.iter().map(reached::operations).collect();
    let mut programs: BTreeMap<&str, Program<'_>> = BTreeMap::new();
    for (at, (module, version)) in modules.iter().zip(&versions).enumerate() {
        let program = programs.entry(module).or_insert_with(|| Program::of(version));
        program.operations.extend(reached.get(at / 2).into_iter().flatten().cloned());
    }
    let executable = workspace::build(&programs, folder, target)?;
    let mut running = Programs::start(&executable)?;
    let mut all = Vec::new();
    for ((pair, modules), operations) in pairs.iter().zip(modules.chunks(2)).zip(&reached) {
        let [old, new] = modules else { continue };
        let old = Module { name: old, version: &pair.old };
        let new = Module { name: new, version: &pair.new };
        let named = |error: String| format!("{}: {error}", pair.name);
        all.push([
            meet(&mut running, old, new, operations).map_err(named)?,
            meet(&mut running, new, old, operations).map_err(named)?,
        ]);
    }
    Ok(Run { met: all, programs: programs.len(), calls: running.done })
}
