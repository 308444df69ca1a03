//! The command `update`: another version of the sources, and everything that follows from it.
//!
//! `model/sources.toml`, the models, the table of partitions and the generated crates are made in memory, then written as one change, with a review of it.

mod files;
mod pin;
mod release;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use tinsmith_codegen::plan::Plan;
use tinsmith_project::change::Change;
use tinsmith_project::generate::counts;
use tinsmith_project::job::{self, Output, Texts};
use tinsmith_project::{config, place, program, say, sync};

use self::files::Moved;
use self::release::{Found, Release, Shelf};
use super::fetch::Pip;
use super::find::Search;
use super::origin::{self, Origin};
use super::sources::{self, Kind, Pinned, Sources};
use crate::diff;
use crate::review::arguments::Forms;
use crate::review::{self, Pair, SdkVersion, Tables, Versions};

/// Update the models to another version of their sources, with the pins and the generated crates
///
/// Ends with a review of what changed. Commit model/ and what is generated from it apart from any change of the generator.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// The version of botocore to move to, newer or older [default: the newest released one]
    #[arg(long, value_name = "X", value_parser = version)]
    pub version: Option<String>,
    /// A folder with the archives to take instead; needs no network
    #[arg(long, value_name = "DIR")]
    pub from: Option<PathBuf>,
    /// The revision of a git repository to move to: a branch, a tag or a full commit id [default: the newest of the default branch]
    #[arg(long, value_name = "REV", conflicts_with_all = ["version", "from"])]
    pub rev: Option<String>,
    /// Download nothing; take what was downloaded before
    #[arg(long)]
    pub offline: bool,
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
        if let Some(release) = next.release.filter(|_| asked.from.is_none()) {
            keep(&release, &downloads);
        }
        Ok(Some(next.review.shown))
    });
    // What is not kept is of no use, and what cannot be removed is emptied by the next run.
    _ = std::fs::remove_dir_all(folder);
    review
}

/// Everything that another release gives, in memory.
struct Next {
    release: Option<Release>,
    /// The pins, the models and the partitions, those that differ.
    texts: Texts,
    /// What is generated.
    outputs: Vec<Output>,
    review: review::Texts,
}

/// What there is to move to; `None` when the project is there already.
fn next(root: &Path, asked: &Update, pip: &Pip, folder: &Path) -> anyhow::Result<Option<Next>> {
    let text = sources::text(root)?;
    let old = Sources::parse(&text).with_context(|| format!("in {}", sources::FILE))?;
    let has_files = old.models.iter().any(|model| model.archived().is_none());
    let is_of_release = asked.version.is_some() || asked.from.is_some();
    ensure!(
        has_files || is_of_release || !old.archives.is_empty(),
        "{} names no model; `{}` adds one",
        sources::FILE,
        program::command("add SERVICE")
    );
    let release = if asked.rev.is_some() || (old.archives.is_empty() && !is_of_release) {
        None
    } else {
        newest(&old, asked, pip, folder)?
    };
    let moved = if is_of_release {
        Vec::new()
    } else {
        let search = Search { root, sources: &old, offline: asked.offline, pip };
        files::moved(search, asked.rev.as_deref())?
    };
    if release.is_none() && moved.is_empty() {
        return Ok(None);
    }
    make(root, asked, (&text, &old), release, moved).map(Some)
}

