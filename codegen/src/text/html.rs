//! HTML of documentation to a tree: the tags that documentation is made of, and text.
//!
//! A tag with another name is none (`HFCLK<K>`, `arn:<region>`, `<script>`), so it stays in the text as it is.

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{Span as Place, Tokenizer};

use super::tree::{Block, Builder, Container, Mark};

/// What a tag means for the text in it.
#[derive(Clone, Copy)]
enum Meaning {
    /// A paragraph of its own.
    Block,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph in bold.
    Term,
    CodeBlock,
    Quote,
    /// A list with bullets.
    Bullets,
    /// A list with numbers.
    Numbers,
    Item,
    /// A cell of a table.
    Cell,
    LineBreak,
    Rule,
    Strong,
    Emphasis,
    Code,
    Link,
    Image,
    /// Nothing that Markdown has a form for.
    Plain,
}

/// The meaning of a tag, by its name in lower case; `None` where documentation has no such tag.
///
/// Besides those of HTML there are some of DocBook, which older documentation was made from.
fn meaning(name: &[u8]) -> Option<Meaning> {
    Some(match name {
        b"p" | b"para" | b"div" | b"note" | b"important" | b"caution" | b"tip" | b"warning"
        | b"fullname" | b"section" | b"dl" | b"dd" | b"table" | b"thead" | b"tbody" | b"tfoot"
        | b"tr" | b"caption" => Meaning::Block,
        b"h1" => Meaning::Heading(1),
        b"h2" => Meaning::Heading(2),
        b"h3" => Meaning::Heading(3),
        b"h4" => Meaning::Heading(4),
        b"h5" => Meaning::Heading(5),
        b"h6" => Meaning::Heading(6),
        b"dt" => Meaning::Term,
        b"pre" => Meaning::CodeBlock,
        b"blockquote" => Meaning::Quote,
        b"ul" => Meaning::Bullets,
        b"ol" => Meaning::Numbers,
        b"li" => Meaning::Item,
        b"td" | b"th" => Meaning::Cell,
        b"br" => Meaning::LineBreak,
        b"hr" => Meaning::Rule,
        b"b" | b"strong" => Meaning::Strong,
        b"i" | b"em" | b"emphasis" | b"var" | b"cite" | b"dfn" | b"replaceable" => {
            Meaning::Emphasis
        }
        b"code" | b"kbd" | b"samp" | b"tt" | b"filename" | b"function" => Meaning::Code,
        b"a" | b"ulink" => Meaning::Link,
        b"img" => Meaning::Image,
        b"span" | b"u" | b"s" | b"del" | b"ins" | b"sub" | b"sup" | b"small" | b"big" | b"font"
        | b"abbr" | b"mark" | b"q" | b"wbr" | b"center" | b"link" | b"zonbook" | b"xhtml" => {
            Meaning::Plain
        }
        _ => return None,
    })
}

/// Whether the first thing is a block of HTML.
pub(super) fn starts_with_block(source: &str) -> bool {
    let Some(tag) = source.trim_start().strip_prefix('<') else { return false };
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
    let ends = tag.get(name.len()..).is_some_and(|rest| {
        rest.starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
    });
    ends && meaning(name.to_ascii_lowercase().as_bytes()).is_some_and(|meaning| match meaning {
        Meaning::Block
        | Meaning::Heading(_)
        | Meaning::Term
        | Meaning::CodeBlock
        | Meaning::Quote
        | Meaning::Bullets
        | Meaning::Numbers
        | Meaning::Item => true,
        Meaning::Cell
        | Meaning::LineBreak
        | Meaning::Rule
        | Meaning::Strong
        | Meaning::Emphasis
        | Meaning::Code
        | Meaning::Link
        | Meaning::Image
        | Meaning::Plain => false,
    })
}

/// Where the code block ends whose text begins here.
pub(super) fn end_of_code_block(source: &str) -> usize {
    let tags = source.match_indices("</");
    let mut ends = tags.filter_map(|(at, mark)| {
        let name = source.get(at + mark.len()..)?.get(.."pre".len())?;
        name.eq_ignore_ascii_case("pre").then_some(at)
    });
    ends.next().unwrap_or(source.len())
}

