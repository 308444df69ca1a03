//! The words of a program's sources, each with where it stands first.

use std::collections::BTreeMap;

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

/// The identifiers and texts of a program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub(super) folder: String,
    /// All identifiers.
    words: BTreeMap<String, String>,
    /// Those behind a dot or a path: methods, fields, functions of a type. In a macro, all: it may put the dot there.
    members: BTreeMap<String, String>,
    /// Strings, as they are written.
    texts: BTreeMap<String, String>,
}

/// How far the invocation of a macro has been read.
#[derive(Clone, Copy)]
enum Macro {
    /// There is none.
    None,
    /// `name`, then `name!`.
    Named,
    Called,
    /// Within so many brackets.
    Inside(usize),
}

impl Macro {
    /// After a token that is no space and no comment.
    fn next(self, token: TokenKind) -> Self {
        use TokenKind::{
            Bang, CloseBrace, CloseBracket, CloseParen, Ident, OpenBrace, OpenBracket, OpenParen,
        };
        match (self, token) {
            (Self::Inside(depth), OpenParen | OpenBracket | OpenBrace) => Self::Inside(depth + 1),
            (Self::Inside(1), CloseParen | CloseBracket | CloseBrace) => Self::None,
            (Self::Inside(depth), CloseParen | CloseBracket | CloseBrace) => {
                Self::Inside(depth - 1)
            }
            (Self::Inside(depth), _) => Self::Inside(depth),
            (Self::Called, OpenParen | OpenBracket | OpenBrace) => Self::Inside(1),
            (Self::Named, Bang) => Self::Called,
            (_, Ident) => Self::Named,
            _ => Self::None,
        }
    }
}

impl Program {
    /// Reads sources: the path of each, as the reader is to see it, and its text.
    pub fn of(folder: &str, sources: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut program = Self { folder: folder.to_owned(), ..Self::default() };
        for (path, text) in sources {
            program.read(&path, &text);
        }
        program
    }

    fn read(&mut self, path: &str, text: &str) {
        let (mut at, mut line, mut is_member, mut within) = (0, 1, false, Macro::None);
        for token in tokenize(text, FrontmatterAllowed::Yes) {
            let end = at + token.len as usize;
            let piece = text.get(at..end).unwrap_or_default();
            let place = || format!("{path}:{line}");
            let is_blank = matches!(
                token.kind,
                TokenKind::Whitespace
                    | TokenKind::LineComment { .. }
                    | TokenKind::BlockComment { .. }
            );
            match token.kind {
                TokenKind::Ident | TokenKind::RawIdent => {
                    let word = piece.trim_start_matches("r#").to_owned();
                    if is_member || matches!(within, Macro::Inside(_)) {
                        self.members.entry(word.clone()).or_insert_with(place);
                    }
                    self.words.entry(word).or_insert_with(place);
                }
                TokenKind::Literal {
                    kind: LiteralKind::Str { .. } | LiteralKind::RawStr { .. },
                    ..
                } => {
                    let text = piece.trim_start_matches('r').trim_matches('#').trim_matches('"');
                    self.texts.entry(text.to_owned()).or_insert_with(place);
                }
                _ => {}
            }
            if !is_blank {
                is_member = matches!(token.kind, TokenKind::Dot | TokenKind::Colon);
                within = within.next(token.kind);
            }
            line += piece.matches('\n').count();
            at = end;
        }
    }

    /// The word, with where it stands first.
    pub(super) fn word(&self, name: &str) -> Option<String> {
        self.words.get(name).map(|place| format!("{place}: {name}"))
    }

    /// The same of what stands behind a dot or a path.
    pub(super) fn member(&self, name: &str) -> Option<String> {
        self.members.get(name).map(|place| format!("{place}: {name}"))
    }

    /// The same of a string.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        self.texts.get(text).map(|place| format!("{place}: {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Program;

    fn program(text: &str) -> Program {
        Program::of("app", [("app/src/main.rs".to_owned(), text.to_owned())])
    }

    #[test]
    fn words_are_found_where_they_are_code() {
        let program = program(
            "// sign_up\nfn main() {\n    let text = \"sign_out\";\n    client\n        .initiate_auth(r#type); /* a\n b */ Kiln::heat(x)\n    vec![self.fuel]\n}\n",
        );
        assert_eq!(
            program.member("initiate_auth").as_deref(),
            Some("app/src/main.rs:5: initiate_auth")
        );
        assert_eq!(program.word("type").as_deref(), Some("app/src/main.rs:5: type"));
        assert_eq!(program.word("Kiln").as_deref(), Some("app/src/main.rs:6: Kiln"));
        assert_eq!(program.member("heat").as_deref(), Some("app/src/main.rs:6: heat"));
        assert_eq!(program.member("fuel").as_deref(), Some("app/src/main.rs:7: fuel"));
        for word in ["sign_up", "sign_out", "b"] {
            assert_eq!(program.word(word), None, "{word}");
        }
        assert_eq!(program.member("client"), None);
    }

    #[test]
    fn what_a_macro_gets_may_be_a_member() {
        let program = program("call!(client, fire, [heat]); fire2(); a != fire3; x! { y } glaze");
        for word in ["client", "fire", "heat", "y"] {
            assert!(program.member(word).is_some(), "{word}");
        }
        for word in ["call", "fire2", "fire3", "glaze"] {
            assert_eq!(program.member(word), None, "{word}");
        }
    }

    #[test]
    fn strings_are_found_by_what_is_in_them() {
        let program = program("f(\"Gas\", r#\"Wood\"#, b\"Coal\"); // \"Oil\"");
        assert_eq!(program.text("Gas").as_deref(), Some("app/src/main.rs:1: \"Gas\""));
        assert!(program.text("Wood").is_some());
        assert_eq!((program.text("Coal"), program.text("Oil")), (None, None));
    }

    #[test]
    fn what_is_no_rust_is_read_as_far_as_it_goes() {
        for text in ["", "\"never ends", "\u{0}\u{ffff}", "r#\"", "'", "}}}} .heat"] {
            _ = program(text);
        }
        assert!(program("}}}} .heat").member("heat").is_some());
    }
}
