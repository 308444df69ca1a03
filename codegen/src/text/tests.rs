//! Whatever documentation and facts hold, rustdoc finds text in them, and the form that Markdown of ours can have.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::{DocBlock, Line, is_unseen};

/// What hostile documentation is made of.
const PIECES: [&str; 61] = [
    "a",
    "B",
    "1",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2028}",
    "```rust\n",
    "\n```\n",
    "`",
    "``",
    "~~~",
    "~",
    "*",
    "**",
    "_",
    "__",
    "\\",
    "-",
    "--",
    "---",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "# ",
    "#",
    "=",
    "===",
    "> ",
    "|",
    "|-|\n",
    "[",
    "](",
    ")",
    "![",
    "[^a]",
    "[a]: /b\n",
    "<",
    ">",
    "&lt;",
    "&amp;",
    "&#96;",
    "<b>",
    "</b>",
    "<li>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<script>",
    "<a href='javascript:x'>",
    "https://example.com",
];

/// Parses as rustdoc does, and says what is in it that may not be.
fn problem(markdown: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // Every `[a]` is a link to an item to rustdoc.
    let item = |link: BrokenLink<'_>| Some((CowStr::from(link.reference.to_string()), "".into()));
    let mut depth = 0;
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(item)) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => return Some(format!("HTML: {event:?}")),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                return Some(format!("{event:?}"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if &*language == "text" =>
            {
                depth += 1;
            }
            Event::Start(Tag::CodeBlock(kind)) => return Some(format!("code: {kind:?}")),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                depth += 1;
                let is_ours = matches!(link_type, LinkType::Inline | LinkType::Autolink);
                let leads = ["http://", "https://", "mailto:"];
                if !(is_ours && leads.iter().any(|scheme| dest_url.starts_with(scheme))) {
                    return Some(format!("link: {link_type:?} {dest_url}"));
                }
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => depth -= 1,
            Event::Start(
                tag @ (Tag::Image { .. }
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Strikethrough
                | Tag::HtmlBlock
                | Tag::MetadataBlock(_)
                | Tag::DefinitionList),
            ) => return Some(format!("{tag:?}")),
            // The lint about addresses that are neither links nor code.
            Event::Text(text)
                if depth == 0 && (text.contains("http://") || text.contains("https://")) =>
            {
                return Some(format!("address: {text}"));
            }
            _ => {}
        }
    }
    None
}

fn markdown(block: &DocBlock) -> String {
    let lines: Vec<&str> = block.lines().iter().map(Line::as_str).collect();
    for line in &lines {
        assert!(!line.chars().any(is_unseen), "{line:?}");
        assert_eq!(*line, line.trim_end(), "a line ends in spaces");
    }
    lines.join("\n")
}

/// Every two pieces together, and some thousand longer texts, the same in each run.
fn every_text(check: impl Fn(&str)) {
    for one in PIECES {
        for two in PIECES {
            check(&format!("{one}{two}"));
            check(&format!("x{one}x{two}x"));
        }
    }
    // Knuth's generator; its upper bits are as good as random.
    let mut state: u64 = 1;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..4_000 {
        let length = 3 + next(8);
        let text: String = (0..length).map(|_| PIECES[next(PIECES.len())]).collect();
        check(&text);
    }
}

#[test]
fn documentation_is_nothing_but_text_in_our_form() {
    every_text(|source| {
        for source in [source.to_owned(), format!("<p>{source}"), format!("- x\n  {source}")] {
            let printed = markdown(&DocBlock::documentation(&source));
            assert_eq!(problem(&printed), None, "{source:?} gives\n{printed}");
        }
    });
}

#[test]
fn facts_are_text_in_one_line() {
    every_text(|source| {
        let text = Line::text(source);
        let lines = [
            text.clone(),
            Line::from("A client for ") + text.clone() + ", API version " + text + ".",
            Line::code(source),
            Line::from("Pattern ") + Line::code(source) + ".",
        ];
        for line in lines {
            assert!(!line.as_str().chars().any(is_unseen), "{line:?}");
            assert_eq!(problem(line.as_str()), None, "{source:?} gives\n{line}");
            let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
            for event in Parser::new_ext(line.as_str(), options) {
                let is_text = matches!(
                    event,
                    Event::Text(_)
                        | Event::Code(_)
                        | Event::Start(Tag::Paragraph)
                        | Event::End(TagEnd::Paragraph)
                );
                assert!(is_text, "{source:?} gives {event:?} in {line}");
            }
        }
    });
}
