//! A diff as markup: numbered lines with their signs, coloured, the words that changed pointed at.
//!
//! In come hunks and the texts that they are of; out goes a block, everything in it escaped.
//! Elements and classes are short, since a page may hold a hundred thousand lines: `ins`, `del` and `span` are lines, `b` is what changed in one, `i` has a colour.

use std::fmt::Write;
use std::ops::Range;

use super::emphasis;
use super::escape;
use super::highlight::{self, Language, Mark};
use crate::code::{Hunk, Line, Sign};

/// What is around the lines: what scrolls, which the keyboard has to reach, and what is as wide as the longest line.
const START: &str = "<div class=\"diff\" tabindex=\"0\"><div>";
const END: &str = "</div></div>";

/// What a diff is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts<'t> {
    /// The text before; empty where there was none.
    pub(super) old: &'t str,
    /// The text after; empty where there is none.
    pub(super) new: &'t str,
    /// Their language.
    pub(super) language: Language,
}

/// The diff of two texts: what changed, and folded what did not.
pub(super) fn markup(texts: Texts<'_>, hunks: &[Hunk]) -> String {
    let colours = Colours {
        old: highlight::lines(texts.old, texts.language),
        new: highlight::lines(texts.new, texts.language),
        first: (1, 1),
    };
    let lines: Vec<&str> = texts.new.lines().collect();
    let mut page = String::from(START);
    let mut next = 1;
    for hunk in hunks {
        fold(&mut page, &lines, next..hunk.new_start, texts.language);
        hunk_lines(&mut page, hunk, &colours, texts.language);
        next = hunk.new_start + hunk.lines.iter().filter(|line| line.sign != Sign::Removed).count();
    }
    fold(&mut page, &lines, next..lines.len() + 1, texts.language);
    page.push_str(END);
    page
}

/// One hunk alone, of texts that are not at hand.
pub(super) fn example(hunk: &Hunk, language: Language) -> String {
    let side = |other: Sign| {
        let lines = hunk.lines.iter().filter(|line| line.sign != other);
        lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    let colours = Colours {
        old: highlight::lines(&side(Sign::Added), language),
        new: highlight::lines(&side(Sign::Removed), language),
        first: (hunk.old_start, hunk.new_start),
    };
    let mut page = String::from(START);
    hunk_lines(&mut page, hunk, &colours, language);
    page.push_str(END);
    page
}

/// The marks of the lines of both sides.
struct Colours {
    old: Vec<Vec<Mark>>,
    new: Vec<Vec<Mark>>,
    /// The numbers of their first lines.
    first: (usize, usize),
}

impl Colours {
    /// Those of a line, by its number on its side.
    fn of(&self, sign: Sign, number: usize) -> &[Mark] {
        let (side, first) = match sign {
            Sign::Removed => (&self.old, self.first.0),
            Sign::Added | Sign::Same => (&self.new, self.first.1),
        };
        let line = number.checked_sub(first).and_then(|at| side.get(at));
        line.map_or(&[], Vec::as_slice)
    }
}

/// Unchanged lines that can be unfolded at either side of what changed; those further away are in the file.
const UNFOLDED: usize = 10;

/// The unchanged lines with these numbers, from 1.
fn fold(page: &mut String, lines: &[&str], numbers: Range<usize>, language: Language) {
    let count = numbers.len();
    if count == 0 {
        return;
    }
    let plural = if count == 1 { "" } else { "s" };
    let _ =
        write!(page, "<details class=\"fold\"><summary>{count} unchanged line{plural}</summary>");
    let texts = |numbers: Range<usize>| {
        numbers.map(|number| lines.get(number - 1).copied().unwrap_or_default())
    };
    // Nothing changed before the first line and behind the last.
    let before = if numbers.start == 1 { 0 } else { UNFOLDED };
    let after = if numbers.end > lines.len() { 0 } else { UNFOLDED };
    if count > before + after {
        let (first, last) = (numbers.start + before, numbers.end - after);
        block(page, Sign::Same, numbers.start, texts(numbers.start..first), language);
        let _ = write!(page, "<p>… {} lines</p>", last - first);
        block(page, Sign::Same, last, texts(last..numbers.end), language);
    } else {
        block(page, Sign::Same, numbers.start, texts(numbers), language);
    }
    page.push_str("</details>");
}

/// From so many lines on, a run of new or removed ones is a block.
const RUN: usize = 4;

/// Lines without an element each: the script numbers and colours them when they are looked at, as few of the many of a page are.
fn block<'t>(
    page: &mut String,
    sign: Sign,
    first: usize,
    lines: impl Iterator<Item = &'t str>,
    language: Language,
) {
    let class = match sign {
        Sign::Same => "same",
        Sign::Added => "added",
        Sign::Removed => "removed",
    };
    let language = match language {
        Language::Rust => "rust",
        Language::Json => "json",
        Language::Plain => "plain",
    };
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    // The first newline of a `<pre>` is none of its text.
    let _ = writeln!(page, "<pre class={class} data-n={first} data-language={language}>");
    for text in lines {
        page.push(sign.character());
        escape::push(page, text);
        page.push('\n');
    }
    page.push_str("</pre>");
}

