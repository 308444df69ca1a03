//! What `Debug` prints in place of a secret.

use std::fmt;

/// Prints the words that generated types print in place of a sensitive member.
pub(crate) struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("*** Sensitive Data Redacted ***")
    }
}
