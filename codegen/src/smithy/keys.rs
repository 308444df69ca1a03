//! What `tinsmith#requestKeys` and `tinsmith#responseKeys` say of a structure: which keys a map of it has, by the value of an enum beside it.
//!
//! In comes the value of a trait, out goes what it says, as it says it.

use indexmap::IndexMap;

use super::{Node, ShapeId};

/// The value of `tinsmith#requestKeys`, of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestKeys {
    /// `discriminator`, `map`, `type`, `like`.
    pub common: Common,
    /// `step`: the function that takes both members at once.
    pub step: Option<String>,
    /// `required`: of every value that can be used.
    pub required: Vec<String>,
    /// `optional`: of every value that can be used.
    pub optional: Vec<String>,
    /// `values`
    pub values: IndexMap<String, RequestValue>,
}

/// What a structure says of both directions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Common {
    /// `discriminator`: the member with the enum.
    pub discriminator: Option<String>,
    /// `map`: the member whose keys depend on it.
    pub map: Option<String>,
    /// `type`: what the Rust type is called.
    pub type_name: Option<String>,
    /// `names`: what keys and members are called, where not as they are spelled.
    pub names: IndexMap<String, String>,
    /// `like`: the structure that says all of this for this one too.
    pub like: Option<ShapeId>,
}

/// What is sent with one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestValue {
    /// `required`
    pub required: Vec<String>,
    /// `optional`
    pub optional: Vec<String>,
    /// `patterns`: keys with a `*` at the end.
    pub patterns: Vec<String>,
    /// `cases`: for a key, values of it, and the keys that it needs then; `*` is any value.
    pub cases: IndexMap<String, IndexMap<String, Vec<String>>>,
    /// `unusable`: why the value cannot be sent.
    pub unusable: Option<String>,
}

/// The value of `tinsmith#responseKeys`, of an output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseKeys {
    /// `discriminator`, `map`, `type`, `like`.
    pub common: Common,
    /// `method`: the function that reads them.
    pub method: Option<String>,
    /// `members`: further members that belong to every value.
    pub members: Vec<String>,
    /// `keys`: of every value, with their forms.
    pub keys: IndexMap<String, Form>,
    /// `done`: the member that is there instead of a value of the enum.
    pub done: Option<Done>,
    /// `values`
    pub values: IndexMap<String, ResponseValue>,
}

/// The member that is there when there is nothing to do any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// `member`
    pub member: String,
    /// `name`: of the variant.
    pub name: String,
}

/// What comes with one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseValue {
    /// `keys`, with their forms.
    pub keys: IndexMap<String, Form>,
    /// `members`: further members that belong to it.
    pub members: Vec<String>,
    /// `rest`: what the entries are called that have no name here.
    pub rest: Option<String>,
}

/// What is in the text of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `text`
    Text,
    /// `jsonArray`
    JsonArray,
    /// `jsonObject`
    JsonObject,
}

