//! What `Debug` shows of a field that is no member: one name, whether it is derived or hides something.

use tinsmith_tests::goldens::naming::private_fields::operation::ask::AskOutput;
use tinsmith_tests::goldens::naming::private_fields::operation::tell::TellOutput;
use tinsmith_tests::goldens::naming::private_fields::types::error::{Plain, Refused};
use tinsmith_tests::goldens::operations::shared_shapes::types::Machine;

#[test]
fn a_request_id_has_the_same_name_whether_something_is_hidden_or_not() {
    let mut hiding = TellOutput::new();
    hiding.pin = Some("hush".to_owned());
    assert_eq!(
        format!("{hiding:?}"),
        "TellOutput { pin: *** Sensitive Data Redacted ***, request_id: None }"
    );
    let derived = format!("{:?}", Machine::new());
    assert!(derived.ends_with(", request_id: None }"), "{derived}");
}

#[test]
fn beside_a_member_of_that_name_it_has_an_underscore() {
    let mut output = AskOutput::new();
    output.request_id = Some("own".to_owned());
    assert_eq!(
        format!("{output:?}"),
        "AskOutput { request_id: Some(\"own\"), pin: *** Sensitive Data Redacted ***, _request_id: None }"
    );
}

#[test]
fn metadata_of_errors_likewise() {
    let metadata = "ErrorMetadata { code: None, message: None, extras: None }";
    assert_eq!(
        format!("{:?}", Plain::new()),
        format!("Plain {{ message: None, meta: {metadata} }}")
    );
    assert_eq!(
        format!("{:?}", Refused::new()),
        format!("Refused {{ message: None, meta: None, _meta: {metadata} }}")
    );
}
