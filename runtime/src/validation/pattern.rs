//! `@pattern`, on `regex-lite`.
//!
//! What comes in: a pattern of the model and a string.
//! What goes out: whether the string matches; `true` for a pattern that `regex-lite` cannot express.
//! What is deliberately not here: anchors; the generator writes them into the pattern.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use regex_lite::Regex;

/// Every pattern that was asked for, compiled once; `None` for one that cannot be.
static COMPILED: LazyLock<RwLock<HashMap<&'static str, Option<Regex>>>> =
    LazyLock::new(RwLock::default);

pub(super) fn matches(pattern: &'static str, value: &str) -> bool {
    if let Some(regex) = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return is_match(regex.as_ref(), value);
    }
    let mut compiled = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled.entry(pattern).or_insert_with(|| Regex::new(pattern).ok());
    is_match(regex.as_ref(), value)
}

fn is_match(regex: Option<&Regex>, value: &str) -> bool {
    regex.is_none_or(|regex| regex.is_match(value))
}
