//! `model/sources.toml` with other archives: comments and layout stay.

use anyhow::{Context as _, ensure};
use toml_edit::{DocumentMut, Item, TableLike};

use super::super::sources::{Kind, Pinned, Source, Sources};
use super::files::Moved;

/// The file's text with each archive replaced by another one; `old` and `new` are in the order of the file.
///
/// A source distribution has everything in a folder that is called after its version, so paths in it change too.
///
/// # Errors
/// A file that has its archives in another form than `[[archive]]`, which is none that we write.
pub(super) fn pin(text: &str, old: &[Pinned], new: &[Pinned]) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let archives = document.get_mut("archive").and_then(Item::as_array_of_tables_mut);
    for (table, new) in archives.context("expected [[archive]]")?.iter_mut().zip(new) {
        for (key, text) in [("version", &new.version), ("file", &new.file), ("sha256", &new.sha256)]
        {
            set(table, key, text);
        }
    }
    for (_, item) in document.iter_mut() {
        if let Some(tables) = item.as_array_of_tables_mut() {
            tables.iter_mut().for_each(|table| follow(table, old, new));
        } else if let Some(table) = item.as_table_like_mut() {
            follow(table, old, new);
        }
    }
    let text = document.to_string();
    let found = Sources::parse(&text)?.archives;
    ensure!(
        found == new,
        "the archives of the file could not be replaced: write each as [[archive]]"
    );
    Ok(text)
}

/// The file's text with other pins of the models that moved.
///
/// # Errors
/// A file that has its models in another form than `[[model]]`.
pub(super) fn pin_files(text: &str, moved: &[Moved]) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let models = crate::tables::entries(&mut document, "model");
    for table in models.context("expected each model as [[model]]")?.iter_mut() {
        let output = table.get("output").and_then(Item::as_str);
        let Some(moved) = moved.iter().find(|moved| Some(&*moved.output) == output) else {
            continue;
        };
        match &moved.source {
            Source::Git { pin, .. } => {
                set(table, "revision", &pin.revision);
                set(table, "path", &pin.path);
                set(table, "sha256", &pin.sha256);
            }
            Source::File { sha256, .. } => set(table, "sha256", sha256),
            Source::Archives(_) => {}
        }
    }
    Ok(document.to_string())
}

/// Has the paths of a table's locations follow the archives that they are in.
fn follow(table: &mut dyn TableLike, old: &[Pinned], new: &[Pinned]) {
    for (_, item) in table.iter_mut() {
        let Some(location) = item.as_table_like_mut() else { continue };
        let text = |key| location.get(key).and_then(Item::as_str);
        let (Some(archive), Some(path)) = (text("archive"), text("path")) else { continue };
        let moved =
            old.iter().zip(new).find(|(old, _)| old.name == archive).and_then(|(old, new)| {
                let rest = path.strip_prefix(folder(old)?)?.strip_prefix('/')?;
                Some(format!("{}/{rest}", folder(new)?))
            });
        if let Some(path) = moved {
            set(location, "path", &path);
        }
    }
}

/// The folder that a source distribution has everything in.
fn folder(archive: &Pinned) -> Option<&str> {
    archive.file.strip_suffix(Kind::Sdist.ending())
}

/// Replaces a text; what stands around it stays.
fn set(table: &mut (impl TableLike + ?Sized), key: &str, text: &str) {
    if let Some(value) = table.get_mut(key).and_then(Item::as_value_mut) {
        let decor = value.decor().clone();
        *value = text.into();
        *value.decor_mut() = decor;
    }
}
