use super::{EndpointParams, is_host_label, partition, regional};

#[test]
fn host_labels_are_what_dns_takes() {
    for label in ["a", "us-east-1", "A9", &"x".repeat(63)] {
        assert!(is_host_label(label), "{label}");
    }
    for other in ["", "-a", "a-", "a.b", "a/b", "é", "a b", &"x".repeat(64)] {
        assert!(!is_host_label(other), "{other}");
    }
}

#[test]
fn a_region_is_in_one_partition() {
    for (region, name) in [
        ("us-east-1", "aws"),
        ("us-isolated-1", "aws"),
        ("us-iso-west-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
        ("us-gov-east-1", "aws-us-gov"),
        ("aws-us-gov-global", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
        ("eusc-de-east-1", "aws-eusc"),
        ("", "aws"),
    ] {
        assert_eq!(partition(region).name, name, "{region}");
    }
}

#[test]
fn an_endpoint_url_must_be_one() {
    let params = EndpointParams { endpoint_url: Some("localhost:80"), ..EndpointParams::default() };
    let error = regional("x", &params).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`endpoint_url` must begin with https:// or http://, is \"localhost:80\""
    );
}
