//! JSON values that keep the order of their members ("node values" in Smithy's terms).
//!
//! In come bytes, out goes a [`Node`] or the reason why the bytes are not one.
//! `serde_json` does the parsing; what it would accept in silence, a key that stands twice in one object, is found here.

use std::cell::RefCell;
use std::fmt;

use indexmap::IndexMap;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};

/// A JSON value; objects keep the order in which their members stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number, as `serde_json` holds it.
    Number(serde_json::Number),
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
    /// Not JSON, or nested too deeply; says where (line and column).
    Syntax(String),
    /// Keys that stand twice in one object: the path of each, such as `shapes / com.example#Name / type`.
    DuplicateKeys(Vec<String>),
}

impl Node {
    /// Parses one JSON document.
    ///
    /// # Errors
    /// [`ParseError::Syntax`] for bytes that are not JSON or are nested more than 127 levels deep,
    /// [`ParseError::DuplicateKeys`] with every key that stands twice in its object.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let duplicates = RefCell::new(Vec::new());
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        let seed = NodeSeed { path: None, duplicates: &duplicates };
        let node = seed
            .deserialize(&mut deserializer)
            .and_then(|node| deserializer.end().map(|()| node))
            .map_err(|error| ParseError::Syntax(error.to_string()))?;
        let duplicates = duplicates.into_inner();
        if duplicates.is_empty() { Ok(node) } else { Err(ParseError::DuplicateKeys(duplicates)) }
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

/// Writes a node as JSON, members in order.
impl serde::Serialize for Node {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(elements) => serializer.collect_seq(elements),
            Self::Object(members) => serializer.collect_map(members),
        }
    }
}

/// Where the value being parsed stands; a list on the stack, so that a path costs nothing until one is reported.
struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    key: &'p str,
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent} / ")?;
        }
        f.write_str(self.key)
    }
}

struct NodeSeed<'p> {
    path: Option<&'p Path<'p>>,
    duplicates: &'p RefCell<Vec<String>>,
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(serde_json::Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let mut found = Vec::new();
        while let Some(element) =
            elements.next_element_seed(NodeSeed { path: self.path, duplicates: self.duplicates })?
        {
            found.push(element);
        }
        Ok(Node::Array(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut found = IndexMap::new();
        while let Some(key) = members.next_key::<String>()? {
            let path = Path { parent: self.path, key: &key };
            let value = members
                .next_value_seed(NodeSeed { path: Some(&path), duplicates: self.duplicates })?;
            if found.contains_key(&key) {
                self.duplicates.borrow_mut().push(path.to_string());
            }
            found.insert(key, value);
        }
        Ok(Node::Object(found))
    }
}
