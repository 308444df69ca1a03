//! Lambda, with a function that runs: its code as bytes, payloads that no codec looks into, an error of its own, what it logged, and calls that wait for nothing.

use std::error::Error;
use std::io::Write;
use std::time::Duration;

use lambda::Client;
use lambda::config::SdkConfig;
use lambda::operation::create_function::{CreateFunctionError, CreateFunctionRequest};
use lambda::operation::delete_function::DeleteFunctionRequest;
use lambda::operation::get_function_configuration::GetFunctionConfigurationRequest;
use lambda::operation::invoke::InvocationRequest;
use lambda::primitives::Blob;
use lambda::types::{Environment, FunctionCode, InvocationType, LogType, Runtime, State};

/// Answers a heat, and takes no other event.
const CODE: &str = r#"
import os

def handle(event, context):
    print("heat:", event["heat"])
    if event["heat"] > 1300:
        raise ValueError("too hot: größer")
    return {"kiln": os.environ["KILN"], "twice": 2 * event["heat"]}
"#;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    create(&client).await?;
    invoke(&client).await?;
    fail(&client).await?;
    refusals(&client).await
}

/// An archive with one file, as functions are uploaded.
fn archive(name: &str, content: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut zip = rawzip::ZipArchiveWriter::new(&mut bytes);
    let method = rawzip::CompressionMethod::STORE;
    let (mut entry, config) = zip.new_file(name).compression_method(method).start()?;
    let mut writer = config.wrap(&mut entry);
    writer.write_all(content)?;
    let (_, descriptor) = writer.finish()?;
    entry.finish(descriptor)?;
    zip.finish()?;
    Ok(bytes)
}

fn function() -> Result<CreateFunctionRequest, Box<dyn Error>> {
    let code = FunctionCode::new().zip_file(Blob::new(archive("kiln.py", CODE.as_bytes())?));
    let variables = Environment::new().variables([("KILN", "größte & <beste>")]);
    Ok(CreateFunctionRequest::function_name("fire")
        .role("arn:aws:iam::000000000000:role/lambda")
        .code(code)
        .runtime(Runtime::Python312)
        .handler("kiln.handle")
        .environment(variables)
        .timeout(30))
}

async fn create(client: &Client) -> Result<(), Box<dyn Error>> {
    let created = client.create_function(function()?).await?;
    assert_eq!(created.function_name.as_deref(), Some("fire"));
    assert_eq!(created.code_size, Some(i64::try_from(archive("kiln.py", CODE.as_bytes())?.len())?));

    let request = GetFunctionConfigurationRequest::function_name("fire");
    let active = client.wait_until_function_active(request).wait(Duration::from_secs(60)).await?;
    assert_eq!(active.into_result()?.state, Some(State::Active));
    Ok(())
}

fn event(heat: u32) -> InvocationRequest {
    let payload = format!(r#"{{"heat": {heat}}}"#);
    InvocationRequest::function_name("fire").payload(Blob::new(payload))
}

async fn invoke(client: &Client) -> Result<(), Box<dyn Error>> {
    let found = client.invoke(event(1260).log_type(LogType::Tail)).await?;
    assert_eq!((found.status_code, found.function_error), (Some(200), None));
    assert_eq!(found.executed_version.as_deref(), Some("$LATEST"));
    // `heat: 1260`, in Base64.
    assert_eq!(found.log_result.as_deref(), Some("aGVhdDogMTI2MA=="));
    let payload = String::from_utf8(found.payload.ok_or("no payload")?.into_inner())?;
    assert_eq!(payload, r#"{"kiln": "größte & <beste>", "twice": 2520}"#);

    let dry = event(1260).invocation_type(InvocationType::DryRun);
    assert_eq!(client.invoke(dry).await?.status_code, Some(204));
    let later = client.invoke(event(1260).invocation_type(InvocationType::Event)).await?;
    assert_eq!((later.status_code, later.function_error), (Some(202), None));
    Ok(())
}

/// The call succeeds; that the function failed is in a header, and why in the payload.
async fn fail(client: &Client) -> Result<(), Box<dyn Error>> {
    let found = client.invoke(event(1400)).await?;
    assert_eq!(found.status_code, Some(200));
    assert_eq!(found.function_error.as_deref(), Some("Unhandled"));
    let payload = String::from_utf8(found.payload.ok_or("no payload")?.into_inner())?;
    let expected = r#"{"errorMessage": "too hot: größer", "errorType": "Runtime.HandlerError"}"#;
    assert_eq!(payload, expected);
    Ok(())
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.create_function(function()?).await;
    let error = error.expect_err("there is one").into_service_error();
    let CreateFunctionError::ResourceConflictException(refusal) = error else {
        return Err(error.into());
    };
    assert_eq!(refusal.message.as_deref(), Some("Function already exist: fire"));

    client.delete_function(DeleteFunctionRequest::function_name("fire")).await?;
    let error = client.invoke(event(1260)).await.expect_err("it is deleted");
    assert_eq!(error.status(), Some(404));
    assert!(error.is_resource_not_found_exception(), "{error:?}");
    Ok(())
}
