//! Our own sentences as sentences, with what is a model's as code.
//!
//! In comes a detail, a note or a warning, out goes one line of Markdown in which what stood in backticks is a code span.
//! A model's names stand outside of backticks too, and escaping is no remedy: GitHub looks for mentions and references in what a reader sees.
//! So only plain words stay text, and whatever has another character in it becomes code.

use super::escape::code;
use crate::form::spans::{Piece, pieces};
use crate::form::words::printable;

/// A sentence in one line.
pub(in crate::form) fn prose(sentence: &str) -> String {
    let shown = printable(sentence);
    let pieces = pieces(shown.trim());
    // Without a space between them the fences of two spans would be one.
    let is_joined = pieces.windows(2).any(|pair| match pair {
        [Piece::Code(_), Piece::Text(text)] => is_code(text.split(' ').next()),
        [Piece::Text(text), Piece::Code(_)] => is_code(text.split(' ').next_back()),
        _ => true,
    });
    if pieces.is_empty() || is_joined {
        return code(sentence);
    }
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) => words(text),
        Piece::Code(text) => code(text),
    });
    pieces.collect()
}

/// Words, with one code span from the first to the last that is not plain.
fn words(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let first = words.iter().position(|word| !is_plain(word));
    let last = words.iter().rposition(|word| !is_plain(word));
    let (Some(first), Some(last)) = (first, last) else { return text.to_owned() };
    let (before, rest) = words.split_at(first);
    let (inner, after) = rest.split_at(last - first + 1);
    let inner = inner.join(" ");
    let bare = inner.trim_end_matches([',', ';', ':']);
    let (bare, end) = inner.split_at(bare.len());
    let mut parts: Vec<String> = before.iter().map(|word| (*word).to_owned()).collect();
    parts.push(code(bare) + end);
    parts.extend(after.iter().map(|word| (*word).to_owned()));
    parts.join(" ")
}

fn is_code(word: Option<&str>) -> bool {
    word.is_some_and(|word| !is_plain(word))
}

/// Whether nobody can take a word for anything else: a mention, a reference, a link, a tag, emphasis, the start of a list.
fn is_plain(word: &str) -> bool {
    if word == "->" {
        return true;
    }
    let word = word.strip_prefix('(').unwrap_or(word);
    let core = word.trim_end_matches([',', ';', ':']);
    if core.bytes().all(|byte| byte.is_ascii_digit()) {
        return core.len() < LEAST_HASH;
    }
    let core = core.trim_end_matches([')', '.']);
    let is_number = !core.is_empty() && core.bytes().all(|byte| byte.is_ascii_digit());
    let is_hash = core.len() >= LEAST_HASH && core.bytes().all(|byte| byte.is_ascii_hexdigit());
    !is_number && !is_hash && core.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'\'')
}

/// Digits of a hash by which GitHub finds a commit.
const LEAST_HASH: usize = 7;

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn our_words_are_text_and_a_models_are_code() {
        let pairs = [
            ("new value X, `X` in Rust", "new value X, `X` in Rust"),
            ("length 6..=256 -> ..=256, widened", "length `6..=256 -> ..=256`, widened"),
            ("pattern ``a`b`` -> `[a-z|0-9]+`", "pattern ``a`b`` -> `[a-z|0-9]+`"),
            ("`a` added: { \"b\": [1, 2] }", "`a` added: `{ \"b\": [1, 2] }`"),
            ("`a` (a streaming blob) is left out.", "`a` (a streaming blob) is left out."),
            ("2 of 40 test cases", "2 of 40 test cases"),
            ("it is the caller's fault", "it is the caller's fault"),
        ];
        for (sentence, expected) in pairs {
            assert_eq!(prose(sentence), expected);
        }
    }

    #[test]
    fn what_could_be_more_than_a_word_is_code() {
        for word in [
            "@all",
            "#1",
            "GH-1",
            "a/b#1",
            "a@b.c",
            "www.a.b",
            "https://a.b",
            "1.",
            "1)",
            "-",
            "+",
            "*a*",
            "_a_",
            "~a~",
            "<b>",
            "&lt;",
            "[a]",
            "!",
            "|",
            "\\",
            "$a$",
            ":a:",
            "a:b:",
            "=",
            "deadbeef",
            "1234567",
            "é",
            "<!--",
            "(#1",
            ">",
            "``",
            "1.)",
            "(1)",
        ] {
            let (core, end) = word.split_at(word.trim_end_matches([':', ';']).len());
            assert_eq!(prose(word), super::code(core) + end);
            let sentence = prose(&format!("a {word} b"));
            assert!(sentence.starts_with("a `") && sentence.ends_with(" b"), "{sentence}");
        }
    }

    #[test]
    fn spans_that_touch_become_one() {
        assert_eq!(prose("`a`-`b`"), "`` `a`-`b` ``");
        assert_eq!(prose("`a`@b"), "`` `a`@b ``");
        assert_eq!(prose("`a`, `b`: c"), "`a`, `b`: c");
        assert_eq!(prose(""), "`  `");
    }
}
