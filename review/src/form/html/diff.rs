//! A diff as markup: the lines with their signs, folded where nothing changed, and the words that changed pointed at.
//!
//! In come hunks and the new text that they are of; out goes a block, everything in it escaped.
//! There are few elements, since a page may hold a hundred thousand lines: a `pre` is a hunk, `ins` and `del` are runs of lines, `b` is what changed in one.
//! The script numbers and colours the lines when they are looked at, as few of the many of a page are.

use std::fmt::Write;
use std::ops::Range;

use super::emphasis;
use super::escape;
use crate::code::{Hunk, Line, Sign};

/// In which language a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Rust.
    Rust,
    /// JSON.
    Json,
    /// One without colours.
    Plain,
}

impl Language {
    /// By the ending of a file's name.
    pub(super) fn of(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("rs") => Self::Rust,
            Some("json") => Self::Json,
            _ => Self::Plain,
        }
    }

    /// What the script calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Json => "json",
            Self::Plain => "plain",
        }
    }
}

/// What is around the lines: what scrolls, which the keyboard has to reach, and what is as wide as the longest line.
fn start(language: Language) -> String {
    format!("<div class=diff tabindex=0><div data-language={}>", language.name())
}

const END: &str = "</div></div>";

/// The diff of two texts, of which the new one is at hand: what changed, and folded what did not.
pub(super) fn markup(new: &str, hunks: &[Hunk], language: Language) -> String {
    let lines: Vec<&str> = new.lines().collect();
    let mut page = start(language);
    let mut next = 1;
    for hunk in hunks {
        fold(&mut page, &lines, next..hunk.new_start);
        block(&mut page, hunk);
        next = hunk.new_start + hunk.lines.iter().filter(|line| line.sign != Sign::Removed).count();
    }
    fold(&mut page, &lines, next..lines.len() + 1);
    page.push_str(END);
    page
}

/// One hunk alone, of texts that are not at hand.
pub(super) fn example(hunk: &Hunk, language: Language) -> String {
    let mut page = start(language);
    block(&mut page, hunk);
    page.push_str(END);
    page
}

/// Unchanged lines that can be unfolded at either side of what changed; those further away are in the file.
const UNFOLDED: usize = 5;

/// The unchanged lines with these numbers, from 1.
fn fold(page: &mut String, lines: &[&str], numbers: Range<usize>) {
    let count = numbers.len();
    if count == 0 {
        return;
    }
    let plural = if count == 1 { "" } else { "s" };
    let _ = write!(page, "<details class=fold><summary>{count} unchanged line{plural}</summary>");
    // Nothing changed before the first line and behind the last.
    let before = if numbers.start == 1 { 0 } else { UNFOLDED };
    let after = if numbers.end > lines.len() { 0 } else { UNFOLDED };
    if count > before + after {
        let (first, last) = (numbers.start + before, numbers.end - after);
        unchanged(page, lines, numbers.start..first);
        let _ = write!(page, "<p>… {} lines</p>", last - first);
        unchanged(page, lines, last..numbers.end);
    } else {
        unchanged(page, lines, numbers);
    }
    page.push_str("</details>");
}

fn unchanged(page: &mut String, lines: &[&str], numbers: Range<usize>) {
    if numbers.is_empty() {
        return;
    }
    let _ = write!(page, "<pre data-n={}>", numbers.start);
    for number in numbers {
        line(page, Sign::Same, lines.get(number - 1).copied().unwrap_or_default(), None);
    }
    page.push_str("</pre>");
}

/// A hunk: its lines, those that are gone or new in an element for each run of them.
///
/// No line begins with a newline, which would be none of the text at the start of a `pre`.
fn block(page: &mut String, hunk: &Hunk) {
    let _ = write!(page, "<pre data-o={} data-n={}>", hunk.old_start, hunk.new_start);
    let parts = emphasis(&hunk.lines);
    let mut sign = Sign::Same;
    for (of_hunk, part) in hunk.lines.iter().zip(parts) {
        if of_hunk.sign != sign {
            turn(page, sign, "</");
            sign = of_hunk.sign;
            turn(page, sign, "<");
        }
        line(page, sign, &of_hunk.text, part);
    }
    turn(page, sign, "</");
    page.push_str("</pre>");
}

/// The start or end of a run.
fn turn(page: &mut String, sign: Sign, bracket: &str) {
    let element = match sign {
        Sign::Same => return,
        Sign::Added => "ins",
        Sign::Removed => "del",
    };
    let _ = write!(page, "{bracket}{element}>");
}

/// A line with its sign, and around the part that changed an element.
fn line(page: &mut String, sign: Sign, text: &str, part: Option<Range<usize>>) {
    page.push(sign.character());
    let part = part.filter(|part| !part.is_empty());
    let pieces = part.and_then(|part| {
        Some((text.get(..part.start)?, text.get(part.clone())?, text.get(part.end..)?))
    });
    match pieces {
        Some((before, part, after)) => {
            escape::push(page, before);
            page.push_str("<b>");
            escape::push(page, part);
            page.push_str("</b>");
            escape::push(page, after);
        }
        None => escape::push(page, text),
    }
    page.push('\n');
}

/// For each line the part that changed, where as many lines came as went.
fn emphasis(lines: &[Line]) -> Vec<Option<Range<usize>>> {
    let mut parts = vec![None; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let run = |from: usize, sign| {
            lines.iter().skip(from).take_while(|line| line.sign == sign).count()
        };
        let removed = run(at, Sign::Removed);
        let added = run(at + removed, Sign::Added);
        if removed == added {
            for number in at..at + removed {
                let pair = lines.get(number).zip(lines.get(number + removed));
                let found = pair.and_then(|(old, new)| emphasis::between(&old.text, &new.text));
                let (old, new) = found.unzip();
                parts[number] = old;
                parts[number + removed] = new;
            }
        }
        at += (removed + added).max(1);
    }
    parts
}
