//! How an operation is paged through.

use crate::naming::RustIdent;

use super::path::Expr;
use super::ty::RustType;

/// The fields that lead from one page to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// Every token; one, but for a few operations.
    pub tokens: Vec<Token>,
    /// Where the response says whether there is another page, if it says so apart from the tokens.
    pub more_results: Option<Path>,
    /// Where the response has the items, and the type of the list or map.
    pub items: Option<(Path, RustType)>,
}

/// A token, which goes from a response to the next request.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// The field of the request, which is an `Option`.
    pub sent: RustIdent,
    /// Where the response has it.
    pub found: Found,
    /// Whether it is an enum, which is never empty.
    pub is_enum: bool,
}

/// Where a response has a token.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// In a field.
    Path(Path),
    /// Where a JMESPath expression says: its text, and what that means.
    Expression(String, Expr),
}

/// The way from a structure to a field, at least one step long.
pub type Path = Vec<Step>;

/// A field on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub field: RustIdent,
    /// Whether it is an `Option`.
    pub optional: bool,
}
