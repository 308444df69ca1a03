//! The form for a terminal.

use anstyle::AnsiColor;
use expect_test::expect_file;
use tinsmith_review::form::text::{Palette, write};
use tinsmith_review::report::{CrateReview, Review};
use tinsmith_review::table::Kind;

use crate::sample;

fn plain(review: &Review) -> String {
    write(review, &Palette::default())
}

#[test]
fn what_the_gate_says() {
    expect_file!["expected/gated.txt"].assert_eq(&plain(&sample::gated()));
}

#[test]
fn much() {
    let text = plain(&sample::review_of(sample::much()));
    expect_file!["expected/much.txt"].assert_eq(&text);
}

#[test]
fn another_generator() {
    let text = plain(&sample::review_of(sample::other_generator()));
    expect_file!["expected/other_generator.txt"].assert_eq(&text);
}

#[test]
fn several_crates() {
    let words = CrateReview {
        changes: vec![
            sample::change(Kind::DocumentationChanged, "Tag", "words differ"),
            sample::change(Kind::DocumentationChanged, "Tag.Key", "words differ"),
        ],
        ..sample::unchanged("words-only")
    };
    let crates = vec![sample::unchanged("first"), words, sample::unchanged("third")];
    expect_file!["expected/several.txt"].assert_eq(&plain(&Review { crates, ..Review::default() }));
}

#[test]
fn nothing() {
    assert_eq!(plain(&sample::review_of(sample::unchanged("first"))), "first: no change\n");
    assert_eq!(plain(&Review::default()), "nothing was compared\n");
}

#[test]
fn a_warning_is_said_without_a_change() {
    let warnings = vec!["`Upload` is left out\n\u{1b}[2J".to_owned()];
    let review = CrateReview { warnings, ..sample::unchanged("first") };
    let expected = "first: no change\nwarning: `Upload` is left out\\n\\u{1b}[2J\n";
    assert_eq!(plain(&sample::review_of(review)), expected);
}

#[test]
fn colours_are_the_callers() {
    let palette = Palette {
        title: AnsiColor::Blue.on_default(),
        breaking: AnsiColor::Red.on_default(),
        ..Palette::default()
    };
    let changes = vec![sample::change(Kind::ApiVersionChanged, "Example", "2 -> 3")];
    let review = CrateReview { changes, ..sample::unchanged("first") };
    let text = write(&sample::review_of(review), &palette);
    let first = text.lines().next();
    assert_eq!(first, Some("\u{1b}[34mfirst\u{1b}[0m: \u{1b}[34mpatch\u{1b}[0m (1 other)"));
}

#[test]
fn nothing_of_a_model_reaches_the_terminal_as_control() {
    let text = plain(&sample::hostile());
    let bad = |character: &char| {
        (character.is_control() && *character != '\n') || *character == '\u{202e}'
    };
    assert_eq!(text.chars().find(bad), None);
    assert!(!text.contains("\n- `forged`"), "a name ended its line");
}
