//! Searches in text.
//!
//! Those of the standard library are compiled wherever they are called, and are made for long texts; these look at each place in turn.

/// Gives what stands before the first `separator`, and what stands behind it.
pub(crate) fn split_at_first<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    text.char_indices().find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        Some((before, rest.strip_prefix(separator)?))
    })
}

/// Whether the text holds another one.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    part.is_empty() || split_at_first(text, part).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_split_where_the_standard_library_splits_them() {
        for text in ["", ":", "://", "a://", "://b", "a://b://c", "a:/:/b", "é://ü", "a:://b"] {
            assert_eq!(split_at_first(text, "://"), text.split_once("://"), "{text}");
            assert_eq!(contains(text, "://"), text.contains("://"), "{text}");
            assert!(contains(text, ""), "{text}");
        }
    }
}
