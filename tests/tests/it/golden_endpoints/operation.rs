//! Parameters of the operation, of the request and of the client.

use std::collections::HashMap;

use tinsmith_tests::goldens::endpoint::of_an_operation::config::{ConfigBuilder, EndpointSettings};
use tinsmith_tests::goldens::endpoint::of_an_operation::operation::batch::BatchInput;
use tinsmith_tests::goldens::endpoint::of_an_operation::operation::describe::DescribeInput;
use tinsmith_tests::goldens::endpoint::of_an_operation::operation::list::ListInput;
use tinsmith_tests::goldens::endpoint::of_an_operation::operation::r#move::MoveInput;
use tinsmith_tests::goldens::endpoint::of_an_operation::operation::put::PutInput;
use tinsmith_tests::goldens::endpoint::of_an_operation::types::{Part, Target, Tier};
use tinsmith_tests::goldens::endpoint::of_an_operation::{Client, Config};

use super::{refusal, uri};

fn config() -> ConfigBuilder {
    Config::builder().region("eu-west-1")
}

fn client() -> Client {
    Client::from_conf(config().build())
}

#[tokio::test]
async fn an_operation_has_parameters_of_its_own() {
    let client = client();
    let put = uri(client.put(PutInput::new())).await;
    assert_eq!(put, "https://live.data.eu-west-1.example.com/");
    let list = uri(client.list(ListInput::new())).await;
    assert_eq!(list, "https://fast.control.eu-west-1.example.com/");
}

#[tokio::test]
async fn a_request_has_parameters_of_its_own() {
    let client = client();
    // One after the other, so that the second would show what was kept of the first.
    for stream in ["one", "two"] {
        let describe = uri(client.describe(DescribeInput::stream(stream))).await;
        assert_eq!(describe, format!("https://{stream}.control.eu-west-1.example.com/"));
        let put = uri(client.put(PutInput::new().stream(stream))).await;
        assert_eq!(put, format!("https://{stream}.data.eu-west-1.example.com/"));
    }
    let put = uri(client.put(PutInput::new())).await;
    assert_eq!(put, "https://live.data.eu-west-1.example.com/");
}

#[tokio::test]
async fn members_of_each_type_are_parameters() {
    let client = client();
    let tier = uri(client.put(PutInput::new().tier(Tier::Cold))).await;
    assert_eq!(tier, "https://cold.data.eu-west-1.example.com/");
    let unknown = uri(client.put(PutInput::new().tier("tepid".into()))).await;
    assert_eq!(unknown, "https://tepid.data.eu-west-1.example.com/");
    let fast = uri(client.put(PutInput::new().fast(true))).await;
    assert_eq!(fast, "https://fast.data.eu-west-1.example.com/");
    let slow = uri(client.put(PutInput::new().fast(false))).await;
    assert_eq!(slow, "https://live.data.eu-west-1.example.com/");
    let zones = uri(client.put(PutInput::new().zones(["a", "b"]))).await;
    assert_eq!(zones, "https://a.data.eu-west-1.example.com/");
}

#[tokio::test]
async fn a_parameter_can_come_from_inside_the_request() {
    let client = client();
    let entries = HashMap::from([("key".to_owned(), "value".to_owned())]);
    let batch = uri(client.batch(BatchInput::entries(entries))).await;
    assert_eq!(batch, "https://key.batch.eu-west-1.example.com/");
    let none = uri(client.batch(BatchInput::entries(HashMap::<String, String>::new()))).await;
    assert_eq!(none, "https://live.batch.eu-west-1.example.com/");
    let target = MoveInput::new().target(Target::new().stream("inside"));
    assert_eq!(uri(client.r#move(target)).await, "https://inside.data.eu-west-1.example.com/");
    let parts = MoveInput::new().parts([Part::new(), Part::new().zone("c")]);
    assert_eq!(uri(client.r#move(parts)).await, "https://c.data.eu-west-1.example.com/");
}

#[tokio::test]
async fn a_member_goes_over_an_expression_and_both_over_the_client() {
    let client = Client::from_conf(config().zones(&["client"]).build());
    let put = uri(client.put(PutInput::new())).await;
    assert_eq!(put, "https://client.data.eu-west-1.example.com/");
    let put = uri(client.put(PutInput::new().zones(["request"]))).await;
    assert_eq!(put, "https://request.data.eu-west-1.example.com/");
    let both = MoveInput::new().target(Target::new().stream("inside")).stream("member");
    let both = uri(self::client().r#move(both)).await;
    assert_eq!(both, "https://member.data.eu-west-1.example.com/");
}

#[tokio::test]
async fn a_client_has_settings_of_the_service() {
    let client = Client::from_conf(config().stage("test").build());
    let staged = uri(client.put(PutInput::new())).await;
    assert_eq!(staged, "https://test.data.eu-west-1.example.com/");
    let client = Client::from_conf(config().force_path_style(true).build());
    let path = uri(client.describe(DescribeInput::stream("one"))).await;
    assert_eq!(path, "https://control.eu-west-1.example.com/one/");
}

#[tokio::test]
async fn a_call_has_settings_of_the_service() {
    let client = Client::from_conf(config().stage("test").force_path_style(true).build());
    let own = Config::builder().stage("own");
    let staged = uri(client.put(PutInput::new()).config_override(own)).await;
    assert_eq!(staged, "https://own.data.eu-west-1.example.com/");
    // What is not set for the call stays.
    let own = Config::builder().stage("own");
    let path = uri(client.describe(DescribeInput::stream("one")).config_override(own)).await;
    assert_eq!(path, "https://control.eu-west-1.example.com/one/");
    let staged = uri(client.put(PutInput::new())).await;
    assert_eq!(staged, "https://test.data.eu-west-1.example.com/");
}

#[tokio::test]
async fn an_endpoint_url_is_the_rules_to_see() {
    let client = Client::from_conf(config().endpoint_url("http://localhost:4566").build());
    assert_eq!(uri(client.describe(DescribeInput::stream("one"))).await, "http://localhost:4566/");
}

#[tokio::test]
async fn what_a_request_lacks_is_told_before_anything_is_sent() {
    let client = Client::from_conf(Config::builder().build());
    assert_eq!(
        refusal(client.describe(DescribeInput::stream("one"))).await,
        "there is no region and no endpoint: set `region` or `endpoint_url` on the configuration"
    );
}
