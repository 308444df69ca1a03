//! Endpoint rules that stand there as a decision diagram, as steps and functions.
//!
//! In a diagram every condition stands once, every result stands once, and nodes say where a condition leads when it holds and when not; several nodes can lead to the same one.
//! Where that can be said by going on behind an `if`, it is; a node that is reached from elsewhere too becomes a function.
//!
//! * `graph`: conditions and results to typed ones, with what is known wherever they are reached.
//! * `merge`: conditions that belong together to `&&` and `||`.
//! * `order`: which nodes lead to which: ancestors that all ways share, and what is read behind each.
//! * `structure`: nodes to steps and functions.
//! * `names`: what functions are called.
//! * `variables`: what functions are given.

mod graph;
mod merge;
mod names;
mod order;
mod structure;
mod variables;

use indexmap::IndexMap;

use crate::ir::endpoint::{Block, Shared, Step};
use crate::smithy::Node;
use crate::smithy::diagram::{Diagram, Malformed};

use super::check::{self, Checker, Clause};
use super::parameters::Parameter;
use super::scope::{Place, Problems, Variables};

/// The function of a diagram and the functions that it calls; `None` if there are problems.
pub(super) fn read(
    trait_value: &Node,
    parameters: &IndexMap<String, Parameter>,
    problems: &mut Problems,
) -> Option<(Block, Vec<Shared>)> {
    // The diagram came with version 1.1.
    let versions = check::VERSIONS.get(1..).unwrap_or_default();
    check::version(trait_value, versions, problems);
    let diagram = match Diagram::read(trait_value) {
        Ok(diagram) => diagram,
        Err(Malformed { place, message }) => {
            problems.add(&Place::new(&place), message);
            return None;
        }
    };
    let mut checker = Checker { variables: Variables::default(), problems };
    let (scope, at_first) = checker.scope(parameters);
    let graph = graph::check(trait_value, diagram, scope, &mut checker);
    if !problems.found.is_empty() {
        return None;
    }
    let values = at_first.into_iter().filter_map(|clause| match clause {
        Clause::Let(variable, value) => Some(Step::Let(variable, value)),
        Clause::Holds(_) | Clause::Bind(..) => None,
    });
    Some(structure::functions(&merge::merge(graph), values.collect()))
}
