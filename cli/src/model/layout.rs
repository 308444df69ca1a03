//! Folders of Smithy models, laid out as `<sdk-id>/service/<version>/<sdk-id>-<version>.json`, at the top or below `models/`.
//!
//! A service is called by its sdk id in lower case with hyphens (`cognito-identity-provider`).
//! Names that it has elsewhere are answered with that one.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;

use super::names;

/// The folder that newer layouts have all services in.
const MODELS: &str = "models";

/// The services of a repository or folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// By service and version, the path of the document.
    services: BTreeMap<String, BTreeMap<String, String>>,
}

impl Listing {
    /// The services that some paths have, which are separated by `/`.
    pub(crate) fn of<'p>(paths: impl IntoIterator<Item = &'p str>) -> Self {
        let mut listing = Self::default();
        for path in paths {
            let Some((service, version)) = service_and_version(path) else { continue };
            let versions = listing.services.entry(service.to_owned()).or_default();
            let known = versions.entry(version.to_owned()).or_insert_with(|| path.to_owned());
            // Where both have it, the newer layout counts.
            if path.starts_with(MODELS) {
                path.clone_into(known);
            }
        }
        listing
    }

    /// The services below a folder.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn below(folder: &Path) -> anyhow::Result<Self> {
        let mut paths = Vec::new();
        for prefix in ["", "models/"] {
            let top = folder.join(prefix);
            for service in names_in(&top)? {
                for version in names_in(&top.join(&service).join("service"))? {
                    let path =
                        format!("{prefix}{service}/service/{version}/{service}-{version}.json");
                    if folder.join(&path).is_file() {
                        paths.push(path);
                    }
                }
            }
        }
        Ok(Self::of(paths.iter().map(String::as_str)))
    }

    /// Whether there is no service at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.services.is_empty()
    }

    /// The services, in the order of their names.
    pub(crate) fn services(&self) -> impl Iterator<Item = &str> {
        self.services.keys().map(String::as_str)
    }

    /// The document of the newest version of a service.
    pub(crate) fn newest(&self, service: &str) -> Option<&str> {
        // Versions are dates, in order.
        self.services.get(service)?.values().next_back().map(String::as_str)
    }

    /// That there is no such service in `place`, with those that may be meant.
    pub(crate) fn unknown(&self, wanted: &str, place: &str) -> anyhow::Error {
        if self.is_empty() {
            return anyhow::anyhow!(
                "{place} has no models\n  help: expected files such as {MODELS}/dynamodb/service/2012-08-10/dynamodb-2012-08-10.json, or the same without {MODELS}/"
            );
        }
        let message = format!("there is no service `{wanted}` in {place}");
        let meant = names::sdk_id(wanted).filter(|id| self.services.contains_key(*id));
        if let Some(id) = meant {
            return anyhow::anyhow!("{message}\n  help: here it is called `{id}`");
        }
        let near = names::near(wanted, self.services.keys().map(String::as_str));
        if near.is_empty() {
            return anyhow::anyhow!(
                "{message}\n  help: a service is called by its sdk id in lower case with hyphens, such as `dynamodb`"
            );
        }
        anyhow::anyhow!("{message}\n  help: did you mean {}?", names::listed(&near))
    }
}

/// The service whose model stands at a path.
pub(crate) fn service_of(path: &str) -> Option<&str> {
    service_and_version(path).map(|(service, _)| service)
}

fn service_and_version(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix("models/").unwrap_or(path);
    let mut parts = rest.split('/');
    let (service, between, version, file) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let (own, its) = file.strip_suffix(".json")?.split_at_checked(service.len())?;
    let is_model = between == "service"
        && parts.next().is_none()
        && own == service
        && its.strip_prefix('-') == Some(version)
        && names::is_name(service)
        && names::is_name(version);
    is_model.then_some((service, version))
}

/// The names in a folder; none where there is no such folder.
fn names_in(folder: &Path) -> anyhow::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = || format!("cannot read {}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        names.extend(entry.with_context(unreadable)?.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATHS: [&str; 9] = [
        "README.md",
        "pots/service/2016-04-18/pots-2016-04-18.json",
        "pots/service/2024-01-01/pots-2024-01-01.json",
        "models/kilns/service/2024-01-01/kilns-2024-01-01.json",
        "models/kilns/service/2024-01-01/kilns-2024-01-01.smithy",
        "models/kilns/service/2025-01-01/other-2025-01-01.json",
        "models/cognito-identity-provider/service/2016-04-18/cognito-identity-provider-2016-04-18.json",
        "models/cognito-identity/service/2014-06-30/cognito-identity-2014-06-30.json",
        "deep/models/plates/service/2024-01-01/plates-2024-01-01.json",
    ];

    #[test]
    fn the_newest_version_of_a_service_is_found_in_both_layouts() {
        let listing = Listing::of(PATHS);
        let expected = "pots/service/2024-01-01/pots-2024-01-01.json";
        assert_eq!(listing.newest("pots"), Some(expected));
        let expected = "models/kilns/service/2024-01-01/kilns-2024-01-01.json";
        assert_eq!(listing.newest("kilns"), Some(expected));
        assert_eq!(listing.newest("plates"), None);
        assert_eq!(service_of(expected), Some("kilns"));
    }

    #[test]
    fn a_service_in_both_layouts_is_taken_from_the_newer_one() {
        let old = "pots/service/2024-01-01/pots-2024-01-01.json";
        let new = "models/pots/service/2024-01-01/pots-2024-01-01.json";
        for paths in [[old, new], [new, old]] {
            assert_eq!(Listing::of(paths).newest("pots"), Some(new));
        }
        let newer = "pots/service/2025-01-01/pots-2025-01-01.json";
        assert_eq!(Listing::of([newer, new]).newest("pots"), Some(newer));
    }

    #[test]
    fn paths_that_only_look_like_a_model_are_none() {
        for path in [
            "pots/service/2024-01-01/pots2024-01-01.json",
            "pots/service/2024-01-01/pots-2024-01-01.json/more",
            "pots/resource/2024-01-01/pots-2024-01-01.json",
            "pots/service/../pots-...json",
            "p\u{1b}ts/service/1/p\u{1b}ts-1.json",
            "/service/1/-1.json",
            "Töpfe/service/1/Töpfe-1.json",
            "p/service/1/ä-1.json",
        ] {
            assert_eq!(service_of(path), None, "{path}");
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_those_that_may_be_meant() {
        let listing = Listing::of(PATHS);
        for (wanted, help) in [
            ("cognito-idp", "here it is called `cognito-identity-provider`"),
            ("CognitoIdentityProvider", "did you mean `cognito-identity-provider`?"),
            ("cognito", "did you mean `cognito-identity` or `cognito-identity-provider`?"),
            ("pits", "did you mean `pots`?"),
            ("pot", "did you mean `pots`?"),
            (
                "unheard-of",
                "a service is called by its sdk id in lower case with hyphens, such as `dynamodb`",
            ),
            // The other name of a service that is not here either.
            (
                "stepfunctions",
                "a service is called by its sdk id in lower case with hyphens, such as `dynamodb`",
            ),
        ] {
            let expected = format!("there is no service `{wanted}` in models.git\n  help: {help}");
            assert_eq!(listing.unknown(wanted, "models.git").to_string(), expected);
        }
    }

    #[test]
    fn a_place_without_models_is_told_the_layout() {
        let error = Listing::default().unknown("pots", "models.git").to_string();
        assert!(error.starts_with("models.git has no models\n  help: expected files such as"));
    }
}
