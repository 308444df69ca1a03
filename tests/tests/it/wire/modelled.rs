//! Every error that the model names, as the variant of its name.

use std::fs;
use std::path::Path;

use cognito_identity_provider::Client;
use cognito_identity_provider::config::RetryConfig;
use cognito_identity_provider::error::{ProvideErrorMetadata, RequestId};
use cognito_identity_provider::meta::MODEL;
use serde_json::Value;

use super::canned::{REQUEST_ID, answer, config, replay, response, sign_in};

const NAMESPACE: &str = "com.amazonaws.cognitoidentityprovider#";

/// A client that is given this error, and does not ask again.
fn refusing(name: &str) -> Client {
    // Not the name itself, so that neither can pass for the other.
    let body = format!(r#"{{"__type":"{name}","message":"about {name}"}}"#);
    let http = replay([response(400, &body)]);
    let config = config().http_client(http).retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

/// Asserts what all errors have; whether it is the right variant is the caller's to see.
#[track_caller]
fn assert_facts(
    error: &(impl ProvideErrorMetadata + RequestId),
    message: Option<&str>,
    name: &str,
) {
    assert_eq!(message, Some(format!("about {name}").as_str()));
    assert_eq!((error.code(), error.message()), (Some(name), message));
    assert_eq!(error.request_id(), Some(REQUEST_ID));
}

/// The names of an operation's errors, from the model itself.
fn errors_in_the_model(operation: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(MODEL);
    let text = fs::read_to_string(path).expect("the model is where `meta` says");
    let model: Value = serde_json::from_str(&text).expect("the model is JSON");
    let errors = &model["shapes"][format!("{NAMESPACE}{operation}")]["errors"];
    let errors = errors.as_array().expect("the operation has errors");
    let name = |error: &Value| Some(error["target"].as_str()?.strip_prefix(NAMESPACE)?.to_owned());
    let mut names: Vec<_> =
        errors.iter().map(|error| name(error).expect("a target has the namespace")).collect();
    names.sort_unstable();
    names
}

/// One test per error, named as the model names it, and one that the model names no others.
macro_rules! errors {
    ($operation:literal, $call:ident($request:expr), $error:ident: $($variant:ident,)+) => {
        mod $call {
            use cognito_identity_provider::operation::$call::$error;

            use super::*;

            $(
                #[tokio::test]
                #[expect(non_snake_case, reason = "a test of an error has its name")]
                async fn $variant() {
                    let name = stringify!($variant);
                    let call = refusing(name).$call($request);
                    match call.await.expect_err("this is an error").into_service_error() {
                        $error::$variant(error) => {
                            assert_facts(&error, error.message.as_deref(), name);
                        }
                        other => panic!("{other:?}"),
                    }
                }
            )+

            #[test]
            fn there_are_no_others() {
                assert_eq!(errors_in_the_model($operation), [$(stringify!($variant)),+]);
            }
        }
    };
}

errors! {
    "InitiateAuth", initiate_auth(sign_in()), InitiateAuthError:
    FeatureUnavailableInTierException,
    ForbiddenException,
    InternalErrorException,
    InvalidEmailRoleAccessPolicyException,
    InvalidLambdaResponseException,
    InvalidParameterException,
    InvalidSmsRoleAccessPolicyException,
    InvalidSmsRoleTrustRelationshipException,
    InvalidUserPoolConfigurationException,
    NotAuthorizedException,
    OperationNotEnabledException,
    PasswordResetRequiredException,
    ResourceNotFoundException,
    TooManyRequestsException,
    UnexpectedLambdaException,
    UnsupportedOperationException,
    UserLambdaValidationException,
    UserNotConfirmedException,
    UserNotFoundException,
}

errors! {
    "RespondToAuthChallenge", respond_to_auth_challenge(answer()), RespondToAuthChallengeError:
    AliasExistsException,
    CodeMismatchException,
    ExpiredCodeException,
    ForbiddenException,
    InternalErrorException,
    InvalidEmailRoleAccessPolicyException,
    InvalidLambdaResponseException,
    InvalidParameterException,
    InvalidPasswordException,
    InvalidSmsRoleAccessPolicyException,
    InvalidSmsRoleTrustRelationshipException,
    InvalidUserPoolConfigurationException,
    MFAMethodNotFoundException,
    NotAuthorizedException,
    OperationNotEnabledException,
    PasswordHistoryPolicyViolationException,
    PasswordResetRequiredException,
    ResourceNotFoundException,
    SoftwareTokenMFANotFoundException,
    TooManyRequestsException,
    UnexpectedLambdaException,
    UserLambdaValidationException,
    UserNotConfirmedException,
    UserNotFoundException,
}
