//! A line of Markdown, put together from our own words and from a model's facts.

use std::fmt;
use std::ops::{Add, AddAssign};

use crate::naming::RustIdent;

use super::{link, markdown};

/// A line of Markdown in which everything that a model says is text.
///
/// Our own words are literals, and everything else has to go through [`text`](Self::text) or [`code`](Self::code):
///
/// ```
/// use tinsmith_codegen::stages::text::Line;
///
/// let title = "Weather <b>\n```rust".to_owned();
/// let line = Line::from("A client for ") + Line::text(&title) + ", see " + Line::code(&title) + ".";
/// assert_eq!(line.as_str(), r"A client for Weather \<b>\n\`\`\`rust, see ````Weather <b>\n```rust````.");
/// ```
///
/// A text that is no literal is no line, so forgetting that does not compile:
///
/// ```compile_fail,E0277
/// # use tinsmith_codegen::stages::text::Line;
/// let title = "Weather".to_owned();
/// let line = Line::from("A client for ") + title;
/// ```
///
/// ```compile_fail,E0597
/// # use tinsmith_codegen::stages::text::Line;
/// let title = "Weather".to_owned();
/// let line = Line::from("A client for ") + title.as_str();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Line(String);

impl Line {
    /// A model's text as text: on one line, visible, and no Markdown.
    pub fn text(text: &str) -> Self {
        let mut line = String::with_capacity(text.len());
        markdown::push_fact(&mut line, text);
        Self(markdown::guarded(&line))
    }

    /// A model's text as a code span: on one line, visible, and no end of the span.
    pub fn code(text: &str) -> Self {
        Self(markdown::code_span(&super::Visible(text).to_string()))
    }

    /// A link to a generated item, with its name in the model: the path that leads to it, and what it is called.
    pub fn item_link(name: &str, path: &'static str, item: &RustIdent) -> Self {
        Self::from("[") + Self::code(name) + "](" + path + Self(item.to_string()) + ")"
    }

    /// A link with these words to a page of AWS's API reference: what the documentation calls the service, and the shape that the page is called after.
    pub fn api_reference(words: Self, doc_id: &str, page: &str) -> Self {
        Self::from("[") + words + "](" + Self(link::api_reference(doc_id, page)) + ")"
    }

    /// Several lines as one.
    pub fn joined(lines: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let mut joined = Self::default();
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                joined += between;
            }
            joined += line;
        }
        joined
    }

    /// `a`, `a or b`, `a, b or c`, with another word for `or`, spaces included.
    pub fn listed(mut lines: Vec<Self>, last_word: &'static str) -> Self {
        let last = lines.pop().unwrap_or_default();
        if lines.is_empty() { last } else { Self::joined(lines, ", ") + last_word + last }
    }

    /// The Markdown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in the line.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A line that the modules beside this one have made: it holds nothing that is not seen.
    pub(super) fn made(line: String) -> Self {
        Self(line)
    }
}

/// Our own words.
impl From<&'static str> for Line {
    fn from(words: &'static str) -> Self {
        Self(words.to_owned())
    }
}

impl Add for Line {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

/// Our own words.
impl Add<&'static str> for Line {
    type Output = Self;

    fn add(mut self, words: &'static str) -> Self {
        self += words;
        self
    }
}

impl AddAssign for Line {
    fn add_assign(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }
}

/// Our own words.
impl AddAssign<&'static str> for Line {
    fn add_assign(&mut self, words: &'static str) {
        self.0.push_str(words);
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
