//! What a sign-in asks of a client: up to five calls, in types of this crate.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::redacted::Redacted;

/// The two calls of every sign-in. [`client!`](crate::client) implements them for a generated crate.
///
/// Implement it by hand to set what a sign-in leaves unset, such as `UserContextData`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not make the calls of a sign-in",
    note = "`tinsmith_cognito::client!` makes a type that does, for a generated client"
)]
pub trait Client: Clone + Send + Sync {
    /// The flow that takes a password: `USER_PASSWORD_AUTH`, or for calls that are signed `ADMIN_USER_PASSWORD_AUTH`.
    const PASSWORD_FLOW: &'static str;

    /// Calls `InitiateAuth` or `AdminInitiateAuth`.
    ///
    /// # Errors
    /// If the call fails.
    fn initiate_auth(
        &self,
        request: InitiateAuth,
    ) -> impl Future<Output = Result<Answer, CallFailure>> + Send;

    /// Calls `RespondToAuthChallenge` or `AdminRespondToAuthChallenge`.
    ///
    /// # Errors
    /// If the call fails.
    fn respond_to_auth_challenge(
        &self,
        request: RespondToAuthChallenge,
    ) -> impl Future<Output = Result<Answer, CallFailure>> + Send;
}

/// The two calls that set up a software token while a user signs in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not set up software tokens",
    note = "name `software_tokens` in `tinsmith_cognito::client!`; it needs the operations `AssociateSoftwareToken` and `VerifySoftwareToken`"
)]
pub trait SoftwareTokens: Client {
    /// Calls `AssociateSoftwareToken`.
    ///
    /// # Errors
    /// If the call fails.
    fn associate_software_token(
        &self,
        request: AssociateSoftwareToken,
    ) -> impl Future<Output = Result<SoftwareToken, CallFailure>> + Send;

    /// Calls `VerifySoftwareToken`.
    ///
    /// # Errors
    /// If the call fails.
    fn verify_software_token(
        &self,
        request: VerifySoftwareToken,
    ) -> impl Future<Output = Result<Verified, CallFailure>> + Send;
}

/// The call that makes a device a remembered one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not confirm devices",
    note = "name `devices` in `tinsmith_cognito::client!`; it needs the operation `ConfirmDevice`"
)]
pub trait Devices: Client {
    /// Calls `ConfirmDevice`; gives `UserConfirmationNecessary`, `false` where it is absent.
    ///
    /// # Errors
    /// If the call fails.
    fn confirm_device(
        &self,
        request: ConfirmDevice,
    ) -> impl Future<Output = Result<bool, CallFailure>> + Send;
}

/// What starts a sign-in, or refreshes tokens.
#[derive(Clone)]
#[non_exhaustive]
pub struct InitiateAuth {
    /// `UserPoolId`, for `AdminInitiateAuth`.
    pub user_pool_id: String,
    /// `ClientId`.
    pub client_id: String,
    /// `AuthFlow`.
    pub flow: &'static str,
    /// `AuthParameters`.
    pub parameters: HashMap<String, String>,
    /// `Session`, if the caller gave that of another call, such as `ConfirmSignUp`.
    pub session: Option<String>,
    /// `ClientMetadata`, empty unless the caller gave some.
    pub client_metadata: HashMap<String, String>,
}

/// What answers a challenge.
#[derive(Clone)]
#[non_exhaustive]
pub struct RespondToAuthChallenge {
    /// `UserPoolId`, for `AdminRespondToAuthChallenge`.
    pub user_pool_id: String,
    /// `ClientId`.
    pub client_id: String,
    /// `ChallengeName`.
    pub challenge: String,
    /// `Session`, if the last answer had one.
    pub session: Option<String>,
    /// `ChallengeResponses`.
    pub responses: HashMap<String, String>,
    /// `ClientMetadata`, empty unless the caller gave some.
    pub client_metadata: HashMap<String, String>,
}

/// What asks for the secret of a new software token.
#[derive(Clone)]
#[non_exhaustive]
pub struct AssociateSoftwareToken {
    /// `Session`, if the last answer had one.
    pub session: Option<String>,
}

