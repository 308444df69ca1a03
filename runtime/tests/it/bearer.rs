//! Bearer tokens: which calls have one, when a new one is asked for, and where none may be seen.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::test_util::ManualTimeSource;
use aws_types::origin::Origin;
use aws_types::sdk_config::Builder;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use tinsmith_runtime::client::{Auth, Core, HttpRequest, Operation, Service};
use tinsmith_runtime::config::token::{ProvideToken, TokenError, future};
use tinsmith_runtime::config::{
    AuthSchemeId, Config, ConfigBuilder, Region, SdkConfig, SharedCredentialsProvider, Token,
};
use tinsmith_runtime::endpoint::{Endpoint, EndpointAuthScheme, EndpointError, EndpointParams};
use tinsmith_runtime::error::CallError;

use super::log::{self, Log};
use super::sample::{
    Client, RespondToAuthChallenge, RespondToAuthChallengeError, SERVICE, TEMPLATE, config,
    credentials, replay, request, response,
};

static BEARER: RespondToAuthChallenge =
    Operation::new("AdminRespondToAuthChallenge").auth(&[Auth::HttpBearer]);

static BOTH: RespondToAuthChallenge =
    Operation::new("AdminRespondToAuthChallenge").auth(&[Auth::SigV4, Auth::HttpBearer]);

fn token(token: &str) -> Token {
    Token::new(token, None)
}

async fn sent(
    operation: &'static RespondToAuthChallenge,
    config: ConfigBuilder,
) -> Result<HttpRequest, CallError<RespondToAuthChallengeError>> {
    Core::new(&SERVICE, config.build()).call(operation, request()).into_request().await
}

/// The header of a call that is complete.
async fn authorization(
    operation: &'static RespondToAuthChallenge,
    config: ConfigBuilder,
) -> String {
    let sent = sent(operation, config).await.unwrap();
    sent.headers().get("authorization").unwrap().to_owned()
}

/// Why a call is not, and that it was not sent.
async fn refusal(operation: &'static RespondToAuthChallenge, config: ConfigBuilder) -> String {
    let http = replay([]);
    let client = Client::from_conf(config.http_client(http.clone()).build());
    let error = client.core.call(operation, request()).await.unwrap_err();
    assert_eq!(http.actual_requests().count(), 0);
    error.to_string()
}

#[tokio::test]
async fn a_token_is_sent_as_it_is_and_nothing_is_signed() {
    let sent = sent(&BEARER, config().token_provider(token("t0ken.with-~+/=="))).await.unwrap();
    let all: Vec<_> = sent.headers().get_all("authorization").collect();
    assert_eq!(all, ["Bearer t0ken.with-~+/=="]);
    assert_eq!(sent.headers().get("x-amz-date"), None);
    assert_eq!(sent.headers().get("x-amz-security-token"), None);
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    for config in [config(), config().credentials_provider(credentials("AKID"))] {
        assert_eq!(
            refusal(&BEARER, config).await,
            "RespondToAuthChallenge was not sent: this operation takes a bearer token and there is none: set `token_provider` on the configuration"
        );
    }
    assert_eq!(
        refusal(&BOTH, config()).await,
        "RespondToAuthChallenge was not sent: this operation is signed or takes a bearer token, and there are neither credentials nor a token: set `credentials_provider` or `token_provider` on the configuration"
    );
}

#[tokio::test]
async fn a_token_takes_no_region_beside_an_endpoint_url() {
    let config = Config::builder().endpoint_url("http://localhost").token_provider(token("t"));
    assert_eq!(authorization(&BEARER, config).await, "Bearer t");
}

#[tokio::test]
async fn of_two_schemes_the_first_is_used_that_there_is_something_for() {
    let token_alone = config().token_provider(token("t"));
    assert_eq!(authorization(&BOTH, token_alone).await, "Bearer t");
    let signature = "AWS4-HMAC-SHA256 Credential=AKID/";
    let credentials_alone = config().credentials_provider(credentials("AKID"));
    assert!(authorization(&BOTH, credentials_alone.clone()).await.starts_with(signature));
    let both = credentials_alone.token_provider(token("t"));
    assert!(authorization(&BOTH, both.clone()).await.starts_with(signature));
    let preferring =
        |name: &'static str| both.clone().auth_scheme_preference([AuthSchemeId::from(name)]);
    assert_eq!(authorization(&BOTH, preferring("httpBearerAuth")).await, "Bearer t");
    assert!(authorization(&BOTH, preferring("sigv4")).await.starts_with(signature));
    assert!(authorization(&BOTH, preferring("sigv9")).await.starts_with(signature));
    // What an operation does not take is not given to it.
    assert_eq!(authorization(&BEARER, preferring("sigv4")).await, "Bearer t");
}

