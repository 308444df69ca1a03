//! The call with the generated crate, with the checks that are on unless somebody turns them off.

use std::error::Error;
use std::rc::Rc;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use generated::operation::respond_to_auth_challenge::{
    RespondToAuthChallengeError, RespondToAuthChallengeRequest,
};
use generated::types::ChallengeNameType;
use generated::{Client, Config};
use measure::{MakeCall, expect};
use tokio::runtime::Runtime;

use crate::load::Calls;
use crate::{Answer, canned};

pub(crate) fn calls(answer: Answer, runtime: Rc<Runtime>) -> MakeCall {
    let config =
        Config::builder().region(canned::REGION).http_client(canned::http_client(answer)).build();
    let client = Client::from_conf(config);
    Box::new(move || runtime.block_on(call(&client)))
}

/// Calls that are sent to an address, by this HTTP client.
pub(crate) fn over_http(address: &str, http_client: SharedHttpClient) -> Calls {
    let config = Config::builder()
        .region(canned::REGION)
        .endpoint_url(format!("http://{address}"))
        .http_client(http_client);
    let client = Client::from_conf(config.build());
    Box::new(move || {
        let client = client.clone();
        Box::pin(async move { call(&client).await })
    })
}

async fn call(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = RespondToAuthChallengeRequest::client_id(canned::CLIENT_ID)
        .challenge_name(ChallengeNameType::SmsMfa)
        .session(canned::SESSION)
        .challenge_responses(canned::CHALLENGE_RESPONSES);
    match client.respond_to_auth_challenge(request).send().await {
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
}