/// What proves that a software token has its secret.
#[derive(Clone)]
#[non_exhaustive]
pub struct VerifySoftwareToken {
    /// `Session`, if the last answer had one.
    pub session: Option<String>,
    /// `UserCode`: what the token shows.
    pub code: String,
    /// `FriendlyDeviceName`, if the caller gave one.
    pub device_name: Option<String>,
}

/// What makes a device a remembered one.
#[derive(Clone)]
#[non_exhaustive]
pub struct ConfirmDevice {
    /// `AccessToken`.
    pub access_token: String,
    /// `DeviceKey`.
    pub device_key: String,
    /// `DeviceName`, if the caller gave one.
    pub device_name: Option<String>,
    /// `DeviceSecretVerifierConfig.PasswordVerifier`, in Base64.
    pub password_verifier: String,
    /// `DeviceSecretVerifierConfig.Salt`, in Base64.
    pub salt: String,
}

/// What both calls of a sign-in answer: tokens, or the next challenge.
#[derive(Clone, Default)]
pub struct Answer {
    /// `ChallengeName`.
    pub challenge: Option<String>,
    /// `Session`.
    pub session: Option<String>,
    /// `ChallengeParameters`.
    pub parameters: HashMap<String, String>,
    /// `AvailableChallenges`.
    pub available_challenges: Vec<String>,
    /// `AuthenticationResult`.
    pub result: Option<AuthenticationResult>,
}

/// The tokens of an answer, as far as the service sent them.
#[derive(Clone, Default)]
pub struct AuthenticationResult {
    /// `AccessToken`.
    pub access_token: Option<String>,
    /// `IdToken`.
    pub id_token: Option<String>,
    /// `RefreshToken`.
    pub refresh_token: Option<String>,
    /// `TokenType`.
    pub token_type: Option<String>,
    /// `ExpiresIn`, which is in seconds.
    pub expires_in: Option<Duration>,
    /// `NewDeviceMetadata.DeviceKey`.
    pub device_key: Option<String>,
    /// `NewDeviceMetadata.DeviceGroupKey`.
    pub device_group_key: Option<String>,
}

/// A software token that is not verified yet.
#[derive(Clone, Default)]
pub struct SoftwareToken {
    /// `SecretCode`: the secret in Base32.
    pub secret: Option<String>,
    /// `Session`.
    pub session: Option<String>,
}

/// What the service says of a code.
#[derive(Clone, Default)]
pub struct Verified {
    /// Whether `Status` is `SUCCESS`.
    pub is_success: bool,
    /// `Session`.
    pub session: Option<String>,
}

/// Why a call gave no answer.
#[derive(Debug)]
pub struct CallFailure {
    code: Option<String>,
    source: Box<dyn Error + Send + Sync>,
}

impl CallFailure {
    /// Takes the error of the client.
    #[must_use]
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { code: None, source: source.into() }
    }

    /// Takes the code of the error, if it is one that the service reported.
    #[must_use]
    pub fn with_code(self, code: Option<&str>) -> Self {
        Self { code: code.map(str::to_owned), ..self }
    }

    /// Gives the code of the service's error, if it reported one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Gives the error of the client.
    #[must_use]
    pub fn client_error(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.source
    }
}

/// Implements a `Debug` that shows which fields there are, and of those before the semicolon the values.
macro_rules! redacted {
    ($($name:ident { $($shown:ident),*; $($hidden:ident),* })*) => {
        $(
            impl fmt::Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    let mut fields = f.debug_struct(stringify!($name));
                    $(fields.field(stringify!($shown), &self.$shown);)*
                    $(fields.field(stringify!($hidden), &Redacted);)*
                    fields.finish()
                }
            }
        )*
    };
}

redacted! {
    InitiateAuth { user_pool_id, flow; client_id, parameters, session, client_metadata }
    RespondToAuthChallenge { user_pool_id, challenge; client_id, session, responses, client_metadata }
    AssociateSoftwareToken {; session }
    VerifySoftwareToken { device_name; session, code }
    ConfirmDevice { device_key, device_name; access_token, password_verifier, salt }
    Answer { challenge, available_challenges, result; session, parameters }
    AuthenticationResult {
        token_type, expires_in, device_key, device_group_key; access_token, id_token, refresh_token
    }
    SoftwareToken {; secret, session }
    Verified { is_success; session }
}
