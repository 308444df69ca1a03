//! Passwords: set by the pool's owner, changed by the user, forgotten and set anew.
//!
//! The code of a forgotten password is mailed by AWS. Moto puts it into a header of its answer, MiniStack keeps the mail.

use cognito_identity_provider::operation::admin_reset_user_password::AdminResetUserPasswordRequest;
use cognito_identity_provider::operation::admin_set_user_password::AdminSetUserPasswordRequest;
use cognito_identity_provider::operation::admin_update_user_attributes::AdminUpdateUserAttributesRequest;
use cognito_identity_provider::operation::change_password::ChangePasswordRequest;
use cognito_identity_provider::operation::confirm_forgot_password::ConfirmForgotPasswordRequest;
use cognito_identity_provider::operation::forgot_password::ForgotPasswordRequest;
use cognito_identity_provider::types::{
    AttributeType, ChallengeNameType, CodeDeliveryDetailsType, DeliveryMediumType,
};
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;

use super::flows::{NEW_PASSWORD, assert_tokens};
use super::refusal::refusal;
use super::side_door::mailed_code;
use super::stage::Stage;
use super::watch::Watch;

/// What a sign-in with a password that is not the user's is answered with, by both servers.
const REFUSED: &str = "NotAuthorizedException: Incorrect username or password.";

#[tokio::test]
async fn the_owner_sets_a_password_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "the owner sets a password").await else { return };
    the_owner_sets_a_password(&stage).await;
}

#[tokio::test]
async fn the_owner_sets_a_password_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "the owner sets a password").await else {
        return;
    };
    the_owner_sets_a_password(&stage).await;
}

async fn the_owner_sets_a_password(stage: &Stage) {
    let user = &stage.pool.plain_user;
    let request = AdminSetUserPasswordRequest::user_pool_id(&stage.pool.user_pool_id)
        .username(&user.username)
        .password(NEW_PASSWORD);
    stage.admin.admin_set_user_password(request.clone()).await.expect("it is set for once");
    assert_eq!(refusal(stage.sign_in(user)).await, REFUSED);
    let changed = User { password: NEW_PASSWORD.to_owned(), ..user.clone() };
    let response = stage.sign_in(&changed).await.expect("the password is right");
    assert_eq!(response.challenge_name, Some(ChallengeNameType::NewPasswordRequired));

    let request = request.permanent(true);
    stage.admin.admin_set_user_password(request).await.expect("it is set for good");
    let response = stage.sign_in(&changed).await.expect("the password is right");
    assert_tokens(response.authentication_result.as_ref());
}

#[tokio::test]
async fn a_user_changes_the_password_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a user changes the password").await else { return };
    // Moto's whole message is the user's name.
    a_user_changes_the_password(&stage, "NotAuthorizedException: plain").await;
}

#[tokio::test]
async fn a_user_changes_the_password_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a user changes the password").await else {
        return;
    };
    a_user_changes_the_password(&stage, REFUSED).await;
}

async fn a_user_changes_the_password(stage: &Stage, wrong: &str) {
    let user = &stage.pool.plain_user;
    let token = stage.access_token(user).await;
    let request = ChangePasswordRequest::proposed_password(NEW_PASSWORD).access_token(&token);
    let mistyped = request.clone().previous_password("Mistyped-1-password");
    assert_eq!(refusal(stage.client.change_password(mistyped)).await, wrong);
    let request = request.previous_password(&user.password);
    stage.client.change_password(request).await.expect("the password changes");

    assert_eq!(refusal(stage.sign_in(user)).await, REFUSED);
    let changed = User { password: NEW_PASSWORD.to_owned(), ..user.clone() };
    let response = stage.sign_in(&changed).await.expect("the password is right");
    assert_tokens(response.authentication_result.as_ref());
}

