//! Surrogates: halves of characters in UTF-16, which Rust's text does not have.
//!
//! Two escapes in a row that make one character are read as that by the parser. Here is the rest:
//! a class of first halves before a class of second ones, and halves among whole characters.

use super::syntax::{Char, Class, Item, Node};

const FIRST: (u32, u32) = (0xD800, 0xDBFF);
const SECOND: (u32, u32) = (0xDC00, 0xDFFF);
/// The characters that take two halves.
const PAIRED: (u32, u32) = (0x1_0000, 0x10_FFFF);

/// Replaces every surrogate by what it is a part of, or by nothing.
pub(super) fn replace(node: &mut Node) {
    match node {
        Node::Group(_, inner) | Node::Repeat(inner, _) => replace(inner),
        Node::Alternatives(parts) => parts.iter_mut().for_each(replace),
        Node::Sequence(parts) => {
            join(parts);
            parts.iter_mut().for_each(replace);
        }
        // Half a character is never found.
        Node::Char(character) if is_half(character.code) => {
            *node = Node::Class(Class { negated: false, operands: vec![Vec::new()] });
        }
        Node::Class(class) => clear(class),
        Node::Char(_)
        | Node::Dot
        | Node::Set(_)
        | Node::Assertion(_)
        | Node::Boundary(_)
        | Node::Flags(_) => {}
    }
}

fn is_half(code: u32) -> bool {
    (FIRST.0..=SECOND.1).contains(&code)
}

/// Makes a class of every two parts that are first halves and second halves.
fn join(parts: &mut Vec<Node>) {
    let mut at = 0;
    while let Some([first, second]) = parts.get(at..at + 2) {
        if let (Some(first), Some(second)) = (halves(first, FIRST), halves(second, SECOND)) {
            let class = Class { negated: false, operands: vec![pairs(&first, &second)] };
            parts.splice(at..at + 2, [Node::Class(class)]);
        }
        at += 1;
    }
}

/// The ranges of a part that has halves of one kind and nothing else.
fn halves(part: &Node, (low, high): (u32, u32)) -> Option<Vec<(u32, u32)>> {
    let ranges: Vec<(u32, u32)> = match part {
        Node::Char(character) => vec![(character.code, character.code)],
        Node::Class(Class { negated: false, operands }) => match operands.as_slice() {
            [items] => items.iter().map(range).collect::<Option<_>>()?,
            _ => return None,
        },
        _ => return None,
    };
    let is_half = |(from, to): &(u32, u32)| *from >= low && *to <= high;
    (!ranges.is_empty() && ranges.iter().all(is_half)).then_some(ranges)
}

fn range(item: &Item) -> Option<(u32, u32)> {
    match item {
        Item::Char(character) => Some((character.code, character.code)),
        Item::Range(from, to) => Some((from.code, to.code)),
        Item::Set(_) | Item::Class(_) => None,
    }
}

/// The characters that have one of the first halves and one of the second.
fn pairs(first: &[(u32, u32)], second: &[(u32, u32)]) -> Vec<Item> {
    let whole =
        |first: u32, second: u32| PAIRED.0 + ((first - FIRST.0) << 10) + (second - SECOND.0);
    let mut items = Vec::new();
    for (from, to) in first {
        if second.contains(&SECOND) {
            items.push(item(whole(*from, SECOND.0), whole(*to, SECOND.1)));
            continue;
        }
        for half in *from..=*to {
            items
                .extend(second.iter().map(|(from, to)| item(whole(half, *from), whole(half, *to))));
        }
    }
    items
}

fn item(from: u32, to: u32) -> Item {
    if from == to {
        Item::Char(Char::coded(from))
    } else {
        Item::Range(Char::coded(from), Char::coded(to))
    }
}

/// Takes halves out of a class.
///
/// Where it has first and second ones, it takes every character that is made of them:
/// without its flag `u`, ECMA matches these half by half.
fn clear(class: &mut Class) {
    for items in &mut class.operands {
        let mut has_first = false;
        let mut has_second = false;
        let mut whole = Vec::with_capacity(items.len());
        for item in items.drain(..) {
            if let Some((from, to)) = range(&item) {
                has_first |= from <= FIRST.1 && to >= FIRST.0;
                has_second |= from <= SECOND.1 && to >= SECOND.0;
            }
            whole.extend(without_halves(item));
        }
        let has_paired =
            whole.iter().filter_map(range).any(|(from, to)| from <= PAIRED.0 && to >= PAIRED.1);
        if has_first && has_second && !has_paired && !class.negated {
            whole.push(item(PAIRED.0, PAIRED.1));
        }
        *items = whole;
    }
}

/// What is left of an item.
fn without_halves(item: Item) -> Option<Item> {
    match item {
        Item::Char(character) => (!is_half(character.code)).then_some(Item::Char(character)),
        Item::Range(from, to) => match (is_half(from.code), is_half(to.code)) {
            (true, true) => None,
            (true, false) => Some(Item::Range(Char::escaped(0xE000, r"\uE000"), to)),
            (false, true) => Some(Item::Range(from, Char::escaped(0xD7FF, r"\uD7FF"))),
            (false, false) => Some(Item::Range(from, to)),
        },
        Item::Set(_) => Some(item),
        Item::Class(mut class) => {
            clear(&mut class);
            Some(Item::Class(class))
        }
    }
}
