//! What is sent.

use aws_smithy_http_client::test_util::capture_request;
use tinsmith_runtime::client::{Core, HttpRequest};

use super::sample::{
    Client, QUERY_COMPATIBLE, RESPOND_TO_AUTH_CHALLENGE, client, config, request, response,
};

fn body(request: &HttpRequest) -> &str {
    std::str::from_utf8(request.body().bytes().unwrap()).unwrap()
}

#[tokio::test]
async fn a_request_is_complete_and_not_signed() {
    let (http, captured) = capture_request(Some(response(200, &[], "{}")));
    let client = Client::from_conf(config().http_client(http).build());
    let request = request().session("s".repeat(20)).challenge_responses([("USERNAME", "kim")]);
    client.respond_to_auth_challenge(request).await.unwrap();

    let sent = captured.expect_request();
    assert_eq!(sent.method(), "POST");
    assert_eq!(sent.uri(), "https://cognito-idp.eu-west-1.amazonaws.com/");
    let header = |name| sent.headers().get(name);
    assert_eq!(header("content-type"), Some("application/x-amz-json-1.1"));
    assert_eq!(
        header("x-amz-target"),
        Some("AWSCognitoIdentityProviderService.RespondToAuthChallenge")
    );
    let json = r#"{"ClientId":"client1","ChallengeName":"SMS_MFA","Session":"ssssssssssssssssssss","ChallengeResponses":{"USERNAME":"kim"}}"#;
    assert_eq!(body(&sent), json);
    assert_eq!(header("content-length"), Some(json.len().to_string().as_str()));
    assert_eq!(header("authorization"), None);
    assert_eq!(header("x-amzn-query-mode"), None);
    assert!(header("amz-sdk-invocation-id").is_some());
    assert_eq!(header("amz-sdk-request"), Some("attempt=1; max=3"));
    let agent = header("x-amz-user-agent").unwrap();
    assert!(agent.contains(" api/cognitoidentityprovider/0."), "{agent}");
}

#[tokio::test]
async fn nested_structures_and_unknown_enum_values_are_sent() {
    let (client, _) = client([]);
    let mut request = request().analytics_endpoint_id("id").scopes(["a", "b"]);
    request.challenge_name = "NEW_THING".into();
    let http = client.respond_to_auth_challenge(request).into_request().await.unwrap();
    let json = r#"{"ClientId":"client1","ChallengeName":"NEW_THING","AnalyticsMetadata":{"AnalyticsEndpointId":"id"},"Scopes":["a","b"]}"#;
    assert_eq!(body(&http), json);
}

#[tokio::test]
async fn a_request_can_be_had_without_sending_it() {
    let (client, http) = client([]);
    let request = client.respond_to_auth_challenge(request()).into_request().await.unwrap();
    assert_eq!(request.uri(), "https://cognito-idp.eu-west-1.amazonaws.com/");
    assert_eq!(body(&request), r#"{"ClientId":"client1","ChallengeName":"SMS_MFA"}"#);
    assert_eq!(http.actual_requests().count(), 0);
}

#[tokio::test]
async fn a_query_compatible_service_is_told_so() {
    let core = Core::new(&QUERY_COMPATIBLE, config().build());
    let http = core.call(&RESPOND_TO_AUTH_CHALLENGE, request()).into_request().await.unwrap();
    assert_eq!(http.headers().get("x-amzn-query-mode"), Some("true"));
    assert_eq!(http.headers().get("content-type"), Some("application/x-amz-json-1.0"));
    assert_eq!(http.headers().get("x-amz-target"), Some("QueryCompatible.RespondToAuthChallenge"));
}

#[test]
fn calls_and_their_futures_can_cross_threads() {
    fn is_send<T: Send>(_: &T) {}
    let (client, _) = client([]);
    let call = client.respond_to_auth_challenge(request());
    is_send(&call);
    assert_eq!(size_of_val(&call), size_of::<usize>());
    let future = call.into_future();
    is_send(&future);
}
