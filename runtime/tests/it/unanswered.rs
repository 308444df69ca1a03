//! What a call says that got no answer: of which kind, from which host, and of which region where that made the host.

use std::error::Error;
use std::time::Duration;

use aws_smithy_http_client::test_util::NeverClient;
use aws_smithy_runtime_api::client::connection::ConnectionMetadata;
use aws_smithy_runtime_api::client::http::http_client_fn;
use tinsmith_runtime::client::Operation;
use tinsmith_runtime::config::http::{
    HttpConnector, HttpConnectorFuture, HttpRequest, SharedHttpConnector,
};
use tinsmith_runtime::config::interceptors::{
    BeforeTransmitInterceptorContextMut, BoxError, ConfigBag, Intercept, RuntimeComponents,
};
use tinsmith_runtime::config::{Config, ConfigBuilder, RetryConfig, TimeoutConfig};
use tinsmith_runtime::error::{ConnectorError, ErrorKind, SdkError};

use super::sample::{
    Client, RespondToAuthChallenge, RespondToAuthChallengeError, config, replay, request, response,
};

const HOST: &str = "no answer from cognito-idp.eu-west-1.amazonaws.com (region eu-west-1)";

/// A connection that fails like this.
#[derive(Debug)]
struct Failing(fn() -> ConnectorError);

impl HttpConnector for Failing {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Err((self.0)()))
    }
}

fn client(config: ConfigBuilder, error: fn() -> ConnectorError) -> Client {
    let connector = SharedHttpConnector::new(Failing(error));
    let http = http_client_fn(move |_, _| connector.clone());
    Client::from_conf(config.http_client(http).retry_config(RetryConfig::disabled()).build())
}

fn refused() -> ConnectorError {
    ConnectorError::io("refused".into())
}

