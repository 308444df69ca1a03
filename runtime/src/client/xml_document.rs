//! Documents of XML as they arrive, made ready for the official codec.
//!
//! The codec takes the text of an element up to the first comment, processing instruction or CDATA section in it, and leaves out the rest.

use std::borrow::Cow;

use aws_smithy_xml::decode::Document;

/// Gives a document in which the text of each element is in one piece: comments and processing instructions are taken out, CDATA sections are escaped.
///
/// From where a document is malformed, it stays as it is: the codec says so.
pub(super) fn in_one_piece(document: &[u8]) -> Cow<'_, [u8]> {
    // What stands before the root, such as a declaration, has no text of an element.
    let Some((before, mut rest)) = root_at(document).and_then(|at| document.split_at_checked(at))
    else {
        return Cow::Borrowed(document);
    };
    if next(rest).is_none() {
        return Cow::Borrowed(document);
    }
    let mut whole = before.to_vec();
    while let Some((text, markup)) = next(rest).and_then(|at| rest.split_at_checked(at)) {
        whole.extend_from_slice(text);
        rest = markup;
        if let Some((_, behind)) = enclosed(markup, b"<!--", b"-->") {
            rest = behind;
        } else if let Some((text, behind)) = enclosed(markup, b"<![CDATA[", b"]]>") {
            escape(text, &mut whole);
            rest = behind;
        } else if let Some((_, behind)) = enclosed(markup, b"<?", b"?>")
            && !markup.starts_with(b"<?xml ")
        {
            rest = behind;
        } else {
            break;
        }
    }
    whole.extend_from_slice(rest);
    Cow::Owned(whole)
}

/// Gives the name of the outermost element, without its prefix.
pub(super) fn root_name(document: &[u8]) -> Option<String> {
    let mut document = Document::try_from(document).ok()?;
    let root = document.root_element().ok()?;
    Some(root.start_el().local().to_owned())
}

/// Whether a document is a page of HTML, which a proxy or a sign-in page of a network answers with, whatever its status says.
pub(super) fn is_page(document: &[u8]) -> bool {
    root_name(document).is_some_and(|name| name.eq_ignore_ascii_case("html"))
}

/// Gives where the name of the outermost element is.
fn root_at(document: &[u8]) -> Option<usize> {
    let mut parsed = Document::try_from(document).ok()?;
    let root = parsed.root_element().ok()?;
    // A name is a part of the document.
    root.start_el().local().as_ptr().addr().checked_sub(document.as_ptr().addr())
}

/// Gives where the next markup is that is no element. Attributes cannot hold any.
fn next(text: &[u8]) -> Option<usize> {
    text.windows(2).position(|pair| matches!(pair, b"<!" | b"<?"))
}

/// Gives what stands between the begin of a text and an end, and what follows.
fn enclosed<'t>(text: &'t [u8], begin: &[u8], end: &[u8]) -> Option<(&'t [u8], &'t [u8])> {
    let rest = text.strip_prefix(begin)?;
    let length = rest.windows(end.len()).position(|found| found == end)?;
    Some((rest.get(..length)?, rest.get(length + end.len()..)?))
}

fn escape(text: &[u8], escaped: &mut Vec<u8>) {
    for byte in text {
        match byte {
            b'&' => escaped.extend_from_slice(b"&amp;"),
            b'<' => escaped.extend_from_slice(b"&lt;"),
            // Unescaped, it could end a section that is none any more.
            b'>' => escaped.extend_from_slice(b"&gt;"),
            other => escaped.push(*other),
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_xml::decode::try_data;

    use super::*;

    fn piece(document: &str) -> String {
        String::from_utf8(in_one_piece(document.as_bytes()).into_owned()).unwrap()
    }

    fn text(document: &str) -> String {
        let mut document = Document::new(document);
        let mut root = document.root_element().unwrap();
        try_data(&mut root).unwrap().into_owned()
    }

    /// What the official decoder does is here as it is: when it reads all of a text, this fails, and `in_one_piece` can go.
    #[test]
    fn the_decoder_reads_a_part_of_a_text() {
        for (document, read, whole) in [
            ("<a>1<!-- 2 -->3</a>", "1", "13"),
            ("<a>1<?p 2?>3</a>", "1", "13"),
            ("<a><![CDATA[1]]></a>", "", "1"),
            ("<a>1<![CDATA[2]]>3<![CDATA[4]]></a>", "1", "1234"),
        ] {
            assert_eq!(text(document), read, "{document}");
            assert_eq!(text(&piece(document)), whole, "{document}");
        }
    }

    #[test]
    fn a_text_is_put_together() {
        for (document, expected) in [
            ("<a><![CDATA[<&>]] ]>]]></a>", "<a>&lt;&amp;&gt;]] ]&gt;</a>"),
            ("<a><![CDATA[<!-- no -->]]></a>", "<a>&lt;!-- no --&gt;</a>"),
            ("<a><!-- <![CDATA[no]]> -->b</a>", "<a>b</a>"),
            ("<a><!----><![CDATA[]]><?p?></a><!-- end -->", "<a></a>"),
            ("<x:a b='>'>1<!-- -->2</x:a>", "<x:a b='>'>12</x:a>"),
            (
                "<?xml version=\"1.0\"?><!-- a --><?p?><!DOCTYPE a [<!ENTITY e \"<!--\">]><a>é<!-- -->ü</a>",
                "<?xml version=\"1.0\"?><!-- a --><?p?><!DOCTYPE a [<!ENTITY e \"<!--\">]><a>éü</a>",
            ),
        ] {
            assert_eq!(piece(document), expected, "{document}");
        }
    }

    #[test]
    fn what_is_whole_or_malformed_stays() {
        for document in [
            "",
            "{}",
            "<!-- a -->",
            "<?xml version=\"1.0\"?>\n<!-- a --><a><b/>&lt;!--</a>",
            "<a><!-- 1 </a>",
            "<a><!-- 1 --",
            "<a><![CDATA[1]></a>",
            "<a><![cdata[1]]></a>",
            "<a><?p 1></a>",
            "<a><?xml version=\"1.0\"?></a>",
            "<a><!DOCTYPE a></a>",
            "<a><!",
            "<a><?",
        ] {
            assert_eq!(piece(document), document);
        }
        assert_eq!(in_one_piece(b"<a>\xff<!-- --></a>"), &b"<a>\xff<!-- --></a>"[..]);
        assert_eq!(piece("<a>1<!-- -->2<!-- 3</a>"), "<a>12<!-- 3</a>");
    }

    #[test]
    fn a_page_has_html_as_its_root() {
        for page in [
            "<html><body>busy</body></html>",
            "<!DOCTYPE html>\n<HTML lang=\"en\">",
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        ] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        for document in ["", "html", "<a><html/></a>", "<htmls/>", "{}"] {
            assert!(!is_page(document.as_bytes()), "{document}");
        }
    }
}
