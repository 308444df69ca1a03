//! Documentation, ready to print.

use super::{Line, Visible, print, read};

/// Lines of Markdown, without the leading `///`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocBlock {
    lines: Vec<Line>,
}

impl DocBlock {
    /// A block of one line.
    pub fn line(line: impl Into<Line>) -> Self {
        Self { lines: vec![line.into()] }
    }

    /// The documentation that a shape has, of a model or of an overlay.
    ///
    /// Its form stays: paragraphs, headings, lists, quotes, emphasis, code.
    /// Every code block is a fenced `text` block, links lead to `http`, `https` and `mailto`, there is no HTML, and everything can be seen.
    pub fn documentation(source: &str) -> Self {
        let lines = print::print(&read::read(source));
        Self { lines: lines.into_iter().map(Line::made).collect() }
    }

    /// Markdown of our own pages and of an overlay's chapters, code that is compiled and all.
    ///
    /// Never for what a model says: this only makes everything visible.
    pub fn trusted(markdown: &str) -> Self {
        let lines = markdown.lines().map(|line| Line::made(Visible(line).to_string()));
        Self { lines: lines.collect() }
    }

    /// The lines; an empty one separates paragraphs.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds a paragraph of these lines.
    pub fn paragraph(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.append(Self { lines: lines.into_iter().collect() });
    }

    /// Adds what another block says, as further paragraphs.
    pub fn append(&mut self, other: Self) {
        if other.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.lines.extend(other.lines);
    }

    /// As [`append`](Self::append), for use in a chain.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.append(other);
        self
    }
}
