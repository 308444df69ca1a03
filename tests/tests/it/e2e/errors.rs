//! Every error that a server can be made to give, and that no other file sees to.
//!
//! Left over are the errors for which MiniStack runs a Lambda function (`InvalidLambdaResponseException`, `UserLambdaValidationException`), and those of requests that the client does not let out (`SerializationException`).

use cognito_identity_provider::operation::admin_confirm_sign_up::AdminConfirmSignUpRequest;
use cognito_identity_provider::operation::admin_create_user::AdminCreateUserRequest;
use cognito_identity_provider::operation::admin_delete_user_attributes::AdminDeleteUserAttributesRequest;
use cognito_identity_provider::operation::admin_link_provider_for_user::AdminLinkProviderForUserRequest;
use cognito_identity_provider::operation::admin_list_user_auth_events::AdminListUserAuthEventsRequest;
use cognito_identity_provider::operation::admin_set_user_password::AdminSetUserPasswordRequest;
use cognito_identity_provider::operation::create_group::CreateGroupRequest;
use cognito_identity_provider::operation::create_identity_provider::CreateIdentityProviderRequest;
use cognito_identity_provider::operation::create_user_pool::CreateUserPoolRequest;
use cognito_identity_provider::operation::create_user_pool_client::CreateUserPoolClientRequest;
use cognito_identity_provider::operation::get_user::GetUserRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::list_devices::ListDevicesRequest;
use cognito_identity_provider::operation::list_users::ListUsersRequest;
use cognito_identity_provider::operation::set_user_mfa_preference::SetUserMFAPreferenceRequest;
use cognito_identity_provider::operation::update_user_attributes::UpdateUserAttributesRequest;
use cognito_identity_provider::operation::update_user_pool::UpdateUserPoolRequest;
use cognito_identity_provider::operation::verify_software_token::VerifySoftwareTokenRequest;
use cognito_identity_provider::types::{
    AdvancedSecurityModeType, AttributeType, AuthFlowType, ExplicitAuthFlowsType,
    IdentityProviderTypeType, MessageActionType, ProviderUserIdentifierType,
    SoftwareTokenMfaSettingsType, UserPoolAddOnsType, UserPoolTierType, UsernameAttributeType,
};
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::User;

use super::refusal::refusal;
use super::stage::Stage;

/// Nothing that a server has handed out, though it looks like a token.
const NO_TOKEN: &str = "e30.e30.e30";

#[tokio::test]
async fn what_is_there_already_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "what is there already").await else { return };
    // Moto's whole message is the user's name.
    assert_eq!(user_again(&stage).await, "UsernameExistsException: plain");
    let message = "GroupExistsException: A group with the name already exists";
    assert_eq!(group_again(&stage).await, message);
}

#[tokio::test]
async fn what_is_there_already_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "what is there already").await else { return };
    let message = "UsernameExistsException: User account already exists.";
    assert_eq!(user_again(&stage).await, message);
    assert_eq!(group_again(&stage).await, "GroupExistsException: Group crew already exists.");

    let request = identity_provider(&stage);
    stage.admin.create_identity_provider(request.clone()).await.expect("it is made");
    assert_eq!(
        refusal(stage.admin.create_identity_provider(request)).await,
        "DuplicateProviderException: A provider with name google already exists."
    );
}

async fn user_again(stage: &Stage) -> String {
    let request = AdminCreateUserRequest::user_pool_id(&stage.pool.user_pool_id).username("plain");
    refusal(stage.admin.admin_create_user(request)).await
}

async fn group_again(stage: &Stage) -> String {
    let request = CreateGroupRequest::group_name("crew").user_pool_id(&stage.pool.user_pool_id);
    stage.admin.create_group(request.clone()).await.expect("the group is made");
    refusal(stage.admin.create_group(request)).await
}

fn identity_provider(stage: &Stage) -> CreateIdentityProviderRequest {
    CreateIdentityProviderRequest::user_pool_id(stage.pool.user_pool_id.clone())
        .provider_name("google")
        .provider_type(IdentityProviderTypeType::Google)
        .provider_details(
            [("client_id", "a"), ("client_secret", "b"), ("authorize_scopes", "c")]
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
        )
}

