//! The call with the official crate, configured as its documentation does.

use std::error::Error;
use std::rc::Rc;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use measure::{MakeCall, expect};
use official::config::{BehaviorVersion, Region};
use official::operation::respond_to_auth_challenge::RespondToAuthChallengeError;
use official::types::ChallengeNameType;
use official::{Client, Config};
use tokio::runtime::Runtime;

use crate::load::Calls;
use crate::{Answer, canned};

pub(crate) fn calls(answer: Answer, runtime: Rc<Runtime>) -> MakeCall {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(canned::REGION))
        .http_client(canned::http_client(answer))
        .build();
    let client = Client::from_conf(config);
    Box::new(move || runtime.block_on(call(&client)))
}

/// Calls that are sent to an address, by this HTTP client.
pub(crate) fn over_http(address: &str, http_client: SharedHttpClient) -> Calls {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(canned::REGION))
        .endpoint_url(format!("http://{address}"))
        .http_client(http_client);
    let client = Client::from_conf(config.build());
    Box::new(move || {
        let client = client.clone();
        Box::pin(async move { call(&client).await })
    })
}

async fn call(client: &Client) -> Result<(), Box<dyn Error>> {
    let mut request = client
        .respond_to_auth_challenge()
        .challenge_name(ChallengeNameType::SmsMfa)
        .client_id(canned::CLIENT_ID)
        .session(canned::SESSION);
    for (key, value) in canned::CHALLENGE_RESPONSES {
        request = request.challenge_responses(key, value);
    }
    match request.send().await {
        Ok(response) => {
            let result = response.authentication_result();
            expect(result.map(|result| result.expires_in()), Some(canned::EXPIRES_IN))
        }
        Err(error) => match error.into_service_error() {
            RespondToAuthChallengeError::NotAuthorizedException(error) => {
                expect(error.message(), Some(canned::ERROR_MESSAGE))
            }
            error => Err(error.into()),
        },
    }
}
