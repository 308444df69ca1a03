//! The body of a request.

mod cbor;
mod form;
mod json;
mod xml;

use aws_smithy_types::base64;

use super::Failure;

/// A body as a case has it.
#[derive(Clone, Debug)]
pub(super) struct Body {
    kind: Kind,
    bytes: Vec<u8>,
}

/// How two bodies are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Json,
    Xml,
    Form,
    Cbor,
    Bytes,
}

impl Kind {
    fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            "application/cbor" => Self::Cbor,
            "application/json" | "application/x-amz-json-1.0" | "application/x-amz-json-1.1" => {
                Self::Json
            }
            "application/xml" | "text/xml" => Self::Xml,
            _ if essence.ends_with("+json") => Self::Json,
            _ if essence.ends_with("+xml") => Self::Xml,
            _ => Self::Bytes,
        }
    }
}

impl Body {
    /// Takes a media type (an empty one for none) and the body; one of CBOR is written in base64, as cases have it.
    pub(super) fn new(media_type: &str, text: &str) -> Result<Self, Failure> {
        let kind = Kind::of(media_type);
        let bytes = match kind {
            Kind::Cbor => base64::decode(text).map_err(|error| {
                Failure::new(format!("the case: expected CBOR in base64 as the body: {error}"))
            })?,
            _ => text.as_bytes().to_vec(),
        };
        Ok(Self { kind, bytes })
    }

    /// The octets.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Says how a body that was sent differs from this one; takes the places of entries of maps in XML.
    pub(super) fn compare(&self, found: &[u8], map_entries: &[String]) -> Option<String> {
        let expected = &self.bytes;
        // What is nothing is no document of any kind.
        if expected == found {
            return None;
        }
        if !expected.is_empty() && !found.is_empty() {
            let difference = match self.kind {
                Kind::Json => json::compare(expected, found),
                Kind::Xml => xml::compare(expected, found, map_entries),
                Kind::Form => form::compare(expected, found),
                Kind::Cbor => cbor::compare(expected, found),
                Kind::Bytes => Ok(false),
            };
            match difference {
                Ok(true) => return None,
                Ok(false) => {}
                Err(problem) => return Some(format!("body: {problem}: {}", shown(found))),
            }
        }
        Some(format!("body: expected {}\n      found    {}", shown(expected), shown(found)))
    }
}

/// Text as text, anything else in base64.
fn shown(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        Ok("") => "none".to_owned(),
        Ok(text) => text.to_owned(),
        Err(_) => format!("{} (base64)", base64::encode(body)),
    }
}
