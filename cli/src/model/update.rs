//! The command `update`: another version of the sources, and everything that follows from it.
//!
//! `model/sources.toml`, the models, the table of partitions and the generated crates are made in memory, then written as one change, with a review of it.

mod pin;
mod release;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::plan::Plan;
use tinsmith_project::change::Change;
use tinsmith_project::generate::counts;
use tinsmith_project::job::{self, Output, Texts};
use tinsmith_project::{config, place, say, sync};

use self::release::{Found, Release, Shelf};
use super::fetch::Pip;
use super::origin::{self, Origin};
use super::sources::{self, Pinned, Sources};
use crate::diff;
use crate::review::arguments::Forms;
use crate::review::{self, Pair, SdkVersion, Tables, Versions};

/// Update the models to another version of their sources, with the pins and the generated crates
///
/// Ends with a review of what changed. Commit model/ and what is generated from it apart from any change of the generator.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// The version to move to, newer or older [default: the newest released one]
    #[arg(long, value_name = "X", value_parser = version)]
    pub version: Option<String>,
    /// A folder with the archives to take instead; needs no network
    #[arg(long, value_name = "DIR")]
    pub from: Option<PathBuf>,
    /// How the review is shown.
    #[command(flatten)]
    pub forms: Forms,
}

/// One version, not a range of them: pip would take what fits.
fn version(text: &str) -> Result<String, String> {
    let is_version = text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || ".+-!_".contains(c));
    if is_version {
        Ok(text.to_owned())
    } else {
        Err("expected one version, such as 1.44.5".to_owned())
    }
}

/// What pip downloads here is no part of the workspace until it is pinned.
const NEW: &str = "new";

/// Moves the workspace to another version of the sources; gives the exit status.
///
/// # Errors
/// Whatever keeps archives from being had, models from being converted, crates from being generated or files from being written;
/// the workspace is as it was then.
pub fn run(root: &Path, asked: &Update) -> anyhow::Result<i32> {
    let shown = update(root, asked, &Pip::default())?;
    if let Some(review) = shown {
        say::out(review.trim_end())?;
    }
    Ok(0)
}

/// Moves the workspace to another version, with a pip of one's own; gives the review, if there is anything to review.
fn update(root: &Path, asked: &Update, pip: &Pip) -> anyhow::Result<Option<String>> {
    let downloads = root.join(origin::DOWNLOADS);
    let folder = downloads.join(NEW);
    let next = next(root, asked, pip, &folder).context("nothing was changed");
    let review = next.and_then(|next| {
        let Some(next) = next else { return Ok(None) };
        next.write(root)?;
        if asked.from.is_none() {
            keep(&next.release, &downloads);
        }
        Ok(Some(next.review.shown))
    });
    // What is not kept is of no use, and what cannot be removed is emptied by the next run.
    _ = std::fs::remove_dir_all(folder);
    review
}

/// Everything that another release gives, in memory.
struct Next {
    release: Release,
    /// The pins, the models and the partitions, those that differ.
    texts: Texts,
    /// What is generated.
    outputs: Vec<Output>,
    review: review::Texts,
}

/// What there is to move to; `None` when the workspace is there already.
fn next(root: &Path, asked: &Update, pip: &Pip, folder: &Path) -> anyhow::Result<Option<Next>> {
    let text = std::fs::read_to_string(root.join(sources::FILE))
        .with_context(|| format!("cannot read {}", sources::FILE))?;
    let old = Sources::parse(&text).with_context(|| format!("in {}", sources::FILE))?;
    let Pinned { package, version, .. } = old.one_release()?;
    let wanted = asked.version.as_deref();
    let shelf = match &asked.from {
        Some(from) => Shelf::Folder(from),
        None => Shelf::Index { pip, folder },
    };
    if wanted == Some(version) {
        say::step("Fresh", &format!("{package} {version} is what is pinned"));
        return Ok(None);
    }
    match release::find(&shelf, &old.archives, wanted)? {
        Found::Release(release) => {
            let is_older = release::order(&release.version, version).is_lt();
            let verb = if is_older { "Going back" } else { "Updating" };
            say::step(verb, &format!("{package} from {version} to {}", release.version));
            make(root, asked, &text, &old.archives, release).map(Some)
        }
        Found::Same => {
            let newest = format!("{package} {version} is pinned, and the newest released version");
            say::step("Fresh", &newest);
            Ok(None)
        }
        Found::Older(newest) => {
            let older = format!(
                "{package} {version} is pinned, and newer than {newest}, the newest there is; `--version {newest}` goes back to it"
            );
            say::step("Fresh", &older);
            Ok(None)
        }
    }
}

