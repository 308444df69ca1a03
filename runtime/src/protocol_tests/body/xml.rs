//! XML by its canonical form: neither white space between elements counts, nor the order of attributes, nor prefixes, nor comments.
//! Nor does the order of a map's entries, since a map has none; nothing in a document tells them from a list, so the case says where they are.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

/// Whether two documents are the same; takes the places of entries of maps.
pub(super) fn compare(
    expected: &[u8],
    found: &[u8],
    map_entries: &[String],
) -> Result<bool, String> {
    let (expected, found) = (text(expected)?, text(found)?);
    let (expected, found) = (read(expected)?, read(found)?);
    Ok(Comparison { map_entries }.same(expected.root_element(), found.root_element(), ""))
}

fn text(document: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(document).map_err(|error| format!("no XML ({error})"))
}

fn read(text: &str) -> Result<Document<'_>, String> {
    Document::parse(text.trim()).map_err(|error| format!("no XML ({error})"))
}

struct Comparison<'c> {
    map_entries: &'c [String],
}

impl Comparison<'_> {
    /// Whether two elements are the same; takes their place below the root.
    fn same(&self, one: Node<'_, '_>, other: Node<'_, '_>, place: &str) -> bool {
        if one.tag_name() != other.tag_name() || attributes(one) != attributes(other) {
            return false;
        }
        if words(one) != words(other) || namespaces(one) != namespaces(other) {
            return false;
        }
        let (ones, others) = (self.ordered(one, place), self.ordered(other, place));
        ones.len() == others.len()
            && ones.into_iter().zip(others).all(|(one, other)| {
                let name = one.tag_name().name();
                let place =
                    if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") };
                self.same(one, other, &place)
            })
    }

    /// The elements in an element: in their order, but entries of a map by their keys.
    fn ordered<'a, 'i>(&self, node: Node<'a, 'i>, place: &str) -> Vec<Node<'a, 'i>> {
        let mut found: Vec<_> = elements(node).collect();
        for entries in self.map_entries {
            let (of, name) = entries.rsplit_once('/').unwrap_or(("", entries));
            if of != place {
                continue;
            }
            let is_entry = |node: &Node<'_, '_>| node.tag_name().name() == name;
            let mut sorted: Vec<_> = found.iter().copied().filter(is_entry).collect();
            sorted.sort_by_key(|entry| key(*entry));
            let places = found.iter_mut().filter(|node| is_entry(node));
            places.zip(sorted).for_each(|(place, entry)| *place = entry);
        }
        found
    }
}

/// The namespaces that an element has, for itself or for what is in it: one that no name is in is a part of the document too.
fn namespaces<'a>(node: Node<'a, '_>) -> BTreeSet<&'a str> {
    node.namespaces().map(|found| found.uri()).collect()
}

/// The text of the first element in an element.
fn key<'a>(entry: Node<'a, '_>) -> Option<&'a str> {
    let key = elements(entry).next()?;
    key.text().filter(|_| elements(key).next().is_none())
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
