//! `history/versions.toml` and `history/services.toml`: which versions of which services, and how their wheels are known to be the ones.

use anyhow::{Context as _, ensure};
use toml::{Table, Value};

/// The file itself; it belongs to this command.
const TEXT: &str = include_str!("versions.toml");

/// The other services.
const SERVICES: &str = include_str!("services.toml");

/// Everything the file says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Versions {
    /// The package on the index.
    pub(super) package: String,
    /// The folder of the documents in a wheel.
    pub(super) documents: String,
    /// The file name of a model.
    pub(super) model: String,
    /// Oldest first.
    pub(super) list: Vec<Version>,
}

/// A released version.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) version: String,
    /// The SHA-256 of the wheel.
    pub(super) sha256: String,
}

/// Reads the file.
///
/// # Errors
/// The first thing that is not as it should be.
pub(super) fn read() -> anyhow::Result<Versions> {
    parse(TEXT).context("in survey/src/history/versions.toml")
}

/// A service of which two versions are compared by tests.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Service {
    pub(super) name: String,
    /// The folder of its documents in a wheel.
    pub(super) documents: String,
    /// The two versions, each one of [`Versions::list`].
    pub(super) versions: [String; 2],
}

/// Reads the list of the other services.
///
/// # Errors
/// The first thing that is not as it should be.
pub(super) fn services() -> anyhow::Result<Vec<Service>> {
    parse_services(SERVICES).context("in survey/src/history/services.toml")
}

fn parse_services(text: &str) -> anyhow::Result<Vec<Service>> {
    let table: Table = text.parse()?;
    let entries = table.get("service").and_then(Value::as_array).map(Vec::as_slice);
    let service = |entry: &Value| {
        let entry = entry.as_table().context("expected [[service]]")?;
        Ok(Service {
            name: text_of(entry, "name")?,
            documents: text_of(entry, "documents")?,
            versions: [text_of(entry, "old")?, text_of(entry, "new")?],
        })
    };
    entries.unwrap_or_default().iter().map(service).collect()
}

fn parse(text: &str) -> anyhow::Result<Versions> {
    let table: Table = text.parse()?;
    let entries = table.get("version").and_then(Value::as_array).map(Vec::as_slice);
    let version = |entry: &Value| {
        let entry = entry.as_table().context("expected [[version]]")?;
        Ok(Version { version: text_of(entry, "version")?, sha256: text_of(entry, "sha256")? })
    };
    let list =
        entries.unwrap_or_default().iter().map(version).collect::<anyhow::Result<Vec<_>>>()?;
    ensure!(list.len() > 1, "expected at least two [[version]], found {}", list.len());
    Ok(Versions {
        package: text_of(&table, "package")?,
        documents: text_of(&table, "documents")?,
        model: text_of(&table, "model")?,
        list,
    })
}

fn text_of(table: &Table, key: &str) -> anyhow::Result<String> {
    let found = table.get(key).and_then(Value::as_str);
    found.map(str::to_owned).with_context(|| format!("expected a string as `{key}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_is_there_once_and_the_oldest_comes_first() {
        let versions = read().unwrap();
        let numbers = |version: &Version| {
            let parts = version.version.split('.').map(|part| part.parse().unwrap());
            parts.collect::<Vec<u32>>()
        };
        let found: Vec<_> = versions.list.iter().map(numbers).collect();
        assert!(found.is_sorted_by(|one, next| one < next), "{found:?}");
        assert_eq!(found.first(), Some(&vec![1, 29, 0]));
        for version in &versions.list {
            let is_hash = version.sha256.len() == 64
                && version.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_hash, "{version:?}");
        }
    }

    #[test]
    fn every_version_of_a_service_is_pinned_and_the_older_one_comes_first() {
        let list = read().unwrap().list;
        let at = |version: &String| list.iter().position(|listed| listed.version == *version);
        let services = services().unwrap();
        assert_eq!(services.len(), 12);
        for service in &services {
            let [old, new] = service.versions.each_ref().map(at);
            assert!(old.is_some() && old < new, "{service:?}");
            let folder = format!("botocore/data/{}/", service.name);
            assert!(service.documents.starts_with(&folder), "{service:?}");
        }
        let without = "[[service]]\nname = 'a'\n";
        let message = parse_services(without).unwrap_err().to_string();
        assert_eq!(message, "expected a string as `documents`");
    }

    #[test]
    fn mistakes_are_told() {
        let message = |text: &str| parse(text).unwrap_err().to_string();
        let top = "package = 'p'\ndocuments = 'd'\nmodel = 'm'\n";
        let entry = "[[version]]\nversion = '1'\nsha256 = '00'\n";
        assert!(parse(&[top, entry, entry].concat()).is_ok());
        assert_eq!(message(top), "expected at least two [[version]], found 0");
        assert_eq!(message(&[entry, entry].concat()), "expected a string as `package`");
        let without = "[[version]]\nversion = '1'\n";
        assert_eq!(message(&[top, entry, without].concat()), "expected a string as `sha256`");
    }
}
