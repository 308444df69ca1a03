//! Expressions of waiters: the generated accessors against the reference.
//!
//! Where the reference has an error (the length of nothing, say), the expression is not met, negated or not.
#![cfg(goldens)]

use std::pin::Pin;
use std::time::Duration;

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use tinsmith_tests::goldens::operations::waiter_paths::client::WaiterError;
use tinsmith_tests::goldens::operations::waiter_paths::operation::get_thing::GetThingRequest;
use tinsmith_tests::goldens::operations::waiter_paths::{Client, Config};

const MODEL: &str = include_str!("../../cases/operations/waiter_paths/model.json");

/// Whether the waiter of a client takes the answer.
type Met = fn(&Client, GetThingRequest) -> Pin<Box<dyn Future<Output = bool> + '_>>;

macro_rules! waiters {
    ($($method:ident: $name:literal,)*) => {
        &[$(($name, |client, request| {
            Box::pin(async move {
                match client.$method(request).wait(Duration::ZERO).await {
                    Ok(_) => true,
                    Err(WaiterError::ExceededMaxWait(_)) => false,
                    Err(error) => panic!("{}: {error:?}", $name),
                }
            })
        })),*]
    };
}

/// Every waiter of the model, by its name there.
const WAITERS: &[(&str, Met)] = waiters! {
    wait_until_all_names: "AllNames",
    wait_until_all_states: "AllStates",
    wait_until_any_name: "AnyName",
    wait_until_any_of_parts: "AnyOfParts",
    wait_until_any_of_rows: "AnyOfRows",
    wait_until_any_of_several: "AnyOfSeveral",
    wait_until_any_of_sparse: "AnyOfSparse",
    wait_until_any_of_starred: "AnyOfStarred",
    wait_until_any_of_things: "AnyOfThings",
    wait_until_any_of_values: "AnyOfValues",
    wait_until_any_state: "AnyState",
    wait_until_any_with_part: "AnyWithPart",
    wait_until_boolean_is_false: "BooleanIsFalse",
    wait_until_boolean_is_true: "BooleanIsTrue",
    wait_until_both_true: "BothTrue",
    wait_until_by_key: "ByKey",
    wait_until_contains_element: "ContainsElement",
    wait_until_contains_key: "ContainsKey",
    wait_until_contains_key_of_enum: "ContainsKeyOfEnum",
    wait_until_contains_own: "ContainsOwn",
    wait_until_contains_text: "ContainsText",
    wait_until_count_is: "CountIs",
    wait_until_counts_agree: "CountsAgree",
    wait_until_deep: "Deep",
    wait_until_ends_with: "EndsWith",
    wait_until_enum_at_path: "EnumAtPath",
    wait_until_first_of: "FirstOf",
    wait_until_first_part: "FirstPart",
    wait_until_first_ready: "FirstReady",
    wait_until_float_is_less: "FloatIsLess",
    wait_until_has_length: "HasLength",
    wait_until_has_some: "HasSome",
    wait_until_has_none: "HasNone",
    wait_until_int_enum: "IntEnum",
    wait_until_is_absent: "IsAbsent",
    wait_until_is_present: "IsPresent",
    wait_until_is_variant: "IsVariant",
    wait_until_last_part: "LastPart",
    wait_until_none_unsettled: "NoneUnsettled",
    wait_until_not_empty: "NotEmpty",
    wait_until_not_ready: "NotReady",
    wait_until_numbers_differ: "NumbersDiffer",
    wait_until_numbers_of_two_types: "NumbersOfTwoTypes",
    wait_until_one_true: "OneTrue",
    wait_until_part_after: "PartAfter",
    wait_until_required_boolean: "RequiredBoolean",
    wait_until_required_is_false: "RequiredIsFalse",
    wait_until_starts_with: "StartsWith",
    wait_until_string_at_path: "StringAtPath",
    wait_until_big_is_more: "BigIsMore",
    wait_until_big_is_exactly: "BigIsExactly",
    wait_until_count_is_no_big: "CountIsNoBig",
    wait_until_count_is_less_than_big: "CountIsLessThanBig",
    wait_until_count_is_less_than_any_integer: "CountIsLessThanAnyInteger",
    wait_until_length_is_less_than_big: "LengthIsLessThanBig",
    wait_until_contains_one_of_big: "ContainsOneOfBig",
    wait_until_last_starts_with: "LastStartsWith",
    wait_until_first_starts_with: "FirstStartsWith",
    wait_until_any_line_starts_with: "AnyLineStartsWith",
    wait_until_any_item_starts_with: "AnyItemStartsWith",
    wait_until_count_is_not_more: "CountIsNotMore",
    wait_until_not_more: "NotMore",
    wait_until_contains_not: "ContainsNot",
    wait_until_not_contains: "NotContains",
    wait_until_not_starts_with: "NotStartsWith",
    wait_until_not_of_length: "NotOfLength",
    wait_until_length_is_not: "LengthIsNot",
    wait_until_not_of_other_length: "NotOfOtherLength",
    wait_until_length_is_not_more: "LengthIsNotMore",
    wait_until_length_is_not_count: "LengthIsNotCount",
    wait_until_has_some_is_not: "HasSomeIsNot",
    wait_until_some_unlike: "SomeUnlike",
    wait_until_none_unlike: "NoneUnlike",
    wait_until_not_some_alike: "NotSomeAlike",
    wait_until_as_asked: "AsAsked",
    wait_until_as_many_as_asked: "AsManyAsAsked",
};

