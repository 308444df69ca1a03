//! What an operation says of where its requests go; the rest is the service's ([`super::endpoint`]).

use crate::naming::RustIdent;
use crate::text::DocBlock;

use super::endpoint::ParamValue;
use super::path::Expr;

/// What one operation adds to the endpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Destination {
    /// Parameters of the rules that are the same for every request.
    pub static_params: Vec<(String, ParamValue)>,
    /// Parameters of the rules that come from the request; a later one goes over an earlier one.
    pub context_params: Vec<ContextParam>,
    /// What goes before the host name, in its parts.
    pub host_prefix: Vec<PrefixPart>,
}

/// A parameter of the rules that comes from the request.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextParam {
    /// The name of the parameter.
    pub name: String,
    /// Its value.
    pub value: Expr,
    /// Whether it is a list.
    pub is_list: bool,
}

/// A part of what goes before the host name.
#[derive(Clone, Debug, PartialEq)]
pub enum PrefixPart {
    /// Text as it stands.
    Text(String),
    /// A member, by its name in the model, and its value.
    Label(String, Expr),
}

/// A setting of the client that is a parameter of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientParam {
    /// The name of the parameter.
    pub name: String,
    /// The setter.
    pub setter: RustIdent,
    /// What is set.
    pub ty: ClientParamType,
    /// Documentation of the setter.
    pub docs: DocBlock,
}

/// What a setting of the client holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientParamType {
    /// A boolean.
    Flag,
    /// A string.
    Text,
    /// A list of strings.
    Texts,
}
