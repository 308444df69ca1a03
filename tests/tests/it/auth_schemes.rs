//! Crates whose services take tokens, or signatures for several regions: what they send.

#![cfg(goldens)]

use tinsmith_runtime::config::{Config, ConfigBuilder, Credentials, Token};
use tinsmith_tests::goldens::{endpoint, operations};

fn config() -> ConfigBuilder {
    Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("AKID", "secret", None, None, "test"))
}

#[tokio::test]
async fn a_service_that_takes_tokens_is_sent_one() {
    use operations::auth_by_token::Client;
    use operations::auth_by_token::operation::get_project::GetProjectRequest;

    let client = Client::from_conf(config().token_provider(Token::new("t0ken", None)).build());
    let request = || GetProjectRequest::name("kiln");
    let sent = client.get_project(request()).into_request().await.expect("it is complete");
    assert_eq!(sent.uri(), "https://code.eu-west-1.amazonaws.com/v1/projects/kiln");
    assert_eq!(sent.headers().get("authorization"), Some("Bearer t0ken"));

    let without = Client::from_conf(config().build()).get_project(request()).into_request().await;
    assert_eq!(
        without.expect_err("there is no token").to_string(),
        "GetProject was not sent: this operation takes a bearer token and there is none: set `token_provider` on the configuration"
    );
}

#[tokio::test]
async fn the_endpoint_of_a_request_says_how_it_is_signed() {
    use endpoint::of_several_regions::Client;
    use endpoint::of_several_regions::operation::put_events::PutEventsRequest;

    let client = Client::from_conf(config().build());
    let sent = async |request| {
        let sent = client.put_events(request).into_request().await.expect("it is complete");
        let header = |name| sent.headers().get(name).map(str::to_owned);
        let algorithm = header("authorization").expect("it is signed");
        let algorithm = algorithm.split(' ').next().unwrap_or_default().to_owned();
        (sent.uri().to_owned(), algorithm, header("x-amz-region-set"))
    };
    assert_eq!(
        sent(PutEventsRequest::new()).await,
        ("https://events.eu-west-1.example/".to_owned(), "AWS4-HMAC-SHA256".to_owned(), None)
    );
    assert_eq!(
        sent(PutEventsRequest::new().endpoint_id("abc.def")).await,
        (
            "https://abc.def.endpoint.events.example/".to_owned(),
            "AWS4-ECDSA-P256-SHA256".to_owned(),
            Some("*".to_owned())
        )
    );
}
