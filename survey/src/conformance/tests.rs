//! Suites that become models, outcomes that become a table and a verdict; nothing is downloaded or compiled.

use std::path::PathBuf;

use super::Conformance;
use super::case;
use super::crates::{self, Outcome};
use super::known::{self, Cause, Known};
use super::operations::Which;
use super::report::{self, Results};
use super::suite;

const SERVICE: &str = r#""metadata": {"protocol": "json", "protocols": ["json"], "apiVersion": "2018-01-01", "jsonVersion": "1.1", "targetPrefix": "Target"}"#;

/// A suite of one description with these shapes and cases.
fn of(shapes: &str, cases: &str) -> String {
    format!(r#"[{{"description": "d", {SERVICE}, "shapes": {{{shapes}}}, "cases": [{cases}]}}]"#)
}

const PUT: &str = r#"{"id": "Put", "given": {"name": "Put", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Input"}},
    "params": {"Text": "t"}, "serialized": {"method": "POST", "uri": "/", "body": "{\"Text\": \"t\"}", "host": "foo.example.com/custom"}}"#;

const INPUT: &str = r#""Input": {"type": "structure", "members": {"Text": {"shape": "String"}}}, "String": {"type": "string"}"#;

#[track_caller]
fn refused(text: &str, problem: &str) {
    let error = suite::parse("input/json.json", text.as_bytes()).unwrap_err();
    assert_eq!(format!("{error:#}"), problem);
}

#[test]
fn a_request_becomes_a_test_of_its_operation() {
    let text = of(INPUT, PUT).replace(
        "\"description\"",
        r#""clientEndpoint": "https://example.com/custom", "description""#,
    );
    let suite = suite::parse("input/json.json", text.as_bytes()).unwrap();
    assert_eq!(suite.cases, [("Put".to_owned(), "Put".to_owned())]);
    let expected = r##""smithy.test#httpRequestTests": [
          {
            "id": "Put",
            "protocol": "aws.protocols#awsJson1_1",
            "method": "POST",
            "uri": "/",
            "body": "{\"Text\": \"t\"}",
            "resolvedHost": "foo.example.com",
            "host": "example.com/custom",
            "bodyMediaType": "application/json",
            "params": {
              "Text": "t"
            }
          }
        ]"##;
    assert!(suite.model.contains(expected), "{}", suite.model);
}

