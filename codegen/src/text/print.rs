//! The tree of documentation as lines of Markdown.
//!
//! Whatever the tree holds, the lines have its blocks and spans and no others, as rustdoc reads them.

use super::markdown::{code_span, guarded, longest_run, push_prose};
use super::tree::{Block, Span};
use super::visible::{Visible, is_unseen};

/// The lines of these blocks; an empty one separates them.
pub(super) fn print(blocks: &[Block]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        let block_lines = match block {
            Block::Paragraph(spans) => paragraph(spans),
            Block::Heading(level, spans) => heading(*level, spans),
            Block::Code(text) => code_block(text),
            Block::List(first, items) => list(*first, items),
            Block::Item(blocks) => print(blocks),
            Block::Quote(blocks) => prefixed(print(blocks), "> ", "> "),
            Block::Rule => vec!["---".to_owned()],
        };
        if !lines.is_empty() && !block_lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(block_lines);
    }
    lines
}

fn prefixed(lines: Vec<String>, first: &str, others: &str) -> Vec<String> {
    let lines = lines.iter().enumerate().map(|(index, line)| {
        let prefix = if index == 0 { first } else { others };
        format!("{prefix}{line}").trim_end().to_owned()
    });
    lines.collect()
}

fn list(first: Option<u64>, items: &[Block]) -> Vec<String> {
    let mut number = first;
    let mut lines = Vec::new();
    for item in items {
        let blocks = match item {
            Block::Item(blocks) => blocks.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mark = match number {
            Some(number) => format!("{number}. "),
            None => "* ".to_owned(),
        };
        let item_lines = print(blocks);
        if !item_lines.is_empty() {
            // More than nine digits are no number of a list.
            number = number.map(|number| (number + 1) % 1_000_000_000);
            lines.extend(prefixed(item_lines, &mark, &" ".repeat(mark.len())));
        }
    }
    lines
}

fn code_block(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    let lines: Vec<String> =
        text.split('\n').map(|line| Visible(line.trim_end()).to_string()).collect();
    let is_blank = |line: &String| line.is_empty();
    let Some(first) = lines.iter().position(|line| !is_blank(line)) else { return Vec::new() };
    let last = lines.iter().rposition(|line| !is_blank(line)).unwrap_or(first);
    let lines = lines.get(first..=last).unwrap_or_default();
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let mut block = vec![format!("{fence}text")];
    block.extend(lines.iter().cloned());
    block.push(fence);
    block
}

fn heading(level: u8, spans: &[Span]) -> Vec<String> {
    let lines: Vec<String> = lines(spans).into_iter().map(|(line, _)| line).collect();
    let mut title = lines.join(" ");
    if title.is_empty() {
        return Vec::new();
    }
    if title.ends_with('#') {
        // Not the end of the heading's mark.
        title.insert(title.len() - 1, '\\');
    }
    vec![format!("{} {title}", "#".repeat(usize::from(level)))]
}

fn paragraph(spans: &[Span]) -> Vec<String> {
    let lines = lines(spans);
    let last = lines.len().saturating_sub(1);
    let lines = lines.into_iter().enumerate().map(|(index, (line, is_broken))| {
        let end = if is_broken && index < last { "\\" } else { "" };
        guarded(&line) + end
    });
    lines.collect()
}

/// The lines that are not empty, and whether each ends for the reader too.
fn lines(spans: &[Span]) -> Vec<(String, bool)> {
    let mut text = String::new();
    push_spans(&mut text, spans, None);
    let lines = text.split_inclusive([SOFT_BREAK, BREAK]);
    let lines = lines.map(|line| (line.trim().to_owned(), line.ends_with(BREAK)));
    lines.filter(|(line, _)| !line.is_empty()).collect()
}

/// Stands for the end of a line in a text that is not in lines yet, where nothing else that is not seen is left.
const SOFT_BREAK: char = '\n';

/// Stands for the end of a line that is one for the reader.
const BREAK: char = '\r';

/// Appends spans; `next` is what follows them.
fn push_spans(line: &mut String, spans: &[Span], next: Option<char>) {
    let mut rest = spans.iter();
    while let Some(span) = rest.next() {
        let next = rest.clone().next().map_or(next, first_character);
        match span {
            Span::Text(text) => push_prose(line, text),
            Span::Code(text) => push_code(line, text),
            Span::Strong(spans) => push_marked(line, "**", spans, next),
            Span::Emphasis(spans) => push_marked(line, "*", spans, next),
            Span::Link(destination, spans) => push_link(line, destination, spans),
            Span::SoftBreak => line.push(SOFT_BREAK),
            Span::Break => line.push(BREAK),
        }
    }
}

/// A character of the sort that a span begins with in Markdown.
fn first_character(span: &Span) -> Option<char> {
    match span {
        Span::Text(text) => text.chars().next().map(|c| if is_unseen(c) { '\\' } else { c }),
        Span::Code(_) => Some('`'),
        Span::Strong(_) | Span::Emphasis(_) => Some('*'),
        Span::Link(..) => Some('['),
        Span::SoftBreak | Span::Break => Some(' '),
    }
}

fn push_code(line: &mut String, text: &str) {
    if line.ends_with("\\`") {
        // A backtick that is text would make the fence longer.
        line.truncate(line.len() - 2);
        line.push_str("&#96;");
    } else if line.ends_with('`') {
        line.push(' ');
    }
    line.push_str(&code_span(&Visible(text).to_string()));
}

/// Appends spans between marks, spaces outside; without the marks where Markdown would not take them for such.
fn push_marked(line: &mut String, mark: &str, spans: &[Span], next: Option<char>) {
    let (before, inner, after) = inner(spans);
    push_space(line, &before);
    let next = after.chars().next().or(next);
    let is_set_off = |inside: Option<char>, outside: Option<char>| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        is_letter(inside) || !is_letter(outside)
    };
    let last = line.chars().next_back();
    let is_marked = is_set_off(inner.chars().next(), last)
        && is_set_off(inner.chars().next_back(), next)
        && !inner.is_empty()
        // Two marks in a row would be one.
        && last != Some('*')
        && next != Some('*');
    let mark = if is_marked { mark } else { "" };
    line.extend([mark, &inner, mark, &after]);
}

