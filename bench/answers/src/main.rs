//! What the official crates make of odd answers.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Debug;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{DateTime, Document, Number};
use cognito::config::http::HttpResponse;
use cognito::config::{BehaviorVersion, Credentials, Region, SharedHttpClient};
use cognito::error::{ProvideErrorMetadata, SdkError};
use cognito::types::AuthFlowType;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use streams::types::AttributeValue;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    what: String,
    operation: String,
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    base64: Option<String>,
    #[serde(default)]
    official: String,
}

fn ok() -> u16 {
    200
}

impl Row {
    fn bytes(&self) -> Vec<u8> {
        match &self.base64 {
            Some(text) => base64::decode(text).expect("the body is base64"),
            None => self.body.clone().into_bytes(),
        }
    }
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of answers.toml")?;
    let table: Table = toml::from_str(&std::fs::read_to_string(path)?)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
    let mut differs = false;
    for row in &table.row {
        let found = runtime.block_on(outcome(row));
        if found != row.official {
            differs = true;
            println!("{}\t{found}", row.what);
        }
    }
    Ok(if differs { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What a call gives whose every request gets this answer.
async fn outcome(row: &Row) -> String {
    let requests = Arc::new(AtomicUsize::new(0));
    let (count, status, headers, body) =
        (requests.clone(), row.status, row.headers.clone(), row.bytes());
    let http = SharedHttpClient::new(infallible_client_fn(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        let mut response = http::Response::builder().status(status);
        for (name, value) in &headers {
            response = response.header(name, value);
        }
        response.body(SdkBody::from(body.clone())).expect("the answer is well-formed")
    }));
    macro_rules! client {
        ($service:ident) => {
            $service::Client::from_conf(
                $service::Config::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("eu-west-1"))
                    .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
                    .http_client(http)
                    .build(),
            )
        };
    }
    let outcome = match row.operation.as_str() {
        "InitiateAuth" => {
            let call = client!(cognito).initiate_auth().client_id("c");
            told(call.auth_flow(AuthFlowType::UserPasswordAuth).send().await, initiate_auth)
        }
        "AdminGetUser" => {
            let call = client!(cognito).admin_get_user().user_pool_id("p").username("u");
            told(call.send().await, admin_get_user)
        }
        "DescribeManagedLoginBranding" => {
            let call = client!(cognito).describe_managed_login_branding();
            told(call.user_pool_id("p").managed_login_branding_id("b").send().await, branding)
        }
        "GetRecords" => {
            told(client!(streams).get_records().shard_iterator("i").send().await, records)
        }
        "QueryForecast" => {
            let call = client!(forecast).query_forecast().forecast_arn("a").filters("item", "i");
            told(call.send().await, forecasts)
        }
        other => panic!("no operation {other}"),
    };
    match requests.load(Ordering::Relaxed) {
        1 => outcome,
        requests => format!("{outcome} ({requests} requests)"),
    }
}

fn told<O, E: ProvideErrorMetadata + Debug>(
    result: Result<O, SdkError<E, HttpResponse>>,
    view: impl FnOnce(&O) -> Value,
) -> String {
    match result {
        Ok(output) => view(&output).to_string().replace("\"~", "").replace("~\"", ""),
        Err(error) => match (&error, error.code()) {
            (SdkError::ServiceError(_), Some(code)) => match error.message() {
                Some(message) => format!("{code}: {}", message.replace('\n', "\\n")),
                None => code.to_owned(),
            },
            _ => "error".to_owned(),
        },
    }
}

/// A number; between tildes, which `told` takes away, if JSON has none.
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

fn some<T: Into<Value>>(items: Vec<T>) -> Option<Value> {
    (!items.is_empty()).then(|| items.into())
}

fn text(value: Option<&str>) -> Option<Value> {
    value.map(Value::from)
}

fn time(value: Option<&DateTime>) -> Option<Value> {
    value.map(|time| time.fmt(Format::DateTime).map_or(json!("out of range"), Value::from))
}

fn initiate_auth(output: &cognito::operation::initiate_auth::InitiateAuthOutput) -> Value {
    object([
        (
            "AuthenticationResult",
            output.authentication_result().map(|result| {
                object([
                    ("AccessToken", text(result.access_token())),
                    ("ExpiresIn", (result.expires_in() != 0).then(|| result.expires_in().into())),
                ])
            }),
        ),
        (
            "AvailableChallenges",
            output
                .available_challenges
                .as_ref()
                .map(|names| names.iter().map(|name| name.as_str()).collect()),
        ),
        ("ChallengeName", text(output.challenge_name().map(|name| name.as_str()))),
        (
            "ChallengeParameters",
            output.challenge_parameters().map(|map| {
                let entries = map.iter().map(|(key, value)| (key.clone(), json!(value)));
                Value::Object(entries.collect::<Map<_, _>>())
            }),
        ),
        ("Session", text(output.session())),
    ])
}

fn admin_get_user(output: &cognito::operation::admin_get_user::AdminGetUserOutput) -> Value {
    let attributes = output.user_attributes().iter().map(|attribute| {
        object([("Name", text(Some(attribute.name()))), ("Value", text(attribute.value()))])
    });
    object([
        ("Enabled", output.enabled().then(|| true.into())),
        ("UserAttributes", some(attributes.collect())),
        ("UserCreateDate", time(output.user_create_date())),
        ("Username", text(Some(output.username()))),
    ])
}

fn branding(
    output: &cognito::operation::describe_managed_login_branding::DescribeManagedLoginBrandingOutput,
) -> Value {
    let Some(branding) = output.managed_login_branding() else { return json!({}) };
    let assets = branding
        .assets()
        .iter()
        .map(|asset| object([("Bytes", asset.bytes().map(|bytes| base64::encode(bytes).into()))]));
    let branding = object([
        ("Assets", some(assets.collect())),
        ("Settings", branding.settings().map(document)),
    ]);
    json!({ "ManagedLoginBranding": branding })
}

fn document(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Bool(value) => json!(value),
        Document::String(value) => json!(value),
        Document::Number(Number::PosInt(value)) => json!(value),
        Document::Number(Number::NegInt(value)) => json!(value),
        Document::Number(Number::Float(value)) => json!(value),
        Document::Array(items) => items.iter().map(self::document).collect(),
        Document::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), self::document(value)));
            Value::Object(members.collect())
        }
    }
}

