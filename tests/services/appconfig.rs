//! AppConfig, which binds members to HTTP: names in the path, content as a body of bytes with what is known of it in headers, tags of what an ARN in the path names.

use std::error::Error;

use appconfig::Client;
use appconfig::config::SdkConfig;
use appconfig::operation::create_application::CreateApplicationRequest;
use appconfig::operation::create_configuration_profile::CreateConfigurationProfileRequest;
use appconfig::operation::create_hosted_configuration_version::CreateHostedConfigurationVersionRequest;
use appconfig::operation::delete_application::DeleteApplicationRequest;
use appconfig::operation::get_application::{GetApplicationError, GetApplicationRequest};
use appconfig::operation::get_hosted_configuration_version::GetHostedConfigurationVersionRequest;
use appconfig::operation::list_configuration_profiles::ListConfigurationProfilesRequest;
use appconfig::operation::list_tags_for_resource::ListTagsForResourceRequest;
use appconfig::operation::tag_resource::TagResourceRequest;
use appconfig::operation::untag_resource::UntagResourceRequest;
use appconfig::primitives::Blob;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let request = CreateApplicationRequest::name("kilns").description("Grüße");
    let id = client.create_application(request).await?.id.ok_or("no id")?;
    let found = client.get_application(GetApplicationRequest::application_id(&id)).await?;
    assert_eq!(found.name.as_deref(), Some("kilns"));
    assert_eq!(found.description.as_deref(), Some("Grüße"));

    contents(&client, &id).await?;
    tags(&client, &id).await?;

    client.delete_application(DeleteApplicationRequest::application_id(&id)).await?;
    let error = client.get_application(GetApplicationRequest::application_id(&id)).await;
    let error = error.expect_err("it is deleted").into_service_error();
    let GetApplicationError::ResourceNotFoundException(refusal) = error else {
        return Err(error.into());
    };
    assert_eq!(refusal.message.as_deref(), Some("Application not found"));
    Ok(())
}

async fn contents(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let request =
        CreateConfigurationProfileRequest::application_id(id).name("heat").location_uri("hosted");
    let profile = client.create_configuration_profile(request).await?.id.ok_or("no id")?;
    let request = ListConfigurationProfilesRequest::application_id(id).max_results(5);
    let items = client.list_configuration_profiles(request).into_paginator().items();
    let items = items.collect::<Result<Vec<_>, _>>().await?;
    let ids: Vec<Option<&str>> = items.iter().map(|item| item.id.as_deref()).collect();
    assert_eq!(ids, [Some(profile.as_str())]);

    // White space is a part of content, and a brace does not make it JSON.
    let content = Blob::new(" {hot\n");
    let request = CreateHostedConfigurationVersionRequest::application_id(id)
        .configuration_profile_id(&profile)
        .content(content.clone())
        .content_type("application/x-heat")
        .description("first");
    let created = client.create_hosted_configuration_version(request).await?;
    assert_eq!(created.version_number, Some(1));
    assert_eq!(created.content_type.as_deref(), Some("application/x-heat"));

    let request = GetHostedConfigurationVersionRequest::application_id(id)
        .configuration_profile_id(&profile)
        .version_number(1);
    let found = client.get_hosted_configuration_version(request).await?;
    assert_eq!(found.content, Some(content));
    assert_eq!(found.content_type.as_deref(), Some("application/x-heat"));
    assert_eq!(found.description.as_deref(), Some("first"));
    assert_eq!(found.application_id.as_deref(), Some(id));
    assert_eq!(found.version_number, Some(1));
    Ok(())
}

async fn tags(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let arn = format!("arn:aws:appconfig:us-east-1:123456789012:application/{id}");
    let tags = [("colour", "blue"), ("size & shape", "größer"), ("old", "1")];
    client.tag_resource(TagResourceRequest::resource_arn(&arn).tags(tags)).await?;
    client
        .untag_resource(UntagResourceRequest::resource_arn(&arn).tag_keys(["colour", "old"]))
        .await?;
    let found =
        client.list_tags_for_resource(ListTagsForResourceRequest::resource_arn(&arn)).await?;
    let left = [("size & shape".to_owned(), "größer".to_owned())];
    assert_eq!(found.tags, Some(left.into()));
    Ok(())
}
