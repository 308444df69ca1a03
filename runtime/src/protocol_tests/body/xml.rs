//! XML by its canonical form: neither white space between elements counts, nor the order of attributes, nor prefixes, nor comments.

use roxmltree::{Document, Node};

/// Whether two documents are the same.
pub(super) fn compare(expected: &[u8], found: &[u8]) -> Result<bool, String> {
    let (expected, found) = (text(expected)?, text(found)?);
    let (expected, found) = (read(expected)?, read(found)?);
    Ok(same(expected.root_element(), found.root_element()))
}

fn text(document: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(document).map_err(|error| format!("no XML ({error})"))
}

fn read(text: &str) -> Result<Document<'_>, String> {
    Document::parse(text.trim()).map_err(|error| format!("no XML ({error})"))
}

fn same(one: Node<'_, '_>, other: Node<'_, '_>) -> bool {
    if one.tag_name() != other.tag_name() || attributes(one) != attributes(other) {
        return false;
    }
    if words(one) != words(other) {
        return false;
    }
    let (ones, others): (Vec<_>, Vec<_>) = (elements(one).collect(), elements(other).collect());
    ones.len() == others.len() && ones.into_iter().zip(others).all(|(one, other)| same(one, other))
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// Attributes by namespace and name.
fn attributes<'a>(node: Node<'a, '_>) -> Vec<(Option<&'a str>, &'a str, &'a str)> {
    let attributes = node.attributes();
    let mut found: Vec<_> = attributes
        .map(|attribute| (attribute.namespace(), attribute.name(), attribute.value()))
        .collect();
    found.sort_unstable();
    found
}

/// The text of an element. Where there are elements too, white space around it is layout; of an element with nothing but text, all of it counts.
fn words(node: Node<'_, '_>) -> String {
    let text: String =
        node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
    if elements(node).next().is_some() { text.trim().to_owned() } else { text }
}
