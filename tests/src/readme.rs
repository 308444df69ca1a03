//! The README and the pages of `docs/` as data: their blocks of code, so that tests can hold them against what they try.

use std::fs;

use crate::sdk::root;

/// The first block of the README in this language that starts with this line.
///
/// # Panics
/// If there is no such block.
pub fn block(language: &str, first_line: &str) -> String {
    blocks(language)
        .into_iter()
        .find(|block| block.lines().next() == Some(first_line))
        .unwrap_or_else(|| {
            panic!("the README has no block of {language} that starts with {first_line:?}")
        })
}

/// Every block of the README in this language, in order.
///
/// # Panics
/// As [`blocks_of`].
pub fn blocks(language: &str) -> Vec<String> {
    blocks_of("README.md", language)
}

/// Every block in this language of a page, given by its path from the root, in order.
///
/// # Panics
/// If the page cannot be read, or a block does not end.
pub fn blocks_of(page: &str, language: &str) -> Vec<String> {
    let text =
        fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
    let fence = format!("\n```{language}\n");
    let starts = text.split(&fence).skip(1);
    starts
        .map(|rest| {
            let (block, _) = rest.split_once("```\n").expect("a block of a page ends");
            block.to_owned()
        })
        .collect()
}
