//! What is sent as a form and read as XML, in awsQuery and in ec2Query.

use std::collections::HashMap;

use aws_smithy_query::protocol::AwsQueryProtocol;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag as Bag;
use aws_smithy_xml::codec::XmlCodec;
use tinsmith_runtime::client::{Call, Core, Operation, Protocol, Service};
use tinsmith_runtime::config::RetryConfig;
use tinsmith_runtime::error::{ErrorMetadata, ModeledError};
use tinsmith_runtime::primitives::DateTime;
use tinsmith_runtime::validation::{Validate, Validator};
use tinsmith_runtime::wire::{Schema, ShapeId, ShapeType};

use super::sample::{TEMPLATE, config, replay, response};

static AWS: Service = Service { protocol: Protocol::AwsQuery, ..TEMPLATE };
static EC2: Service = Service { protocol: Protocol::Ec2Query, ..TEMPLATE };

#[derive(Clone, Debug, Default)]
struct Plate {
    name: Option<String>,
    marks: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default)]
struct FireRequest {
    kiln: Option<String>,
    plates: Option<Vec<Plate>>,
    flat: Option<Vec<i32>>,
    rows: Option<Vec<Vec<String>>>,
    temperatures: Option<HashMap<String, f64>>,
    at: Option<DateTime>,
    days: Option<Vec<DateTime>>,
}

impl Validate for FireRequest {
    fn validate(&self, _: &mut Validator) {}
}

#[derive(Clone, Debug)]
struct FireResponse {
    count: i32,
    plates: Option<Vec<Plate>>,
    flat: Option<Vec<i32>>,
    at: Option<DateTime>,
    temperatures: Option<HashMap<String, f64>>,
    request_id: Option<String>,
}

tinsmith_runtime::response!(FireResponse);

#[derive(Clone, Debug)]
struct NothingResponse {
    request_id: Option<String>,
}

tinsmith_runtime::response!(NothingResponse);

#[derive(Clone, Debug, PartialEq)]
struct Cracked {
    message: Option<String>,
    depth: Option<i32>,
    meta: ErrorMetadata,
}

impl From<ErrorMetadata> for Cracked {
    fn from(meta: ErrorMetadata) -> Self {
        Self { message: meta.message().map(str::to_owned), depth: None, meta }
    }
}

impl ModeledError for Cracked {
    fn name(&self) -> &'static str {
        "CrackedException"
    }

    fn shown_message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

tinsmith_runtime::modeled_error!(Cracked, "CrackedException", "Kiln.Cracked");

tinsmith_runtime::operation_error! {
    enum FireError of "Fire" in self {
        Cracked is_cracked of "CrackedException" or "Kiln.Cracked",
    }
}

tinsmith_runtime::structure! {
    [write, read] Plate = "example#Plate";
    name: "name" string [Ec2QueryName("plateName"), XmlName("label")],
    marks: "marks" list(string [XmlName("item")]) [XmlName("mark")],
}

tinsmith_runtime::structure! {
    [write] FireRequest = "example#FireRequest";
    kiln: "kiln" string,
    plates: "plates" list(structure),
    flat: "flat" list(integer) [XmlFlattened],
    rows: "rows" list(list(string [XmlName("cell")]) [XmlName("row")]),
    temperatures: "temperatures" map(string, double),
    at: "at" timestamp,
    days: "days" list(timestamp [HttpDate]),
}

tinsmith_runtime::structure! {
    [response] FireResponse = "example#FireResponse";
    count: "count" integer,
    plates: "plates" list(structure),
    flat: "flat" list(integer) [XmlFlattened],
    at: "at" timestamp,
    temperatures: "temperatures" map(string, double),
    @private request_id
}

tinsmith_runtime::structure! {
    [response] NothingResponse = "example#NothingResponse";
    @private request_id
}

tinsmith_runtime::structure! {
    [error] Cracked = "example#CrackedException";
    message: "message" string,
    depth: "Depth" integer,
    @private meta
}

type Fire = Operation<FireRequest, FireResponse, FireError>;
type Nothing = Operation<FireRequest, NothingResponse, FireError>;

static FIRE: Fire = Operation::new("Fire");
static NOTHING: Nothing = Operation::new("Cool").without_output();
static NO_MEMBERS: Nothing = Operation::new("Rest");

