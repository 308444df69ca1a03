//! The page: one file that a browser shows without a network, for somebody who has never seen the repository.
//!
//! In come a review and, for each of its crates, the code and the model that it is of; out goes HTML.
//! The page is laid out by `templates/page.html`, styled by `templates/style.css`, and works without `templates/script.js`, which adds filters, links that unfold what they name, and diffs on demand.
//!
//! How a page for thousands of files stays usable: each diff is in it once, in a `<noscript>`.
//! To a browser that runs scripts that is a piece of text, which costs next to nothing until somebody opens it; to one that does not it is the diff.
//!
//! Deliberately not here: what a change means, and what is a change.

mod badge;
mod change;
mod diff;
mod emphasis;
pub(crate) mod escape;
mod policy;
mod view;
mod words;

#[cfg(test)]
mod palette_tests;
#[cfg(test)]
mod tests;

use askama::Template;

use self::view::Page;
use crate::report::{Material, Review};

const STYLE: &str = include_str!("../../templates/style.css");
const SCRIPT: &str = include_str!("../../templates/script.js");

/// The page of a review; `materials` are those of its crates, in the same order.
///
/// A crate without material is shown without diffs.
pub fn write(review: &Review, materials: &[Material]) -> String {
    let page = Page::of(review, materials);
    page.render().unwrap_or_else(|error| unreachable!("text can always be written: {error}"))
}
