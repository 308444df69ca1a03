//! What may stand in a host name.

use super::EndpointError;

/// Whether a value can be one label of a host name (RFC 1123).
#[must_use]
pub fn is_host_label(value: &str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&value.len())
        && value.bytes().all(is_inside)
        && !value.starts_with('-')
        && !value.ends_with('-')
}

/// Gives the value of a member that goes into the host name (`@hostLabel`).
///
/// # Errors
/// If it is not set, or cannot be a label of a host name. The error names the member; the value, which can be a secret, does not show.
pub fn host_label<'a>(
    member: &str,
    value: impl Into<Option<&'a str>>,
) -> Result<&'a str, EndpointError> {
    let found = match value.into() {
        Some(value) if is_host_label(value) => return Ok(value),
        Some("") => "is empty",
        Some(_) => "has other characters, or more of them",
        None => "is not set",
    };
    Err(EndpointError::new(format!(
        "the member {member} is a part of the host name and has to be 1 to 63 letters, digits and hyphens, with no hyphen at either end: it {found}"
    )))
}

/// Whether a value is one or more labels with dots between them.
#[must_use]
#[inline]
pub fn are_host_labels(value: &str) -> bool {
    value.split('.').all(is_host_label)
}

/// Whether the name of an S3 bucket can be a label of a host name: three characters or more, none of them upper case.
#[must_use]
#[inline]
pub fn is_virtual_hostable_bucket(name: &str) -> bool {
    is_host_label(name) && is_bucket(name)
}

/// As [`is_virtual_hostable_bucket`], for names with dots in them; one that looks like an IPv4 address is not.
#[must_use]
#[inline]
pub fn is_virtual_hostable_bucket_with_dots(name: &str) -> bool {
    are_host_labels(name) && is_bucket(name) && !looks_like_ipv4(name)
}

#[inline]
fn is_bucket(name: &str) -> bool {
    name.len() >= 3 && !name.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Whether there are four numbers, however large.
#[inline]
fn looks_like_ipv4(name: &str) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    name.split('.').count() == 4 && name.split('.').all(is_number)
}
