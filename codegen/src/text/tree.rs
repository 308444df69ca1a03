//! Documentation as a tree of blocks and spans, and what builds it from tags that may not match.

use super::link;

/// How deep blocks, and spans in a paragraph, are nested at most; what is deeper joins what is around it.
const DEEPEST: usize = 8;

/// A block.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Vec<Span>),
    /// A heading and its level, 1 to 6.
    Heading(u8, Vec<Span>),
    /// A code block: its text, with line breaks.
    Code(String),
    /// A list: its first number, unless it has bullets, and its items.
    List(Option<u64>, Vec<Block>),
    /// An item of a list.
    Item(Vec<Block>),
    Quote(Vec<Block>),
    Rule,
}

/// A piece of a paragraph.
#[derive(Debug)]
pub(super) enum Span {
    Text(String),
    Code(String),
    Strong(Vec<Span>),
    Emphasis(Vec<Span>),
    /// A link: its destination in Markdown, and what is shown.
    Link(String, Vec<Span>),
    /// The line ends in the source.
    SoftBreak,
    /// The line ends for the reader.
    Break,
}

/// A block that holds blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Root,
    Quote,
    List(Option<u64>),
    Item,
}

/// What a piece of a paragraph is set off by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Paragraph,
    Heading(u8),
    Strong,
    Emphasis,
    /// A link: its destination in Markdown.
    Link(String),
}

/// Builds a tree from starts and ends in any order.
#[derive(Debug)]
pub(super) struct Builder {
    /// Open containers, the innermost last; the root is always there.
    containers: Vec<(Container, Vec<Block>)>,
    /// The open paragraph and the open spans in it, the innermost last; empty between paragraphs.
    spans: Vec<(Mark, Vec<Span>)>,
    /// Whether text is code.
    is_code: bool,
    /// The text of an open code block.
    block: Option<String>,
}

impl Builder {
    pub(super) fn new() -> Self {
        let containers = vec![(Container::Root, Vec::new())];
        Self { containers, spans: Vec::new(), is_code: false, block: None }
    }

