//! The services that the pinned release has, and the model of one.
//!
//! A service is called as its folder is (`stepfunctions`). Other names that it has, such as its id (`SFN`) or the prefix of its endpoints (`states`), lead to it,
//! but only a person says that it is the one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use tinsmith_project::say;

use super::fetch::Pip;
use super::origin::{
    ENDINGS, ENDPOINT_RULES, ENDPOINT_TESTS, Origin, PAGINATORS, SERVICE, WAITERS,
};
use super::sources::{self, Kind, Location, Locations, Pinned, Sources};
use super::{archive, convert, names, protocols};

/// The documents that stand beside the description of a service, by their keys in `model/sources.toml`.
const COMPANIONS: [(&str, &str); 3] =
    [("paginators", PAGINATORS), ("waiters", WAITERS), ("endpoint-rules", ENDPOINT_RULES)];

/// Where a source distribution keeps the endpoint tests of each service.
const TESTS: &str = "tests/functional/endpoint-rules";

/// What a service is called beside its folder, all of it at the start of its description.
const NAMES: [(&str, &str); 4] = [
    ("serviceId", "service id"),
    ("endpointPrefix", "endpoint prefix"),
    ("signingName", "signing name"),
    ("serviceAbbreviation", "abbreviation"),
];

/// How much of a description is read for these names. In botocore 1.44.5 they all stand in the first 2,500 bytes.
const START: u64 = 8 << 10;

/// How many names a message offers at most.
const OFFERED: usize = 3;

