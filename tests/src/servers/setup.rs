//! What a sign-in test finds on a server: a user pool, its client and its users.
//!
//! The generated crate itself sets up what it is then tested on.
//!
//! Every call of [`fixtures`] makes a pool of its own, so tests that share a server do not share
//! users. That matters most for [`Fixtures::new_user`], who is new only until the first sign-in.
//!
//! Deliberately not here: the sign-in itself, and the arithmetic of software tokens; see `totp`.

use cognito_identity_provider::Client;
use cognito_identity_provider::config::{Builder, Config, Credentials, RetryConfig};
use cognito_identity_provider::operation::admin_create_user::AdminCreateUserRequest;
use cognito_identity_provider::operation::admin_set_user_password::AdminSetUserPasswordRequest;
use cognito_identity_provider::operation::associate_software_token::AssociateSoftwareTokenRequest;
use cognito_identity_provider::operation::create_user_pool::CreateUserPoolRequest;
use cognito_identity_provider::operation::create_user_pool_client::CreateUserPoolClientRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::set_user_mfa_preference::SetUserMFAPreferenceRequest;
use cognito_identity_provider::operation::set_user_pool_mfa_config::SetUserPoolMfaConfigRequest;
use cognito_identity_provider::operation::verify_software_token::VerifySoftwareTokenRequest;
use cognito_identity_provider::types::{
    AuthFlowType, ExplicitAuthFlowsType, MessageActionType, SoftwareTokenMfaConfigType,
    SoftwareTokenMfaSettingsType, UserPoolMfaType, VerifySoftwareTokenResponseType,
};

use super::Failure;
use super::totp::totp_code;

/// The region that both servers assume where a request, for want of a signature, names none.
pub const REGION: &str = "us-east-1";

/// The access key that both servers know as the account's own.
pub const ACCESS_KEY: &str = "test";

/// The secret that belongs to [`ACCESS_KEY`].
pub const SECRET_KEY: &str = "test";

const PERMANENT_PASSWORD: &str = "Permanent-1-password";
const TEMPORARY_PASSWORD: &str = "Temporary-1-password";

/// A pool with three users, one for each way that a sign-in with a password can go on.
#[derive(Debug, Clone)]
pub struct Fixtures {
    /// The pool's id.
    pub user_pool_id: String,
    /// The id of a client without a secret that allows `USER_PASSWORD_AUTH`.
    pub client_id: String,
    /// Has a temporary password: the sign-in asks for a new one (`NEW_PASSWORD_REQUIRED`).
    pub new_user: User,
    /// Has a permanent password: the sign-in gives tokens at once.
    pub plain_user: User,
    /// Has a permanent password and a software token: the sign-in asks for a code
    /// (`SOFTWARE_TOKEN_MFA`).
    pub mfa_user: User,
    /// The base32 secret of [`mfa_user`](Self::mfa_user)'s software token, for [`totp_code`].
    pub totp_secret: String,
}

/// A user of the pool.
#[derive(Debug, Clone)]
pub struct User {
    /// The name to sign in with.
    pub username: String,
    /// The password to sign in with.
    pub password: String,
}

/// The configuration of every test's client: this server, no retries, no credentials.
///
/// A call is made once, so that a server's mistake is seen, and not asked for again.
#[must_use]
pub fn unsigned(endpoint: &str) -> Builder {
    Config::builder().endpoint_url(endpoint).retry_config(RetryConfig::disabled())
}

/// As [`unsigned`], with the credentials that both servers know, and with [`REGION`].
#[must_use]
pub fn signed(endpoint: &str) -> Builder {
    let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "tinsmith-tests");
    unsigned(endpoint).region(REGION).credentials_provider(credentials)
}

/// Makes a new pool with its users on the server of `client`, whose calls have to be signed.
///
/// # Errors
///
/// When the server turns a step of the setup down; the message says which.
pub async fn fixtures(client: &Client) -> Result<Fixtures, Failure> {
    let user_pool_id = pool(client).await?;
    let client_id = app_client(client, &user_pool_id).await?;

    let mfa_user = user(client, &user_pool_id, "with-token", true).await?;
    let totp_secret = enrol_software_token(client, &client_id, &mfa_user).await?;
    Ok(Fixtures {
        new_user: user(client, &user_pool_id, "new", false).await?,
        plain_user: user(client, &user_pool_id, "plain", true).await?,
        mfa_user,
        totp_secret,
        user_pool_id,
        client_id,
    })
}