fn records(output: &streams::operation::get_records::GetRecordsOutput) -> Value {
    let records = output.records().iter().map(|record| {
        let of_stream = record.dynamodb().map(|record| {
            object([
                (
                    "Keys",
                    record.keys().map(|keys| {
                        let keys =
                            keys.iter().map(|(name, value)| (name.clone(), attribute(value)));
                        Value::Object(keys.collect())
                    }),
                ),
                ("SizeBytes", record.size_bytes().map(Value::from)),
            ])
        });
        object([("dynamodb", of_stream)])
    });
    object([("Records", some(records.collect()))])
}

fn attribute(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(text) => json!({ "N": text }),
        AttributeValue::B(bytes) => json!({ "B": base64::encode(bytes) }),
        AttributeValue::Null(value) => json!({ "NULL": value }),
        AttributeValue::L(values) => {
            json!({ "L": values.iter().map(attribute).collect::<Vec<_>>() })
        }
        AttributeValue::Ss(values) => json!({ "SS": values }),
        _ => json!("unknown"),
    }
}

fn forecasts(output: &forecast::operation::query_forecast::QueryForecastOutput) -> Value {
    let predictions = output.forecast().and_then(|forecast| forecast.predictions());
    let predictions = predictions.map(|predictions| {
        let predictions = predictions.iter().map(|(name, points)| {
            let points = points
                .iter()
                .map(|point| object([("Value", point.value().map(|value| fraction(value)))]));
            (name.clone(), points.collect())
        });
        Value::Object(predictions.collect())
    });
    let forecast = output.forecast().map(|_| object([("Predictions", predictions)]));
    object([("Forecast", forecast)])
}
