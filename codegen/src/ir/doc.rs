//! Documentation, ready to print.

/// Lines of Markdown, without the leading `///`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocBlock {
    /// The lines; an empty one separates paragraphs.
    pub lines: Vec<String>,
}

impl DocBlock {
    /// A block of one line.
    pub fn line(text: impl Into<String>) -> Self {
        Self { lines: vec![text.into()] }
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_none() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }

    /// As [`paragraph`](Self::paragraph), for use in a chain.
    #[must_use]
    pub fn and(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.paragraph(lines);
        self
    }
}
