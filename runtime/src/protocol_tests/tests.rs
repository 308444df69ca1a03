//! What a comparison finds, and what it takes for the same: requests and responses that are made here, against cases.

use std::collections::HashMap;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;

use super::body::Body;
use super::{Compare, Differences, RequestCase, ResponseCase, document};
use crate::config::Config;
use crate::error::Unhandled;
use crate::primitives::{Blob, DateTime, Document};

/// A request as another protocol than JSON would send it.
fn sent() -> HttpRequest {
    let request = http::Request::put("https://bucket.example.com/a%20b?x=1&x=2&flag&c=%2F")
        .header("Content-Type", "application/xml")
        .header("X-List", "a")
        .header("X-List", "b,c")
        .body(SdkBody::from("<A><B>1</B></A>"));
    request.unwrap().try_into().unwrap()
}

#[track_caller]
fn agrees(case: RequestCase) {
    case.compare(&sent()).unwrap();
}

#[track_caller]
fn differs(case: RequestCase, line: &str) {
    assert_eq!(case.compare(&sent()).unwrap_err().to_string(), line);
}

fn case() -> RequestCase {
    RequestCase::new("PUT", "/a%20b")
}

#[test]
fn a_request_that_is_as_it_has_to_be_has_no_differences() {
    agrees(case());
    agrees(
        case()
            .host("example.com/custom")
            .resolved_host("bucket.example.com")
            .query_param("x=2")
            .query_param("x=1")
            .query_param("flag")
            .require_query_param("c")
            .forbid_query_param("y")
            .header("content-type", "application/xml")
            .header("X-List", "a, b, c")
            .require_header("x-list")
            .forbid_header("X-Other")
            .body("application/xml", "<A>\n  <B>1</B>\n</A>"),
    );
}

#[test]
fn every_difference_is_told() {
    differs(
        RequestCase::new("GET", "/").host("example.com"),
        "method: expected GET, found PUT\n\
         URI: expected \"/\", found \"/a%20b\"\n\
         host: expected \"example.com\", found \"bucket.example.com\"",
    );
}

#[test]
fn the_query_is_compared_as_it_is_on_the_wire() {
    let query = "found \"x=1&x=2&flag&c=%2F\"";
    differs(case().query_param("c=/"), &format!("query: expected \"c=/\", {query}"));
    differs(case().query_param("flag="), &format!("query: expected \"flag=\", {query}"));
    let twice = case().query_param("x=1").query_param("x=1");
    differs(twice, &format!("query: expected \"x=1\", {query}"));
    let forbidden = case().forbid_query_param("flag");
    differs(forbidden, &format!("query: expected no parameter \"flag\", {query}"));
    let required = case().require_query_param("y");
    differs(required, &format!("query: expected a parameter \"y\", {query}"));
}

#[test]
fn a_query_in_the_uri_is_the_whole_one() {
    agrees(RequestCase::new("PUT", "/a%20b?flag&x=1&x=2&c=%2F"));
    agrees(RequestCase::new("PUT", "/a%20b?flag&x=1&x=2").require_query_param("c"));
    differs(
        RequestCase::new("PUT", "/a%20b?x=2&c=%2F&flag"),
        "query: expected nothing else, found \"x=1\"",
    );
    let lines = ["x=1", "x=2", "flag", "c=%2F"]
        .map(|param| format!("query: expected nothing else, found {param:?}"));
    differs(RequestCase::new("PUT", "/a%20b?"), &lines.join("\n"));
}

#[test]
fn headers_are_compared_by_name_and_value() {
    differs(case().header("X-Other", "1"), "header X-Other: expected \"1\", found none");
    differs(case().header("X-List", "a, b"), "header X-List: expected \"a, b\", found \"a, b,c\"");
    differs(case().forbid_header("X-List"), "header X-List: expected none, found \"a, b,c\"");
    differs(case().require_header("X-Other"), "header X-Other: expected any value, found none");
}

#[track_caller]
fn same(media_type: &str, expected: &str, found: &str) {
    let body = Body::new(media_type, expected).unwrap();
    assert_eq!(body.compare(&Body::new(media_type, found).unwrap().into_bytes(), &[]), None);
}

#[track_caller]
fn different(media_type: &str, expected: &str, found: &str) {
    let body = Body::new(media_type, expected).unwrap();
    let found = Body::new(media_type, found).unwrap().into_bytes();
    assert!(body.compare(&found, &[]).is_some());
}