static SIGNED_THERE: Service = Service { endpoint: signed_there, ..TEMPLATE };

/// An endpoint that lists how requests are authenticated, and tokens are not among it.
fn signed_there(_: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let scheme = EndpointAuthScheme::with_capacity("sigv4".to_owned(), 0);
    Ok(Endpoint::builder().url("https://elsewhere").auth_scheme(scheme).build())
}

#[tokio::test]
async fn an_endpoint_that_takes_no_token_is_given_none() {
    let refusal = async |operation: &'static RespondToAuthChallenge, config: ConfigBuilder| {
        let call = Core::new(&SIGNED_THERE, config.build()).call(operation, request());
        let error = call.into_request().await.unwrap_err();
        assert!(error.is_construction_failure(), "{error:?}");
        error.to_string()
    };
    let config = || config().token_provider(token("t"));
    assert_eq!(
        refusal(&BEARER, config()).await,
        "RespondToAuthChallenge was not sent: the endpoint of this request takes another kind of authentication than this client has for the operation: this is not supported yet"
    );
    assert_eq!(
        refusal(&BOTH, config()).await,
        "RespondToAuthChallenge was not sent: this operation is signed and there are no credentials: set `credentials_provider` on the configuration"
    );
}

/// Gives `token-1`, `token-2` and so on, each for an hour.
#[derive(Clone, Debug)]
struct Hourly {
    given: Arc<AtomicUsize>,
    time: ManualTimeSource,
}

impl ProvideToken for Hourly {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        use aws_smithy_async::time::TimeSource as _;

        let number = self.given.fetch_add(1, Ordering::Relaxed) + 1;
        let expiration = self.time.now() + Duration::from_secs(3600);
        let token = Token::new(format!("token-{number}"), Some(expiration));
        future::ProvideToken::ready(Ok(token))
    }
}

#[tokio::test]
async fn a_token_is_kept_until_it_expires() {
    let start = UNIX_EPOCH + Duration::from_secs(1_440_938_160);
    let time = ManualTimeSource::new(start);
    let provider = Hourly { given: Arc::default(), time: time.clone() };
    let config = config().token_provider(provider.clone()).time_source(time.clone());
    let client = Client::from_conf(config.build());
    let mut found = Vec::new();
    for minutes in [0, 30, 59, 61, 90] {
        time.set_time(start + Duration::from_secs(60 * minutes));
        let sent = client.core.call(&BEARER, request()).into_request().await.unwrap();
        found.push(sent.headers().get("authorization").unwrap().to_owned());
    }
    let expected = ["token-1", "token-1", "token-1", "token-2", "token-2"];
    assert_eq!(found, expected.map(|token| format!("Bearer {token}")));
    assert_eq!(provider.given.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn one_call_can_have_a_token_of_its_own() {
    let client = Client::from_conf(config().token_provider(token("client")).build());
    let own = Config::builder().token_provider(token("call"));
    let call = client.core.call(&BEARER, request()).config_override(own);
    let first = call.into_request().await.unwrap();
    let second = client.core.call(&BEARER, request()).into_request().await.unwrap();
    assert_eq!(first.headers().get("authorization"), Some("Bearer call"));
    assert_eq!(second.headers().get("authorization"), Some("Bearer client"));
}

#[derive(Debug)]
struct Failing;

impl ProvideToken for Failing {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        let cause = std::io::Error::other("the login is over");
        future::ProvideToken::ready(Err(TokenError::provider_error(cause)))
    }
}

#[tokio::test]
async fn why_a_provider_fails_is_told() {
    assert_eq!(
        refusal(&BEARER, config().token_provider(Failing)).await,
        "RespondToAuthChallenge failed: an error occurred while loading an access token: the login is over"
    );
}

#[tokio::test]
async fn a_token_that_no_header_can_hold_is_refused_and_not_shown() {
    for hostile in ["hush\r\nx-admin: yes", "hush\n", "hush\0", "hush\u{7f}"] {
        let log = Log::start();
        let text = refusal(&BEARER, config().token_provider(token(hostile))).await;
        let log = log.stop();
        assert_eq!(
            text,
            "RespondToAuthChallenge failed: Bearer token contains characters that can't be included in a HTTP header"
        );
        log::assert_hides(&log, &["hush"]);
    }
}

#[tokio::test]
async fn a_token_is_printed_nowhere() {
    let http = replay([response(200, &[], "{}")]);
    let config = config().http_client(http.clone()).token_provider(token("hush")).build();
    let client = Client::from_conf(config.clone());
    let log = Log::start();
    client.core.call(&BEARER, request()).await.unwrap();
    let log = log.stop();
    assert!(log.contains("signing request"), "{log}");
    log::assert_hides(&log, &["hush"]);
    let sent = client.core.call(&BEARER, request()).into_request().await.unwrap();
    let printed = format!("{config:?} {:?} {client:?} {sent:?}", config.to_builder());
    log::assert_hides(&printed, &["hush"]);
    let header = http.actual_requests().next().unwrap().headers().get("authorization");
    assert_eq!(header, Some("Bearer hush"));
}

/// An environment with a token of Bedrock.
#[derive(Debug)]
struct Environment(Arc<Mutex<Vec<String>>>);

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        if key.env() != "AWS_BEARER_TOKEN" {
            return None;
        }
        self.0.lock().unwrap().push(format!("{}/{}", key.service_id(), key.profile()));
        (key.service_id() == "bedrock").then(|| "of-the-environment".to_owned())
    }
}

