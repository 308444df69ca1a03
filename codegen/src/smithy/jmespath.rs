//! JMESPath, as far as syntax goes: text to an expression, with a limit.
//!
//! In comes the text of a trait; out goes the tree of the `jmespath` crate, or what is wrong with the text.
//! What its names mean is not asked here: that takes a shape to start from, and is done in `resolve`.

pub use jmespath::ast::{Ast, Comparator};

/// How long an expression may be: the parser, and all that walks over its result, calls itself for each level.
///
/// The longest that AWS has is 201 bytes.
const MAX_BYTES: usize = 300;

/// Parses an expression.
///
/// # Errors
/// What is wrong with it, with the place in the text.
pub fn parse(text: &str) -> Result<Ast, String> {
    if text.len() > MAX_BYTES {
        return Err(format!(
            "expected a JMESPath expression of at most {MAX_BYTES} bytes, found {}",
            text.len()
        ));
    }
    jmespath::parse(text).map_err(|error| {
        format!(
            "expected a JMESPath expression, found `{text}`, which is none from byte {} on",
            error.offset
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_place() {
        assert_eq!(
            parse("a.b[").unwrap_err(),
            "expected a JMESPath expression, found `a.b[`, which is none from byte 4 on"
        );
    }

    #[test]
    fn an_expression_has_a_limit() {
        assert_eq!(
            parse(&"a".repeat(301)).unwrap_err(),
            "expected a JMESPath expression of at most 300 bytes, found 301"
        );
    }

    #[test]
    fn nesting_up_to_the_limit_ends() {
        for opening in ["(", "[", "!", "{a:", "a[?", "a[", "a(", "&", "`[", "a.", "a|", "a||"] {
            let text = opening.repeat(MAX_BYTES / opening.len());
            assert!(parse(&text).is_err(), "{opening}");
        }
        assert!(parse(&vec!["a"; 150].join(".")).is_ok());
        assert!(parse(&format!("{}a", "!".repeat(299))).is_ok());
        assert!(parse(&format!("a{}", "[]".repeat(149))).is_ok());
    }
}
