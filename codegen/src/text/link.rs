//! Where a link may lead.

use std::fmt::Write as _;

/// The address as a destination in Markdown, if it is one of the web or of a mailbox; anything else is no link.
///
/// Whatever could end the destination, is not seen, or is no ASCII, is percent-encoded.
pub(super) fn destination(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if rest.trim_start_matches('/').len() + 2 == rest.len() => {
            let encoded = encoded(rest);
            (encoded.len() > 2).then(|| format!("{}:{encoded}", scheme.to_ascii_lowercase()))
        }
        "mailto" if is_mailbox(rest) => Some(format!("mailto:{rest}")),
        _ => None,
    }
}

/// Whether this is `local@host.domain`, of plain characters: rustdoc reads others as links to items.
fn is_mailbox(text: &str) -> bool {
    let is_plain =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
    text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && is_plain(local)
            && is_plain(host)
            && host.split('.').count() > 1
            && host.split('.').all(|label| !label.is_empty())
    })
}

fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'*+,;=%".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// A text as one segment of a path: everything but letters, digits and `-._~` is percent-encoded (RFC 3986, 2.3).
pub(super) fn segment(text: &str) -> String {
    let mut segment = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            segment.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            _ = write!(segment, "%{byte:02X}");
        }
    }
    segment
}

/// The address of a page of AWS's API reference: what the documentation calls the service, and the shape that the page is called after.
///
/// It is the one that AWS's own SDKs use; it leads to wherever the page is.
pub fn api_reference(doc_id: &str, page: &str) -> String {
    let (doc_id, page) = (segment(doc_id), segment(page));
    format!("https://docs.aws.amazon.com/goto/WebAPI/{doc_id}/{page}")
}

/// A word that is a web address, without the signs around it: what is before, the address, what is after.
pub(super) fn address_in(word: &str) -> Option<(&str, &str, &str)> {
    let start = word.len() - word.trim_start_matches(['(', '"', '\'']).len();
    let (before, rest) = word.split_at(start);
    if !(rest.starts_with("https://") || rest.starts_with("http://")) {
        return None;
    }
    let address = rest.trim_end_matches(|c: char| ".,;:!?)\"'".contains(c));
    let after = rest.get(address.len()..).unwrap_or_default();
    // One that would have to be written in another way stays text.
    (destination(address).as_deref() == Some(address)).then_some((before, address, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_web_or_to_a_mailbox() {
        for (address, expected) in [
            ("https://example.com/a?b=c&d#e", Some("https://example.com/a?b=c&d#e")),
            ("HTTP://example.com", Some("http://example.com")),
            (" https://example.com/ ", Some("https://example.com/")),
            ("https://example.com/a(b) c", Some("https://example.com/a%28b%29%20c")),
            ("https://exa\u{202e}mple.com/é", Some("https://exa%E2%80%AEmple.com/%C3%A9")),
            ("https://example.com/\n<b>`|\\", Some("https://example.com/%0A%3Cb%3E%60%7C%5C")),
            ("mailto:someone@example.com", Some("mailto:someone@example.com")),
            ("MAILTO:a.b+c@example.com", Some("mailto:a.b+c@example.com")),
            ("mailto:someone@localhost", None),
            ("mailto:a@b.c@d.e", None),
            ("mailto:a@b.c#d#e", None),
            ("mailto:", None),
            ("https:", None),
            ("https://", None),
            ("https:/example.com", None),
            ("https:///example.com", None),
            ("javascript:alert(1)", None),
            ("JavaScript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("//example.com", None),
            ("/example", None),
            ("#example", None),
            ("Client", None),
            ("crate::Client", None),
            ("", None),
        ] {
            assert_eq!(destination(address).as_deref(), expected, "{address:?}");
        }
    }

    #[test]
    fn a_segment_stays_one() {
        for (text, expected) in [
            ("cognito-idp-2016-04-18", "cognito-idp-2016-04-18"),
            ("a b/../c", "a%20b%2F..%2Fc"),
            ("x) <script>\n`", "x%29%20%3Cscript%3E%0A%60"),
            ("?q#f%41[é]", "%3Fq%23f%2541%5B%C3%A9%5D"),
            ("", ""),
        ] {
            assert_eq!(segment(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_word_can_be_an_address() {
        let address = "https://example.com/x";
        for (word, expected) in [
            ("https://example.com/x", Some(("", address, ""))),
            ("(https://example.com/x).", Some(("(", address, ")."))),
            ("\"https://example.com/x\",", Some(("\"", address, "\","))),
            ("https://example.com/<x>", None),
            ("HTTPS://example.com/x", None),
            ("https://", None),
            ("x=https://example.com/x", None),
        ] {
            assert_eq!(address_in(word), expected, "{word:?}");
        }
    }
}
