//! Tokens and items wherever a model can have them: one level down or several, several tokens, maps.
#![cfg(goldens)]

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::client::{Page, PageItems, Paginator};
use tinsmith_runtime::error::OperationError;
use tinsmith_runtime::primitives::DateTime;
use tinsmith_tests::goldens::operations::paginated::operation::list_by_key::ListByKeyRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_by_parts::ListByPartsRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_deep::ListDeepRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_entries::ListEntriesRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_inside::ListInsideRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_pages::ListPagesRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_sparse::ListSparseRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_things::ListThingsRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_while_more::ListWhileMoreRequest;
use tinsmith_tests::goldens::operations::paginated::operation::list_while_more_inside::ListWhileMoreInsideRequest;
use tinsmith_tests::goldens::operations::paginated::types::{Shared, Thing};
use tinsmith_tests::goldens::operations::paginated::{Client, Config};

/// A client that is given answers with these bodies, and the record of what it sent.
fn client<const N: usize>(bodies: [&str; N]) -> (Client, StaticReplayClient) {
    let events = bodies.map(|body| {
        let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
        let response = http::Response::builder().body(SdkBody::from(body));
        ReplayEvent::new(request.expect("the URI is well-formed"), response.expect("so is this"))
    });
    let http = StaticReplayClient::new(events.into());
    let config = Config::builder().region("eu-west-1").http_client(http.clone());
    (Client::from_conf(config.build()), http)
}

/// The bodies of the requests so far.
fn sent(http: &StaticReplayClient) -> Vec<&str> {
    let bodies = http.actual_requests().map(|request| request.body().bytes());
    bodies
        .map(|body| std::str::from_utf8(body.expect("it is in memory")).expect("JSON is UTF-8"))
        .collect()
}

async fn items<O: PageItems<E>, E: OperationError>(
    paginator: Paginator<O, E>,
) -> Vec<<O::Items as IntoIterator>::Item> {
    paginator.items().try_collect().await.expect("every page is read")
}

async fn count<O: Page<E>, E: OperationError>(paginator: Paginator<O, E>) -> usize {
    paginator.pages().try_collect().await.expect("every page is read").len()
}

fn things<const N: usize>(names: [&str; N]) -> [Thing; N] {
    names.map(|name| Thing::new().name(name))
}