#[tokio::test]
async fn an_alias_of_somebody_else_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "an alias of somebody else").await else { return };
    let request = CreateUserPoolRequest::pool_name("by mail")
        .username_attributes([UsernameAttributeType::Email]);
    let pool = stage.admin.create_user_pool(request).await.expect("the pool is made").user_pool;
    let pool = pool.and_then(|pool| pool.id).expect("the pool has an id");
    let request = CreateUserPoolClientRequest::user_pool_id(&pool).client_name("app");
    let response = stage.admin.create_user_pool_client(request).await.expect("it is made");
    let client_id = response.user_pool_client.and_then(|client| client.client_id);
    let client_id = client_id.expect("the client has an id");
    for address in ["ada@example.com", "bea@example.com"] {
        let request = AdminCreateUserRequest::user_pool_id(&pool)
            .username(address)
            .message_action(MessageActionType::Suppress);
        stage.admin.admin_create_user(request).await.expect("the user is made");
        let request = AdminSetUserPasswordRequest::user_pool_id(&pool)
            .username(address)
            .password("Permanent-1-password")
            .permanent(true);
        stage.admin.admin_set_user_password(request).await.expect("the password is set");
    }
    let ada = User { username: "ada@example.com".into(), password: "Permanent-1-password".into() };
    let response = stage.sign_in_through(&client_id, &ada).await.expect("the password is right");
    let token = response.authentication_result.and_then(|tokens| tokens.access_token);
    let change = [AttributeType::name("email").value("bea@example.com")];
    let request = UpdateUserAttributesRequest::user_attributes(change)
        .access_token(token.expect("there is a token"));
    assert_eq!(
        refusal(stage.client.update_user_attributes(request)).await,
        "AliasExistsException: An account with the given email already exists."
    );

    let request = AdminCreateUserRequest::user_pool_id(&pool).username("neither mail nor phone");
    assert_eq!(
        refusal(stage.admin.admin_create_user(request)).await,
        "InvalidParameterException: Username should be either an email or a phone number."
    );
}

/// MiniStack looks at this only when an account of somewhere else is linked to a user.
#[tokio::test]
async fn an_alias_of_somebody_else_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "an alias of somebody else").await else {
        return;
    };
    let request = identity_provider(&stage);
    stage.admin.create_identity_provider(request).await.expect("it is made");
    let link = |number: usize, user: &str| {
        let google = ProviderUserIdentifierType::new()
            .provider_name("google")
            .provider_attribute_name("Cognito_Subject")
            .provider_attribute_value(format!("subject-{number}"));
        let own = ProviderUserIdentifierType::new()
            .provider_name("Cognito")
            .provider_attribute_value(user);
        AdminLinkProviderForUserRequest::user_pool_id(&stage.pool.user_pool_id)
            .destination_user(own)
            .source_user(google)
    };
    for number in 0..5 {
        let request = link(number, "plain");
        stage.admin.admin_link_provider_for_user(request).await.expect("they are linked");
    }
    assert_eq!(
        refusal(stage.admin.admin_link_provider_for_user(link(0, "new"))).await,
        "AliasExistsException: This federated identity is already linked to another user profile."
    );
    assert_eq!(
        refusal(stage.admin.admin_link_provider_for_user(link(5, "plain"))).await,
        "LimitExceededException: You can link up to 5 federated users to each user profile."
    );
}

#[tokio::test]
async fn what_nobody_has_made_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "what nobody has made").await else { return };
    let message = "NotAuthorizedException: Invalid token";
    assert_eq!(
        refusal(stage.client.get_user(GetUserRequest::access_token(NO_TOKEN))).await,
        message
    );
    what_nobody_has_made(&stage).await;
}

#[tokio::test]
async fn what_nobody_has_made_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "what nobody has made").await else { return };
    let message = "NotAuthorizedException: Invalid Access Token";
    assert_eq!(
        refusal(stage.client.get_user(GetUserRequest::access_token(NO_TOKEN))).await,
        message
    );
    what_nobody_has_made(&stage).await;
}

async fn what_nobody_has_made(stage: &Stage) {
    let request =
        AdminConfirmSignUpRequest::user_pool_id(&stage.pool.user_pool_id).username("nobody");
    assert_eq!(
        refusal(stage.admin.admin_confirm_sign_up(request)).await,
        "UserNotFoundException: User does not exist."
    );
    let request = AdminConfirmSignUpRequest::user_pool_id("us-east-1_nowhere").username("nobody");
    assert_eq!(
        refusal(stage.admin.admin_confirm_sign_up(request)).await,
        "ResourceNotFoundException: User pool us-east-1_nowhere does not exist."
    );
}

#[tokio::test]
async fn a_password_against_the_policy_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a password against the policy").await else { return };
    let message = "InvalidPasswordException: The provided password does not confirm to the configured password policy";
    assert_eq!(weak_password(&stage).await, message);
}

#[tokio::test]
async fn a_password_against_the_policy_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a password against the policy").await else {
        return;
    };
    let message = "InvalidPasswordException: Password did not conform with policy: Password must have uppercase characters; Password must have numeric characters; Password must have symbol characters";
    assert_eq!(weak_password(&stage).await, message);
}

async fn weak_password(stage: &Stage) -> String {
    let request = AdminSetUserPasswordRequest::user_pool_id(&stage.pool.user_pool_id)
        .username("plain")
        .password("onlyletters");
    refusal(stage.admin.admin_set_user_password(request)).await
}

