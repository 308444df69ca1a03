//! What becomes of documents that are none.

use super::{Either, MeasureResponse, answered, bytes, http, member, read, refused, text};

#[tokio::test]
async fn a_value_of_another_type_is_named_by_its_place() {
    let secret = text("secret");
    for (document, expected) in [
        (member("text", "01"), "text: expected a string"),
        (member("text", "46 736563726574"), "text: expected a string"),
        (member("text", "63 ff6161"), "text: expected a string of valid Unicode"),
        (member("text", "d9d9f7 6161"), "text: expected a string"),
        (member("small", "18 80"), "small: expected a whole number of 8 bits"),
        (member("whole", "1a 80000000"), "whole: expected a whole number of 32 bits"),
        (member("whole", "fb 3ff0000000000000"), "whole: expected a whole number of 32 bits"),
        (member("long", "1b 8000000000000000"), "long: expected a whole number of 64 bits"),
        (member("long", &secret), "long: expected a whole number of 64 bits"),
        (member("double", &secret), "double: expected a number"),
        (member("single", "c2 41 01"), "single: expected a number"),
        // 1e300, which a `Float` cannot hold and a timestamp neither.
        (member("single", "fb 7e37e43c8800759c"), "single: expected a number"),
        (member("time", "c1 fb 7e37e43c8800759c"), "time: expected a timestamp, in seconds"),
        (member("time", "c1 fb fe37e43c8800759c"), "time: expected a timestamp, in seconds"),
        (member("time", "c1 fb 43e0000000000000"), "time: expected a timestamp, in seconds"),
        (member("large", "f9 3c00"), "large: expected a whole number"),
        (member("large", "c4 82 20 05"), "large: expected a whole number"),
        (member("large", &format!("c2 {secret}")), "large: expected a whole number"),
        (member("exact", "f9 3c00"), "exact: expected a number"),
        (member("exact", "c4 83 01 01 01"), "exact: expected a number"),
        (member("exact", "c5 82 20 05"), "exact: expected a number"),
        (member("flag", "01"), "flag: expected a boolean"),
        (member("bytes", &secret), "bytes: expected bytes"),
        (member("bytes", "81 01"), "bytes: expected bytes"),
        (member("time", &format!("c0 {secret}")), "time: expected a timestamp, in seconds"),
        (member("time", &format!("c1 {secret}")), "time: expected a timestamp, in seconds"),
        (member("dated", &secret), "dated: expected a timestamp, in seconds"),
        (member("time", "c1 f9 7e00"), "time: expected a timestamp, in seconds"),
        (member("time", "c1 fb 7ff0000000000000"), "time: expected a timestamp, in seconds"),
        (member("names", &secret), "names: expected an array"),
        (member("names", "82 6161 01"), "names[1]: expected a string"),
        (
            member("counts", &format!("a1 {secret} {secret}")),
            "counts[*]: expected a whole number of 32 bits",
        ),
        (member("counts", "a1 01 01"), "counts: the document is malformed"),
        (member("inner", &secret), "inner: expected an object"),
        (member("inner", &member("text", "01")), "inner.text: expected a string"),
        (
            member("either", &member("right", &secret)),
            "either.right: expected a whole number of 32 bits",
        ),
        (
            member("either", &format!("a2 {} 01 {} 6161", text("right"), text("left"))),
            "either: expected one member, found `right` and `left`",
        ),
        (secret.clone(), "expected an object"),
        ("80".to_owned(), "expected an object"),
        ("f6".to_owned(), "expected an object"),
        ("ff".to_owned(), "expected an object"),
        (format!("a1 01 {secret}"), "the document is malformed"),
    ] {
        assert_eq!(refused(&document).await, expected, "{document}");
    }
}

