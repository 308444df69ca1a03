//! Strings of JSON that no reader takes, made readable.

/// Gives the body in which every string can be read; `None` if this one is it.
pub(super) fn mend(body: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(body);
    let mut mended = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        mended.push_str(before);
        let (length, is_character) = measure(escape);
        let (escape, behind) = escape.split_at_checked(length).unwrap_or((escape, ""));
        mended.push_str(if is_character { escape } else { "\u{fffd}" });
        rest = behind;
    }
    mended.push_str(rest);
    (mended.as_bytes() != body).then(|| mended.into_bytes())
}

/// Gives the length of the escape that a text starts with, and whether it is one or more characters.
fn measure(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    match bytes.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => (2, true),
        Some(b'u') => match (unit(bytes), unit(bytes.get(6..).unwrap_or_default())) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, true),
            (Some(0xd800..=0xdfff), _) => (6, false),
            (Some(_), _) => (6, true),
            (None, _) => (
                2 + bytes.iter().skip(2).take_while(|byte| byte.is_ascii_hexdigit()).count(),
                false,
            ),
        },
        _ => (1, false),
    }
}

/// Gives the unit of UTF-16 that a text starts with, as in `\ud83d`.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(br"\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        u16::try_from(digit).ok().map(|digit| unit << 4 | digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(body: &[u8]) -> String {
        String::from_utf8(mend(body).unwrap()).unwrap()
    }

    #[test]
    fn half_a_character_is_replaced() {
        for (body, expected) in [
            (r#""a\ud83d""#, "\"a\u{fffd}\""),
            (r#""a\ud83dz""#, "\"a\u{fffd}z\""),
            (r#""\ude00\n""#, "\"\u{fffd}\\n\""),
            (r#""\ud83d\ud83d\ude00""#, "\"\u{fffd}\\ud83d\\ude00\""),
            (r#""\ud83d\n""#, "\"\u{fffd}\\n\""),
            (r#""\ud83d\ude0""#, "\"\u{fffd}\u{fffd}\""),
            (r#""\u00""#, "\"\u{fffd}\""),
            (r#""\u""#, "\"\u{fffd}\""),
            (r#""\q""#, "\"\u{fffd}q\""),
            (r#""\"#, "\"\u{fffd}"),
        ] {
            assert_eq!(mended(body.as_bytes()), expected, "{body}");
        }
        assert_eq!(mended(b"\"a\xff\xfe\""), "\"a\u{fffd}\u{fffd}\"");
        assert_eq!(mended(b"\"\xf0\x9f\x98\""), "\"\u{fffd}\"");
    }

    #[test]
    fn what_can_be_read_stays() {
        for body in ["", "{}", r#""\\ud83d""#, r#""\ud83d\ude00 \u00e9\"\/""#, "\"é😀\""] {
            assert_eq!(mend(body.as_bytes()), None, "{body}");
        }
    }
}
