//! Numbers as a document writes them: of any size and precision.
//!
//! In comes the text of a JSON number, out go its value where a Rust type can hold it, its order among others, and the text.

use std::cmp::Ordering;
use std::fmt;

use super::Node;

/// A JSON number. Two are equal if their values are: `10`, `10.0` and `1e1` are one number.
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// A number from text that is one in JSON. Where an `f64` holds it exactly as written, it is shown as an `f64` is.
    pub(super) fn new(text: &str) -> Self {
        let written = Self(text.into());
        if written.is_plain() {
            return written;
        }
        let value = written.as_f64().and_then(serde_json::Number::from_f64);
        match value.map(|value| Self(value.to_string().into())) {
            Some(shown) if shown == written => shown,
            _ => written,
        }
    }

    /// The number that a text is in JSON, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        match Node::parse(text.as_bytes()) {
            Ok(Node::Number(number)) if !text.contains(char::is_whitespace) => Some(number),
            _ => None,
        }
    }

    /// The value, if it is whole, in whatever notation, and 64 bits can hold it.
    pub fn as_i64(&self) -> Option<i64> {
        self.whole().and_then(|digits| digits.parse().ok())
    }

    /// The value, if it is whole, in whatever notation, not negative, and 64 bits can hold it.
    pub fn as_u64(&self) -> Option<u64> {
        self.whole().and_then(|digits| digits.parse().ok())
    }

    /// The nearest `f64`, if the number is not beyond all of them.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// Whether the value has no fraction.
    pub fn is_whole(&self) -> bool {
        self.is_plain() || Decimal::of(&self.0).exponent >= 0
    }

    /// Whether it is written without a fraction and an exponent.
    pub fn is_plain(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }

    /// The digits of a whole number that is not far beyond 64 bits, with its sign.
    fn whole(&self) -> Option<String> {
        const ENOUGH: i64 = 20;
        if self.is_plain() {
            return Some(if &*self.0 == "-0" { "0".to_owned() } else { self.0.to_string() });
        }
        let Decimal { is_negative, digits, exponent } = Decimal::of(&self.0);
        let zeros = usize::try_from(exponent).ok().filter(|_| exponent <= ENOUGH)?;
        let sign = if is_negative { "-" } else { "" };
        Some(match digits.as_str() {
            "" => "0".to_owned(),
            digits => format!("{sign}{digits}{}", "0".repeat(zeros)),
        })
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By value.
impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.0 == other.0 {
            return Ordering::Equal;
        }
        let (one, other) = (Decimal::of(&self.0), Decimal::of(&other.0));
        match (one.sign(), other.sign()) {
            (-1, -1) => other.compare_magnitude(&one),
            (1, 1) => one.compare_magnitude(&other),
            (one, other) => one.cmp(&other),
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(value.to_string().into())
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(value.to_string().into())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `digits` times ten to the power of `exponent`. Digits neither begin nor end with a zero; the number zero has none.
struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn of(text: &str) -> Self {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0').trim_end_matches('0');
        if digits.is_empty() {
            return Self { is_negative, digits: String::new(), exponent: 0 };
        }
        let zeros = all.len() - all.trim_end_matches('0').len();
        let length = |text: usize| i64::try_from(text).unwrap_or(i64::MAX);
        Self {
            is_negative,
            digits: digits.to_owned(),
            exponent: written_exponent(exponent)
                .saturating_add(length(zeros))
                .saturating_sub(length(fraction.len())),
        }
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    /// Of two that are not zero: the first digit's place, then the digits.
    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let place = |number: &Self| {
            let length = i64::try_from(number.digits.len()).unwrap_or(i64::MAX);
            number.exponent.saturating_add(length)
        };
        place(self).cmp(&place(other)).then_with(|| self.digits.cmp(&other.digits))
    }
}

/// An exponent; one of more than 64 bits counts as the largest of its sign.
fn written_exponent(text: &str) -> i64 {
    let most = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    text.parse().unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        Number::new(text)
    }

    #[test]
    fn is_compared_by_value() {
        for [one, other] in [["10", "1e1"], ["10.0", "10"], ["-0", "0.0"], ["2E+308", "20e307"]] {
            assert_eq!(number(one), number(other));
        }
        let ordered = [
            "-2e308",
            "-1e308",
            "-3",
            "-2.5",
            "0",
            "1e-400",
            "0.5",
            "9",
            "10",
            "10.5",
            "18446744073709551615",
            "18446744073709551616",
            "1.5e308",
            "2e308",
            "1e99999999999",
        ];
        for pair in ordered.windows(2) {
            let [one, other] = pair else { continue };
            assert!(number(one) < number(other), "{one} {other}");
        }
    }

    #[test]
    fn is_whole_in_any_notation() {
        assert_eq!(number("3600.0").as_i64(), Some(3600));
        assert_eq!(number("3.6E3").as_u64(), Some(3600));
        assert_eq!(number("-0").as_u64(), Some(0));
        assert_eq!(number("-12e1").as_i64(), Some(-120));
        assert_eq!(number("5.5").as_i64(), None);
        assert_eq!(number("1e19").as_i64(), None);
        assert_eq!(number("1e19").as_u64(), Some(10_000_000_000_000_000_000));
        assert_eq!(number("1e99999999999").as_i64(), None);
        for zero in ["0.0", "-0e-5", "0e99"] {
            assert_eq!(number(zero).as_u64(), Some(0), "{zero}");
            assert!(number(zero).is_whole(), "{zero}");
        }
        assert!(number("1e400").is_whole() && !number("1e-400").is_whole());
    }

    #[test]
    fn keeps_what_an_f64_does_not_hold() {
        assert_eq!(number("1.0E1").to_string(), "10.0");
        assert_eq!(number("2E+308").to_string(), "2E+308");
        assert_eq!(number("2E+308").as_f64(), None);
        assert_eq!(number("0.1000000000000000000001").to_string(), "0.1000000000000000000001");
        assert_eq!(
            number("123456789012345678901234567890").to_string(),
            "123456789012345678901234567890"
        );
    }
}
