//! The form for a changelog.

use expect_test::expect_file;
use tinsmith_review::form::changelog::write;
use tinsmith_review::report::Review;

use crate::sample;

#[test]
fn much() {
    let crates = vec![sample::much(), sample::other_generator()];
    expect_file!["expected/much.changelog.md"]
        .assert_eq(&write(&Review { crates, ..Review::default() }));
}

#[test]
fn what_the_gate_says_is_not_the_readers_business() {
    expect_file!["expected/gated.changelog.md"].assert_eq(&write(&sample::gated()));
}

#[test]
fn nothing() {
    assert_eq!(write(&Review::default()), "No change.\n");
    assert_eq!(write(&sample::review_of(sample::unchanged("first"))), "No change.\n");
}

#[test]
fn no_name_of_a_model_begins_an_item_or_a_heading() {
    for line in write(&sample::hostile()).lines() {
        let is_ours = line.is_empty()
            || ["- `", "- **Breaking.** `", "## `"].iter().any(|start| line.starts_with(start))
            || ["### Added", "### Changed", "### Removed", "No change of the API."].contains(&line);
        assert!(is_ours, "{line}");
    }
}
