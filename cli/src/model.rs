//! The committed service models, and where they come from.

pub mod archive;
pub mod catalog;
mod convert;
pub mod fetch;
pub(crate) mod find;
mod folder;
pub(crate) mod git;
pub mod import;
mod layout;
pub mod listed;
#[cfg(test)]
pub mod made;
pub mod names;
mod origin;
pub mod protocols;
pub mod released;
pub mod sources;
pub mod taken;
#[cfg(test)]
mod tests;
pub mod update;
