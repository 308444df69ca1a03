//! Integers as Cognito writes and hashes them.
//!
//! Written they are hexadecimal digits, with or without leading zeros, behind `-` if they are negative.
//! Hashed they are the fewest bytes that hold them in two's complement, most significant first.

use super::error::SrpError;

/// An integer of a challenge.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Integer {
    negative: bool,
    /// Most significant byte first, without leading zeros; zero has none.
    magnitude: Vec<u8>,
}

impl Integer {
    /// The integer that the parameter of this name is.
    ///
    /// # Errors
    /// If the text is not hexadecimal digits.
    pub(super) fn parse(name: &'static str, text: &str) -> Result<Self, SrpError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let refused = |found: String| SrpError::Parameter {
            name,
            expected: "an integer in hexadecimal digits",
            found,
        };
        if digits.is_empty() {
            return Err(refused("no digit".to_owned()));
        }
        let mut values = Vec::with_capacity(digits.len());
        for (index, digit) in digits.chars().enumerate() {
            let value = digit.to_digit(16).and_then(|value| u8::try_from(value).ok());
            let place = text.chars().count() - digits.chars().count() + index + 1;
            values.push(value.ok_or_else(|| {
                refused(format!("a character that is none, number {place} of the text"))
            })?);
        }
        let mut magnitude: Vec<u8> = values
            .rchunks(2)
            .rev()
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .skip_while(|byte| *byte == 0)
            .collect();
        magnitude.shrink_to_fit();
        Ok(Self { negative: negative && !magnitude.is_empty(), magnitude })
    }

    /// Its bytes without sign and leading zeros; `None` if it is negative.
    pub(super) fn positive(&self) -> Option<&[u8]> {
        (!self.negative).then_some(&*self.magnitude)
    }

    /// The fewest bytes that hold it in two's complement.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = unsigned(&self.magnitude);
        if self.negative {
            // The complement, plus one.
            let mut carry = true;
            for byte in bytes.iter_mut().rev() {
                (*byte, carry) = (!*byte).overflowing_add(u8::from(carry));
            }
            // Of a power of two whose bit was the first of its byte, the sign needs no byte of its own.
            if let [0xff, 0x80..=0xff, ..] = *bytes {
                bytes.remove(0);
            }
        }
        bytes
    }
}

/// The fewest bytes that hold this unsigned number in two's complement, one for zero.
pub(super) fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    let sign: &[u8] = if digits.first().is_none_or(|first| *first >= 0x80) { &[0] } else { &[] };
    [sign, digits].concat()
}

#[cfg(test)]
mod tests {
    use super::Integer;

    fn encode(text: &str) -> Vec<u8> {
        Integer::parse("SALT", text).expect("the text is an integer").encode()
    }

    /// What Java's `new BigInteger(text, 16).toByteArray()` gives.
    #[test]
    fn bytes_are_the_fewest_of_twos_complement() {
        let cases: [(&str, &[u8]); 24] = [
            ("0", &[0]),
            ("0000", &[0]),
            ("-0", &[0]),
            ("1", &[1]),
            ("7f", &[0x7f]),
            ("80", &[0, 0x80]),
            ("ff", &[0, 0xff]),
            ("100", &[1, 0]),
            ("00000012", &[0x12]),
            ("0080", &[0, 0x80]),
            ("8000", &[0, 0x80, 0]),
            ("aBcDeF", &[0, 0xab, 0xcd, 0xef]),
            ("123", &[1, 0x23]),
            ("-1", &[0xff]),
            ("-7f", &[0x81]),
            ("-80", &[0x80]),
            ("-81", &[0xff, 0x7f]),
            ("-ec", &[0xff, 0x14]),
            ("-ff", &[0xff, 0x01]),
            ("-100", &[0xff, 0]),
            ("-7f80", &[0x80, 0x80]),
            ("-8000", &[0x80, 0]),
            ("-8001", &[0xff, 0x7f, 0xff]),
            ("-00c8", &[0xff, 0x38]),
        ];
        for (text, expected) in cases {
            assert_eq!(encode(text), expected, "{text}");
        }
    }

    #[test]
    fn errors_say_where_and_not_what() {
        let cases = [
            ("", "no digit"),
            ("-", "no digit"),
            ("12g4", "a character that is none, number 3 of the text"),
            ("-ä", "a character that is none, number 2 of the text"),
            ("0x12", "a character that is none, number 2 of the text"),
            (" 12", "a character that is none, number 1 of the text"),
            ("12\n", "a character that is none, number 3 of the text"),
            ("--1", "a character that is none, number 2 of the text"),
            ("+1", "a character that is none, number 1 of the text"),
            ("１", "a character that is none, number 1 of the text"),
        ];
        for (text, found) in cases {
            let error = Integer::parse("SALT", text).expect_err(text);
            assert_eq!(
                error.to_string(),
                format!("SALT: expected an integer in hexadecimal digits, found {found}"),
            );
        }
    }
}
