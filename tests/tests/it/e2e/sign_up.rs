//! Users who sign themselves up, until they sign themselves out.

use cognito_identity_provider::operation::admin_get_user::AdminGetUserRequest;
use cognito_identity_provider::operation::confirm_sign_up::ConfirmSignUpRequest;
use cognito_identity_provider::operation::get_user::GetUserRequest;
use cognito_identity_provider::operation::global_sign_out::GlobalSignOutRequest;
use cognito_identity_provider::operation::sign_up::SignUpRequest;
use cognito_identity_provider::types::{AttributeType, UserStatusType};
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;

use super::refusal::refusal;
use super::side_door::mailed_code;
use super::stage::Stage;

#[tokio::test]
async fn a_user_signs_up_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a user signs up").await else { return };
    let user = sign_up(&stage).await;
    // Moto takes any code.
    confirm(&stage, &user, "000000").await;
    let token = signed_out(&stage, &user).await;
    assert_eq!(
        refusal(stage.client.get_user(GetUserRequest::access_token(token))).await,
        "NotAuthorizedException: Invalid token"
    );
}

#[tokio::test]
async fn a_user_signs_up_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a user signs up").await else { return };
    let user = sign_up(&stage).await;
    let request = ConfirmSignUpRequest::client_id(&stage.pool.client_id)
        .username(&user.username)
        .confirmation_code("000000");
    assert_eq!(
        refusal(stage.client.confirm_sign_up(request)).await,
        "CodeMismatchException: Invalid verification code provided, please try again."
    );
    let code = mailed_code(stage.address(), &address(&stage));
    confirm(&stage, &user, &code).await;
    let request = ConfirmSignUpRequest::client_id(&stage.pool.client_id)
        .username(&user.username)
        .confirmation_code(&code);
    assert_eq!(
        refusal(stage.client.confirm_sign_up(request)).await,
        "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED"
    );
    let token = signed_out(&stage, &user).await;
    assert_eq!(
        refusal(stage.client.get_user(GetUserRequest::access_token(token))).await,
        "NotAuthorizedException: Access Token has been revoked"
    );
}

/// Signs up, and finds that this is not enough.
async fn sign_up(stage: &Stage) -> User {
    let user = User { username: "bea".to_owned(), password: "Chosen-1-password".to_owned() };
    let request = SignUpRequest::client_id(&stage.pool.client_id)
        .username(&user.username)
        .password(&user.password)
        .user_attributes([AttributeType::name("email").value(address(stage))]);
    let response = stage.client.sign_up(request).await.expect("the user is made");
    assert!(!response.user_confirmed);
    assert_eq!(response.user_sub.len(), 36);
    assert_eq!(status(stage, &user).await, Some(UserStatusType::Unconfirmed));
    assert_eq!(
        refusal(stage.sign_in(&user)).await,
        "UserNotConfirmedException: User is not confirmed."
    );
    user
}

async fn confirm(stage: &Stage, user: &User, code: &str) {
    let request = ConfirmSignUpRequest::client_id(&stage.pool.client_id)
        .username(&user.username)
        .confirmation_code(code);
    stage.client.confirm_sign_up(request).await.expect("the code is right");
    assert_eq!(status(stage, user).await, Some(UserStatusType::Confirmed));
}

/// Signs in and out again; gives the access token, which was good in between.
async fn signed_out(stage: &Stage, user: &User) -> String {
    let token = stage.access_token(user).await;
    let itself = stage.client.get_user(GetUserRequest::access_token(&token)).await;
    assert_eq!(itself.expect("the token is good").username, user.username);
    let request = GlobalSignOutRequest::access_token(&token);
    stage.client.global_sign_out(request).await.expect("the user is signed out");
    token
}

async fn status(stage: &Stage, user: &User) -> Option<UserStatusType> {
    let request =
        AdminGetUserRequest::user_pool_id(&stage.pool.user_pool_id).username(&user.username);
    stage.admin.admin_get_user(request).await.expect("the user is there").user_status
}

/// An address that no other test has.
fn address(stage: &Stage) -> String {
    format!("{}@example.com", stage.pool.client_id)
}
