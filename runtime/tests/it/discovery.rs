//! Operations whose endpoint the service tells: what is asked, and for how long the answer holds.

mod gone;
mod together;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::test_util::ManualTimeSource;
use aws_smithy_runtime_api::client::http::http_client_fn;
use tinsmith_runtime::client::{
    Call, Core, DiscoveredEndpoint, EndpointDiscovery, Operation, Service,
};
use tinsmith_runtime::config::http::{
    HttpConnector, HttpConnectorFuture, HttpRequest, HttpResponse, SdkBody, SharedHttpConnector,
    StatusCode,
};
use tinsmith_runtime::config::{AccountIdEndpointMode, Config, ConfigBuilder};
use tinsmith_runtime::endpoint::{Endpoint as RuleEndpoint, EndpointError, EndpointParams};
use tinsmith_runtime::validation::{Validate, Validator};
use tokio::sync::Semaphore;

use super::sample::{SERVICE, TEMPLATE, config, credentials};

#[derive(Debug)]
struct Empty;

impl Validate for Empty {
    fn validate(&self, _: &mut Validator) {}
}

#[derive(Debug, Default)]
struct DescribeEndpointsResponse {
    endpoints: Option<Vec<Endpoint>>,
    request_id: Option<String>,
}

#[derive(Debug)]
struct Endpoint {
    address: Option<String>,
    cache_period_in_minutes: i64,
}

#[derive(Debug)]
struct FireResponse {
    request_id: Option<String>,
}

tinsmith_runtime::operation_error! {
    enum FireError of "Fire" {}
}

tinsmith_runtime::response!(DescribeEndpointsResponse);
tinsmith_runtime::response!(FireResponse);

tinsmith_runtime::structure! {
    [write] Empty = "example#Empty";
}

tinsmith_runtime::structure! {
    [response] DescribeEndpointsResponse = "example#DescribeEndpointsResponse";
    endpoints: "Endpoints" list(structure),
    @private request_id
}

tinsmith_runtime::structure! {
    [read] Endpoint = "example#Endpoint";
    address: "Address" string,
    cache_period_in_minutes: "CachePeriodInMinutes" long,
}

tinsmith_runtime::structure! {
    [response] FireResponse = "example#FireResponse";
    @private request_id
}

static DESCRIBE_ENDPOINTS: Operation<Empty, DescribeEndpointsResponse, FireError> =
    Operation::new("DescribeEndpoints").signed();

static DISCOVERY: EndpointDiscovery = EndpointDiscovery::new(
    &DESCRIBE_ENDPOINTS,
    "InvalidEndpointException",
    || Box::new(Empty),
    |response| {
        let response = response.downcast_ref::<DescribeEndpointsResponse>()?;
        let endpoints = response.endpoints.iter().flatten().map(|endpoint| {
            DiscoveredEndpoint::new(endpoint.address.clone(), endpoint.cache_period_in_minutes)
        });
        Some(endpoints.collect())
    },
);

static FIRE: Operation<Empty, FireResponse, FireError> =
    Operation::new("Fire").signed().with_discovered_endpoint(&DISCOVERY);

/// The service: what it was sent, and what it is going to answer.
#[derive(Clone, Debug)]
struct Server(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// `Operation key@url` of each request.
    log: Mutex<Vec<String>>,
    endpoints: Mutex<VecDeque<(u16, String)>>,
    /// Of other operations; success once there is nothing left.
    answers: Mutex<VecDeque<(u16, &'static str)>>,
    /// A permit for each time that it tells endpoints.
    gate: Semaphore,
    time: ManualTimeSource,
}

impl Server {
    /// Takes what it answers when it is asked for endpoints, and for how long it is open to that.
    fn new(endpoints: impl IntoIterator<Item = (u16, String)>) -> Self {
        Self(Arc::new(Inner {
            log: Mutex::default(),
            endpoints: Mutex::new(endpoints.into_iter().collect()),
            answers: Mutex::default(),
            gate: Semaphore::new(100),
            time: ManualTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_700_000_000)),
        }))
    }

    fn answering(self, answers: impl IntoIterator<Item = (u16, &'static str)>) -> Self {
        self.0.answers.lock().unwrap().extend(answers);
        self
    }

    fn config(&self) -> ConfigBuilder {
        let connector = SharedHttpConnector::new(self.clone());
        config()
            .credentials_provider(credentials("AKID"))
            .http_client(http_client_fn(move |_, _| connector.clone()))
            .time_source(self.0.time.clone())
    }

    fn core(&self) -> Core {
        Core::new(&SERVICE, self.config().build())
    }

    /// Gives what was sent since it was last asked.
    fn log(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.log.lock().unwrap())
    }

    fn advance(&self, seconds: u64) {
        self.0.time.advance(Duration::from_secs(seconds));
    }

    async fn answer(self, request: HttpRequest) -> HttpResponse {
        let header = |name: &str| request.headers().get(name).unwrap_or_default().to_owned();
        let target = header("x-amz-target");
        let (_, operation) = target.split_once('.').unwrap();
        let signature = header("authorization");
        let (_, key) = signature.split_once("Credential=").unwrap();
        let (key, _) = key.split_once('/').unwrap();
        self.0.log.lock().unwrap().push(format!("{operation} {key}@{}", request.uri()));
        let (status, body) = if operation == "DescribeEndpoints" {
            self.0.gate.acquire().await.unwrap().forget();
            self.0.endpoints.lock().unwrap().pop_front().expect("an answer is left")
        } else {
            let answer = self.0.answers.lock().unwrap().pop_front().unwrap_or((200, "{}"));
            (answer.0, answer.1.to_owned())
        };
        HttpResponse::new(StatusCode::try_from(status).unwrap(), SdkBody::from(body))
    }
}

