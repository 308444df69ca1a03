//! Endpoints of an account.

use std::collections::HashSet;

use aws_smithy_http_client::test_util::capture_request;
use tinsmith_tests::goldens::endpoint::of_an_account::config::{
    AccountIdEndpointMode, ConfigBuilder, Credentials, SdkConfig, SharedCredentialsProvider,
};
use tinsmith_tests::goldens::endpoint::of_an_account::operation::get::GetInput;
use tinsmith_tests::goldens::endpoint::of_an_account::operation::list::ListInput;
use tinsmith_tests::goldens::endpoint::of_an_account::operation::ping::PingInput;
use tinsmith_tests::goldens::endpoint::of_an_account::{Client, Config};

use super::{refusal, uri};

fn credentials(account: Option<&str>) -> Credentials {
    let mut builder = Credentials::builder();
    builder.set_account_id(account.map(Into::into));
    builder.access_key_id("AKID").secret_access_key("secret").provider_name("test").build()
}

fn config(account: Option<&str>) -> ConfigBuilder {
    Config::builder().region("eu-west-1").credentials_provider(credentials(account))
}

fn client(account: Option<&str>, mode: AccountIdEndpointMode) -> Client {
    Client::from_conf(config(account).account_id_endpoint_mode(mode).build())
}

const ACCOUNT: Option<&str> = Some("111122223333");

#[tokio::test]
async fn the_account_of_the_credentials_is_preferred() {
    let client = Client::from_conf(config(ACCOUNT).build());
    let list = uri(client.list(ListInput::new())).await;
    assert_eq!(list, "https://111122223333.tables.eu-west-1.example.com/");
    for table in ["one", "two"] {
        let get = uri(client.get(GetInput::table(table))).await;
        assert_eq!(get, format!("https://111122223333.tables.eu-west-1.example.com/{table}/"));
    }
}

#[tokio::test]
async fn without_an_account_there_is_an_endpoint_too() {
    let client = Client::from_conf(config(None).build());
    let list = uri(client.list(ListInput::new())).await;
    assert_eq!(list, "https://tables.eu-west-1.example.com/");
}

#[tokio::test]
async fn an_account_can_be_left_out() {
    let client = client(ACCOUNT, AccountIdEndpointMode::Disabled);
    let list = uri(client.list(ListInput::new())).await;
    assert_eq!(list, "https://tables.eu-west-1.example.com/");
}

#[tokio::test]
async fn an_account_can_be_required() {
    let with = client(ACCOUNT, AccountIdEndpointMode::Required);
    let list = uri(with.list(ListInput::new())).await;
    assert_eq!(list, "https://111122223333.tables.eu-west-1.example.com/");

    let without = client(None, AccountIdEndpointMode::Required);
    let error = without.list(ListInput::new()).into_request().await;
    let error = error.expect_err("there is no account");
    assert!(error.is_dispatch_failure(), "credentials are asked for when the call is on its way");
    let error = error.to_string();
    let expected = "(`account_id_endpoint_mode` is `required` on the configuration, and the credentials have no account id)";
    assert!(error.contains(expected), "{error}");
}

#[tokio::test]
async fn credentials_of_one_call_have_an_account_of_their_own() {
    let client = Client::from_conf(config(ACCOUNT).build());
    let own = Config::builder().credentials_provider(credentials(Some("444455556666")));
    let list = uri(client.list(ListInput::new()).config_override(own)).await;
    assert_eq!(list, "https://444455556666.tables.eu-west-1.example.com/");
    let own = Config::builder().account_id_endpoint_mode(AccountIdEndpointMode::Disabled);
    let list = uri(client.list(ListInput::new()).config_override(own)).await;
    assert_eq!(list, "https://tables.eu-west-1.example.com/");
    let list = uri(client.list(ListInput::new())).await;
    assert_eq!(list, "https://111122223333.tables.eu-west-1.example.com/");
}

#[tokio::test]
async fn an_operation_that_is_not_signed_has_no_account() {
    let client = Client::from_conf(config(ACCOUNT).build());
    let ping = uri(client.ping(PingInput::new())).await;
    assert_eq!(ping, "https://tables.eu-west-1.example.com/");
}

#[tokio::test]
async fn an_endpoint_url_goes_over_the_account() {
    let client = Client::from_conf(config(ACCOUNT).endpoint_url("http://localhost:8000").build());
    assert_eq!(uri(client.get(GetInput::table("one"))).await, "http://localhost:8000/");
}

#[tokio::test]
async fn what_is_missing_besides_is_told_before_anything_is_sent() {
    for mode in [AccountIdEndpointMode::Preferred, AccountIdEndpointMode::Required] {
        let config = Config::builder().credentials_provider(credentials(ACCOUNT));
        let client = Client::from_conf(config.account_id_endpoint_mode(mode).build());
        assert_eq!(
            refusal(client.list(ListInput::new())).await,
            "there is no region and no endpoint: set `region` or `endpoint_url` on the configuration"
        );
    }
}

#[tokio::test]
async fn the_mode_of_an_sdk_config_counts() {
    let shared = SdkConfig::builder()
        .region(tinsmith_runtime::config::Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials(ACCOUNT)))
        .account_id_endpoint_mode(AccountIdEndpointMode::Disabled)
        .build();
    let list = uri(Client::new(&shared).list(ListInput::new())).await;
    assert_eq!(list, "https://tables.eu-west-1.example.com/");
}

/// The codes are of the official list: P, Q and R are the modes, T is an account id.
#[tokio::test]
async fn the_user_agent_tells_mode_and_account() {
    for (account, mode, codes) in [
        (ACCOUNT, AccountIdEndpointMode::Preferred, ["P", "T"].as_slice()),
        (None, AccountIdEndpointMode::Preferred, &["P"]),
        (ACCOUNT, AccountIdEndpointMode::Disabled, &["Q", "T"]),
        (ACCOUNT, AccountIdEndpointMode::Required, &["R", "T"]),
    ] {
        let (http, sent) = capture_request(None);
        let config = config(account).account_id_endpoint_mode(mode).http_client(http);
        let client = Client::from_conf(config.build());
        client.list(ListInput::new()).await.expect("it is answered");
        let request = sent.expect_request();
        let agent = request.headers().get("x-amz-user-agent").expect("it is there");
        let found = agent.split(' ').find_map(|part| part.strip_prefix("m/"));
        let found: HashSet<&str> = found.unwrap_or_default().split(',').collect();
        let of_accounts = HashSet::from(["P", "Q", "R", "T"]);
        let found: HashSet<&str> = found.intersection(&of_accounts).copied().collect();
        assert_eq!(found, codes.iter().copied().collect(), "{agent}");
    }
}
