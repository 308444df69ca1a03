//! What a model says, as text of the page and nothing else.
//!
//! Names and patterns come from a document that anybody may have written.
//! They are escaped for text and for quoted attributes alike, and characters that are not seen, or that change the direction of what follows, are spelled out: `\u{202e}`.

use std::fmt::{self, Write};

use askama::filters::{Escaper, Html};
use tinsmith_codegen::stages::text::{Visible as Spelled, is_unseen};

/// Escapes everything that a template prints; `askama.toml` names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visible;

impl Escaper for Visible {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((at, unseen)) = rest.char_indices().find(|(_, c)| is_spelled_out(*c)) {
            let (before, after) = rest.split_at(at);
            Html.write_escaped_str(&mut dest, before)?;
            write!(dest, "{}", Spelled(unseen.encode_utf8(&mut [0; 4])))?;
            rest = after.get(unseen.len_utf8()..).unwrap_or_default();
        }
        Html.write_escaped_str(dest, rest)
    }
}

/// Appends a text that is no part of an attribute, escaped.
///
/// Code is full of quotes, which are nothing between elements.
pub(super) fn push(into: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            unseen if is_spelled_out(unseen) => {
                // Writing into a `String` cannot fail.
                let _ = write!(into, "{}", Spelled(unseen.encode_utf8(&mut [0; 4])));
            }
            other => into.push(other),
        }
    }
}

/// What other forms spell out too; lines and tabs stay what they are in code.
fn is_spelled_out(character: char) -> bool {
    !matches!(character, '\n' | '\t') && is_unseen(character)
}

#[cfg(test)]
mod tests {
    use askama::filters::Escaper;

    use super::{Visible, push};

    fn escaped(text: &str) -> String {
        let mut page = String::new();
        push(&mut page, text);
        page
    }

    #[test]
    fn markup_is_text() {
        let text = "</script><img src=x onerror='a(\"b\")'>&amp;";
        assert_eq!(escaped(text), "&lt;/script>&lt;img src=x onerror='a(\"b\")'>&amp;amp;");
        let mut page = String::new();
        Visible.write_escaped_str(&mut page, text).unwrap();
        assert_eq!(
            page,
            "&#60;/script&#62;&#60;img src=x onerror=&#39;a(&#34;b&#34;)&#39;&#62;&#38;amp;"
        );
    }

    #[test]
    fn what_is_not_seen_is_spelled_out() {
        assert_eq!(escaped("a\u{202e}b\0c\u{200b}\td"), "a\\u{202e}b\\0c\\u{200b}\td");
    }

    #[test]
    fn letters_of_any_script_stay() {
        assert_eq!(escaped("Größe 大きさ حجم"), "Größe 大きさ حجم");
    }
}
