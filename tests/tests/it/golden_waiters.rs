//! Waiters: which calls are made, how long they wait in between, and what ends them.
#![cfg(goldens)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::rt::sleep::Sleep;
use aws_smithy_async::test_util::ManualTimeSource;
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::config::{AsyncSleep, RetryConfig};
use tinsmith_runtime::error::{ProvideErrorMetadata, SdkError};
use tinsmith_runtime::validation::Validation;
use tinsmith_tests::goldens::operations::waiters::client::{Waiter, WaiterError};
use tinsmith_tests::goldens::operations::waiters::operation::describe_table::{
    DescribeTableError, DescribeTableRequest, DescribeTableResponse,
};
use tinsmith_tests::goldens::operations::waiters::{Client, Config};

const MINUTE: Duration = Duration::from_secs(60);

/// An answer: its HTTP status, and its body.
type Answer = (u16, &'static str);

const ACTIVE: Answer = (200, r#"{"state":"ACTIVE"}"#);
const BUSY: Answer = (200, r#"{"state":"CREATING","states":["BUSY"]}"#);
const FAILED: Answer = (200, r#"{"states":["BUSY","FAILED"]}"#);
const KEPT: Answer = (200, r#"{"state":"KEPT"}"#);
const NOT_FOUND: Answer = (400, r#"{"__type":"NotFound","message":"no table"}"#);
const DENIED: Answer = (400, r#"{"__type":"AccessDenied"}"#);
const OTHER_ERROR: Answer = (400, r#"{"__type":"Strange"}"#);

/// A clock that jumps to the end of each delay of a waiter; the shorter ones inside of a call take no time.
#[derive(Clone, Debug)]
struct Jump {
    time: ManualTimeSource,
    slept: Arc<Mutex<Vec<u64>>>,
}

impl AsyncSleep for Jump {
    fn sleep(&self, duration: Duration) -> Sleep {
        if duration >= Duration::from_secs(1) {
            self.time.advance(duration);
            self.slept.lock().expect("no test panics there").push(duration.as_secs());
        }
        Sleep::new(std::future::ready(()))
    }
}

struct Setting {
    client: Client,
    http: StaticReplayClient,
    clock: Jump,
}

impl Setting {
    fn of<const N: usize>(answers: [Answer; N]) -> Self {
        let events = answers.map(|(status, body)| {
            let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
            let response = http::Response::builder().status(status).body(SdkBody::from(body));
            ReplayEvent::new(
                request.expect("the URI is well-formed"),
                response.expect("so is this"),
            )
        });
        let http = StaticReplayClient::new(events.into());
        let clock = Jump { time: ManualTimeSource::new(UNIX_EPOCH), slept: Arc::default() };
        let config = Config::builder()
            .region("eu-west-1")
            .http_client(http.clone())
            .time_source(clock.time.clone())
            .sleep_impl(clock.clone())
            .retry_config(RetryConfig::disabled());
        Self { client: Client::from_conf(config.build()), http, clock }
    }

    fn calls(&self) -> usize {
        self.http.actual_requests().count()
    }

    fn slept(&self) -> Vec<u64> {
        self.clock.slept.lock().expect("no test panics there").clone()
    }

    fn exists(&self) -> Waiter<DescribeTableResponse, DescribeTableError> {
        self.client.wait_until_table_exists(request())
    }

    fn not_exists(&self) -> Waiter<DescribeTableResponse, DescribeTableError> {
        self.client.wait_until_table_not_exists(request())
    }
}

fn request() -> DescribeTableRequest {
    DescribeTableRequest::name("t")
}

fn state(state: &str) -> DescribeTableResponse {
    let mut response = DescribeTableResponse::new();
    response.state = Some(state.to_owned());
    response
}

#[tokio::test]
async fn the_first_call_is_made_at_once() {
    let setting = Setting::of([ACTIVE]);
    let done = setting.exists().wait(MINUTE).await.expect("the table is there");
    assert_eq!(done.into_result().expect("a response"), state("ACTIVE"));
    assert_eq!((setting.calls(), setting.slept()), (1, vec![]));
}

#[tokio::test]
async fn it_goes_on_until_an_answer_decides() {
    // An error that it knows, answers that it knows and does not know.
    let setting = Setting::of([NOT_FOUND, BUSY, (200, "{}"), ACTIVE]);
    let done = setting.exists().wait(60 * MINUTE).await.expect("the table is there at last");
    assert_eq!(done.into_result().expect("a response"), state("ACTIVE"));
    assert_eq!(setting.calls(), 4);
    let slept = setting.slept();
    let bounds = [20..=20, 20..=40, 20..=80];
    assert_eq!(slept.len(), bounds.len(), "{slept:?}");
    assert!(slept.iter().zip(bounds).all(|(slept, bounds)| bounds.contains(slept)), "{slept:?}");
}

#[tokio::test]
async fn every_call_sends_the_same_request() {
    let setting = Setting::of([BUSY, ACTIVE]);
    setting.exists().wait(60 * MINUTE).await.expect("the table is there at last");
    let sent: Vec<_> = setting.http.actual_requests().map(|sent| sent.body().bytes()).collect();
    assert_eq!(sent, [Some(&br#"{"name":"t"}"#[..]); 2]);
}

#[tokio::test]
async fn an_error_can_be_what_is_waited_for() {
    let setting = Setting::of([(200, "{}"), NOT_FOUND]);
    let done = setting.not_exists().wait(MINUTE).await.expect("the table is gone");
    let error = done.into_result().expect_err("an error");
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    let error = error.into_service_error();
    assert!(matches!(error, DescribeTableError::NotFound(_)), "{error:?}");
    assert_eq!(error.message(), Some("no table"));
    assert_eq!(setting.slept(), [5]);
}

#[tokio::test]
async fn a_response_can_be_a_failure() {
    let setting = Setting::of([BUSY, FAILED]);
    let error = setting.exists().wait(60 * MINUTE).await.expect_err("the table has failed");
    let WaiterError::FailureState(failed) = error else { panic!("{error:?}") };
    let response = failed.into_final_poll().into_result().expect("a response");
    assert_eq!(response.states, Some(vec!["BUSY".to_owned(), "FAILED".to_owned()]));
}

#[tokio::test]
async fn the_first_acceptor_that_is_met_counts() {
    let setting = Setting::of([(200, r#"{"state":"ACTIVE","states":["FAILED"]}"#)]);
    assert!(setting.exists().wait(MINUTE).await.is_ok());
}

#[tokio::test]
async fn an_error_can_be_a_failure_whether_the_model_names_it_or_not() {
    let setting = Setting::of([DENIED]);
    let error = setting.not_exists().wait(MINUTE).await.expect_err("it is not allowed");
    assert_eq!(error.meta().code(), Some("AccessDenied"));
    let WaiterError::FailureState(failed) = error else { panic!("{error:?}") };
    let error = failed.into_final_poll().into_result().expect_err("an error");
    assert!(matches!(error, DescribeTableError::Unhandled(_)), "{error:?}");
}

#[tokio::test]
async fn another_error_ends_it() {
    let setting = Setting::of([BUSY, OTHER_ERROR]);
    let error = setting.exists().wait(60 * MINUTE).await.expect_err("the call fails");
    let WaiterError::OperationFailed(failed) = error else { panic!("{error:?}") };
    assert_eq!(failed.error().code(), Some("Strange"));
    assert_eq!(setting.calls(), 2);
}

#[tokio::test]
async fn it_is_over_when_the_time_is() {
    let setting = Setting::of([(200, "{}"); 4]);
    let wait = Duration::from_secs(12);
    let error = setting.not_exists().wait(wait).await.expect_err("the table is still there");
    let WaiterError::ExceededMaxWait(exceeded) = error else { panic!("{error:?}") };
    assert_eq!((exceeded.max_wait(), exceeded.elapsed(), exceeded.poll_count()), (wait, wait, 4));
    // Less than a delay would be left after a second one of 5 seconds; the last call follows at once.
    assert_eq!((setting.calls(), setting.slept()), (4, vec![5, 7]));
}

#[tokio::test]
async fn without_time_there_are_two_calls_at_once() {
    let setting = Setting::of([BUSY, BUSY]);
    let error = setting.exists().wait(Duration::ZERO).await.expect_err("there is no time");
    assert!(matches!(error, WaiterError::ExceededMaxWait(_)), "{error:?}");
    assert_eq!((setting.calls(), setting.slept()), (2, vec![]));
}

#[tokio::test]
async fn any_response_or_any_error_can_be_what_is_waited_for() {
    let setting = Setting::of([OTHER_ERROR, BUSY]);
    let waiter = setting.client.wait_until_table_answers(request());
    assert!(waiter.wait(MINUTE).await.is_ok_and(|done| done.as_result().is_ok()));
    let setting = Setting::of([ACTIVE, OTHER_ERROR]);
    let waiter = setting.client.wait_until_table_is_gone(request());
    assert!(waiter.wait(MINUTE).await.is_ok_and(|done| done.as_result().is_err()));
}

#[tokio::test]
async fn what_is_set_on_a_waiter_holds_for_each_call() {
    let setting = Setting::of([KEPT]);
    let other = Setting::of([BUSY, ACTIVE]);
    let config =
        Config::builder().http_client(other.http.clone()).endpoint_url("https://other.example");
    let waiter = setting.exists().config_override(config).validation(Validation::Off);
    waiter.wait(60 * MINUTE).await.expect("the other table is there");
    let hosts: Vec<_> = other.http.actual_requests().map(|sent| sent.uri()).collect();
    assert_eq!(hosts, ["https://other.example/"; 2]);
    assert_eq!(setting.calls(), 0);
}

#[tokio::test]
async fn a_waiter_can_move_to_another_task() {
    let setting = Setting::of([ACTIVE]);
    let waiting = tokio::spawn(setting.exists().wait(MINUTE));
    assert!(waiting.await.expect("the task ends").is_ok());
}

#[tokio::test]
async fn nothing_is_sent_where_there_is_no_way() {
    let setting = Setting::of([ACTIVE]);
    let config = Config::builder().region("no region");
    let error =
        setting.exists().config_override(config).wait(MINUTE).await.expect_err("no such region");
    let WaiterError::OperationFailed(failed) = error else { panic!("{error:?}") };
    assert!(matches!(failed.error(), SdkError::ConstructionFailure(_)), "{failed:?}");
    assert_eq!(setting.calls(), 0);
}