fn push_link(line: &mut String, destination: &str, spans: &[Span]) {
    let (before, inner, after) = inner(spans);
    push_space(line, &before);
    let has_entity = destination.contains('&') && destination.contains(';');
    let is_shown = matches!(spans, [Span::Text(text)] if text.trim() == destination);
    if inner.is_empty() {
        // Nothing to follow.
    } else if is_shown && !has_entity {
        line.extend(["<", destination, ">"]);
    } else {
        if line.ends_with('!') {
            // Not an image.
            line.insert(line.len() - 1, '\\');
        }
        let destination = destination.replace('&', if has_entity { "&amp;" } else { "&" });
        line.extend(["[", &inner, "](", &destination, ")"]);
    }
    line.push_str(&after);
}

/// Appends what stands before a mark, one space at most.
fn push_space(line: &mut String, space: &str) {
    let has_space = line.ends_with([' ', SOFT_BREAK, BREAK]);
    line.push_str(if has_space { space.trim_start_matches(' ') } else { space });
}

/// What stands within marks, and the spaces before and after it.
fn inner(spans: &[Span]) -> (String, String, String) {
    let mut text = String::new();
    push_spans(&mut text, spans, None);
    let is_space = [' ', SOFT_BREAK, BREAK];
    let start = text.len() - text.trim_start_matches(is_space).len();
    let (before, rest) = text.split_at(start);
    let inner = rest.trim_end_matches(is_space);
    let after = rest.get(inner.len()..).unwrap_or_default();
    (before.to_owned(), inner.to_owned(), after.to_owned())
}
