//! Text to a tree: alternatives, groups, quantifiers.

use std::collections::BTreeSet;

use super::obstacle::Obstacle;
use super::syntax::{Char, Node, Quantifier};

/// How many groups and classes may stand inside each other.
const MOST_NESTED: usize = 200;

/// What says, in ECMA, that a string ends or starts here: no character whatever follows or precedes.
const ENDS: &[(&str, &str)] = &[
    (r"(?![\s\S])", r"\z"),
    (r"(?![\S\s])", r"\z"),
    ("(?![^])", r"\z"),
    (r"(?<![\s\S])", r"\A"),
    (r"(?<![\S\s])", r"\A"),
    ("(?<![^])", r"\A"),
];

/// What an open bracket in a character class is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brackets {
    /// A character, as in ECMA; and `&&` is two.
    Plain,
    /// The start of a class inside, as in Java; and `&&` cuts.
    Nested,
}

/// A pattern as it was read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    /// Whether a `]` closes nothing: what opened it was read in another way than it was meant.
    pub(super) has_stray_bracket: bool,
}

pub(super) fn parse(pattern: &str, brackets: Brackets) -> Result<Parsed, Obstacle> {
    let mut parser = Parser {
        rest: pattern,
        brackets,
        depth: 0,
        has_stray_bracket: false,
        names: BTreeSet::new(),
    };
    let node = parser.alternatives()?;
    if !parser.rest.is_empty() {
        return Err(Obstacle::malformed("a `)` closes nothing"));
    }
    Ok(Parsed { node, has_stray_bracket: parser.has_stray_bracket })
}

pub(super) struct Parser<'p> {
    pub(super) rest: &'p str,
    pub(super) brackets: Brackets,
    depth: usize,
    has_stray_bracket: bool,
    /// The names of groups so far; Rust takes each once.
    names: BTreeSet<&'p str>,
}

