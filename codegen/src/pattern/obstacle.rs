//! What keeps a pattern from being checked.

use std::fmt::{Display, Formatter, Result};

/// What a pattern has that the runtime's regular expressions do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A look at what comes next or came before, with the text that opens it.
    LookAround(&'static str),
    /// A repetition of what a group found.
    BackReference(String),
    /// A flag like `(?x)`.
    Flag(char),
    /// A `\p{…}` that is no property which the engine knows.
    Property(String),
    /// Another escape without a counterpart.
    Escape(String),
    /// It is no regular expression; with what is wrong.
    Malformed(String),
    /// Its automaton is larger than the engine allows.
    TooLarge,
}

impl Obstacle {
    pub(super) fn malformed(reason: impl Into<String>) -> Self {
        Self::Malformed(reason.into())
    }

    /// What the engine did not take although it was translated.
    pub(super) fn refused(error: &regex::Error) -> Self {
        let text = error.to_string();
        let reason = text.lines().last().unwrap_or_default();
        Self::Malformed(reason.trim_start_matches("error: ").to_owned())
    }
}

impl Display for Obstacle {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::LookAround(open) => {
                let direction = if open.contains('<') { "behind" } else { "ahead" };
                write!(f, "it looks {direction} with `{open}…)`")
            }
            Self::BackReference(text) => write!(f, "it has the back-reference `{text}`"),
            Self::Flag(flag) => write!(f, "it has the flag `{flag}`"),
            Self::Property(text) => write!(f, "`{text}` is no property of Unicode that is known"),
            Self::Escape(text) => write!(f, "it has `{text}`"),
            Self::Malformed(reason) => write!(f, "it is no regular expression: {reason}"),
            Self::TooLarge => f.write_str("it is too large"),
        }
    }
}
