//! Lists of texts in TOML files of a user: what is added stands in the layout of the list, and comments stay where they are.

use toml_edit::{Array, Value};

/// Adds a text behind the others, on a line of its own where they have one.
pub(crate) fn push(list: &mut Array, text: &str) {
    let Some(last) = list.len().checked_sub(1).and_then(|last| list.get_mut(last)) else {
        list.push(text);
        return;
    };
    let part = |text: Option<&toml_edit::RawString>| {
        text.and_then(|text| text.as_str()).unwrap_or_default().to_owned()
    };
    let before = part(last.decor().prefix());
    let behind = part(last.decor().suffix());
    last.decor_mut().set_suffix("");
    let behind = behind + list.trailing().as_str().unwrap_or_default();
    let lead = match before.rsplit_once('\n') {
        None => " ".to_owned(),
        // A comment behind the last one stays there.
        Some((_, indent)) => format!("{}\n{indent}", behind.trim_end()),
    };
    let trailing = if before.contains('\n') { "\n" } else { behind.as_str() };
    list.set_trailing(trailing);
    list.push_formatted(Value::from(text).decorated(lead, ""));
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::push;

    fn pushed(list: &str) -> String {
        let mut document: DocumentMut = format!("list = {list}").parse().unwrap();
        push(document["list"].as_array_mut().unwrap(), "new");
        document.to_string().trim().strip_prefix("list = ").unwrap().to_owned()
    }

    #[test]
    fn a_text_is_added_in_the_layout_of_the_list() {
        for (list, expected) in [
            ("[]", "[\"new\"]"),
            ("[\"a\"]", "[\"a\", \"new\"]"),
            ("[ \"a\" ]", "[ \"a\", \"new\" ]"),
            ("[\n    \"a\",\n    \"b\",\n]", "[\n    \"a\",\n    \"b\",\n    \"new\",\n]"),
            ("[\n  \"a\",\n  \"b\"\n]", "[\n  \"a\",\n  \"b\",\n  \"new\"\n]"),
            (
                "[\n    # first\n    \"a\", # of a\n]",
                "[\n    # first\n    \"a\", # of a\n    \"new\",\n]",
            ),
            (
                "[\n    \"a\", # of a\n    \"b\", # of b\n    # the end\n]",
                "[\n    \"a\", # of a\n    \"b\", # of b\n    # the end\n    \"new\",\n]",
            ),
        ] {
            assert_eq!(pushed(list), expected, "{list}");
        }
    }
}
