//! S3 as far as it goes without streams and checksums: a bucket, keys of every kind over several pages, metadata, tags, and who may do what.
//!
//! What needs a checksum, the server has already: the bucket `kilns`, and the tagged object `seed` in it.

use std::error::Error;

use s3::Client;
use s3::config::SdkConfig;
use s3::operation::copy_object::CopyObjectRequest;
use s3::operation::create_bucket::CreateBucketRequest;
use s3::operation::delete_object::DeleteObjectRequest;
use s3::operation::get_bucket_acl::GetBucketAclRequest;
use s3::operation::get_bucket_location::GetBucketLocationRequest;
use s3::operation::get_object_tagging::GetObjectTaggingRequest;
use s3::operation::head_bucket::HeadBucketRequest;
use s3::operation::head_object::HeadObjectRequest;
use s3::operation::list_objects_v2::ListObjectsV2Request;
use s3::types::{
    BucketLocationConstraint, CreateBucketConfiguration, MetadataDirective, Permission, Tag, Type,
};

/// In the order of a listing.
const KEYS: [&str; 8] = ["+&=?", " b ", "100%", "<k>\"'", "a/b/c", "a//b", "größe/ß", "x;y,z"];

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    bucket(&client).await?;
    for key in KEYS {
        copy(&client, key).await?;
    }
    pages(&client).await?;
    object(&client).await?;
    seed(&client).await
}

async fn bucket(client: &Client) -> Result<(), Box<dyn Error>> {
    let place =
        CreateBucketConfiguration::new().location_constraint(BucketLocationConstraint::EuCentral1);
    let request = CreateBucketRequest::bucket("glazes").create_bucket_configuration(place);
    client.create_bucket(request).await?;
    client.head_bucket(HeadBucketRequest::bucket("glazes")).await?;
    let found = client.get_bucket_location(GetBucketLocationRequest::bucket("glazes")).await?;
    assert_eq!(found.location_constraint, Some(BucketLocationConstraint::EuCentral1));

    let found = client.get_bucket_acl(GetBucketAclRequest::bucket("glazes")).await?;
    let grants = found.grants.unwrap_or_default();
    let [grant] = grants.as_slice() else { return Err(format!("{grants:?}").into()) };
    assert_eq!(grant.permission, Some(Permission::FullControl));
    let grantee = grant.grantee.as_ref().ok_or("no grantee")?;
    assert_eq!(grantee.r#type, Type::CanonicalUser);
    assert!(grantee.id.is_some());
    Ok(())
}

async fn copy(client: &Client, key: &str) -> Result<(), Box<dyn Error>> {
    let request = CopyObjectRequest::bucket("glazes")
        .copy_source("kilns/seed")
        .key(key)
        .metadata_directive(MetadataDirective::Replace)
        .metadata([("glaze", "celadon")]);
    let copied = client.copy_object(request).await?;
    let result = copied.copy_object_result.ok_or("no result")?;
    assert!(result.e_tag.is_some() && result.last_modified.is_some());
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = ListObjectsV2Request::bucket("glazes").max_keys(3);
    let mut pages = client.list_objects_v2(request).into_paginator().pages();
    let (mut counts, mut keys) = (Vec::new(), Vec::new());
    while let Some(page) = pages.try_next().await? {
        let contents = page.contents.unwrap_or_default();
        counts.push(contents.len());
        keys.extend(contents.into_iter().filter_map(|object| object.key));
    }
    assert_eq!(counts, [3, 3, 2]);
    let mut expected = KEYS;
    expected.sort_unstable();
    assert_eq!(keys, expected);

    let request = ListObjectsV2Request::bucket("glazes").prefix("a/").delimiter("/");
    let found = client.list_objects_v2(request).await?;
    let prefixes = found.common_prefixes.unwrap_or_default();
    let prefixes: Vec<_> = prefixes.iter().filter_map(|found| found.prefix.as_deref()).collect();
    assert_eq!(prefixes, ["a//", "a/b/"]);
    Ok(())
}

async fn object(client: &Client) -> Result<(), Box<dyn Error>> {
    for key in KEYS {
        let found = client.head_object(HeadObjectRequest::bucket("glazes").key(key)).await?;
        assert_eq!(found.content_length, Some(4), "{key}");
        let metadata = found.metadata.unwrap_or_default();
        assert_eq!(metadata.get("glaze").map(String::as_str), Some("celadon"), "{key}");
        client.delete_object(DeleteObjectRequest::bucket("glazes").key(key)).await?;
    }
    Ok(())
}

async fn seed(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = GetObjectTaggingRequest::bucket("kilns").key("seed");
    let found = client.get_object_tagging(request).await?;
    let tags = [("heat", "1260 C"), ("clay", "red")].map(|(key, value)| Tag::key(key).value(value));
    assert_eq!(found.tag_set, tags);
    Ok(())
}