    /// Ends what is open.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_code_block();
        self.end_paragraph();
        while self.containers.len() > 1 {
            self.end_container();
        }
        self.containers.pop().map(|(_, blocks)| blocks).unwrap_or_default()
    }

    pub(super) fn open(&mut self, container: Container) {
        self.end_paragraph();
        self.containers.push((container, Vec::new()));
    }

    /// Starts an item; one outside of a list starts a list too.
    pub(super) fn open_item(&mut self) {
        self.end_paragraph();
        self.close_item();
        let is_in_list = matches!(self.containers.last(), Some((Container::List(_), _)));
        if !is_in_list {
            self.open(Container::List(None));
        }
        self.open(Container::Item);
    }

    /// Ends the innermost item of the innermost list.
    pub(super) fn close_item(&mut self) {
        self.close(
            |container| container == Container::Item,
            |container| matches!(container, Container::List(_)),
        );
    }

    /// Ends the innermost list.
    pub(super) fn close_list(&mut self) {
        self.close(|container| matches!(container, Container::List(_)), |_| false);
    }

    /// Ends the innermost quote.
    pub(super) fn close_quote(&mut self) {
        self.close(|container| container == Container::Quote, |_| false);
    }

    /// Ends containers down to the innermost one that is wanted, unless another one stops the search.
    fn close(&mut self, is_wanted: fn(Container) -> bool, stops: fn(Container) -> bool) {
        let mut open = self.containers.iter().map(|(container, _)| *container).rev();
        let Some(depth) = open.position(|container| is_wanted(container) || stops(container))
        else {
            return;
        };
        let at = self.containers.len() - depth - 1;
        if self.containers.get(at).is_some_and(|(container, _)| is_wanted(*container)) {
            self.end_paragraph();
            while self.containers.len() > at {
                self.end_container();
            }
        }
    }

    fn end_container(&mut self) {
        let Some((container, blocks)) = self.containers.pop() else { return };
        let is_deep = self.containers.len() > DEEPEST;
        let Some((_, outer)) = self.containers.last_mut() else { return };
        match container {
            _ if blocks.is_empty() => {}
            Container::Root => outer.extend(blocks),
            _ if is_deep => outer.extend(blocks),
            Container::Quote => outer.push(Block::Quote(blocks)),
            Container::List(first) => outer.push(Block::List(first, blocks)),
            Container::Item => outer.push(Block::Item(blocks)),
        }
    }

    /// Adds a block that holds no others.
    pub(super) fn push(&mut self, block: Block) {
        self.end_paragraph();
        if let Some((_, blocks)) = self.containers.last_mut() {
            blocks.push(block);
        }
    }

    pub(super) fn open_heading(&mut self, level: u8) {
        self.end_paragraph();
        self.spans.push((Mark::Heading(level.clamp(1, 6)), Vec::new()));
    }

    pub(super) fn is_in_paragraph(&self) -> bool {
        !self.spans.is_empty()
    }

    /// Ends the paragraph or heading, and all spans in it.
    pub(super) fn end_paragraph(&mut self) {
        self.is_code = false;
        while let Some((mark, spans)) = self.spans.pop() {
            let block = match mark {
                Mark::Paragraph => Block::Paragraph(spans),
                Mark::Heading(level) => Block::Heading(level, spans),
                mark => {
                    self.end_span(mark, spans);
                    continue;
                }
            };
            if let Some((_, blocks)) = self.containers.last_mut() {
                blocks.push(block);
            }
        }
    }

    pub(super) fn open_span(&mut self, mark: Mark) {
        self.start_paragraph();
        self.spans.push((mark, Vec::new()));
    }

    /// Starts a link, where the address is one that a link may lead to; a link holds no other.
    pub(super) fn open_link(&mut self, address: &str) {
        if let Some(destination) = link::destination(address).filter(|_| !self.is_in_link()) {
            self.open_span(Mark::Link(destination));
        }
    }

    /// Ends the innermost span of this kind, and those within it.
    pub(super) fn close_span(&mut self, is_wanted: fn(&Mark) -> bool) {
        let Some(at) = self.spans.iter().rposition(|(mark, _)| is_wanted(mark)) else { return };
        while self.spans.len() > at {
            if let Some((mark, spans)) = self.spans.pop() {
                self.end_span(mark, spans);
            }
        }
    }

    fn end_span(&mut self, mark: Mark, spans: Vec<Span>) {
        let is_deep = self.spans.len() > DEEPEST;
        let Some((_, outer)) = self.spans.last_mut() else { return };
        match mark {
            _ if is_deep => outer.extend(spans),
            Mark::Strong => outer.push(Span::Strong(spans)),
            Mark::Emphasis => outer.push(Span::Emphasis(spans)),
            Mark::Link(destination) => outer.push(Span::Link(destination, spans)),
            Mark::Paragraph | Mark::Heading(_) => outer.extend(spans),
        }
    }

    fn is_in_link(&self) -> bool {
        self.spans.iter().any(|(mark, _)| matches!(mark, Mark::Link(_)))
    }

    fn start_paragraph(&mut self) {
        if self.spans.is_empty() {
            self.spans.push((Mark::Paragraph, Vec::new()));
        }
    }

    fn push_span(&mut self, span: Span) {
        self.start_paragraph();
        let Some((_, spans)) = self.spans.last_mut() else { return };
        match (spans.last_mut(), &span) {
            (Some(Span::Text(before)), Span::Text(text))
            | (Some(Span::Code(before)), Span::Code(text)) => before.push_str(text),
            _ => spans.push(span),
        }
    }

    pub(super) fn line_break(&mut self) {
        match &mut self.block {
            Some(block) => block.push('\n'),
            None if self.spans.is_empty() => {}
            None => self.push_span(Span::Break),
        }
    }

    pub(super) fn soft_break(&mut self) {
        self.push_span(Span::SoftBreak);
    }

    /// From here on, text is code, or no longer.
    pub(super) fn set_code(&mut self, is_code: bool) {
        self.is_code = is_code && self.block.is_none();
    }

    /// Whether backticks in a text mean nothing but themselves.
    pub(super) fn is_in_code(&self) -> bool {
        self.is_code || self.is_in_code_block()
    }

    pub(super) fn is_in_code_block(&self) -> bool {
        self.block.is_some()
    }

    pub(super) fn open_code_block(&mut self) {
        self.end_paragraph();
        self.block.get_or_insert_default();
    }

    pub(super) fn end_code_block(&mut self) {
        if let Some(text) = self.block.take() {
            self.push(Block::Code(text));
        }
    }

    /// Adds text to what is open.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(block) = &mut self.block {
            block.push_str(text);
        } else if self.is_code {
            self.code(text);
        } else if !(self.spans.is_empty() && text.trim().is_empty()) {
            self.prose(text);
        }
    }

    /// Adds text in which words can be addresses.
    fn prose(&mut self, text: &str) {
        for word in text.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            match link::address_in(bare).filter(|_| !self.is_in_link()) {
                Some((before, address, after)) => {
                    self.push_text(before);
                    self.push_span(Span::Link(
                        address.to_owned(),
                        vec![Span::Text(address.to_owned())],
                    ));
                    self.push_text(after);
                    self.push_text(word.get(bare.len()..).unwrap_or_default());
                }
                None => self.push_text(word),
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.push_span(Span::Text(text.to_owned()));
        }
    }

    /// Adds a code span; spaces at its ends stand around it.
    pub(super) fn code(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return self.push_text(if text.is_empty() { "" } else { " " });
        }
        if text.starts_with(char::is_whitespace) {
            self.push_text(" ");
        }
        self.push_span(Span::Code(words.join(" ")));
        if text.ends_with(char::is_whitespace) {
            self.push_text(" ");
        }
    }
}
