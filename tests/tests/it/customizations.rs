//! What AWS's own clients do beyond the models: the cases of `cases/customizations`, on the wire.

#![cfg(goldens)]

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::client::HttpRequest;
use tinsmith_runtime::config::{Config, ConfigBuilder, Credentials};
use tinsmith_tests::goldens::customizations::{
    api_gateway, cloudsearch_domain, glacier, machine_learning, s3, s3_control, sso_oidc, sts,
};

fn config() -> ConfigBuilder {
    Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("AKID", "secret", None, None, "test"))
}

/// An HTTP client that gives these responses, one after the other.
fn replay<const N: usize>(responses: [(u16, &'static str); N]) -> StaticReplayClient {
    let events = responses.map(|(status, body)| {
        let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
        let response = http::Response::builder().status(status).body(SdkBody::from(body));
        ReplayEvent::new(request.expect("it is one"), response.expect("it is one"))
    });
    StaticReplayClient::new(events.into())
}

#[tokio::test]
async fn glacier_is_told_its_version_and_a_dash_for_the_own_account() {
    use glacier::operation::describe_vault::DescribeVaultInput;

    let client = glacier::Client::from_conf(config().build());
    let own = DescribeVaultInput::vault_name("clay");
    let other = DescribeVaultInput::vault_name("clay").account_id("123456789012");
    for (request, account) in [(own, "-"), (other, "123456789012")] {
        let sent = client.describe_vault(request).into_request().await.expect("it is complete");
        let uri = format!("https://glacier.eu-west-1.amazonaws.com/{account}/vaults/clay");
        assert_eq!(sent.uri(), uri);
        let version = sent.headers().get_all("x-amz-glacier-version").collect::<Vec<_>>();
        assert_eq!(version, ["2012-06-01"]);
        let signature = sent.headers().get("authorization").expect("it is signed");
        assert!(signature.contains("x-amz-glacier-version"), "{signature}");
    }
}

#[tokio::test]
async fn api_gateway_is_asked_for_json_unless_the_request_asks_for_another_type() {
    use api_gateway::operation::get_api_key::GetApiKeyRequest;
    use api_gateway::operation::get_export::GetExportRequest;

    let client = api_gateway::Client::from_conf(config().build());
    let accepted =
        |sent: HttpRequest| sent.headers().get_all("accept").map(str::to_owned).collect::<Vec<_>>();
    let key = client.get_api_key(GetApiKeyRequest::api_key("k")).into_request().await;
    assert_eq!(accepted(key.expect("it is complete")), ["application/json"]);
    let export = client.get_export(GetExportRequest::new()).into_request().await;
    assert_eq!(accepted(export.expect("it is complete")), ["application/json"]);
    let yaml = GetExportRequest::new().accepts("application/yaml");
    let export = client.get_export(yaml).into_request().await;
    assert_eq!(accepted(export.expect("it is complete")), ["application/yaml"]);
}

#[tokio::test]
async fn a_search_is_sent_as_a_form() {
    use cloudsearch_domain::operation::search::SearchInput;
    use cloudsearch_domain::operation::suggest::SuggestInput;

    let url = "https://search-clay.eu-west-1.cloudsearch.example/base";
    let client = cloudsearch_domain::Client::from_conf(config().endpoint_url(url).build());
    let query = "a b&c=\u{e4}?+%".repeat(2_000);
    let request = SearchInput::query(query).size(10);
    let sent = client.search(request).into_request().await.expect("it is complete");
    assert_eq!((sent.method(), sent.uri()), ("POST", &*format!("{url}/2013-01-01/search")));
    let body = sent.body().bytes().and_then(|body| std::str::from_utf8(body).ok());
    let body = body.expect("it is text");
    let query = "a%20b%26c%3D%C3%A4%3F%2B%25".repeat(2_000);
    assert_eq!(body, format!("format=sdk&pretty=true&q={query}&size=10"));
    let header = |name| sent.headers().get(name);
    assert_eq!(header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(header("content-length"), Some(&*body.len().to_string()));
    let signature = header("authorization").expect("it is signed");
    assert!(signature.contains("content-length;content-type;host"), "{signature}");

    let sent = client.suggest(SuggestInput::query("a")).into_request().await;
    let sent = sent.expect("it is complete");
    let uri = format!("{url}/2013-01-01/suggest?format=sdk&pretty=true&q=a");
    assert_eq!((sent.method(), sent.uri()), ("GET", &*uri));
}

#[tokio::test]
async fn a_prediction_goes_to_the_host_that_it_names() {
    use machine_learning::operation::get_model::GetModelInput;
    use machine_learning::operation::predict::PredictInput;

    let configured = config().endpoint_url("https://proxy.example");
    for config in [config(), configured] {
        let client = machine_learning::Client::from_conf(config.build());
        for host in ["realtime.one.example", "realtime.two.example"] {
            let request =
                PredictInput::ml_model_id("m").predict_endpoint(format!("https://{host}"));
            let sent = client.predict(request).into_request().await.expect("it is complete");
            assert_eq!(sent.uri(), format!("https://{host}/"));
            let signature = sent.headers().get("authorization").expect("it is signed");
            assert!(signature.contains("/eu-west-1/machinelearning/aws4_request"), "{signature}");
        }
    }
    let client = machine_learning::Client::from_conf(config().build());
    let sent = client.get_model(GetModelInput::new()).into_request().await;
    let uri = "https://machinelearning.eu-west-1.amazonaws.com/";
    assert_eq!(sent.expect("it is complete").uri(), uri);
}

#[tokio::test]
async fn a_prediction_without_a_host_is_refused() {
    use machine_learning::operation::predict::PredictInput;

    let client = machine_learning::Client::from_conf(config().build());
    for (url, why) in [
        ("", "must begin with https:// or http://"),
        ("realtime.example", "must begin with https:// or http://"),
        ("ftp://realtime.example", "must begin with https:// or http://"),
        ("https://", "is not a URL"),
        ("https://kim:hush@realtime.example", "must not hold a user name or a password"),
    ] {
        let request = PredictInput::ml_model_id("m").predict_endpoint(url);
        let error = client.predict(request).into_request().await.expect_err("it has no host");
        let expected = format!("Predict was not sent: the endpoint in the request {why}");
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn an_expiry_of_s3_that_is_no_date_is_read_as_it_is() {
    use s3::operation::create_multipart_upload::CreateMultipartUploadRequest;
    use s3::operation::head_object::HeadObjectRequest;

    let response = http::Response::builder()
        .header("Expires", "never")
        .header("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT")
        .body(SdkBody::empty());
    let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
    let event = ReplayEvent::new(request.expect("it is one"), response.expect("it is one"));
    let config = config().http_client(StaticReplayClient::new(vec![event]));
    let client = s3::Client::from_conf(config.build());
    let found = client.head_object(HeadObjectRequest::key("k")).await.expect("it can be read");
    assert_eq!(found.expires.as_deref(), Some("never"));
    assert_eq!(found.last_modified.map(|time| time.secs()), Some(1_767_323_045));

    let upload = CreateMultipartUploadRequest::key("k").expires("Thu, 01 Jan 2026 00:00:00 GMT");
    let sent = client.create_multipart_upload(upload).into_request().await;
    let sent = sent.expect("it is complete");
    assert_eq!(sent.headers().get("expires"), Some("Thu, 01 Jan 2026 00:00:00 GMT"));
}

#[tokio::test]
async fn a_public_bucket_of_s3_needs_no_credentials() {
    use s3::operation::head_object::HeadObjectRequest;

    let config = Config::builder().region("eu-west-1");
    let client = s3::Client::from_conf(config.build());
    let call = || client.head_object(HeadObjectRequest::key("k"));
    let error = call().into_request().await.expect_err("it is signed");
    assert!(error.to_string().contains("there are no credentials"), "{error}");
    let sent = call().config_override(Config::builder().allow_no_auth()).into_request().await;
    let sent = sent.expect("it is complete");
    assert_eq!(sent.headers().get("authorization"), None);
    assert_eq!(sent.headers().get("x-amz-content-sha256"), None);
}

#[tokio::test]
async fn the_extended_request_id_of_s3_is_kept() {
    use s3::error::{RequestId, RequestIdExt};
    use s3::operation::head_object::HeadObjectRequest;

    let call = async |status, with_headers, body: &'static str| {
        let mut response = http::Response::builder().status(status);
        if with_headers {
            response = response.header("x-amz-request-id", "r").header("x-amz-id-2", "e/+=");
        }
        let response = response.body(SdkBody::from(body)).expect("it is one");
        let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
        let event = ReplayEvent::new(request.expect("it is one"), response);
        let config = config().http_client(StaticReplayClient::new(vec![event]));
        let client = s3::Client::from_conf(config.build());
        client.head_object(HeadObjectRequest::key("k")).await
    };
    let both = (Some("r"), Some("e/+="));
    let found = call(200, true, "").await.expect("it can be read");
    assert_eq!((found.request_id(), found.extended_request_id()), both);
    let found = call(200, false, "").await.expect("it can be read");
    assert_eq!((found.request_id(), found.extended_request_id()), (None, None));

    let error = call(404, true, "").await.expect_err("there is none");
    assert_eq!((error.request_id(), error.extended_request_id()), both);
    let of_operation = error.as_service_error().expect("it is one");
    assert_eq!((of_operation.request_id(), of_operation.extended_request_id()), both);
    let official = error.as_sdk_error();
    assert_eq!((official.request_id(), official.extended_request_id()), both);
    let document =
        "<Error><Code>AccessDenied</Code><RequestId>r</RequestId><HostId>e/+=</HostId></Error>";
    let error = call(403, false, document).await.expect_err("it is denied");
    assert_eq!((error.request_id(), error.extended_request_id()), both);
    assert_eq!(call(403, false, "").await.expect_err("it is denied").extended_request_id(), None);
}

#[tokio::test]
async fn an_account_of_s3_control_is_not_put_before_the_endpoint() {
    use s3_control::operation::get_job::GetJobRequest;

    let client = s3_control::Client::from_conf(config().build());
    let request = GetJobRequest::account_id("123456789012");
    let sent = client.get_job(request).into_request().await.expect("it is complete");
    assert_eq!(sent.uri(), "https://s3control.eu-west-1.amazonaws.com/jobs");
    assert_eq!(sent.headers().get("x-amz-account-id"), Some("123456789012"));
}

#[tokio::test]
async fn an_error_of_sso_oidc_has_its_description_as_message() {
    use sso_oidc::operation::create_token::CreateTokenInput;

    let call = async |code: &str, members: &str| {
        let body = format!(r#"{{"code":"{code}"{members}}}"#);
        let http = replay([(400, body.leak())]);
        let client = sso_oidc::Client::from_conf(config().http_client(http).build());
        client.create_token(CreateTokenInput::new()).await.expect_err("it is refused")
    };
    let pending = r#","error":"authorization_pending","error_description":"not yet""#;
    let error = call("AuthorizationPendingException", pending).await;
    assert_eq!(error.message(), Some("not yet"));
    assert_eq!(
        error.to_string(),
        "CreateToken failed: AuthorizationPendingException: not yet (HTTP status 400)"
    );
    // An error that the operation does not have.
    let error = call("InvalidClientException", pending).await;
    assert_eq!(error.message(), Some("not yet"));
    // One that has both.
    let both = r#","error_description":"wide","message":"narrow""#;
    let error = call("InvalidScopeException", both).await;
    assert_eq!(error.message(), Some("narrow"));
    // What follows cannot be read.
    let error =
        call("AuthorizationPendingException", r#","error_description":"not yet","error":]"#);
    assert_eq!(error.await.message(), Some("not yet"));
    let error = call("AuthorizationPendingException", "").await;
    assert_eq!(error.message(), None);

    let error = call("InvalidGrantException", r#","error_description":"hush""#).await;
    for printed in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!printed.contains("hush"), "{printed}");
    }
    let printed = format!("{:?}", error.as_service_error());
    assert!(!printed.contains("hush"), "{printed}");
}

#[tokio::test]
async fn sts_asks_again_when_an_identity_provider_was_not_reached() {
    use sts::operation::assume_role::AssumeRoleInput;

    let unreachable = "<ErrorResponse><Error><Code>IDPCommunicationError</Code><Message>m</Message></Error></ErrorResponse>";
    let credentials = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>AKID</AccessKeyId><SessionToken>hush</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    let http = replay([(400, unreachable), (200, credentials)]);
    let client = sts::Client::from_conf(config().http_client(http.clone()).build());
    let response = client.assume_role(AssumeRoleInput::new()).await.expect("it is answered");
    assert_eq!(http.actual_requests().count(), 2);
    let printed = format!("{response:?}");
    let credentials = response.credentials.expect("they are there");
    assert_eq!(credentials.session_token.as_deref(), Some("hush"));
    assert!(printed.contains("AKID") && !printed.contains("hush"), "{printed}");
}
