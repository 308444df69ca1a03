//! Traits that mean the same on services, operations, shapes and members.

use super::fields::{Fields, node};
use crate::diagnostic::Diagnostics;
use crate::smithy::{Node, Traits, traits};

/// `documentation` and `deprecated` with what belongs to it.
pub(super) fn descriptive(fields: &Fields<'_>, diagnostics: &mut Diagnostics) -> Traits {
    let mut found = Traits::default();
    if let Some(text) = fields.text("documentation", diagnostics)
        && !text.is_empty()
    {
        found.insert(traits::DOCUMENTATION, Node::from(text));
    }
    if fields.flag("deprecated", diagnostics) {
        let Node::Object(mut value) = node([]) else { return found };
        for (key, property) in [("deprecatedMessage", "message"), ("deprecatedSince", "since")] {
            if let Some(text) = fields.text(key, diagnostics) {
                value.insert(property.to_owned(), Node::from(text));
            }
        }
        found.insert(traits::DEPRECATED, Node::Object(value));
    }
    found
}

/// `xmlNamespace`, which is the URI alone or an object with a `uri` and perhaps a `prefix`.
pub(super) fn xml_namespace(fields: &Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Node> {
    match fields.object.get("xmlNamespace")? {
        Node::String(uri) => Some(node([("uri", Node::from(uri.as_str()))])),
        value @ Node::Object(_) if value.get("uri").is_some() => Some(value.clone()),
        other => {
            diagnostics.shape_error(
                &fields.at,
                format!(
                    "expected a URI or an object with one as `xmlNamespace`, found {}",
                    other.kind()
                ),
            );
            None
        }
    }
}

/// `timestampFormat`, in Smithy's words.
pub(super) fn timestamp_format(fields: &Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Node> {
    const FORMATS: [(&str, &str); 3] =
        [("iso8601", "date-time"), ("rfc822", "http-date"), ("unixTimestamp", "epoch-seconds")];

    let format = fields.text("timestampFormat", diagnostics)?;
    let found = FORMATS.iter().find(|(known, _)| *known == format);
    if found.is_none() {
        diagnostics.shape_error(
            &fields.at,
            format!("`{format}` is not a timestamp format; expected `iso8601`, `rfc822` or `unixTimestamp`"),
        );
    }
    found.map(|(_, smithy)| Node::from(*smithy))
}

/// Copies a flag to an annotation trait.
pub(super) fn mark(
    fields: &Fields<'_>,
    key: &str,
    id: &str,
    found: &mut Traits,
    diagnostics: &mut Diagnostics,
) {
    if fields.flag(key, diagnostics) {
        found.mark(id);
    }
}
