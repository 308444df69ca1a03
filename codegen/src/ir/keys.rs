//! Maps whose keys depend on the value of an enum beside them: types that make one, and types that say what is in one.

use crate::naming::RustIdent;
use crate::text::DocBlock;

use super::ty::{RustType, TypeRef};

/// A type with which such a map of a request is made, and the types of its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Name and file; the shape is the structure that an overlay says it of.
    pub ty: TypeRef,
    /// Documentation of the file's module.
    pub module_docs: DocBlock,
    /// Documentation.
    pub docs: DocBlock,
    /// Whether entries must not be printed.
    pub hidden: bool,
    /// What can be sent, in the order of the enum.
    pub values: Vec<AnswerValue>,
    /// What is checked of a request, for every value of the enum.
    pub rules: Vec<KeyRule>,
}

/// What is sent with one value of the enum.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerValue {
    /// The type.
    pub name: RustIdent,
    /// Documentation.
    pub docs: DocBlock,
    /// The value on the wire.
    pub value: String,
    /// The function that begins it.
    pub begin: RustIdent,
    /// The type that this gives: the first step, or the whole.
    pub first: RustIdent,
    /// What can be added to the whole.
    pub options: Vec<KeyFunction>,
    /// What has to be given before.
    pub steps: Vec<AnswerStep>,
}

/// What there is while a key is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerStep {
    /// The type.
    pub name: RustIdent,
    /// The functions that give the key.
    pub functions: Vec<KeyFunction>,
}

/// A function that puts an entry into the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFunction {
    /// Its name.
    pub name: RustIdent,
    /// What it puts in.
    pub entry: Entry,
    /// The type that it gives; `None` for the one that it is called on.
    pub next: Option<RustIdent>,
}

/// What a function puts into a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A key with a value that is given.
    Given(String),
    /// A key with this value.
    Fixed(String, String),
    /// A key that begins with this and ends with a name that is given, with a value that is given too.
    Prefixed(String),
}

/// What is checked of a map, for one value of the enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRule {
    /// The value on the wire.
    pub value: String,
    /// Keys that have to be there.
    pub required: Vec<String>,
    /// Keys that may be.
    pub optional: Vec<String>,
    /// What further keys that may be there begin with.
    pub prefixes: Vec<String>,
    /// A key, its value or nothing for any, and the keys that have to be there then.
    pub cases: Vec<(String, String, Vec<String>)>,
    /// Why the value cannot be sent.
    pub unusable: Option<String>,
}

/// Where a request has such a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Position of the field with the enum.
    pub discriminator: usize,
    /// Position of the field with the map.
    pub map: usize,
    /// The function that takes both.
    pub function: RustIdent,
    /// The type that it takes.
    pub ty: TypeRef,
}

/// A type that says what is in such a map of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Name and file; the shape is the structure that an overlay says it of.
    pub ty: TypeRef,
    /// Documentation.
    pub docs: DocBlock,
    /// Whether something in it must not be printed.
    pub hidden: bool,
    /// The structure of what is read: its name.
    pub parts_name: RustIdent,
    /// The members that are read.
    pub parts: Vec<Part>,
    /// Position of the enum in [`parts`](Self::parts).
    pub discriminator: usize,
    /// Position of the map.
    pub map: usize,
    /// The enum.
    pub enumeration: TypeRef,
    /// For each value of the enum, in its order.
    pub variants: Vec<QuestionVariant>,
    /// The variant for when there is nothing more to do, and the position of the member that says so.
    pub done: Option<(RustIdent, usize)>,
    /// The fields of the variant for every other value, beside the enum and the map.
    pub common: Vec<QuestionField>,
}

/// A member that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field's name, in the response and here.
    pub name: RustIdent,
    /// The type, without `Option`.
    pub ty: RustType,
}

/// What comes with one value of the enum.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionVariant {
    /// The variant, called like that of the enum.
    pub name: RustIdent,
    /// Documentation.
    pub docs: DocBlock,
    /// Its fields.
    pub fields: Vec<QuestionField>,
}

/// A field of a variant.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionField {
    /// Its name.
    pub name: RustIdent,
    /// Documentation.
    pub docs: DocBlock,
    /// What is in it.
    pub content: Content,
}

/// Where a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The text of a key.
    Text(String),
    /// The JSON array in the text of a key.
    Array(String),
    /// The JSON object in the text of a key.
    Object(String),
    /// A further member, by its position in [`Question::parts`].
    Member(usize),
    /// The entries of the map but those of these keys.
    Rest(Vec<String>),
}

/// Where a response has such a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The function that reads it.
    pub function: RustIdent,
    /// The type that it gives.
    pub ty: TypeRef,
    /// The structure of what is read, beside that type.
    pub parts: TypeRef,
    /// The fields of that structure, and the positions of the response's.
    pub fields: Vec<(RustIdent, usize)>,
}