/// An answer to as many calls as a waiter makes when it has no time.
fn client(answer: &Value) -> Client {
    let event = || {
        let request = http::Request::builder().uri("https://unused").body(SdkBody::empty());
        let response = http::Response::builder().body(SdkBody::from(answer.to_string()));
        ReplayEvent::new(request.expect("the URI is well-formed"), response.expect("so is this"))
    };
    let http = StaticReplayClient::new(vec![event(), event()]);
    Client::from_conf(Config::builder().region("eu-west-1").http_client(http).build())
}

/// What the reference says of the matcher.
fn reference(matcher: &Value, request: &Value, answer: &Value) -> bool {
    let (matcher, subject) = match (matcher.get("output"), matcher.get("inputOutput")) {
        (Some(matcher), _) => (matcher, answer.clone()),
        (_, Some(matcher)) => (matcher, json!({ "input": request, "output": answer })),
        _ => panic!("a matcher without a path: {matcher}"),
    };
    let text = |key: &str| matcher[key].as_str().expect("a matcher has texts");
    let expression = jmespath::compile(text("path")).expect("the expression is well-formed");
    let Ok(found) = expression.search(subject) else { return false };
    let found = serde_json::to_value(&*found).expect("what is found in JSON is JSON");
    let expected = text("expected");
    match text("comparator") {
        "booleanEquals" => found == json!(expected == "true"),
        "stringEquals" => found == json!(expected),
        "allStringEquals" => found
            .as_array()
            .is_some_and(|all| !all.is_empty() && all.iter().all(|one| *one == expected)),
        "anyStringEquals" => {
            found.as_array().is_some_and(|all| all.iter().any(|one| *one == expected))
        }
        other => panic!("no comparator: {other}"),
    }
}

