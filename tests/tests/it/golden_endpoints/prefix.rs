//! What goes before host names.

use tinsmith_runtime::validation::Validation;
use tinsmith_tests::goldens::operations::host_prefixes::config::ConfigBuilder;
use tinsmith_tests::goldens::operations::host_prefixes::operation::copy::CopyInput;
use tinsmith_tests::goldens::operations::host_prefixes::operation::tail::TailInput;
use tinsmith_tests::goldens::operations::host_prefixes::types::Kind;
use tinsmith_tests::goldens::operations::host_prefixes::{Client, Config};

use super::{refusal, uri};

fn config() -> ConfigBuilder {
    Config::builder().region("eu-west-1")
}

fn client() -> Client {
    Client::from_conf(config().build())
}

fn copy(bucket: &str) -> CopyInput {
    CopyInput::bucket(bucket).kind(Kind::Hot).owner("kim")
}

#[tokio::test]
async fn text_goes_before_the_host() {
    let tail = uri(client().tail(TailInput::new())).await;
    assert_eq!(tail, "https://stream-logs.eu-west-1.amazonaws.com/");
}

#[tokio::test]
async fn members_go_before_the_host() {
    let client = client();
    for bucket in ["one", "two"] {
        let copy = uri(client.copy(copy(bucket))).await;
        assert_eq!(copy, format!("https://{bucket}-hot.copy.kim.logs.eu-west-1.amazonaws.com/"));
    }
}

#[tokio::test]
async fn members_are_in_the_body_too() {
    let request = client().copy(copy("one")).into_request().await.expect("nothing is missing");
    let body = request.body().bytes().expect("it is in memory");
    assert_eq!(std::str::from_utf8(body), Ok(r#"{"Bucket":"one","Kind":"hot","Owner":"kim"}"#));
}

#[tokio::test]
async fn another_host_gets_it_too() {
    let client = Client::from_conf(config().endpoint_url("https://vpce.example.com/base").build());
    assert_eq!(uri(client.tail(TailInput::new())).await, "https://stream-vpce.example.com/base/");
}

#[tokio::test]
async fn it_can_be_left_out() {
    let config = config().endpoint_url("https://vpce.example.com");
    let client = Client::from_conf(config.disable_host_prefix_injection(true).build());
    assert_eq!(uri(client.tail(TailInput::new())).await, "https://vpce.example.com/");
    let own = Config::builder().disable_host_prefix_injection(false);
    let tail = uri(client.tail(TailInput::new()).config_override(own)).await;
    assert_eq!(tail, "https://stream-vpce.example.com/");
}

#[tokio::test]
async fn a_host_without_names_below_it_stays() {
    for url in ["http://localhost:4566", "http://127.0.0.1:4566", "http://[::1]:4566"] {
        let client = Client::from_conf(config().endpoint_url(url).build());
        assert_eq!(uri(client.tail(TailInput::new())).await, format!("{url}/"));
        assert_eq!(uri(client.copy(copy("one"))).await, format!("{url}/"));
    }
}

#[tokio::test]
async fn a_label_that_is_none_is_told_whatever_is_checked() {
    let long = "a".repeat(64);
    for (bucket, found) in [
        ("", "is empty"),
        ("a.b", "has other characters, or more of them"),
        ("example.com/", "has other characters, or more of them"),
        ("-a", "has other characters, or more of them"),
        (long.as_str(), "has other characters, or more of them"),
    ] {
        let call = client().copy(copy(bucket)).validation(Validation::Off);
        assert_eq!(refusal(call).await, told("Bucket", found));
    }
    let call = client().copy(CopyInput::bucket("one").kind(Kind::Hot)).validation(Validation::Off);
    assert_eq!(refusal(call).await, told("Owner", "is not set"));
}

fn told(member: &str, found: &str) -> String {
    format!(
        "the member {member} is a part of the host name and has to be 1 to 63 letters, digits and hyphens, with no hyphen at either end: it {found}"
    )
}
