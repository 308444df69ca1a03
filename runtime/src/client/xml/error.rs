//! Errors in XML, in whatever envelope: `<ErrorResponse><Error>…`, a bare `<Error>…`, or `<Response><Errors><Error>…` as EC2 has it.
//!
//! The official protocol has to be told which of them a service uses. The document says it itself.

use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};
use aws_smithy_xml::codec::find_depth2_element_slice_by;
use aws_smithy_xml::decode::{Document, ScopedDecoder, try_data};

use crate::client::xml_document::root_name;
use crate::error::EXTENDED_KEY;

/// The key under which the official crates look for the id of a request.
const REQUEST_ID: &str = "aws_request_id";

/// An error of Route 53 that comes without an envelope, under its own name and with a list of messages.
const BARE: &str = "InvalidChangeBatch";

/// Gives the element that has the members of an error, with its tags; `None` where a document has none.
pub(in crate::client) fn element(body: &[u8]) -> Option<&[u8]> {
    if root_name(body).as_deref() == Some(BARE) {
        return Some(body);
    }
    let child = |of, wanted: &'static str| find_depth2_element_slice_by(of, |name| name == wanted);
    child(body, "Error").or_else(|| child(child(body, "Errors")?, "Error"))
}

/// Whether a document is an error and nothing else.
pub(in crate::client) fn is_whole(body: &[u8]) -> bool {
    matches!(root_name(body).as_deref(), Some("Error" | "ErrorResponse"))
}

/// Reads what the envelope says of an error: code, message, whose fault it is, and the id of the request.
///
/// What stands before a place where the document is malformed is read.
pub(in crate::client) fn metadata(body: &[u8]) -> Builder {
    let mut builder = ErrorMetadata::builder();
    let error = element(body).and_then(|error| std::str::from_utf8(error).ok());
    let (Ok(body), Some(error)) = (std::str::from_utf8(body), error) else { return builder };
    each_child(body, &mut |name, value| {
        let key = match name {
            "RequestId" | "RequestID" => REQUEST_ID,
            "HostId" => EXTENDED_KEY,
            _ => return,
        };
        set(&mut builder, |builder| builder.custom(key, value));
    });
    if root_name(error.as_bytes()).as_deref() == Some(BARE) {
        let mut messages = Vec::new();
        let list = find_depth2_element_slice_by(error.as_bytes(), |name| name == "Messages");
        let list = list.and_then(|list| std::str::from_utf8(list).ok()).unwrap_or_default();
        each_child(list, &mut |_, message| messages.push(message));
        return builder.code(BARE).message(messages.join("; "));
    }
    each_child(error, &mut |name, value| match name {
        "Code" => set(&mut builder, |builder| builder.code(value)),
        "Message" | "message" => set(&mut builder, |builder| builder.message(value)),
        "Type" => set(&mut builder, |builder| builder.custom("type", value)),
        _ => {}
    });
    builder
}

fn set(builder: &mut Builder, with: impl FnOnce(Builder) -> Builder) {
    *builder = with(std::mem::take(builder));
}

/// Calls with the name and the text of each element below the root that holds text alone.
fn each_child(document: &str, consumer: &mut dyn FnMut(&str, String)) {
    let mut document = Document::new(document);
    let Ok(mut root) = document.root_element() else { return };
    while let Some(mut child) = root.next_tag() {
        if let Some(text) = text_of(&mut child) {
            consumer(child.start_el().local(), text);
        }
    }
}

fn text_of(element: &mut ScopedDecoder<'_, '_>) -> Option<String> {
    try_data(element).ok().map(|text| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> (Option<String>, Option<String>, Option<String>) {
        let meta = metadata(body.as_bytes()).build();
        let owned = |text: Option<&str>| text.map(str::to_owned);
        (owned(meta.code()), owned(meta.message()), owned(meta.extra(REQUEST_ID)))
    }

    fn expected(
        code: &str,
        message: &str,
        id: &str,
    ) -> (Option<String>, Option<String>, Option<String>) {
        (Some(code.to_owned()), Some(message.to_owned()), Some(id.to_owned()))
    }

    #[test]
    fn each_envelope_is_read() {
        for body in [
            "<ErrorResponse><Error><Type>Sender</Type><Code>C</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>",
            "<?xml version=\"1.0\"?>\n<Error><Code>C</Code><Message>m</Message><RequestId>r</RequestId></Error>",
            "<Response><Errors><Error><Code>C</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>",
            "<e:ErrorResponse xmlns:e=\"u\"><e:Error><e:Code> C </e:Code><e:message>m</e:message></e:Error><e:RequestId>r</e:RequestId></e:ErrorResponse>",
        ] {
            assert_eq!(read(body), expected("C", "m", "r"), "{body}");
        }
    }

    #[test]
    fn an_error_without_an_envelope_has_its_own_name() {
        let body = "<InvalidChangeBatch xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Messages><Message>m</Message><Message>n</Message></Messages><RequestId>r</RequestId></InvalidChangeBatch>";
        assert_eq!(read(body), expected("InvalidChangeBatch", "m; n", "r"));
        assert_eq!(element(body.as_bytes()), Some(body.as_bytes()));
    }

    #[test]
    fn the_members_are_those_of_the_error() {
        let body = b"<ErrorResponse><Note><![CDATA[<Error>]]></Note><Error><Code>C</Code></Error></ErrorResponse>";
        assert_eq!(element(body), Some(&b"<Error><Code>C</Code></Error>"[..]));
        let body =
            b"<Response><Errors><Error><Code>1</Code></Error><Error><Code>2</Code></Error></Errors></Response>";
        assert_eq!(element(body), Some(&b"<Error><Code>1</Code></Error>"[..]));
    }

    #[test]
    fn what_is_no_error_has_no_code() {
        for body in [
            "",
            "busy",
            "<html><Code>C</Code></html>",
            "<ErrorResponse><RequestId>r</RequestId></ErrorResponse>",
            "<Response><Errors/></Response>",
        ] {
            assert_eq!(read(body), (None, None, None), "{body}");
        }
    }

    #[test]
    fn what_stands_before_a_fault_is_read() {
        let code = |body| read(body).0;
        assert_eq!(code("<Error><Code>C</Code><Message>m & n").as_deref(), Some("C"));
        assert_eq!(code("<Error><Code>C</Code></Oops></Error>").as_deref(), Some("C"));
        let body = "<ErrorResponse><Error><Code>C</Code><Message>m";
        assert_eq!(code(body).as_deref(), Some("C"));
    }
}