static BEDROCK: Service = Service { signing_name: Some("bedrock"), ..TEMPLATE };

fn environment() -> (Builder, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::default();
    let shared = SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials("AKID")))
        .service_config(Environment(Arc::clone(&asked)));
    (shared, asked)
}

async fn of_bedrock(config: ConfigBuilder) -> HttpRequest {
    let client = Core::new(&BEDROCK, config.build());
    client.call(&BOTH, request()).into_request().await.unwrap()
}

#[tokio::test]
async fn a_token_of_the_environment_goes_before_credentials() {
    let (shared, asked) = environment();
    let sent = of_bedrock(ConfigBuilder::from(&shared.build())).await;
    assert_eq!(sent.headers().get("authorization"), Some("Bearer of-the-environment"));
    // The official code for such a token.
    let agent = sent.headers().get("x-amz-user-agent").unwrap();
    let metrics = agent.split(' ').find_map(|part| part.strip_prefix("m/")).unwrap();
    assert!(metrics.split(',').any(|code| code == "3"), "{agent}");
    assert_eq!(*asked.lock().unwrap(), ["bedrock/"]);
}

#[tokio::test]
async fn what_code_sets_goes_before_a_token_of_the_environment() {
    let sigv4 = || [AuthSchemeId::from("sigv4")];
    let (shared, _) = environment();
    let own = ConfigBuilder::from(&shared.build());
    let sent = of_bedrock(own.clone().token_provider(token("own"))).await;
    assert_eq!(sent.headers().get("authorization"), Some("Bearer own"));
    let sent = of_bedrock(own.auth_scheme_preference(sigv4())).await;
    let signature = sent.headers().get("authorization").unwrap();
    assert!(signature.starts_with("AWS4-HMAC-SHA256 "), "{signature}");

    // The same, set on the loader of `aws-config`.
    let (mut shared, _) = environment();
    shared.set_auth_scheme_preference(Some(sigv4()));
    shared.insert_origin("auth_scheme_preference", Origin::shared_config());
    let sent = of_bedrock(ConfigBuilder::from(&shared.build())).await;
    let signature = sent.headers().get("authorization").unwrap();
    assert!(signature.starts_with("AWS4-HMAC-SHA256 "), "{signature}");
}

#[tokio::test]
async fn an_override_goes_before_a_token_of_the_environment() {
    let (shared, _) = environment();
    let client = Core::new(&BEDROCK, ConfigBuilder::from(&shared.build()).build());
    let own = Config::builder().token_provider(token("call"));
    let call = client.call(&BOTH, request()).config_override(own);
    let sent = call.into_request().await.unwrap();
    assert_eq!(sent.headers().get("authorization"), Some("Bearer call"));
}

#[tokio::test]
async fn no_other_service_takes_a_token_of_the_environment() {
    let (shared, asked) = environment();
    let client = Core::new(&SERVICE, ConfigBuilder::from(&shared.build()).build());
    let sent = client.call(&BOTH, request()).into_request().await.unwrap();
    let signature = sent.headers().get("authorization").unwrap();
    assert!(signature.starts_with("AWS4-HMAC-SHA256 "), "{signature}");
    assert_eq!(*asked.lock().unwrap(), [] as [String; 0]);
}