/// Makes everything that another release gives.
fn make(
    root: &Path,
    asked: &Update,
    sources: &str,
    old: &[Pinned],
    release: Release,
) -> anyhow::Result<Next> {
    let pinned = pin::pin(sources, old, &release.archives)
        .with_context(|| format!("in {}", sources::FILE))?;
    let origin = Origin::Archives(release.contents.clone());
    let models = super::import::texts(root, &Sources::parse(&pinned)?, &origin, None)?;
    let mut texts: Texts = models.into_iter().collect();
    let mut outputs: Vec<Output> = job::partition_table(root, &texts)?.into_iter().collect();
    let declared = review::declared(&config::read(root)?)?;
    let mut versions = Versions { declared, ..Versions::default() };
    let (was, is) = (label(old), label(&release.archives));
    for (sdk, job) in
        job::configured_sdks(root, None)?.into_iter().zip(job::configured(root, None)?)
    {
        let inputs = job.read(&texts)?;
        inputs.announce();
        outputs.extend(job.generate(&inputs)?);
        let before = job.read(&Texts::new())?;
        versions.pairs.push(Pair {
            package: sdk.package,
            folder: Some(sdk.output.trim_end_matches('/').to_owned()),
            model: sdk.model.clone(),
            old: SdkVersion { label: format!("{} of {was}", sdk.model), inputs: before },
            new: SdkVersion { label: format!("{} of {is}", sdk.model), inputs },
            committed: None,
            settings: Vec::new(),
        });
    }
    versions.tables = tables(root, &texts, (&was, &is))?;
    let mut reviewed = review::compare(&versions, None)?;
    reviewed.judge(root, &config::read(root)?, &[])?;
    let review = reviewed.texts(&asked.forms);
    texts.insert(root.join(sources::FILE), pinned);
    texts.retain(|place, text| std::fs::read_to_string(place).ok().as_ref() != Some(text));
    Ok(Next { release, texts, outputs, review })
}

/// The facts about partitions as they were and as they are to be.
fn tables(root: &Path, texts: &Texts, (was, is): (&str, &str)) -> anyhow::Result<Option<Tables>> {
    let Some(partitions) = config::read(root)?.partitions else { return Ok(None) };
    let name = &partitions.source;
    let old = std::fs::read(root.join(name)).with_context(|| format!("cannot read {name}"))?;
    let Some(new) = texts.get(&root.join(name)) else { return Ok(None) };
    let old = (format!("{name} of {was}"), old);
    let new = (format!("{name} of {is}"), new.clone().into_bytes());
    Ok(Some(diff::versions::of_tables(root, &partitions, old, new)))
}

/// The package and version that archives come from.
fn label(archives: &[Pinned]) -> String {
    archives
        .first()
        .map(|pinned| format!("{} {}", pinned.package, pinned.version))
        .unwrap_or_default()
}

impl Next {
    /// Writes it, all or nothing.
    fn write(&self, root: &Path) -> anyhow::Result<()> {
        let mut change = Change::default();
        let mut said = Vec::new();
        for (place, text) in &self.texts {
            change.write(place.clone(), text);
            let shown = place.strip_prefix(root).unwrap_or(place).display();
            said.push(("Wrote", shown.to_string()));
        }
        for Output { shown, folder, tree } in &self.outputs {
            let plan = Plan::of(tree, &sync::existing(folder, tree)?);
            sync::add(&mut change, folder, tree, &plan)?;
            said.push(("Synced", format!("{shown}: {}", counts(&plan))));
        }
        for (path, text) in &self.review.files {
            change.write(place::place(path), text);
            said.push(("Wrote", path.display().to_string()));
        }
        say::while_working("Writing", || change.make())?;
        for (verb, what) in said {
            say::step(verb, &what);
        }
        Ok(())
    }
}

/// Puts downloads where an import looks for them.
fn keep(release: &Release, downloads: &Path) {
    for (archive, path) in release.archives.iter().zip(&release.paths) {
        // What cannot be kept is downloaded again when it is needed.
        _ = std::fs::rename(path, downloads.join(&archive.file));
    }
}
