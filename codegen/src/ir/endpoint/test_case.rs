//! The cases of endpoint rules, as tests of the function.

use crate::naming::RustIdent;

use super::{Endpoint, Setting};

/// A case of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCase {
    /// The name of the test, made of its parameters.
    pub name: RustIdent,
    /// The parameters that are set.
    pub params: Vec<(Setting, ParamValue)>,
    /// What has to come of it; an error's text, or an endpoint.
    pub expected: Result<Endpoint, String>,
}

/// The value of a parameter of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// A boolean.
    Flag(bool),
    /// A string.
    Text(String),
    /// A list of strings.
    Texts(Vec<String>),
}
