//! Forms by their pairs: the order counts only among pairs of one name.

/// Whether two forms are the same.
pub(super) fn compare(expected: &[u8], found: &[u8]) -> Result<bool, String> {
    Ok(pairs(expected) == pairs(found))
}

/// The pairs, decoded, sorted by name.
fn pairs(form: &[u8]) -> Vec<(String, String)> {
    // A case may have its pairs on lines of their own.
    let form: Vec<u8> =
        form.iter().copied().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    let mut pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    pairs
}
