//! API Gateway, in restJson1: parameters of the query that are a map, a body of bytes in the type that is asked for, members under other names, patches, and positions of pages.

use std::error::Error;

use apigateway::Client;
use apigateway::config::SdkConfig;
use apigateway::operation::create_deployment::CreateDeploymentRequest;
use apigateway::operation::create_rest_api::CreateRestApiRequest;
use apigateway::operation::delete_rest_api::DeleteRestApiRequest;
use apigateway::operation::get_export::GetExportRequest;
use apigateway::operation::get_rest_api::GetRestApiRequest;
use apigateway::operation::get_rest_apis::GetRestApisRequest;
use apigateway::operation::get_tags::GetTagsRequest;
use apigateway::operation::tag_resource::TagResourceRequest;
use apigateway::operation::untag_resource::UntagResourceRequest;
use apigateway::operation::update_rest_api::UpdateRestApiRequest;
use apigateway::types::{ApiKeySourceType, Op, PatchOperation};

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let id = api(&client).await?;
    tags(&client, &id).await?;
    export(&client, &id).await?;
    pages(&client).await?;

    client.delete_rest_api(DeleteRestApiRequest::rest_api_id(&id)).await?;
    let error = client.get_rest_api(GetRestApiRequest::rest_api_id(&id)).await;
    let error = error.expect_err("it is deleted");
    assert_eq!(error.status(), Some(404));
    assert!(error.is_not_found_exception(), "{error:?}");
    assert_eq!(error.message(), Some("Invalid API identifier specified"));
    Ok(())
}

async fn api(client: &Client) -> Result<String, Box<dyn Error>> {
    let request = CreateRestApiRequest::name("kilns")
        .description("größe")
        .binary_media_types(vec!["image/*".to_owned()])
        .api_key_source(ApiKeySourceType::Authorizer)
        .tags([("clay", "rot")]);
    let created = client.create_rest_api(request).await?;
    let id = created.id.ok_or("no id")?;
    assert_eq!(created.api_key_source, Some(ApiKeySourceType::Authorizer));

    let patch = PatchOperation::new().op(Op::Replace).path("/description").value("größer");
    let request = UpdateRestApiRequest::rest_api_id(&id).patch_operations(vec![patch]);
    client.update_rest_api(request).await?;
    let found = client.get_rest_api(GetRestApiRequest::rest_api_id(&id)).await?;
    assert_eq!(found.name.as_deref(), Some("kilns"));
    assert_eq!(found.description.as_deref(), Some("größer"));
    assert_eq!(found.binary_media_types, Some(vec!["image/*".to_owned()]));
    assert!(found.created_date.is_some());
    Ok(id)
}

/// Tags of what an ARN in the path names.
async fn tags(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let arn = format!("arn:aws:apigateway:us-east-1::/restapis/{id}");
    let more = [("heat", "1260 °C"), ("with space & more", "<b>")];
    client.tag_resource(TagResourceRequest::resource_arn(&arn).tags(more)).await?;
    let keys = vec!["clay".to_owned(), "with space & more".to_owned()];
    client.untag_resource(UntagResourceRequest::resource_arn(&arn).tag_keys(keys)).await?;
    let found = client.get_tags(GetTagsRequest::resource_arn(&arn)).await?;
    let found: Vec<_> = found.tags.unwrap_or_default().into_iter().collect();
    assert_eq!(found, [("heat".to_owned(), "1260 °C".to_owned())]);
    Ok(())
}

async fn export(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let request = CreateDeploymentRequest::rest_api_id(id).stage_name("test");
    client.create_deployment(request).await?;
    let export = || {
        let request = GetExportRequest::rest_api_id(id).stage_name("test").export_type("oas30");
        request.parameters([("extensions", "integrations")])
    };
    let found = client.get_export(export()).await?;
    assert_eq!(found.content_type.as_deref(), Some("application/json"));
    let disposition = r#"attachment; filename="kilns-test-oas30.json""#;
    assert_eq!(found.content_disposition.as_deref(), Some(disposition));
    let body = String::from_utf8(found.body.ok_or("no body")?.into_inner())?;
    assert!(body.starts_with(r#"{"openapi": "3.0.1""#), "{body}");

    let found = client.get_export(export().accepts("application/yaml")).await?;
    assert_eq!(found.content_type.as_deref(), Some("application/yaml"));
    let body = String::from_utf8(found.body.ok_or("no body")?.into_inner())?;
    assert!(body.starts_with("openapi: 3.0.1\n"), "{body}");
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    for name in ["wheels", "glazes", "clays"] {
        client.create_rest_api(CreateRestApiRequest::name(name)).await?;
    }
    let mut pages =
        client.get_rest_apis(GetRestApisRequest::new().limit(3)).into_paginator().pages();
    let mut names = Vec::new();
    while let Some(page) = pages.try_next().await? {
        let items = page.items.unwrap_or_default();
        names.push(items.into_iter().filter_map(|api| api.name).collect::<Vec<_>>());
    }
    assert_eq!(names, [vec!["kilns", "wheels", "glazes"], vec!["clays"]]);
    Ok(())
}
