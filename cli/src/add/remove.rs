//! The command `remove`: what `add` added goes, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use clap::builder::NonEmptyStringValueParser;
use tinsmith_codegen::stages::diagnostic::nearest;
use tinsmith_project::change::Change;
use tinsmith_project::config::{self, Sdk};
use tinsmith_project::{program, say, sync};

use super::files::{Files, was_added};
use super::{CRATES, entries, lock, nothing_was, overlays};
use crate::model::listed;
use crate::model::sources::{self, ModelSource};

/// Remove what `add` added: crate, entry in codegen.toml, and model
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Remove {
    /// The service, as given to `add`, or the package name of its crate
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub service: String,
}

/// Removes what is asked for; gives the exit status.
///
/// # Errors
/// What is not there, is needed by somebody else or holds files of somebody else, and whatever keeps a file from going;
/// the workspace is as it was then.
pub fn run(root: &Path, asked: &Remove) -> anyhow::Result<i32> {
    remove(root, asked).map(|()| 0).map_err(|error| nothing_was("removed", error))
}

fn remove(root: &Path, asked: &Remove) -> anyhow::Result<()> {
    let files = Files::read(root)?;
    let sdk = find(&files, &asked.service)?;
    let Sdk { output, package, .. } = sdk;
    ensure!(
        was_added(sdk),
        "{output} was not added by `{} add`: what is not in {CRATES}/ is taken away by hand",
        program::name(),
    );
    if let Some(locked) = &files.locked {
        let dependents = lock::dependents(locked, package);
        ensure!(
            dependents.is_empty(),
            "in this workspace {} depends on `{package}`",
            dependents.join(" and ")
        );
    }
    let folder = root.join(output);
    let (generated, others) = sync::files(&folder)?;
    ensure!(
        others.is_empty(),
        "{output} holds files that were not generated:\n{}\nmove them first",
        others.iter().map(|path| format!("  {path}")).collect::<Vec<_>>().join("\n"),
    );
    // Another crate may be of the same model.
    let source = files.source_of(sdk).filter(|source| files.sdks_of(source).len() == 1);
    let others = files.config.sdks.iter().filter(|other| other.output != sdk.output);
    let needed: Vec<&String> = others.flat_map(|sdk| &sdk.overlays).collect();
    let added = unchanged_overlays(root, sdk);
    let (gone, left): (Vec<&String>, Vec<&String>) = sdk
        .overlays
        .iter()
        .partition(|&overlay| added.contains(overlay) && !needed.contains(&overlay));
    take_away(root, &files, sdk, source, (&gone, generated))?;
    for overlay in left {
        say::step("Left", &format!("{overlay}, which is yours"));
    }
    Ok(())
}

/// The overlays of a crate that are as `add` wrote them.
fn unchanged_overlays(root: &Path, sdk: &Sdk) -> Vec<String> {
    let model = fs::read_to_string(root.join(&sdk.model)).unwrap_or_default();
    let known = overlays::of(&model).unwrap_or_default();
    let is_there = |(name, text): &(String, String)| {
        fs::read_to_string(root.join(name)).is_ok_and(|there| there == *text)
    };
    known.into_iter().filter(is_there).map(|(name, _)| name).collect()
}

/// The crate that is meant.
fn find<'f>(files: &'f Files, wanted: &str) -> anyhow::Result<&'f Sdk> {
    let sdks = &files.config.sdks;
    if let Some(sdk) = sdks.iter().find(|sdk| sdk.package == wanted) {
        return Ok(sdk);
    }
    let found: Vec<&Sdk> =
        sdks.iter().filter(|sdk| files.service_of(sdk) == Some(wanted)).collect();
    match found.as_slice() {
        [sdk] => Ok(sdk),
        [] => {
            let added = sdks.iter().filter(|sdk| was_added(sdk));
            let names: Vec<&str> = added.map(|sdk| sdk.package.as_str()).collect();
            let help = match (nearest(wanted, names.iter().copied()), names.as_slice()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, []) => "no service was added".to_owned(),
                (None, names) => format!("there is {}", names.join(", ")),
            };
            bail!("{} has no SDK of `{wanted}`\n  help: {help}", config::FILE)
        }
        several => bail!(
            "there are several crates of `{wanted}`: say which one: {}",
            several.iter().map(|sdk| sdk.package.as_str()).collect::<Vec<_>>().join(", ")
        ),
    }
}

/// Removes a crate, which is these files, and the model where it is the last one that is made of it.
fn take_away(
    root: &Path,
    files: &Files,
    sdk: &Sdk,
    source: Option<&ModelSource>,
    (overlays, generated): (&[&String], Vec<PathBuf>),
) -> anyhow::Result<()> {
    let mut texts = Vec::new();
    if let Some(locked) = &files.locked {
        texts.push((lock::FILE, lock::without(locked, &sdk.package)));
    }
    let mut no_more = None;
    if let Some(source) = source {
        match listed::without(&files.listed, &source.output)? {
            Some(text) => texts.push((sources::FILE, text)),
            None => no_more = Some(root.join(sources::FILE)),
        }
    }
    texts.push((config::FILE, entries::without(&files.configured, &sdk.output)?));
    let mut change = Change::default();
    for (name, text) in &texts {
        change.write(root.join(name), text);
    }
    let model = source.map(|source| root.join(&source.output));
    let brought = overlays.iter().map(|overlay| root.join(overlay));
    for file in model.into_iter().chain(no_more).chain(brought).filter(|file| file.exists()) {
        change.remove(file, root);
    }
    let place = root.join(&sdk.output);
    for path in generated {
        change.remove(path, place.parent().unwrap_or(root));
    }
    change.make()?;
    // Folders without a file may be left.
    if place.exists() {
        fs::remove_dir_all(&place).with_context(|| format!("cannot remove {}", sdk.output))?;
    }
    for (name, _) in &texts {
        say::step("Wrote", name);
    }
    for removed in source.iter().map(|source| &source.output).chain(overlays.iter().copied()) {
        say::step("Removed", removed);
    }
    say::step("Removed", &sdk.output);
    Ok(())
}
