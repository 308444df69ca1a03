//! That the server of these tests refuses what the service would: else it proves nothing of what it takes.

use cognito_identity_provider::Client;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::AuthFlowType;
use tinsmith_tests::fake_cognito::{Ask, FakeCognito, UserPool};
use tinsmith_tests::servers::setup::unsigned;

struct Plain {
    pool: UserPool,
    server: FakeCognito,
    client: Client,
}

impl Plain {
    fn new() -> Self {
        let pool = UserPool::new().with_secret();
        let server = FakeCognito::start(pool.clone());
        let client = Client::from_conf(unsigned(&server.endpoint()).build());
        Self { pool, server, client }
    }

    fn hash(&self, username: &str) -> String {
        super::app_client(&self.pool).secret_hash(username).expect("there is a secret")
    }

    /// Starts with a password; gives the session.
    async fn started(&self, ask: Ask) -> String {
        self.server.will_ask([ask]);
        let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
            .client_id(&self.pool.client_id)
            .auth_parameters([
                ("USERNAME", self.pool.alias.as_str()),
                ("PASSWORD", &self.pool.password),
                ("SECRET_HASH", &self.hash(&self.pool.alias)),
            ]);
        let response = self.client.initiate_auth(request).await.expect("all is right");
        response.session.expect("there is a session")
    }

    /// Answers; gives the error, if it is refused.
    async fn answer(
        &self,
        challenge: &str,
        session: Option<String>,
        responses: &[(&str, &str)],
    ) -> Option<String> {
        let mut request = RespondToAuthChallengeRequest::client_id(&self.pool.client_id)
            .challenge_name(challenge.into())
            .challenge_responses(responses.iter().copied());
        request.session = session;
        let call = self.client.respond_to_auth_challenge(request);
        // What the client itself would refuse is to reach the server.
        let call = call.validation(cognito_identity_provider::config::Validation::Off);
        call.await.err().map(|error| {
            format!("{}: {}", error.code().unwrap_or_default(), error.message().unwrap_or_default())
        })
    }
}

#[tokio::test]
async fn an_answer_that_is_not_right_is_refused() {
    let plain = Plain::new();
    let (user, alias) = (plain.pool.username.clone(), plain.pool.alias.clone());
    let (hash, of_alias) = (plain.hash(&user), plain.hash(&alias));
    let code = ("SMS_MFA_CODE", "123456");
    let name = ("USERNAME", user.as_str());
    let hashed = ("SECRET_HASH", hash.as_str());
    for (challenge, has_session, responses, expected) in [
        ("SMS_MFA", true, vec![name, hashed, code], None),
        (
            "SMS_MFA",
            true,
            vec![name, hashed],
            Some("InvalidParameterException: SMS_MFA_CODE: missing in SMS_MFA"),
        ),
        (
            "SMS_MFA",
            true,
            vec![hashed, code],
            Some("InvalidParameterException: USERNAME: missing in SMS_MFA"),
        ),
        (
            "SMS_MFA",
            true,
            vec![name, hashed, code, ("ANSWER", "x")],
            Some("InvalidParameterException: ANSWER: not in SMS_MFA"),
        ),
        (
            "SMS_MFA",
            true,
            vec![name, hashed, ("SMS_MFA_COD", "123456")],
            Some("InvalidParameterException: SMS_MFA_COD: not in SMS_MFA"),
        ),
        (
            "SMS_MFA",
            true,
            vec![name, code],
            Some("NotAuthorizedException: SecretHash does not match for the client"),
        ),
        (
            "SMS_MFA",
            true,
            vec![name, code, ("SECRET_HASH", &of_alias)],
            Some("NotAuthorizedException: SecretHash does not match for the client"),
        ),
        (
            "SMS_MFA",
            true,
            vec![("USERNAME", &alias), code, ("SECRET_HASH", &of_alias)],
            Some("InvalidParameterException: USERNAME: another name was said"),
        ),
        (
            "SMS_MFA",
            true,
            vec![name, hashed, code, ("DEVICE_KEY", "x")],
            Some("InvalidParameterException: DEVICE_KEY: Some(\"x\")"),
        ),
        (
            "SMS_MFA",
            true,
            vec![name, hashed, ("SMS_MFA_CODE", "000000")],
            Some("CodeMismatchException: SMS_MFA_CODE: not what was asked for"),
        ),
        (
            "SMS_MFA",
            false,
            vec![name, hashed, code],
            Some("NotAuthorizedException: Invalid session for the user."),
        ),
        (
            "EMAIL_OTP",
            true,
            vec![name, hashed, ("EMAIL_OTP_CODE", "123456")],
            Some("InvalidParameterException: EMAIL_OTP answers SMS_MFA"),
        ),
    ] {
        let ask = Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456");
        let session = plain.started(ask).await;
        let found = plain.answer(challenge, has_session.then_some(session), &responses).await;
        assert_eq!(found.as_deref(), expected, "{responses:?}");
    }
}