/// Reads HTML into what is being built.
pub(super) fn read(builder: &mut Builder, source: &str) {
    let raw = |place: Place<usize>| source.get(place.start..place.end).unwrap_or_default();
    let mut end = 0;
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(source, emitter).flatten() {
        let place = match token {
            Token::String(found) => {
                text(builder, &String::from_utf8_lossy(&found));
                found.span
            }
            Token::StartTag(tag) => {
                match meaning(&tag.name) {
                    Some(meaning) => start(builder, meaning, &tag),
                    None => builder.text(raw(tag.span)),
                }
                tag.span
            }
            Token::EndTag(tag) => {
                match meaning(&tag.name) {
                    Some(meaning) => close(builder, meaning),
                    None => builder.text(raw(tag.span)),
                }
                tag.span
            }
            Token::Comment(found) => {
                let raw = raw(found.span);
                if !(raw.starts_with("<!--") && raw.ends_with("-->")) {
                    builder.text(raw);
                }
                found.span
            }
            Token::Doctype(found) => {
                builder.text(raw(found.span));
                found.span
            }
            Token::Error(_) => continue,
        };
        end = place.end;
    }
    // A tag that does not end is none.
    builder.text(source.get(end..).unwrap_or_default());
}

/// Text between tags. Authors write code between backticks there too.
fn text(builder: &mut Builder, text: &str) {
    let mut rest = text;
    while !builder.is_in_code()
        && let Some((before, code, after)) = code_in(rest)
    {
        builder.text(before);
        builder.code(code);
        rest = after;
    }
    builder.text(rest);
}

/// The first pair of single backticks with something between them: what is before, within, after.
fn code_in(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    (!code.trim().is_empty() && !after.starts_with('`')).then_some((before, code, after))
}

fn start(builder: &mut Builder, meaning: Meaning, tag: &StartTag<usize>) {
    let attribute = |name: &[u8]| {
        let value = tag.attributes.iter().find(|(key, _)| key.as_slice() == name);
        value.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    };
    match meaning {
        Meaning::Block => builder.end_paragraph(),
        Meaning::Heading(level) => builder.open_heading(level),
        Meaning::Term => {
            builder.end_paragraph();
            builder.open_span(Mark::Strong);
        }
        Meaning::CodeBlock => builder.open_code_block(),
        Meaning::Quote => builder.open(Container::Quote),
        Meaning::Bullets => builder.open(Container::List(None)),
        Meaning::Numbers => builder.open(Container::List(Some(1))),
        Meaning::Item => builder.open_item(),
        // Cells of a row stand in one line.
        Meaning::Cell if builder.is_in_paragraph() => builder.text(" | "),
        Meaning::Cell | Meaning::Plain => {}
        Meaning::LineBreak => builder.line_break(),
        Meaning::Rule => builder.push(Block::Rule),
        Meaning::Strong => builder.open_span(Mark::Strong),
        Meaning::Emphasis => builder.open_span(Mark::Emphasis),
        Meaning::Code => builder.set_code(true),
        Meaning::Link => {
            let address = attribute(b"href").or_else(|| attribute(b"url"));
            builder.open_link(&address.unwrap_or_default());
        }
        Meaning::Image => builder.text(&attribute(b"alt").unwrap_or_default()),
    }
}

fn close(builder: &mut Builder, meaning: Meaning) {
    match meaning {
        Meaning::Block | Meaning::Heading(_) | Meaning::Term => builder.end_paragraph(),
        Meaning::CodeBlock => builder.end_code_block(),
        Meaning::Quote => builder.close_quote(),
        Meaning::Bullets | Meaning::Numbers => builder.close_list(),
        Meaning::Item => builder.close_item(),
        // What browsers make of it.
        Meaning::LineBreak => builder.line_break(),
        Meaning::Strong => builder.close_span(|mark| *mark == Mark::Strong),
        Meaning::Emphasis => builder.close_span(|mark| *mark == Mark::Emphasis),
        Meaning::Code => builder.set_code(false),
        Meaning::Link => builder.close_span(|mark| matches!(mark, Mark::Link(_))),
        Meaning::Cell | Meaning::Rule | Meaning::Image | Meaning::Plain => {}
    }
}
