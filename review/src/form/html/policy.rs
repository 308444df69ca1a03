//! What the page may do: run its own script, use its own style, and nothing else.
//!
//! In come the style and the script, out goes a Content Security Policy (Level 3) that names them by their hashes, so that markup which should not be there could neither run nor reach the network.

use hmac_sha256::Hash as Sha256;

/// The policy for a page with this style and this script.
pub(super) fn of(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::hash(text.as_bytes())))
}

/// Base 64 (RFC 4648, 4) with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3)
            .fold(0_usize, |bits, at| bits << 8 | chunk.get(at).map_or(0, |b| usize::from(*b)));
        for at in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * at) & 63];
            text.push(if at > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, hash};

    #[test]
    fn base64_of_the_examples_of_its_rfc() {
        let examples = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let expected = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        assert_eq!(examples.map(|text| base64(text.as_bytes())), expected);
    }

    #[test]
    fn a_hash_as_browsers_compare_it() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
