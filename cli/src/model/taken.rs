//! A model as `diff` takes it: a document, or whatever `import` makes one of.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::convert;
use super::folder;
use super::origin::{self, Documents, Origin, SERVICE};
use super::sources::{self, Kind, Locations, ModelSource, Sources};

/// A document that is read as it is, or the text that an import would write.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// A Smithy model at this path.
    Document(PathBuf),
    /// What a service description gives with what stands beside it, in a folder or in an archive.
    Converted(String),
}

/// What an import takes at a path: a model, a folder with one, a service description, an archive.
///
/// Archives are those of the model that the project's sources name.
///
/// # Errors
/// Documents that cannot be read or are no model, and a folder or an archive of which it is not plain which model is meant.
pub fn taken(root: Option<&Path>, path: &Path) -> anyhow::Result<Taken> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_folder = path.is_dir();
    let root = root.filter(|root| root.join(sources::FILE).is_file());
    let documents = if is_folder && origin::with_ending(&path.join(SERVICE)).is_some() {
        origin::in_folder(path)?
    } else if path.is_file() && origin::is_service(name) {
        origin::beside(path)?
    } else if is_folder && !has_archive(root, path)? {
        let found = folder::model(path)?.map(Taken::Document);
        return found.with_context(|| {
            format!("{} has neither {SERVICE}.json nor a Smithy model", path.display())
        });
    } else if is_folder || Kind::of(name).is_some() {
        let Some(root) = root else {
            bail!(
                "{}: an archive has many models, and there is no {} that names one; give the folder of its documents",
                path.display(),
                sources::FILE
            );
        };
        in_archive(root, path)?
    } else {
        return Ok(Taken::Document(path.to_owned()));
    };
    let (text, _) = convert::converted(&documents)?;
    Ok(Taken::Converted(text))
}

/// Whether a folder has one of the archives that the project pins.
fn has_archive(root: Option<&Path>, folder: &Path) -> anyhow::Result<bool> {
    let Some(root) = root else { return Ok(false) };
    Ok(Sources::read(root)?.archives.iter().any(|archive| folder.join(&archive.file).exists()))
}

fn in_archive(root: &Path, path: &Path) -> anyhow::Result<Documents> {
    let sources = Sources::read(root)?;
    let origin = Origin::find(root, Some(path), &sources, true)?;
    let models: Vec<&Locations> = sources.models.iter().filter_map(ModelSource::archived).collect();
    match models.as_slice() {
        [only] => origin.documents(only),
        models => bail!(
            "{} names {} models of archives, and it is not plain which one of {} is meant; give the folder of its documents",
            sources::FILE,
            models.len(),
            path.display()
        ),
    }
}