/// Cuts a document with everything in it off behind each of its bytes.
#[tokio::test]
async fn a_document_without_its_end_is_refused() {
    let whole = format!(
        "ad {} 7f 6161 ff {} 18 01 {} 1a 00000001 {} fb 3ff8000000000000 {} f5 {} 5f 4161 ff {} c1 fb 3ff8000000000000 {} 9f 6161 ff {} 81 f6 {} bf 6161 01 ff {} a1 {} bf ff {} a1 {} 01 {} 82 01 a1 01 02",
        text("text"),
        text("small"),
        text("whole"),
        text("double"),
        text("flag"),
        text("bytes"),
        text("time"),
        text("names"),
        text("gaps"),
        text("counts"),
        text("inner"),
        text("inner"),
        text("either"),
        text("right"),
        text("unknown"),
    );
    let whole = bytes(&whole);
    let response = answered(http(200, &[], whole.clone())).await.unwrap();
    assert_eq!(response.either, Some(Either::Right(1)));
    for length in 1..whole.len() {
        let error = answered(http(200, &[], whole.get(..length).unwrap().to_vec())).await;
        let line = error.unwrap_err().to_string();
        assert!(line.contains("the document ends early"), "{length}: {line}");
    }
}

#[tokio::test]
async fn lengths_that_nothing_can_have_are_refused() {
    for (document, place) in [
        ("bb ffffffffffffffff".to_owned(), ""),
        (member("text", "7b ffffffffffffffff 61"), "text: "),
        (member("text", "7b 7fffffffffffffff 61"), "text: "),
        (member("bytes", "5b ffffffffffffffff 61"), "bytes: "),
        (member("bytes", "5f 5b ffffffffffffffff 61"), "bytes: "),
        (member("names", "9b ffffffffffffffff 6161"), "names[1]: "),
        (member("counts", "bb ffffffffffffffff 6161 01"), "counts: "),
        (member("unknown", "9b ffffffffffffffff 01"), ""),
        (member("unknown", "5b ffffffffffffffff 01"), ""),
    ] {
        assert_eq!(
            refused(&document).await,
            format!("{place}the document ends early"),
            "{document}"
        );
    }
}

#[tokio::test]
async fn documents_that_are_nested_too_deeply_are_refused() {
    let nested = |depth: usize| {
        let begin: String = (0..depth).map(|_| format!("a1 {} ", text("inner"))).collect();
        format!("{begin} a0")
    };
    let mut inner = read(&nested(127)).await.inner;
    let mut depth = 0;
    while let Some(found) = inner {
        depth += 1;
        inner = found.inner;
    }
    assert_eq!(depth, 127);
    for depth in [128, 10_000] {
        let line = refused(&nested(depth)).await;
        assert!(line.ends_with("inner: the document is nested too deeply"), "{line}");
    }
    // What is passed over takes no stack.
    let unknown = format!("{} 01", "81".repeat(100_000));
    assert_eq!(read(&member("unknown", &unknown)).await, MeasureResponse::default());
    let open = format!("{}{}", "9f".repeat(100_000), "ff".repeat(100_000));
    assert_eq!(read(&member("unknown", &open)).await, MeasureResponse::default());
}

#[tokio::test]
async fn bytes_that_are_no_item_are_refused() {
    for (document, expected) in [
        (member("text", "1c"), "text: expected a string"),
        (member("text", "7c"), "text: expected a string"),
        (member("text", "7f 01 ff"), "text: expected a string"),
        (member("text", "7f 7f 6161 ff ff"), "text: expected a string"),
        (member("bytes", "5f 6161 ff"), "bytes: expected bytes"),
        (member("unknown", "1c"), "the document is malformed"),
        (member("unknown", "fc"), "the document is malformed"),
        (member("unknown", "ff"), "the document is malformed"),
        ("a0 00".to_owned(), "the document is malformed"),
        ("bf 6474657874 ff".to_owned(), "text: expected a string"),
        ("3c68746d6c3e".to_owned(), "expected an object"),
    ] {
        assert_eq!(refused(&document).await, expected, "{document}");
    }
}
