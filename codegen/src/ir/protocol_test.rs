//! Protocol tests: the cases of `smithy.test#httpRequestTests` and `smithy.test#httpResponseTests`, with values of the crate's own types.

use std::collections::BTreeSet;

use crate::naming::RustIdent;
use crate::smithy::{Node, ShapeId};

use super::ty::TypeRef;

/// The protocol tests of a crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProtocolTests {
    /// The operations that have some, in the order of the crate's.
    pub operations: Vec<OperationTests>,
    /// The types whose values are compared.
    pub compared: BTreeSet<ShapeId>,
}

/// The protocol tests of one operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationTests {
    /// The operation.
    pub operation: ShapeId,
    /// Its module, below `operation` and below `protocol_tests`.
    pub module: RustIdent,
    /// A request for the tests that are not about one.
    pub stand_in: Value,
    /// The tests, in model order: requests, responses, errors.
    pub tests: Vec<ProtocolTest>,
}

impl OperationTests {
    /// The path of the file, relative to the crate's folder.
    pub fn path(&self) -> String {
        format!("src/protocol_tests/{}.rs", self.module)
    }
}

/// One case as a test.
#[derive(Clone, Debug, PartialEq)]
pub struct ProtocolTest {
    /// The name of the function.
    pub name: RustIdent,
    /// The id of the case.
    pub id: String,
    /// What is sent; the stand-in if there is none.
    pub request: Option<Value>,
    /// What is compared.
    pub expected: Expected,
}

/// What a case is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// What is sent.
    Request(Box<RequestCase>),
    /// What comes of a response.
    Response(ResponseCase, Value),
    /// What comes of an error response: the variant of the operation's error, and the structure.
    Error(ResponseCase, RustIdent, Value),
}

/// What a request has to be. Names are those of the trait.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestCase {
    /// `method`
    pub method: String,
    /// `uri`
    pub uri: String,
    /// `host`
    pub host: Option<String>,
    /// `resolvedHost`
    pub resolved_host: Option<String>,
    /// The region among `vendorParams`.
    pub region: Option<String>,
    /// `queryParams`
    pub query_params: Vec<String>,
    /// `forbidQueryParams`
    pub forbid_query_params: Vec<String>,
    /// `requireQueryParams`
    pub require_query_params: Vec<String>,
    /// `headers`
    pub headers: Vec<(String, String)>,
    /// `forbidHeaders`
    pub forbid_headers: Vec<String>,
    /// `requireHeaders`
    pub require_headers: Vec<String>,
    /// `body`, if it is looked at.
    pub body: Option<Body>,
    /// Where the body has entries of maps, if it is XML.
    pub map_entries: Vec<String>,
}

/// A response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseCase {
    /// `code`
    pub code: u16,
    /// `headers`
    pub headers: Vec<(String, String)>,
    /// `body`
    pub body: Option<Body>,
    /// The region among `vendorParams`.
    pub region: Option<String>,
}

/// A body and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// `bodyMediaType`; empty where the case has none.
    pub media_type: String,
    /// The text; base64 of what is binary.
    pub text: String,
}

/// A value of a member.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`
    Boolean(bool),
    /// A whole number, or the known or unknown value of an enum of integers.
    Whole(i64),
    /// A floating point number that is finite, and whether its type is `f32`.
    Float(f64, bool),
    /// One that is not: the type, `f32` or `f64`, and its constant.
    SpecialFloat(&'static str, &'static str),
    /// A string.
    Text(String),
    /// The bytes of a blob, which cases have as text.
    Blob(String),
    /// Whole seconds since the epoch, rounded down, and nanoseconds.
    Timestamp(i64, u32),
    /// A document.
    Document(Node),
    /// A whole number of any size, in digits.
    BigInteger(String),
    /// A decimal number of any size, in digits.
    BigDecimal(String),
    /// A value of an enum.
    Enum(TypeRef, EnumValue),
    /// A list; `None` stands in sparse ones.
    List(Elements<Option<Value>>),
    /// A map.
    Map(Elements<(Value, Option<Value>)>),
    /// A structure.
    Structure(Box<Structure>),
    /// The variant of a union, with what it holds.
    Union(TypeRef, RustIdent, Option<Box<Value>>),
    /// What stands behind a `Box`.
    Boxed(Box<Value>),
    /// What a member holds that the service left out.
    Absent,
}

/// What is in a list or map.
#[derive(Clone, Debug, PartialEq)]
pub struct Elements<T> {
    /// The elements, in the order of the case.
    pub values: Vec<T>,
    /// Whether an element or value is an `Option`.
    pub sparse: bool,
}

/// The value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnumValue {
    /// One that the model names.
    Variant(RustIdent),
    /// Another string.
    Text(String),
    /// Another number.
    Number(i32),
}

/// A value of a structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// The type.
    pub ty: TypeRef,
    /// The fields that are written out; `None` for an `Option` that holds nothing.
    pub fields: Vec<FieldValue>,
    /// What the other fields are.
    pub rest: Rest,
}

/// A field and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldValue {
    /// The field.
    pub name: RustIdent,
    /// Its value; `None` for an `Option` without one.
    pub value: Option<Value>,
    /// Whether it is an `Option`.
    pub optional: bool,
}

/// What the fields are that are not written out.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// There are none.
    None,
    /// As in the type's `Default`.
    Default,
    /// As the service leaves them out.
    Absent,
    /// There is one, which is no member, as in its `Default`: the metadata of an error, or the request id of a response.
    Private(&'static str),
    /// As in a value that is made of these, which have to be given.
    Made(Vec<FieldValue>),
}
