//! What can be read of a document of JSON that is malformed somewhere.
//!
//! Members of members are left alone, since their names mean something else, and so is a string without an end.

/// Gives the object; one without members where the body does not start as one.
pub(super) fn salvage(body: &str) -> String {
    let mut object = "{".to_owned();
    let mut rest = body.trim_ascii_start().strip_prefix('{').unwrap_or_default();
    let mut depth = 1_usize;
    while let Some((before, behind)) = rest.split_once(['"', '{', '}', '[', ']']) {
        match rest.as_bytes().get(before.len()) {
            Some(b'{' | b'[') => depth += 1,
            // The outermost object is the one that was started, whatever is closed too often.
            Some(b'}' | b']') => depth = depth.saturating_sub(1).max(1),
            _ => {
                let Some((text, behind)) = string(behind) else { break };
                match value(behind).filter(|_| depth == 1) {
                    Some((value, behind)) => {
                        let comma = if object.len() > 1 { "," } else { "" };
                        let (name, value) = (escape(text), escape(value));
                        object.push_str(&format!("{comma}\"{name}\":\"{value}\""));
                        rest = behind;
                    }
                    None => rest = behind,
                }
                continue;
            }
        }
        rest = behind;
    }
    object.push('}');
    object
}

/// Gives the string behind a colon, and what follows it.
fn value(text: &str) -> Option<(&str, &str)> {
    let behind = text.trim_ascii_start().strip_prefix(':')?;
    string(behind.trim_ascii_start().strip_prefix('"')?)
}

/// Gives what stands before the quotation mark that ends a string, and what follows it.
fn string(text: &str) -> Option<(&str, &str)> {
    let mut is_escaped = false;
    let end = text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

/// Escapes what JSON does not have raw in a string.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\0'..='\x1f' => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_the_outermost_object_are_kept() {
        for (body, expected) in [
            (r#"{"x":NaN,"__type":"T","message":"m"}"#, r#"{"__type":"T","message":"m"}"#),
            (r#"{"x":nul , "__type" : "T" }"#, r#"{"__type":"T"}"#),
            (r#"{"x" "__type":"T"}"#, r#"{"__type":"T"}"#),
            (r#"{,"__type":"T""message":"m"}"#, r#"{"__type":"T","message":"m"}"#),
            (r#"{"x":]}},"__type":"T"}"#, r#"{"__type":"T"}"#),
            (r#"{"x":{"__type":"no"},"y":[{"__type":"no"}],"__type":"T",}"#, r#"{"__type":"T"}"#),
            (r#"{"x":"__type","y":"\"__type\":","z":5"#, r#"{"x":"__type","y":"\"__type\":"}"#),
            (r#"{"__type":"T","message":"m"#, r#"{"__type":"T"}"#),
            (r#"{"__type":"T","message":"m\"#, r#"{"__type":"T"}"#),
            (r#"{"__type":"T"}{"__type":"no"}"#, r#"{"__type":"T"}"#),
            (
                "{\"__type\":\"T\",\"message\":\"é\n\\\\\"",
                r#"{"__type":"T","message":"é\u000a\\"}"#,
            ),
        ] {
            assert_eq!(salvage(body), expected, "{body}");
        }
    }

    #[test]
    fn what_is_no_object_has_no_members() {
        for body in ["", "{", "\"", "{\"", r#"[{"__type":"no"}]"#, r#"<p>{"__type":"no"}</p>"#] {
            assert_eq!(salvage(body), "{}", "{body}");
        }
    }
}