/// Makes a pool that lets users have a software token; gives its id.
async fn pool(client: &Client) -> Result<String, Failure> {
    let request = CreateUserPoolRequest::pool_name("tinsmith-tests");
    let response = client.create_user_pool(request).await.map_err(failed)?;
    let id = response.user_pool.and_then(|pool| pool.id);
    let id = id.ok_or_else(|| missing("CreateUserPool", "UserPool.Id"))?;

    // Optional rather than on, so that the users without a token can still sign in with their password alone.
    let request = SetUserPoolMfaConfigRequest::user_pool_id(&id)
        .software_token_mfa_configuration(SoftwareTokenMfaConfigType::new().enabled(true))
        .mfa_configuration(UserPoolMfaType::Optional);
    client.set_user_pool_mfa_config(request).await.map_err(failed)?;
    Ok(id)
}

/// Makes a client of the pool for sign-ins with a password; gives its id.
async fn app_client(client: &Client, user_pool_id: &str) -> Result<String, Failure> {
    let request = CreateUserPoolClientRequest::user_pool_id(user_pool_id)
        .client_name("tinsmith-tests")
        .generate_secret(false)
        .explicit_auth_flows([
            ExplicitAuthFlowsType::AllowUserPasswordAuth,
            ExplicitAuthFlowsType::AllowRefreshTokenAuth,
        ]);
    let response = client.create_user_pool_client(request).await.map_err(failed)?;
    let id = response.user_pool_client.and_then(|client| client.client_id);
    id.ok_or_else(|| missing("CreateUserPoolClient", "UserPoolClient.ClientId"))
}

/// Makes a user, with a permanent password where asked to.
async fn user(
    client: &Client,
    user_pool_id: &str,
    username: &str,
    permanent: bool,
) -> Result<User, Failure> {
    let request = AdminCreateUserRequest::user_pool_id(user_pool_id)
        .username(username)
        .temporary_password(TEMPORARY_PASSWORD)
        .message_action(MessageActionType::Suppress);
    client.admin_create_user(request).await.map_err(failed)?;
    let mut password = TEMPORARY_PASSWORD;
    if permanent {
        password = PERMANENT_PASSWORD;
        let request = AdminSetUserPasswordRequest::user_pool_id(user_pool_id)
            .username(username)
            .password(password)
            .permanent(true);
        client.admin_set_user_password(request).await.map_err(failed)?;
    }
    Ok(User { username: username.to_owned(), password: password.to_owned() })
}

/// Signs the user in once and registers a software token; gives its secret.
async fn enrol_software_token(
    client: &Client,
    client_id: &str,
    user: &User,
) -> Result<String, Failure> {
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(client_id)
        .auth_parameters([("USERNAME", &user.username), ("PASSWORD", &user.password)]);
    let response = client.initiate_auth(request).await.map_err(failed)?;
    let token = response.authentication_result.and_then(|tokens| tokens.access_token);
    let token = token.ok_or_else(|| missing("InitiateAuth", "AuthenticationResult.AccessToken"))?;

    let request = AssociateSoftwareTokenRequest::new().access_token(&token);
    let response = client.associate_software_token(request).await.map_err(failed)?;
    let secret =
        response.secret_code.ok_or_else(|| missing("AssociateSoftwareToken", "SecretCode"))?;

    let request = VerifySoftwareTokenRequest::user_code(totp_code(&secret)?).access_token(&token);
    let response = client.verify_software_token(request).await.map_err(failed)?;
    if response.status != Some(VerifySoftwareTokenResponseType::Success) {
        return Err(Failure(format!("the software token is not verified: {response:?}")));
    }

    let settings = SoftwareTokenMfaSettingsType::new().enabled(true).preferred_mfa(true);
    let request =
        SetUserMFAPreferenceRequest::access_token(&token).software_token_mfa_settings(settings);
    client.set_user_mfa_preference(request).await.map_err(failed)?;
    Ok(secret)
}

fn failed(error: impl std::error::Error) -> Failure {
    Failure(error.to_string())
}

fn missing(operation: &str, member: &str) -> Failure {
    Failure(format!("the answer to {operation} has no {member}"))
}
