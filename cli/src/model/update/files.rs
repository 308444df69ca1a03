//! Models that are made of one file each: what has become of it in its repository, or on disk.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use tinsmith_project::say;

use super::super::find::{self, Search, Snapshot};
use super::super::git::{self, short};
use super::super::sources::Source;

/// A model whose file is pinned anew.
pub(super) struct Moved {
    /// The file of the model, relative to the root.
    pub(super) output: String,
    /// The new pin.
    pub(super) source: Source,
    /// The model that the file gives now.
    pub(super) text: String,
}

/// The models to pin anew: by another revision, the newest if none is named, or because a file on disk is another one.
///
/// # Errors
/// A revision that cannot be had, or has no such service any more; a file that is no model.
pub(super) fn moved(search: Search<'_>, revision: Option<&str>) -> anyhow::Result<Vec<Moved>> {
    let mut snapshots = BTreeMap::new();
    let mut moved = Vec::new();
    for model in &search.sources.models {
        let source = match &model.source {
            Source::Archives(_) => continue,
            Source::Git { url, pin } => {
                let snapshot = match snapshots.entry(url) {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => {
                        let snapshot = Snapshot::open(url, revision, search)?;
                        announce(url, &pin.revision, &snapshot.commit);
                        entry.insert(snapshot)
                    }
                };
                if snapshot.commit == pin.revision {
                    continue;
                }
                snapshot.source_of(model)?
            }
            // A revision is one of a repository.
            Source::File { .. } if revision.is_some() => continue,
            Source::File { path, sha256 } => {
                let place = search.root.join(path);
                if !place.exists() {
                    say::step(
                        "Without",
                        &format!("{path}, which is not there: {} stays", model.output),
                    );
                    continue;
                }
                let found = find::hash_of(&place)?;
                if found == *sha256 {
                    continue;
                }
                say::step(
                    "Updating",
                    &format!("{}, since {path} is another document", model.output),
                );
                Source::File { path: path.clone(), sha256: found }
            }
        };
        let text = find::text(search.root, &source, search.offline)?;
        moved.push(Moved { output: model.output.clone(), source, text });
    }
    Ok(moved)
}

fn announce(url: &str, was: &str, is: &str) {
    let shown = git::shown(url);
    if was == is {
        say::step("Fresh", &format!("{shown} at {}", short(was)));
    } else {
        say::step("Updating", &format!("{shown} from {} to {}", short(was), short(is)));
    }
}
