//! `known.toml`: the cases that are known to fail, each with its cause.

use anyhow::{Context as _, bail, ensure};
use toml::{Table, Value};

use super::suite::SUITES;

/// The file itself; it belongs to this command.
const TEXT: &str = include_str!("known.toml");

/// A case that is known to fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) suite: String,
    pub(super) id: String,
    pub(super) cause: Cause,
    /// One line.
    pub(super) why: String,
}

/// Whose doing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The generator's or the runtime's.
    Ours,
    /// The official codec's.
    Codec,
    /// The suite's: what it asks for is not what services do, or cannot be told to a client.
    Suite,
}

impl Cause {
    const ALL: [(&'static str, Self); 3] =
        [("ours", Self::Ours), ("codec", Self::Codec), ("suite", Self::Suite)];

    /// The word in the file and in the table.
    pub(super) fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, cause)| *cause == self).map_or("", |(name, _)| name)
    }
}

/// Reads the file.
///
/// # Errors
/// The first thing that is not as it should be.
pub(super) fn read() -> anyhow::Result<Vec<Known>> {
    parse(TEXT, |suite| SUITES.contains(&suite)).context("in survey/src/conformance/known.toml")
}

/// Reads the content of such a file; asks which suites there are.
pub(super) fn parse(text: &str, is_suite: impl Fn(&str) -> bool) -> anyhow::Result<Vec<Known>> {
    let table: Table = text.parse()?;
    let mut known: Vec<Known> = Vec::new();
    for (key, value) in &table {
        let entries = value.as_array().filter(|_| key == "case");
        for entry in entries.with_context(|| format!("expected [[case]], found `{key}`"))? {
            let entry = case(entry, &is_suite)?;
            let is_same = |other: &Known| (&other.suite, &other.id) == (&entry.suite, &entry.id);
            ensure!(!known.iter().any(is_same), "`{}` of {} stands twice", entry.id, entry.suite);
            known.push(entry);
        }
    }
    Ok(known)
}

fn case(entry: &Value, is_suite: &impl Fn(&str) -> bool) -> anyhow::Result<Known> {
    let table = entry.as_table().context("expected [[case]]")?;
    let keys = ["suite", "id", "cause", "why"];
    if let Some(key) = table.keys().find(|key| !keys.contains(&key.as_str())) {
        bail!("unknown key `{key}`; there is {}", keys.join(", "));
    }
    let text = |key: &str| {
        let found = table.get(key).and_then(Value::as_str);
        found.map(str::to_owned).with_context(|| format!("expected a string as `{key}`"))
    };
    let (suite, cause) = (text("suite")?, text("cause")?);
    ensure!(is_suite(&suite), "there is no suite `{suite}`");
    let found = Cause::ALL.into_iter().find(|(name, _)| *name == cause);
    let names = Cause::ALL.map(|(name, _)| name).join(", ");
    let (_, cause) = found.with_context(|| format!("expected one of {names} as `cause`"))?;
    Ok(Known { suite, id: text("id")?, cause, why: text("why")? })
}