impl<'p> Parser<'p> {
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    /// Takes a text if it comes next.
    pub(super) fn takes(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Runs what reads the inside of a group or class.
    pub(super) fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Obstacle>,
    ) -> Result<T, Obstacle> {
        if self.depth == MOST_NESTED {
            return Err(Obstacle::malformed(format!("more than {MOST_NESTED} groups are nested")));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn alternatives(&mut self) -> Result<Node, Obstacle> {
        let first = self.sequence()?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.takes("|") {
            parts.push(self.sequence()?);
        }
        Ok(Node::Alternatives(parts))
    }

    fn sequence(&mut self) -> Result<Node, Obstacle> {
        let mut parts = Vec::new();
        while let Some(next) = self.peek()
            && !matches!(next, '|' | ')')
        {
            let mut part = self.part()?;
            while let Some(quantifier) = self.quantifier()? {
                part = Node::Repeat(Box::new(part), quantifier);
            }
            parts.push(part);
        }
        Ok(Node::Sequence(parts))
    }

    fn part(&mut self) -> Result<Node, Obstacle> {
        if self.rest.starts_with("(?")
            && let Some((_, end)) = ENDS.iter().find(|(ecma, _)| self.takes(ecma))
        {
            return Ok(Node::Assertion(end));
        }
        let has_nothing_to_repeat = self.quantifier()?.is_some();
        let Some(next) = self.next().filter(|_| !has_nothing_to_repeat) else {
            return Err(Obstacle::malformed("a quantifier has nothing to repeat"));
        };
        match next {
            '.' => Ok(Node::Dot),
            '^' => Ok(Node::Assertion("^")),
            '$' => Ok(Node::Assertion("$")),
            '\\' => self.escape(),
            '[' => self.class().map(Node::Class),
            '(' => self.nested(Self::group),
            ']' => {
                self.has_stray_bracket = true;
                Ok(Node::Char(Char::plain(next)))
            }
            _ => Ok(Node::Char(Char::plain(next))),
        }
    }

    /// A group after its bracket.
    fn group(&mut self) -> Result<Node, Obstacle> {
        for ahead_or_behind in ["?=", "?!", "?<=", "?<!"] {
            if self.rest.starts_with(ahead_or_behind) {
                return Err(Obstacle::LookAround(match ahead_or_behind {
                    "?=" => "(?=",
                    "?!" => "(?!",
                    "?<=" => "(?<=",
                    _ => "(?<!",
                }));
            }
        }
        // What an atomic group does not try again is tried: the group lets more pass.
        let open = if self.takes("?:") || self.takes("?>") {
            "(?:".to_owned()
        } else if self.takes("?<") || self.takes("?P<") {
            self.name()?
        } else if self.takes("?") {
            let (flags, is_group) = self.flags()?;
            if !is_group {
                return Ok(if flags.is_empty() {
                    Node::Group("(?:".to_owned(), Box::new(Node::Sequence(Vec::new())))
                } else {
                    Node::Flags(format!("(?{flags})"))
                });
            }
            format!("(?{flags}:")
        } else {
            "(".to_owned()
        };
        let inner = self.alternatives()?;
        if !self.takes(")") {
            return Err(Obstacle::malformed("a `(` is not closed"));
        }
        Ok(Node::Group(open, Box::new(inner)))
    }

    /// The name of a group, up to its `>`.
    fn name(&mut self) -> Result<String, Obstacle> {
        let Some((name, rest)) = self.rest.split_once('>') else {
            return Err(Obstacle::malformed("the name of a group does not end"));
        };
        self.rest = rest;
        let is_start = |character: char| character.is_ascii_alphabetic() || character == '_';
        let is_rust = name.starts_with(is_start)
            && name.chars().all(|character| is_start(character) || character.is_ascii_digit())
            && self.names.insert(name);
        Ok(if is_rust { format!("(?<{name}>") } else { "(?:".to_owned() })
    }

    /// Flags after `(?`, and whether a group follows that they hold for.
    fn flags(&mut self) -> Result<(String, bool), Obstacle> {
        let mut flags = String::new();
        loop {
            match self.next() {
                Some(flag @ ('i' | 'm' | 's')) => flags.push(flag),
                // Case is folded for all of Unicode anyway.
                Some('u') => {}
                Some('-') if !flags.contains('-') => flags.push('-'),
                Some(end @ (':' | ')')) => {
                    return Ok((flags.trim_end_matches('-').to_owned(), end == ':'));
                }
                Some(flag) if flag.is_ascii_alphabetic() => return Err(Obstacle::Flag(flag)),
                _ => return Err(Obstacle::malformed("`(?` opens no group that is known")),
            }
        }
    }

    /// A quantifier, if one comes next.
    fn quantifier(&mut self) -> Result<Option<Quantifier>, Obstacle> {
        let before = self.rest;
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match counted(self.rest) {
                Some((bounds, _)) => bounds,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        if max.is_some_and(|max| max < min) {
            return Err(Obstacle::malformed("the bounds of a quantifier are out of order"));
        }
        self.rest = match counted(before) {
            Some((_, rest)) => rest,
            None => before.get(1..).unwrap_or_default(),
        };
        let written = before.strip_suffix(self.rest).filter(|written| !written.starts_with("{,"));
        let lazy = self.takes("?");
        // A possessive quantifier is read as a greedy one, which lets more pass.
        if !lazy {
            self.takes("+");
        }
        Ok(Some(Quantifier { min, max, lazy, text: written.map(str::to_owned) }))
    }
}

/// Reads `{2}`, `{2,}`, `{2,3}` or `{,3}`; anything else is text.
fn counted(text: &str) -> Option<((u32, Option<u32>), &str)> {
    let (inside, rest) = text.strip_prefix('{')?.split_once('}')?;
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        // What is beyond the type is beyond the engine too.
        is_number.then(|| digits.parse().unwrap_or(u32::MAX))
    };
    let bounds = match inside.split_once(',') {
        None => {
            let count = number(inside)?;
            (count, Some(count))
        }
        Some((min, "")) => (number(min)?, None),
        Some(("", max)) => (0, Some(number(max)?)),
        Some((min, max)) => (number(min)?, Some(number(max)?)),
    };
    Some((bounds, rest))
}
