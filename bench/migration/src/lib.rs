//! The calls that `docs/migration.md` and `docs/sign-in.md` put beside each other, the same functions once for each crate, so that both sides compile.
//!
//! What comes in: clients and configurations. What goes out: nothing that anybody runs.
//! What is deliberately not here: reasons; the page has them, and a test compares it with these files.

pub mod generated_crate;
pub mod official_crate;
pub mod sign_in;
