//! Route 53, in XML: a zone by the id that it was given, which has a prefix; batches of changes, records over several pages, tags, and refusals.

use std::error::Error;

use route53::Client;
use route53::config::SdkConfig;
use route53::operation::change_resource_record_sets::{
    ChangeResourceRecordSetsError, ChangeResourceRecordSetsRequest,
};
use route53::operation::change_tags_for_resource::ChangeTagsForResourceRequest;
use route53::operation::create_hosted_zone::CreateHostedZoneRequest;
use route53::operation::delete_hosted_zone::DeleteHostedZoneRequest;
use route53::operation::get_change::GetChangeRequest;
use route53::operation::get_hosted_zone::{GetHostedZoneError, GetHostedZoneRequest};
use route53::operation::list_resource_record_sets::ListResourceRecordSetsRequest;
use route53::operation::list_tags_for_resource::ListTagsForResourceRequest;
use route53::types::{
    Change, ChangeAction, ChangeBatch, ChangeStatus, HostedZoneConfig, RRType, ResourceRecord,
    ResourceRecordSet, Tag, TagResourceType,
};

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let settings = HostedZoneConfig::new().comment("Öfen & <Glasuren>").private_zone(false);
    let request = CreateHostedZoneRequest::name("kilns.example")
        .caller_reference("first")
        .hosted_zone_config(settings);
    let created = client.create_hosted_zone(request).await?;
    let id = created.hosted_zone.id;
    assert!(id.starts_with("/hostedzone/"), "{id}");
    assert!(created.location.ends_with(&id), "{}", created.location);

    zone(&client, &id).await?;
    changes(&client, &id).await?;
    pages(&client, &id).await?;
    tags(&client, &id).await?;
    refusals(&client, &id).await
}

/// The id is as good with its prefix as without.
async fn zone(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let bare = id.trim_start_matches("/hostedzone/");
    for id in [id, bare] {
        let found = client.get_hosted_zone(GetHostedZoneRequest::id(id)).await?;
        assert_eq!(found.hosted_zone.name, "kilns.example.");
        let settings = found.hosted_zone.config.ok_or("no settings")?;
        assert_eq!(settings.comment.as_deref(), Some("Öfen & <Glasuren>"));
        assert_eq!(settings.private_zone, Some(false));
        let servers = found.delegation_set.ok_or("no name servers")?.name_servers;
        assert!(!servers.is_empty());
    }
    Ok(())
}

async fn changes(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let records = ["a", "b", "c"].map(|name| {
        let addresses = ["192.0.2.1", "192.0.2.2"].map(ResourceRecord::value);
        let record = ResourceRecordSet::name(format!("{name}.kilns.example"))
            .r#type(RRType::A)
            .ttl(300)
            .resource_records(addresses);
        Change::action(ChangeAction::Create).resource_record_set(record)
    });
    let batch = ChangeBatch::changes(records).comment("three kilns");
    let request = ChangeResourceRecordSetsRequest::hosted_zone_id(id).change_batch(batch);
    let change = client.change_resource_record_sets(request).await?.change_info;
    assert!(change.id.starts_with("/change/"), "{}", change.id);

    let found = client.get_change(GetChangeRequest::id(&change.id)).await?.change_info;
    assert_eq!(found.status, ChangeStatus::Insync);
    Ok(())
}

async fn pages(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let request = ListResourceRecordSetsRequest::hosted_zone_id(id).max_items("2");
    let records = client.list_resource_record_sets(request).into_paginator().items();
    let records = records.collect::<Result<Vec<_>, _>>().await?;
    let addresses: Vec<_> = records.iter().filter(|record| record.r#type == RRType::A).collect();
    let names: Vec<&str> = addresses.iter().map(|record| record.name.as_str()).collect();
    assert_eq!(names, ["a.kilns.example.", "b.kilns.example.", "c.kilns.example."]);
    for record in addresses {
        assert_eq!(record.ttl, Some(300));
        let values = record.resource_records.iter().flatten().map(|record| record.value.as_str());
        assert_eq!(values.collect::<Vec<_>>(), ["192.0.2.1", "192.0.2.2"]);
    }
    Ok(())
}

async fn tags(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let bare = id.trim_start_matches("/hostedzone/");
    let tag = Tag::new().key("glaze").value("celadon <1260 °C>");
    let request = ChangeTagsForResourceRequest::resource_type(TagResourceType::Hostedzone)
        .resource_id(bare)
        .add_tags([tag.clone()]);
    client.change_tags_for_resource(request).await?;
    let request = ListTagsForResourceRequest::resource_type(TagResourceType::Hostedzone);
    let found = client.list_tags_for_resource(request.resource_id(bare)).await?;
    assert_eq!(found.resource_tag_set.tags, Some(vec![tag]));
    Ok(())
}

async fn refusals(client: &Client, id: &str) -> Result<(), Box<dyn Error>> {
    let record = ResourceRecordSet::name("elsewhere.example.").r#type(RRType::A).ttl(300);
    let record = record.resource_records([ResourceRecord::value("192.0.2.3")]);
    let change = Change::action(ChangeAction::Create).resource_record_set(record);
    let batch = ChangeBatch::changes([change]);
    let request = ChangeResourceRecordSetsRequest::hosted_zone_id(id).change_batch(batch);
    let error = client.change_resource_record_sets(request).await;
    let error = error.expect_err("it is not of this zone").into_service_error();
    let ChangeResourceRecordSetsError::InvalidChangeBatch(refusal) = error else {
        return Err(error.into());
    };
    let message = refusal.message.unwrap_or_default();
    assert!(message.contains("elsewhere.example is not permitted in zone"), "{message}");

    let error = client.delete_hosted_zone(DeleteHostedZoneRequest::id("/hostedzone/NONE")).await;
    error.expect_err("there is no such zone");
    let error = client.get_hosted_zone(GetHostedZoneRequest::id("/hostedzone/NONE")).await;
    let error = error.expect_err("there is no such zone").into_service_error();
    let GetHostedZoneError::NoSuchHostedZone(refusal) = error else { return Err(error.into()) };
    assert_eq!(refusal.message.as_deref(), Some("No hosted zone found with ID: NONE"));
    Ok(())
}
