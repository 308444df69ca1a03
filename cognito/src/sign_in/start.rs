//! The ways to start a sign-in.

use super::client::Client;
use super::conversation::{Conversation, owned};
use super::error::Error;
use super::step::Step;

/// A sign-in that is about to start, for one user: how, is the method that is called.
#[must_use = "nothing is sent until a method starts the sign-in"]
pub struct Start<C> {
    pub(super) conversation: Conversation<C>,
}

impl<C: Client> Start<C> {
    /// Signs in with the password as it is: `USER_PASSWORD_AUTH`, or for a client with signed calls `ADMIN_USER_PASSWORD_AUTH`.
    ///
    /// # Errors
    /// If the service refuses it: a wrong password with `NotAuthorizedException`.
    pub async fn password(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.conversation.start(C::PASSWORD_FLOW, owned([("PASSWORD", password.into())])).await
    }

    /// Signs in with SRP that is computed elsewhere, such as in a browser: takes `SRP_A`; [`Step::PasswordVerifier`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp_a(self, srp_a: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.conversation.start("USER_SRP_AUTH", owned([("SRP_A", srp_a.into())])).await
    }

    /// Starts the user pool's own way of signing in: `CUSTOM_AUTH`. [`Step::CustomChallenge`] usually follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn custom(self) -> Result<Step<C>, Error<C>> {
        self.conversation.start("CUSTOM_AUTH", owned([])).await
    }

    /// Asks which first factors there are: `USER_AUTH`. [`Step::SelectChallenge`] follows where there are several.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn choose(self) -> Result<Step<C>, Error<C>> {
        self.conversation.start("USER_AUTH", owned([])).await
    }

    /// Names the first factor instead of asking: `USER_AUTH` with `PREFERRED_CHALLENGE`. Where the user has it not, [`Step::SelectChallenge`] follows.
    pub fn preferring(self) -> Preferring<C> {
        Preferring { start: self }
    }

    /// Starts in the session of another call: that of `ConfirmSignUp` signs a new user in with `USER_AUTH`.
    pub fn session(mut self, session: impl Into<String>) -> Self {
        self.conversation.session = Some(session.into());
        self
    }

    /// Puts the key of a remembered device into every call. [`Step::DeviceSrpAuth`] asks for its proof, which is computed elsewhere.
    pub fn device_key(mut self, key: impl Into<String>) -> Self {
        self.conversation.device_key = Some(key.into());
        self
    }

    /// Adds to what every call of this sign-in gives to the Lambda functions of the user pool: `ClientMetadata`.
    pub fn client_metadata(
        mut self,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value.into()));
        self.conversation.client_metadata.extend(entries);
        self
    }
}

/// A sign-in whose first factor is named at the start; made by [`Start::preferring`].
#[must_use = "nothing is sent until a method starts the sign-in"]
pub struct Preferring<C> {
    pub(super) start: Start<C>,
}

impl<C: Client> Preferring<C> {
    /// Prefers the password, and gives it.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn password(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.prefer("PASSWORD", [("PASSWORD", password.into())]).await
    }

    /// Prefers the password, proven by SRP that is computed elsewhere: takes `SRP_A`; [`Step::PasswordVerifier`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp_a(self, srp_a: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.prefer("PASSWORD_SRP", [("SRP_A", srp_a.into())]).await
    }

    /// Prefers a code by e-mail; [`Step::EmailOtp`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn email_otp(self) -> Result<Step<C>, Error<C>> {
        self.prefer("EMAIL_OTP", []).await
    }

    /// Prefers a code by text message; [`Step::SmsOtp`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn sms_otp(self) -> Result<Step<C>, Error<C>> {
        self.prefer("SMS_OTP", []).await
    }

    /// Prefers a passkey; [`Step::WebAuthn`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn web_authn(self) -> Result<Step<C>, Error<C>> {
        self.prefer("WEB_AUTHN", []).await
    }

    async fn prefer<const N: usize>(
        self,
        challenge: &str,
        parameters: [(&str, String); N],
    ) -> Result<Step<C>, Error<C>> {
        let mut all = owned(parameters);
        all.insert("PREFERRED_CHALLENGE".to_owned(), challenge.to_owned());
        self.start.conversation.start("USER_AUTH", all).await
    }
}
