//! A claim of a token, read without verifying anything.

use aws_smithy_types::base64;

use super::json;

/// The claim of this name, if the token is a JSON Web Token that has it as text.
///
/// That is enough for what the claims are used for here: they go back to the service that made the token, as a key and under a hash.
pub(super) fn claim(token: &str, name: &str) -> Option<String> {
    let payload = token.split('.').nth(1)?;
    json::object(std::str::from_utf8(&decode(payload)?).ok()?)?.remove(name)
}

/// Decodes Base64 in the alphabet for URLs, without padding (RFC 7515, section 2).
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut text = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    base64::decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::claim;

    /// `{"alg":"none"}`, then the payload, then a signature that nobody looks at.
    fn token(payload: &str) -> String {
        format!("eyJhbGciOiJub25lIn0.{payload}.c2ln")
    }

    #[test]
    fn reads_text() {
        // {"username":"kim","exp":1}
        let token = token("eyJ1c2VybmFtZSI6ImtpbSIsImV4cCI6MX0");
        assert_eq!(claim(&token, "username").as_deref(), Some("kim"));
        assert_eq!(claim(&token, "exp"), None);
        assert_eq!(claim(&token, "sub"), None);
    }

    #[test]
    fn reads_both_characters_that_only_this_alphabet_has() {
        // {"cognito:username":"ÿ>?~ü"}
        let token = token("eyJjb2duaXRvOnVzZXJuYW1lIjoiw78-P37DvCJ9");
        assert_eq!(claim(&token, "cognito:username").as_deref(), Some("ÿ>?~ü"));
        // {"k":"???>>>"}
        let token = self::token("eyJrIjoiPz8_Pj4-In0");
        assert_eq!(claim(&token, "k").as_deref(), Some("???>>>"));
    }

    #[test]
    fn gives_nothing_for_what_is_no_token() {
        for text in ["", "opaque", "a.b", "a.*.c", "a..c", "a.e30.c", "a.W10.c", "a.gA.c", "é.é.é"]
        {
            assert_eq!(claim(text, "username"), None, "{text}");
        }
    }
}
