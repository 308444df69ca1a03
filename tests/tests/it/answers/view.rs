//! Responses as JSON: of what is set, the members that the table is about.

use std::collections::BTreeMap;

use aws_smithy_types::date_time::Format;
use cognito_identity_provider::operation::admin_get_user::AdminGetUserResponse;
use cognito_identity_provider::operation::describe_managed_login_branding::DescribeManagedLoginBrandingResponse;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthResponse;
use data_encoding::BASE64;
use serde_json::{Map, Value, json};
use tinsmith_runtime::primitives::{DateTime, Document, Number};
use tinsmith_tests::goldens::types::answers::operation::get_records::GetRecordsOutput;
use tinsmith_tests::goldens::types::answers::operation::query_forecast::QueryForecastOutput;
use tinsmith_tests::goldens::types::answers::types::AttributeValue;

/// A number; between tildes, which the caller takes away, if JSON has none.
fn fraction(value: f64) -> Value {
    match value {
        value if value.is_nan() => json!("~NaN~"),
        f64::INFINITY => json!("~Infinity~"),
        f64::NEG_INFINITY => json!("~-Infinity~"),
        value => json!(value),
    }
}

/// An object of what is there.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let set = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect())
}

/// A value for each of some entries, by their keys.
fn each<'m, T: 'm>(
    entries: impl IntoIterator<Item = (&'m String, &'m T)>,
    view: impl Fn(&T) -> Value,
) -> Value {
    let entries = entries.into_iter().map(|(key, value)| (key.clone(), view(value)));
    let sorted: BTreeMap<String, Value> = entries.collect();
    Value::Object(Map::from_iter(sorted))
}

fn text(value: Option<&String>) -> Option<Value> {
    value.map(|value| json!(value))
}

fn time(time: &DateTime) -> Value {
    time.fmt(Format::DateTime).map_or(json!("out of range"), Value::from)
}

pub(super) fn initiate_auth(response: &InitiateAuthResponse) -> Value {
    let result = response.authentication_result.as_ref().map(|result| {
        object([
            ("AccessToken", text(result.access_token.as_ref())),
            ("ExpiresIn", result.expires_in.map(Value::from)),
        ])
    });
    let available = response.available_challenges.as_ref();
    let parameters = response.challenge_parameters.as_ref();
    object([
        ("AuthenticationResult", result),
        (
            "AvailableChallenges",
            available.map(|names| names.iter().map(|name| name.as_str()).collect()),
        ),
        ("ChallengeName", response.challenge_name.as_ref().map(|name| json!(name.as_str()))),
        ("ChallengeParameters", parameters.map(|parameters| each(parameters, |text| json!(text)))),
        ("Session", text(response.session.as_ref())),
    ])
}

pub(super) fn admin_get_user(response: &AdminGetUserResponse) -> Value {
    let attributes = response.user_attributes.as_ref().map(|attributes| {
        let attributes = attributes.iter().map(|attribute| {
            object([
                ("Name", Some(json!(attribute.name))),
                ("Value", text(attribute.value.as_ref())),
            ])
        });
        attributes.collect()
    });
    object([
        ("Enabled", response.enabled.map(Value::from)),
        ("UserAttributes", attributes),
        ("UserCreateDate", response.user_create_date.as_ref().map(time)),
        ("Username", Some(json!(response.username))),
    ])
}

pub(super) fn branding(response: &DescribeManagedLoginBrandingResponse) -> Value {
    let branding = response.managed_login_branding.as_ref().map(|branding| {
        let assets = branding.assets.as_ref().map(|assets| {
            let assets = assets.iter().map(|asset| {
                let bytes = asset.bytes.as_ref().map(|bytes| BASE64.encode(bytes.as_ref()));
                object([("Bytes", bytes.map(Value::from))])
            });
            assets.collect()
        });
        object([("Assets", assets), ("Settings", branding.settings.as_ref().map(document))])
    });
    object([("ManagedLoginBranding", branding)])
}

fn document(value: &Document) -> Value {
    match value {
        Document::Null => Value::Null,
        Document::Bool(value) => json!(value),
        Document::String(value) => json!(value),
        Document::Number(Number::PosInt(value)) => json!(value),
        Document::Number(Number::NegInt(value)) => json!(value),
        Document::Number(Number::Float(value)) => json!(value),
        Document::Array(items) => items.iter().map(document).collect(),
        Document::Object(members) => each(members, document),
    }
}

pub(super) fn records(response: &GetRecordsOutput) -> Value {
    let records = response.records.as_ref().map(|records| {
        let records = records.iter().map(|record| {
            let of_stream = record.dynamodb.as_ref().map(|record| {
                object([
                    ("Keys", record.keys.as_ref().map(|keys| each(keys, attribute))),
                    ("SizeBytes", record.size_bytes.map(Value::from)),
                ])
            });
            object([("dynamodb", of_stream)])
        });
        records.collect()
    });
    object([("Records", records)])
}

fn attribute(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(text) => json!({ "N": text }),
        AttributeValue::B(bytes) => json!({ "B": BASE64.encode(bytes.as_ref()) }),
        AttributeValue::Null(value) => json!({ "NULL": value }),
        AttributeValue::L(values) => {
            json!({ "L": values.iter().map(attribute).collect::<Value>() })
        }
        AttributeValue::Ss(values) => json!({ "SS": values }),
        _ => json!("unknown"),
    }
}

pub(super) fn forecast(response: &QueryForecastOutput) -> Value {
    let forecast = response.forecast.as_ref().map(|forecast| {
        let predictions = forecast.predictions.as_ref().map(|predictions| {
            each(predictions, |points| {
                let points =
                    points.iter().map(|point| object([("Value", point.value.map(fraction))]));
                points.collect()
            })
        });
        object([("Predictions", predictions)])
    });
    object([("Forecast", forecast)])
}
