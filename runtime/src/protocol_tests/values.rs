//! Values that Rust has no literal for.

use super::Failure;
use crate::primitives::{BigDecimal, BigInteger, Document, Number};

/// Gives a document; takes JSON.
///
/// # Errors
/// If it is no JSON.
pub fn document(json: &str) -> Result<Document, Failure> {
    let value: serde_json::Value = serde_json::from_str(json)
        .map_err(|error| Failure::new(format!("the case: expected JSON as a document: {error}")))?;
    Ok(of_json(value))
}

/// Gives a whole number of any size.
///
/// # Errors
/// If it is none.
pub fn big_integer(digits: &str) -> Result<BigInteger, Failure> {
    digits.parse().map_err(|error| Failure::new(format!("the case: `{digits}`: {error}")))
}

/// Gives a decimal number of any size.
///
/// # Errors
/// If it is none.
pub fn big_decimal(digits: &str) -> Result<BigDecimal, Failure> {
    digits.parse().map_err(|error| Failure::new(format!("the case: `{digits}`: {error}")))
}

fn of_json(value: serde_json::Value) -> Document {
    match value {
        serde_json::Value::Null => Document::Null,
        serde_json::Value::Bool(value) => Document::Bool(value),
        serde_json::Value::Number(number) => Document::Number(of_number(&number)),
        serde_json::Value::String(text) => Document::String(text),
        serde_json::Value::Array(elements) => {
            Document::Array(elements.into_iter().map(of_json).collect())
        }
        serde_json::Value::Object(entries) => Document::Object(
            entries.into_iter().map(|(key, value)| (key, of_json(value))).collect(),
        ),
    }
}

/// A number as the official deserializer of documents reads it: positive, negative, or with a fraction.
fn of_number(number: &serde_json::Number) -> Number {
    match (number.as_u64(), number.as_i64()) {
        (Some(positive), _) => Number::PosInt(positive),
        (None, Some(negative)) => Number::NegInt(negative),
        (None, None) => Number::Float(number.as_f64().unwrap_or(f64::NAN)),
    }
}
