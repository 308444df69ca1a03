//! The examples of `docs/sign-in.md` compile, and the page shows them as they are; and its table has a row for each challenge.

use std::fs;

use cognito_identity_provider::types::ChallengeNameType;
use tinsmith_cognito::srp::RememberedDevice;
use tinsmith_tests::readme::blocks_of;
use tinsmith_tests::sdk::root;

const PAGE: &str = "docs/sign-in.md";
const SOURCE: &str = include_str!("sign_in_page/examples.rs");
/// What is put beside each other.
const OFFICIAL: &str = include_str!("../../../bench/migration/src/sign_in/official.rs");
const OURS: &str = include_str!("../../../bench/migration/src/sign_in/ours.rs");

#[expect(dead_code, reason = "that it compiles is the test")]
mod examples;

#[path = "../../../bench/migration/src/sign_in/ours.rs"]
#[expect(dead_code, unreachable_pub, reason = "that it compiles is the test")]
mod ours;

/// What a program asks its user.
fn ask(question: &str) -> String {
    question.to_owned()
}

/// What a program shows its user.
fn show(_uri: &str) {}

/// Where a program keeps a secret.
fn keep(_device: RememberedDevice) {}

#[test]
fn the_page_shows_what_compiles() {
    let blocks = blocks_of(PAGE, "rust");
    assert_eq!(blocks.len(), 18, "an example is missing");
    let sources = [SOURCE, OFFICIAL, OURS];
    for block in &blocks {
        assert!(sources.iter().any(|source| source.contains(block)), "nowhere:\n{block}");
    }
    // Each half is shown.
    for source in [OFFICIAL, OURS] {
        assert!(blocks.iter().any(|block| source.ends_with(block)), "not shown:\n{source}");
    }
}

#[test]
fn the_page_has_a_row_for_every_challenge() {
    let page = fs::read_to_string(root().join(PAGE)).expect("the page is there");
    let steps = fs::read_to_string(root().join("cognito/src/sign_in/step.rs"));
    let steps = steps.expect("the steps are there");
    for challenge in ChallengeNameType::values() {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{challenge}` | `")));
        let row = row.unwrap_or_else(|| panic!("{challenge} has no row"));
        let step = row.split('`').nth(3).expect("the row names a step");
        let line = format!("    {step} = \"{challenge}\",");
        assert!(steps.contains(&line), "{challenge} is not {step}");
    }
}
