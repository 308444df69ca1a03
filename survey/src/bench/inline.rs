//! `cargo xtask bench inline`: what it costs, and saves, that every function of a generated crate is `#[inline]`, so that the crate that calls it compiles it.
//!
//! The same crates are measured with and without the attribute, where it helps least: a slice all of whose operations are called, and a workspace in which several crates make the same calls.

mod report;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::builder::Builder;
use super::page::Page;
use super::programs::{
    self, ALL, Calls, EAGER, EAGER_SLICE, LIBRARIES, OFFICIAL_ON_RING, Package, Role,
    SLICE_OF_SOME, Sdk,
};
use super::workspace;
use crate::bench::Profile;

/// How many operations are called.
const CALLS: Calls = Calls::Some;

/// What is measured; check compiles no function.
const PROFILES: [Profile; 2] = [Profile::Debug, Profile::Release];

/// One profile: the official crate, ours, and ours without the attribute.
struct Measured {
    profile: Profile,
    columns: [Column; 3],
}

/// What was measured of one SDK crate in one profile: CPU seconds, but for sizes.
#[derive(Clone, Debug, Default, PartialEq)]
struct Column {
    /// The SDK crate, and our runtime under it.
    sdk: f64,
    /// A program with the calls.
    program: f64,
    /// The same after an edit.
    program_again: f64,
    /// Libraries that all make the calls, and a program on them.
    workspace: f64,
    /// One of the libraries after an edit, and the program.
    workspace_again: f64,
    /// A slice of the operations that are called, our runtime under it, and a program that calls them all. The official crate has no slices.
    slice: Option<f64>,
    /// Of the stripped programs: with the calls, and on the libraries.
    sizes: Option<[u64; 2]>,
}

/// Builds everything, prints the table or writes it into a page.
///
/// # Errors
/// What cannot be generated, built or written.
pub(super) fn run(report: Option<&Path>) -> anyhow::Result<()> {
    let page = Page::of(report, "inline")?;
    let operations = workspace::prepare()?;
    let builder = Builder::new()?;
    let measured = PROFILES.iter().map(|profile| measure(&builder, *profile));
    let measured = measured.collect::<anyhow::Result<Vec<_>>>()?;
    page.show(&report::text(&measured, CALLS.count(operations), LIBRARIES.len()))
}

fn measure(builder: &Builder, profile: Profile) -> anyhow::Result<Measured> {
    builder.empty()?;
    let column = |sdk, slice| measure_side(builder, profile, sdk, slice);
    // Its default HTTP client takes minutes more, and no part in this.
    let official = column(&OFFICIAL_ON_RING, None)?;
    let generated = column(&ALL, Some(&SLICE_OF_SOME))?;
    let eager = column(&EAGER, Some(&EAGER_SLICE))?;
    Ok(Measured { profile, columns: [official, generated, eager] })
}

fn measure_side(
    builder: &Builder,
    profile: Profile,
    sdk: &'static Sdk,
    slice: Option<&'static Sdk>,
) -> anyhow::Result<Column> {
    let mut column = Column::default();
    let program = Package::program(sdk, CALLS);
    let build = builder.build(program, profile)?;
    let runtime = sdk.runtime.map_or(0.0, |runtime| build.seconds(runtime));
    column.sdk = build.seconds(sdk.package) + runtime;
    column.program = build.seconds(&program.name());
    column.program_again = builder.after_edit(program, program, profile)?;

    let linked = Package { sdk, calls: CALLS, role: Role::Linked };
    let build = builder.build(linked, profile)?;
    let packages = programs::workspace(sdk);
    column.workspace = packages.iter().map(|package| build.seconds(&package.name())).sum();
    let [first, ..] = LIBRARIES.map(|letter| Package { role: Role::Library(letter), ..linked });
    column.workspace_again = builder.after_edit(first, linked, profile)?;

    if let Some(slice) = slice {
        let program = Package::program(slice, CALLS);
        let build = builder.build(program, profile)?;
        let of_slice = build.seconds(slice.package) + build.seconds(&program.name());
        column.slice = Some(of_slice + runtime);
    }
    if profile == Profile::Release {
        column.sizes = Some([builder.size(program)?, builder.size(linked)?]);
    }
    Ok(column)
}
