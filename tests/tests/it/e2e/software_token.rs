//! A software token, from its secret to the sign-in that asks for its code.

use cognito_identity_provider::operation::admin_get_user::AdminGetUserRequest;
use cognito_identity_provider::operation::associate_software_token::AssociateSoftwareTokenRequest;
use cognito_identity_provider::operation::set_user_mfa_preference::SetUserMFAPreferenceRequest;
use cognito_identity_provider::operation::verify_software_token::VerifySoftwareTokenRequest;
use cognito_identity_provider::types::{
    ChallengeNameType, SoftwareTokenMfaSettingsType, VerifySoftwareTokenResponseType,
};
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::totp::{totp_code, wrong_code};

use super::flows::assert_tokens;
use super::refusal::refusal;
use super::stage::Stage;

#[tokio::test]
async fn a_token_is_set_up_and_asked_for_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a token is set up").await else { return };
    // Moto names the device, which has no name here.
    a_token_is_set_up_and_asked_for(&stage, "CodeMismatchException: Code mismatch (None)").await;
}

#[tokio::test]
async fn a_token_is_set_up_and_asked_for_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a token is set up").await else { return };
    let mismatch = "EnableSoftwareTokenMFAException: Code mismatch";
    a_token_is_set_up_and_asked_for(&stage, mismatch).await;
}

async fn a_token_is_set_up_and_asked_for(stage: &Stage, mismatch: &str) {
    let user = &stage.pool.plain_user;
    let access_token = stage.access_token(user).await;
    assert_eq!(mfa(stage).await, (vec![], None));

    let request = AssociateSoftwareTokenRequest::new().access_token(&access_token);
    let response = stage.client.associate_software_token(request).await.expect("it is associated");
    let secret = response.secret_code.expect("the answer has the secret");
    let code = totp_code(&secret).expect("the secret gives a code");

    let request =
        VerifySoftwareTokenRequest::user_code(wrong_code(&code)).access_token(&access_token);
    assert_eq!(refusal(stage.client.verify_software_token(request)).await, mismatch);
    let request = VerifySoftwareTokenRequest::user_code(code).access_token(&access_token);
    let response = stage.client.verify_software_token(request).await.expect("the code is right");
    assert_eq!(response.status, Some(VerifySoftwareTokenResponseType::Success));

    prefer(stage, &access_token, true).await;
    let software_token = "SOFTWARE_TOKEN_MFA".to_owned();
    assert_eq!(mfa(stage).await, (vec![software_token.clone()], Some(software_token)));

    let response = stage.sign_in(user).await.expect("the password is right");
    assert_eq!(response.challenge_name, Some(ChallengeNameType::SoftwareTokenMfa));
    let session = response.session.expect("a challenge has a session");
    let code = totp_code(&secret).expect("the secret gives a code");
    let answer = ("SOFTWARE_TOKEN_MFA_CODE", code.as_str());
    let response = stage
        .respond(ChallengeNameType::SoftwareTokenMfa, &session, user, answer)
        .await
        .expect("the code is right");
    assert_tokens(response.authentication_result.as_ref());

    prefer(stage, &access_token, false).await;
    assert_eq!(mfa(stage).await, (vec![], None));
    let response = stage.sign_in(user).await.expect("the password is enough again");
    assert_tokens(response.authentication_result.as_ref());
}

async fn prefer(stage: &Stage, access_token: &str, on: bool) {
    let settings = SoftwareTokenMfaSettingsType::new().enabled(on).preferred_mfa(on);
    let request = SetUserMFAPreferenceRequest::access_token(access_token)
        .software_token_mfa_settings(settings);
    stage.client.set_user_mfa_preference(request).await.expect("the preference is taken");
}

/// What the plain user can be asked for, and what it prefers.
async fn mfa(stage: &Stage) -> (Vec<String>, Option<String>) {
    let user = &stage.pool.plain_user.username;
    let request = AdminGetUserRequest::user_pool_id(&stage.pool.user_pool_id).username(user);
    let user = stage.admin.admin_get_user(request).await.expect("the user is there");
    // Both servers write an empty text where AWS leaves the member out.
    let preferred = user.preferred_mfa_setting.filter(|setting| !setting.is_empty());
    (user.user_mfa_setting_list.unwrap_or_default(), preferred)
}