/// Answers in which each expression is met by some and not by others.
fn answers() -> Vec<Value> {
    let part = |name: &str| json!({ "name": name });
    let node = json!({ "next": { "next": { "name": "a" } } });
    vec![
        json!({ "title": "", "size": 0, "done": false }),
        json!({ "title": "a", "size": 0, "done": true, "ready": false, "name": "" }),
        json!({ "title": "xyz", "size": 3, "done": true, "ready": true, "name": "abc", "count": 4, "ratio": 0.25, "level": 2, "state": "READY" }),
        json!({ "title": "zy", "size": 5, "done": false, "ready": false, "name": "a", "count": 3, "ratio": 0.5, "level": 1, "state": "BUSY" }),
        json!({ "title": "", "size": -1, "done": false, "name": "cab", "count": 0, "level": 7, "state": "NEW" }),
        json!({ "title": "", "size": 0, "done": false, "things": [], "names": [], "sparse": [], "by_state": {}, "thing": {} }),
        json!({ "title": "", "size": 0, "done": false, "names": ["a", "a"], "things": [{ "name": "a", "state": "READY" }, { "state": "READY" }] }),
        json!({ "title": "", "size": 0, "done": false, "names": ["a", "b"], "things": [{ "name": "b", "state": "BUSY" }, { "name": "a", "state": "READY" }, {}] }),
        json!({ "title": "", "size": 0, "done": false, "names": ["b"], "sparse": [null, "a"], "by_state": { "READY": 1 }, "choice": { "text": "a" }, "node": node }),
        json!({ "title": "", "size": 0, "done": false, "sparse": [null, "b"], "by_state": { "BUSY": 1, "NEW": 2 }, "choice": { "number": 1 }, "node": { "name": "a" } }),
        json!({ "title": "", "size": 0, "done": false, "thing": { "name": "a", "tags": { "k": "v" }, "parts": [part("p"), part("q")], "rows": [["b"], [], ["a"]] } }),
        json!({ "title": "", "size": 0, "done": false, "thing": { "name": "b", "tags": { "l": "w" }, "parts": [part("q")], "rows": [[], ["b"]] } }),
        json!({ "title": "", "size": 0, "done": false, "thing": { "tags": {}, "parts": [], "rows": [] } }),
        json!({ "title": "", "size": 0, "done": false, "things": [
            { "name": "a", "parts": [part("p")], "aliases": ["c", "a"], "want": 2, "have": 2 },
            { "name": "b", "parts": [part("q")], "aliases": ["c"] },
        ] }),
        json!({ "title": "", "size": 0, "done": false, "things": [
            { "name": "b", "parts": [part("q"), part("p")], "aliases": ["a"], "want": 2, "have": 2 },
            { "name": "a", "parts": [part("q")], "want": 2, "have": 1 },
        ] }),
        json!({ "title": "", "size": 0, "done": false, "big": 5_000_000_001_i64, "last_request": "abc", "lines": [{ "line_item": "abc", "prefix": "ab" }] }),
        json!({ "title": "", "size": 0, "done": false, "big": 9_007_199_254_740_993_i64, "last_request": "bca", "lines": [{ "item": "abc", "prefix": "ab" }] }),
        json!({ "title": "", "size": 0, "done": false, "big": 6_000_000_000_i64, "lines": [{ "item": "bca", "line_item": "bca", "prefix": "ab" }] }),
    ]
}

#[tokio::test]
async fn accessors_and_reference_agree() {
    let model: Value = serde_json::from_str(MODEL).expect("the model is JSON");
    let waitable = &model["shapes"]["example#GetThing"]["traits"]["smithy.waiters#waitable"];
    let names: Vec<&str> =
        waitable.as_object().expect("it is an object").keys().map(String::as_str).collect();
    assert_eq!(
        WAITERS.iter().map(|(name, _)| *name).collect::<std::collections::BTreeSet<_>>(),
        names.into_iter().collect()
    );
    let request = json!({ "name": "a", "number": 2, "prefix": "a" });
    for (name, met) in WAITERS {
        let matcher = &waitable[name]["acceptors"][0]["matcher"];
        let mut outcomes = Vec::new();
        for answer in answers() {
            let expected = reference(matcher, &request, &answer);
            let found =
                met(&client(&answer), GetThingRequest::prefix("a").name("a").number(2)).await;
            assert_eq!(found, expected, "{name}: {matcher} of {answer}");
            outcomes.push(expected);
        }
        assert!(outcomes.contains(&true) && outcomes.contains(&false), "{name}: {outcomes:?}");
    }
}
