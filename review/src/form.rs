//! The forms to read a review in.
//!
//! In comes a [`Review`](crate::report::Review), out goes text: for a terminal, a pull request, a run on GitHub, a changelog, programs, a browser.
//! Every form says the same; none compares or classifies, and none writes a file.

pub mod changelog;
pub mod github;
pub mod html;
pub mod json;
pub mod markdown;
mod spans;
pub mod text;
mod words;