#[tokio::test]
async fn a_session_is_good_for_one_answer() {
    let plain = Plain::new();
    let session = plain.started(Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")).await;
    let (user, hash) = (plain.pool.username.clone(), plain.hash(&plain.pool.username));
    let responses =
        [("USERNAME", user.as_str()), ("SECRET_HASH", &hash), ("SMS_MFA_CODE", "123456")];
    assert_eq!(plain.answer("SMS_MFA", Some(session.clone()), &responses).await, None);
    assert_eq!(
        plain.answer("SMS_MFA", Some(session), &responses).await.as_deref(),
        Some("NotAuthorizedException: Invalid session for the user.")
    );
}

#[tokio::test]
async fn a_start_that_is_not_right_is_refused() {
    let plain = Plain::new();
    let (alias, password) = (plain.pool.alias.clone(), plain.pool.password.clone());
    let (hash, of_user) = (plain.hash(&alias), plain.hash(&plain.pool.username));
    let (name, hashed) = (("USERNAME", alias.as_str()), ("SECRET_HASH", hash.as_str()));
    let password = ("PASSWORD", password.as_str());
    for (flow, parameters, expected) in [
        ("USER_PASSWORD_AUTH", vec![name, hashed, password], None),
        ("USER_PASSWORD_AUTH", vec![name, hashed], Some("PASSWORD: missing in USER_PASSWORD_AUTH")),
        (
            "USER_PASSWORD_AUTH",
            vec![name, password],
            Some("SecretHash does not match for the client"),
        ),
        (
            "USER_PASSWORD_AUTH",
            vec![name, password, ("SECRET_HASH", &of_user)],
            Some("SecretHash does not match for the client"),
        ),
        (
            "USER_PASSWORD_AUTH",
            vec![name, hashed, password, ("SRP_A", "1")],
            Some("SRP_A: not in USER_PASSWORD_AUTH"),
        ),
        (
            "USER_PASSWORD_AUTH",
            vec![name, hashed, password, ("DEVICE_KEY", "x")],
            Some("Device does not exist."),
        ),
        ("USER_SRP_AUTH", vec![name, hashed, ("SRP_A", "0")], Some("SRP_A: not such a number")),
        ("USER_SRP_AUTH", vec![name, hashed, ("SRP_A", "0A")], Some("SRP_A: not such a number")),
        ("USER_AUTH", vec![name, hashed, password], Some("an answer without a choice")),
        ("CUSTOM_AUTH", vec![name, hashed, ("SRP_A", "1")], Some("first: None")),
        (
            "ADMIN_USER_PASSWORD_AUTH",
            vec![name, hashed, password],
            Some("ADMIN_USER_PASSWORD_AUTH in InitiateAuth"),
        ),
        (
            "REFRESH_TOKEN_AUTH",
            vec![name, ("REFRESH_TOKEN", "x")],
            Some("USERNAME: not in REFRESH_TOKEN_AUTH"),
        ),
    ] {
        let request = InitiateAuthRequest::auth_flow(flow.into())
            .client_id(&plain.pool.client_id)
            .auth_parameters(parameters.clone());
        let call = plain.client.initiate_auth(request);
        let call = call.validation(cognito_identity_provider::config::Validation::Off);
        let found = call.await.err().map(|error| error.message().unwrap_or_default().to_owned());
        assert_eq!(found.as_deref(), expected, "{flow} {parameters:?}");
    }
}
