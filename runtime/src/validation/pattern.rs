//! `@pattern`, on `regex`.
//!
//! The generator has translated the patterns of the model, anchors and all, and compiled each as it is compiled here.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use regex::{Regex, RegexBuilder};

/// Every pattern that was asked for, compiled once; `None` for one that cannot be.
static COMPILED: LazyLock<RwLock<HashMap<&'static str, Option<Regex>>>> =
    LazyLock::new(RwLock::default);

/// Whether a string matches; every string does where the pattern does not compile.
pub(super) fn matches(pattern: &'static str, value: &str) -> bool {
    if let Some(regex) = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return is_match(regex.as_ref(), value);
    }
    let mut compiled = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled.entry(pattern).or_insert_with(|| compile(pattern));
    is_match(regex.as_ref(), value)
}

fn is_match(regex: Option<&Regex>, value: &str) -> bool {
    regex.is_none_or(|regex| regex.is_match(value))
}

/// Compiles a pattern as the generator does, in `codegen/src/pattern.rs`.
fn compile(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(&with_ascii(pattern)).crlf(true).build().ok()
}

/// Says in the engine's words that `\d`, `\s`, `\w` and `\b` mean ASCII.
fn with_ascii(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('d') => text.push_str("[[:digit:]]"),
            Some('D') => text.push_str("[[:^digit:]]"),
            Some('s') => text.push_str("[[:space:]]"),
            Some('S') => text.push_str("[[:^space:]]"),
            Some('w') => text.push_str("[[:word:]]"),
            Some('W') => text.push_str("[[:^word:]]"),
            Some('b') => text.push_str(r"(?-u:\b)"),
            Some('B') => text.push_str(r"(?-u:\B)"),
            escaped => text.extend(['\\'].into_iter().chain(escaped)),
        }
    }
    text
}
