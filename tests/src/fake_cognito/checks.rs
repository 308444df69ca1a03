//! What a request is held against, and how it is refused.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::facts;
use super::http::Refusal;

/// An answer that is not what the service takes.
pub(super) fn refuse<T>(code: &'static str, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { code, message: message.into() })
}

pub(super) fn expect(holds: bool, message: impl FnOnce() -> String) -> Result<(), Refusal> {
    if holds { Ok(()) } else { refuse("InvalidParameterException", message()) }
}

pub(super) fn text<'d>(document: &'d Map<String, Value>, key: &str) -> Option<&'d str> {
    document.get(key).and_then(Value::as_str)
}

/// The entries of a map from text to text.
pub(super) fn entries<'d>(
    document: &'d Map<String, Value>,
    member: &str,
) -> Result<BTreeMap<&'d str, &'d str>, Refusal> {
    let Some(map) = document.get(member).and_then(Value::as_object) else {
        return refuse("InvalidParameterException", format!("{member}: missing"));
    };
    let mut entries = BTreeMap::new();
    for (key, value) in map {
        let Some(value) = value.as_str() else {
            return refuse("SerializationException", format!("{key}: expected text"));
        };
        entries.insert(key.as_str(), value);
    }
    Ok(entries)
}

pub(super) fn members(document: &Map<String, Value>, known: &[&str]) -> Result<(), Refusal> {
    let unknown = document.keys().find(|key| !known.contains(&key.as_str()));
    expect(unknown.is_none(), || format!("{unknown:?}: no such member"))
}

pub(super) fn check_keys(row: &facts::Keys, entries: &BTreeMap<&str, &str>) -> Result<(), Refusal> {
    for key in entries.keys() {
        expect(row.allows(key), || format!("{key}: not in {}", row.name))?;
    }
    for key in row.required {
        expect(entries.contains_key(key), || format!("{key}: missing in {}", row.name))?;
    }
    Ok(())
}
