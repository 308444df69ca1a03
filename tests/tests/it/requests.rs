//! What generated clients do to their requests: the cases of `cases/requests`, on the wire.

#![cfg(goldens)]

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::config::{Config, ConfigBuilder, Credentials};
use tinsmith_runtime::error::ProvideErrorMetadata;
use tinsmith_tests::goldens::requests::{
    checksums, compressed, discovered_endpoint, query_compatible,
};

/// A status, headers, and a body.
type Canned<'a> = (u16, &'a [(&'a str, &'a str)], &'static str);

/// An HTTP client that gives these responses, one after the other.
fn replay<const N: usize>(responses: [Canned<'_>; N]) -> StaticReplayClient {
    let events = responses.map(|(status, headers, body)| {
        let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        let response = response.body(SdkBody::from(body));
        ReplayEvent::new(request.expect("it is one"), response.expect("it is one"))
    });
    StaticReplayClient::new(events.into())
}

fn config(http: &StaticReplayClient) -> ConfigBuilder {
    Config::builder()
        .region("eu-west-1")
        .credentials_provider(Credentials::new("AKID", "secret", None, None, "test"))
        .http_client(http.clone())
}

#[tokio::test]
async fn an_operation_goes_to_the_endpoint_that_the_service_tells() {
    use discovered_endpoint::operation::fire::FireInput;

    let told = r#"{"Endpoints":[{"Address":"cell1.example","CachePeriodInMinutes":5}]}"#;
    let http = replay([(200, &[], told), (200, &[], "{}"), (200, &[], "{}")]);
    let client = discovered_endpoint::Client::from_conf(config(&http).build());
    client.fire(FireInput::new()).await.expect("it is answered");
    client.fire(FireInput::new()).await.expect("it is answered");
    let sent: Vec<_> = http
        .actual_requests()
        .map(|sent| (sent.uri(), sent.headers().get("x-amz-target").unwrap_or_default()))
        .collect();
    let asked = ("https://kiln.eu-west-1.amazonaws.com/", "Kiln.DescribeEndpoints");
    let fired = ("https://cell1.example/", "Kiln.Fire");
    assert_eq!(sent, [asked, fired, fired]);
}

#[tokio::test]
async fn a_large_request_is_compressed() {
    use compressed::operation::put_data::PutDataInput;

    let http = replay([(200, &[], "{}"), (200, &[], "{}")]);
    let client = compressed::Client::from_conf(config(&http).build());
    for length in [1, 10_240] {
        client
            .put_data(PutDataInput::new().data("a".repeat(length)))
            .await
            .expect("it is answered");
    }
    let sent: Vec<_> =
        http.actual_requests().map(|sent| sent.headers().get("content-encoding")).collect();
    assert_eq!(sent, [None, Some("gzip")]);
}

#[tokio::test]
async fn a_member_chooses_the_algorithm_of_a_checksum_or_is_one() {
    use checksums::operation::put_glaze::PutGlazeInput;
    use checksums::operation::put_note::PutNoteInput;
    use checksums::types::Algorithm;

    let http = replay([(); 4].map(|()| (200, &[] as &[_], "{}")));
    let client = checksums::Client::from_conf(config(&http).build());
    let glaze = || PutGlazeInput::new().color("red");
    for glaze in [glaze(), glaze().algorithm(Algorithm::Sha256), glaze().sha256("given")] {
        client.put_glaze(glaze).await.expect("it is answered");
    }
    let note = PutNoteInput::new().algorithm("crc32c").note("123456789");
    client.put_note(note).await.expect("it is answered");
    let names = [
        "x-amz-sdk-checksum-algorithm",
        "x-algorithm",
        "x-amz-checksum-crc32",
        "x-amz-checksum-crc32c",
        "x-amz-checksum-sha256",
        "content-md5",
    ];
    let sent = http.actual_requests().map(|sent| {
        let found = names.iter().filter_map(|name| Some((*name, sent.headers().get(*name)?)));
        found.collect::<Vec<_>>()
    });
    let sent: Vec<_> = sent.collect();
    let algorithm = |name| ("x-amz-sdk-checksum-algorithm", name);
    assert_eq!(
        sent,
        [
            vec![algorithm("CRC32"), ("x-amz-checksum-crc32", "2u+RsQ==")],
            vec![
                algorithm("SHA256"),
                ("x-amz-checksum-sha256", "JBiJygYE4zOG6cmM6bnfA2qNGxOCtxC97yhe/k6UNyc=")
            ],
            vec![("x-amz-checksum-sha256", "given")],
            vec![("x-algorithm", "crc32c"), ("x-amz-checksum-crc32c", "4waSgw==")],
        ]
    );
}

#[tokio::test]
async fn a_checksum_is_made_of_a_request_without_a_body_too() {
    use checksums::operation::get_glaze::GetGlazeInput;
    use checksums::operation::put_heat::PutHeatInput;
    use checksums::operation::put_tag::PutTagInput;

    let http = replay([(); 3].map(|()| (200, &[] as &[_], "{}")));
    let client = checksums::Client::from_conf(config(&http).build());
    client.put_heat(PutHeatInput::new().heat(1260)).await.expect("it is answered");
    client.put_tag(PutTagInput::new()).await.expect("it is answered");
    client.get_glaze(GetGlazeInput::new()).await.expect("it is answered");
    let of = |name: &str| -> Vec<Option<String>> {
        let sent = http.actual_requests();
        sent.map(|sent| sent.headers().get(name).map(str::to_owned)).collect()
    };
    assert_eq!(of("content-md5"), [Some("b97eHS/PwmaEimaiyctXsw==".to_owned()), None, None]);
    assert_eq!(of("x-amz-checksum-crc32"), [None, Some("AAAAAA==".to_owned()), None]);
}

#[tokio::test]
async fn a_query_code_that_errors_share_is_told_apart() {
    use query_compatible::operation::get_dashboard::{GetDashboardError, GetDashboardInput};

    let header = [("x-amzn-query-error", "ResourceNotFound;Sender")];
    let body = r#"{"__type":"example.queues#DashboardNotFoundError","message":"m"}"#;
    let http = replay([(404, &header, body)]);
    let client = query_compatible::Client::from_conf(config(&http).build());
    let error = client.get_dashboard(GetDashboardInput::new()).await.expect_err("it is refused");
    let sent = http.actual_requests().next().expect("it was sent");
    assert_eq!(sent.headers().get("x-amzn-query-mode"), Some("true"));
    assert_eq!(error.code(), Some("ResourceNotFound"));
    assert_eq!(error.meta().extra("type"), Some("Sender"));
    let error = error.into_service_error();
    assert!(matches!(error, GetDashboardError::DashboardNotFoundError(_)), "{error:?}");
}
