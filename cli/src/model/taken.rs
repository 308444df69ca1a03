//! A model as `diff` takes it: a document, or whatever `import` makes one of.

use std::path::Path;

use anyhow::bail;

use super::convert;
use super::origin::{self, Documents, Origin, SERVICE};
use super::sources::{self, Kind, Locations, ModelSource, Sources};

/// The document that an import would write: of a folder with a service description, of one with what stands beside it, of an archive.
///
/// `None` where the path is that of a document that is read as it is. Archives are those of the model that the project's sources name.
///
/// # Errors
/// Documents that cannot be read or are no model, and an archive of which it is not plain which model is meant.
pub fn document(root: Option<&Path>, path: &Path) -> anyhow::Result<Option<String>> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_folder = path.is_dir();
    let documents = if is_folder && origin::with_ending(&path.join(SERVICE)).is_some() {
        origin::in_folder(path)?
    } else if path.is_file() && origin::is_service(name) {
        origin::beside(path)?
    } else if is_folder || Kind::of(name).is_some() {
        let Some(root) = root.filter(|root| root.join(sources::FILE).is_file()) else {
            // A folder is told what is missing in it by whoever reads it.
            if is_folder {
                return Ok(None);
            }
            bail!(
                "{}: an archive has many models, and there is no {} that names one; give the folder of its documents",
                path.display(),
                sources::FILE
            );
        };
        in_archive(root, path)?
    } else {
        return Ok(None);
    };
    let (text, _) = convert::converted(&documents)?;
    Ok(Some(text))
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
