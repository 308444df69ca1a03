//! Users and their attributes: made, read, changed, shut out, let in again, removed.

use cognito_identity_provider::operation::admin_create_user::AdminCreateUserRequest;
use cognito_identity_provider::operation::admin_delete_user::AdminDeleteUserRequest;
use cognito_identity_provider::operation::admin_delete_user_attributes::AdminDeleteUserAttributesRequest;
use cognito_identity_provider::operation::admin_disable_user::AdminDisableUserRequest;
use cognito_identity_provider::operation::admin_enable_user::AdminEnableUserRequest;
use cognito_identity_provider::operation::admin_get_user::{
    AdminGetUserRequest, AdminGetUserResponse,
};
use cognito_identity_provider::operation::admin_update_user_attributes::AdminUpdateUserAttributesRequest;
use cognito_identity_provider::operation::get_user::GetUserRequest;
use cognito_identity_provider::operation::list_users::ListUsersRequest;
use cognito_identity_provider::operation::update_user_attributes::UpdateUserAttributesRequest;
use cognito_identity_provider::types::{AttributeType, MessageActionType, UserStatusType};
use tinsmith_tests::servers::Kind;

use super::flows::assert_tokens;
use super::refusal::refusal;
use super::stage::Stage;

#[tokio::test]
async fn a_user_comes_and_goes_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a user comes and goes").await else { return };
    a_user_comes_and_goes(&stage).await;
}

#[tokio::test]
async fn a_user_comes_and_goes_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a user comes and goes").await else { return };
    a_user_comes_and_goes(&stage).await;
}

async fn a_user_comes_and_goes(stage: &Stage) {
    let pool = &stage.pool.user_pool_id;
    let request = AdminCreateUserRequest::user_pool_id(pool)
        .username("ada")
        .user_attributes([attribute("email", "ada@example.com"), attribute("name", "Ada")])
        .temporary_password("Temporary-1-password")
        .message_action(MessageActionType::Suppress);
    let response = stage.admin.admin_create_user(request).await.expect("the user is made");
    let made = response.user.expect("the answer has the user");
    assert_eq!(made.username.as_deref(), Some("ada"));
    assert_eq!(
        (made.enabled, made.user_status),
        (Some(true), Some(UserStatusType::ForceChangePassword))
    );
    let given = [("email", "ada@example.com"), ("name", "Ada")];
    assert_eq!(own(made.attributes.as_deref()), given);

    let user = get(stage, "ada").await;
    assert_eq!(user.username, "ada");
    assert_eq!(own(user.user_attributes.as_deref()), given);
    assert_eq!(user.user_create_date, made.user_create_date);

    let request = AdminUpdateUserAttributesRequest::user_pool_id(pool)
        .username("ada")
        .user_attributes([attribute("name", "Ada L.")]);
    stage.admin.admin_update_user_attributes(request).await.expect("the user changes");
    let user = get(stage, "ada").await;
    let changed = [("email", "ada@example.com"), ("name", "Ada L.")];
    assert_eq!(own(user.user_attributes.as_deref()), changed);

    let request = ListUsersRequest::user_pool_id(pool).filter(r#"email = "ada@example.com""#);
    let found = stage.admin.list_users(request).await.expect("the users are listed");
    let names: Vec<_> = found.users.iter().flatten().map(|user| user.username.as_deref()).collect();
    assert_eq!(names, [Some("ada")]);

    let request = AdminDeleteUserRequest::user_pool_id(pool).username("ada");
    stage.admin.admin_delete_user(request).await.expect("the user is removed");
    let request = AdminGetUserRequest::user_pool_id(pool).username("ada");
    assert_eq!(
        refusal(stage.admin.admin_get_user(request)).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn a_user_who_is_disabled_is_shut_out_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a disabled user").await else { return };
    a_user_who_is_disabled_is_shut_out(&stage).await;
}

#[tokio::test]
async fn a_user_who_is_disabled_is_shut_out_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a disabled user").await else { return };
    a_user_who_is_disabled_is_shut_out(&stage).await;
}

async fn a_user_who_is_disabled_is_shut_out(stage: &Stage) {
    let (pool, user) = (&stage.pool.user_pool_id, &stage.pool.plain_user);
    let request = AdminDisableUserRequest::user_pool_id(pool).username(&user.username);
    stage.admin.admin_disable_user(request).await.expect("the user is disabled");
    assert_eq!(get(stage, &user.username).await.enabled, Some(false));
    assert_eq!(refusal(stage.sign_in(user)).await, "NotAuthorizedException: User is disabled.");

    let request = AdminEnableUserRequest::user_pool_id(pool).username(&user.username);
    stage.admin.admin_enable_user(request).await.expect("the user is enabled");
    assert_eq!(get(stage, &user.username).await.enabled, Some(true));
    let response = stage.sign_in(user).await.expect("the user is let in");
    assert_tokens(response.authentication_result.as_ref());
}

#[tokio::test]
async fn a_user_changes_itself_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a user changes itself").await else { return };
    a_user_changes_itself(&stage).await;
}