/// Names of a service, each with what kind of name it is.
type Names = Vec<(&'static str, String)>;

/// The services of a release.
pub struct Catalog {
    origin: Origin,
    wheel: Pinned,
    sdist: Option<Pinned>,
    /// The paths of the wheel.
    paths: BTreeSet<String>,
    /// The newest description of each service, by the service's folder.
    services: BTreeMap<String, String>,
}

impl Catalog {
    /// Reads what the archives hold; they are downloaded if they are not there.
    ///
    /// # Errors
    /// Archives that cannot be had or read.
    pub fn open(
        sources: &Sources,
        root: &Path,
        from: Option<&Path>,
        pip: Option<&Pip>,
    ) -> anyhow::Result<Self> {
        let archives = Origin::all(sources, root, from, pip)?;
        let of_kind = |kind| {
            sources.archives.iter().find(|pinned| Kind::of(&pinned.file) == Some(kind)).cloned()
        };
        let wheel =
            of_kind(Kind::Wheel).with_context(|| format!("{} names no wheel", sources::FILE))?;
        let bytes = archives.get(&wheel.name).map_or(&[][..], Vec::as_slice);
        let paths = archive::paths(bytes).with_context(|| format!("in {}", wheel.file))?;
        // Versions are dates, in order: the last one of a service stays.
        let services = paths
            .iter()
            .filter_map(|path| Some((service_of(path)?.to_owned(), path.clone())))
            .collect();
        let sdist = of_kind(Kind::Sdist);
        Ok(Self { origin: Origin::Archives(archives), wheel, sdist, paths, services })
    }

    /// Where the documents of the service of this name are.
    ///
    /// # Errors
    /// That there is no such service, with those that may have been meant.
    pub(super) fn find(&self, name: &str) -> anyhow::Result<Locations> {
        let Some(service) = self.services.get(name) else {
            return Err(self.unknown(name));
        };
        let folder = service.rsplit_once('/').map_or("", |(folder, _)| folder);
        let in_wheel = |path: String| Location { archive: self.wheel.name.clone(), path };
        let companion = |key: &str| {
            let (_, name) = COMPANIONS.iter().find(|(known, _)| *known == key)?;
            let paths = ENDINGS.map(|ending| format!("{folder}/{name}{ending}"));
            paths.into_iter().find(|path| self.paths.contains(path)).map(in_wheel)
        };
        Ok(Locations {
            service: in_wheel(service.clone()),
            paginators: companion("paginators"),
            waiters: companion("waiters"),
            endpoint_rules: companion("endpoint-rules"),
            endpoint_tests: self.endpoint_tests(name)?,
        })
    }

    /// The model of a service, as it is committed.
    ///
    /// # Errors
    /// A service that speaks no protocol that can be generated, and documents that are no model.
    pub(super) fn model(&self, name: &str, locations: &Locations) -> anyhow::Result<String> {
        let documents = self.origin.documents(locations)?;
        let found = protocols::of(&documents.service.1);
        ensure!(
            found.is_empty() || protocols::is_any_generated(&found),
            "the protocol of `{}`, {}, is not supported yet\n  help: services with the protocols {} are supported",
            name,
            found.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and "),
            protocols::generated(),
        );
        say::step("Converting", &documents.service.0);
        convert::convert(&documents)
    }

    fn endpoint_tests(&self, name: &str) -> anyhow::Result<Option<Location>> {
        let Some(sdist) = &self.sdist else { return Ok(None) };
        let root = sdist.file.trim_end_matches(Kind::Sdist.ending());
        let location = Location {
            archive: sdist.name.clone(),
            path: format!("{root}/{TESTS}/{name}/{ENDPOINT_TESTS}.json"),
        };
        Ok(self.origin.has(&location)?.then_some(location))
    }

    /// That there is no such service, and what may have been meant.
    fn unknown(&self, wanted: &str) -> anyhow::Error {
        let Pinned { package, version, .. } = &self.wheel;
        let near = self.near(wanted).unwrap_or_default();
        let message = format!("there is no service `{wanted}` in {package} {version}");
        if near.is_empty() {
            return anyhow::anyhow!(
                "{message}\n  help: services are called as the AWS CLI calls them, such as `dynamodb`"
            );
        }
        anyhow::anyhow!("{message}\n  help: did you mean {}?", near.join(" or "))
    }

    /// The services that may be meant by a name, the likeliest first, and why where that is not plain.
    fn near(&self, wanted: &str) -> anyhow::Result<Vec<String>> {
        let plain = names::plain(wanted);
        let mut near = Vec::new();
        for (folder, names) in self.other_names()? {
            if names::plain(&folder) == plain {
                near.insert(0, format!("`{folder}`"));
            } else if let Some((what, name)) =
                names.iter().find(|(_, name)| names::plain(name) == plain)
            {
                near.push(format!("`{folder}` (its {what} is `{name}`)"));
            }
        }
        if near.is_empty() {
            let found = names::near(wanted, self.services.keys().map(String::as_str));
            near = found.into_iter().map(|folder| format!("`{folder}`")).collect();
        }
        near.truncate(OFFERED);
        Ok(near)
    }

    /// The names that each service has beside its folder, and what kind of name each is.
    fn other_names(&self) -> anyhow::Result<BTreeMap<String, Names>> {
        let Origin::Archives(archives) = &self.origin else { bail!("expected archives") };
        let bytes = archives.get(&self.wheel.name).map_or(&[][..], Vec::as_slice);
        let newest: BTreeSet<&String> = self.services.values().collect();
        let starts =
            archive::starts(bytes, |path| newest.iter().any(|known| *known == path), START)?;
        Ok(starts
            .into_iter()
            .filter_map(|(path, start)| {
                let start = String::from_utf8_lossy(&start).into_owned();
                let names = NAMES
                    .iter()
                    .filter_map(|(key, what)| Some((*what, text_of(&start, key)?.to_owned())));
                Some((service_of(&path)?.to_owned(), names.collect()))
            })
            .collect())
    }
}

/// The folder of the service that a path is the description of.
fn service_of(path: &str) -> Option<&str> {
    let mut parts = path.rsplit('/');
    let file = parts.next()?;
    let is_description = ENDINGS.iter().any(|ending| file.strip_suffix(ending) == Some(SERVICE));
    // Between them is the version.
    parts.nth(1).filter(|_| is_description)
}

/// The text at a key of a description that may be cut off behind it.
fn text_of<'d>(description: &'d str, key: &str) -> Option<&'d str> {
    let (_, rest) = description.split_once(&format!("\"{key}\""))?;
    let text = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    text.split_once('"').map(|(text, _)| text)
}