/// What a server says of where it sent a code.
fn delivery(to: &str, by: DeliveryMediumType, attribute: &str) -> CodeDeliveryDetailsType {
    let mut details = CodeDeliveryDetailsType::new();
    details.destination = Some(to.to_owned());
    details.delivery_medium = Some(by);
    details.attribute_name = Some(attribute.to_owned());
    details
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a forgotten password").await else { return };
    let user = &stage.pool.plain_user;
    let watch = Watch::default();
    let request = ForgotPasswordRequest::client_id(&stage.pool.client_id).username(&user.username);
    let call = stage.client.forgot_password(request).interceptor(watch.clone());
    let response = call.await.expect("a code is sent");
    // Moto sends to the phone by default, and makes up the number that the user does not have.
    let delivery = delivery("+*******9934", DeliveryMediumType::Sms, "phone_number");
    assert_eq!(response.code_delivery_details, Some(delivery));
    let code = watch.answered("x-moto-forgot-password-confirmation-code");
    let code = code.expect("Moto says the code");

    // Of codes, Moto checks only those that look like its own. AWS would answer with `CodeMismatchException`.
    assert_eq!(
        refusal(stage.client.confirm_forgot_password(anew(&stage, "moto-confirmation-code:1")))
            .await,
        "ExpiredCodeException: Invalid code provided, please request a code again."
    );
    stage.client.confirm_forgot_password(anew(&stage, &code)).await.expect("the code is right");
    assert_set_anew(&stage).await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a forgotten password").await else { return };
    let address = format!("{}@example.com", stage.pool.client_id);
    have_address(&stage, &address).await;
    let request = ForgotPasswordRequest::client_id(&stage.pool.client_id)
        .username(&stage.pool.plain_user.username);
    let response = stage.client.forgot_password(request).await.expect("a code is sent");
    let first = address.get(..1).unwrap_or_default();
    let delivery = delivery(&format!("{first}****@e****"), DeliveryMediumType::Email, "email");
    assert_eq!(response.code_delivery_details, Some(delivery));
    let code = mailed_code(stage.address(), &address);

    assert_eq!(
        refusal(stage.client.confirm_forgot_password(anew(&stage, "000000"))).await,
        "CodeMismatchException: Invalid verification code provided, please try again."
    );
    stage.client.confirm_forgot_password(anew(&stage, &code)).await.expect("the code is right");
    assert_set_anew(&stage).await;
    assert_eq!(
        refusal(stage.client.confirm_forgot_password(anew(&stage, &code))).await,
        "ExpiredCodeException: Invalid code provided, please request a code again."
    );
}

/// The request that gives the plain user [`NEW_PASSWORD`].
fn anew(stage: &Stage, code: &str) -> ConfirmForgotPasswordRequest {
    ConfirmForgotPasswordRequest::client_id(stage.pool.client_id.clone())
        .username(stage.pool.plain_user.username.clone())
        .confirmation_code(code)
        .password(NEW_PASSWORD)
}

async fn assert_set_anew(stage: &Stage) {
    let user = &stage.pool.plain_user;
    assert_eq!(refusal(stage.sign_in(user)).await, REFUSED);
    let changed = User { password: NEW_PASSWORD.to_owned(), ..user.clone() };
    let response = stage.sign_in(&changed).await.expect("the password is right");
    assert_tokens(response.authentication_result.as_ref());
}

#[tokio::test]
async fn a_password_that_is_reset_is_good_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a password that is reset").await else { return };
    have_address(&stage, "plain@example.com").await;
    reset(&stage).await;
    // AWS answers with `PasswordResetRequiredException`; Moto does not look.
    let response = stage.sign_in(&stage.pool.plain_user).await.expect("the password is right");
    assert_tokens(response.authentication_result.as_ref());
}

#[tokio::test]
async fn a_password_that_is_reset_is_refused_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a password that is reset").await else { return };
    let address = format!("{}@example.com", stage.pool.client_id);
    have_address(&stage, &address).await;
    reset(&stage).await;
    assert_eq!(
        refusal(stage.sign_in(&stage.pool.plain_user)).await,
        "PasswordResetRequiredException: Password reset required for the user"
    );
    let code = mailed_code(stage.address(), &address);
    stage.client.confirm_forgot_password(anew(&stage, &code)).await.expect("the code is right");
    assert_set_anew(&stage).await;
}

async fn reset(stage: &Stage) {
    let user = &stage.pool.plain_user.username;
    let request =
        AdminResetUserPasswordRequest::user_pool_id(&stage.pool.user_pool_id).username(user);
    stage.admin.admin_reset_user_password(request).await.expect("the password is reset");
}

/// Gives the plain user a mail address that counts as its own.
async fn have_address(stage: &Stage, address: &str) {
    let attributes = [
        AttributeType::name("email").value(address),
        AttributeType::name("email_verified").value("true"),
    ];
    let user = &stage.pool.plain_user.username;
    let request = AdminUpdateUserAttributesRequest::user_pool_id(&stage.pool.user_pool_id)
        .username(user)
        .user_attributes(attributes);
    stage.admin.admin_update_user_attributes(request).await.expect("the user changes");
}
