//! Checks before anything is sent.

use tinsmith_runtime::validation::{
    Constraint, Limits, Measure, Validation, ValidationError, check,
};

use super::sample::{
    Client, RespondToAuthChallengeRequest, client, config, replay, request, response,
};

/// Breaks a constraint of every kind; each value would be a secret.
fn broken() -> RespondToAuthChallengeRequest {
    let mut request = request()
        .session("short")
        .challenge_responses([("secret-key", "secret-value")])
        .analytics_endpoint_id("x".repeat(17))
        .scopes(["a", "too-long-by-far", "a", ""]);
    request.client_id = String::new();
    request.challenge_name = "NEW_THING".into();
    request
}

fn paths(level: Validation) -> Vec<String> {
    match check(&broken(), level) {
        Ok(()) => Vec::new(),
        Err(error) => {
            error.violations().iter().map(|violation| violation.path().to_owned()).collect()
        }
    }
}

#[test]
fn each_level_checks_more() {
    assert_eq!(paths(Validation::Off), [""; 0]);
    assert_eq!(paths(Validation::Lenient), ["ClientId", "Session", "Scopes[3]"]);
    assert_eq!(
        paths(Validation::Standard),
        [
            "ClientId",
            "Session",
            "AnalyticsMetadata.AnalyticsEndpointId",
            "Scopes",
            "Scopes",
            "Scopes[1]",
            "Scopes[3]"
        ],
    );
    let mut strict = vec!["ClientId"];
    if cfg!(feature = "pattern") {
        strict.push("ClientId");
    }
    strict.extend([
        "ChallengeName",
        "Session",
        "AnalyticsMetadata.AnalyticsEndpointId",
        "Scopes",
        "Scopes",
        "Scopes[1]",
        "Scopes[3]",
    ]);
    assert_eq!(paths(Validation::Strict), strict);
}

#[tokio::test]
async fn a_violation_stops_the_call() {
    let (client, http) = client([]);
    let error = client.respond_to_auth_challenge(broken()).await.unwrap_err();
    assert!(error.is_construction_failure());
    assert_eq!(http.actual_requests().count(), 0);

    let violations = error.validation_error().unwrap().violations();
    let length = Constraint::Length(Limits { min: Some(20), max: Some(4096) });
    assert_eq!(violations[1].path(), "Session");
    assert_eq!(violations[1].constraint(), &length);
    assert_eq!(violations[1].measure(), &Measure::Length(5));

    let text = error.to_string();
    let expected = "RespondToAuthChallenge was not sent: 7 constraints are not met: \
        ClientId: length must be 1 to 128, is 0; \
        Session: length must be 20 to 4096, is 5; \
        AnalyticsMetadata.AnalyticsEndpointId: length must be 0 to 16, is 17; \
        Scopes: length must be at most 3, is 4; \
        Scopes: items must be unique, 0 and 2 are equal; \
        Scopes[1]: length must be 1 to 8, is 15; \
        Scopes[3]: length must be 1 to 8, is 0";
    assert_eq!(text, expected);
    assert!(!text.contains("secret") && !text.contains("short"), "{text}");

    let error = error.into_service_error();
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn the_level_of_the_call_goes_over_that_of_the_configuration_over_that_of_the_service() {
    let at = |level: Option<Validation>| {
        let http = replay([response(200, &[], "{}")]);
        let mut config = config().http_client(http);
        if let Some(level) = level {
            config = config.validation(level);
        }
        Client::from_conf(config.build())
    };
    let too_long = || request().analytics_endpoint_id("x".repeat(17));
    let call = |level| at(level).respond_to_auth_challenge(too_long());

    assert_eq!(call(None).await.unwrap_err().validation_error().map(count), Some(1));
    assert!(call(Some(Validation::Lenient)).await.is_ok());
    assert!(call(None).validation(Validation::Lenient).await.is_ok());
    let error = call(Some(Validation::Off)).validation(Validation::Standard).await.unwrap_err();
    assert_eq!(error.validation_error().map(count), Some(1));
}

fn count(error: &ValidationError) -> usize {
    error.violations().len()
}
