//! IAM, which speaks awsQuery: users with tags, their policies page by page, documents that come back percent-encoded, and what is refused.

use std::error::Error;

use iam::Client;
use iam::config::SdkConfig;
use iam::operation::attach_user_policy::AttachUserPolicyRequest;
use iam::operation::create_policy::CreatePolicyRequest;
use iam::operation::create_role::CreateRoleRequest;
use iam::operation::create_user::{CreateUserError, CreateUserRequest};
use iam::operation::delete_user::DeleteUserRequest;
use iam::operation::get_policy_version::GetPolicyVersionRequest;
use iam::operation::get_user::{GetUserError, GetUserRequest};
use iam::operation::get_user_policy::GetUserPolicyRequest;
use iam::operation::list_attached_user_policies::ListAttachedUserPoliciesRequest;
use iam::operation::list_users::ListUsersRequest;
use iam::operation::put_user_policy::PutUserPolicyRequest;
use iam::types::Tag;

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::kilns/größe & +/*"}]}"#;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    users(&client).await?;
    pages(&client).await?;
    policies(&client).await?;
    refusals(&client).await
}

async fn users(client: &Client) -> Result<(), Box<dyn Error>> {
    let tags = [Tag::key("colour").value("blau & grün"), Tag::key("empty").value("")];
    let request = CreateUserRequest::user_name("potter").path("/kilns/").tags(tags.clone());
    let created = client.create_user(request).await?.user.ok_or("no user")?;
    assert_eq!(created.arn, "arn:aws:iam::123456789012:user/kilns/potter");
    assert_eq!((created.path.as_str(), created.user_name.as_str()), ("/kilns/", "potter"));

    let found = client.get_user(GetUserRequest::new().user_name("potter")).await?.user;
    assert_eq!((&found.user_id, found.create_date), (&created.user_id, created.create_date));
    assert_eq!(found.password_last_used, None);
    assert_eq!(found.tags, Some(tags.to_vec()));

    client.create_user(CreateUserRequest::user_name("thrower").path("/kilns/wheel/")).await?;
    let listed = client.list_users(ListUsersRequest::new().path_prefix("/kilns/")).await?;
    let names: Vec<_> = listed.users.iter().map(|user| user.user_name.as_str()).collect();
    assert_eq!(names, ["potter", "thrower"]);
    assert_eq!(listed.is_truncated, Some(false));
    Ok(())
}

/// Policies, since Moto gives all users at once.
async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    let mut expected = Vec::new();
    for number in 0..5 {
        let name = format!("heat-{number}");
        let request = CreatePolicyRequest::policy_name(&name).policy_document(POLICY);
        let policy = client.create_policy(request).await?.policy.ok_or("no policy")?;
        let arn = policy.arn.ok_or("no ARN")?;
        client
            .attach_user_policy(AttachUserPolicyRequest::user_name("potter").policy_arn(&arn))
            .await?;
        expected.push(Some(arn));
    }
    let request = ListAttachedUserPoliciesRequest::user_name("potter").max_items(2);
    let first = client.list_attached_user_policies(request.clone()).await?;
    assert_eq!(
        (first.attached_policies.map(|list| list.len()), first.is_truncated),
        (Some(2), Some(true))
    );
    let items = client.list_attached_user_policies(request).into_paginator().items();
    let items = items.collect::<Result<Vec<_>, _>>().await?;
    let mut arns: Vec<_> = items.into_iter().map(|policy| policy.policy_arn).collect();
    arns.sort_unstable();
    assert_eq!(arns, expected);
    Ok(())
}

async fn policies(client: &Client) -> Result<(), Box<dyn Error>> {
    // What belongs to one user is sent as it is, and comes back percent-encoded.
    let request =
        PutUserPolicyRequest::user_name("potter").policy_name("own").policy_document(POLICY);
    client.put_user_policy(request).await?;
    let request = GetUserPolicyRequest::user_name("potter").policy_name("own");
    let own = client.get_user_policy(request).await?;
    assert_eq!(decoded(&own.policy_document)?, POLICY);

    let request = CreatePolicyRequest::policy_name("shared")
        .policy_document(POLICY)
        .description("for all")
        .path("/kilns/");
    let policy = client.create_policy(request).await?.policy.ok_or("no policy")?;
    let arn = policy.arn.ok_or("no ARN")?;
    assert_eq!(arn, "arn:aws:iam::123456789012:policy/kilns/shared");
    assert_eq!(policy.attachment_count, Some(0));
    let version = policy.default_version_id.ok_or("no version")?;
    let request = GetPolicyVersionRequest::policy_arn(&arn).version_id(version);
    let version = client.get_policy_version(request).await?.policy_version.ok_or("no version")?;
    assert_eq!(version.is_default_version, Some(true));
    assert_eq!(decoded(&version.document.ok_or("no document")?)?, POLICY);

    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    let request = CreateRoleRequest::role_name("kiln").assume_role_policy_document(trust);
    let role = client.create_role(request).await?.role;
    let document = role.assume_role_policy_document.ok_or("no document")?;
    assert_eq!(decoded(&document)?, trust);
    Ok(())
}

/// Undoes RFC 3986's encoding, which IAM has around documents.
fn decoded(text: &str) -> Result<String, Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let (digits, after) = after.split_at_checked(2).ok_or("a cut-off escape")?;
        bytes.push(u8::from_str_radix(digits, 16)?);
        rest = after;
    }
    bytes.extend(rest.bytes());
    Ok(String::from_utf8(bytes)?)
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.create_user(CreateUserRequest::user_name("potter")).await;
    let error = error.expect_err("there is one");
    assert_eq!(error.code(), Some("EntityAlreadyExists"));
    let CreateUserError::EntityAlreadyExistsException(refusal) = error.into_service_error() else {
        return Err("expected the modeled error".into());
    };
    assert_eq!(refusal.message.as_deref(), Some("User potter already exists"));

    client.delete_user(DeleteUserRequest::user_name("thrower")).await?;
    let error = client.get_user(GetUserRequest::new().user_name("thrower")).await;
    let error = error.expect_err("it is deleted");
    assert_eq!((error.code(), error.status()), (Some("NoSuchEntity"), Some(404)));
    assert!(error.is_no_such_entity_exception(), "{error}");
    let GetUserError::NoSuchEntityException(refusal) = error.into_service_error() else {
        return Err("expected the modeled error".into());
    };
    let message = "The user with name thrower cannot be found.";
    assert_eq!(refusal.message.as_deref(), Some(message));
    Ok(())
}
