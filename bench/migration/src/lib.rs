//! The calls that `docs/migration.md` and `docs/sign-in.md` put beside each other, the same functions once for each crate, so that both sides compile.

pub mod generated_crate;
pub mod official_crate;
pub mod sign_in;
