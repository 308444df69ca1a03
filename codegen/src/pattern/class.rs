//! Character classes.

use super::escape::Escaped;
use super::obstacle::Obstacle;
use super::parse::{Brackets, Parser};
use super::syntax::{Char, Class, Item, Set};

/// The classes of POSIX that may stand in brackets of their own inside a class.
const POSIX: &[&str] = &[
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
    "space", "upper", "word", "xdigit",
];

impl Parser<'_> {
    /// A class after its bracket.
    pub(super) fn class(&mut self) -> Result<Class, Obstacle> {
        self.class_within(false)
    }

    /// A class inside of one that is negated or not.
    fn class_within(&mut self, is_negative: bool) -> Result<Class, Obstacle> {
        let negated = self.takes("^");
        self.nested(|parser| parser.operands(negated, is_negative != negated))
    }

    fn operands(&mut self, negated: bool, is_negative: bool) -> Result<Class, Obstacle> {
        let is_nested = self.brackets == Brackets::Nested;
        let mut operands = Vec::new();
        let mut items = Vec::new();
        // In Java, a bracket that closes right away is a character.
        if is_nested && self.takes("]") {
            items.push(Item::Char(Char::plain(']')));
        }
        loop {
            if self.takes("]") {
                operands.push(items);
                return Ok(Class { negated, operands });
            }
            if is_nested && self.takes("&&") {
                operands.push(std::mem::take(&mut items));
            } else {
                let item = self.item(is_negative)?;
                items.push(self.range_from(item, is_negative)?);
            }
        }
    }

    fn item(&mut self, is_negative: bool) -> Result<Item, Obstacle> {
        let Some(next) = self.next() else {
            return Err(Obstacle::malformed("a `[` is not closed"));
        };
        match next {
            '[' if self.brackets == Brackets::Nested => match self.posix() {
                Some(set) => Ok(Item::Set(set)),
                None => self.class_within(is_negative).map(Item::Class),
            },
            '\\' => self.class_escape(is_negative),
            // It needs no escape here.
            '{' => Ok(Item::Char(Char::escaped(u32::from(next), "{"))),
            _ => Ok(Item::Char(Char::plain(next))),
        }
    }

    /// The range that an item opens, if it does; `-` beside a set is a character.
    fn range_from(&mut self, item: Item, is_negative: bool) -> Result<Item, Obstacle> {
        let Item::Char(from) = item else { return Ok(item) };
        let before = self.rest;
        let opens_class = self.brackets == Brackets::Nested && self.rest.starts_with("-[");
        if opens_class || self.rest.starts_with("-]") || !self.takes("-") {
            return Ok(Item::Char(from));
        }
        match self.item(is_negative)? {
            Item::Char(to) if to.code < from.code => Err(Obstacle::malformed(format!(
                "the range `{}-{}` is out of order",
                from.text, to.text
            ))),
            Item::Char(to) => Ok(Item::Range(from, to)),
            _ => {
                self.rest = before;
                Ok(Item::Char(from))
            }
        }
    }

    fn class_escape(&mut self, is_negative: bool) -> Result<Item, Obstacle> {
        Ok(match self.escaped(is_negative)? {
            Escaped::Char(character) => Item::Char(character),
            Escaped::Set(set) => Item::Set(set),
            // There are no back-references here.
            Escaped::Number(digit) => Item::Char(match digit.to_digit(8) {
                None => Char::plain(digit),
                Some(first) => Char::coded(self.octal(first, if first < 4 { 2 } else { 1 })),
            }),
            Escaped::Letter('b') => Item::Char(Char::coded(0x08)),
            Escaped::Letter('R') => return Err(Obstacle::Escape(r"\R".to_owned())),
            Escaped::Letter(letter) => Item::Char(Char::plain(letter)),
        })
    }

    /// `[:alpha:]`, of which the bracket is read.
    fn posix(&mut self) -> Option<Set> {
        let (name, rest) = self.rest.strip_prefix(':')?.split_once(":]")?;
        let positive = name.strip_prefix('^').unwrap_or(name);
        if !POSIX.contains(&positive) {
            return None;
        }
        self.rest = rest;
        Some(Set::spelled(&format!("[:{name}:]"), false))
    }
}
