//! What stands around the document of a response or an error.

use aws_smithy_xml::codec::find_depth2_element_slice_by;
use aws_smithy_xml::decode::{Document, try_data};

use crate::client::xml_document::root_name;

/// Gives the element that has the members of a response of awsQuery: `GetUserResult` in `GetUserResponse`; the outermost one where there is none.
#[cfg(feature = "aws-query")]
pub(super) fn result(body: &[u8]) -> &[u8] {
    within(body, |name| name.ends_with("Result"))
}

/// Gives the element that has the members of an error: `Error`, in what is around it.
///
/// That is `ErrorResponse` in awsQuery, and `Errors` in `Response` in ec2Query; but Amazon SimpleDB, which speaks awsQuery, sends the latter too. The first of several errors counts.
pub(super) fn error(body: &[u8]) -> &[u8] {
    within(within(body, |name| name == "Errors"), |name| name == "Error")
}

/// Whether a document is an error and nothing else, in either envelope.
pub(in crate::client) fn is_error(body: &[u8]) -> bool {
    match root_name(body).as_deref() {
        Some("ErrorResponse") => true,
        Some("Response") => find_depth2_element_slice_by(body, |name| name == "Errors").is_some(),
        _ => false,
    }
}

/// Gives the outermost element with such a name, or the first such one in it; the whole where there is neither.
fn within(body: &[u8], is_wanted: impl Fn(&str) -> bool) -> &[u8] {
    find_depth2_element_slice_by(body, is_wanted).unwrap_or(body)
}

/// Gives the request id, which stands beside the result or the error: `RequestId` in `ResponseMetadata`, or, under any of three spellings, in the outermost element.
pub(in crate::client) fn request_id(body: &[u8]) -> Option<String> {
    let metadata = find_depth2_element_slice_by(body, |name| name == "ResponseMetadata");
    let mut document = Document::try_from(metadata.unwrap_or(body)).ok()?;
    let mut around = document.root_element().ok()?;
    while let Some(mut child) = around.next_tag() {
        if matches!(child.start_el().local(), "RequestId" | "RequestID" | "requestId") {
            return try_data(&mut child).ok().map(|id| id.trim().to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_found_in_what_is_around_it() {
        let inner = "<Error><Type>Sender</Type><Code>C</Code></Error>";
        for body in [
            "INNER",
            "<ErrorResponse>INNER<RequestId>r</RequestId></ErrorResponse>",
            "<ErrorResponse xmlns=\"urn:x\"><RequestId>r</RequestId>INNER</ErrorResponse>",
            "<?xml version=\"1.0\"?>\n<Response><Errors>INNER</Errors><RequestID>r</RequestID></Response>",
            "<Response><Errors>\n INNER<Error><Code>other</Code></Error></Errors></Response>",
            "<Response><!-- <Error/> --><Errors a=\"/>\">INNER</Errors></Response>",
        ] {
            let body = body.replace("INNER", inner);
            assert_eq!(std::str::from_utf8(error(body.as_bytes())), Ok(inner), "{body}");
        }
    }

    #[test]
    fn a_request_id_stands_beside_what_it_is_of() {
        for body in [
            "<A><AResult><RequestId>no</RequestId></AResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></A>",
            "<ErrorResponse><Error><RequestId>no</RequestId></Error><RequestId> r </RequestId></ErrorResponse>",
            "<Response><Errors><Error/></Errors><RequestID>r</RequestID></Response>",
            "<DescribeResponse><requestId>r</requestId><requestId>other</requestId></DescribeResponse>",
        ] {
            assert_eq!(request_id(body.as_bytes()).as_deref(), Some("r"), "{body}");
        }
        for body in ["", "{}", "<a/>", "<a><b><RequestId>no</RequestId></b></a>", "<a><RequestId>"]
        {
            assert_eq!(request_id(body.as_bytes()).filter(|id| !id.is_empty()), None, "{body}");
        }
    }

    #[test]
    fn what_has_no_error_is_left() {
        for body in ["", "<html>no</html>", "{}", "<Errors", "<Response><Errors/></Response>"] {
            let found = std::str::from_utf8(error(body.as_bytes())).unwrap();
            assert!(!found.contains("Code"), "{body}");
        }
    }
}
