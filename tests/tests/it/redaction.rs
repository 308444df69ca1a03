//! Nothing that the model, or an overlay, calls sensitive is printed, whatever the operation.
//!
//! Numbers are of the committed SDK. When a new model changes them, look whether it is by as much as the model says.

mod calls;
mod json;
mod nested;
mod requests;
mod responses;
mod values;

use tinsmith_specimens_fixture::SECRET;

use crate::log;

/// Asserts that no sensitive text is printed; a failure says of which operation or structure.
#[track_caller]
fn assert_hides(name: &str, printed: &str) {
    let is_hidden = std::panic::catch_unwind(|| log::assert_hides(printed, &[SECRET]));
    assert!(is_hidden.is_ok(), "{name}");
}

/// Asserts that all of these texts are printed.
#[track_caller]
fn assert_shows<'t>(name: &str, printed: &str, texts: impl Iterator<Item = &'t str>) {
    let missing: Vec<_> = texts.filter(|text| !printed.contains(text)).collect();
    assert!(missing.is_empty(), "{name} does not print {missing:?}: {printed}");
}