#[test]
fn json_is_compared_by_value() {
    same("application/json", r#"{"a": [1, 0.5], "b": null}"#, r#"{"b":null,"a":[1.0,5e-1]}"#);
    same("application/x-amz-json-1.1", "{}", "{ }");
    different("application/json", r#"{"a": 1}"#, r#"{"a": "1"}"#);
    different("application/json", "[1, 2]", "[2, 1]");
    different("application/json", r#"{"a": null}"#, "{}");
    different("application/json", "9007199254740993", "9007199254740992");
    let body = Body::new("application/json", "{}").unwrap();
    assert_eq!(
        body.compare(b"{", &[]).as_deref(),
        Some("body: no JSON (EOF while parsing an object at line 1 column 1): {")
    );
    assert_eq!(body.compare(b"", &[]).as_deref(), Some("body: expected {}\n      found    none"));
}

#[test]
fn xml_is_compared_by_its_canonical_form() {
    let namespace = r#"<A xmlns="https://example.com"><B c="1" d="2">t</B></A>"#;
    let prefixed =
        "<x:A xmlns:x='https://example.com'>\n  <!-- b -->\n  <x:B d='2' c='1'>t</x:B>\n</x:A>";
    same("application/xml", namespace, prefixed);
    same("text/xml; charset=utf-8", "<A/>", "<A></A>");
    different("application/xml", "<A><B/><C/></A>", "<A><C/><B/></A>");
    different("application/xml", "<A> t</A>", "<A>t</A>");
    different("application/xml", r#"<A b="1"/>"#, r#"<A b="2"/>"#);
    different("application/xml", "<A/>", r#"<A xmlns="https://example.com"/>"#);
    different("application/xml", "<A/>", "<A");
    different("application/xml", "<A/>", r#"<A xmlns:b="https://example.com"/>"#);
}

/// Whether two documents of XML are the same where the entries of maps are in these places.
fn same_with_maps(maps: &[&str], expected: &str, found: &str) -> bool {
    let body = Body::new("application/xml", expected).unwrap();
    let maps: Vec<_> = maps.iter().map(|place| (*place).to_owned()).collect();
    body.compare(found.as_bytes(), &maps).is_none()
}

#[test]
fn entries_of_a_map_have_no_order_in_xml() {
    let entries = |order: [&str; 2]| {
        let [one, other] = order.map(|key| format!("<E><K>{key}</K><V><a>{key}</a></V></E>"));
        format!("<A><B/>{one}<M><E>1</E></M>{other}</A>")
    };
    let (one, other) = (entries(["a", "b"]), entries(["b", "a"]));
    assert!(same_with_maps(&["E"], &one, &other));
    assert!(!same_with_maps(&["E"], &one, &entries(["a", "c"])));
    assert!(!same_with_maps(&["E"], &one, &other.replace("<B/>", "")));
    let two = "<A><E><K>a</K><V>1</V></E><E><K>a</K><V>2</V></E></A>";
    let turned = "<A><E><K>a</K><V>2</V></E><E><K>a</K><V>1</V></E></A>";
    assert!(!same_with_maps(&["E"], two, turned));
}

#[test]
fn what_only_looks_like_entries_of_a_map_has_an_order_in_xml() {
    let entries = |order: [&str; 2]| {
        let entries = order.map(|key| format!("<entry><key>{key}</key><value>1</value></entry>"));
        let entries = entries.concat();
        format!("<A><map>{entries}</map><list>{entries}</list></A>")
    };
    let (one, other) = (entries(["a", "b"]), entries(["b", "a"]));
    assert!(!same_with_maps(&["map/entry"], &one, &other));
    assert!(same_with_maps(&["map/entry", "list/entry"], &one, &other));
    assert!(!same_with_maps(&["entry", "A/map/entry", "ap/entry"], &one, &other));
}

#[test]
fn maps_in_maps_and_lists_have_no_order_in_xml_either() {
    let entry = |key: &str, value: &str| format!("<e><k>{key}</k><v>{value}</v></e>");
    let inner = |keys: [&str; 2]| keys.map(|key| entry(key, "1")).concat();
    let one = [entry("x", &inner(["a", "b"])), entry("y", &inner(["c", "d"]))];
    let other = [entry("y", &inner(["d", "c"])), entry("x", &inner(["b", "a"]))];
    let list = |entries: [String; 2]| {
        let member = format!("<member>{}</member>", entries.concat());
        format!("<A><l>{member}</l></A>")
    };
    let maps = ["l/member/e", "l/member/e/v/e"];
    assert!(same_with_maps(&maps, &list(one.clone()), &list(other.clone())));
    assert!(!same_with_maps(&maps[..1], &list(one), &list(other)));
}

#[test]
fn forms_are_compared_by_their_pairs() {
    let form = "application/x-www-form-urlencoded";
    same(form, "Action=A\n&Version=1\n&b=%2F", "Version=1&b=/&Action=A");
    different(form, "a=1&a=2", "a=2&a=1");
    different(form, "a=", "b=");
}

#[test]
fn cbor_is_compared_by_value() {
    // {"a": NaN, "b": 1}, of definite length; the same of indefinite length, in another order and width.
    same("application/cbor", "omFh+X4AYWIB", "v2FiGAFhYft/+AAAAAAAAP8=");
    // {"a": 1} and {"a": 2}
    different("application/cbor", "oWFhAQ==", "oWFhAg==");
    // A timestamp, tag 1, as 1 and as 1.0; 1 and 2; and without a tag a whole number is no other.
    same("application/cbor", "wQE=", "wfk8AA==");
    different("application/cbor", "wQE=", "wQI=");
    different("application/cbor", "wWEx", "wWEy");
    different("application/cbor", "AQ==", "+TwA");
    let error = Body::new("application/cbor", "?").unwrap_err().to_string();
    assert!(error.starts_with("the case: expected CBOR in base64 as the body"), "{error}");
}

#[test]
fn anything_else_is_compared_byte_by_byte() {
    same("text/plain", "a", "a");
    different("text/plain", "{}", "{ }");
    different("", "{}", "{ }");
}

#[derive(Debug)]
struct Pair {
    number: Option<f64>,
    list: Vec<Choice>,
}

crate::compare_structure!(Pair { number: "number", list: "list" });

#[derive(Debug)]
enum Choice {
    Text(String),
    Nothing,
    Unknown,
}

crate::compare_union!(Choice { Text(found, expected): "text", Nothing: "nothing" });

#[track_caller]
fn differences<T: Compare>(found: &T, expected: &T, lines: &[&str]) {
    let mut differences = Differences::default();
    found.compare(expected, &mut differences);
    assert_eq!(differences.into_lines(), lines);
}

#[test]
fn values_are_compared_member_by_member() {
    let pair = |number, list| Pair { number, list };
    let text = |text: &str| Choice::Text(text.to_owned());
    differences(&pair(Some(f64::NAN), vec![]), &pair(Some(f64::NAN), vec![]), &[]);
    differences(
        &pair(Some(1.0), vec![text("a"), Choice::Nothing, Choice::Unknown]),
        &pair(None, vec![text("b"), text("c"), Choice::Unknown, Choice::Nothing]),
        &[
            "number: expected none, found 1.0",
            "list: expected 4 elements, found 3 elements",
            "list[0].text: expected \"b\", found \"a\"",
            "list[1]: expected Text(\"c\"), found Nothing",
        ],
    );
    let map = |value: f32| HashMap::from([("a".to_owned(), value)]);
    differences(&map(f32::NAN), &map(f32::NAN), &[]);
    differences(&map(1.0), &HashMap::new(), &["[\"a\"]: expected none, found 1.0"]);
    differences(&Blob::new("a"), &Blob::new("a"), &[]);
    let at = |seconds| Some(DateTime::from_secs(seconds));
    differences(
        &at(0),
        &at(1),
        &["the value: expected 1970-01-01T00:00:01Z, found 1970-01-01T00:00:00Z"],
    );
}

#[test]
fn documents_are_compared_by_value() {
    let one = document(r#"{"a": [1, -1, 0.5], "b": null}"#).unwrap();
    differences(&one, &document(r#"{"b": null, "a": [1.0, -1, 0.5]}"#).unwrap(), &[]);
    // One `f64` stands for both.
    differences(
        &document("9007199254740993").unwrap(),
        &document("9007199254740992").unwrap(),
        &[
            "the value: expected Number(PosInt(9007199254740992)), found Number(PosInt(9007199254740993))",
        ],
    );
    let other = document(r#"{"a": [1, -1, 0.25]}"#).unwrap();
    differences(
        &one,
        &other,
        &[
            "[\"a\"][2]: expected Number(Float(0.25)), found Number(Float(0.5))",
            "[\"b\"]: expected none, found Null",
        ],
    );
    differences(
        &Document::Null,
        &Document::Bool(true),
        &["the value: expected Bool(true), found Null"],
    );
    let error = document("{").unwrap_err().to_string();
    assert!(error.starts_with("the case: expected JSON as a document"), "{error}");
}

#[test]
fn a_call_that_sends_nothing_fails_with_its_reason() {
    let refused = async |_: Config| {
        Err::<(), _>(Unhandled::new(crate::error::ErrorMetadata::builder().code("Refused").build()))
    };
    let failure = case().check(refused).unwrap_err().to_string();
    assert!(failure.starts_with("nothing was sent: "), "{failure}");
    let silent = case().check(async |_| Ok::<_, Unhandled>(())).unwrap_err();
    assert_eq!(format!("{silent:?}"), "\nnothing was sent");
}

#[test]
fn a_response_that_cannot_be_is_told() {
    let made = async |_: Config| Ok::<_, Unhandled>(1);
    ResponseCase::new(200).check(1, made).unwrap();
    assert_eq!(
        ResponseCase::new(200).check(2, made).unwrap_err().to_string(),
        "the value: expected 2, found 1"
    );
    let failure = ResponseCase::new(200).header("a b", "c").check(1, made).unwrap_err();
    assert!(failure.to_string().starts_with("the case: "), "{failure}");
}
