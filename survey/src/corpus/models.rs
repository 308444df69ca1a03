//! Models as somebody has them, in Smithy's JSON AST, in place of botocore's documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use super::documents::Service;

/// The models in some folders, each `*.json`, as services that are called as the files are.
///
/// # Errors
/// A folder that cannot be read or has no model, and two models with one name.
pub(super) fn listed(folders: &[PathBuf]) -> anyhow::Result<Vec<Service>> {
    let mut found: BTreeMap<String, Service> = BTreeMap::new();
    for folder in folders {
        let services = in_folder(folder)?;
        ensure!(
            !services.is_empty(),
            "expected models in {}, found no file that ends in .json",
            folder.display()
        );
        for service in services {
            let (name, path) = (service.name.clone(), service.path.clone());
            if let Some(other) = found.insert(name, service) {
                let (other, path) = (other.path.display(), path.display());
                anyhow::bail!("{other} and {path} have one name; give them to a run each");
            }
        }
    }
    Ok(found.into_values().collect())
}

fn in_folder(folder: &Path) -> anyhow::Result<Vec<Service>> {
    let unreadable = || format!("cannot read {}", folder.display());
    let mut services = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let is_model = path.extension().is_some_and(|extension| extension == "json");
        if let Some(name) = path.file_stem().filter(|_| is_model) {
            let name = name.to_string_lossy().into_owned();
            let bytes = path.metadata().with_context(unreadable)?.len();
            services.push(Service { name, path, bytes });
        }
    }
    Ok(services)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn folder(scratch: &TempDir, name: &str, files: &[&str]) -> PathBuf {
        let folder = scratch.path().join(name);
        fs::create_dir(&folder).unwrap();
        for file in files {
            fs::write(folder.join(file), "{}").unwrap();
        }
        folder
    }

    #[test]
    fn every_model_of_every_folder_is_a_service() {
        let scratch = tempfile::tempdir().unwrap();
        let old = folder(&scratch, "old", &["sqs-2012-11-05.json", "README.md"]);
        let new = folder(&scratch, "new", &["sts.json", "sqs.json"]);
        let found = listed(&[old.clone(), new]).unwrap();
        let names: Vec<&str> = found.iter().map(|service| service.name.as_str()).collect();
        assert_eq!(names, ["sqs", "sqs-2012-11-05", "sts"]);
        assert_eq!(found[1].path, old.join("sqs-2012-11-05.json"));
        assert_eq!(found[1].bytes, 2);
    }

    #[test]
    fn folders_without_models_and_names_that_are_there_twice_are_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let empty = folder(&scratch, "empty", &["README.md"]);
        let error = listed(std::slice::from_ref(&empty)).unwrap_err().to_string();
        let expected =
            format!("expected models in {}, found no file that ends in .json", empty.display());
        assert_eq!(error, expected);
        let one = folder(&scratch, "one", &["sts.json"]);
        let other = folder(&scratch, "other", &["sts.json"]);
        let error = listed(&[one.clone(), other.clone()]).unwrap_err().to_string();
        let (one, other) = (one.join("sts.json"), other.join("sts.json"));
        let expected = format!(
            "{} and {} have one name; give them to a run each",
            one.display(),
            other.display()
        );
        assert_eq!(error, expected);
        let gone = scratch.path().join("gone");
        let error = listed(std::slice::from_ref(&gone)).unwrap_err().to_string();
        assert_eq!(error, format!("cannot read {}", gone.display()));
    }
}
