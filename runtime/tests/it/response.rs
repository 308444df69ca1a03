//! What is read from a response of success.

use tinsmith_runtime::error::{RequestId, SdkError};

use super::sample::{ChallengeNameType, WITHOUT_OUTPUT, client, request, response};

#[tokio::test]
async fn members_are_read_and_the_request_id_is_kept() {
    let body = r#"{"ChallengeName":"NEW_THING","Session":"s","ChallengeParameters":{"a":"b"},"AvailableChallenges":["SMS_MFA"]}"#;
    let (client, _) = client([response(200, &[("x-amzn-requestid", "id-1")], body)]);
    let response = client.respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response.challenge_name.as_ref().map(|name| name.as_str()), Some("NEW_THING"));
    assert_eq!(response.session.as_deref(), Some("s"));
    assert_eq!(response.challenge_parameters.as_ref().unwrap()["a"], "b");
    assert_eq!(response.available_challenges, Some(vec![ChallengeNameType::SmsMfa]));
    assert_eq!(response.request_id(), Some("id-1"));
}

#[tokio::test]
async fn null_is_absent_and_what_is_unknown_is_skipped() {
    let body = r#"{"ChallengeName":null,"New":{"a":[1,{"b":null}]},"Session":"s","ChallengeParameters":{"a":null,"b":"c"},"AvailableChallenges":[null,"SMS_MFA"],"Newer":null}"#;
    let (client, _) = client([response(200, &[], body)]);
    let response = client.respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response.challenge_name, None);
    assert_eq!(response.session.as_deref(), Some("s"));
    assert_eq!(response.challenge_parameters, Some([("b".to_owned(), "c".to_owned())].into()));
    assert_eq!(response.available_challenges, Some(vec![ChallengeNameType::SmsMfa]));
    assert_eq!(response.request_id(), None);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_cannot_be_read_is_a_response_error() {
    // The operation has secrets: names of the model are none.
    for (body, why) in [
        ("<html><body>Bad gateway</body></html>", "expected an object"),
        (r#"{"Session":"abc"#, "Session: the document ends early"),
        (r#"{"Session":"abc""#, "the document ends early"),
        (r#"{"Session":"abc"}{}"#, "the document is malformed"),
        (r#"{"Session":5}"#, "Session: expected a string"),
        (r#"{"Session":"\ud83d"}"#, "Session: expected a string of valid Unicode"),
        (r#"{"ChallengeParameters":{"secret":5}}"#, "ChallengeParameters[*]: expected a string"),
        (r#"{"AvailableChallenges":["A",5]}"#, "AvailableChallenges[1]: expected a string"),
        (r#"{"AvailableChallenges":5}"#, "AvailableChallenges: expected an array"),
        ("[]", "expected an object"),
    ] {
        let headers = [("x-amzn-requestid", "id-1")];
        let (client, http) = client([response(200, &headers, body), response(200, &[], "{}")]);
        let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
        let SdkError::ResponseError(context) = error.as_sdk_error() else {
            panic!("{body}: {error:?}")
        };
        assert_eq!(context.raw().status().as_u16(), 200);
        assert_eq!(context.raw().body().bytes(), Some(body.as_bytes()));
        assert_eq!(error.request_id(), Some("id-1"));
        let text = error.to_string();
        let start = format!(
            "RespondToAuthChallenge failed: the body of the response cannot be read: {why} (HTTP status 200, request id id-1)"
        );
        assert_eq!(text, start, "{body}");
        assert_eq!(http.actual_requests().count(), 1, "{body}");
    }
}

#[tokio::test]
async fn no_document_is_one_without_members_where_none_is_required() {
    for body in ["", " \r\n\t", "\u{feff}"] {
        let (client, _) = client([response(200, &[("x-amzn-requestid", "id-1")], body)]);
        let response = client.respond_to_auth_challenge(request()).await.unwrap();
        assert_eq!((response.session.as_deref(), response.request_id()), (None, Some("id-1")));
    }
}

#[tokio::test]
async fn a_byte_order_mark_is_skipped() {
    let headers = [("x-amzn-requestid", "id-1")];
    let (ok, _) = client([response(200, &headers, "\u{feff}{\"Session\":\"s\"}")]);
    let response_read = ok.respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response_read.session.as_deref(), Some("s"));
    assert_eq!(response_read.request_id(), Some("id-1"));

    let body = "\u{feff}{\"__type\":\"AliasExistsException\"}";
    let (failing, _) = client([response(400, &headers, body)]);
    let error = failing.respond_to_auth_challenge(request()).await.unwrap_err();
    assert_eq!(error.code(), Some("AliasExistsException"));
    assert_eq!(error.raw_response().unwrap().body().bytes(), Some(body.as_bytes()));
}

#[tokio::test]
async fn the_body_is_not_read_where_the_model_has_no_output() {
    for body in ["", "{}", "<html></html>"] {
        let (client, _) = client([response(200, &[("x-amzn-requestid", "id-1")], body)]);
        let response = client.core.call(&WITHOUT_OUTPUT, request()).await.unwrap();
        assert_eq!(response.request_id(), Some("id-1"));
    }
}
