//! The README as data: its blocks of code, so that tests can hold them against what they try.

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
/// If the README cannot be read, or a block does not end.
pub fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let fence = format!("\n```{language}\n");
    let starts = readme.split(&fence).skip(1);
    starts
        .map(|rest| {
            let (block, _) = rest.split_once("```\n").expect("a block of the README ends");
            block.to_owned()
        })
        .collect()
}