#[tokio::test]
async fn token_and_items_one_level_down() {
    let (client, http) = client([
        r#"{"result":{"token":"t1","things":[{"name":"a"}]}}"#,
        r#"{"result":{"token":"t2"}}"#,
        r#"{"result":{"things":[{"name":"b"}]}}"#,
    ]);
    let request = ListInsideRequest::new().size(2);
    let found = items(client.list_inside(request).into_paginator()).await;
    assert_eq!(found, things(["a", "b"]));
    let expected = [r#"{"size":2}"#, r#"{"token":"t1","size":2}"#, r#"{"token":"t2","size":2}"#];
    assert_eq!(sent(&http), expected);
}

#[tokio::test]
async fn what_the_token_is_in_can_be_absent() {
    let (client, http) = client(["{}", r#"{"result":{"things":[{"name":"unused"}]}}"#]);
    let found = items(client.list_inside(ListInsideRequest::new()).into_paginator()).await;
    assert_eq!(found, []);
    assert_eq!(sent(&http), ["{}"]);
}

#[tokio::test]
async fn token_and_items_several_levels_down() {
    let (client, http) = client([
        r#"{"outer":{"match":{"info":{"token":"t1"},"things":[{"name":"a"}]}}}"#,
        r#"{"outer":{}}"#,
    ]);
    let found = items(client.list_deep(ListDeepRequest::new()).into_paginator()).await;
    assert_eq!(found, things(["a"]));
    assert_eq!(sent(&http), ["{}", r#"{"token":"t1"}"#]);
}

#[tokio::test]
async fn a_token_that_must_be_there_is_empty_at_the_end() {
    let (client, http) = client([
        r#"{"things":[{"name":"a"}],"type":"t1"}"#,
        r#"{"things":[{"name":"b"}],"type":""}"#,
    ]);
    let found = items(client.list_things(ListThingsRequest::group("g")).into_paginator()).await;
    assert_eq!(found, things(["a", "b"]));
    assert_eq!(sent(&http), [r#"{"group":"g"}"#, r#"{"marker":"t1","group":"g"}"#]);
}

#[tokio::test]
async fn the_items_of_a_map_are_its_entries() {
    let (client, _) = client([
        r#"{"next":"t1","entries":{"x":{"name":"a"},"y":{"name":"b"}}}"#,
        r#"{"entries":{"z":{"name":"c"}}}"#,
    ]);
    let mut found = items(client.list_entries(ListEntriesRequest::new()).into_paginator()).await;
    // The entries of one page have no order.
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let keys = ["x", "y", "z"].map(str::to_owned);
    let expected: Vec<_> = keys.into_iter().zip(things(["a", "b", "c"])).collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_null_in_a_sparse_list_is_an_item() {
    let (client, _) = client([r#"{"next":"t1","times":[1,null]}"#, r#"{"times":[2]}"#]);
    let found = items(client.list_sparse(ListSparseRequest::new()).into_paginator()).await;
    assert_eq!(found, [Some(DateTime::from_secs(1)), None, Some(DateTime::from_secs(2))]);
}

#[tokio::test]
async fn a_token_can_be_a_map() {
    let (client, http) = client([
        r#"{"lastKey":{"id":{"name":"k"}},"things":[{"name":"a"}]}"#,
        r#"{"lastKey":{},"things":[{"name":"b"}]}"#,
    ]);
    let found = items(client.list_by_key(ListByKeyRequest::new()).into_paginator()).await;
    assert_eq!(found, things(["a", "b"]));
    assert_eq!(sent(&http), ["{}", r#"{"startKey":{"id":{"name":"k"}}}"#]);
}

#[tokio::test]
async fn of_several_tokens_those_that_are_given_are_sent() {
    let (client, http) = client([
        r#"{"nextKey":"k1","nextKind":"big","things":[{"name":"a"}],"truncated":true}"#,
        r#"{"nextKey":"k1","nextPart":7,"things":[{"name":"b"}],"truncated":true}"#,
        r#"{"things":[{"name":"c"}],"truncated":true}"#,
    ]);
    let request = ListByPartsRequest::new().limit("1");
    let found = items(client.list_by_parts(request).into_paginator()).await;
    assert_eq!(found, things(["a", "b", "c"]));
    let expected = [
        r#"{"limit":"1"}"#,
        r#"{"key":"k1","kind":"big","limit":"1"}"#,
        r#"{"key":"k1","part":7,"limit":"1"}"#,
    ];
    assert_eq!(sent(&http), expected);
}

#[tokio::test]
async fn tokens_lead_nowhere_when_the_service_says_that_there_is_no_more() {
    let (first, http) = client([r#"{"nextKey":"k1","truncated":false}"#]);
    assert_eq!(count(first.list_by_parts(ListByPartsRequest::new()).into_paginator()).await, 1);
    assert_eq!(sent(&http).len(), 1);
    let (second, http) = client([r#"{"nextKey":"k1"}"#]);
    assert_eq!(count(second.list_by_parts(ListByPartsRequest::new()).into_paginator()).await, 1);
    assert_eq!(sent(&http).len(), 1);
}

#[tokio::test]
async fn whether_there_is_more_can_be_required_or_further_down() {
    let (first, http) = client([r#"{"next":"t1","hasMore":true}"#, r#"{"next":"t2"}"#]);
    assert_eq!(count(first.list_while_more(ListWhileMoreRequest::new()).into_paginator()).await, 2);
    assert_eq!(sent(&http), ["{}", r#"{"next":"t1"}"#]);
    let (second, http) = client([r#"{"next":"t1","info":{"isMore":true}}"#, r#"{"next":"t2"}"#]);
    let request = ListWhileMoreInsideRequest::new();
    assert_eq!(count(second.list_while_more_inside(request).into_paginator()).await, 2);
    assert_eq!(sent(&http), ["{}", r#"{"next":"t1"}"#]);
}

#[tokio::test]
async fn without_items_there_are_pages() {
    let (client, http) = client([r#"{"next":"t1","title":"x"}"#, r#"{"title":"y"}"#]);
    let pages = client.list_pages(ListPagesRequest::new().limit(1)).into_paginator().pages();
    let pages = pages.try_collect().await.expect("every page is read");
    let titles: Vec<_> = pages.iter().map(|page| page.title.as_deref()).collect();
    assert_eq!(titles, [Some("x"), Some("y")]);
    assert_eq!(sent(&http), [r#"{"limit":1}"#, r#"{"next":"t1","limit":1}"#]);
}

#[tokio::test]
async fn a_structure_can_be_both_request_and_response() {
    let (client, http) = client([r#"{"next":"t1","names":["a"]}"#, r#"{"names":["b"]}"#]);
    let request = Shared::new().names(["z"]);
    assert_eq!(items(client.list_shared(request).into_paginator()).await, ["a", "b"]);
    assert_eq!(sent(&http), [r#"{"names":["z"]}"#, r#"{"next":"t1","names":["z"]}"#]);
}

mod by_expression {
    use tinsmith_tests::goldens::operations::paginated_by_expression::operation::list_names::ListNamesRequest;
    use tinsmith_tests::goldens::operations::paginated_by_expression::operation::list_shards::ListShardsRequest;
    use tinsmith_tests::goldens::operations::paginated_by_expression::{Client, Config};

    use super::{client, items, sent};

    fn of_goldens<const N: usize>(bodies: [&str; N]) -> (Client, super::StaticReplayClient) {
        let (_, http) = client(bodies);
        let config = Config::builder().region("eu-west-1").http_client(http.clone());
        (Client::from_conf(config.build()), http)
    }

    #[tokio::test]
    async fn the_token_is_in_the_last_item() {
        let (client, http) = of_goldens([
            r#"{"stream":{"shards":[{"id":"a"},{"id":"b"}],"more":true}}"#,
            r#"{"stream":{"shards":[{"id":"c"}],"more":false}}"#,
        ]);
        let shards = items(client.list_shards(ListShardsRequest::new()).into_paginator()).await;
        assert_eq!(
            shards.iter().map(|shard| shard.id.as_str()).collect::<Vec<_>>(),
            ["a", "b", "c"]
        );
        assert_eq!(sent(&http), ["{}", r#"{"start":"b"}"#]);
    }

    #[tokio::test]
    async fn a_page_without_items_has_no_token_and_is_the_last() {
        let (client, http) = of_goldens([r#"{"stream":{"shards":[],"more":true}}"#]);
        assert_eq!(items(client.list_shards(ListShardsRequest::new()).into_paginator()).await, []);
        assert_eq!(sent(&http), ["{}"]);
    }

    #[tokio::test]
    async fn the_first_of_two_tokens_that_is_not_empty_counts() {
        let (client, http) = of_goldens([
            r#"{"next":"x","names":["a"]}"#,
            r#"{"next":"","names":["b"]}"#,
            r#"{"names":["c"]}"#,
            r#"{}"#,
        ]);
        let names = items(client.list_names(ListNamesRequest::new()).into_paginator()).await;
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(sent(&http), ["{}", r#"{"start":"x"}"#, r#"{"start":"b"}"#, r#"{"start":"c"}"#]);
    }
}
