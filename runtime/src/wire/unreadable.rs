//! Why a document cannot be read, and where.
//!
//! The codec's own text is not part of it, since it can quote a value.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{Display, Formatter};

use super::SerdeError;
use crate::text;

/// A document, or a value in it, that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The place of the value, in the model's names; empty for the document itself.
    path: String,
    why: Cow<'static, str>,
}

impl Unreadable {
    /// Says what is wrong with a value, as in `expected a string`.
    pub(crate) fn new(why: impl Into<Cow<'static, str>>) -> Self {
        Self { path: String::new(), why: why.into() }
    }

    /// Takes the codec's error about a value without members; `expected` says what should stand there.
    pub(super) fn value(error: &SerdeError, expected: &'static str) -> Self {
        Self::new(if ends_early(error) { ENDS_EARLY } else { expected })
    }

    /// Takes the codec's error about a structure, a list or a map, or about what is skipped.
    pub(crate) fn container(error: &SerdeError, expected: &'static str) -> Self {
        Self::new(match error {
            error if ends_early(error) => ENDS_EARLY,
            SerdeError::TypeMismatch { .. } => expected,
            // The one limit that the codecs have.
            SerdeError::Custom { message, .. } if text::contains(message, "nesting depth") => {
                "the document is nested too deeply"
            }
            _ => "the document is malformed",
        })
    }

    /// Puts a member before the path.
    #[must_use]
    pub(super) fn in_member(self, name: &str) -> Self {
        self.within(name)
    }

    /// Puts an element of a list before the path.
    #[must_use]
    pub(super) fn in_element(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }

    /// Puts the value of a map's entry before the path. Its key is part of the document.
    #[must_use]
    pub(super) fn in_entry(self) -> Self {
        self.within("[*]")
    }

    fn within(mut self, step: &str) -> Self {
        if !self.path.is_empty() && !self.path.starts_with('[') {
            self.path.insert(0, '.');
        }
        self.path.insert_str(0, step);
        self
    }
}

const ENDS_EARLY: &str = "the document ends early";

/// Whether the codec came to the end of the document in the middle of a value; it has no kind of error for that.
fn ends_early(error: &SerdeError) -> bool {
    let SerdeError::InvalidInput { message, .. } = error else { return false };
    message.starts_with("unexpected end of input") || message.starts_with("unterminated")
}

impl Display for Unreadable {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.why)
    }
}

impl Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_the_model_names_it() {
        let wrong = Unreadable::new("expected a string");
        assert_eq!(wrong.to_string(), "expected a string");
        let wrong = wrong.in_element(3).in_member("Names").in_entry().in_member("Groups");
        assert_eq!(wrong.to_string(), "Groups[*].Names[3]: expected a string");
    }

    #[test]
    fn the_codecs_text_is_not_shown() {
        let secret = || "hush".to_owned();
        let errors = [
            (SerdeError::type_mismatch(secret()), "expected an object"),
            (SerdeError::invalid_input(secret()), "the document is malformed"),
            (SerdeError::custom(secret()), "the document is malformed"),
            (
                SerdeError::custom("maximum nesting depth exceeded"),
                "the document is nested too deeply",
            ),
            (SerdeError::invalid_input("unterminated string key"), "the document ends early"),
        ];
        for (error, expected) in errors {
            assert_eq!(Unreadable::container(&error, "expected an object").to_string(), expected);
        }
        let error = SerdeError::invalid_input(secret());
        assert_eq!(Unreadable::value(&error, "expected a string").to_string(), "expected a string");
    }
}
