//! STS, which speaks awsQuery: who signs a call, a role that is assumed, its credentials given to another client, and what is refused.

use std::error::Error;
use std::time::{Duration, SystemTime};

use sts::Client;
use sts::config::{Credentials, SdkConfig, SharedCredentialsProvider};
use sts::error::RequestId;
use sts::operation::assume_role::AssumeRoleRequest;
use sts::operation::assume_role_with_saml::AssumeRoleWithSAMLRequest;
use sts::operation::get_access_key_info::GetAccessKeyInfoRequest;
use sts::operation::get_caller_identity::GetCallerIdentityRequest;
use sts::types::{PolicyDescriptorType, Tag};

const ROLE: &str = "arn:aws:iam::123456789012:role/kilns";

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let caller = client.get_caller_identity(GetCallerIdentityRequest::new()).await?;
    assert_eq!(caller.account.as_deref(), Some("123456789012"));
    assert_eq!(caller.arn.as_deref(), Some("arn:aws:sts::123456789012:user/moto"));
    assert!(caller.request_id().is_some());

    let request = GetAccessKeyInfoRequest::access_key_id("AKIAIOSFODNN7EXAMPLE");
    let info = client.get_access_key_info(request).await?;
    assert_eq!(info.account.as_deref(), Some("123456789012"));

    let credentials = assume_role(&client).await?;
    queues_as_the_role(config, &credentials).await?;
    let provider = SharedCredentialsProvider::new(credentials);
    let as_role =
        Client::new(&config.clone().into_builder().credentials_provider(provider).build());
    let caller = as_role.get_caller_identity(GetCallerIdentityRequest::new()).await?;
    let arn = "arn:aws:sts::123456789012:assumed-role/kilns/night-shift";
    assert_eq!(caller.arn.as_deref(), Some(arn));

    refused(&client).await
}

/// Assumes a role with everything that a request can have: lists of structures and of strings, a document, a number.
async fn assume_role(client: &Client) -> Result<Credentials, Box<dyn Error>> {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}"#;
    let arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/Größe & more"];
    let request = AssumeRoleRequest::role_arn(ROLE)
        .role_session_name("night-shift")
        .policy(policy)
        .policy_arns(arns.map(|arn| PolicyDescriptorType::new().arn(arn)))
        .tags([Tag::key("colour").value("blue"), Tag::key("empty").value("")])
        .transitive_tag_keys(["colour"])
        .duration_seconds(900);
    let assumed = client.assume_role(request).await?;
    let user = assumed.assumed_role_user.ok_or("no user")?;
    assert_eq!(user.arn, "arn:aws:sts::123456789012:assumed-role/kilns/night-shift");
    assert!(user.assumed_role_id.ends_with(":night-shift"), "{user:?}");

    let given = assumed.credentials.ok_or("no credentials")?;
    let expiry = SystemTime::try_from(given.expiration)?;
    let left = expiry.duration_since(SystemTime::now())?;
    assert!((Duration::from_secs(800)..=Duration::from_secs(900)).contains(&left), "{left:?}");
    assert!(!format!("{given:?}").contains(&given.secret_access_key));
    let token = Some(given.session_token);
    Ok(Credentials::new(
        given.access_key_id,
        given.secret_access_key,
        token,
        Some(expiry),
        "AssumeRole",
    ))
}

/// The credentials are good for a crate that speaks another protocol, too.
async fn queues_as_the_role(
    config: &SdkConfig,
    credentials: &Credentials,
) -> Result<(), Box<dyn Error>> {
    let provider = SharedCredentialsProvider::new(credentials.clone());
    let config = config.clone().into_builder().credentials_provider(provider).build();
    let client = sqs::Client::new(&config);
    let request = sqs::operation::list_queues::ListQueuesRequest::new();
    let signed = client.list_queues(request.clone()).into_request().await?;
    let token = signed.headers().get("x-amz-security-token");
    assert_eq!(token, credentials.session_token());
    client.list_queues(request).await?;
    Ok(())
}

async fn refused(client: &Client) -> Result<(), Box<dyn Error>> {
    // An operation that is not signed; the assertion is no base64 of a document.
    let request = AssumeRoleWithSAMLRequest::role_arn(ROLE)
        .principal_arn("arn:aws:iam::123456789012:saml-provider/p")
        .saml_assertion("bm8=");
    let unsigned = client.assume_role_with_saml(request).into_request().await?;
    assert_eq!(unsigned.headers().get("authorization"), None);

    // Moto's own refusal of a session name that is too long.
    let name = "n".repeat(65);
    let request = AssumeRoleRequest::role_arn(ROLE).role_session_name(name);
    let error = client.assume_role(request).await.expect_err("it is too long");
    assert_eq!(error.code(), Some("ValidationError"));
    let message = error.message().unwrap_or_default();
    assert!(message.contains("Member must have length less than or"), "{message}");
    assert_eq!(error.status(), Some(400));

    Ok(())
}