/// The error and its sources, as a reporter prints them.
fn chain(error: &SdkError<RespondToAuthChallengeError>) -> String {
    let all = std::iter::successors(Some(error as &(dyn Error + 'static)), |&error| error.source());
    all.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

async fn said(client: &Client) -> String {
    chain(client.respond_to_auth_challenge(request()).await.unwrap_err().as_sdk_error())
}

#[tokio::test]
async fn a_host_that_was_made_from_the_region_is_named_with_it() {
    let said_of = async |config| said(&client(config, refused)).await;
    assert_eq!(said_of(config()).await, format!("dispatch failure: io error: {HOST}: refused"));
    assert_eq!(
        said_of(config().use_dual_stack(true)).await,
        "dispatch failure: io error: no answer from cognito-idp.eu-west-1.api.aws (region eu-west-1): refused"
    );
}

#[tokio::test]
async fn the_region_is_that_of_the_call() {
    let client = client(config(), refused);
    let own = Config::builder().region("xx-nowhere-7");
    let call = client.respond_to_auth_challenge(request()).config_override(own);
    assert_eq!(
        chain(call.await.unwrap_err().as_sdk_error()),
        "dispatch failure: io error: no answer from cognito-idp.xx-nowhere-7.amazonaws.com (region xx-nowhere-7): refused"
    );
}

#[tokio::test]
async fn of_an_endpoint_url_the_host_alone_is_named() {
    for (url, host) in [
        ("http://127.0.0.1:4567/base/path", "127.0.0.1:4567"),
        ("https://[::1]:8443", "[::1]:8443"),
        ("https://proxy.eu-west-1.example.com", "proxy.eu-west-1.example.com"),
    ] {
        assert_eq!(
            said(&client(config().endpoint_url(url), refused)).await,
            format!("dispatch failure: io error: no answer from {host}: refused")
        );
    }
}

#[tokio::test]
async fn the_kind_stays_and_what_is_known_of_the_connection() {
    let dispatched = async |error: fn() -> ConnectorError| {
        let client = client(config(), error);
        let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
        let error = error.into_sdk_error();
        let text = chain(&error);
        let SdkError::DispatchFailure(failure) = error else { panic!("{error:?}") };
        (text, failure)
    };
    let (text, failure) = dispatched(|| ConnectorError::timeout("late".into())).await;
    assert!(failure.is_timeout());
    assert_eq!(text, format!("dispatch failure: timeout: {HOST}: late"));

    let (text, failure) = dispatched(|| ConnectorError::user("wrong".into())).await;
    assert!(failure.is_user());
    assert_eq!(text, format!("dispatch failure: user error: {HOST}: wrong"));

    let kind = Some(ErrorKind::TransientError);
    let (text, failure) =
        dispatched(|| ConnectorError::other("odd".into(), Some(ErrorKind::TransientError))).await;
    assert_eq!((failure.is_other(), failure.as_other()), (true, kind));
    assert_eq!(text, format!("dispatch failure: other: {HOST}: odd"));

    let (_, failure) = dispatched(|| {
        refused()
            .with_connection(ConnectionMetadata::builder().proxied(true).poison_fn(|| {}).build())
    })
    .await;
    assert!(failure.is_io());
    let connection = failure.as_connector_error().and_then(|error| error.connection_metadata());
    assert!(
        connection.is_some_and(|connection| format!("{connection:?}").contains("proxied: true"))
    );
}

#[tokio::test(start_paused = true)]
async fn timeouts_of_a_call_and_of_an_attempt_name_it_too() {
    let second = Duration::from_secs(1);
    let call = TimeoutConfig::builder().operation_timeout(second).build();
    let attempt = TimeoutConfig::builder().operation_attempt_timeout(second).build();
    for (timeouts, what) in [
        (call, "operation timeout (all attempts including retries) occurred after 1s"),
        (attempt, "operation attempt timeout (single attempt) occurred after 1s"),
    ] {
        let config = config()
            .http_client(NeverClient::new())
            .retry_config(RetryConfig::disabled())
            .timeout_config(timeouts);
        assert_eq!(
            said(&Client::from_conf(config.build())).await,
            format!("request has timed out: {HOST}: {what}")
        );
    }
}

/// Sends requests somewhere else.
#[derive(Debug)]
struct Redirect;

impl Intercept for Redirect {
    fn name(&self) -> &'static str {
        "Redirect"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        Ok(context.request_mut().set_uri("http://kim:hush@desk.example:81/?token=hush")?)
    }
}

#[tokio::test]
async fn the_host_is_the_one_that_was_called_without_a_password() {
    assert_eq!(
        said(&client(config().interceptor(Redirect), refused)).await,
        "dispatch failure: io error: no answer from desk.example:81: refused"
    );
}

#[tokio::test]
async fn who_answered_or_was_not_asked_is_not_named() {
    let http = replay([response(500, &[], "{}")]);
    let of_service = config().http_client(http).retry_config(RetryConfig::disabled());
    let texts = [
        said(&Client::from_conf(of_service.build())).await,
        said(&client(Config::builder(), refused)).await,
    ];
    for text in texts {
        assert!(!text.contains("no answer"), "{text}");
    }
}

/// Puts a member of the request before the host name, as `@hostLabel` does.
static OF_REQUEST: RespondToAuthChallenge =
    Operation::new("Labelled").with_host_prefix_of(|_| Some(Ok("hush.".to_owned())));

static OF_SENSITIVE_REQUEST: RespondToAuthChallenge = Operation::new("Labelled")
    .with_sensitive_input()
    .with_host_prefix_of(|_| Some(Ok("hush.".to_owned())));

#[tokio::test]
async fn a_host_that_a_secret_request_has_a_say_in_is_not_named() {
    let client = client(config(), refused);
    let failure = client.core.call(&OF_REQUEST, request()).await.unwrap_err();
    assert_eq!(
        chain(failure.as_sdk_error()),
        "dispatch failure: io error: no answer from hush.cognito-idp.eu-west-1.amazonaws.com (region eu-west-1): refused"
    );
    let failure = client.core.call(&OF_SENSITIVE_REQUEST, request()).await.unwrap_err();
    assert_eq!(chain(failure.as_sdk_error()), "dispatch failure: io error: no answer: refused");
    assert!(!format!("{failure:?}").contains("hush"), "{failure:?}");
}
