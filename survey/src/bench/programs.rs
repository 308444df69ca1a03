//! The programs that are compiled: each makes calls of some operations, and asks its arguments which one to make.
//!
//! Both sides make the same calls, with the same members set: those that the model requires, and the first two of the others.
//! Every value comes from an argument, and every response is printed, so that no call can be optimized away.
//! What differs between the two APIs is in [`official`] and [`generated`], and the clients in `bench/compile/`.

mod api;
mod call;
mod generated;
mod official;
mod package;
mod source;
#[cfg(test)]
mod tests;

use tinsmith_codegen::stages::ir::Crate;
use tinsmith_codegen::stages::ir::operation::Operation;

pub(super) use self::api::Api;
use self::call::Call;
pub(crate) use self::package::Calls;
pub(super) use self::package::{
    ALL, EAGER, EAGER_SLICE, LIBRARIES, OFFICIAL, OFFICIAL_ON_RING, Package, Role, SLICE,
    SLICE_OF_SOME, Sdk,
};
pub(super) use self::source::edited;

/// The operation of programs with one call, and the only one of the smallest slice.
pub(super) const OPERATION: &str = "RespondToAuthChallenge";

/// The number of calls of the program in the middle.
const SOME: usize = 20;

/// Every package that is measured.
pub(super) fn packages() -> Vec<Package> {
    let with_all_counts = [&OFFICIAL, &ALL]
        .into_iter()
        .flat_map(|sdk| Calls::ALL.map(|calls| Package::program(sdk, calls)));
    let with_one_call = [&OFFICIAL_ON_RING, &SLICE].map(|sdk| Package::program(sdk, Calls::One));
    let with_some = [&OFFICIAL_ON_RING, &SLICE_OF_SOME, &EAGER, &EAGER_SLICE]
        .map(|sdk| Package::program(sdk, Calls::Some));
    let of_workspaces = [&OFFICIAL_ON_RING, &ALL, &EAGER].into_iter().flat_map(workspace);
    with_all_counts.chain(with_one_call).chain(with_some).chain(of_workspaces).collect()
}

/// Libraries that make the same calls of an SDK crate, and the program on all of them.
pub(super) fn workspace(sdk: &'static Sdk) -> Vec<Package> {
    let roles = LIBRARIES.map(Role::Library).into_iter().chain([Role::Linked]);
    roles.map(|role| Package { sdk, calls: Calls::Some, role }).collect()
}

/// The operations that both crates have, in the order of ours.
pub(super) fn callable<'c>(krate: &'c Crate, api: &Api) -> Vec<&'c Operation> {
    let operations = krate.operations.iter();
    operations.filter(|operation| api.has_operation(operation.module.as_str())).collect()
}

/// Chooses so many operations, in their order: [`OPERATION`], and others that are spread evenly over all.
pub(super) fn chosen<'c>(operations: &[&'c Operation], count: usize) -> Vec<&'c Operation> {
    let is_first = |operation: &Operation| operation.shape.name() == OPERATION;
    let others: Vec<&str> = operations
        .iter()
        .filter(|operation| !is_first(operation))
        .map(|operation| operation.shape.name())
        .collect();
    let wanted = count.saturating_sub(1).min(others.len());
    let step = others.len().checked_div(wanted).unwrap_or(1);
    let others: Vec<&str> = others.into_iter().step_by(step).take(wanted).collect();
    let is_chosen =
        |operation: &&Operation| is_first(operation) || others.contains(&operation.shape.name());
    operations.iter().copied().filter(is_chosen).collect()
}
