//! KMS: bytes are encrypted and decrypted, and refused under a key that is disabled or not there.

use std::error::Error;

use kms::Client;
use kms::config::SdkConfig;
use kms::operation::create_key::CreateKeyRequest;
use kms::operation::decrypt::{DecryptError, DecryptRequest};
use kms::operation::describe_key::DescribeKeyRequest;
use kms::operation::disable_key::DisableKeyRequest;
use kms::operation::encrypt::{EncryptError, EncryptRequest};
use kms::operation::list_key_rotations::ListKeyRotationsRequest;
use kms::operation::rotate_key_on_demand::RotateKeyOnDemandRequest;
use kms::primitives::Blob;
use kms::types::{KeySpec, KeyState, KeyUsageType, RotationType, RotationsListEntry};

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let key = create(&client).await?;
    round_trip(&client, &key, b"a text").await?;
    // No text: 0xff is no byte of UTF-8, and 0 ends a string of C.
    round_trip(&client, &key, &[0, 0xff, 0x80, b'"', b'\\', 0]).await?;
    let all: Vec<u8> = (0..=255).cycle().take(4096).collect();
    round_trip(&client, &key, &all).await?;
    pages(&client, &key).await?;
    refusals(&client, &key).await
}

async fn create(client: &Client) -> Result<String, Box<dyn Error>> {
    // The usage is the default, which AWS fills in and Moto does not.
    let request =
        CreateKeyRequest::new().description("of a test").key_usage(KeyUsageType::EncryptDecrypt);
    let key = client.create_key(request).await?.key_metadata.ok_or("no metadata")?;
    assert_eq!(key.description.as_deref(), Some("of a test"));
    assert_eq!(key.enabled, Some(true));
    assert_eq!(key.key_state, Some(KeyState::Enabled));
    assert_eq!(key.key_usage, Some(KeyUsageType::EncryptDecrypt));
    assert_eq!(key.key_spec, Some(KeySpec::SymmetricDefault));
    Ok(key.key_id)
}

async fn round_trip(client: &Client, key: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let context = [("purpose", "test")];
    let request =
        EncryptRequest::key_id(key).plaintext(Blob::new(bytes)).encryption_context(context);
    let encrypted = client.encrypt(request).await?;
    let secret = encrypted.ciphertext_blob.ok_or("nothing encrypted")?;
    assert!(!secret.as_ref().ends_with(bytes), "{secret:?}");

    // The key is named in what is encrypted.
    let request = DecryptRequest::new().ciphertext_blob(secret.clone()).encryption_context(context);
    let decrypted = client.decrypt(request).await?;
    assert_eq!(decrypted.plaintext, Some(Blob::new(bytes)));
    assert_eq!(decrypted.key_id, encrypted.key_id);

    let request = DecryptRequest::new().ciphertext_blob(secret);
    let error = client.decrypt(request).await.expect_err("the context is part of the lock");
    let error = error.into_service_error();
    assert!(matches!(error, DecryptError::InvalidCiphertextException(_)), "{error:?}");
    Ok(())
}

async fn refusals(client: &Client, key: &str) -> Result<(), Box<dyn Error>> {
    let unknown = "00000000-0000-4000-8000-000000000000";
    let error =
        client.encrypt(EncryptRequest::key_id(unknown).plaintext(Blob::new("a text"))).await;
    let error = error.expect_err("there is no such key").into_service_error();
    let EncryptError::NotFoundException(refusal) = error else { return Err(error.into()) };
    let message = format!("Key 'arn:aws:kms:us-east-1:123456789012:key/{unknown}' does not exist");
    assert_eq!(refusal.message, Some(message));

    client.disable_key(DisableKeyRequest::key_id(key)).await?;
    let request = DescribeKeyRequest::key_id(key);
    let described = client.describe_key(request).await?.key_metadata.ok_or("no metadata")?;
    assert_eq!((described.enabled, described.key_state), (Some(false), Some(KeyState::Disabled)));
    Ok(())
}

async fn pages(client: &Client, key: &str) -> Result<(), Box<dyn Error>> {
    for _ in 0..3 {
        client.rotate_key_on_demand(RotateKeyOnDemandRequest::key_id(key)).await?;
    }
    let request = ListKeyRotationsRequest::key_id(key).limit(2);
    let mut pages = client.list_key_rotations(request.clone()).into_paginator().pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await? {
        counts.push((page.rotations.unwrap_or_default().len(), page.truncated));
    }
    assert_eq!(counts, [(2, Some(true)), (1, Some(false))]);

    let rotations = client.list_key_rotations(request).into_paginator().items();
    let rotations = rotations.collect::<Result<Vec<_>, _>>().await?;
    let on_demand = |rotation: &RotationsListEntry| {
        rotation.key_id.as_deref() == Some(key)
            && rotation.rotation_type == Some(RotationType::OnDemand)
    };
    assert_eq!(rotations.len(), 3);
    assert!(rotations.iter().all(on_demand), "{rotations:?}");
    Ok(())
}

/// Moto encrypts with a disabled key all the same; this is on MiniStack, which does not.
pub async fn disabled(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let key = create(&client).await?;
    client.disable_key(DisableKeyRequest::key_id(&key)).await?;
    let error = client.encrypt(EncryptRequest::key_id(&key).plaintext(Blob::new("a text"))).await;
    let error = error.expect_err("the key is disabled").into_service_error();
    let EncryptError::DisabledException(refusal) = error else { return Err(error.into()) };
    let message = format!("arn:aws:kms:us-east-1:000000000000:key/{key} is disabled.");
    assert_eq!(refusal.message, Some(message));
    Ok(())
}