fn hunk_lines(page: &mut String, hunk: &Hunk, colours: &Colours, language: Language) {
    let (mut old, mut new) = (hunk.old_start, hunk.new_start);
    let parts = emphasis(&hunk.lines);
    let mut at = 0;
    while let Some(first) = hunk.lines.get(at) {
        let sign = first.sign;
        let is_alike = |(line, part): &(&Line, &Option<Range<usize>>)| {
            line.sign == sign && sign != Sign::Same && part.is_none()
        };
        let run = hunk.lines.iter().zip(&parts).skip(at).take_while(is_alike).count();
        let number = if sign == Sign::Removed { old } else { new };
        let count = if run >= RUN {
            let texts = hunk.lines.iter().skip(at).take(run).map(|line| line.text.as_str());
            block(page, sign, number, texts, language);
            run
        } else {
            let part = parts.get(at).cloned().flatten();
            line(page, sign, (number, &first.text), colours, part);
            1
        };
        at += count;
        old += if sign == Sign::Added { 0 } else { count };
        new += if sign == Sign::Removed { 0 } else { count };
    }
}

fn line(
    page: &mut String,
    sign: Sign,
    (number, text): (usize, &str),
    colours: &Colours,
    part: Option<Range<usize>>,
) {
    let element = match sign {
        Sign::Same => "span",
        Sign::Added => "ins",
        Sign::Removed => "del",
    };
    let _ = write!(page, "<{element} data-n={number}>{}", sign.character());
    content(page, text, colours.of(sign, number), part);
    let _ = write!(page, "</{element}>");
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

/// The text of a line, cut where a colour or the part that changed begins or ends.
fn content(page: &mut String, text: &str, marks: &[Mark], part: Option<Range<usize>>) {
    let part = part.filter(|part| !part.is_empty());
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.extend(part.iter().flat_map(|part| [part.start, part.end]));
    cuts.push(text.len());
    cuts.retain(|cut| *cut > 0);
    cuts.sort_unstable();
    cuts.dedup();
    let mut at = 0;
    for cut in cuts {
        if part.as_ref().is_some_and(|part| part.start == at) {
            page.push_str("<b>");
        }
        // A cut inside of a character, or past the end, would be a text other than the one that was coloured.
        let Some(piece) = text.get(at..cut) else { break };
        let mark = marks.iter().find(|mark| mark.start <= at && at < mark.end);
        match mark {
            Some(mark) if !piece.is_empty() => {
                let _ = write!(page, "<i class={}>", mark.class);
                escape::push(page, piece);
                page.push_str("</i>");
            }
            _ => escape::push(page, piece),
        }
        if part.as_ref().is_some_and(|part| part.end == cut) {
            page.push_str("</b>");
        }
        at = cut;
    }
    escape::push(page, text.get(at..).unwrap_or_default());
}
