//! XML by its canonical form: neither white space between elements counts, nor the order of attributes, nor prefixes, nor comments.
//! Nor does the order of a map's entries, since a map has none.

use std::collections::BTreeSet;

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
    if words(one) != words(other) || namespaces(one) != namespaces(other) {
        return false;
    }
    let (ones, others) = (ordered(one), ordered(other));
    ones.len() == others.len() && ones.into_iter().zip(others).all(|(one, other)| same(one, other))
}

/// The namespaces that an element has, for itself or for what is in it: one that no name is in is a part of the document too.
fn namespaces<'a>(node: Node<'a, '_>) -> BTreeSet<&'a str> {
    node.namespaces().map(|found| found.uri()).collect()
}

/// The elements in an element: in their order, but entries of a map by their keys.
fn ordered<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut found: Vec<_> = elements(node).collect();
    for run in found.chunk_by_mut(|one, next| one.tag_name() == next.tag_name()) {
        if are_entries(run) {
            run.sort_by_key(|entry| key(*entry));
        }
    }
    found
}

/// Whether elements look like entries of a map: each holds two, the same as the others do, and no two first ones are the same text.
///
/// A list of structures with two members can look so too; nothing in a document tells them apart.
fn are_entries(run: &[Node<'_, '_>]) -> bool {
    let keys: BTreeSet<_> = run.iter().filter_map(|entry| key(*entry)).collect();
    let pairs: Option<Vec<_>> = run.iter().map(|entry| pair(*entry)).collect();
    keys.len() == run.len()
        && pairs.is_some_and(|pairs| {
            pairs.windows(2).all(|pair| matches!(pair, [one, next] if one == next))
        })
}

/// The names of the two elements in an element; `None` if there are more or fewer.
fn pair<'a, 'i>(entry: Node<'a, 'i>) -> Option<[roxmltree::ExpandedName<'a, 'i>; 2]> {
    let mut found = elements(entry).map(|found| found.tag_name());
    let pair = [found.next()?, found.next()?];
    found.next().is_none().then_some(pair)
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
