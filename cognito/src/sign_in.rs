//! A whole sign-in, from the user's name to the tokens, as steps that the compiler checks.
//!
//! [`SignIn`] makes the calls of a client that you give it, and nothing else. What it sends is right by construction:
//! * each answer consumes its step, so a challenge is answered once, in the session of the last answer;
//! * every call has the user's name as the service last said it, which need not be what was typed, the secret hash over that name, and the key of the device;
//! * at the end stand [`Tokens`], in which nothing is optional that a signed-in user has.
//!
//! # A client
//!
//! [`client!`](crate::client) makes a type of yours around the client of a generated crate: the whole one, or one with the operations that you need.
//!
//! ```no_run
//! use cognito_identity_provider::{Client, Config};
//! use tinsmith_cognito::AppClient;
//! use tinsmith_cognito::sign_in::SignIn;
//!
//! tinsmith_cognito::client! {
//!     /// Signs users in.
//!     pub struct Cognito(cognito_identity_provider);
//! }
//!
//! # fn main() {
//! let client = Client::from_conf(Config::builder().region("eu-west-1").build());
//! let app_client = AppClient::new("1example23456789");
//! let sign_in = SignIn::new(Cognito::new(client), "eu-west-1_example", app_client);
//! # }
//! ```
//!
//! # Steps
//!
//! A sign-in starts with a user's name and a way to prove who it is; then each [`Step`] is answered with the next.
//!
//! ```
//! use tinsmith_cognito::sign_in::{Client, SignIn, Step, Tokens};
//!
//! # fn ask(question: &str) -> String { String::new() }
//! async fn signed_in<C: Client + 'static>(
//!     sign_in: &SignIn<C>,
//! ) -> Result<Tokens, Box<dyn std::error::Error>> {
//!     let mut step = sign_in.username("kim").password("correct horse battery staple").await?;
//!     loop {
//!         let answered = match step {
//!             Step::Done(tokens) => return Ok(tokens),
//!             Step::SmsMfa(step) => step.code(ask("Code of the text message")).await,
//!             Step::SoftwareTokenMfa(step) => step.code(ask("Code of the app")).await,
//!             other => return Err(format!("no answer to {}", other.name()).into()),
//!         };
//!         step = match answered {
//!             Ok(next) => next,
//!             // A mistyped code: the same step once more.
//!             Err(error) => error.try_again()?,
//!         };
//!     }
//! }
//! ```
//!
//! The steps have the names of the service's challenges. [`Step`] lists them.

mod adapter;
#[cfg(feature = "srp")]
mod by_srp;
mod choice;
mod claims;
pub mod client;
mod code;
mod conversation;
mod error;
mod json;
mod password;
mod paused;
mod proof;
mod set_up;
mod start;
mod step;
mod tokens;

use std::collections::HashMap;
use std::fmt;

#[cfg(feature = "srp")]
pub use self::by_srp::ConfirmedDevice;
pub use self::client::{Client, Devices, SoftwareTokens};
use self::conversation::Conversation;
use self::error::Cause;
pub use self::error::Error;
pub use self::paused::{NotAStep, PausedStep};
pub use self::proof::Proof;
pub use self::set_up::SoftwareTokenSetup;
pub use self::start::{Preferring, Start};
pub use self::step::{
    AdminNoSrpAuth, CustomChallenge, DevicePasswordVerifier, DeviceSrpAuth, EmailOtp, MfaSetup,
    NewPasswordRequired, Other, Password, PasswordSrp, PasswordVerifier, SelectChallenge,
    SelectMfaType, SmsMfa, SmsOtp, SoftwareTokenMfa, Step, WebAuthn,
};
pub use self::tokens::{NewDevice, RefreshToken, Tokens};
use crate::AppClient;

/// Where users sign in: a client, a user pool, and an app client of that pool. Make one, and use it for all users.
#[derive(Clone)]
pub struct SignIn<C> {
    client: C,
    user_pool_id: String,
    app_client: AppClient,
}

impl<C: Client> SignIn<C> {
    /// Takes the client that makes the calls, the id of the user pool, and the app client. It sends nothing.
    #[must_use]
    pub fn new(client: C, user_pool_id: impl Into<String>, app_client: AppClient) -> Self {
        Self { client, user_pool_id: user_pool_id.into(), app_client }
    }

    /// Begins with the user's name, or an alias of the user such as an e-mail address.
    pub fn username(&self, username: impl Into<String>) -> Start<C> {
        Start { conversation: self.conversation(username.into()) }
    }

    /// Gets new tokens for a refresh token, `RefreshToken::from(&tokens)`: `REFRESH_TOKEN_AUTH`.
    ///
    /// Where the answer has no refresh token, the old one stays good, and is in the new tokens.
    /// An app client that rotates refresh tokens refuses this flow; it takes the operation `GetTokensFromRefreshToken` instead.
    ///
    /// # Errors
    /// If the service refuses the token, with `NotAuthorizedException`: then the user signs in anew.
    /// Before anything is sent, if the app client has a secret and the refresh token is without a user name.
    pub async fn refresh(&self, token: impl Into<RefreshToken>) -> Result<Tokens, Error<C>> {
        const FLOW: &str = "REFRESH_TOKEN_AUTH";
        let RefreshToken { token, username, device_key } = token.into();
        let mut parameters = HashMap::from([("REFRESH_TOKEN".to_owned(), token.clone())]);
        // It is over a name that is not sent.
        let hash = self.app_client.secret_hash(username.as_deref().unwrap_or_default());
        if let Some(hash) = hash {
            if username.is_none() {
                return Err(Error::new(FLOW, Cause::NoUsername));
            }
            parameters.insert("SECRET_HASH".to_owned(), hash);
        }
        if let Some(key) = &device_key {
            parameters.insert("DEVICE_KEY".to_owned(), key.clone());
        }
        let mut conversation = self.conversation(username.unwrap_or_default());
        conversation.device_key = device_key;
        let answer = conversation.initiate(FLOW, parameters).await?;
        conversation.tokens(FLOW, answer, Some(token))
    }

    fn conversation(&self, username: String) -> Conversation<C> {
        Conversation {
            client: self.client.clone(),
            user_pool_id: self.user_pool_id.clone(),
            app_client: self.app_client.clone(),
            typed: username,
            internal: None,
            device_key: None,
            #[cfg(feature = "srp")]
            device: None,
            session: None,
            client_metadata: HashMap::new(),
        }
    }
}

impl<C> fmt::Debug for SignIn<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn")
            .field("user_pool_id", &self.user_pool_id)
            .field("app_client", &self.app_client)
            .finish_non_exhaustive()
    }
}
