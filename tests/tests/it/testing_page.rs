//! The examples of `docs/testing.md`, as tests that run; and that the page shows them as they are here.

use tinsmith_tests::readme::blocks_of;

const SOURCE: &str = include_str!("testing_page/examples.rs");

mod examples;

#[test]
fn the_page_shows_what_runs() {
    let blocks = blocks_of("docs/testing.md", "rust");
    assert_eq!(blocks.len(), 9, "an example is missing");
    for block in blocks {
        assert!(
            SOURCE.contains(&block),
            "not in tests/tests/it/testing_page/examples.rs:\n{block}"
        );
    }
}