/// The parameters that a service gets.
async fn form(service: &'static Service, request: FireRequest) -> Vec<String> {
    let sent = Core::new(service, config().build()).call(&FIRE, request);
    let sent = sent.into_request().await.unwrap();
    assert_eq!(sent.method(), "POST");
    assert_eq!(sent.headers().get("content-type"), Some("application/x-www-form-urlencoded"));
    let body = std::str::from_utf8(sent.body().bytes().unwrap()).unwrap();
    let length = body.len().to_string();
    assert_eq!(sent.headers().get("content-length"), Some(length.as_str()));
    let (action, rest) = body.split_once("&Version=2016-04-18").unwrap();
    assert_eq!(action, "Action=Fire");
    rest.split('&').skip(1).map(str::to_owned).collect()
}

fn full() -> FireRequest {
    let plate = |name: &str, marks: &[&str]| Plate {
        name: Some(name.to_owned()),
        marks: Some(marks.iter().map(|mark| (*mark).to_owned()).collect()),
    };
    FireRequest {
        kiln: Some("a&b=ü +~".to_owned()),
        plates: Some(vec![plate("p", &["x", ""]), plate("q", &[])]),
        flat: Some(vec![3, -4]),
        rows: Some(vec![vec!["1".to_owned(), "2".to_owned()], vec!["3".to_owned()]]),
        temperatures: Some([("low".to_owned(), f64::NEG_INFINITY)].into()),
        at: Some(DateTime::from_secs_and_nanos(1, 500_000_000)),
        days: Some(vec![DateTime::from_secs(0)]),
    }
}

#[tokio::test]
async fn a_form_of_aws_query_has_a_level_for_elements() {
    let expected = [
        "kiln=a%26b%3D%C3%BC%20%2B~",
        "plates.member.1.label=p",
        "plates.member.1.mark.item.1=x",
        "plates.member.1.mark.item.2=",
        "plates.member.2.label=q",
        "plates.member.2.mark=",
        "flat.1=3",
        "flat.2=-4",
        "rows.row.1.cell.1=1",
        "rows.row.1.cell.2=2",
        "rows.row.2.cell.1=3",
        "temperatures.entry.1.key=low",
        "temperatures.entry.1.value=-Infinity",
        "at=1970-01-01T00%3A00%3A01.5Z",
        "days.member.1=Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20GMT",
    ];
    assert_eq!(form(&AWS, full()).await, expected);
}

#[tokio::test]
async fn a_form_of_ec2_query_has_names_of_its_own_and_no_level_for_elements() {
    let expected = [
        "Kiln=a%26b%3D%C3%BC%20%2B~",
        "Plates.1.plateName=p",
        "Plates.1.Mark.1=x",
        "Plates.1.Mark.2=",
        "Plates.2.plateName=q",
        "Flat.1=3",
        "Flat.2=-4",
        "Rows.1.1=1",
        "Rows.1.2=2",
        "Rows.2.1=3",
        "Temperatures.entry.1.key=low",
        "Temperatures.entry.1.value=-Infinity",
        "At=1970-01-01T00%3A00%3A01.5Z",
        "Days.1=Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20GMT",
    ];
    assert_eq!(form(&EC2, full()).await, expected);
}

