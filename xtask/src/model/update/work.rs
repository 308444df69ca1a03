//! The update itself: everything is made in memory, then written as one change.

use std::path::Path;

use anyhow::Context as _;
use tinsmith_codegen::plan::Plan;

use super::super::fetch::Pip;
use super::super::origin::{self, Origin};
use super::super::sources::{self, Pinned, Sources};
use super::release::{self, Found, Release, Shelf};
use super::{UpdateOptions, pin};
use crate::change::Change;
use crate::codegen::counts;
use crate::codegen::job::{self, Output, Texts};
use crate::review::{self, Pair, SdkVersion, Tables, Versions};
use crate::{config, diff, place, say, sync};

/// What pip downloads here is no part of the workspace until it is pinned.
const NEW: &str = "new";

/// Moves the workspace to another version of the sources; gives the exit status.
///
/// # Errors
/// Whatever keeps archives from being had, models from being converted, crates from being generated or files from being written;
/// the workspace is as it was then.
pub(crate) fn run(options: &UpdateOptions<'_>) -> anyhow::Result<i32> {
    let shown = update(options, &Pip::default())?;
    if let Some(review) = shown {
        say::out(review.trim_end())?;
    }
    Ok(0)
}

/// Moves the workspace to another version, with a pip of one's own; gives the review, if there is anything to review.
pub(super) fn update(options: &UpdateOptions<'_>, pip: &Pip) -> anyhow::Result<Option<String>> {
    let downloads = options.root.join(origin::DOWNLOADS);
    let folder = downloads.join(NEW);
    let next = next(options, pip, &folder).context("nothing was changed");
    let review = next.and_then(|next| {
        let Some(next) = next else { return Ok(None) };
        next.write(options.root)?;
        if options.asked.from.is_none() {
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
fn next(options: &UpdateOptions<'_>, pip: &Pip, folder: &Path) -> anyhow::Result<Option<Next>> {
    let text = std::fs::read_to_string(options.root.join(sources::FILE))
        .with_context(|| format!("cannot read {}", sources::FILE))?;
    let old = Sources::parse(&text).with_context(|| format!("in {}", sources::FILE))?;
    let Pinned { package, version, .. } = old.one_release()?;
    let wanted = options.asked.version.as_deref();
    let shelf = match &options.asked.from {
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
            make(options, &text, &old.archives, release).map(Some)
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
    options: &UpdateOptions<'_>,
    sources: &str,
    old: &[Pinned],
    release: Release,
) -> anyhow::Result<Next> {
    let root = options.root;
    let pinned = pin::pin(sources, old, &release.archives)
        .with_context(|| format!("in {}", sources::FILE))?;
    let origin = Origin::Archives(release.contents.clone());
    let models = super::super::work::texts(root, &Sources::parse(&pinned)?, &origin, None)?;
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
    let review = reviewed.texts(&options.asked.forms);
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
