//! EC2, which speaks ec2Query: machines are started, waited for, found by filters and page by page, and ended; and one is not there.

use std::collections::BTreeSet;
use std::error::Error;
use std::time::Duration;

use ec2::Client;
use ec2::config::SdkConfig;
use ec2::operation::create_security_group::CreateSecurityGroupRequest;
use ec2::operation::describe_instances::DescribeInstancesRequest;
use ec2::operation::describe_regions::DescribeRegionsRequest;
use ec2::operation::run_instances::RunInstancesRequest;
use ec2::operation::terminate_instances::TerminateInstancesRequest;
use ec2::types::{
    BlockDeviceMapping, EbsBlockDevice, Filter, Instance, InstanceStateName, InstanceType,
    Reservation, ResourceType, Tag, TagSpecification,
};

/// An image that Moto has from the start.
const IMAGE: &str = "ami-12c6146b";

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let ids = start(&client).await?;
    wait(&client, &ids).await?;
    find(&client, &ids).await?;
    pages(&client, &ids).await?;
    regions(&client).await?;
    refusals(&client).await?;

    let request = TerminateInstancesRequest::instance_ids(&ids);
    let changes = client.terminate_instances(request).await?.terminating_instances;
    for change in changes.ok_or("no changes")? {
        let name = change.current_state.and_then(|state| state.name);
        assert_eq!(name, Some(InstanceStateName::ShuttingDown));
    }
    let request = DescribeInstancesRequest::new().instance_ids(&ids);
    client.wait_until_instance_terminated(request).wait(Duration::from_secs(5)).await?;
    Ok(())
}

async fn start(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let group = CreateSecurityGroupRequest::description("Öfen & more").group_name("kilns");
    let group = client.create_security_group(group).await?.group_id.ok_or("no group")?;
    let tags = [("Name", "kiln"), ("colour & size", "blau, größer")]
        .map(|(key, value)| Tag::new().key(key).value(value));
    let disk = EbsBlockDevice::new().volume_size(9).delete_on_termination(true);
    let request = RunInstancesRequest::max_count(3)
        .min_count(3)
        .image_id(IMAGE)
        .instance_type(InstanceType::T3Micro)
        .security_group_ids([&group])
        .block_device_mappings([BlockDeviceMapping::new().device_name("/dev/sda1").ebs(disk)])
        .tag_specifications([TagSpecification::new()
            .resource_type(ResourceType::Instance)
            .tags(tags)]);
    let started: Reservation = client.run_instances(request).await?;
    assert_eq!(started.owner_id.as_deref(), Some("123456789012"));
    let instances = started.instances.ok_or("no instances")?;
    assert_eq!(instances.len(), 3);
    for instance in &instances {
        assert_eq!(instance.image_id.as_deref(), Some(IMAGE));
        assert_eq!(instance.instance_type, Some(InstanceType::T3Micro));
        let groups = instance.security_groups.iter().flatten();
        let groups: Vec<_> = groups.filter_map(|found| found.group_id.as_deref()).collect();
        assert_eq!(groups, [group.as_str()]);
        let found = instance.tags.iter().flatten();
        let found: BTreeSet<_> =
            found.map(|tag| (tag.key.as_deref(), tag.value.as_deref())).collect();
        let expected =
            [(Some("Name"), Some("kiln")), (Some("colour & size"), Some("blau, größer"))];
        assert_eq!(found, BTreeSet::from(expected));
        assert!(instance.launch_time.is_some());
    }
    Ok(instances.into_iter().filter_map(|instance| instance.instance_id).collect())
}

async fn wait(client: &Client, ids: &[String]) -> Result<(), Box<dyn Error>> {
    let request = DescribeInstancesRequest::new().instance_ids(ids);
    let running = client.wait_until_instance_running(request).wait(Duration::from_secs(5)).await?;
    let response = running.into_result()?;
    let states: Vec<_> = instances(&response.reservations)
        .map(|instance| instance.state.as_ref().and_then(|state| state.name.clone()))
        .collect();
    assert_eq!(states, vec![Some(InstanceStateName::Running); 3]);
    Ok(())
}

