//! Which words of a changed line are the ones that changed.
//!
//! In come a line before and after; out goes the part of each that lies between what they have in common at both ends, widened to whole words.

use std::ops::Range;

/// Lines that have less than this in common, in percent of the longer one, are different lines.
const ALIKE: usize = 40;

/// The part that differs, in bytes, of each; `None` where the lines are different altogether, or nothing is left to point at.
pub(super) fn between(old: &str, new: &str) -> Option<(Range<usize>, Range<usize>)> {
    let same = |(a, b): &(char, char)| a == b;
    let front: usize =
        old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(front..)?, new.get(front..)?);
    let pairs = old_rest.chars().rev().zip(new_rest.chars().rev());
    let back: usize = pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let indent = old.len() - old.trim_start().len();
    let common = front.saturating_sub(indent) + back;
    let longer = old.len().max(new.len()).saturating_sub(indent);
    if old == new || common * 100 < longer * ALIKE {
        return None;
    }
    // What precedes and follows is the same in both, so both are widened by as much: where a cut goes through a word of either.
    let middles = [old.get(front..old.len() - back)?, new.get(front..new.len() - back)?];
    let (before, after) = (old.get(..front)?, old.get(old.len() - back..)?);
    let cuts_start = middles.iter().any(|middle| middle.starts_with(is_in_word));
    let cuts_end = middles.iter().any(|middle| middle.ends_with(is_in_word));
    let start = front - if cuts_start { word_at_end(before) } else { 0 };
    let wider = if cuts_end { word_at_start(after) } else { 0 };
    Some((start..old.len() - back + wider, start..new.len() - back + wider))
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word_at_end(text: &str) -> usize {
    text.chars().rev().take_while(|c| is_in_word(*c)).map(char::len_utf8).sum()
}

fn word_at_start(text: &str) -> usize {
    text.chars().take_while(|c| is_in_word(*c)).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::between;

    fn parts<'t>(old: &'t str, new: &'t str) -> Option<(&'t str, &'t str)> {
        between(old, new).map(|(a, b)| (&old[a], &new[b]))
    }

    #[test]
    fn the_word_that_changed() {
        let parts = parts("    pub size: Option<u32>,", "    pub size: Option<u64>,");
        assert_eq!(parts, Some(("u32", "u64")));
    }

    #[test]
    fn what_is_only_in_one_of_them() {
        assert_eq!(parts("f(a, b, c)", "f(a, c)"), Some(("b, ", "")));
        assert_eq!(parts("derive(Clone)", "derive(Clone, Copy)"), Some(("", ", Copy")));
    }

    #[test]
    fn different_lines_are_not_compared() {
        assert_eq!(parts("        let a = 1;", "        return None;"), None);
        assert_eq!(parts("same", "same"), None);
        assert_eq!(parts("", "a"), None);
    }

    #[test]
    fn characters_of_several_bytes_stay_whole() {
        assert_eq!(parts("name: \"Größe\"", "name: \"Grüße\""), Some(("Größe", "Grüße")));
    }
}
