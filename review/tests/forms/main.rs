//! The forms of a review.
//!
//! `UPDATE_EXPECT=1` writes what is expected.

mod changelog;
mod github;
mod json;
mod markdown;
mod page;
mod sample;
mod text;
