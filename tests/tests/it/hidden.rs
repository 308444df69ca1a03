//! What a violation says of values that lie inside something sensitive.
#![cfg(goldens)]

use tinsmith_runtime::validation::{Validation, check};
use tinsmith_tests::goldens::constraints::hidden::operation::open::OpenRequest;
use tinsmith_tests::goldens::constraints::hidden::types::{Kind, Plain, Secret};

fn plain() -> Plain {
    Plain::new().kind(Kind::from("hush")).pin(4711).tags([("hush-key", "hush-value")])
}

fn violations(request: &OpenRequest) -> Vec<String> {
    let error = check(request, Validation::Strict).expect_err("nothing of it is right");
    error.violations().iter().map(ToString::to_string).collect()
}

#[test]
fn a_shape_shows_its_values_where_nothing_is_sensitive() {
    assert_eq!(
        violations(&OpenRequest::new().plain(plain())),
        [
            "plain.kind: must be a value that the model names, is \"hush\"",
            "plain.pin: must be at most 9, is 4711",
            "plain.tags[\"hush-key\"].key: length must be at most 3, is 8",
            "plain.tags[\"hush-key\"]: length must be at most 3, is 10",
        ]
    );
}

#[test]
fn the_same_shape_hides_them_inside_a_sensitive_structure() {
    assert_eq!(
        violations(&OpenRequest::new().secret(Secret::new().plain(plain()))),
        [
            "secret.plain.kind: must be a value that the model names",
            "secret.plain.pin: must be at most 9",
            "secret.plain.tags[*].key: length must be at most 3, is 8",
            "secret.plain.tags[*]: length must be at most 3, is 10",
        ]
    );
}

#[test]
fn and_inside_sensitive_lists() {
    assert_eq!(
        violations(&OpenRequest::new().all([plain()]).names([4711])),
        [
            "all[0].kind: must be a value that the model names",
            "all[0].pin: must be at most 9",
            "all[0].tags[*].key: length must be at most 3, is 8",
            "all[0].tags[*]: length must be at most 3, is 10",
            "names[0]: must be at most 9",
        ]
    );
}
