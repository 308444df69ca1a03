//! The characters that two patterns tell apart, a byte for each set of them.

use std::collections::{BTreeMap, BTreeSet};

use regex_syntax::hir::{
    Capture, Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition,
};

/// The last character of Unicode.
const LAST: u32 = 0x0010_FFFF;

/// Sets of characters. Those that an assertion can tell apart (`\b`, and `^` and `$` at lines) have bytes of the same sort.
pub(super) struct Alphabet {
    /// The first character of each interval, and the byte of the set that it belongs to.
    intervals: BTreeMap<u32, u8>,
}

/// What an assertion sees of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    LineFeed,
    CarriageReturn,
    Word,
    Other,
}

impl Alphabet {
    /// The sets of two patterns; `None` where there are more than bytes.
    pub(super) fn of(patterns: [&Hir; 2]) -> Option<Self> {
        let mut sets = BTreeSet::new();
        patterns.iter().for_each(|pattern| collect(pattern, &mut sets));
        let mut cuts: BTreeSet<u32> = BTreeSet::from([0]);
        // What assertions tell apart.
        let kept =
            [(0x0A, 0x0A), (0x0D, 0x0D), (0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
        // No text has surrogates.
        let surrogates = [(0xD800, 0xDFFF)];
        for (from, to) in sets.iter().flatten().copied().chain(kept).chain(surrogates) {
            cuts.insert(from);
            cuts.insert(to + 1);
        }
        cuts.retain(|cut| *cut <= LAST);
        let mut letters: BTreeMap<(Sort, Vec<bool>), u8> = BTreeMap::new();
        let mut free: BTreeMap<Sort, Vec<u8>> = BTreeMap::new();
        for byte in 0..=u8::MAX {
            free.entry(sort(u32::from(byte))).or_default().push(byte);
        }
        let mut intervals = BTreeMap::new();
        for first in cuts {
            if (0xD800..=0xDFFF).contains(&first) {
                continue;
            }
            let within =
                |set: &Vec<(u32, u32)>| set.iter().any(|(from, to)| (*from..=*to).contains(&first));
            let key = (sort(first), sets.iter().map(within).collect());
            let letter = match letters.get(&key) {
                Some(letter) => *letter,
                None => {
                    let letter = free.get_mut(&key.0)?.pop()?;
                    letters.insert(key, letter);
                    letter
                }
            };
            intervals.insert(first, letter);
        }
        Some(Self { intervals })
    }

    /// Every byte that stands for something, once.
    pub(super) fn letters(&self) -> impl Iterator<Item = u8> {
        let letters: BTreeSet<u8> = self.intervals.values().copied().collect();
        letters.into_iter()
    }

    /// The byte of a character.
    pub(super) fn letter(&self, character: char) -> u8 {
        let at = self.intervals.range(..=u32::from(character)).next_back();
        at.map(|(_, letter)| *letter).unwrap_or_default()
    }

    /// A pattern in bytes of this alphabet; `None` for what it has no words for.
    pub(super) fn translate(&self, pattern: &Hir) -> Option<Hir> {
        Some(match pattern.kind() {
            HirKind::Empty => Hir::empty(),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                let letters: Vec<u8> = text.chars().map(|char| self.letter(char)).collect();
                Hir::literal(letters)
            }
            HirKind::Class(class) => {
                let set = ranges(class);
                let within =
                    |first: &u32| set.iter().any(|(from, to)| (*from..=*to).contains(first));
                let letters = self.intervals.iter().filter(|(first, _)| within(first));
                let bytes = letters.map(|(_, letter)| ClassBytesRange::new(*letter, *letter));
                Hir::class(Class::Bytes(ClassBytes::new(bytes)))
            }
            HirKind::Look(
                Look::WordUnicode
                | Look::WordUnicodeNegate
                | Look::WordStartUnicode
                | Look::WordEndUnicode
                | Look::WordStartHalfUnicode
                | Look::WordEndHalfUnicode,
            ) => return None,
            HirKind::Look(look) => Hir::look(*look),
            HirKind::Repetition(repetition) => Hir::repetition(Repetition {
                sub: Box::new(self.translate(&repetition.sub)?),
                ..repetition.clone()
            }),
            HirKind::Capture(Capture { sub, .. }) => self.translate(sub)?,
            HirKind::Concat(parts) => Hir::concat(self.translate_all(parts)?),
            HirKind::Alternation(parts) => Hir::alternation(self.translate_all(parts)?),
        })
    }

    fn translate_all(&self, parts: &[Hir]) -> Option<Vec<Hir>> {
        parts.iter().map(|part| self.translate(part)).collect()
    }
}

fn sort(character: u32) -> Sort {
    match u8::try_from(character) {
        Ok(b'\n') => Sort::LineFeed,
        Ok(b'\r') => Sort::CarriageReturn,
        Ok(byte) if byte.is_ascii_alphanumeric() || byte == b'_' => Sort::Word,
        _ => Sort::Other,
    }
}

/// The sets of characters that a pattern names.
fn collect(pattern: &Hir, sets: &mut BTreeSet<Vec<(u32, u32)>>) {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            sets.extend(text.chars().map(|char| vec![(u32::from(char), u32::from(char))]));
        }
        HirKind::Class(class) => {
            sets.insert(ranges(class));
        }
        HirKind::Repetition(Repetition { sub, .. }) | HirKind::Capture(Capture { sub, .. }) => {
            collect(sub, sets);
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| collect(part, sets));
        }
    }
}

fn ranges(class: &Class) -> Vec<(u32, u32)> {
    match class {
        Class::Unicode(class) => {
            let ranges = class.iter();
            ranges.map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
        Class::Bytes(class) => {
            let ranges = class.iter();
            ranges.map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
    }
}