#[tokio::test]
async fn what_is_empty_is_sent_by_one_of_the_two() {
    let empty = FireRequest {
        kiln: Some(String::new()),
        plates: Some(Vec::new()),
        flat: Some(Vec::new()),
        temperatures: Some(HashMap::new()),
        ..Default::default()
    };
    assert_eq!(form(&AWS, empty.clone()).await, ["kiln=", "plates=", "flat="]);
    assert_eq!(form(&EC2, empty).await, ["Kiln="]);

    let hollow = FireRequest {
        plates: Some(vec![Plate::default(), Plate { name: Some("p".to_owned()), marks: None }]),
        rows: Some(vec![Vec::new(), vec!["1".to_owned()]]),
        ..Default::default()
    };
    assert_eq!(
        form(&AWS, hollow.clone()).await,
        ["plates.member.2.label=p", "rows.row.2.cell.1=1"]
    );
    assert_eq!(form(&EC2, hollow).await, ["Plates.2.plateName=p", "Rows.2.1=1"]);
    let hollow = FireRequest { plates: Some(vec![Plate::default(); 2]), ..Default::default() };
    assert_eq!(form(&AWS, hollow.clone()).await, [""; 0]);
    assert_eq!(form(&EC2, hollow).await, [""; 0]);
    let of_empty = FireRequest {
        plates: Some(vec![Plate { name: None, marks: Some(Vec::new()) }]),
        ..Default::default()
    };
    assert_eq!(form(&AWS, of_empty.clone()).await, ["plates.member.1.mark="]);
    assert_eq!(form(&EC2, of_empty).await, [""; 0]);
    for service in [&AWS, &EC2] {
        assert_eq!(form(service, FireRequest::default()).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_timestamp_that_its_format_does_not_have_is_named() {
    for seconds in [253_402_300_800, -62_135_596_801, i64::MAX, i64::MIN] {
        let late = FireRequest { at: Some(DateTime::from_secs(seconds)), ..Default::default() };
        for service in [&AWS, &EC2] {
            let call = Core::new(service, config().build()).call(&FIRE, late.clone());
            let error = call.into_request().await.unwrap_err().to_string();
            assert!(error.starts_with("Fire was not sent: at: "), "{error}");
            assert!(error.contains("out of range"), "{error}");
        }
    }
}

/// A client of a service that answers once.
fn core(service: &'static Service, status: u16, body: &'static str) -> Core {
    let config = config().http_client(replay([response(status, &[], body)]));
    Core::new(service, config.retry_config(RetryConfig::disabled()).build())
}

fn fire(
    service: &'static Service,
    status: u16,
    body: &'static str,
) -> Call<FireResponse, FireError> {
    core(service, status, body).call(&FIRE, FireRequest::default())
}

const MEMBERS: &str = "<count>2</count><flat>1</flat><plates><item><label>&lt;p&#x3E;</label><mark/></item><item/></plates>\
     <flat>2</flat><at>2020-02-03T04:05:06.7+01:00</at><other><count>9</count></other>\
     <temperatures><entry><value>NaN</value><key>k</key></entry></temperatures>";

#[tokio::test]
async fn a_response_is_read_from_what_is_around_it() {
    let aws = format!(
        "<?xml version=\"1.0\"?>\n<FireResponse xmlns=\"urn:k\"><FireResult>{MEMBERS}</FireResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></FireResponse>"
    );
    let metadata_first = format!(
        "<FireResponse><ResponseMetadata/><!-- <FireResult/> --><FireResult a='>'>{MEMBERS}</FireResult></FireResponse>"
    );
    let bare = format!("\u{feff}<FireResponse>{MEMBERS}</FireResponse>");
    let prefixed = format!(
        "<k:FireResponse xmlns:k=\"urn:k\"><k:FireResult>{MEMBERS}</k:FireResult></k:FireResponse>"
    );
    for (service, body) in
        [(&AWS, aws), (&AWS, metadata_first), (&AWS, prefixed), (&AWS, bare.clone()), (&EC2, bare)]
    {
        let fired = fire(service, 200, body.leak()).await.unwrap();
        assert_eq!((fired.count, fired.flat), (2, Some(vec![1, 2])));
        let plates = fired.plates.unwrap();
        assert_eq!(plates.len(), 2);
        assert_eq!(plates[0].name.as_deref(), Some("<p>"));
        assert_eq!(plates[0].marks.as_deref(), Some(&[][..]));
        assert_eq!((&plates[1].name, &plates[1].marks), (&None, &None));
        assert_eq!(fired.at, Some(DateTime::from_secs_and_nanos(1_580_699_106, 700_000_000)));
        assert!(fired.temperatures.unwrap()["k"].is_nan());
    }
}

#[tokio::test]
async fn a_text_is_read_to_its_end() {
    let members = "<count>1<?p?>2</count><plates><member><label>a<![CDATA[<b>]]>c</label></member></plates>\
         <temperatures><entry><key><!-- -->k</key><value><![CDATA[1.5]]></value></entry></temperatures>";
    let aws = format!("<FireResponse><FireResult>{members}</FireResult></FireResponse>");
    let ec2 = format!("<FireResponse>{members}</FireResponse>");
    for (service, body) in [(&AWS, aws), (&EC2, ec2)] {
        let fired = fire(service, 200, body.leak()).await.unwrap();
        assert_eq!(fired.count, 12);
        assert_eq!(fired.plates.unwrap()[0].name.as_deref(), Some("a<b>c"));
        assert_eq!(fired.temperatures, Some(HashMap::from([("k".to_owned(), 1.5)])));
    }
}

/// All members of a response can be optional: then any document would be one.
#[tokio::test]
async fn a_response_of_success_that_is_no_answer_of_the_service_is_none() {
    let page = "<!DOCTYPE html>\n<HTML><body>Sign in</body></HTML>";
    let aws = "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>";
    let ec2 = "<Response><Errors><Error><Code>Throttling</Code></Error></Errors></Response>";
    for service in [&AWS, &EC2] {
        let error = fire(service, 200, page).await.unwrap_err().to_string();
        assert!(error.contains(": the document is a page of HTML (HTTP"), "{error}");
        for body in [aws, ec2] {
            let error = fire(service, 200, body).await.unwrap_err();
            assert_eq!(error.code(), Some("Throttling"), "{body}");
        }
        let body = "<Response><count>1</count><Error/></Response>";
        assert_eq!(fire(service, 200, body).await.unwrap().count, 1);
    }
}

#[tokio::test]
async fn where_no_member_is_to_be_read_nothing_is_read() {
    for service in [&AWS, &EC2] {
        for body in ["", "<a><ResponseMetadata/></a>", "no document", "<a>", "{}"] {
            core(service, 200, body).call(&NOTHING, FireRequest::default()).await.unwrap();
            core(service, 200, body).call(&NO_MEMBERS, FireRequest::default()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_response_that_is_no_whole_document_is_refused() {
    let whole = format!("<FireResponse><FireResult>{MEMBERS}</FireResult></FireResponse>");
    let end = whole.find("</FireResult>").unwrap() + "</FireResult>".len() - 1;
    for end in (0..=end).filter(|end| whole.is_char_boundary(*end)) {
        let body: &'static str = whole[..end].to_owned().leak();
        for service in [&AWS, &EC2] {
            let error = fire(service, 200, body).await.unwrap_err();
            assert_eq!(error.status(), Some(200), "{body}");
        }
    }
    for (body, problem) in [
        ("", "the body is empty"),
        ("oops", "the document is malformed"),
        ("{\"count\":1}", "the document is malformed"),
        ("<a><count>1</b></a>", "the document is malformed"),
        ("<a><count>one</count></a>", "count: expected a whole number of 32 bits"),
        ("<a><count/></a>", "count: expected a whole number of 32 bits"),
        ("<a><count>2147483648</count></a>", "count: expected a whole number of 32 bits"),
        ("<a><at>now</at></a>", "at: expected a timestamp"),
        ("<a><flat>1</flat><flat><b/></flat></a>", "flat[1]: expected a whole number of 32 bits"),
    ] {
        let error = fire(&EC2, 200, body).await.unwrap_err().to_string();
        assert!(error.contains(problem), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_document_that_is_nested_without_end_is_refused() {
    let deep = format!("<a>{}", "<plates><item>".repeat(100_000));
    fire(&AWS, 200, deep.leak()).await.unwrap_err();
    let laughs = "<!DOCTYPE a [<!ENTITY b \"lol\"><!ENTITY c \"&b;&b;\">]><a><plates><item><label>&c;</label></item></plates></a>";
    fire(&AWS, 200, laughs).await.unwrap_err();
}

const CRACKED: &str = "<Error><Type>Sender</Type><Code>Kiln.Cracked</Code><Message>It &amp; you</Message><Depth>3</Depth></Error>";

#[tokio::test]
async fn an_error_is_read_from_either_envelope() {
    let aws =
        format!("<ErrorResponse xmlns=\"urn:k\">{CRACKED}<RequestId>r</RequestId></ErrorResponse>");
    let ec2 = format!("<Response><Errors>{CRACKED}</Errors><RequestID>r</RequestID></Response>");
    for body in [aws, ec2] {
        let body: &'static str = body.leak();
        for service in [&AWS, &EC2] {
            let error = fire(service, 400, body).await.unwrap_err();
            assert_eq!(error.code(), Some("Kiln.Cracked"));
            assert_eq!(error.message(), Some("It & you"));
            assert_eq!(error.request_id(), Some("r"));
            let FireError::Cracked(cracked) = error.into_service_error() else { panic!("{body}") };
            assert_eq!((cracked.message.as_deref(), cracked.depth), (Some("It & you"), Some(3)));
        }
    }
}

#[tokio::test]
async fn an_error_keeps_its_code_whatever_is_wrong_behind_it() {
    for body in [
        "<ErrorResponse><Error><Code>Throttling</Code><Message>m",
        "<ErrorResponse><Error><Code>Throttling</Code><Message>m<b/></Message></Error></ErrorResponse>",
        "<ErrorResponse><Error><Message><b>m</b></Message><Code> Throttling\n</Code></Error></ErrorResponse>",
        "<ErrorResponse><Error><Code>Throttling</Code></Wrong>",
        "<ErrorResponse><Error><Code>Throttling</Code><Depth>no</Depth></Error></ErrorResponse>",
    ] {
        let error = fire(&AWS, 400, body).await.unwrap_err();
        assert_eq!(error.code(), Some("Throttling"), "{body}");
    }
    let body = b"<ErrorResponse><Error><Code>Throttling</Code><Message>\xff</Message></Error></ErrorResponse>";
    let response = http::Response::builder().status(400).body(SdkBody::from(&body[..])).unwrap();
    let config = config().http_client(replay([response])).retry_config(RetryConfig::disabled());
    let call = Core::new(&AWS, config.build()).call(&FIRE, FireRequest::default());
    let error = call.await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("Throttling"), Some("\u{fffd}")));
}

#[tokio::test]
async fn what_is_no_error_of_the_service_is_told_by_its_status() {
    for body in [
        "",
        "busy",
        "<html><head/><body>busy</body></html>",
        "<Response><Errors/></Response>",
        "{}",
    ] {
        for service in [&AWS, &EC2] {
            let error = fire(service, 503, body).await.unwrap_err();
            assert_eq!((error.code(), error.status()), (None, Some(503)), "{body}");
            assert!(error.to_string().contains("HTTP status 503"), "{error}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_throttled_is_asked_for_again() {
    let throttled =
        "<Response><Errors><Error><Code>RequestLimitExceeded</Code></Error></Errors></Response>";
    let answers = [response(400, &[], throttled), response(200, &[], "<a><count>1</count></a>")];
    let config = config().http_client(replay(answers));
    let call = Core::new(&EC2, config.build()).call(&FIRE, FireRequest::default());
    assert_eq!(call.await.unwrap().count, 1);
}

/// The official protocol takes a list of structures without members for an empty one: when this fails, `query/aws.rs` can go.
#[tokio::test]
async fn the_official_protocol_has_a_parameter_for_a_list_of_empty_structures() {
    let hollow = FireRequest { plates: Some(vec![Plate::default()]), ..Default::default() };
    let official = config().protocol(AwsQueryProtocol::new()).build();
    let sent = Core::new(&AWS, official).call(&FIRE, hollow).into_request().await.unwrap();
    assert_eq!(sent.body().bytes(), Some(b"Action=Fire&Version=2016-04-18&plates=".as_slice()));
}

/// The official protocol does not read the code of an error: when this fails, ours may no longer be needed.
#[test]
fn the_official_protocol_has_no_code_of_an_error() {
    let body = format!("<ErrorResponse>{CRACKED}</ErrorResponse>");
    let response = HttpResponse::new(400.try_into().unwrap(), SdkBody::from(body));
    let metadata = AwsQueryProtocol::new().parse_error_metadata(&response, &Bag::base());
    assert_eq!(metadata.unwrap_or_default().build().code(), None);
}

/// The official codec takes what breaks off for what is whole, unless it is told to look: when this fails, it need not be told.
#[test]
fn the_official_codec_does_not_see_that_a_document_breaks_off() {
    let schema = Schema::new(ShapeId::from_parts("", "", ""), ShapeType::Structure);
    let codec = XmlCodec::default();
    let mut reader = codec.create_deserializer(b"<a><b>1</b><b>");
    let read = aws_smithy_schema::serde::ShapeDeserializer::read_struct(
        &mut reader,
        &schema,
        &mut |_, _| Ok(()),
    );
    assert!(read.is_ok());
}
