//! `accepted-changes.toml`: changes of the API that a team has accepted, beside `codegen.toml`.

use std::path::Path;

use anyhow::Context as _;
use time::{Date, Month, OffsetDateTime};
use tinsmith_project::config;
use tinsmith_review::report::{Accepted, Review};
use toml::{Table, Value};
use toml_edit::{ArrayOfTables, DocumentMut, Item};

use crate::diff::Acceptance;

/// The name of the file, in the root of the workspace.
pub const FILE: &str = "accepted-changes.toml";

/// The key of the list.
const LIST: &str = "accepted";

const KEYS: [&str; 5] = ["fingerprint", "package", "change", "reason", "until"];

/// Today in UTC, as `2026-11-29`.
pub fn today() -> String {
    OffsetDateTime::now_utc().date().to_string()
}

/// Whether a text is a date as `2026-11-29`, one that there is.
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let are_digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let have_length = year.len() == 4 && month.len() == 2 && day.len() == 2;
    let month = month.parse::<u8>().ok().and_then(|month| Month::try_from(month).ok());
    let (Ok(year), Some(month), Ok(day)) = (year.parse(), month, day.parse()) else { return false };
    are_digits && have_length && Date::from_calendar_date(year, month, day).is_ok()
}

/// Whether a text is a whole fingerprint.
fn is_fingerprint(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What the file says; nothing where there is none.
///
/// # Errors
/// Every problem of the file, a line each.
pub fn read(root: &Path) -> anyhow::Result<Vec<Accepted>> {
    match text(root)? {
        Some(text) => parse(&text),
        None => Ok(Vec::new()),
    }
}

fn text(root: &Path) -> anyhow::Result<Option<String>> {
    match std::fs::read_to_string(root.join(FILE)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {FILE}")),
    }
}

/// Reads the content of the file.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str) -> anyhow::Result<Vec<Accepted>> {
    let table: Table = text.parse().with_context(|| format!("{FILE} is no TOML"))?;
    let mut problems = Vec::new();
    for key in table.keys().filter(|key| key.as_str() != LIST) {
        problems.push(config::unknown("", key, &[LIST]));
    }
    let mut accepted: Vec<Accepted> = Vec::new();
    match table.get(LIST) {
        None => {}
        Some(Value::Array(entries)) => {
            for (at, entry) in entries.iter().enumerate() {
                let place = format!("{LIST} {}: ", at + 1);
                let Some(entry) = entry.as_table() else {
                    problems.push(format!("{place}expected a table, found {}", entry.type_str()));
                    continue;
                };
                accepted.extend(one(entry, &place, &mut problems));
            }
        }
        Some(other) => {
            problems.push(format!("expected `[[{LIST}]]`, found {}", other.type_str()));
        }
    }
    for (at, entry) in accepted.iter().enumerate() {
        if accepted.iter().take(at).any(|other| other.fingerprint == entry.fingerprint) {
            problems.push(format!("the fingerprint {} is there twice", entry.fingerprint));
        }
    }
    if problems.is_empty() {
        return Ok(accepted);
    }
    let problems: Vec<String> =
        problems.into_iter().map(|problem| format!("error: {FILE}: {problem}")).collect();
    anyhow::bail!("{}", problems.join("\n"))
}

