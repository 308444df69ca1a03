//! What a change of an API model does to those who use the generated crate.
//!
//! In come two models with what is generated from each; out go a [`Review`](report::Review), in the API's terms, and the forms to read it in.
//!
//! ```text
//! two models, two crates ──compare──> report::Review ──form──> text, Markdown, JSON, HTML, annotations, changelog
//! ```
//!
//! [`gate`] says which changes are refused, by what a team lets pass and has accepted.
//! [`used_by`] finds the changes that concern a program.
//! Which kinds of change there are, and what each does to callers and on the wire, stands in [`table`] alone.
//! Where models come from (files, revisions, archives) is the caller's business; nothing here reads or writes.

pub mod code;
pub mod compare;
pub mod form;
pub mod gate;
pub mod language;
pub mod report;
mod rules;
pub mod surface;
pub mod table;
pub mod used_by;
