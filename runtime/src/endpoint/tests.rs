use super::{
    Arn, EndpointParams, KeptParams, Param, ParsedUrl, Url, are_host_labels, at, host_label,
    is_host_label, is_virtual_hostable_bucket, is_virtual_hostable_bucket_with_dots, item,
    normalized_path, parse_arn, parse_url, partition, regional, split, substring,
    substring_from_end, uri_encode,
};

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
        // Not known, but of the form of its partition.
        ("cn-west-7", "aws-cn"),
        ("us-gov-north-12", "aws-us-gov"),
        // Of no partition's form.
        ("cn-west", "aws"),
        ("cn-west-7a", "aws"),
        ("cn--7", "aws"),
        ("eusc-fr-east-1", "aws"),
        ("", "aws"),
    ] {
        assert_eq!(partition(region).name, name, "{region}");
    }
}

fn custom_url(url: &str) -> Result<String, String> {
    Url::parse(url).map(|url| url.to_string()).map_err(|error| error.to_string())
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

#[test]
fn labels_with_dots_are_labels_each() {
    for labels in ["a", "a.b", "a-b.c9"] {
        assert!(are_host_labels(labels), "{labels}");
    }
    for other in ["", ".", "a.", ".a", "a..b", "a.-b", "a_b"] {
        assert!(!are_host_labels(other), "{other}");
    }
}

#[test]
fn buckets_in_host_names() {
    for (name, alone, with_dots) in [
        ("abc", true, true),
        ("a-1", true, true),
        ("ab", false, false),
        ("Abc", false, false),
        ("a.b.c", false, true),
        ("a..c", false, false),
        ("192.168.5.4", false, false),
        ("192.168.5", false, true),
        ("999.1.1.1", false, false),
        ("", false, false),
    ] {
        assert_eq!(is_virtual_hostable_bucket(name), alone, "{name}");
        assert_eq!(is_virtual_hostable_bucket_with_dots(name), with_dots, "{name}");
    }
}

#[test]
fn arns_have_six_parts() {
    let arn = parse_arn("arn:aws:s3:us-east-1:123456789012:accesspoint/a:b");
    let parts = Arn {
        partition: "aws",
        service: "s3",
        region: "us-east-1",
        account_id: "123456789012",
        resource_id: vec!["accesspoint", "a", "b"],
    };
    assert_eq!(arn, Some(parts));
    let global = parse_arn("arn:aws:iam::123456789012:user/kim").map(|arn| arn.region);
    assert_eq!(global, Some(""));
    for other in
        ["", "arn:aws:s3:::", "arn:aws::::a", "arn::s3:::a", "ARN:aws:s3:::a", "arn:aws:s3:a"]
    {
        assert_eq!(parse_arn(other), None, "{other}");
    }
}

/// The URLs of Smithy's own cases and of the specification's table are among them.
#[test]
fn urls_in_parts() {
    for (url, scheme, authority, path, is_ip) in [
        ("https://example.com", "https", "example.com", "", false),
        ("https://example.com/", "https", "example.com", "/", false),
        ("HTTPS://Example.COM/A", "https", "Example.COM", "/A", false),
        ("http://example.com:80/foo/bar", "http", "example.com:80", "/foo/bar", false),
        ("https://example.com:443", "https", "example.com:443", "", false),
        ("https://authority.com:8000/port", "https", "authority.com:8000", "/port", false),
        ("http://localhost:0", "http", "localhost:0", "", false),
        ("http://localhost:080", "http", "localhost:080", "", false),
        ("http://localhost:65535/", "http", "localhost:65535", "/", false),
        ("http://localhost:/a", "http", "localhost", "/a", false),
        ("https://127.0.0.1", "https", "127.0.0.1", "", true),
        ("http://192.168.1.1:1234/foo/", "http", "192.168.1.1:1234", "/foo/", true),
        ("http://010.0.0.1", "http", "010.0.0.1", "", true),
        ("http://256.1.1.1", "http", "256.1.1.1", "", false),
        ("http://1.2.3", "http", "1.2.3", "", false),
        ("http://1.2.3.4.", "http", "1.2.3.4.", "", false),
        ("http://1..2.3", "http", "1..2.3", "", false),
        ("https://127.0.0.1.example.com", "https", "127.0.0.1.example.com", "", false),
        ("https://999.999.abc.blah", "https", "999.999.abc.blah", "", false),
        ("https://[fe80::1]", "https", "[fe80::1]", "", true),
        ("https://[fe80::1]:8443/", "https", "[fe80::1]:8443", "/", true),
        ("https://[::ffff:1.2.3.4]:443", "https", "[::ffff:1.2.3.4]:443", "", true),
        ("https://[::1]:", "https", "[::1]", "", true),
        // Labels are not checked.
        ("http://99_ab-.com", "http", "99_ab-.com", "", false),
        ("https://example.com//a//", "https", "example.com", "//a//", false),
        ("https://example.com/a/../%20", "https", "example.com", "/a/../%20", false),
        ("https://example.com/a:b@c", "https", "example.com", "/a:b@c", false),
        ("https://kim@example.com", "https", "example.com", "", false),
        ("https://kim:pass@example.com:8443/a", "https", "example.com:8443", "/a", false),
        ("https://kim@127.0.0.1", "https", "127.0.0.1", "", true),
        ("https://example.com/a#b", "https", "example.com", "/a", false),
        ("https://example.com#b?c/d", "https", "example.com", "", false),
    ] {
        assert_eq!(parse_url(url), Some(ParsedUrl { scheme, authority, path, is_ip }), "{url}");
    }
    for other in [
        "",
        "/",
        "example.com",
        "//example.com",
        "https:example.com",
        "https:/example.com",
        "://example.com",
        "ftp://example.com",
        "acbd://example.com",
        " https://example.com",
        "https://",
        "https:///a",
        "https://:80",
        "https://kim@",
        "https://kim@:80",
        "https://example.com?",
        "https://example.com:8443?foo=bar&faz=baz",
        "https://example.com/path?query1=foo",
        "https://example.com?a#b",
        "http://abc.com:a/foo",
        "http://abc.com:8a",
        "http://abc.com:-1",
        "http://abc.com:+80",
        "http://abc.com:65536",
        "http://abc.com:99999999999999999999",
        "http://abc.com:80:90",
        "http://::1",
        "http://[::1",
        "http://::1]",
        "http://[]",
        "http://[g::1]",
        "http://[1.2.3.4]",
        "http://[::1]a",
        "http://[::1]80",
        "http://[::1]:a",
        "http://[::1]:65536",
        "http://a[::1]",
        "https://exa mple.com",
        "https://example.com/a b",
        "https://example.com\n",
        "https://example.com\\a",
    ] {
        assert_eq!(parse_url(other), None, "{other}");
    }
    for (path, normal) in [
        ("", "/"),
        ("/", "/"),
        ("/a", "/a/"),
        ("/a/", "/a/"),
        ("/a/b/", "/a/b/"),
        ("//a//", "//a//"),
        ("a", "/a/"),
    ] {
        assert_eq!(normalized_path(path), normal);
    }
}

#[test]
fn parts_of_text() {
    for (text, range, start, end) in [
        ("abcde", 0..2, Some("ab"), Some("de")),
        ("abcde", 1..3, Some("bc"), Some("cd")),
        ("abcde", 0..5, Some("abcde"), Some("abcde")),
        ("abcde", 0..6, None, None),
        ("abcde", 2..2, None, None),
        ("abcd\u{e9}", 0..2, None, None),
        ("", 0..1, None, None),
    ] {
        assert_eq!(substring(text, range.clone()), start, "{text} {range:?}");
        assert_eq!(substring_from_end(text, range.clone()), end, "{text} {range:?}");
    }
    assert_eq!(substring("abcde", std::ops::Range { start: 3, end: 1 }), None);
}

#[test]
fn uris_are_encoded_byte_by_byte() {
    for (text, encoded) in [
        ("aZ09-_.~", "aZ09-_.~"),
        ("a b/c:d%", "a%20b%2Fc%3Ad%25"),
        ("\u{e9}\u{1f600}", "%C3%A9%F0%9F%98%80"),
        ("", ""),
    ] {
        assert_eq!(uri_encode(text), encoded);
    }
}

#[test]
fn text_is_divided_and_its_parts_are_counted() {
    assert_eq!(split("a--b--c", "--", 0), ["a", "b", "c"]);
    assert_eq!(split("a--b--c", "--", 1), ["a--b--c"]);
    assert_eq!(split("a--b--c", "--", 2), ["a", "b--c"]);
    assert_eq!(split("--", "--", 0), ["", ""]);
    assert_eq!(split("", "--", 0), [""]);
    assert_eq!(split("----", "--", 0), ["", "", ""]);
    assert_eq!(split("--x-s3--azid--suffix", "--", 0), ["", "x-s3", "azid", "suffix"]);
    assert_eq!(split("--x-s3--azid--suffix", "--", 2), ["", "x-s3--azid--suffix"]);
    assert_eq!(split("a-b-c", "--", 0), ["a-b-c"]);
    assert_eq!(split("abc", "", 0), ["abc"]);
    assert_eq!(split("abc", "", 2), ["abc"]);
    let list = ["a", "b", "c"];
    for (position, found) in
        [(0, Some("a")), (2, Some("c")), (3, None), (-1, Some("c")), (-3, Some("a")), (-4, None)]
    {
        assert_eq!(item(&list, position), found, "{position}");
    }
}

#[test]
fn parameters_of_a_service_have_names_and_types() {
    let params = EndpointParams::new()
        .with("Id", "old")
        .with("Id", "new")
        .with("IsLocal", true)
        .with("Names", &["a", "b"])
        .with_optional("Id", None::<&str>)
        .with_optional("Stage", Some("test"));
    assert_eq!((params.text("Id"), params.text("Stage")), (Some("new"), Some("test")));
    assert_eq!(params.flag("IsLocal"), Some(true));
    assert_eq!(params.texts("Names"), Some(["a", "b"].as_slice()));
    assert_eq!(
        (params.text("IsLocal"), params.flag("Id"), params.texts("Other")),
        (None, None, None)
    );
    assert_eq!(Param::from(false), Param::Flag(false));
}

#[test]
fn parameters_can_be_kept() {
    let params = EndpointParams::new()
        .region("eu-west-1")
        .endpoint_url("http://localhost")
        .use_fips(true)
        .use_dual_stack(true)
        .account_id_endpoint_mode("required")
        .with("Id", "a")
        .with("IsLocal", true)
        .with("Names", &["a", "b"]);
    let kept = KeptParams::of(&params);
    let expected = params.account_id("111122223333");
    assert_eq!(format!("{:?}", kept.with_account_id("111122223333")), format!("{expected:?}"));
}

#[test]
fn a_member_can_be_a_label() {
    assert_eq!(host_label("Name", "a-1"), Ok("a-1"));
    assert_eq!(host_label("Name", Some("a")), Ok("a"));
    for (value, found) in [
        (None, "is not set"),
        (Some(""), "is empty"),
        (Some("secret!"), "has other characters, or more of them"),
    ] {
        let error = host_label("Name", value).map_err(|error| error.to_string());
        let expected = format!(
            "the member Name is a part of the host name and has to be 1 to 63 letters, digits and hyphens, with no hyphen at either end: it {found}"
        );
        assert_eq!(error, Err(expected));
    }
}

#[test]
fn an_endpoint_has_a_url() {
    assert_eq!(
        at("https://a").map(|endpoint| endpoint.url().to_owned()).as_deref(),
        Ok("https://a")
    );
    let error = at(String::new()).map_err(|error| error.to_string());
    assert_eq!(error, Err("the rules of the service give an empty URL".to_owned()));
}

#[test]
fn a_service_without_rules_has_a_host_per_region() {
    let url = |params: EndpointParams<'_>| match regional("x", &params) {
        Ok(endpoint) => endpoint.url().to_owned(),
        Err(error) => error.to_string(),
    };
    let params = || EndpointParams::new().region("cn-north-1");
    assert_eq!(url(params()), "https://x.cn-north-1.amazonaws.com.cn");
    let both = params().use_fips(true).use_dual_stack(true);
    assert_eq!(url(both), "https://x-fips.cn-north-1.api.amazonwebservices.com.cn");
    let own = params().endpoint_url("http://localhost");
    assert_eq!(url(own.clone()), "http://localhost");
    let text = "`use_fips` and `endpoint_url` are both set on the configuration: choose one";
    assert_eq!(url(own.use_fips(true)), text);
    let text =
        "there is no region and no endpoint: set `region` or `endpoint_url` on the configuration";
    assert_eq!(url(EndpointParams::new()), text);
}
