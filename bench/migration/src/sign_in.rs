//! What `docs/sign-in.md` puts beside each other.

pub mod official;
pub mod ours;
