//! Request and response as `serde` structures, as one writes them by hand.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::canned::{CHALLENGE_RESPONSES, CLIENT_ID, SESSION};

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Request {
    client_id: String,
    challenge_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge_responses: Option<HashMap<String, String>>,
}

impl Request {
    pub(crate) fn canned() -> Self {
        let responses = CHALLENGE_RESPONSES.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Self {
            client_id: CLIENT_ID.to_owned(),
            challenge_name: "SMS_MFA".to_owned(),
            session: Some(SESSION.to_owned()),
            challenge_responses: Some(HashMap::from(responses)),
        }
    }
}

// Every member is read, as an SDK does; the benchmark looks at one.
#[allow(dead_code, reason = "what is read is what is measured")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Response {
    pub(crate) challenge_name: Option<String>,
    pub(crate) session: Option<String>,
    pub(crate) challenge_parameters: Option<HashMap<String, String>>,
    pub(crate) authentication_result: Option<AuthenticationResult>,
    pub(crate) available_challenges: Option<Vec<String>>,
}

impl Response {
    pub(crate) fn expires_in(&self) -> Option<i32> {
        self.authentication_result.as_ref()?.expires_in
    }
}

#[allow(dead_code, reason = "what is read is what is measured")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct AuthenticationResult {
    pub(crate) access_token: Option<String>,
    pub(crate) expires_in: Option<i32>,
    pub(crate) token_type: Option<String>,
    pub(crate) refresh_token: Option<String>,
    pub(crate) id_token: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ErrorBody {
    #[serde(rename = "__type")]
    pub(crate) code: String,
    pub(crate) message: Option<String>,
}
