use super::{EndpointParams, custom, is_host_label, partition};

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

fn custom_url(url: &str) -> Result<String, String> {
    let params = EndpointParams { endpoint_url: Some(url), ..EndpointParams::default() };
    match custom(&params) {
        Ok(endpoint) => Ok(endpoint.unwrap().url().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn an_endpoint_url_has_scheme_authority_and_path() {
    for (url, taken) in [
        ("http://localhost:4566", "http://localhost:4566"),
        ("HTTPS://Example.com//", "https://Example.com"),
        ("http://[::1]:80/", "http://[::1]:80"),
        ("http://[::1]", "http://[::1]"),
        ("https://example.com/a/b@c//", "https://example.com/a/b@c"),
    ] {
        assert_eq!(custom_url(url).as_deref(), Ok(taken));
    }
}

#[test]
fn what_cannot_be_an_endpoint_url_is_refused_in_its_own_words_and_not_quoted() {
    let scheme = "`endpoint_url` must begin with https:// or http://";
    let white_space = "`endpoint_url` must not hold white space";
    let host = "`endpoint_url` must name a host";
    let user = "`endpoint_url` must not hold a user name or a password";
    let port = "`endpoint_url` must have a number up to 65535 as its port";
    for (url, why) in [
        ("", scheme),
        ("localhost:80", scheme),
        ("ftp://localhost", scheme),
        (" https://localhost", white_space),
        ("https://localhost\n", white_space),
        ("https://local host", white_space),
        ("https://localhost/#", "`endpoint_url` must not hold a fragment"),
        ("https://localhost?", "`endpoint_url` must not hold a query"),
        ("https://localhost/a?b=c", "`endpoint_url` must not hold a query"),
        ("https://", "`endpoint_url` is not a URL"),
        ("https://[::1", "`endpoint_url` is not a URL"),
        ("https:///a", "`endpoint_url` is not a URL"),
        ("https://:80", host),
        ("https://user:password@localhost", user),
        ("https://user@localhost", user),
        ("https://localhost:65536", port),
        ("https://localhost:", port),
    ] {
        assert_eq!(custom_url(url), Err(why.to_owned()), "{url}");
    }
}
