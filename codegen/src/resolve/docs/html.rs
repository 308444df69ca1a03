//! Model documentation to Markdown lines.
//!
//! Smithy says CommonMark; models hold HTML fragments. Tags become their Markdown form, unknown ones disappear,
//! and what rustdoc would take for markup in the text itself is escaped.
//! An overlay's words, which have no tags, pass through line by line.

/// Converts a fragment. Blank lines at both ends are dropped, several in a row become one.
pub fn to_markdown(source: &str) -> Vec<String> {
    if !source.contains('<') {
        return trimmed(source.lines().map(|line| escaped(&entities(line))).collect());
    }
    let mut writer = Writer::default();
    let mut rest = source;
    while let Some(start) = rest.find('<') {
        let (text, tail) = rest.split_at(start);
        writer.text(text);
        match tail.find('>') {
            Some(end) => {
                writer.tag(tail.get(1..end).unwrap_or_default());
                rest = tail.get(end + 1..).unwrap_or_default();
            }
            None => {
                writer.text(tail);
                rest = "";
            }
        }
    }
    writer.text(rest);
    writer.finish()
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    line: String,
    /// One entry for each open list.
    lists: Vec<List>,
    /// Whether what comes next is another paragraph of a list's item.
    is_new_paragraph: bool,
    /// Open links: where each leads.
    links: Vec<String>,
    /// Where in the line a code span starts that is open.
    code: Option<usize>,
}

struct List {
    /// The next number, or `None` for bullets.
    next: Option<usize>,
    /// How far the paragraphs of the current item are indented beyond the list.
    indent: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let text = entities(text);
        let starts_with_space = text.starts_with(char::is_whitespace);
        let ends_with_space = text.ends_with(char::is_whitespace);
        let words: Vec<&str> = text.split_whitespace().collect();
        let at_start = self.line.is_empty() || self.line.ends_with(' ');
        if starts_with_space && !at_start {
            self.line.push(' ');
        }
        if words.is_empty() {
            return;
        }
        let joined = words.join(" ");
        self.push(&if self.code.is_some() { joined } else { escaped(&joined) });
        if ends_with_space {
            self.line.push(' ');
        }
    }

    /// Adds to the line; one that starts within an item of a list is indented like the item.
    fn push(&mut self, text: &str) {
        if self.line.is_empty() && !self.lists.is_empty() {
            if self.is_new_paragraph {
                self.lines.push(String::new());
            }
            self.line = " ".repeat(self.lists.iter().map(|list| list.indent).sum());
        }
        self.is_new_paragraph = false;
        self.line.push_str(text);
    }

    fn tag(&mut self, tag: &str) {
        let closing = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
        match (name.to_ascii_lowercase().as_str(), closing) {
            (
                "p" | "div" | "note" | "important" | "fullname" | "dl" | "pre" | "table" | "tr",
                _,
            ) => {
                self.block();
            }
            ("h1" | "h2" | "h3" | "h4" | "dt", false) => {
                self.block();
                self.push("**");
            }
            ("h1" | "h2" | "h3" | "h4" | "dt", true) => {
                self.close("**");
                self.block();
            }
            ("dd", _) => self.block(),
            ("br", _) => self.end_line(),
            ("ul", false) => self.open_list(None),
            ("ol", false) => self.open_list(Some(1)),
            ("ul" | "ol", true) => {
                self.end_line();
                self.lists.pop();
                self.block();
            }
            ("li", false) => self.item(),
            ("b" | "strong", false) => self.push("**"),
            ("b" | "strong", true) => self.close("**"),
            ("i" | "em", false) => self.push("*"),
            ("i" | "em", true) => self.close("*"),
            ("code", false) => {
                self.push("`");
                self.code = Some(self.line.len());
            }
            ("code", true) => self.close_code(),
            ("a", false) => {
                // Without a target, the text alone is left.
                let target = attribute(tag, "href").unwrap_or_default();
                if !target.is_empty() {
                    self.push("[");
                }
                self.links.push(target);
            }
            ("a", true) => {
                let target = self.links.pop().unwrap_or_default();
                if !target.is_empty() {
                    self.close(&format!("]({target})"));
                }
            }
            _ => {}
        }
    }

    /// Ends a span; a space before the end belongs behind it.
    fn close(&mut self, mark: &str) {
        let had_space = self.line.ends_with(' ');
        self.line.truncate(self.line.trim_end().len());
        self.line.push_str(mark);
        if had_space {
            self.line.push(' ');
        }
    }

    /// Ends a code span. One that has backticks in it stands between more of them.
    fn close_code(&mut self) {
        let Some(start) = self.code.take() else { return self.close("`") };
        let text = self.line.get(start..).unwrap_or_default();
        let (code, had_space) = (super::code(text.trim_end()), text.ends_with(' '));
        self.line.truncate(start.saturating_sub(1));
        self.line.push_str(&code);
        if had_space {
            self.line.push(' ');
        }
    }

    fn open_list(&mut self, next: Option<usize>) {
        self.block();
        self.lists.push(List { next, indent: 0 });
    }

    fn item(&mut self) {
        self.end_line();
        self.is_new_paragraph = false;
        let Some((list, outer)) = self.lists.split_last_mut() else { return };
        let mark = match &mut list.next {
            Some(number) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            None => "* ".to_owned(),
        };
        list.indent = mark.len();
        let indent = outer.iter().map(|list| list.indent).sum();
        self.line = " ".repeat(indent) + &mark;
    }

    /// Ends a paragraph. Directly behind a list mark there is none to end.
    fn block(&mut self) {
        let only_mark = matches!(self.line.trim(), "*")
            || self.line.trim().ends_with('.') && self.line.trim().len() < 4;
        if !self.lists.is_empty() && only_mark {
            return;
        }
        self.end_line();
        if self.lists.is_empty() {
            self.lines.push(String::new());
        } else {
            self.is_new_paragraph = true;
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        // A code span that goes on starts anew.
        self.code = self.code.map(|_| 0);
        if !line.trim().is_empty() {
            self.lines.push(line.trim_end().to_owned());
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.end_line();
        trimmed(self.lines)
    }
}

fn trimmed(lines: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        let is_blank = line.trim().is_empty();
        if !(is_blank && kept.last().is_none_or(String::is_empty)) {
            kept.push(line.trim_end().to_owned());
        }
    }
    while kept.last().is_some_and(String::is_empty) {
        kept.pop();
    }
    kept
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}="))?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = rest.get(1..)?.split_once(quote)?;
    Some(value.to_owned())
}

