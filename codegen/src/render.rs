//! Token files to text: formatting, spacing, the header.
//!
//! Formatting happens in process, so that the output does not depend on a toolchain.
//! A file that cannot be formatted is a bug of the generator and reported as such, never written.

pub mod format;
pub mod header;
pub mod spacing;

use std::collections::BTreeMap;
use std::fmt;

use crate::emit::File;

/// The generated files: path relative to the crate's folder, and complete text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceTree {
    /// Sorted by path, with `/` between folders on every system.
    pub files: BTreeMap<String, String>,
}

/// A file that the generator emitted wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The file.
    pub path: String,
    /// What the parser says.
    pub reason: String,
    /// The tokens, for whoever looks into it.
    pub tokens: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the generator emitted {} wrongly: {}\n{}", self.path, self.reason, self.tokens)
    }
}

impl std::error::Error for RenderError {}

/// Renders every file; `model` is the name of the model's document, for the headers.
///
/// # Errors
/// The first file whose tokens are no Rust.
pub fn render(files: BTreeMap<String, File>, model: &str) -> Result<SourceTree, RenderError> {
    let mut tree = SourceTree::default();
    for (path, file) in files {
        let text = match file {
            File::Rust(tokens) => {
                let text = format::format(tokens.clone()).map_err(|error| RenderError {
                    path: path.clone(),
                    reason: error.to_string(),
                    tokens: tokens.to_string(),
                })?;
                format!("{}\n\n{}", header::line("//", model), spacing::space(&text))
            }
            File::Text(text) => format!("{}\n\n{text}", header::line("#", model)),
        };
        tree.files.insert(path, text);
    }
    Ok(tree)
}
