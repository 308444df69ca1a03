//! Structures that are several things at once: the input of two operations, an output, a member.

use aws_smithy_http_client::test_util::StaticReplayClient;
use tinsmith_runtime::error::RequestId;
use tinsmith_tests::goldens::operations::shared_shapes::operation::describe::DEscribeInput;
use tinsmith_tests::goldens::operations::shared_shapes::operation::list::ListInput;
use tinsmith_tests::goldens::operations::shared_shapes::types::{Change, Machine};
use tinsmith_tests::goldens::operations::shared_shapes::{Client, Config};

use super::echo::answering;

fn client(body: &str) -> (Client, StaticReplayClient) {
    let http = answering(200, body);
    let config = Config::builder()
        .region("eu-west-1")
        .http_client(http.clone())
        .idempotency_token_provider("made");
    (Client::from_conf(config.build()), http)
}

/// The target and the body of what was sent.
fn sent(http: &StaticReplayClient) -> (&str, &str) {
    let request = http.actual_requests().next().expect("there was a request");
    let body = std::str::from_utf8(request.body().bytes().expect("it is in memory"));
    (request.headers().get("x-amz-target").unwrap_or_default(), body.expect("JSON is UTF-8"))
}

#[tokio::test]
async fn each_operation_that_shares_an_input_fills_in_its_token() {
    let body = r#"{"name":"m","spare":{"name":"s"}}"#;
    let (client_of_start, http) = client(body);
    let machine = client_of_start.start(Change::name("m")).await.expect("this can be read");
    assert_eq!(machine.spare.as_deref().and_then(|spare| spare.name.as_deref()), Some("s"));
    assert_eq!(sent(&http), ("Example.Start", r#"{"token":"made","name":"m"}"#));
    let (client_of_stop, http) = client(body);
    client_of_stop.stop(Change::name("m").token("own")).await.expect("this can be read");
    assert_eq!(sent(&http), ("Example.Stop", r#"{"token":"own","name":"m"}"#));
}

#[tokio::test]
async fn what_is_only_a_member_has_no_token_filled_in() {
    let (client, http) = client(r#"{"token":"t","name":"n"}"#);
    let change = client.describe(DEscribeInput::new().last(Change::name("m"))).await;
    assert_eq!(change.expect("this can be read"), Change::name("n").token("t"));
    assert_eq!(sent(&http), ("Example.Describe", r#"{"last":{"name":"m"}}"#));
}

#[tokio::test]
async fn an_output_is_an_element_of_another_without_a_request_id() {
    let (client, http) = client(r#"{"machines":[{"name":"a"}]}"#);
    let machines = client.list(ListInput::new()).await.expect("this can be read");
    let machines = machines.machines.unwrap_or_default();
    assert_eq!(
        machines.iter().map(|machine| machine.name.as_deref()).collect::<Vec<_>>(),
        [Some("a")]
    );
    assert_eq!(machines.first().and_then(Machine::request_id), None);
    assert_eq!(sent(&http), ("Example.List", "{}"));
}
