//! What is sent.

use aws_smithy_http_client::test_util::capture_request;
use cognito_identity_provider::Client;
use cognito_identity_provider::config::Credentials;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::types::{
    AnalyticsMetadataType, AuthFlowType, ChallengeNameType, UserContextDataType,
};

use super::canned::{answer, client, config, response, sign_in, text};

#[tokio::test]
async fn a_request_is_a_post_of_the_operations_target() {
    let (http, captured) = capture_request(Some(response(200, "{}")));
    let client = Client::from_conf(config().http_client(http).build());
    client.respond_to_auth_challenge(answer()).await.expect("the answer can be read");

    let sent = captured.expect_request();
    assert_eq!(sent.method(), "POST");
    assert_eq!(sent.uri(), "https://cognito-idp.eu-west-1.amazonaws.com/");
    let header = |name| sent.headers().get(name);
    assert_eq!(header("content-type"), Some("application/x-amz-json-1.1"));
    let target = "AWSCognitoIdentityProviderService.RespondToAuthChallenge";
    assert_eq!(header("x-amz-target"), Some(target));
    assert_eq!(header("content-length"), Some("90"));
    let json = r#"{"ClientId":"client1","ChallengeName":"MFA_SETUP","ChallengeResponses":{"USERNAME":"kim"}}"#;
    assert_eq!(text(sent.body()), json);
}

#[tokio::test]
async fn the_user_agent_names_the_service_as_official_clients_do() {
    let (client, _) = client([]);
    let request = client.respond_to_auth_challenge(answer()).into_request().await;
    let request = request.expect("the request meets every constraint");
    let agent = request.headers().get("x-amz-user-agent").expect("there is a user agent");
    assert!(agent.contains(" api/cognitoidentityprovider/"), "{agent}");
}

#[tokio::test]
async fn each_operation_has_its_target() {
    let (client, http) = client([response(200, "{}")]);
    client.initiate_auth(sign_in()).await.expect("the answer can be read");
    let sent: Vec<_> = http.actual_requests().collect();
    let target = sent[0].headers().get("x-amz-target");
    assert_eq!(target, Some("AWSCognitoIdentityProviderService.InitiateAuth"));
}

#[tokio::test]
async fn only_what_is_required_is_sent_unless_more_is_set() {
    let (client, _) = client([]);
    let request = client.initiate_auth(sign_in()).into_request().await;
    let request = request.expect("the request meets every constraint");
    let json = r#"{"AuthFlow":"REFRESH_TOKEN_AUTH","AuthParameters":{"REFRESH_TOKEN":"token1"},"ClientId":"client1"}"#;
    assert_eq!(text(request.body()), json);
}

#[tokio::test]
async fn every_member_of_a_sign_in_is_sent_under_its_name() {
    let (client, _) = client([]);
    let request = sign_in()
        .client_metadata([("m", "n")])
        .analytics_metadata(AnalyticsMetadataType::new().analytics_endpoint_id("e"))
        .user_context_data(UserContextDataType::new().ip_address("::1").encoded_data("d"))
        .session("s".repeat(20));
    let request = client.initiate_auth(request).into_request().await;
    let json = r#"{"AuthFlow":"REFRESH_TOKEN_AUTH","AuthParameters":{"REFRESH_TOKEN":"token1"},"ClientMetadata":{"m":"n"},"ClientId":"client1","AnalyticsMetadata":{"AnalyticsEndpointId":"e"},"UserContextData":{"IpAddress":"::1","EncodedData":"d"},"Session":"ssssssssssssssssssss"}"#;
    assert_eq!(text(request.expect("the request meets every constraint").body()), json);
}

