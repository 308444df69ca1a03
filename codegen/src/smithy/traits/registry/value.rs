//! The types of trait values, and what is wrong with a value of another.

use std::fmt;

use crate::smithy::{Node, ShapeId};

/// The type of a trait's value or of a part of it.
pub(super) enum Type {
    /// `{}`: that the trait is there is all that it says.
    Annotation,
    /// Any value: what it has to be depends on where it stands, or a reader of its own says.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A string.
    Text,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// A string that can stand where the trait puts it.
    Name(Name),
    /// The absolute id of a shape.
    ShapeId,
    /// A whole number within bounds.
    Whole { min: i64, max: i64 },
    /// A list.
    List(&'static Type),
    /// An object with any keys.
    Map(&'static Type),
    /// An object with these keys. Others are left alone: a definition may grow.
    Object(&'static [Field]),
    /// An object with exactly one of these keys.
    Choice(&'static [Field]),
    /// A value or a list of such: C2J has both.
    OneOrMore(&'static Type),
    /// What a typed view can read.
    View(fn(&Node) -> Result<(), String>),
}

/// What a string has to be.
#[derive(Clone, Copy)]
pub(super) struct Name {
    /// With an article.
    words: &'static str,
    fits: fn(&str) -> bool,
}

/// Some kinds of names.
pub(super) mod names {
    use super::Name;

    pub(in super::super) const ANYTHING: Name =
        Name { words: "a string that is not empty", fits: |text| !text.is_empty() };
    // RFC 9110, section 5.1.
    pub(in super::super) const HEADER: Name = Name {
        words: "the name of a header",
        fits: |text| !text.is_empty() && text.bytes().all(is_of_token),
    };
    pub(in super::super) const HEADERS: Name = Name {
        words: "the beginning of the names of headers",
        fits: |text| text.bytes().all(is_of_token),
    };
    // Smithy 2.0, "xmlName trait", "xmlNamespace trait" and "ec2QueryName trait".
    pub(in super::super) const XML: Name = Name {
        words: "a name of XML of letters, digits, `_` and `-`, or two of them with `:` between them,",
        fits: |text| match text.split_once(':') {
            Some((prefix, name)) => is_word(prefix) && is_word(name),
            None => is_word(text),
        },
    };
    pub(in super::super) const WORD: Name =
        Name { words: "a name of letters, digits, `_` and `-`", fits: is_word };

    fn is_of_token(byte: u8) -> bool {
        byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
    }

    fn is_word(text: &str) -> bool {
        text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    }
}

/// A key of an object.
pub(super) struct Field {
    name: &'static str,
    value: Type,
    is_required: bool,
}

/// A key that has to be there.
pub(super) const fn required(name: &'static str, value: Type) -> Field {
    Field { name, value, is_required: true }
}

/// A key that may be missing.
pub(super) const fn optional(name: &'static str, value: Type) -> Field {
    Field { name, value, is_required: false }
}

impl Type {
    /// Everything that is wrong with a value of the trait of this name.
    pub(super) fn problems(&self, name: &str, value: &Node) -> Vec<String> {
        let mut checker = Checker { name, problems: Vec::new() };
        checker.check(self, value, None);
        checker.problems
    }
}

struct Checker<'c> {
    name: &'c str,
    problems: Vec<String>,
}

impl Checker<'_> {
    fn check(&mut self, ty: &Type, value: &Node, at: Option<&Path<'_>>) {
        match (ty, value) {
            (Type::Any, _)
            | (Type::Annotation, Node::Object(_))
            | (Type::Boolean, Node::Bool(_))
            | (Type::Text, Node::String(_)) => {}
            (Type::Word(known), Node::String(word)) if known.contains(&word.as_str()) => {}
            (Type::Name(name), Node::String(text)) if (name.fits)(text) => {}
            (Type::ShapeId, Node::String(id)) if ShapeId::parse(id).is_ok() => {}
            (Type::Whole { min, max }, Node::Number(number))
                if number.as_i64().is_some_and(|number| (*min..=*max).contains(&number)) => {}
            (Type::List(element), Node::Array(elements)) => {
                for (index, value) in elements.iter().enumerate() {
                    self.check(element, value, Some(&Path { parent: at, step: Step::At(index) }));
                }
            }
            (Type::OneOrMore(ty), Node::Array(_)) => self.check(&Type::List(ty), value, at),
            (Type::OneOrMore(ty), value) => self.check(ty, value, at),
            (Type::Map(of), Node::Object(entries)) => {
                for (key, value) in entries {
                    self.check(of, value, Some(&Path { parent: at, step: Step::Key(key) }));
                }
            }
            (Type::Object(fields), Node::Object(_)) => self.fields(fields, value, at),
            (Type::Choice(fields), Node::Object(entries))
                if entries.len() == 1
                    && fields.iter().any(|field| entries.contains_key(field.name)) =>
            {
                self.fields(fields, value, at);
            }
            (Type::View(read), value) => self.problems.extend(read(value).err()),
            (ty, found) => self.report(ty, Some(found), at),
        }
    }

    fn fields(&mut self, fields: &[Field], value: &Node, at: Option<&Path<'_>>) {
        for field in fields {
            let path = Path { parent: at, step: Step::Key(field.name) };
            match value.get(field.name) {
                Some(value) => self.check(&field.value, value, Some(&path)),
                None if field.is_required => self.report(&field.value, None, Some(&path)),
                None => {}
            }
        }
    }

    fn report(&mut self, expected: &Type, found: Option<&Node>, at: Option<&Path<'_>>) {
        let found = match (expected, found) {
            (_, None) => "none".to_owned(),
            (Type::Name(_), Some(Node::String(text))) => format!("{text:?}"),
            (Type::Word(_) | Type::ShapeId, Some(Node::String(text))) => format!("`{text}`"),
            (Type::Whole { .. }, Some(Node::Number(number))) => format!("the number {number}"),
            (_, Some(found)) => found.kind().to_owned(),
        };
        let name = self.name;
        self.problems.push(match at {
            None => format!("expected {expected} as `{name}`, found {found}"),
            Some(path) => format!("expected {expected} as `{path}` of `{name}`, found {found}"),
        });
    }
}

/// What was expected, with its article.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Annotation => f.write_str("`{}`"),
            Self::Any | Self::View(_) => f.write_str("a value"),
            Self::Boolean => f.write_str("a boolean"),
            Self::Text => f.write_str("a string"),
            Self::Name(name) => f.write_str(name.words),
            Self::Word(known) => listed(known, f),
            Self::ShapeId => f.write_str("an absolute shape id"),
            Self::Whole { min, max } => write!(f, "a whole number from {min} to {max}"),
            Self::List(_) => f.write_str("a list"),
            Self::Map(_) | Self::Object(_) => f.write_str("an object"),
            Self::Choice(fields) => {
                f.write_str("an object with one of ")?;
                listed(&fields.iter().map(|field| field.name).collect::<Vec<_>>(), f)
            }
            Self::OneOrMore(ty) => write!(f, "{ty} or a list"),
        }
    }
}

/// `a`, `b` or `c`
fn listed(words: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, word) in words.iter().enumerate() {
        let separator = match index {
            0 => "",
            index if index + 1 == words.len() => " or ",
            _ => ", ",
        };
        write!(f, "{separator}`{word}`")?;
    }
    Ok(())
}

/// Where a part stands in a value; a list on the stack, so that it costs nothing until one is reported.
struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

enum Step<'p> {
    Key(&'p str),
    At(usize),
}

/// `acceptors[1].matcher`
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}")?;
        }
        match (&self.step, self.parent) {
            (Step::Key(key), None) => f.write_str(key),
            (Step::Key(key), Some(_)) => write!(f, ".{key}"),
            (Step::At(index), _) => write!(f, "[{index}]"),
        }
    }
}
