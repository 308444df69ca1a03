//! A tree as text, in Rust's notation but for `\d`, `\s`, `\w` and `\b`, which mean ASCII.

use super::syntax::{Char, Class, Item, Node, Quantifier, Set};

pub(super) fn print(node: &Node) -> String {
    let mut printer = Printer { text: String::new() };
    printer.node(node);
    printer.text
}

struct Printer {
    text: String,
}

impl Printer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Char(character) => self.text.push_str(&character.text),
            Node::Dot => self.text.push('.'),
            Node::Set(set) => self.set(set, false),
            Node::Class(class) => self.class(class),
            Node::Assertion(text) => self.text.push_str(text),
            Node::Boundary(letter) => self.text.extend(['\\', *letter]),
            Node::Flags(flags) => self.text.push_str(flags),
            Node::Group(open, inner) => {
                self.text.push_str(open);
                self.node(inner);
                self.text.push(')');
            }
            Node::Repeat(inner, quantifier) => {
                self.node(inner);
                self.quantifier(quantifier);
            }
            Node::Sequence(parts) => parts.iter().for_each(|part| self.node(part)),
            Node::Alternatives(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        self.text.push('|');
                    }
                    self.node(part);
                }
            }
        }
    }

    fn quantifier(&mut self, quantifier: &Quantifier) {
        match quantifier {
            Quantifier { text: Some(text), .. } => self.text.push_str(text),
            Quantifier { min: 0, max: None, .. } => self.text.push('*'),
            Quantifier { min: 1, max: None, .. } => self.text.push('+'),
            Quantifier { min, max: None, .. } => self.text.push_str(&format!("{{{min},}}")),
            Quantifier { min, max: Some(max), .. } => {
                self.text.push_str(&format!("{{{min},{max}}}"));
            }
        }
        if quantifier.lazy {
            self.text.push('?');
        }
    }

    fn set(&mut self, set: &Set, is_in_class: bool) {
        match set {
            Set::Ascii(letter) => self.text.extend(['\\', *letter]),
            Set::Property(text) => self.text.push_str(text),
            Set::Spelled { inside, negated: true } => self.text.push_str(&format!("[^{inside}]")),
            Set::Spelled { inside, negated: false } if is_in_class => self.text.push_str(inside),
            Set::Spelled { inside, negated: false } => self.text.push_str(&format!("[{inside}]")),
        }
    }

    fn class(&mut self, class: &Class) {
        let is_empty = class.operands.iter().all(Vec::is_empty);
        if is_empty {
            // Rust has no class without a member.
            let everything = vec![Item::Set(Set::Ascii('s')), Item::Set(Set::Ascii('S'))];
            let negated = !class.negated;
            return self.class(&Class { negated, operands: vec![everything] });
        }
        self.text.push_str(if class.negated { "[^" } else { "[" });
        for (index, operand) in class.operands.iter().enumerate() {
            if index > 0 {
                self.text.push_str("&&");
            }
            self.operand(operand);
        }
        self.text.push(']');
    }

    fn operand(&mut self, items: &[Item]) {
        for (index, item) in items.iter().enumerate() {
            let is_edge = index == 0 || index + 1 == items.len();
            match item {
                Item::Char(character) if character.text == "-" => {
                    // In the middle it is read as a range, or next to its like as an operator.
                    let is_clear = is_edge || matches!(items.get(index - 1), Some(Item::Range(..)));
                    let text = if is_clear && !self.text.ends_with('-') { "-" } else { r"\-" };
                    self.text.push_str(text);
                }
                Item::Char(character) => self.class_char(character),
                Item::Range(from, to) => {
                    self.range_end(from);
                    self.text.push('-');
                    self.range_end(to);
                }
                Item::Set(set) => self.set(set, true),
                Item::Class(class) => self.class(class),
            }
        }
    }

    fn range_end(&mut self, character: &Char) {
        if character.text == "-" {
            self.text.push('\\');
        }
        self.class_char(character);
    }

    /// A character in a class, where Rust reads other ones as operators than outside.
    fn class_char(&mut self, character: &Char) {
        match character.text.as_str() {
            text @ ("[" | "]") => self.text.extend(["\\", text]),
            "^" if self.text.ends_with('[') => self.text.push_str(r"\^"),
            text @ ("&" | "~") if self.text.ends_with(text) => {
                self.text.push('\\');
                self.text.push_str(text);
            }
            text => self.text.push_str(text),
        }
    }
}