#[test]
fn the_query_of_a_uri_is_apart_and_a_body_is_what_its_header_says() {
    let text = of(INPUT, PUT)
        .replace(r#""uri": "/""#, r#""uri": "/?a=b%20c&d""#)
        .replace(r#""body""#, r#""headers": {"Content-Type": "text/plain"}, "body""#);
    let suite = suite::parse("input/json.json", text.as_bytes()).unwrap();
    for expected in [
        r#""uri": "/""#,
        "\"queryParams\": [\n              \"a=b%20c\",\n              \"d\"\n            ]",
        r#""bodyMediaType": "text/plain""#,
    ] {
        assert!(suite.model.contains(expected), "{}", suite.model);
    }
}

#[test]
fn errors_of_one_operation_come_together() {
    let shapes = r#""One": {"type": "structure", "members": {}, "exception": true}, "Two": {"type": "structure", "members": {}, "exception": true}"#;
    let case = |name: &str| {
        format!(
            r#"{{"id": "{name}", "given": {{"name": "Get", "http": {{"method": "POST", "requestUri": "/"}}, "errors": [{{"shape": "{name}"}}]}}, "error": {{}}, "errorCode": "{name}", "response": {{"status_code": 400, "headers": {{}}}}}}"#
        )
    };
    let text = of(shapes, &[case("One"), case("Two")].join(", "));
    let suite = suite::parse("output/json.json", text.as_bytes()).unwrap();
    assert_eq!(suite.model.matches("\"smithy.test#httpResponseTests\"").count(), 2);
    for error in ["One", "Two"] {
        assert!(suite.model.contains(&format!("\"target\": \"com.amazonaws.target#{error}\"")));
    }
}

#[test]
fn what_is_no_suite_is_refused_with_its_place() {
    refused("{}", "expected a list of descriptions with cases");
    refused(r#"[{"metadata": {}}]"#, "in description 1: expected `shapes`, an object");
    let no_id = PUT.replace(r#""id": "Put", "#, "");
    refused(&of(INPUT, &no_id), "in description 1: in case 1: expected `id`, a string");
    let no_params = PUT.replace(r#""params": {"Text": "t"}, "#, "");
    refused(&of(INPUT, &no_params), "in description 1: in case 1: in `Put`: expected `params`");
    let unknown = PUT.replace("\"uri\"", "\"url\"");
    refused(
        &of(INPUT, &unknown),
        "in description 1: in case 1: in `Put`: `serialized` has the unknown key `url`",
    );
    refused(&of(INPUT, &format!("{PUT}, {PUT}")), "in description 1: two cases have the id `Put`");
    let another = PUT.replace(r#""id": "Put""#, r#""id": "Other""#).replace("\"/\"}", "\"/x\"}");
    refused(
        &of(INPUT, &format!("{PUT}, {another}")),
        "in description 1: `Put` has another `http` in an earlier case",
    );
}

#[test]
fn an_error_case_names_one_error() {
    let node = tinsmith_codegen::stages::smithy::Node::parse(
        br#"{"id": "E", "given": {"name": "Get"}, "error": {}, "errorCode": "E", "response": {"status_code": 400}}"#,
    );
    let error = case::read(&node.unwrap(), None, false).unwrap_err();
    assert_eq!(format!("{error:#}"), "in `E`: expected one error in `given`, found 0");
}

#[test]
fn a_suite_is_chosen_by_its_name() {
    assert_eq!(suite::choose(&[]).unwrap(), suite::SUITES);
    assert_eq!(suite::choose(&["output/json.json".to_owned()]).unwrap(), ["output/json.json"]);
    let error = suite::choose(&["input/jsn.json".to_owned()]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no suite `input/jsn.json`\n  help: did you mean `input/json.json`?"
    );
}

fn listed(id: &str) -> Known {
    let why = "of a reason".to_owned();
    Known { suite: "input/json.json".to_owned(), id: id.to_owned(), cause: Cause::Codec, why }
}

fn results(cases: &[(&str, Outcome)]) -> Results {
    let cases = cases.iter().map(|(id, outcome)| ((*id).to_owned(), outcome.clone())).collect();
    Results { suite: "input/json.json".to_owned(), cases }
}

#[test]
fn outcomes_that_are_as_the_list_has_them_are_well() {
    let results = results(&[("A", Outcome::Passed), ("B", Outcome::Failed)]);
    assert_eq!(report::judge(&results, &[listed("B")]), [] as [&str; 0]);
    assert_eq!(
        report::table(std::slice::from_ref(&results), &[listed("B")]),
        "| suite | cases | passed | failed | known failures |\n\
         |---|--:|--:|--:|--:|\n\
         | input/json.json | 2 | 1 | 1 | 1 |\n\
         | total | 2 | 1 | 1 | 1 |"
    );
}

#[test]
fn a_listed_case_that_passes_or_does_not_exist_and_a_failure_that_is_not_listed_are_problems() {
    let results = results(&[
        ("A", Outcome::Passed),
        ("B", Outcome::Failed),
        ("C", Outcome::NotGenerated("warning: no".to_owned())),
    ]);
    assert_eq!(
        report::judge(&results, &[listed("A"), listed("D")]),
        [
            "input/json.json: `A` passes; take it off known.toml",
            "input/json.json: `B` fails, and is not in known.toml",
            "input/json.json: `C` has no test, and is not in known.toml\nwarning: no",
            "input/json.json: `D` of known.toml does not exist",
        ]
    );
}

#[test]
fn the_list_is_read() {
    known::read().unwrap();
    let is_suite = |suite: &str| suite == "input/json.json";
    let entry = "[[case]]\nsuite = \"input/json.json\"\nid = \"A\"\ncause = \"codec\"\nwhy = \"of a reason\"\n";
    assert_eq!(known::parse(entry, is_suite).unwrap(), [listed("A")]);
    let refused = |text: &str, problem: &str| {
        assert_eq!(known::parse(text, is_suite).unwrap_err().to_string(), problem);
    };
    refused(&entry.repeat(2), "`A` of input/json.json stands twice");
    refused(&entry.replace("codec", "nobody"), "expected one of ours, codec, suite as `cause`");
    refused(&entry.replace("input/json", "input/xml"), "there is no suite `input/xml.json`");
    refused(
        &entry.replace("why", "because"),
        "unknown key `because`; there is suite, id, cause, why",
    );
    refused("case = 1", "expected [[case]], found `case`");
}

#[test]
fn the_page_has_the_table_and_the_list() {
    let results = results(&[("B", Outcome::Failed)]);
    let page = report::page("botocore 1", std::slice::from_ref(&results), &[listed("B")]);
    assert!(page.contains("(botocore 1)"));
    assert!(page.contains(&report::table(std::slice::from_ref(&results), &[listed("B")])));
    assert!(page.contains("\n| input/json.json | `B` | codec | of a reason |\n"));
    assert!(
        report::page("botocore 1", std::slice::from_ref(&results), &[])
            .contains("No case is known to fail.")
    );
}

#[test]
fn the_words_of_the_test_runner_are_understood() {
    let text = "running 2 tests\ntest protocol_tests::a::b ... ok\ntest protocol_tests::a::c ... FAILED\n\ntest result: FAILED. 1 passed\n";
    let found: Vec<(&str, bool)> = crates::results(text).into_iter().collect();
    assert_eq!(found, [("protocol_tests::a::b", true), ("protocol_tests::a::c", false)]);
}

#[test]
fn programs_are_those_that_cargo_says_it_made() {
    let said = r#"{"reason":"compiler-artifact","manifest_path":"/w/kiln/Cargo.toml","executable":"/t/kiln-1"}
{"reason":"compiler-artifact","manifest_path":"/w/runtime/Cargo.toml","executable":null}
{"reason":"build-finished","success":false}
no JSON"#;
    let found: Vec<(String, PathBuf)> = crates::programs(said).into_iter().collect();
    assert_eq!(found, [("kiln".to_owned(), PathBuf::from("/t/kiln-1"))]);
}

#[test]
fn what_is_asked_of_operations_is_understood() {
    let parsed = |arguments: &[&str]| crate::parsed::<Conformance>(arguments);
    let found = parsed(&["--operations", "--services", "sqs,kms", "--resume"]).unwrap();
    assert_eq!(found.operations, Some(Which::All));
    assert_eq!((found.services.len(), found.resume), (2, true));
    let fixed = parsed(&["--operations=fixed"]).unwrap();
    assert_eq!(fixed.operations, Some(Which::Fixed));
    assert!(parsed(&["--resume"]).is_err());
    assert!(parsed(&["--operations", "--suite", "input/json.json"]).is_err());
    let error = parsed(&["--operations=some"]).unwrap_err();
    assert!(error.contains("[possible values: all, fixed]"), "{error}");
}

#[test]
fn a_page_is_written_into_a_folder_that_is_not_there_yet() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("new");
    let page = folder.join("docs/page.md");
    assert_eq!(report::put(&page, "text", true).unwrap(), 1);
    assert!(!folder.exists());
    assert_eq!(report::put(&page, "text", false).unwrap(), 0);
    assert_eq!(std::fs::read_to_string(&page).unwrap(), "text");
}
