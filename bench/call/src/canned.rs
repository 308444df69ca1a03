//! What is sent and answered.

use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::Answer;

pub(crate) const REGION: &str = "eu-west-1";
pub(crate) const CLIENT_ID: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
/// As long as those of the service usually are.
pub(crate) const SESSION: &str = include_str!("session.txt");
pub(crate) const CHALLENGE_RESPONSES: [(&str, &str); 2] =
    [("USERNAME", "kim"), ("SMS_MFA_CODE", "123456")];
pub(crate) const REQUEST_ID: &str = "5b1a3c5e-0b5b-4b8f-9a53-8f3f2f0a1c11";
pub(crate) const EXPIRES_IN: i32 = 3600;
pub(crate) const ERROR_MESSAGE: &str = "Incorrect username or password.";

/// Gives the status and the body of an answer.
pub(crate) fn answer(answer: Answer) -> (u16, &'static str) {
    match answer {
        Answer::Success => (200, include_str!("success.json")),
        Answer::ModeledError => (400, include_str!("modeled_error.json")),
    }
}

/// Gives a client whose connector answers every request with the same answer.
pub(crate) fn http_client(to: Answer) -> SharedHttpClient {
    let (status, body) = answer(to);
    let headers =
        &[("content-type", "application/x-amz-json-1.1"), ("x-amzn-requestid", REQUEST_ID)];
    let body = body.as_bytes().to_vec();
    measure::http_client(measure::connector(measure::Answer { status, headers, body }))
}
