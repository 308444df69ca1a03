//! Sign-ins that a program makes for its users, with signed calls.

use cognito_identity_provider::operation::admin_initiate_auth::AdminInitiateAuthRequest;
use cognito_identity_provider::operation::admin_respond_to_auth_challenge::AdminRespondToAuthChallengeRequest;
use cognito_identity_provider::operation::create_user_pool_client::CreateUserPoolClientRequest;
use cognito_identity_provider::types::{AuthFlowType, ChallengeNameType, ExplicitAuthFlowsType};
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;

use super::flows::{NEW_PASSWORD, assert_tokens};
use super::refusal::refusal;
use super::stage::Stage;

#[tokio::test]
async fn a_program_signs_its_users_in_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a program signs users in").await else { return };
    let client_id = a_program_signs_its_users_in(&stage).await;
    // Moto's whole message is the user's name.
    assert_eq!(mistyped(&stage, &client_id).await, "NotAuthorizedException: plain");
}

#[tokio::test]
async fn a_program_signs_its_users_in_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a program signs users in").await else { return };
    let client_id = a_program_signs_its_users_in(&stage).await;
    let message = "NotAuthorizedException: Incorrect username or password.";
    assert_eq!(mistyped(&stage, &client_id).await, message);
    assert_eq!(
        refusal(stage.admin.admin_initiate_auth(sign_in(
            &stage,
            &stage.pool.client_id,
            &stage.pool.plain_user
        )))
        .await,
        "InvalidParameterException: Auth flow not enabled for this client"
    );
}

async fn a_program_signs_its_users_in(stage: &Stage) -> String {
    let pool = &stage.pool.user_pool_id;
    let request = CreateUserPoolClientRequest::user_pool_id(pool)
        .client_name("back end")
        .explicit_auth_flows([ExplicitAuthFlowsType::AllowAdminUserPasswordAuth]);
    let response = stage.admin.create_user_pool_client(request).await.expect("it is made");
    let client_id = response.user_pool_client.and_then(|client| client.client_id);
    let client_id = client_id.expect("the client has an id");

    let request = sign_in(stage, &client_id, &stage.pool.plain_user);
    let response = stage.admin.admin_initiate_auth(request.clone()).await;
    let response = response.expect("the password is right");
    assert_eq!(response.challenge_name, None);
    assert_tokens(response.authentication_result.as_ref());

    let error = stage.client.admin_initiate_auth(request).await.expect_err("nobody can sign it");
    assert!(error.is_construction_failure(), "{error}");

    let user = &stage.pool.new_user;
    let request = sign_in(stage, &client_id, user);
    let response = stage.admin.admin_initiate_auth(request).await.expect("the password is right");
    assert_eq!(response.challenge_name, Some(ChallengeNameType::NewPasswordRequired));
    let request = AdminRespondToAuthChallengeRequest::user_pool_id(pool)
        .client_id(&client_id)
        .challenge_name(ChallengeNameType::NewPasswordRequired)
        .session(response.session.expect("a challenge has a session"))
        .challenge_responses([
            ("USERNAME", user.username.as_str()),
            ("NEW_PASSWORD", NEW_PASSWORD),
        ]);
    let response = stage.admin.admin_respond_to_auth_challenge(request).await;
    let response = response.expect("the new password meets the policy");
    assert_tokens(response.authentication_result.as_ref());
    client_id
}

async fn mistyped(stage: &Stage, client_id: &str) -> String {
    let user = User { password: "Mistyped-1-password".into(), ..stage.pool.plain_user.clone() };
    refusal(stage.admin.admin_initiate_auth(sign_in(stage, client_id, &user))).await
}

fn sign_in(stage: &Stage, client_id: &str, user: &User) -> AdminInitiateAuthRequest {
    let flow = AuthFlowType::AdminUserPasswordAuth;
    AdminInitiateAuthRequest::user_pool_id(&stage.pool.user_pool_id)
        .client_id(client_id)
        .auth_flow(flow)
        .auth_parameters([("USERNAME", &user.username), ("PASSWORD", &user.password)])
}