fn one(entry: &Table, place: &str, problems: &mut Vec<String>) -> Option<Accepted> {
    for key in entry.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        problems.push(config::unknown(place, key, &KEYS));
    }
    let mut required = |key: &str| {
        let text = entry.get(key).and_then(Value::as_str).map(str::trim);
        let text = text.filter(|text| !text.is_empty()).map(str::to_owned);
        if text.is_none() {
            problems.push(format!("{place}expected a text as `{key}`"));
        }
        text
    };
    let [fingerprint, package, change, reason] =
        ["fingerprint", "package", "change", "reason"].map(&mut required);
    let until = match entry.get("until") {
        None => None,
        Some(value) => {
            // TOML has dates of its own.
            let date = value.as_datetime().map(ToString::to_string);
            let date = date.or_else(|| value.as_str().map(str::to_owned));
            let date = date.filter(|text| is_date(text));
            if date.is_none() {
                problems.push(format!("{place}expected a date such as \"2026-12-31\" as `until`"));
            }
            date
        }
    };
    let fingerprint = fingerprint.map(|digits| digits.to_ascii_lowercase());
    if let Some(digits) = fingerprint.as_deref().filter(|digits| !is_fingerprint(digits)) {
        problems.push(format!(
            "{place}expected 16 hexadecimal digits as `fingerprint`, found {digits:?}"
        ));
    }
    Some(Accepted {
        fingerprint: fingerprint?,
        package: package?,
        change: change?,
        reason: reason?,
        until,
    })
}

/// The file with these changes of a review in it; an entry that is there already is replaced.
///
/// # Errors
/// A fingerprint that no change of the review has, or more than one; a file that cannot be read.
pub fn with(root: &Path, review: &Review, asked: &Acceptance) -> anyhow::Result<String> {
    let today = today();
    if let Some(until) = asked.until.as_deref().filter(|until| *until < today.as_str()) {
        anyhow::bail!(
            "--until {until} is over, and the change would be refused still; today is {today}"
        );
    }
    let before = text(root)?.unwrap_or_default();
    parse(&before)?;
    let mut document: DocumentMut = before.parse().with_context(|| format!("{FILE} is no TOML"))?;
    let entries = document.entry(LIST).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    // An empty list may be written as `accepted = []`.
    if entries.as_array().is_some_and(toml_edit::Array::is_empty) {
        *entries = Item::ArrayOfTables(ArrayOfTables::new());
    }
    let entries = entries
        .as_array_of_tables_mut()
        .with_context(|| format!("{FILE}: expected `[[{LIST}]]` to add to"))?;
    let found = asked.fingerprints.iter().map(|fingerprint| found(review, fingerprint, asked));
    let found = found.collect::<anyhow::Result<Vec<Accepted>>>()?;
    for accepted in found {
        let mut table = toml_edit::Table::new();
        let texts = [&accepted.fingerprint, &accepted.package, &accepted.change, &accepted.reason];
        for (key, text) in KEYS.iter().zip(texts.into_iter().chain(&accepted.until)) {
            table.insert(key, toml_edit::value(text.as_str()));
        }
        let is_it = |entry: &toml_edit::Table| {
            let own = entry.get("fingerprint").and_then(Item::as_str);
            own.is_some_and(|own| own.trim().eq_ignore_ascii_case(&accepted.fingerprint))
        };
        let replaced = entries.iter_mut().find(|entry| is_it(entry)).map(|entry| {
            for key in KEYS {
                entry.remove(key);
            }
            entry.extend(table.clone());
        });
        if replaced.is_none() {
            entries.push(table);
        }
    }
    Ok(document.to_string())
}

fn found(review: &Review, fingerprint: &str, asked: &Acceptance) -> anyhow::Result<Accepted> {
    let changes = review.crates.iter().flat_map(|of_crate| {
        let package = &of_crate.package;
        of_crate.changes.iter().map(move |change| (package, change, change.fingerprint(package)))
    });
    let mut found: Vec<Accepted> = changes
        .filter(|(.., full)| full.starts_with(fingerprint))
        .map(|(package, change, full)| Accepted {
            fingerprint: full,
            package: package.clone(),
            change: change.title(),
            reason: asked.reason.clone(),
            until: asked.until.clone(),
        })
        .collect();
    found.dedup();
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => anyhow::bail!(
            "no change has the fingerprint `{fingerprint}`; `--form json` shows those of all changes"
        ),
        several => anyhow::bail!(
            "the fingerprints of {several} changes begin with `{fingerprint}`; give more of it"
        ),
    }
}

#[cfg(test)]
mod tests;
