//! CBOR by value: neither the order of entries counts, nor whether lengths are definite, nor how wide a number is.

use ciborium::Value;

/// Whether two data items are the same.
pub(super) fn compare(expected: &[u8], found: &[u8]) -> Result<bool, String> {
    Ok(same(&read(expected)?, &read(found)?))
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
        (Value::Tag(one, inner), Value::Tag(other, found)) => one == other && same(inner, found),
        _ => one == other,
    }
}
