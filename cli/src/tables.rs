//! Entries of a TOML file such as `[[sdk]]`, one more or one less: comments and layout stay.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// The entries of this name; `None` where the file has it in another form.
pub(crate) fn entries<'d>(
    document: &'d mut DocumentMut,
    name: &str,
) -> Option<&'d mut ArrayOfTables> {
    document
        .entry(name)
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
}

/// Puts an entry behind those that there are.
pub(crate) fn push(document: &mut DocumentMut, name: &str, mut entry: Table) -> Option<()> {
    // A file of comments alone is what stands above the first entry.
    let comments = document.trailing().as_str().unwrap_or_default().to_owned();
    if document.is_empty() && !comments.is_empty() {
        entry.decor_mut().set_prefix(format!("{comments}\n"));
        document.set_trailing("");
    }
    entries(document, name)?.push(entry);
    Some(())
}

/// The text of the file without the entries for which something holds.
pub(crate) fn without(
    mut document: DocumentMut,
    name: &str,
    goes: impl Fn(&Table) -> bool,
) -> Option<String> {
    // Comments at the top of a file stay, unless they stand right above the entry.
    let is_first = document.iter().next().is_some_and(|(first, _)| first == name);
    let entries = entries(&mut document, name)?;
    let above = entries.get(0).filter(|entry| is_first && goes(entry)).and_then(|entry| {
        let prefix = entry.decor().prefix()?.as_str()?;
        prefix.rfind("\n\n").and_then(|end| prefix.get(..=end)).map(str::to_owned)
    });
    entries.retain(|entry| !goes(entry));
    if entries.is_empty() {
        document.remove(name);
    }
    let text = document.to_string();
    Some(match above {
        Some(above) if text.trim().is_empty() => above,
        Some(above) => format!("{above}\n{}", text.trim_start_matches('\n')),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        let mut entry = Table::new();
        entry.insert("name", toml_edit::value("pots"));
        push(&mut document, "sdk", entry).unwrap();
        document.to_string()
    }

    fn without(text: &str) -> String {
        let is_pots = |entry: &Table| entry.get("name").and_then(Item::as_str) == Some("pots");
        super::without(text.parse().unwrap(), "sdk", is_pots).unwrap()
    }

    #[test]
    fn the_first_entry_comes_below_what_is_there_and_goes_again() {
        let entry = "[[sdk]]\nname = \"pots\"\n";
        for (text, expected) in [
            ("", entry.to_owned()),
            ("# Crates.\n", format!("# Crates.\n\n{entry}")),
            ("# Crates.\n\n# More.\n", format!("# Crates.\n\n# More.\n\n{entry}")),
            ("[models]\ngit = \"x\"\n", format!("[models]\ngit = \"x\"\n\n{entry}")),
            (
                "# Crates.\n\n[models]\ngit = \"x\"\n\n# The end.\n",
                format!("# Crates.\n\n[models]\ngit = \"x\"\n\n{entry}\n# The end.\n"),
            ),
            (
                "[[sdk]]\nname = \"a\"\n\n[partitions]\n",
                format!("[[sdk]]\nname = \"a\"\n\n{entry}\n[partitions]\n"),
            ),
        ] {
            assert_eq!(with(text), expected);
            assert_eq!(without(&expected), text);
        }
    }

    #[test]
    fn comments_at_the_top_stay_and_those_of_an_entry_go_with_it() {
        let entry = "[[sdk]]\nname = \"pots\"\n";
        let other = "[[sdk]]\nname = \"cups\"\n";
        for (text, expected) in [
            (format!("# Top.\n\n{entry}\n{other}"), format!("# Top.\n\n{other}")),
            (format!("# Top.\n\n# Pots.\n{entry}\n{other}"), format!("# Top.\n\n{other}")),
            (format!("# Pots.\n{entry}\n# Cups.\n{other}"), format!("\n# Cups.\n{other}")),
            (format!("# Top.\n\n{entry}\n[x]\n"), "# Top.\n\n[x]\n".to_owned()),
            (format!("# Top.\n\n{other}\n# Pots.\n\n{entry}"), format!("# Top.\n\n{other}")),
            (format!("{entry}\n# The end.\n"), "\n# The end.\n".to_owned()),
        ] {
            assert_eq!(without(&text), expected);
        }
    }

    #[test]
    fn another_form_is_left_alone() {
        let mut document: DocumentMut = "sdk = [{ name = \"pots\" }]\n".parse().unwrap();
        assert_eq!(push(&mut document, "sdk", Table::new()), None);
        assert_eq!(document.to_string(), "sdk = [{ name = \"pots\" }]\n");
        assert_eq!(super::without(document, "sdk", |_| true), None);
    }
}