#[tokio::test]
async fn every_member_of_an_answer_is_sent_under_its_name() {
    let (client, _) = client([]);
    let request = answer()
        .session("s".repeat(20))
        .analytics_metadata(AnalyticsMetadataType::new().analytics_endpoint_id("e"))
        .user_context_data(UserContextDataType::new().ip_address("::1").encoded_data("d"))
        .client_metadata([("m", "n")]);
    let request = client.respond_to_auth_challenge(request).into_request().await;
    let json = r#"{"ClientId":"client1","ChallengeName":"MFA_SETUP","Session":"ssssssssssssssssssss","ChallengeResponses":{"USERNAME":"kim"},"AnalyticsMetadata":{"AnalyticsEndpointId":"e"},"UserContextData":{"IpAddress":"::1","EncodedData":"d"},"ClientMetadata":{"m":"n"}}"#;
    assert_eq!(text(request.expect("the request meets every constraint").body()), json);
}

#[tokio::test]
async fn structures_and_maps_that_are_set_are_sent_though_they_are_empty() {
    let (client, _) = client([]);
    // Of a flow that the model does not name, nobody knows what it needs.
    let nothing: [(&str, &str); 0] = [];
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::from("NEW_FLOW"))
        .client_id("client1")
        .auth_parameters(nothing)
        .analytics_metadata(AnalyticsMetadataType::new())
        .user_context_data(UserContextDataType::new());
    let request = client.initiate_auth(request).into_request().await;
    let json = r#"{"AuthFlow":"NEW_FLOW","AuthParameters":{},"ClientId":"client1","AnalyticsMetadata":{},"UserContextData":{}}"#;
    assert_eq!(text(request.expect("the request meets every constraint").body()), json);
}

#[tokio::test]
async fn text_is_escaped_as_json_asks() {
    let (client, _) = client([]);
    let request = sign_in().auth_parameters([("PASSWORD", "\"\\\n\u{1}ß🦀")]);
    let request = client.initiate_auth(request).into_request().await;
    let request = request.expect("the request meets every constraint");
    let sent: serde_json::Value =
        serde_json::from_str(text(request.body())).expect("the body is JSON");
    assert_eq!(sent["AuthParameters"]["PASSWORD"], "\"\\\n\u{1}ß🦀");
}

#[tokio::test]
async fn an_enum_value_that_the_model_does_not_name_is_sent_as_it_is() {
    let (client, _) = client([]);
    let mut request = answer();
    request.challenge_name = ChallengeNameType::from("NEW_THING");
    let request = client.respond_to_auth_challenge(request).into_request().await;
    let json = r#"{"ClientId":"client1","ChallengeName":"NEW_THING","ChallengeResponses":{"USERNAME":"kim"}}"#;
    assert_eq!(text(request.expect("the request meets every constraint").body()), json);
}

#[tokio::test]
async fn a_request_is_not_signed_without_credentials() {
    let (client, http) = client([response(200, "{}")]);
    client.initiate_auth(sign_in()).await.expect("the answer can be read");
    let sent: Vec<_> = http.actual_requests().collect();
    assert_eq!(sent[0].headers().get("authorization"), None);
}

#[tokio::test]
async fn a_request_is_not_signed_with_credentials_either() {
    let (http, captured) = capture_request(Some(response(200, "{}")));
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "test");
    let config = config().http_client(http).credentials_provider(credentials);
    let client = Client::from_conf(config.build());
    client.respond_to_auth_challenge(answer()).await.expect("the answer can be read");
    let sent = captured.expect_request();
    let names: Vec<_> = sent.headers().iter().map(|(name, _)| name).collect();
    assert!(!names.contains(&"authorization"), "{names:?}");
    assert!(!names.contains(&"x-amz-date"), "{names:?}");
}

#[tokio::test]
async fn into_request_stops_before_anything_is_sent() {
    let (client, http) = client([response(200, "{}")]);
    let request = client.respond_to_auth_challenge(answer()).into_request().await;
    let request = request.expect("the request meets every constraint");
    assert_eq!(request.uri(), "https://cognito-idp.eu-west-1.amazonaws.com/");
    assert_eq!(http.actual_requests().count(), 0);
}
