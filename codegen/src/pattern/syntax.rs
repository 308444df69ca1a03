//! A pattern as a tree. Leaves keep the text that they were written with where Rust reads it the same.

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// One character, or half of one.
    Char(Char),
    /// `.`
    Dot,
    /// A set that an escape names.
    Set(Set),
    /// `[…]`
    Class(Class),
    /// `^`, `$`, `\A`, `\z` and what stands for others of its kind.
    Assertion(&'static str),
    /// `\b` or `\B`.
    Boundary(char),
    /// `(?i)`: holds until the group ends.
    Flags(String),
    /// A group, with the text that opens it.
    Group(String, Box<Node>),
    /// A part and how often it comes.
    Repeat(Box<Node>, Quantifier),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One or the other.
    Alternatives(Vec<Node>),
}

/// A character by its number, which a surrogate has too, and as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Char {
    pub(super) code: u32,
    /// As it stands outside of a class.
    pub(super) text: String,
}

/// A set of characters that has a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Set {
    /// `\d`, `\s`, `\w` and their opposites, by their letter.
    Ascii(char),
    /// `\p{…}` or `\P{…}`, in a form that Rust knows.
    Property(String),
    /// What has no name in Rust, as the inside of a class.
    Spelled { inside: String, negated: bool },
}

/// A character class: what is in all of its unions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Class {
    pub(super) negated: bool,
    /// One, or the operands of `&&`.
    pub(super) operands: Vec<Vec<Item>>,
}

/// A member of a class.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Char(Char),
    Range(Char, Char),
    Set(Set),
    Class(Class),
}

/// How often a part comes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantifier {
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    pub(super) lazy: bool,
    /// As it was written, without its mode, where Rust reads it the same.
    pub(super) text: Option<String>,
}

impl Char {
    /// A character that was written as itself.
    pub(super) fn plain(character: char) -> Self {
        // `{` by itself is no literal in Rust.
        let text = if character == '{' { r"\{".to_owned() } else { character.to_string() };
        Self { code: u32::from(character), text }
    }

    /// A character that was written as an escape.
    pub(super) fn escaped(code: u32, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }

    /// A character by its number, in the shortest escape.
    pub(super) fn coded(code: u32) -> Self {
        let text = if code < 0x100 { format!("\\x{code:02X}") } else { format!("\\u{{{code:X}}}") };
        Self { code, text }
    }
}

impl Set {
    pub(super) fn spelled(inside: &str, negated: bool) -> Self {
        Self::Spelled { inside: inside.to_owned(), negated }
    }
}