impl HttpConnector for Server {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let answer = self.clone().answer(request);
        HttpConnectorFuture::new(async { Ok(answer.await) })
    }
}

fn endpoint(address: &str, minutes: i64) -> (u16, String) {
    let endpoint = format!(r#"{{"Address":"{address}","CachePeriodInMinutes":{minutes}}}"#);
    (
        200,
        format!(r#"{{"Endpoints":[{endpoint},{{"Address":"unused","CachePeriodInMinutes":1}}]}}"#),
    )
}

fn refused() -> (u16, String) {
    (400, r#"{"__type":"AccessDeniedException","message":"not you"}"#.to_owned())
}

const DISCOVERED: &str = "DescribeEndpoints AKID@https://cognito-idp.eu-west-1.amazonaws.com/";

fn fire(core: &Core) -> Call<FireResponse, FireError> {
    core.call(&FIRE, Empty)
}

fn fired(address: &str) -> String {
    format!("Fire AKID@https://{address}/")
}

#[tokio::test]
async fn the_first_call_asks_and_others_know() {
    let server = Server::new([endpoint("cell1.example", 10)]);
    let core = server.core();
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("cell1.example")]);
    fire(&core).await.unwrap();
    fire(&core.clone()).await.unwrap();
    assert_eq!(server.log(), [fired("cell1.example"), fired("cell1.example")]);
}

#[tokio::test]
async fn a_request_that_is_not_sent_knows_its_endpoint_too() {
    let server = Server::new([endpoint("cell1.example:8443", 10)]);
    let sent = fire(&server.core()).into_request().await.unwrap();
    assert_eq!(sent.uri(), "https://cell1.example:8443/");
    assert_eq!(server.log(), [DISCOVERED]);
}

#[tokio::test]
async fn an_endpoint_holds_as_long_as_the_service_says() {
    let server = Server::new([endpoint("cell1.example", 2), endpoint("cell2.example", 2)]);
    let core = server.core();
    fire(&core).await.unwrap();
    server.advance(119);
    fire(&core).await.unwrap();
    assert_eq!(server.log()[1..], [fired("cell1.example"), fired("cell1.example")]);
    server.advance(1);
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("cell2.example")]);
}

#[tokio::test]
async fn a_time_that_makes_no_sense_is_a_minute_or_all() {
    let nothing = (200, r#"{"Endpoints":[{"Address":"a"}]}"#.to_owned());
    for first in [endpoint("a", 0), endpoint("a", -5), endpoint("a", i64::MIN), nothing] {
        let server = Server::new([first, endpoint("b", 0)]);
        let core = server.core();
        fire(&core).await.unwrap();
        server.advance(59);
        fire(&core).await.unwrap();
        assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a"), fired("a")]);
        server.advance(1);
        fire(&core).await.unwrap();
        assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("b")]);
    }
    let server = Server::new([endpoint("a", i64::MAX)]);
    let core = server.core();
    fire(&core).await.unwrap();
    server.advance(1_000_000_000);
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a"), fired("a")]);
}

#[tokio::test]
async fn an_endpoint_is_kept_on_for_a_minute_when_no_other_can_be_had() {
    let server = Server::new([endpoint("a", 2), refused(), refused(), refused()]);
    let core = server.core();
    fire(&core).await.unwrap();
    server.advance(120);
    server.log();
    fire(&core).await.unwrap();
    // It is asked again after ten seconds, not sooner.
    server.advance(9);
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a"), fired("a")]);
    server.advance(50);
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a")]);
    server.advance(1);
    let error = fire(&core).await.unwrap_err();
    assert!(error.is_dispatch_failure(), "{error:?}");
    assert_eq!(server.log(), [DISCOVERED]);
}

#[tokio::test]
async fn an_endpoint_that_is_kept_on_gives_way_to_a_new_one() {
    let server = Server::new([endpoint("a", 2), refused(), endpoint("b", 2)]);
    let core = server.core();
    fire(&core).await.unwrap();
    server.advance(120);
    fire(&core).await.unwrap();
    server.advance(10);
    server.log();
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("b")]);
}

