//! From the bytes of a document to a [`Model`], whatever the format.
//!
//! The format is found by looking at the document, never at a file name:
//! a `smithy` version at the top makes it a Smithy JSON AST, `metadata` with `operations` and `shapes` a C2J service description.
//! Whether the model is sound is not decided here but in [`crate::smithy::validate`].

pub mod c2j;
pub mod json_ast;
mod other;

use crate::diagnostic::Diagnostics;
use crate::smithy::node::{MAX_DEPTH, ParseError};
use crate::smithy::{Model, Node};

/// One input document.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// How diagnostics and headers call it; a path relative to the workspace, usually.
    pub name: &'a str,
    /// The whole content.
    pub bytes: &'a [u8],
}

/// Reads a model in either format; what could not be taken over comes with it, as warnings.
///
/// # Errors
/// Every problem that keeps the document from being read as a model.
pub fn read_model(document: Document<'_>) -> Result<(Model, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::new(document.name);
    let node = read_node(document)?;
    let model = match Format::of(&node) {
        Some(Format::JsonAst) => json_ast::lower(node, &mut diagnostics),
        Some(Format::C2j) => c2j::lower(node, &mut diagnostics),
        None => {
            if let Some(other) = other::of_node(&node) {
                diagnostics.error(format!("expected an API model, found {}", other.name));
                diagnostics.help(other.help);
            } else {
                let is_object = matches!(node, Node::Object(_));
                let found = if is_object { "another JSON object" } else { node.kind() };
                diagnostics.error(format!("expected an API model, found {found}"));
                diagnostics.help(
                    "a Smithy JSON AST has `smithy` and `shapes` at the top, a C2J document `metadata`, `operations` and `shapes`",
                );
            }
            Model::default()
        }
    };
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok((model, diagnostics)) }
}

/// Parses a document as JSON, without asking what it describes.
///
/// # Errors
/// That it is not JSON, is nested too deeply, or has a key twice in one object.
pub fn read_node(document: Document<'_>) -> Result<Node, Diagnostics> {
    // Some editors begin a file with a mark, which is no part of the text (RFC 8259, 8.1).
    let bytes = document.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document.bytes);
    Node::parse(bytes).map_err(|error| {
        let mut diagnostics = Diagnostics::new(document.name);
        match (error, other::of_bytes(bytes)) {
            (ParseError::Syntax(_), Some(other)) => {
                diagnostics.error(format!("expected JSON, found {}", other.name));
                diagnostics.help(other.help);
            }
            (ParseError::TooDeep, _) => diagnostics.error(format!(
                "expected values nested at most {MAX_DEPTH} levels deep, found more"
            )),
            (ParseError::Syntax(reason), _) => {
                diagnostics.error(format!("expected JSON: {reason}"))
            }
            (ParseError::DuplicateKeys(paths), _) => {
                for path in paths {
                    diagnostics.error(format!("the key `{path}` occurs twice in its object"));
                    diagnostics
                        .help("remove one of them; JSON parsers differ in which one they use");
                }
            }
        }
        diagnostics
    })
}

/// The formats that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Smithy JSON AST, 1.0 or 2.0.
    JsonAst,
    /// C2J, the `service-2.json` that botocore ships.
    C2j,
}

impl Format {
    /// The format of a parsed document; `None` when it is no model.
    pub fn of(node: &Node) -> Option<Self> {
        if node.get("smithy").is_some() {
            return Some(Self::JsonAst);
        }
        let is_c2j = node.get("metadata").is_some_and(|metadata| metadata.as_object().is_some())
            && node.get("shapes").is_some();
        is_c2j.then_some(Self::C2j)
    }
}
