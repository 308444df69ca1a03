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
    /// One entry for each open list: the next number, or `None` for bullets.
    lists: Vec<Option<usize>>,
    /// Open links: where each leads.
    links: Vec<String>,
    in_code: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let text = entities(text);
        let starts_with_space = text.starts_with(char::is_whitespace);
        let ends_with_space = text.ends_with(char::is_whitespace);
        let words: Vec<&str> = text.split_whitespace().collect();
        let at_start = self.line.is_empty() || self.line.ends_with(' ');
        if words.is_empty() {
            if starts_with_space && !at_start {
                self.line.push(' ');
            }
            return;
        }
        if starts_with_space && !at_start {
            self.line.push(' ');
        }
        let joined = words.join(" ");
        self.line.push_str(&if self.in_code { joined } else { escaped(&joined) });
        if ends_with_space {
            self.line.push(' ');
        }
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
                self.line.push_str("**");
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
                self.block();
                self.lists.pop();
            }
            ("li", false) => self.item(),
            ("b" | "strong", false) => self.line.push_str("**"),
            ("b" | "strong", true) => self.close("**"),
            ("i" | "em", false) => self.line.push('*'),
            ("i" | "em", true) => self.close("*"),
            ("code", false) => {
                self.line.push('`');
                self.in_code = true;
            }
            ("code", true) => {
                self.close("`");
                self.in_code = false;
            }
            ("a", false) => {
                self.links.push(attribute(tag, "href").unwrap_or_default());
                self.line.push('[');
            }
            ("a", true) => {
                let target = self.links.pop().unwrap_or_default();
                if target.is_empty() {
                    self.close("]");
                } else {
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

    fn open_list(&mut self, first: Option<usize>) {
        self.block();
        self.lists.push(first);
    }

    fn item(&mut self) {
        self.end_line();
        let indent = "   ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "* ".to_owned(),
        };
        self.line = format!("{indent}{mark}");
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
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
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

/// Escapes what rustdoc would read as a link or a tag, outside of code spans.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '`' => in_code = !in_code,
            '[' | ']' | '<' | '>' if !in_code => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}
