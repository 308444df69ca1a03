//! Secrets Manager: secrets that are text and secrets that are not, a list of them over several pages, and one that is not there.

use std::error::Error;

use secretsmanager::Client;
use secretsmanager::config::SdkConfig;
use secretsmanager::operation::create_secret::CreateSecretRequest;
use secretsmanager::operation::get_secret_value::{GetSecretValueError, GetSecretValueRequest};
use secretsmanager::operation::list_secrets::ListSecretsRequest;
use secretsmanager::primitives::Blob;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    texts(&client).await?;
    bytes(&client).await?;
    pages(&client).await?;
    missing(&client).await
}

async fn texts(client: &Client) -> Result<(), Box<dyn Error>> {
    let text = r#"{"user": "kim", "password": "Grüße"}"#;
    let request = CreateSecretRequest::name("database").secret_string(text);
    let created = client.create_secret(request).await?;
    assert_eq!(created.name.as_deref(), Some("database"));

    let found = client.get_secret_value(GetSecretValueRequest::secret_id("database")).await?;
    assert_eq!(found.secret_string.as_deref(), Some(text));
    assert_eq!(found.secret_binary, None);
    assert_eq!(found.arn, created.arn);
    assert_eq!(found.version_id, created.version_id);
    assert_eq!(found.version_stages, Some(vec!["AWSCURRENT".to_owned()]));

    // Secrets are shown nowhere by accident.
    let shown = format!("{found:?}");
    assert!(!shown.contains("kim"), "{shown}");
    Ok(())
}

async fn bytes(client: &Client) -> Result<(), Box<dyn Error>> {
    // No text: 0xff is no byte of UTF-8.
    let bytes = Blob::new([0, 0xff, 0x80, b'"']);
    let request = CreateSecretRequest::name("key").secret_binary(bytes.clone());
    client.create_secret(request).await?;
    let found = client.get_secret_value(GetSecretValueRequest::secret_id("key")).await?;
    assert_eq!(found.secret_binary, Some(bytes));
    assert_eq!(found.secret_string, None);
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    for number in 0..3 {
        let request = CreateSecretRequest::name(format!("page-{number}")).secret_string("1");
        client.create_secret(request).await?;
    }
    let request = ListSecretsRequest::new().max_results(2);
    let mut pages = client.list_secrets(request.clone()).into_paginator().pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await? {
        counts.push(page.secret_list.map_or(0, |list| list.len()));
    }
    assert_eq!(counts, [2, 2, 1]);

    let items = client.list_secrets(request).into_paginator().items();
    let items = items.collect::<Result<Vec<_>, _>>().await?;
    let names: Vec<&str> = items.iter().filter_map(|secret| secret.name.as_deref()).collect();
    assert_eq!(names, ["database", "key", "page-0", "page-1", "page-2"]);
    Ok(())
}

async fn missing(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.get_secret_value(GetSecretValueRequest::secret_id("nowhere")).await;
    let error = error.expect_err("there is no such secret").into_service_error();
    let GetSecretValueError::ResourceNotFoundException(refusal) = error else {
        return Err(error.into());
    };
    let message = "Secrets Manager can't find the specified secret.";
    assert_eq!(refusal.message.as_deref(), Some(message));
    Ok(())
}
