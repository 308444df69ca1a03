//! The source distribution of botocore that what is generated is held against: services for the corpus, suites for conformance.
//!
//! `distribution.toml` pins it; it is downloaded once.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, ensure};
use tinsmith::model::released::{self, DOWNLOADS, Pinned};
use toml::Table;

const PIN: &str = include_str!("distribution.toml");

/// What to do when the archive cannot be had.
const HELP: &str = "help: without the network, put the archive that survey/src/distribution.toml names into target/model-sources/.";

/// The pin.
///
/// # Errors
/// One that is not complete.
pub(crate) fn pinned() -> anyhow::Result<Pinned> {
    parse(PIN).context("in survey/src/distribution.toml")
}

/// The files whose paths are wanted; a path starts with the distribution's own folder.
///
/// # Errors
/// An archive that cannot be had or is not the one that is pinned.
pub(crate) fn files(
    pinned: &Pinned,
    downloads: &Path,
    is_wanted: impl Fn(&str) -> bool,
) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    released::files(pinned, downloads, HELP, is_wanted)
}

/// What the files are from, and those at these paths below the distribution's folder, by those paths.
///
/// # Errors
/// As [`files`], and a path at which there is none.
pub(crate) fn at_paths(
    root: &Path,
    paths: &[String],
) -> anyhow::Result<(String, BTreeMap<String, Vec<u8>>)> {
    let pinned = pinned()?;
    let below = |path: &str| path.split_once('/').map(|(_, below)| below.to_owned());
    let is_wanted = |path: &str| below(path).is_some_and(|below| paths.contains(&below));
    let found = files(&pinned, &root.join(DOWNLOADS), is_wanted)?;
    let found: BTreeMap<String, Vec<u8>> =
        found.into_iter().filter_map(|(path, content)| Some((below(&path)?, content))).collect();
    for path in paths {
        ensure!(found.contains_key(path), "there is no {path} in {}", pinned.file);
    }
    Ok((format!("{} {}", pinned.package, pinned.version), found))
}

fn parse(text: &str) -> anyhow::Result<Pinned> {
    let table: Table = text.parse()?;
    let text_of = |key: &str| {
        let found = table.get(key).and_then(toml::Value::as_str);
        found.map(str::to_owned).with_context(|| format!("expected a string as `{key}`"))
    };
    Ok(Pinned {
        name: "distribution".to_owned(),
        package: text_of("package")?,
        version: text_of("version")?,
        file: text_of("file")?,
        sha256: text_of("sha256")?,
    })
}

#[cfg(test)]
mod tests {
    use tinsmith::model::names::RENAMED;
    use tinsmith_codegen::Document;
    use tinsmith_codegen::stages::read::read_node;
    use tinsmith_codegen::stages::smithy::Node;

    use super::*;

    #[test]
    fn the_pin_is_complete() {
        let found = pinned().unwrap();
        assert_eq!((found.package.as_str(), found.sha256.len()), ("botocore", 64));
        assert_eq!(found.file, format!("botocore-{}.tar.gz", found.version));
    }

    #[test]
    fn what_a_pin_lacks_is_named() {
        assert_eq!(parse("package = 1").unwrap_err().to_string(), "expected a string as `package`");
    }

    /// What the command line knows of names that botocore has of its own.
    #[test]
    fn services_have_other_names_in_botocore_where_the_list_says_so() {
        let pinned = pinned().unwrap();
        let downloads = crate::repository::root().join(DOWNLOADS);
        let is_description = |path: &str| {
            path.contains("/botocore/data/")
                && path.contains(&format!("/{}.json", released::SERVICE))
        };
        let documents = match files(&pinned, &downloads, is_description) {
            Ok(documents) => documents,
            Err(reason) => {
                assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{reason:#}");
                eprintln!("NOT RUN: {reason:#}");
                return;
            }
        };
        let mut services = BTreeMap::new();
        // Versions are in order, so the last of a service stays.
        for (path, content) in documents {
            let service = path.rsplit('/').nth(2).unwrap().to_owned();
            let content = tinsmith_project::gzip::unpacked(content).unwrap();
            let document = Document { name: &path, bytes: &content };
            let node = read_node(document).unwrap();
            let id = node.get("metadata").and_then(|metadata| metadata.get("serviceId"));
            let id = id.and_then(Node::as_str).unwrap_or_default();
            services.insert(service, id.to_lowercase().replace(' ', "-"));
        }
        services.retain(|service, id| service != id);
        let listed = RENAMED.map(|(service, id)| (service.to_owned(), id.to_owned()));
        assert_eq!(services, BTreeMap::from(listed));
    }
}
