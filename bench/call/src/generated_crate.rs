//! The call with the generated crate, with the checks that are on unless somebody turns them off.
//!
//! What comes in: the answer; what goes out: the call.

use std::rc::Rc;

use generated::operation::respond_to_auth_challenge::{
    RespondToAuthChallengeError, RespondToAuthChallengeRequest,
};
use generated::types::ChallengeNameType;
use generated::{Client, Config};
use tokio::runtime::Runtime;

use crate::{Answer, MakeCall, canned, expect};

pub(crate) fn calls(answer: Answer, runtime: Rc<Runtime>) -> MakeCall {
    let config =
        Config::builder().region(canned::REGION).http_client(canned::http_client(answer)).build();
    let client = Client::from_conf(config);
    Box::new(move || {
        let request = RespondToAuthChallengeRequest::client_id(canned::CLIENT_ID)
            .challenge_name(ChallengeNameType::SmsMfa)
            .session(canned::SESSION)
            .challenge_responses(canned::CHALLENGE_RESPONSES);
        match runtime.block_on(client.respond_to_auth_challenge(request).send()) {
            Ok(response) => {
                let result = response.authentication_result;
                expect(result.and_then(|result| result.expires_in), Some(canned::EXPIRES_IN))
            }
            Err(error) => match error.into_service_error() {
                RespondToAuthChallengeError::NotAuthorizedException(error) => {
                    expect(error.message.as_deref(), Some(canned::ERROR_MESSAGE))
                }
                error => Err(error.into()),
            },
        }
    })
}
