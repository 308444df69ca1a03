//! What each piece of a line of code is: a comment, a keyword, a type.
//!
//! In comes a whole text, since a comment or a string may run over lines; out go marks for each line.
//! The lexer is the compiler's own. It reads JSON too, as far as colours need it.
//! Colours are not here: the page's style sheet has them.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// In which language a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Rust.
    Rust,
    /// JSON.
    Json,
    /// One without colours.
    Plain,
}

impl Language {
    /// By the ending of a file's name.
    pub(super) fn of(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("rs") => Self::Rust,
            Some("json") => Self::Json,
            _ => Self::Plain,
        }
    }
}

/// A piece of a line that has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it starts, in bytes from the start of the line.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// The class that the style sheet knows: `c`omment, `s`tring, `n`umber, `k`eyword, `t`ype.
    pub(super) class: char,
}

/// The marks of every line, in order.
pub(super) fn lines(text: &str, language: Language) -> Vec<Vec<Mark>> {
    let mut lines = vec![Vec::new()];
    if language == Language::Plain {
        return lines;
    }
    let mut at = 0;
    let mut column = 0;
    for token in tokenize(text, FrontmatterAllowed::No) {
        let end = at + token.len as usize;
        let piece = text.get(at..end).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let class = class(token.kind, piece, after, language);
        for (number, part) in piece.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
                column = 0;
            }
            let mark = class.map(|class| Mark { start: column, end: column + part.len(), class });
            if let (Some(mark), Some(line)) = (mark, lines.last_mut()) {
                line.push(mark);
            }
            column += part.len();
        }
        at = end;
    }
    lines
}

fn class(kind: TokenKind, piece: &str, after: &str, language: Language) -> Option<char> {
    use ra_ap_rustc_lexer::LiteralKind::{Float, Int};
    match kind {
        TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => Some('c'),
        TokenKind::Literal { kind: Int { .. } | Float { .. }, .. } => Some('n'),
        TokenKind::Literal { .. } if language == Language::Json && is_key(after) => Some('k'),
        TokenKind::Literal { .. } => Some('s'),
        TokenKind::Lifetime { .. } => Some('k'),
        TokenKind::Ident if language == Language::Json => Some('n'),
        TokenKind::Ident if is_keyword(piece) => Some('k'),
        TokenKind::Ident if piece.starts_with(char::is_uppercase) => Some('t'),
        _ => None,
    }
}

fn is_key(after: &str) -> bool {
    after.trim_start().starts_with(':')
}

/// The keywords that generated code uses, and the primitive types.
fn is_keyword(word: &str) -> bool {
    const WORDS: [&str; 52] = [
        "as", "async", "await", "bool", "break", "char", "const", "continue", "crate", "dyn",
        "else", "enum", "extern", "f32", "f64", "false", "fn", "for", "i16", "i32", "i64", "i8",
        "if", "impl", "in", "isize", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
        "return", "self", "static", "str", "struct", "super", "trait", "true", "type", "u16",
        "u32", "u64", "u8", "union", "use", "usize", "where", "while",
    ];
    WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Language, lines};

    fn marked(text: &str, language: Language) -> Vec<Vec<(char, &str)>> {
        let marks = lines(text, language);
        text.split('\n')
            .zip(marks)
            .map(|(line, marks)| {
                marks.iter().map(|mark| (mark.class, &line[mark.start..mark.end])).collect()
            })
            .collect()
    }

    #[test]
    fn rust() {
        let line = "pub size: Option<u32>, // at least 1";
        let expected = vec![('k', "pub"), ('t', "Option"), ('k', "u32"), ('c', "// at least 1")];
        assert_eq!(marked(line, Language::Rust), [expected]);
    }

    #[test]
    fn a_string_over_lines_is_one_in_each() {
        let expected = [vec![('s', "\"ä")], vec![('s', "b\""), ('n', "7")]];
        assert_eq!(marked("\"ä\nb\" 7", Language::Rust), expected);
    }

    #[test]
    fn json_tells_keys_from_values() {
        let expected = vec![('k', "\"a\""), ('s', "\"b\""), ('k', "\"c\""), ('n', "null")];
        assert_eq!(marked(r#"{"a" : "b", "c": null}"#, Language::Json), [expected]);
    }

    #[test]
    fn a_text_in_no_known_language_is_left_as_it_is() {
        assert_eq!(Language::of("README.md"), Language::Plain);
        assert_eq!(marked("# fn", Language::Plain), [[]]);
    }
}
