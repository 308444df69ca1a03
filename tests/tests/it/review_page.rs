//! The page of a review, in a real browser.
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