/// The entities that models use; `&amp;` last, so that nothing is decoded twice.
fn entities(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// Escapes what rustdoc would read as a link or a tag, outside of code spans, and marks addresses as links.
pub(in crate::resolve) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for word in text.split_inclusive(char::is_whitespace) {
        let address = if in_code { None } else { address(word) };
        let (before, address, after) = address.unwrap_or((word, "", ""));
        for (index, part) in [before, after].into_iter().enumerate() {
            for c in part.chars() {
                match c {
                    '`' => in_code = !in_code,
                    '[' | ']' | '<' | '>' if !in_code => out.push('\\'),
                    _ => {}
                }
                out.push(c);
            }
            if index == 0 && !address.is_empty() {
                out.push_str(&format!("<{address}>"));
            }
        }
    }
    out
}

/// A word that is a web address, without the signs around it: what is before, the address, what is after.
fn address(word: &str) -> Option<(&str, &str, &str)> {
    let start = word.len() - word.trim_start_matches(['(', '"', '\'']).len();
    let (before, rest) = word.split_at(start);
    if !(rest.starts_with("https://") || rest.starts_with("http://")) {
        return None;
    }
    let is_around = |c: char| c.is_whitespace() || ".,;:!?)\"'".contains(c);
    let address = rest.trim_end_matches(is_around);
    // An address that is written in a strange way is left as it is.
    let is_plain = !address.contains(['`', '<', '>', '[', ']']);
    is_plain.then(|| (before, address, &rest[address.len()..]))
}
