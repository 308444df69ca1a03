//! A client that is implemented by hand, as a program does that sets more, or tests without a network.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tinsmith_cognito::AppClient;
use tinsmith_cognito::sign_in::client::{
    Answer, AssociateSoftwareToken, AuthenticationResult, CallFailure, InitiateAuth,
    RespondToAuthChallenge, SoftwareToken, Verified, VerifySoftwareToken,
};
use tinsmith_cognito::sign_in::{Client, SignIn, SoftwareTokens};

use super::{done, expect_step};

/// Answers in this order, and keeps what it was asked.
#[derive(Clone, Default)]
struct Scripted {
    answers: Arc<Mutex<VecDeque<Result<Answer, CallFailure>>>>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Scripted {
    fn called(&self, call: String) {
        self.calls.lock().expect("no test has panicked with the lock").push(call);
    }

    fn next(&self, call: String) -> Result<Answer, CallFailure> {
        self.called(call);
        let mut answers = self.answers.lock().expect("no test has panicked with the lock");
        answers.pop_front().expect("the script has an answer")
    }
}

impl Client for Scripted {
    const PASSWORD_FLOW: &'static str = "USER_PASSWORD_AUTH";

    async fn initiate_auth(&self, request: InitiateAuth) -> Result<Answer, CallFailure> {
        self.next(format!("{} for {}", request.flow, request.parameters["USERNAME"]))
    }

    async fn respond_to_auth_challenge(
        &self,
        request: RespondToAuthChallenge,
    ) -> Result<Answer, CallFailure> {
        let RespondToAuthChallenge { challenge, session, responses, .. } = request;
        self.next(format!("{challenge} in {session:?} for {}", responses["USERNAME"]))
    }
}

impl SoftwareTokens for Scripted {
    async fn associate_software_token(
        &self,
        request: AssociateSoftwareToken,
    ) -> Result<SoftwareToken, CallFailure> {
        self.called(format!("associate in {:?}", request.session));
        Ok(SoftwareToken {
            secret: Some("GEZDGNBVGY3TQOJQ".to_owned()),
            session: Some("second".to_owned()),
        })
    }

    async fn verify_software_token(
        &self,
        request: VerifySoftwareToken,
    ) -> Result<Verified, CallFailure> {
        self.called(format!("verify {} in {:?}", request.code, request.session));
        let is_success = request.code == "123456";
        Ok(Verified { is_success, session: is_success.then(|| "third".to_owned()) })
    }
}

fn tokens() -> Answer {
    Answer {
        // As some servers write it.
        challenge: Some(String::new()),
        result: Some(AuthenticationResult {
            access_token: Some("opaque".to_owned()),
            id_token: Some("opaque".to_owned()),
            refresh_token: Some("opaque".to_owned()),
            expires_in: Some(Duration::from_secs(60)),
            ..AuthenticationResult::default()
        }),
        ..Answer::default()
    }
}

/// A code is asked for again until it is right; an answer that gets lost is not asked for another.
#[tokio::test]
async fn a_token_is_verified_once() {
    let client = Scripted::default();
    let setup = Answer {
        challenge: Some("MFA_SETUP".to_owned()),
        session: Some("first".to_owned()),
        ..Answer::default()
    };
    client.answers.lock().expect("nobody has it").extend([
        Ok(setup),
        Err(CallFailure::new("no answer")),
        Ok(tokens()),
    ]);
    let sign_in = SignIn::new(client.clone(), "eu-west-1_example", AppClient::new("example"));
    let step = sign_in.username("kim").password("a password").await.expect("it is taken");
    let setup = expect_step!(step, MfaSetup).software_token().await.expect("it is taken");
    let error = setup.code("000000").await.expect_err("the status is no success");
    assert_eq!(
        error.to_string(),
        "VerifySoftwareToken: the code does not verify the software token"
    );
    let setup = expect_step!(error.try_again().expect("it can be another"), SoftwareTokenSetup);
    let error = setup.code("123456").await.expect_err("the answer gets lost");
    assert_eq!(error.to_string(), "MFA_SETUP: no answer");
    let setup = expect_step!(error.try_again().expect("it can be sent again"), SoftwareTokenSetup);
    let tokens = done(setup.code("123456").await);
    // The tokens say no name, and neither did the challenge.
    assert_eq!(tokens.username, "kim");
    assert_eq!(
        *client.calls.lock().expect("nobody has it"),
        [
            "USER_PASSWORD_AUTH for kim",
            "associate in Some(\"first\")",
            "verify 000000 in Some(\"second\")",
            "verify 123456 in Some(\"second\")",
            "MFA_SETUP in Some(\"third\") for kim",
            "MFA_SETUP in Some(\"third\") for kim",
        ]
    );
}
