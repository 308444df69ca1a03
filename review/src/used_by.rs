//! Which changes concern a program: its sources are searched for the names that the crates gave to what changed.
//!
//! The sources are read by the compiler's lexer and not built, so what a macro writes is seen as it stands there, and a word that
//! happens to be the same counts too. A change is told once too often rather than not at all.

use std::collections::{BTreeMap, BTreeSet};

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};
use tinsmith_codegen::stages::ir::Crate;
use tinsmith_codegen::stages::ir::item::Item;

use crate::report::{Change, CrateReview, UsedBy};
use crate::table::{Callers, Kind, Wire};

/// The identifiers of a program, each with where it stands first.
#[derive(Clone, Debug, Default)]
pub struct Program {
    folder: String,
    /// All of them.
    words: BTreeMap<String, String>,
    /// Those behind a dot or a path: methods, fields, functions of a type.
    members: BTreeMap<String, String>,
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
        let (mut at, mut line, mut is_member) = (0, 1, false);
        for token in tokenize(text, FrontmatterAllowed::Yes) {
            let end = at + token.len as usize;
            let piece = text.get(at..end).unwrap_or_default();
            match token.kind {
                TokenKind::Ident | TokenKind::RawIdent => {
                    let word = piece.trim_start_matches("r#").to_owned();
                    let place = || format!("{path}:{line}");
                    if is_member {
                        self.members.entry(word.clone()).or_insert_with(place);
                    }
                    self.words.entry(word).or_insert_with(place);
                    is_member = false;
                }
                TokenKind::Dot | TokenKind::Colon => is_member = true,
                TokenKind::Whitespace
                | TokenKind::LineComment { .. }
                | TokenKind::BlockComment { .. } => {}
                _ => is_member = false,
            }
            line += piece.matches('\n').count();
            at = end;
        }
    }

    /// The word, with where it stands first.
    fn word(&self, name: &str) -> Option<String> {
        self.words.get(name).map(|place| format!("{place}: {name}"))
    }

    fn member(&self, name: &str) -> Option<String> {
        self.members.get(name).map(|place| format!("{place}: {name}"))
    }
}

/// What the crates before and after a change call things in Rust.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By the name of an operation: its method, and the types that only it has.
    operations: BTreeMap<String, BTreeSet<String>>,
    /// By the id of a shape: its type.
    types: BTreeMap<String, BTreeSet<String>>,
    /// By the id of a member: its field or variant.
    members: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    /// The names of some crates.
    pub fn of<'c>(crates: impl IntoIterator<Item = &'c Crate>) -> Self {
        let mut names = Self::default();
        for krate in crates {
            for operation in &krate.operations {
                let own = names.operations.entry(operation.shape.name().to_owned()).or_default();
                own.insert(operation.method.as_str().to_owned());
                own.insert(operation.input.name.as_str().to_owned());
            }
            for (id, item) in &krate.items {
                let ty = item.type_ref().name.as_str().to_owned();
                names.types.entry(id.as_str().to_owned()).or_default().insert(ty);
                let members: Vec<(&String, &str)> = match item {
                    Item::Struct(item) => item
                        .fields
                        .iter()
                        .map(|field| (&field.member, field.name.as_str()))
                        .collect(),
                    Item::Union(item) => item
                        .variants
                        .iter()
                        .map(|variant| (&variant.member, variant.name.as_str()))
                        .collect(),
                    Item::Enum(_) => Vec::new(),
                };
                for (member, name) in members {
                    let place = id.with_member(member).as_str().to_owned();
                    names.members.entry(place).or_default().insert(name.to_owned());
                }
            }
        }
        names
    }

    /// The operations that a program calls, or whose requests it names.
    fn called(&self, program: &Program) -> BTreeMap<&str, String> {
        let called = self.operations.iter().filter_map(|(operation, names)| {
            let place = names.iter().find_map(|name| program.member(name))?;
            Some((operation.as_str(), place))
        });
        called.collect()
    }
}

/// Says of each change with an effect where a program may meet it, and of the crate which operations the program uses.
pub fn mark(review: &mut CrateReview, program: &Program, names: &Names) {
    let called = names.called(program);
    for change in &mut review.changes {
        change.used_at = places(change, program, names, &called);
    }
    let operations = called.keys().map(|name| (*name).to_owned()).collect();
    review.used_by = Some(UsedBy { folder: program.folder.clone(), operations });
}

/// Where a program meets a change; nowhere, where it does not.
fn places(
    change: &Change,
    program: &Program,
    names: &Names,
    called: &BTreeMap<&str, String>,
) -> Vec<String> {
    let row = change.row();
    let is_felt = row.callers == Callers::Breaking || row.wire != Wire::Works || row.at_run_time;
    if !is_felt {
        return Vec::new();
    }
    let operations = change.reach.operations();
    let calls = operations.iter().filter_map(|name| called.get(name)).cloned();
    // What is about the service is met by whoever calls anything.
    let mut places: Vec<String> = match operations.is_empty() {
        true => called.values().take(1).cloned().collect(),
        false => calls.take(1).collect(),
    };
    let shapes: BTreeSet<&str> =
        change.shapes().filter_map(|shape| shape.split('$').next()).collect();
    let types = shapes.iter().filter_map(|shape| names.types.get(*shape)).flatten();
    places.extend(types.filter_map(|name| program.word(name)).take(1));
    if places.is_empty() || is_met_by_all(change.kind) {
        return places;
    }
    // A member is only met by who names it.
    let members: BTreeSet<&String> =
        change.shapes().filter_map(|place| names.members.get(place)).flatten().collect();
    if members.is_empty() {
        return places;
    }
    let named: Vec<String> = members.iter().filter_map(|name| program.word(name)).collect();
    if named.is_empty() {
        return named;
    }
    places.extend(named);
    places
}

/// Whether a change of a member is met by programs that do not name the member: it now has to be, or has another value without it.
fn is_met_by_all(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RequiredMemberAddedToInput
            | Kind::RequiredMemberAddedToOutput
            | Kind::MemberMadeRequiredInInput
            | Kind::RequiredAtRunTimeAdded
            | Kind::RequiredMembersReordered
            | Kind::DefaultChanged
            | Kind::DefaultOfOutputChanged
            | Kind::DefaultAdded
            | Kind::DefaultDropped
            | Kind::DefaultLeftToService
            | Kind::DefaultDroppedFromRequired
    )
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
    fn what_is_no_rust_is_read_as_far_as_it_goes() {
        for text in ["", "\"never ends", "\u{0}\u{ffff}", "r#\"", "'", "}}}} .heat"] {
            _ = program(text);
        }
        assert!(program("}}}} .heat").member("heat").is_some());
    }
}
