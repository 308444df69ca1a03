//! The page of a review, in a real browser.
//!
//! What comes in: reviews of the committed SDK after changes that `reviews` makes, written as pages under `target/review-page/`, opened as files.
//! What goes out: what a reader sees and can do: filters, links, folding, by mouse and by keyboard, in both colour schemes, on a phone, without scripts; and that the page asks the network for nothing.
//! What is deliberately not here: the text of the page, which the tests of `tinsmith-review` look at; and how long anything took.
//!
//! The browser is Chromium, driven by its `chromedriver`. Where they are missing the tests say that they did not run; with `CI=true` they are installed where `apt-get` can, and a failure otherwise.

mod audit;
mod browser;
mod colours;
mod filters;
mod folding;
mod installed;
mod keyboard;
mod large;
mod links;
mod looks;
mod network;
mod reviews;
mod session;
mod tab;
mod without_scripts;
