//! Documentation of a model or of an overlay to a tree.
//!
//! Smithy says that it is CommonMark, and the models of AWS hold HTML, in which empty lines and indentation mean nothing.
//! So what starts with a block of HTML is read as HTML, unless it has a fenced code block too, and everything else as CommonMark.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::html;
use super::tree::{Block, Builder, Container, Mark};

/// Reads documentation.
pub(super) fn read(source: &str) -> Vec<Block> {
    let mut builder = Builder::new();
    if html::starts_with_block(source) && !has_fence(source) {
        html::read(&mut builder, source);
    } else {
        read_markdown(&mut builder, source);
    }
    builder.finish()
}

fn has_fence(source: &str) -> bool {
    source.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("```") || line.starts_with("~~~")
    })
}

fn read_markdown(builder: &mut Builder, source: &str) {
    // A block of HTML comes line by line, but a tag can be longer.
    let mut block = String::new();
    // What is in a code block of HTML has been read up to here.
    let mut code = 0..0;
    for (event, place) in Parser::new(source).into_offset_iter() {
        if code.contains(&place.start) {
            continue;
        }
        match event {
            Event::Start(tag) => start(builder, tag),
            Event::End(TagEnd::HtmlBlock) => html::read(builder, &std::mem::take(&mut block)),
            Event::End(tag) => end(builder, tag),
            Event::Text(text) => builder.text(&text),
            Event::Code(code) => builder.code(&code),
            Event::Html(html) => block.push_str(&html),
            Event::InlineHtml(html) => {
                html::read(builder, &html);
                if builder.is_in_code_block() {
                    // Nothing in it is Markdown, and all of its lines count.
                    let rest = source.get(place.end..).unwrap_or_default();
                    let text = rest.get(..html::end_of_code_block(rest)).unwrap_or_default();
                    html::read(builder, text);
                    code = place.end..place.end + text.len();
                }
            }
            Event::SoftBreak => builder.soft_break(),
            Event::HardBreak => builder.line_break(),
            Event::Rule => builder.push(Block::Rule),
            // Extensions of CommonMark, which are off.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
}

fn start(builder: &mut Builder, tag: Tag<'_>) {
    match tag {
        Tag::Paragraph => builder.end_paragraph(),
        Tag::Heading { level, .. } => builder.open_heading(level as u8),
        Tag::BlockQuote(_) => builder.open(Container::Quote),
        Tag::CodeBlock(_) => builder.open_code_block(),
        Tag::List(first) => builder.open(Container::List(first)),
        Tag::Item => builder.open_item(),
        Tag::Emphasis => builder.open_span(Mark::Emphasis),
        Tag::Strong => builder.open_span(Mark::Strong),
        Tag::Link { dest_url, .. } => builder.open_link(&dest_url),
        // An image would be fetched from somewhere by whoever reads the page; its words stay.
        _ => {}
    }
}

fn end(builder: &mut Builder, tag: TagEnd) {
    match tag {
        TagEnd::Paragraph | TagEnd::Heading(_) => builder.end_paragraph(),
        TagEnd::BlockQuote(_) => builder.close_quote(),
        TagEnd::CodeBlock => builder.end_code_block(),
        TagEnd::List(_) => builder.close_list(),
        TagEnd::Item => builder.close_item(),
        TagEnd::Emphasis => builder.close_span(|mark| *mark == Mark::Emphasis),
        TagEnd::Strong => builder.close_span(|mark| *mark == Mark::Strong),
        TagEnd::Link => builder.close_span(|mark| matches!(mark, Mark::Link(_))),
        _ => {}
    }
}