#[tokio::test]
async fn parameters_that_make_no_sense_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "parameters without sense").await else { return };
    let pool = &stage.pool.user_pool_id;
    let request = ListUsersRequest::user_pool_id(pool).filter("nonsense");
    assert_eq!(
        refusal(stage.admin.list_users(request)).await,
        "InvalidParameterException: Error while parsing filter"
    );
    let request = AdminDeleteUserAttributesRequest::user_pool_id(pool)
        .username("plain")
        .user_attribute_names(["shoe_size"]);
    assert_eq!(
        refusal(stage.admin.admin_delete_user_attributes(request)).await,
        "InvalidParameterException: Invalid user attributes: user.shoe_size: Attribute does not exist in the schema.\n"
    );
    let token = stage.access_token(&stage.pool.plain_user).await;
    let settings = SoftwareTokenMfaSettingsType::new().enabled(true);
    let request =
        SetUserMFAPreferenceRequest::access_token(token).software_token_mfa_settings(settings);
    assert_eq!(
        refusal(stage.client.set_user_mfa_preference(request)).await,
        "InvalidParameterException: User has not verified software token mfa"
    );
}

#[tokio::test]
async fn parameters_that_make_no_sense_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "parameters without sense").await else { return };
    let request = CreateUserPoolClientRequest::user_pool_id(&stage.pool.user_pool_id)
        .client_name("app")
        .explicit_auth_flows([ExplicitAuthFlowsType::AllowUserSrpAuth]);
    let response = stage.admin.create_user_pool_client(request).await.expect("it is made");
    let client = response.user_pool_client.and_then(|client| client.client_id);
    let client = client.expect("the client has an id");
    assert_eq!(
        refusal(stage.sign_in_through(&client, &stage.pool.plain_user)).await,
        "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client"
    );
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(&stage.pool.client_id)
        .auth_parameters([("USERNAME", "plain"), ("PASSWORD", "p"), ("SECRET_HASH", "h")]);
    assert_eq!(
        refusal(stage.client.initiate_auth(request)).await,
        format!(
            "InvalidParameterException: App client {} is not configured for secret but secret hash was received",
            stage.pool.client_id
        )
    );
}

#[tokio::test]
async fn a_token_that_is_not_set_up_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a token that is not set up").await else {
        return;
    };
    let token = stage.access_token(&stage.pool.plain_user).await;
    let request = VerifySoftwareTokenRequest::user_code("123456").access_token(token);
    assert_eq!(
        refusal(stage.client.verify_software_token(request)).await,
        "EnableSoftwareTokenMFAException: No software token MFA has been associated for verification."
    );
}

#[tokio::test]
async fn what_is_not_paid_for_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "what is not paid for").await else { return };
    let audited = UserPoolAddOnsType::advanced_security_mode(AdvancedSecurityModeType::Audit);
    let request = CreateUserPoolRequest::pool_name("guarded")
        .user_pool_tier(UserPoolTierType::Essentials)
        .user_pool_add_ons(audited.clone());
    assert_eq!(
        refusal(stage.admin.create_user_pool(request)).await,
        "FeatureUnavailableInTierException: The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection"
    );

    let request = CreateUserPoolRequest::pool_name("guarded")
        .user_pool_tier(UserPoolTierType::Plus)
        .user_pool_add_ons(audited.clone());
    let pool = stage.admin.create_user_pool(request).await.expect("the pool is made").user_pool;
    let pool = pool.and_then(|pool| pool.id).expect("the pool has an id");
    let request = UpdateUserPoolRequest::user_pool_id(&pool)
        .user_pool_tier(UserPoolTierType::Essentials)
        .user_pool_add_ons(audited);
    assert_eq!(
        refusal(stage.admin.update_user_pool(request)).await,
        "TierChangeNotAllowedException: The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection"
    );

    let request =
        AdminListUserAuthEventsRequest::user_pool_id(&stage.pool.user_pool_id).username("plain");
    assert_eq!(
        refusal(stage.admin.admin_list_user_auth_events(request)).await,
        "UserPoolAddOnNotEnabledException: This is an add on feature. Please update AdvancedSecurityMode for your user pool to access this API."
    );
}

#[tokio::test]
async fn an_operation_that_moto_does_not_have() {
    let Some(stage) = Stage::set(Kind::Moto, "an operation that is not there").await else {
        return;
    };
    let request = ListDevicesRequest::access_token(NO_TOKEN);
    let error = stage.client.list_devices(request).await.expect_err("Moto does not have it");
    // A page of HTML, which has neither a code nor a message for the caller.
    assert_eq!(error.code(), None);
    let message = "the service answered with HTTP status 500 and no readable error";
    assert_eq!(error.message(), Some(message));
}

/// An error without a name in the model is kept as it came.
#[tokio::test]
async fn an_operation_that_ministack_does_not_have() {
    let Some(stage) = Stage::set(Kind::Ministack, "an operation that is not there").await else {
        return;
    };
    let request = ListDevicesRequest::access_token(NO_TOKEN);
    assert_eq!(
        refusal(stage.client.list_devices(request)).await,
        "Unhandled InvalidAction: Unknown Cognito IDP action: ListDevices"
    );
}