/// The release of botocore to move to; `None` when it is the one that is pinned, or an older one that nobody asked for.
fn newest(
    old: &Sources,
    asked: &Update,
    pip: &Pip,
    folder: &Path,
) -> anyhow::Result<Option<Release>> {
    let Pinned { package, version, .. } = old.one_release()?;
    let wanted = asked.version.as_deref();
    if wanted == Some(version) {
        say::step("Fresh", &format!("{package} {version} is what is pinned"));
        return Ok(None);
    }
    let shelf = match &asked.from {
        Some(from) => Shelf::Folder(from),
        None if asked.offline => {
            say::step(
                "Fresh",
                &format!("{package} {version} is pinned; --offline looks for no other"),
            );
            return Ok(None);
        }
        None => Shelf::Index { pip, folder },
    };
    match release::find(&shelf, &old.archives, wanted)? {
        Found::Release(release) => {
            let is_older = release::order(&release.version, version).is_lt();
            let verb = if is_older { "Going back" } else { "Updating" };
            say::step(verb, &format!("{package} from {version} to {}", release.version));
            Ok(Some(release))
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

/// The newest release of botocore, from a folder or downloaded, for a project that has pinned none.
///
/// # Errors
/// Its archives cannot be had.
pub(crate) fn first_release(
    root: &Path,
    from: Option<&Path>,
    offline: bool,
    pip: &Pip,
) -> anyhow::Result<Vec<Pinned>> {
    ensure!(
        from.is_some() || !offline,
        "--offline: {} pins no release of botocore, so the newest would have to be downloaded",
        sources::FILE
    );
    let downloads = root.join(origin::DOWNLOADS);
    let folder = downloads.join(NEW);
    let shelf = match from {
        Some(from) => Shelf::Folder(from),
        None => Shelf::Index { pip, folder: &folder },
    };
    // The wheel leaves the cases of the endpoint rules out, which the other one has.
    let archives = [("wheel", Kind::Wheel), ("sdist", Kind::Sdist)].map(|(name, kind)| Pinned {
        name: name.to_owned(),
        package: "botocore".to_owned(),
        version: String::new(),
        file: kind.ending().to_owned(),
        sha256: String::new(),
    });
    let found = release::find(&shelf, &archives, None);
    let Found::Release(release) = found? else { bail!("botocore has no released version") };
    if from.is_none() {
        keep(&release, &downloads);
        _ = std::fs::remove_dir_all(&folder);
    }
    say::step("Pinning", &format!("botocore {}", release.version));
    Ok(release.archives)
}

/// Makes everything that another release and other files give.
fn make(
    root: &Path,
    asked: &Update,
    (listed, old): (&str, &Sources),
    release: Option<Release>,
    moved: Vec<Moved>,
) -> anyhow::Result<Next> {
    let mut pinned = listed.to_owned();
    let mut texts = Texts::new();
    if let Some(release) = &release {
        pinned = pin::pin(&pinned, &old.archives, &release.archives)
            .with_context(|| format!("in {}", sources::FILE))?;
        let origin = Origin::Archives(release.contents.clone());
        texts.extend(super::import::archived(root, &Sources::parse(&pinned)?, &origin)?);
    }
    pinned = pin::pin_files(&pinned, &moved).with_context(|| format!("in {}", sources::FILE))?;
    texts.extend(moved.into_iter().map(|moved| (root.join(moved.output), moved.text)));
    let new = Sources::parse(&pinned)?;
    let mut outputs = job::beside(root, &texts)?;
    let declared = review::declared(&config::read(root)?)?;
    let mut versions = Versions { declared, ..Versions::default() };
    for (sdk, job) in
        job::configured_sdks(root, None)?.into_iter().zip(job::configured(root, None)?)
    {
        let inputs = job.read(&texts)?;
        inputs.announce();
        outputs.extend(job.generate(&inputs)?);
        let before = job.read(&Texts::new())?;
        let label = |sources: &Sources| match sources.label(&sdk.model) {
            Some(version) => format!("{} of {version}", sdk.model),
            None => sdk.model.clone(),
        };
        versions.pairs.push(Pair {
            old: SdkVersion { label: label(old), inputs: before },
            new: SdkVersion { label: label(&new), inputs },
            folder: Some(sdk.output.trim_end_matches('/').to_owned()),
            model: sdk.model,
            package: sdk.package,
            committed: None,
            settings: Vec::new(),
        });
    }
    versions.tables = tables(root, &texts, (&old.archives, &new.archives))?;
    let mut reviewed = review::compare(&versions, None)?;
    reviewed.judge(root, &config::read(root)?, &[])?;
    let review = reviewed.texts(&asked.forms);
    texts.insert(root.join(sources::FILE), pinned);
    texts.retain(|place, text| std::fs::read_to_string(place).ok().as_ref() != Some(text));
    Ok(Next { release, texts, outputs, review })
}

/// The facts about partitions as they were and as they are to be.
fn tables(
    root: &Path,
    texts: &Texts,
    (was, is): (&[Pinned], &[Pinned]),
) -> anyhow::Result<Option<Tables>> {
    let Some(partitions) = config::read(root)?.partitions else { return Ok(None) };
    let name = &partitions.source;
    let old = std::fs::read(root.join(name)).with_context(|| format!("cannot read {name}"))?;
    let Some(new) = texts.get(&root.join(name)) else { return Ok(None) };
    let old = (format!("{name} of {}", sources::release(was)), old);
    let new = (format!("{name} of {}", sources::release(is)), new.clone().into_bytes());
    Ok(Some(diff::versions::of_tables(root, &partitions, old, new)))
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
