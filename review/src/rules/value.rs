//! What is known of a value while rules are followed, and how it stands in texts and names.

use tinsmith_codegen::stages::partitions::Partition;

/// What is known of a value.
#[derive(Clone)]
pub(super) enum Value<'r> {
    Unset,
    /// It has this name, if it is there.
    Perhaps(String),
    /// It is there, and has this name; or a text with names in it.
    Named(String),
    Flag(bool),
    Text(String),
    Texts(Vec<String>),
    Partition(&'r Partition),
}

pub(super) fn named(name: &str) -> String {
    format!("{{{name}}}")
}

pub(super) fn of_request(name: &str) -> String {
    named(&format!("request.{name}"))
}

/// A value as it stands in a text.
pub(super) fn text(value: &Value<'_>) -> String {
    match value {
        Value::Unset => String::new(),
        Value::Perhaps(name) | Value::Named(name) => name.clone(),
        Value::Flag(value) => value.to_string(),
        Value::Text(text) => text.clone(),
        Value::Texts(texts) => texts.join(","),
        Value::Partition(partition) => partition.name.clone(),
    }
}

/// A value as it stands in a name.
pub(super) fn inside(value: &Value<'_>) -> String {
    let text = text(value);
    let name = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    match name {
        Some(name) if !name.contains(['{', '}']) => name.to_owned(),
        _ => text,
    }
}

pub(super) fn fact<'r>(partition: &Partition, field: &str) -> Value<'r> {
    match field {
        "name" => Value::Text(partition.name.clone()),
        "dns_suffix" => Value::Text(partition.dns_suffix.clone()),
        "dual_stack_dns_suffix" => Value::Text(partition.dual_stack_dns_suffix.clone()),
        "implicit_global_region" => Value::Text(partition.implicit_global_region.clone()),
        "supports_fips" => Value::Flag(partition.supports_fips),
        "supports_dual_stack" => Value::Flag(partition.supports_dual_stack),
        other => Value::Named(named(&format!("{}.{other}", partition.name))),
    }
}

/// An element; a negative index counts from the end.
pub(super) fn item<'r>(texts: &[String], index: i64) -> Value<'r> {
    let count = i64::try_from(texts.len()).unwrap_or(i64::MAX);
    let at = if index < 0 { count + index } else { index };
    let found = usize::try_from(at).ok().and_then(|at| texts.get(at));
    found.map_or(Value::Unset, |text| Value::Text(text.clone()))
}

/// Whether a value can be one label of a host name (RFC 1123), as the runtime says.
pub(super) fn is_host_label(value: &str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&value.len())
        && value.bytes().all(is_inside)
        && !value.starts_with('-')
        && !value.ends_with('-')
}