impl Form {
    /// Every form, as an overlay writes it.
    pub const NAMES: [&'static str; 3] = ["text", "jsonArray", "jsonObject"];

    fn read(node: &Node) -> Self {
        match node.as_str() {
            Some("jsonArray") => Self::JsonArray,
            Some("jsonObject") => Self::JsonObject,
            _ => Self::Text,
        }
    }
}

const COMMON: [&str; 6] = ["discriminator", "map", "type", "names", "like", "values"];
const OF_REQUEST: [&str; 3] = ["step", "required", "optional"];
const OF_REQUEST_VALUE: [&str; 5] = ["required", "optional", "patterns", "cases", "unusable"];
const OF_RESPONSE: [&str; 4] = ["method", "members", "keys", "done"];
const OF_RESPONSE_VALUE: [&str; 3] = ["keys", "members", "rest"];
const OF_DONE: [&str; 2] = ["member", "name"];

/// A property that neither trait has: its path in the value, and those that there are.
pub type Unknown = (String, Vec<&'static str>);

impl RequestKeys {
    /// Reads the value, whose form the registry of traits has checked.
    pub fn read(node: &Node) -> Self {
        Self {
            common: Common::read(node),
            step: text(node, "step"),
            required: texts(node, "required"),
            optional: texts(node, "optional"),
            values: entries(node, "values", |value| RequestValue {
                required: texts(value, "required"),
                optional: texts(value, "optional"),
                patterns: texts(value, "patterns"),
                cases: entries(value, "cases", |case| {
                    members(case).map(|(value, keys)| (value.clone(), strings(keys))).collect()
                }),
                unusable: text(value, "unusable"),
            }),
        }
    }

    /// The properties that are none.
    pub fn unknown(node: &Node) -> Vec<Unknown> {
        unknown(node, &OF_REQUEST, &OF_REQUEST_VALUE)
    }
}

impl ResponseKeys {
    /// Reads the value, whose form the registry of traits has checked.
    pub fn read(node: &Node) -> Self {
        let done = node.get("done");
        Self {
            common: Common::read(node),
            method: text(node, "method"),
            members: texts(node, "members"),
            keys: entries(node, "keys", Form::read),
            done: done.and_then(|done| {
                Some(Done { member: text(done, "member")?, name: text(done, "name")? })
            }),
            values: entries(node, "values", |value| ResponseValue {
                keys: entries(value, "keys", Form::read),
                members: texts(value, "members"),
                rest: text(value, "rest"),
            }),
        }
    }

    /// The properties that are none.
    pub fn unknown(node: &Node) -> Vec<Unknown> {
        let mut found = unknown(node, &OF_RESPONSE, &OF_RESPONSE_VALUE);
        if let Some(done) = node.get("done") {
            add_unknown(done, "done.", &OF_DONE, &mut found);
        }
        found
    }
}

impl Common {
    fn read(node: &Node) -> Self {
        Self {
            discriminator: text(node, "discriminator"),
            map: text(node, "map"),
            type_name: text(node, "type"),
            names: node
                .get("names")
                .into_iter()
                .flat_map(members)
                .filter_map(|(key, name)| Some((key.clone(), name.as_str()?.to_owned())))
                .collect(),
            like: text(node, "like").and_then(|id| ShapeId::parse(&id).ok()),
        }
    }
}

fn unknown(node: &Node, own: &[&'static str], of_value: &[&'static str]) -> Vec<Unknown> {
    let mut found = Vec::new();
    let known: Vec<&'static str> = COMMON.iter().chain(own).copied().collect();
    add_unknown(node, "", &known, &mut found);
    for (name, value) in node.get("values").into_iter().flat_map(members) {
        add_unknown(value, &format!("values.{name}."), of_value, &mut found);
    }
    found
}

fn add_unknown(node: &Node, path: &str, known: &[&'static str], found: &mut Vec<Unknown>) {
    let names = members(node).map(|(name, _)| name);
    let unknown = names.filter(|name| !known.contains(&name.as_str()));
    found.extend(unknown.map(|name| (format!("{path}{name}"), known.to_vec())));
}

fn members(node: &Node) -> impl Iterator<Item = (&String, &Node)> {
    node.as_object().into_iter().flatten()
}

fn entries<T>(node: &Node, name: &str, read: impl Fn(&Node) -> T) -> IndexMap<String, T> {
    let found = node.get(name).into_iter().flat_map(members);
    found.map(|(key, value)| (key.clone(), read(value))).collect()
}

fn text(node: &Node, name: &str) -> Option<String> {
    node.get(name)?.as_str().map(str::to_owned)
}

fn texts(node: &Node, name: &str) -> Vec<String> {
    node.get(name).map(strings).unwrap_or_default()
}

fn strings(node: &Node) -> Vec<String> {
    let elements = node.as_array().into_iter().flatten();
    elements.filter_map(Node::as_str).map(str::to_owned).collect()
}
