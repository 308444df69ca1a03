//! CBOR by value: neither the order of entries counts, nor whether lengths are definite, nor how wide a number is.

use ciborium::Value;

/// Whether two data items are the same.
pub(super) fn compare(expected: &[u8], found: &[u8]) -> Result<bool, String> {
    Ok(same(&read(expected)?, &read(found)?))
}

/// The tag of seconds since the epoch, which may be a whole number or not.
const EPOCH: u64 = 1;

/// The number of a timestamp.
fn seconds(value: &Value) -> Option<f64> {
    match value {
        Value::Float(seconds) => Some(*seconds),
        Value::Integer(seconds) => i64::try_from(*seconds).ok().map(|seconds| seconds as f64),
        _ => None,
    }
}

fn read(item: &[u8]) -> Result<Value, String> {
    ciborium::from_reader(item).map_err(|error| format!("no CBOR ({error})"))
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        // Not a number is the same as not a number.
        (Value::Float(one), Value::Float(other)) => one == other || one.is_nan() && other.is_nan(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            let has = |(key, value): &(Value, Value)| {
                other.iter().any(|(other, found)| same(key, other) && same(value, found))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        (Value::Tag(EPOCH, one), Value::Tag(EPOCH, other)) => {
            match (seconds(one), seconds(other)) {
                (Some(one), Some(other)) => one == other,
                _ => same(one, other),
            }
        }
        (Value::Tag(one, inner), Value::Tag(other, found)) => one == other && same(inner, found),
        _ => one == other,
    }
}
