//! The forms of a review.
//!
//! What comes in: reviews made by hand. What goes out: that each form says of them what the files in `expected/` hold.
//! What is deliberately not here: how a review comes about.
//!
//! `UPDATE_EXPECT=1` writes what is expected.

mod changelog;
mod github;
mod json;
mod markdown;
mod page;
mod sample;
mod text;