#[tokio::test]
async fn a_user_changes_itself_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a user changes itself").await else { return };
    a_user_changes_itself(&stage).await;
}

async fn a_user_changes_itself(stage: &Stage) {
    let user = &stage.pool.plain_user;
    let token = stage.access_token(user).await;
    let changes = [attribute("email", "plain@example.com"), attribute("nickname", "Plain")];
    let request = UpdateUserAttributesRequest::user_attributes(changes).access_token(&token);
    stage.client.update_user_attributes(request).await.expect("the user changes itself");

    let itself =
        stage.client.get_user(GetUserRequest::access_token(&token)).await.expect("it is there");
    assert_eq!(itself.username, user.username);
    let changed = [("email", "plain@example.com"), ("nickname", "Plain")];
    assert_eq!(own(Some(&itself.user_attributes)), changed);
    assert_eq!(own(get(stage, &user.username).await.user_attributes.as_deref()), changed);
}

#[tokio::test]
async fn an_attribute_is_removed_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "an attribute is removed").await else { return };
    let (pool, name) = (&stage.pool.user_pool_id, &stage.pool.plain_user.username);
    let changes = [attribute("email", "plain@example.com"), attribute("nickname", "Plain")];
    let request = AdminUpdateUserAttributesRequest::user_pool_id(pool)
        .username(name)
        .user_attributes(changes);
    stage.admin.admin_update_user_attributes(request).await.expect("the user changes");
    let request = AdminDeleteUserAttributesRequest::user_pool_id(pool)
        .username(name)
        .user_attribute_names(["nickname"]);
    stage.admin.admin_delete_user_attributes(request).await.expect("the attribute is removed");
    let attributes = get(&stage, name).await.user_attributes;
    assert_eq!(own(attributes.as_deref()), [("email", "plain@example.com")]);
}

#[tokio::test]
async fn ministack_does_not_know_how_to_remove_an_attribute() {
    let Some(stage) = Stage::set(Kind::Ministack, "an attribute is removed").await else { return };
    let (pool, name) = (&stage.pool.user_pool_id, &stage.pool.plain_user.username);
    let request = AdminDeleteUserAttributesRequest::user_pool_id(pool)
        .username(name)
        .user_attribute_names(["nickname"]);
    assert_eq!(
        refusal(stage.admin.admin_delete_user_attributes(request)).await,
        "Unhandled InvalidAction: Unknown Cognito IDP action: AdminDeleteUserAttributes"
    );
}

async fn get(stage: &Stage, username: &str) -> AdminGetUserResponse {
    let request = AdminGetUserRequest::user_pool_id(&stage.pool.user_pool_id).username(username);
    stage.admin.admin_get_user(request).await.expect("the user is there")
}

fn attribute(name: &str, value: &str) -> AttributeType {
    AttributeType::name(name).value(value)
}

/// The attributes that were given, in the server's order: without `sub`, which the server gives to every user.
fn own(attributes: Option<&[AttributeType]>) -> Vec<(&str, &str)> {
    let attributes = attributes.unwrap_or_default();
    let sub = attributes.iter().find(|attribute| attribute.name == "sub");
    assert!(sub.and_then(|sub| sub.value.as_deref()).is_some_and(|sub| sub.len() == 36));
    attributes
        .iter()
        .filter(|attribute| attribute.name != "sub")
        .map(|attribute| (attribute.name.as_str(), attribute.value.as_deref().unwrap_or_default()))
        .collect()
}
