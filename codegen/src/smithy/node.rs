//! JSON values that keep the order of their members ("node values" in Smithy's terms).
//!
//! In come bytes, out goes a [`Node`] or the reason why the bytes are not one.
//! `json_event_parser` reads, since it gives numbers as they are written; what it accepts in silence, a key that stands twice in one object, is found here.

use indexmap::IndexMap;
use json_event_parser::{JsonEvent, JsonSyntaxError, SliceJsonParser};

use super::Number;

/// A JSON value; objects keep the order in which their members stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object.
    Object(IndexMap<String, Node>),
}

/// Why bytes are not a JSON document that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Not JSON; says where (line and column).
    Syntax(String),
    /// Nested too deeply: later stages recurse.
    TooDeep,
    /// Keys that stand twice in one object: the path of each, such as `shapes / com.example#Name / type`.
    DuplicateKeys(Vec<String>),
}

impl ParseError {
    fn syntax(error: &JsonSyntaxError, bytes: &[u8]) -> Self {
        let at = error.location().start;
        let message = error.message();
        // At the end, the parser names what could come next instead of what is missing.
        let ends_early = message.starts_with("Unexpected end of file")
            || usize::try_from(at.offset).is_ok_and(|offset| offset >= bytes.len());
        let message = match message.split_at_checked(1) {
            _ if ends_early => "the document ends early".to_owned(),
            Some((first, rest)) => first.to_lowercase() + rest,
            None => message.to_owned(),
        };
        Self::Syntax(format!("{message} at line {} column {}", at.line + 1, at.column + 1))
    }
}

/// How many lists and objects may lie in each other.
pub const MAX_DEPTH: usize = 127;

impl Node {
    /// Parses one JSON document.
    ///
    /// # Errors
    /// [`ParseError::Syntax`] for bytes that are not JSON, [`ParseError::TooDeep`] for values nested more than 127 levels deep,
    /// [`ParseError::DuplicateKeys`] with every key that stands twice in its object.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let mut parser = SliceJsonParser::new(bytes);
        let mut builder = Builder::default();
        loop {
            match parser.parse_next().map_err(|error| ParseError::syntax(&error, bytes))? {
                JsonEvent::Eof => break,
                JsonEvent::StartArray => builder.open(Open::Array(Vec::new()))?,
                JsonEvent::StartObject => {
                    let (members, key) = Default::default();
                    builder.open(Open::Object { members, key })?;
                }
                JsonEvent::EndArray | JsonEvent::EndObject => builder.close(),
                JsonEvent::ObjectKey(key) => builder.key(key.into_owned()),
                JsonEvent::Null => builder.add(Self::Null),
                JsonEvent::Boolean(value) => builder.add(Self::Bool(value)),
                JsonEvent::Number(text) => builder.add(Self::Number(Number::new(&text))),
                JsonEvent::String(text) => builder.add(Self::String(text.into_owned())),
            }
        }
        match builder {
            Builder { duplicates, .. } if !duplicates.is_empty() => {
                Err(ParseError::DuplicateKeys(duplicates))
            }
            Builder { root: Some(root), .. } => Ok(root),
            Builder { root: None, .. } => Err(ParseError::Syntax("no value".to_owned())),
        }
    }

    /// The text of a string node.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object node.
    pub fn as_object(&self) -> Option<&IndexMap<String, Node>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The elements of an array node.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// A member of an object node; `None` as well when this is not an object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The value of a boolean node.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// What kind of value this is, for "found …" in a diagnostic.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

/// A list or object that is not closed yet.
enum Open {
    Array(Vec<Node>),
    Object { members: IndexMap<String, Node>, key: String },
}

/// Puts values together as they are read; nothing recurses.
#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    duplicates: Vec<String>,
}

impl Builder {
    fn open(&mut self, open: Open) -> Result<(), ParseError> {
        if self.open.len() == MAX_DEPTH {
            return Err(ParseError::TooDeep);
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Array(elements)) => self.add(Node::Array(elements)),
            Some(Open::Object { members, .. }) => self.add(Node::Object(members)),
            None => {}
        }
    }

    fn key(&mut self, name: String) {
        let is_taken = match self.open.last_mut() {
            Some(Open::Object { members, key }) => {
                *key = name;
                members.contains_key(key)
            }
            _ => false,
        };
        if is_taken {
            self.duplicates.push(self.path());
        }
    }

    fn add(&mut self, value: Node) {
        match self.open.last_mut() {
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object { members, key }) => {
                members.insert(std::mem::take(key), value);
            }
            None => self.root = Some(value),
        }
    }

    /// `shapes / com.example#Name / type`
    fn path(&self) -> String {
        let keys = self.open.iter().filter_map(|open| match open {
            Open::Object { key, .. } => Some(key.as_str()),
            Open::Array(_) => None,
        });
        keys.collect::<Vec<_>>().join(" / ")
    }
}
