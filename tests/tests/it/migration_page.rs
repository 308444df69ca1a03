//! `docs/migration.md` shows code that compiles: what it puts beside each other is in `bench/migration`.

use cognito_identity_provider::client::HttpResponse;
use cognito_identity_provider::config::http::SdkBody;
use cognito_identity_provider::error::{CallError, ErrorMetadata, SdkError};
use cognito_identity_provider::operation::sign_up::SignUpError;
use cognito_identity_provider::types::error::UsernameExistsException;
use tinsmith_tests::readme::blocks_of;

#[path = "../../../bench/migration/src/generated_crate.rs"]
#[expect(dead_code, unreachable_pub, reason = "that it compiles is the test")]
#[expect(clippy::print_stdout, reason = "it is a program's code")]
mod generated_crate;

const OFFICIAL: &str = include_str!("../../../bench/migration/src/official_crate.rs");
const GENERATED: &str = include_str!("../../../bench/migration/src/generated_crate.rs");

#[test]
fn every_pair_is_what_compiles() {
    let blocks = blocks_of("docs/migration.md", "rust");
    let functions = |source: &str| source.matches("\npub ").count();
    assert_eq!((functions(OFFICIAL), functions(GENERATED)), (18, 18));
    assert_eq!(blocks.len(), 36, "a function of `bench/migration` is not shown");
    for pair in blocks.chunks(2) {
        for (block, source) in pair.iter().zip([OFFICIAL, GENERATED]) {
            assert!(source.contains(&indented(block)), "not in `bench/migration`:\n{block}");
        }
    }
}

#[test]
fn an_error_is_recognised_in_every_way() {
    let refusal = UsernameExistsException::from(ErrorMetadata::builder().message("taken").build());
    let status = 400.try_into().expect("400 is a status");
    let error = SdkError::service_error(
        SignUpError::UsernameExistsException(refusal),
        HttpResponse::new(status, SdkBody::empty()),
    );
    let error = CallError::from(error);
    assert!(generated_crate::exists(&error));
    assert!(generated_crate::exists_in_debug(&error));
    assert!(generated_crate::exists_in_text(&error));
    assert!(!generated_crate::helped(&error));
    assert_eq!(
        generated_crate::printed(&error),
        "not signed up: SignUp failed: UsernameExistsException: taken (HTTP status 400)"
    );
}

/// The text as the body of a function.
fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    text.lines().map(line).collect()
}
