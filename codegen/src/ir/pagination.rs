//! How an operation is paged through.

use crate::naming::RustIdent;

use super::ty::RustType;

/// The fields that lead from one page to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Every token: the field of the request, which is optional, and where the response has it.
    pub tokens: Vec<(RustIdent, Path)>,
    /// Where the response says whether there is another page, if it says so apart from the tokens.
    pub more_results: Option<Path>,
    /// Where the response has the items, and the type of the list or map.
    pub items: Option<(Path, RustType)>,
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