fn instances(reservations: &Option<Vec<Reservation>>) -> impl Iterator<Item = &Instance> {
    reservations.iter().flatten().flat_map(|reservation| reservation.instances.iter().flatten())
}

async fn find(client: &Client, ids: &[String]) -> Result<(), Box<dyn Error>> {
    let filter =
        |name: &str, values: &[&str]| Filter::new().name(name).values(values.iter().copied());
    let found = async |filters: Vec<Filter>| {
        let request = DescribeInstancesRequest::new().filters(filters);
        let response = client.describe_instances(request).await?;
        let ids = instances(&response.reservations).filter_map(|found| found.instance_id.clone());
        Ok::<BTreeSet<String>, Box<dyn Error>>(ids.collect())
    };
    let running = filter("instance-state-name", &["pending", "running"]);
    let all = found(vec![filter("tag:Name", &["kiln"]), running.clone()]).await?;
    assert_eq!(all, ids.iter().cloned().collect());
    let blue = found(vec![filter("tag:colour & size", &["grün", "blau, größer"])]).await?;
    assert_eq!(blue, all);
    assert_eq!(found(vec![filter("tag:Name", &["oven"]), running]).await?, BTreeSet::new());
    Ok(())
}

/// More reservations than a page has: the service takes no smaller page than one of five.
async fn pages(client: &Client, first: &[String]) -> Result<(), Box<dyn Error>> {
    let mut started: BTreeSet<String> = first.iter().cloned().collect();
    for _ in 0..6 {
        let request = RunInstancesRequest::max_count(1).min_count(1).image_id(IMAGE);
        let instances = client.run_instances(request).await?.instances.unwrap_or_default();
        started.extend(instances.into_iter().filter_map(|instance| instance.instance_id));
    }
    let request = DescribeInstancesRequest::new().max_results(5);
    let pages = client.describe_instances(request.clone()).into_paginator().pages();
    assert!(pages.collect::<Result<Vec<_>, _>>().await?.len() > 1);
    let items = client.describe_instances(request).into_paginator().items();
    let items = Some(items.collect::<Result<Vec<_>, _>>().await?);
    let found: BTreeSet<_> = instances(&items).filter_map(|one| one.instance_id.clone()).collect();
    assert_eq!(found, started);
    Ok(())
}

async fn regions(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = DescribeRegionsRequest::new().region_names(["eu-central-1", "us-east-1"]);
    let regions = client.describe_regions(request).await?.regions.unwrap_or_default();
    let found: BTreeSet<_> = regions
        .iter()
        .filter_map(|region| Some((region.region_name.as_deref()?, region.endpoint.as_deref()?)))
        .collect();
    let expected = [
        ("eu-central-1", "ec2.eu-central-1.amazonaws.com"),
        ("us-east-1", "ec2.us-east-1.amazonaws.com"),
    ];
    assert_eq!(found, BTreeSet::from(expected));
    Ok(())
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = DescribeInstancesRequest::new().instance_ids(["i-1234567890abcdef0"]);
    let error = client.describe_instances(request.clone()).await.expect_err("it is not there");
    assert_eq!(error.code(), Some("InvalidInstanceID.NotFound"));
    let message = "The instance ID 'i-1234567890abcdef0' does not exist";
    assert_eq!(error.message(), Some(message));
    assert_eq!(error.status(), Some(400));
    assert!(error.request_id().is_some());
    assert!(error.to_string().starts_with("DescribeInstances failed: "), "{error}");

    // The waiter for machines that exist takes this error for an answer that may change.
    let waiter = client.wait_until_instance_exists(request);
    waiter.wait(Duration::from_millis(50)).await.expect_err("it will never be there");

    let request = CreateSecurityGroupRequest::description("d").group_name("kilns");
    let error = client.create_security_group(request).await.expect_err("there is one");
    assert_eq!(error.code(), Some("InvalidGroup.Duplicate"));
    Ok(())
}
