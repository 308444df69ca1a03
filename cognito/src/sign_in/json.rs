//! The parameters of a challenge that are JSON in a text.
//!
//! What cannot be read is no error: every step gives the raw text besides.

use std::collections::HashMap;

use aws_smithy_json::deserialize::json_token_iter;
use aws_smithy_json::deserialize::token::expect_document;
use aws_smithy_types::Document;

/// The members of an object that are texts; `None` if the text is no object.
pub(super) fn object(text: &str) -> Option<HashMap<String, String>> {
    let Document::Object(members) = document(text)? else { return None };
    let texts = members.into_iter().filter_map(|(name, value)| match value {
        Document::String(value) => Some((name, value)),
        _ => None,
    });
    Some(texts.collect())
}

/// The texts of a list, also of one as Python prints it (`['a', "b"]`), or with commas between bare words.
pub(super) fn list(text: &str) -> Vec<String> {
    match document(text) {
        Some(Document::Array(elements)) => {
            let texts = elements.into_iter().filter_map(|element| match element {
                Document::String(text) => Some(text),
                _ => None,
            });
            texts.collect()
        }
        Some(Document::String(text)) => vec![text],
        Some(_) => Vec::new(),
        None => bare_list(text),
    }
}

/// A text as a document, if it is JSON and nothing else.
pub(super) fn document(text: &str) -> Option<Document> {
    let mut tokens = json_token_iter(text.as_bytes()).peekable();
    let document = expect_document(&mut tokens).ok()?;
    // Nothing may follow.
    tokens.next().is_none().then_some(document)
}

fn bare_list(text: &str) -> Vec<String> {
    let text = text.trim();
    let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let elements = text.split(',').map(|element| element.trim().trim_matches(['\'', '"']));
    elements.filter(|element| !element.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{list, object};

    #[test]
    fn lists_are_read_leniently() {
        for (text, expected) in [
            (r#"["SMS_MFA","SOFTWARE_TOKEN_MFA"]"#, &["SMS_MFA", "SOFTWARE_TOKEN_MFA"][..]),
            (r#"["a", 1, null, "b"]"#, &["a", "b"]),
            (r#"["a,b", "c\u0064"]"#, &["a,b", "cd"]),
            (r#"['SMS_MFA', "SOFTWARE_TOKEN_MFA"]"#, &["SMS_MFA", "SOFTWARE_TOKEN_MFA"]),
            ("SMS_MFA, EMAIL_OTP", &["SMS_MFA", "EMAIL_OTP"]),
            (r#""SMS_MFA""#, &["SMS_MFA"]),
            ("SMS_MFA", &["SMS_MFA"]),
            ("[]", &[]),
            ("{}", &[]),
            ("null", &[]),
            ("", &[]),
        ] {
            assert_eq!(list(text), expected, "{text}");
        }
    }

    #[test]
    fn objects_give_their_texts() {
        let read = object(r#"{"email": "kim@example.org", "email_verified": true}"#);
        let read = read.expect("it is an object");
        assert_eq!(read.len(), 1);
        assert_eq!(read["email"], "kim@example.org");
        for text in ["[]", "", "{", "{'a': 'b'}", r#"{"a": "b"} x"#] {
            assert_eq!(object(text), None, "{text}");
        }
    }
}
