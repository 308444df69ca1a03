//! Blank lines between items and between methods; the formatter prints none.
//!
//! Only whole lines are added, so no token changes. The formatter's indentation says what a line is:
//! four spaces hold methods where the item is an `impl`, and statements nowhere that a blank line could follow a brace.

/// Adds blank lines to formatted source.
pub fn space(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 16);
    let mut previous = "";
    for line in source.lines() {
        if !previous.is_empty() && !line.is_empty() && wants_blank(previous, line) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}

fn wants_blank(previous: &str, line: &str) -> bool {
    let indented = line.starts_with("    ") && !line.starts_with("     ");
    if indented {
        return previous == "    }" && starts_method(line.trim_start());
    }
    if line.starts_with(' ') {
        return false;
    }
    // Inner documentation is a paragraph of its own.
    if previous.starts_with("//!") {
        return !line.starts_with("//!");
    }
    let group = |text: &str| -> Option<u8> {
        let text = text.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        if text.starts_with("use ") {
            Some(0)
        } else if text.starts_with("mod ") {
            Some(1)
        } else {
            None
        }
    };
    let ends_item = previous == "}" || previous.ends_with(';') || previous == "};";
    if !ends_item || line.starts_with('}') || line.starts_with(')') {
        return false;
    }
    match (group(previous), group(line)) {
        (Some(before), Some(after)) => before != after,
        // The last line of an import that was broken, or an item, comes before something else.
        _ => !(previous == "};" && line.starts_with("use ")),
    }
}

fn starts_method(line: &str) -> bool {
    ["///", "#[", "pub ", "fn ", "const "].iter().any(|start| line.starts_with(start))
}