#[tokio::test]
async fn an_endpoint_of_another_region_takes_nothing_from_one_that_is_kept_on() {
    let server = Server::new([endpoint("a", 1), endpoint("other", 1), refused()]);
    let core = server.core();
    fire(&core).await.unwrap();
    server.advance(60);
    let own = Config::builder().region("us-west-2");
    fire(&core).config_override(own).await.unwrap();
    server.log();
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a")]);
}

#[tokio::test]
async fn a_call_whose_endpoint_cannot_be_had_ends_with_the_reason() {
    let server = Server::new([refused(), endpoint("a", 2)]);
    let core = server.core();
    let error = fire(&core).await.unwrap_err();
    assert!(error.is_dispatch_failure(), "{error:?}");
    let text = error.to_string();
    for part in [
        "the endpoint for this request could not be discovered: `DescribeEndpoints` failed",
        "AccessDeniedException: not you",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert_eq!(server.log(), [DISCOVERED]);
    // The next one asks again.
    fire(&core).await.unwrap();
    assert_eq!(server.log(), [DISCOVERED.to_owned(), fired("a")]);
}

#[tokio::test]
async fn an_answer_without_an_endpoint_is_an_error() {
    let nowhere = r#"{"Endpoints":[{"CachePeriodInMinutes":1}]}"#;
    for body in [r#"{"Endpoints":[]}"#, "{}", nowhere] {
        let server = Server::new([(200, body.to_owned())]);
        let error = fire(&server.core()).await.unwrap_err();
        assert!(error.is_dispatch_failure(), "{error:?}");
        let text = error.to_string();
        assert!(
            text.contains("`DescribeEndpoints` named no endpoint; set `endpoint_url`"),
            "{text}"
        );
        assert_eq!(server.log(), [DISCOVERED]);
    }
}

#[tokio::test]
async fn an_address_that_is_no_host_is_an_error() {
    for address in ["", "a b", "user@host", "host?a=b", "host#a", "ftp://host", "host:99999"] {
        let server = Server::new([endpoint(address, 1)]);
        let error = fire(&server.core()).await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains(&format!("named {address:?}, which is no host")), "{text}");
        assert_eq!(server.log(), [DISCOVERED]);
    }
    let server = Server::new([endpoint("https://a.example/path/", 1)]);
    fire(&server.core()).await.unwrap();
    assert_eq!(server.log()[1], "Fire AKID@https://a.example/path/");
}

#[tokio::test]
async fn with_an_endpoint_url_nothing_is_discovered() {
    let server = Server::new([]);
    let config = server.config().endpoint_url("http://localhost:1");
    let core = Core::new(&SERVICE, config.build());
    fire(&core).await.unwrap();
    assert_eq!(server.log(), ["Fire AKID@http://localhost:1/"]);

    let own = Config::builder().endpoint_url("http://localhost:2");
    fire(&server.core()).config_override(own).await.unwrap();
    assert_eq!(server.log(), ["Fire AKID@http://localhost:2/"]);
}

#[tokio::test]
async fn a_region_or_credentials_of_a_call_have_endpoints_of_their_own() {
    let server = Server::new([endpoint("a", 9), endpoint("b", 9), endpoint("c", 9)]);
    let core = server.core();
    fire(&core).await.unwrap();
    server.log();

    let region = || Config::builder().region("us-east-2");
    fire(&core).config_override(region()).await.unwrap();
    let asked = "DescribeEndpoints AKID@https://cognito-idp.us-east-2.amazonaws.com/";
    assert_eq!(server.log(), [asked.to_owned(), fired("b")]);

    let other = || Config::builder().credentials_provider(credentials("OTHER"));
    fire(&core).config_override(other()).await.unwrap();
    assert_eq!(
        server.log(),
        [DISCOVERED.replace("AKID", "OTHER"), fired("c").replace("AKID", "OTHER")]
    );

    fire(&core).config_override(region()).await.unwrap();
    fire(&core).config_override(other()).await.unwrap();
    fire(&core).timeout(Duration::from_secs(5)).await.unwrap();
    assert_eq!(server.log(), [fired("b"), fired("c").replace("AKID", "OTHER"), fired("a")]);
}

/// Rules that have no endpoint without an account id.
fn of_an_account(params: &EndpointParams<'_>) -> Result<RuleEndpoint, EndpointError> {
    match params.account_id {
        Some(id) => Ok(RuleEndpoint::builder().url(format!("https://{id}.example")).build()),
        None => Err(EndpointError::new("there is no account id")),
    }
}

static OF_AN_ACCOUNT: Service =
    Service { account_id_endpoints: true, endpoint: of_an_account, ..TEMPLATE };

#[tokio::test]
async fn an_endpoint_that_has_to_be_of_an_account_is_not_discovered() {
    let server = Server::new([]);
    let config = server.config().account_id_endpoint_mode(AccountIdEndpointMode::Required);
    let core = Core::new(&OF_AN_ACCOUNT, config.build());
    let error = fire(&core).await.unwrap_err();
    assert!(error.is_construction_failure(), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("the endpoint of `Fire` is told by the service"), "{text}");
    assert_eq!(server.log(), [""; 0]);
}
