//! Patterns of models in the notation of the runtime's regular expressions.
//!
//! `@pattern` is ECMA 262, but models hold Java's notation too, since the services that they describe are often written in it.
//! `docs/patterns.md` has the table of what becomes what.

mod class;
mod escape;
mod obstacle;
mod parse;
mod print;
mod property;
mod relax;
mod surrogate;
mod syntax;

#[cfg(test)]
mod tests;

use regex::{Error, RegexBuilder};

pub use self::obstacle::Obstacle;
use self::parse::{Brackets, Parsed, parse};
use self::print::print;
use self::syntax::Node;

/// Translates a pattern; one that has nothing to translate comes back as it is.
///
/// The result is what the runtime takes: Rust's notation, in which `\d`, `\s`, `\w` and `\b` mean ASCII.
/// It is compiled here once, by the engine that the runtime has, so it compiles there too.
/// Where dialects differ, or the whole is too large for the engine, the result lets more pass than the pattern, never less.
///
/// # Errors
/// What stands in the way.
pub fn translate(pattern: &str) -> Result<String, Obstacle> {
    let mut node = read(pattern)?;
    surrogate::replace(&mut node);
    for limit in relax::LIMITS {
        relax::relax(&mut node, *limit);
        let translated = print(&node);
        match compile(&translated) {
            Ok(()) => return Ok(translated),
            Err(Error::CompiledTooBig(_)) => {}
            Err(error) => return Err(Obstacle::refused(&error)),
        }
    }
    Err(Obstacle::TooLarge)
}

/// Says a pattern in the engine's own notation, with all its bounds: for tools that look at what it lets pass.
///
/// # Errors
/// What stands in the way. How large the automaton is does not count.
pub fn in_engine_notation(pattern: &str) -> Result<String, Obstacle> {
    let mut node = read(pattern)?;
    surrogate::replace(&mut node);
    Ok(with_ascii(&print(&node)))
}

/// Reads a pattern with ECMA's character classes, or with Java's where only these make sense of every bracket.
fn read(pattern: &str) -> Result<Node, Obstacle> {
    let pattern = escape::without_quotes(pattern);
    let plain = parse(&pattern, Brackets::Plain);
    if !matches!(plain, Ok(Parsed { has_stray_bracket: false, .. }))
        && let Ok(Parsed { node, has_stray_bracket: false }) = parse(&pattern, Brackets::Nested)
    {
        return Ok(node);
    }
    plain.map(|parsed| parsed.node)
}

/// Compiles a pattern as the runtime does, in `runtime/src/validation/pattern.rs`.
fn compile(pattern: &str) -> Result<(), Error> {
    RegexBuilder::new(&with_ascii(pattern)).crlf(true).build().map(drop)
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
