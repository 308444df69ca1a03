//! A sign-in by SRP with a second factor, with the official crate.

use std::error::Error;
use std::time::SystemTime;

use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::types::{
    AuthFlowType, AuthenticationResultType, ChallengeNameType,
};
use tinsmith_cognito::AppClient;
use tinsmith_cognito::srp::{Srp, SrpChallenge, UserPassword};

/// Where a user signs in.
pub struct Place<'a> {
    /// The client.
    pub client: &'a Client,
    /// The app client.
    pub app: &'a AppClient,
    /// The id of the user pool.
    pub pool: &'a str,
}

/// Sign-in by SRP, with a code of a text message or of an app where the user has a second factor.
pub async fn sign_in(
    Place { client, app, pool }: Place<'_>,
    (username, password): (&str, &str),
    ask: impl Fn(&str) -> String,
) -> Result<AuthenticationResultType, Box<dyn Error>> {
    let srp = Srp::start()?;
    let mut start = client
        .initiate_auth()
        .auth_flow(AuthFlowType::UserSrpAuth)
        .client_id(app.id())
        .auth_parameters("USERNAME", username)
        .auth_parameters("SRP_A", srp.srp_a());
    if let Some(hash) = app.secret_hash(username) {
        start = start.auth_parameters("SECRET_HASH", hash);
    }
    let response = start.send().await?;
    if response.challenge_name() != Some(&ChallengeNameType::PasswordVerifier) {
        return Err("expected PASSWORD_VERIFIER".into());
    }
    let parameters = response.challenge_parameters().ok_or("no parameters")?;
    let parameter = |name| parameters.get(name).map(String::as_str).ok_or("a parameter is missing");
    // Not the alias that was typed, from here on.
    let user_id = parameter("USER_ID_FOR_SRP")?;
    let challenge = SrpChallenge {
        salt: parameter("SALT")?,
        srp_b: parameter("SRP_B")?,
        secret_block: parameter("SECRET_BLOCK")?,
    };
    let user = UserPassword { pool_id: pool, user_id, password };
    let claim = srp.prove_password(user, challenge, SystemTime::now())?;
    let hash = app.secret_hash(user_id);
    let mut answer = client
        .respond_to_auth_challenge()
        .client_id(app.id())
        .challenge_name(ChallengeNameType::PasswordVerifier)
        .set_session(response.session().map(str::to_owned))
        .challenge_responses("USERNAME", user_id)
        .challenge_responses("PASSWORD_CLAIM_SIGNATURE", claim.signature)
        .challenge_responses("PASSWORD_CLAIM_SECRET_BLOCK", claim.secret_block)
        .challenge_responses("TIMESTAMP", claim.timestamp);
    if let Some(hash) = &hash {
        answer = answer.challenge_responses("SECRET_HASH", hash);
    }
    let mut response = answer.send().await?;
    while let Some(challenge) = response.challenge_name() {
        let (key, question) = match challenge {
            ChallengeNameType::SmsMfa => ("SMS_MFA_CODE", "Code of the text message"),
            ChallengeNameType::SoftwareTokenMfa => ("SOFTWARE_TOKEN_MFA_CODE", "Code of the app"),
            other => return Err(format!("no answer to {}", other.as_str()).into()),
        };
        let session = response.session().ok_or("no session")?;
        response = loop {
            let mut answer = client
                .respond_to_auth_challenge()
                .client_id(app.id())
                .challenge_name(challenge.clone())
                .session(session)
                .challenge_responses("USERNAME", user_id)
                .challenge_responses(key, ask(question));
            if let Some(hash) = &hash {
                answer = answer.challenge_responses("SECRET_HASH", hash);
            }
            match answer.send().await {
                Ok(response) => break response,
                Err(error) => {
                    let error = error.into_service_error();
                    if !error.is_code_mismatch_exception() {
                        return Err(error.into());
                    }
                }
            }
        };
    }
    // Its access, id and refresh tokens are options.
    Ok(response.authentication_result.ok_or("no tokens")?)
}
