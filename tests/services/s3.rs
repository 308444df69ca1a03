//! S3 as far as it goes without streams: a bucket, keys of every kind over several pages, metadata, tags, who may do what, and many objects deleted at once.
//!
//! What streams, the server has already: the tagged object `seed` in the bucket `kilns`, which the others are copies of.

use std::error::Error;

use s3::Client;
use s3::config::SdkConfig;
use s3::operation::copy_object::CopyObjectRequest;
use s3::operation::create_bucket::CreateBucketRequest;
use s3::operation::delete_object::DeleteObjectRequest;
use s3::operation::delete_objects::DeleteObjectsRequest;
use s3::operation::get_bucket_acl::GetBucketAclRequest;
use s3::operation::get_bucket_location::GetBucketLocationRequest;
use s3::operation::get_bucket_policy::GetBucketPolicyRequest;
use s3::operation::get_bucket_tagging::GetBucketTaggingRequest;
use s3::operation::get_object_tagging::GetObjectTaggingRequest;
use s3::operation::head_bucket::HeadBucketRequest;
use s3::operation::head_object::HeadObjectRequest;
use s3::operation::list_objects_v2::ListObjectsV2Request;
use s3::operation::put_bucket_policy::PutBucketPolicyRequest;
use s3::operation::put_bucket_tagging::PutBucketTaggingRequest;
use s3::operation::put_object_tagging::PutObjectTaggingRequest;
use s3::types::{
    BucketLocationConstraint, ChecksumAlgorithm, CreateBucketConfiguration, Delete,
    MetadataDirective, ObjectIdentifier, Permission, Tag, Tagging, Type,
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
    policy(&client).await?;
    bucket_tags(&client).await?;
    objects(&client).await?;
    deleted(&client).await?;
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

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "größe & <k> 'é' 漢 100%",
      "Effect": "Allow",
      "Principal": "*",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::glazes/*"
    }
  ]
}
"#;

/// The body of the request and of the response is the text as it stands.
async fn policy(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.get_bucket_policy(GetBucketPolicyRequest::bucket("glazes")).await;
    let error = error.expect_err("there is no policy");
    assert_eq!((error.code(), error.status()), (Some("NoSuchBucketPolicy"), Some(404)));

    let request = PutBucketPolicyRequest::bucket("glazes").policy(POLICY);
    client.put_bucket_policy(request).await?;
    let found = client.get_bucket_policy(GetBucketPolicyRequest::bucket("glazes")).await?;
    assert_eq!(found.policy.as_deref(), Some(POLICY));
    Ok(())
}

async fn bucket_tags(client: &Client) -> Result<(), Box<dyn Error>> {
    let tags = [("colour", "blau & grün"), ("<clay>", "fein"), ("heat", "1260 °C")];
    let tags = tags.map(|(key, value)| Tag::key(key).value(value)).to_vec();
    let request = PutBucketTaggingRequest::bucket("glazes").tagging(Tagging::tag_set(tags.clone()));
    client.put_bucket_tagging(request).await?;
    let found = client.get_bucket_tagging(GetBucketTaggingRequest::bucket("glazes")).await?;
    assert_eq!(found.tag_set, tags);
    Ok(())
}

/// What there is to know of an object, and tags of each, with a checksum by another algorithm each time.
async fn objects(client: &Client) -> Result<(), Box<dyn Error>> {
    let algorithms = [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32c,
        ChecksumAlgorithm::Crc64nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ];
    for (key, algorithm) in KEYS.iter().zip(algorithms.iter().cycle()) {
        let found = client.head_object(HeadObjectRequest::bucket("glazes").key(*key)).await?;
        assert_eq!(found.content_length, Some(4), "{key}");
        let metadata = found.metadata.unwrap_or_default();
        assert_eq!(metadata.get("glaze").map(String::as_str), Some("celadon"), "{key}");

        let value = format!("größe + a/b=c@{}", key.len());
        let tags = vec![Tag::key("clay").value(value)];
        let request = PutObjectTaggingRequest::bucket("glazes")
            .key(*key)
            .tagging(Tagging::tag_set(tags.clone()))
            .checksum_algorithm(algorithm.clone());
        client.put_object_tagging(request).await?;
        let request = GetObjectTaggingRequest::bucket("glazes").key(*key);
        assert_eq!(client.get_object_tagging(request).await?.tag_set, tags, "{key}");
    }
    Ok(())
}

/// One object by itself, the others at once.
async fn deleted(client: &Client) -> Result<(), Box<dyn Error>> {
    let [first, others @ ..] = KEYS;
    client.delete_object(DeleteObjectRequest::bucket("glazes").key(first)).await?;
    let keys = others.map(ObjectIdentifier::key).to_vec();
    let request = DeleteObjectsRequest::bucket("glazes").delete(Delete::objects(keys));
    let found = client.delete_objects(request).await?;
    assert_eq!(found.errors.unwrap_or_default(), []);
    let deleted = found.deleted.unwrap_or_default();
    let deleted: Vec<_> = deleted.iter().filter_map(|object| object.key.as_deref()).collect();
    assert_eq!(deleted, others);
    let left = client.list_objects_v2(ListObjectsV2Request::bucket("glazes")).await?;
    assert_eq!(left.contents.unwrap_or_default(), []);
    Ok(())
}

async fn seed(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = GetObjectTaggingRequest::bucket("kilns").key("seed");
    let found = client.get_object_tagging(request).await?;
    let tags = [("heat", "1260 C"), ("clay", "red")].map(|(key, value)| Tag::key(key).value(value));
    assert_eq!(found.tag_set, tags);
    Ok(())
}
