//! Values by serde: what they look like, in JSON and in a format for machines, and what is refused.

use std::collections::HashMap;

use serde_json::{Value, json};
use tinsmith_runtime::fmt::Redacted;
use tinsmith_runtime::open_enum::UnknownValue;
use tinsmith_runtime::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document};
use tinsmith_runtime::serde::WithoutSecrets;

/// A structure of everything, as the generator writes it; its table has one direction.
#[derive(Clone, Debug, PartialEq)]
struct Kiln {
    name: String,
    retries: i32,
    fired: Option<bool>,
    bytes: Option<i8>,
    count: Option<i64>,
    heat: Option<f64>,
    warmth: Option<f32>,
    seal: Option<Blob>,
    since: Option<DateTime>,
    day: Option<DateTime>,
    stamp: Option<DateTime>,
    mass: Option<BigInteger>,
    price: Option<BigDecimal>,
    note: Option<Document>,
    names: Option<Vec<String>>,
    gaps: Option<Vec<Option<String>>>,
    codes: Option<HashMap<String, String>>,
    glaze: Option<Glaze>,
    load: Option<Load>,
    inner: Option<Box<Kiln>>,
}

tinsmith_runtime::structure! {
    [write] Kiln = "example#Kiln";
    name: "Name" string,
    retries: "Retries" integer = 3,
    fired: "fired" boolean,
    bytes: "bytes" byte,
    count: "count" long,
    heat: "heat" double,
    warmth: "warmth" float,
    seal: "seal" blob [Sensitive],
    since: "since" timestamp,
    day: "day" timestamp [DateTime],
    stamp: "stamp" timestamp [HttpDate],
    mass: "mass" big_integer,
    price: "price" big_decimal,
    note: "note" document,
    names: "names" list(string),
    gaps: "gaps" list(string),
    codes: "codes" map(string [Sensitive], string),
    glaze: "glaze" string,
    load: "load" union,
    inner: "inner" structure,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Glaze {
    Matte,
    Unknown(UnknownValue),
}

tinsmith_runtime::open_enum!(Glaze, [Matte = "MATTE"]);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Pin {
    Zero,
    Unknown(UnknownValue),
}

tinsmith_runtime::open_enum!(hidden Pin, [Zero = "0000"]);

#[derive(Clone, Debug, PartialEq)]
enum Load {
    Weight(i32),
    Nothing,
    Unknown,
}

tinsmith_runtime::union! {
    [write] Load = "example#Load";
    Weight(value): "weight" integer,
    Nothing: "nothing" structure,
}

fn kiln() -> Kiln {
    Kiln {
        name: "north".to_owned(),
        retries: 3,
        fired: None,
        bytes: None,
        count: None,
        heat: None,
        warmth: None,
        seal: None,
        since: None,
        day: None,
        stamp: None,
        mass: None,
        price: None,
        note: None,
        names: None,
        gaps: None,
        codes: None,
        glaze: None,
        load: None,
        inner: None,
    }
}

/// What there is beside the two that are always there.
#[track_caller]
fn assert_json(kiln: &Kiln, member: &str, expected: Value) {
    let json = serde_json::to_value(kiln).unwrap();
    assert_eq!(json, json!({ "Name": "north", "Retries": 3, member: expected }));
    assert_eq!(serde_json::from_value::<Kiln>(json).unwrap(), *kiln);

    let mut bytes = Vec::new();
    ciborium::into_writer(kiln, &mut bytes).unwrap();
    assert_eq!(ciborium::from_reader::<Kiln, _>(&*bytes).unwrap(), *kiln);
}

/// What is wrong with this document of a kiln.
fn refusal(json: Value) -> String {
    serde_json::from_value::<Kiln>(json).unwrap_err().to_string()
}

#[test]
fn what_is_set_is_there_under_its_name() {
    let kiln = kiln();
    assert_eq!(serde_json::to_string(&kiln).unwrap(), r#"{"Name":"north","Retries":3}"#);
    assert_json(&Kiln { fired: Some(true), ..kiln.clone() }, "fired", json!(true));
    assert_json(&Kiln { bytes: Some(-128), ..kiln.clone() }, "bytes", json!(-128));
    assert_json(&Kiln { count: Some(i64::MAX), ..kiln.clone() }, "count", json!(i64::MAX));
    let inner = Kiln { inner: Some(Box::new(kiln.clone())), ..kiln };
    assert_json(&inner, "inner", json!({ "Name": "north", "Retries": 3 }));
}

#[test]
fn numbers_that_json_has_not_are_text() {
    let infinite = Kiln { heat: Some(f64::NEG_INFINITY), ..kiln() };
    assert_json(&infinite, "heat", json!("-Infinity"));
    assert_json(&Kiln { warmth: Some(f32::INFINITY), ..kiln() }, "warmth", json!("Infinity"));
    assert_json(&Kiln { heat: Some(0.1), ..kiln() }, "heat", json!(0.1));
    let nan = serde_json::to_value(Kiln { heat: Some(f64::NAN), ..kiln() }).unwrap();
    assert_eq!(nan["heat"], "NaN");
    assert!(serde_json::from_value::<Kiln>(nan).unwrap().heat.unwrap().is_nan());
}

#[test]
fn numbers_of_any_size_stay_as_they_are() {
    let mass = |digits: &str| Kiln { mass: Some(digits.parse().unwrap()), ..kiln() };
    assert_json(&mass("-7"), "mass", json!(-7));
    assert_json(&mass("18446744073709551615"), "mass", json!(u64::MAX));
    let digits = "123456789012345678901234567890";
    assert_json(&mass(digits), "mass", json!(digits));
    let price = |digits: &str| Kiln { price: Some(digits.parse().unwrap()), ..kiln() };
    assert_json(&price("1.5"), "price", json!(1.5));
    assert_json(&price("1.50"), "price", json!("1.50"));
    assert_json(&price("0.1234567890123456789"), "price", json!("0.1234567890123456789"));
}

#[test]
fn a_blob_is_base64_for_people_and_bytes_for_machines() {
    let kiln = Kiln { seal: Some(Blob::new([0xff, 0x00])), ..kiln() };
    assert_json(&kiln, "seal", json!("/wA="));
    let mut bytes = Vec::new();
    ciborium::into_writer(&kiln, &mut bytes).unwrap();
    let cbor: ciborium::Value = ciborium::from_reader(&*bytes).unwrap();
    let seal = cbor.as_map().unwrap().iter().find(|(key, _)| key.as_text() == Some("seal"));
    assert_eq!(seal.unwrap().1.as_bytes(), Some(&vec![0xff, 0x00]));

    let listed = json!({ "Name": "north", "seal": [255, 0] });
    assert_eq!(serde_json::from_value::<Kiln>(listed).unwrap().seal, kiln.seal);
}

#[test]
fn a_timestamp_has_the_format_of_the_model() {
    let time = DateTime::from_secs(1_732_377_601);
    assert_json(&Kiln { since: Some(time), ..kiln() }, "since", json!(1_732_377_601));
    assert_json(&Kiln { day: Some(time), ..kiln() }, "day", json!("2024-11-23T16:00:01Z"));
    let date = json!("Sat, 23 Nov 2024 16:00:01 GMT");
    assert_json(&Kiln { stamp: Some(time), ..kiln() }, "stamp", date);
    let before = DateTime::from_secs(-1);
    assert_json(&Kiln { since: Some(before), ..kiln() }, "since", json!(-1));
}

#[test]
fn seconds_are_the_same_to_the_nanosecond() {
    let time = |nanos| DateTime::from_secs_and_nanos(1_732_377_601, nanos);
    let since = |nanos| Kiln { since: Some(time(nanos)), ..kiln() };
    assert_json(&since(234_000_000), "since", json!(1_732_377_601.234));
    assert_json(&since(123_456_789), "since", json!("1732377601.123456789"));
    // To the microsecond, as on the wire.
    let day = Kiln { day: Some(time(123_456_000)), ..kiln() };
    assert_json(&day, "day", json!("2024-11-23T16:00:01.123456Z"));
}

#[test]
fn a_time_is_read_in_seconds_and_as_text() {
    let since = |value: Value| {
        let kiln = serde_json::from_value::<Kiln>(json!({ "Name": "", "since": value }));
        kiln.unwrap().since.unwrap()
    };
    let time = DateTime::from_secs(1_732_377_601);
    assert_eq!(since(json!(1_732_377_601)), time);
    assert_eq!(since(json!(1_732_377_601.0)), time);
    assert_eq!(since(json!("1732377601")), time);
    assert_eq!(since(json!("2024-11-23T17:00:01+01:00")), time);
}

#[test]
fn collections_keep_what_is_in_them() {
    let names = Some(vec!["a".to_owned(), String::new()]);
    assert_json(&Kiln { names, ..kiln() }, "names", json!(["a", ""]));
    let gaps = Some(vec![None, Some("a".to_owned())]);
    assert_json(&Kiln { gaps, ..kiln() }, "gaps", json!([null, "a"]));
    let codes = Some(HashMap::from([("a".to_owned(), "b".to_owned())]));
    assert_json(&Kiln { codes, ..kiln() }, "codes", json!({ "a": "b" }));
    assert_json(&Kiln { names: Some(Vec::new()), ..kiln() }, "names", json!([]));
}

#[test]
fn enums_unions_and_documents_are_their_values() {
    assert_json(&Kiln { glaze: Some(Glaze::Matte), ..kiln() }, "glaze", json!("MATTE"));
    assert_json(&Kiln { glaze: Some("LUSTRE".into()), ..kiln() }, "glaze", json!("LUSTRE"));
    assert_json(&Kiln { load: Some(Load::Weight(4)), ..kiln() }, "load", json!({ "weight": 4 }));
    assert_json(&Kiln { load: Some(Load::Nothing), ..kiln() }, "load", json!({ "nothing": {} }));
    let note = Document::Object(HashMap::from([
        ("list".to_owned(), Document::Array(vec![Document::Null, Document::Bool(true)])),
        ("number".to_owned(), Document::from(-1)),
    ]));
    let json = json!({ "list": [null, true], "number": -1 });
    assert_json(&Kiln { note: Some(note), ..kiln() }, "note", json);
    assert_json(&Kiln { note: Some(Document::Null), ..kiln() }, "note", Value::Null);
}

#[test]
fn an_unknown_variant_of_a_union_is_not_written() {
    let kiln = Kiln { load: Some(Load::Unknown), ..kiln() };
    let error = serde_json::to_string(&kiln).unwrap_err();
    assert_eq!(error.to_string(), "an unknown variant of `Load` cannot be sent");
    let read = json!({ "Name": "", "load": { "smoke": 1 } });
    assert_eq!(serde_json::from_value::<Kiln>(read).unwrap().load, Some(Load::Unknown));
}

#[test]
fn what_is_not_known_is_skipped_and_of_two_the_last_counts() {
    let kiln: Kiln = serde_json::from_str(
        r#"{ "Name": "a", "Smoke": { "Name": 1 }, "count": null, "Name": "b" }"#,
    )
    .unwrap();
    assert_eq!((kiln.name.as_str(), kiln.count), ("b", None));
}

#[test]
fn a_required_member_is_required_unless_there_is_a_default() {
    let kiln = serde_json::from_value::<Kiln>(json!({ "Name": "" })).unwrap();
    assert_eq!((kiln.name.as_str(), kiln.retries), ("", 3));
    assert_eq!(refusal(json!({ "Retries": 1 })), "Name: a required member is missing");
    assert_eq!(refusal(json!({ "Name": null })), "Name: a required member is missing");
    let inner = json!({ "Name": "", "inner": { "inner": {} } });
    assert_eq!(refusal(inner), "inner.inner.Name: a required member is missing");
}

#[test]
fn what_is_wrong_is_named_and_not_quoted() {
    let with = |member: &str, value: Value| refusal(json!({ "Name": "", member: value }));
    assert_eq!(refusal(json!("hush")), "expected an object");
    assert_eq!(with("fired", json!("hush")), "fired: expected a boolean");
    assert_eq!(with("bytes", json!(128)), "bytes: expected a whole number of 8 bits");
    assert_eq!(with("count", json!(1.5)), "count: expected a whole number of 64 bits");
    assert_eq!(with("count", json!(1e19)), "count: expected a whole number of 64 bits");
    assert_eq!(with("heat", json!("hush")), "heat: expected a number");
    assert_eq!(with("seal", json!("hush!")), "seal: expected a string of base64");
    assert_eq!(with("since", json!("hush")), "since: expected a timestamp, in seconds");
    assert_eq!(with("since", json!(1e300)), "since: expected a timestamp, in seconds");
    assert_eq!(with("mass", json!("hush")), "mass: expected a whole number");
    assert_eq!(with("price", json!({})), "price: expected a number");
    assert_eq!(with("names", json!({})), "names: expected an array");
    assert_eq!(with("names", json!(["a", 1])), "names[1]: expected a string");
    assert_eq!(with("codes", json!({ "hush": 1 })), "codes[*]: expected a string");
    assert_eq!(with("glaze", json!(1)), "glaze: expected a string");
    let two = json!({ "weight": 1, "nothing": {} });
    assert_eq!(with("load", two), "load: expected one member, found `weight` and `nothing`");
}

#[test]
fn secrets_are_hidden_for_who_asks_for_it() {
    let kiln = Kiln {
        seal: Some(Blob::new(b"hush")),
        codes: Some(HashMap::from([("hush".to_owned(), "b".to_owned())])),
        ..kiln()
    };
    let hidden = Redacted.to_string();
    assert_eq!(
        serde_json::to_value(WithoutSecrets(&kiln)).unwrap(),
        json!({ "Name": "north", "Retries": 3, "seal": hidden, "codes": hidden }),
    );
    assert_eq!(serde_json::to_value(WithoutSecrets(&Pin::Zero)).unwrap(), json!(hidden));
    assert_eq!(serde_json::to_value(Pin::Zero).unwrap(), json!("0000"));
    assert_eq!(format!("{:?}", WithoutSecrets(&Pin::Zero)), "Pin(*** Sensitive Data Redacted ***)");
}
