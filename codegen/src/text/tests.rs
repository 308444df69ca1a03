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

fn documentation(source: &str) -> String {
    markdown(&DocBlock::documentation(source))
}

#[test]
fn text_that_is_no_tag_stays() {
    for (source, expected) in [
        (
            "Bit K is that of HFCLK<K>; <service.name>/<requirement-id>; Map<String, List<u8>>.",
            r"Bit K is that of HFCLK\<K>; \<service.name>/\<requirement-id>; Map\<String, List\<u8>>.",
        ),
        ("<p>arn:aws:kms:<region>:key/<Id/></p>", r"arn:aws:kms:\<region>:key/\<Id/>"),
        ("5 < 6 and 7 > 3", r"5 \< 6 and 7 > 3"),
        ("<p>5 < 6 and 7 > 3, a<b</p>", r"5 \< 6 and 7 > 3, a\<b\</p>"),
        ("<p>Write &amp;lt; for it</p>", r"Write \&lt; for it"),
        ("Write &amp;lt; for it", r"Write \&lt; for it"),
        ("<p>A &lt;b&gt; &quot;c&quot; &#39;d&#x27; &copy; AT&T</p>", r#"A \<b> "c" 'd' © AT\&T"#),
        ("<p>An <b unclosed", r"An \<b unclosed"),
        ("<p>a <!-- hidden --> b <!-- not hidden", r"a b \<!-\- not hidden"),
        ("<p>a <? b ?> <![CDATA[c]]> <!d></p>", r"a \<? b ?> \<!\[CDATA\[c\]\]> \<!d>"),
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        (
            r"<p>arn:aws:s3:::*/* and __init__ and C:\*dir and C:\dir and a_b</p>",
            r"arn:aws:s3:::\*/\* and \_\_init\_\_ and C:\\\*dir and C:\dir and a_b",
        ),
        ("<p>~/.aws --flag a|b [c] #d</p>", r"\~/.aws -\-flag a\|b \[c\] #d"),
    ] {
        assert_eq!(documentation(source), expected, "{source}");
    }
}

#[test]
fn lines_do_not_start_blocks() {
    for (source, expected) in [
        ("<p># a</p>", r"\# a"),
        ("<p>#a</p>", "#a"),
        ("<p>1. a</p>", r"1\. a"),
        ("<p>2) a</p>", r"2\) a"),
        ("<p>1.5</p>", "1.5"),
        ("<p>- a</p>", r"\- a"),
        ("<p>-a</p>", "-a"),
        ("<p>+ a</p>", r"\+ a"),
        ("<p>&gt; a</p>", r"\> a"),
        ("<p>a<br>===</p>", "a\\\n\\==="),
        ("<p>a<br>---</p>", "a\\\n-\\-\\-"),
        ("<p>a<br/>    b<br/>\tc</p>", "a\\\nb\\\nc"),
    ] {
        assert_eq!(documentation(source), expected, "{source}");
    }
}

#[test]
fn links_lead_to_the_web_and_to_mailboxes() {
    for (source, expected) in [
        ("See <https://example.com/x> here.", "See <https://example.com/x> here."),
        ("See https://example.com/x.", "See <https://example.com/x>."),
        ("[a](https://example.com)", "[a](https://example.com)"),
        ("[a]\n\n[a]: https://example.com/b", "[a](https://example.com/b)"),
        ("[a](javascript:alert) [b](crate::Client) [`Client`]", r"a b \[`Client`\]"),
        (
            "<a data-href=\"https://evil.example\" href=\"https://good.example\">d</a>",
            "[d](https://good.example)",
        ),
        ("<A HREF=\"https://up.example/\">U</A>", "[U](https://up.example/)"),
        ("<a href=https://bare.example/>n</a>", "[n](https://bare.example/)"),
        ("<p><a\nhref = 'HTTPS://example.com'>a</a></p>", "[a](https://example.com)"),
        ("<a href=\"javascript:alert(1)\">x</a> <a>y</a> <a href=\"\">z</a>", "x y z"),
        ("<a href=\"&#106;avascript:alert(1)\">x</a>", "x"),
        ("<a href=\"mailto:a@example.com\">mail</a>", "[mail](mailto:a@example.com)"),
        ("<a href=\"https://example.com/a b(c)\">x</a>", "[x](https://example.com/a%20b%28c%29)"),
        ("<a href=\"https://example.com/?a=1&amp;b=2\">x</a>", "[x](https://example.com/?a=1&b=2)"),
        ("<ulink url=\"https://example.com/\">x</ulink>", "[x](https://example.com/)"),
        ("![a picture](https://example.com/p.png)", "a picture"),
        ("Wow!<a href=\"https://example.com/\">x</a>", r"Wow\![x](https://example.com/)"),
    ] {
        assert_eq!(documentation(source), expected, "{source}");
    }
}

#[test]
fn code_blocks_are_text() {
    for (source, expected) in [
        ("A:\n\n```rust\nlet a;\n```", "A:\n\n```text\nlet a;\n```"),
        ("A:\n\n```\nlet a;\n```", "A:\n\n```text\nlet a;\n```"),
        ("A:\n\n~~~ no_run\n```\n~~~", "A:\n\n````text\n```\n````"),
        ("A:\n\n    let a;\n      b\n", "A:\n\n```text\nlet a;\n  b\n```"),
        ("A:\n\n\tlet a;\n\t\tb\n", "A:\n\n```text\nlet a;\n    b\n```"),
        ("- A:\n\n      let a;\n\n- B", "* A:\n\n  ```text\n  let a;\n  ```\n* B"),
        ("> ```\n> let a;\n> ```", "> ```text\n> let a;\n> ```"),
        ("<p>Use</p><pre>a\n  b</pre>", "Use\n\n```text\na\n  b\n```"),
        (
            "<p>Use</p><pre><code>\na\n\n    &lt;b&gt;\n</code></pre>c",
            "Use\n\n```text\na\n\n    <b>\n```\n\nc",
        ),
        (
            "<p>Use</p>\n\n    <p>more</p>\n\n```\na\n```",
            "Use\n\n```text\n<p>more</p>\n```\n\n```text\na\n```",
        ),
        ("<p>Use</p>\n\n    <p>more</p>", "Use\n\nmore"),
        ("<p title=\"\n\n    let a;\n\">a</p>", "a"),
        // In the middle of a paragraph of Markdown too.
        (
            "Use <pre>a\n  `b` *c*&lt;\n\n    - d\n</pre> for *e*",
            "Use\n\n```text\na\n  `b` *c*<\n\n    - d\n```\n\nfor *e*",
        ),
        ("- A <PRE>a\n  - b</PRE> c\n- B", "* A\n\n  ```text\n  a\n    - b\n  ```\n\n  c\n* B"),
        ("Use `a` <pre>b\n`c", "Use `a`\n\n```text\nb\n`c\n```"),
    ] {
        assert_eq!(documentation(source), expected, "{source}");
    }
}

#[test]
fn the_form_stays() {
    for (source, expected) in [
        ("A *b* **c** `d` _e_.", "A *b* **c** `d` *e*."),
        ("# A\n\nB\n-", "# A\n\n## B"),
        ("First line\nsecond line\\\nthird", "First line\nsecond line\\\nthird"),
        ("1. a\n2. b\n   - c", "1. a\n2. b\n\n   * c"),
        ("<ul> <li> <p>a</p> </li> <li>b <b> c </b></li></ul>d", "* a\n* b **c**\n\nd"),
        ("<h3>A</h3><dl><dt>b</dt><dd>c</dd></dl>", "### A\n\n**b**\n\nc"),
        (
            "<p><code>a<a href=\"https://example.com/\">b</a></code></p>",
            "`a`[`b`](https://example.com/)",
        ),
        ("<p>Use `a*b` or ` c</p>", r"Use `a*b` or \` c"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
            "a \\| b\n\nc \\| d",
        ),
        ("<note><p>a</p></note><hr/><blockquote>b</blockquote>", "a\n\n---\n\n> b"),
        ("", ""),
        ("<p></p><p/> \n <ul><li></li></ul>", ""),
    ] {
        assert_eq!(documentation(source), expected, "{source}");
    }
}

#[test]
fn everything_is_visible() {
    for (source, expected) in [
        ("a\0b\u{1b}[31m", r"a\0b\u{1b}\[31m"),
        ("<p>a\0b\u{1b}[31m</p>", r"a\0b\u{1b}\[31m"),
        ("Weather \u{202e}", r"Weather \u{202e}"),
        ("a&#x202e;b&#8203;c", r"a\u{202e}b\u{200b}c"),
        ("`a\u{202e}b`", r"`a\u{202e}b`"),
        ("    a\u{202e}\0b", "```text\na\\u{202e}\\0b\n```"),
        ("e\u{301} की", "e\u{301} की"),
    ] {
        let lines = DocBlock::documentation(source);
        let lines: Vec<&str> = lines.lines().iter().map(Line::as_str).collect();
        assert_eq!(lines.join("\n"), expected, "{source:?}");
    }
}

#[test]
fn depth_has_an_end() {
    for (open, close) in
        [("<ul><li>", "</li></ul>"), ("<b><i>", "</i></b>"), ("> ", ""), ("<blockquote>", "")]
    {
        let source = format!("{}x{}", open.repeat(20_000), close.repeat(20_000));
        let printed = documentation(&source);
        assert_eq!(problem(&printed), None);
        assert!(printed.contains('x') && printed.len() < 100, "{}", printed.len());
    }
}
