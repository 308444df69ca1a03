//! Blank lines between items and between methods; the formatter prints none.
//!
//! Only empty lines are added, so no token changes. What a line is follows from how the formatter indents:
//! an item starts in the first column, a method in the fifth, behind the brace that ends the one before.

/// Adds blank lines to formatted source.
pub fn space(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 16);
    let mut previous = "";
    let mut item = Kind::Other;
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let starts_item =
            line.starts_with(|first: char| !first.is_whitespace() && !"})]".contains(first));
        let wants_blank = if starts_item {
            // A list of modules stays one with a line of documentation on each.
            let kind = match lines.clone().next() {
                Some(next) if line.starts_with("///") && Kind::of(next) == Kind::Mod => Kind::Mod,
                _ => Kind::of(line),
            };
            let wants_blank = ends_item(previous) && !(kind == item && kind != Kind::Other);
            item = kind;
            wants_blank
        } else {
            ends_member(previous) && starts_method(line)
        };
        if wants_blank {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}

/// What an item is, as far as spacing goes: items of one kind stand together, others apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    InnerDocs,
    Use,
    Mod,
    Static,
    Other,
}

impl Kind {
    fn of(line: &str) -> Self {
        let item = ["pub ", "pub(crate) ", "pub(super) "]
            .iter()
            .find_map(|visibility| line.strip_prefix(visibility))
            .unwrap_or(line);
        let starts = [
            ("//!", Self::InnerDocs),
            ("use ", Self::Use),
            ("mod ", Self::Mod),
            ("static ", Self::Static),
        ];
        starts
            .iter()
            .find(|(start, _)| item.starts_with(start))
            .map_or(Self::Other, |(_, kind)| *kind)
    }
}

/// Whether a line in front of an item is the last of another, and not one of its attributes or of its documentation.
fn ends_item(line: &str) -> bool {
    let ends_code = line.ends_with(';') || line.ends_with('}');
    ends_code && !line.starts_with("///") || line.starts_with("//!")
}

/// Whether a line is the last of a method or an associated type.
fn ends_member(line: &str) -> bool {
    line == "    }" || line.starts_with("    type ") && line.ends_with(';')
}

fn starts_method(line: &str) -> bool {
    ["    ///", "    #[", "    pub ", "    fn ", "    const "]
        .iter()
        .any(|start| line.starts_with(start))
}
