//! Steps that choose how to go on: `SELECT_MFA_TYPE`, `SELECT_CHALLENGE`.

use super::client::Client;
use super::error::Error;
use super::json;
use super::step::{SelectChallenge, SelectMfaType, Step};

impl<C: Client> SelectMfaType<C> {
    /// Gives what there is to choose from, by the service's names: `SMS_MFA`, `SOFTWARE_TOKEN_MFA`, `EMAIL_OTP`.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        self.question.parameter("MFAS_CAN_CHOOSE").map(json::list).unwrap_or_default()
    }

    /// Chooses a code by text message; [`Step::SmsMfa`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn sms(self) -> Result<Step<C>, Error<C>> {
        self.choose("SMS_MFA").await
    }

    /// Chooses a code of an authenticator app; [`Step::SoftwareTokenMfa`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn software_token(self) -> Result<Step<C>, Error<C>> {
        self.choose("SOFTWARE_TOKEN_MFA").await
    }

    /// Chooses a code by e-mail; [`Step::EmailOtp`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn email(self) -> Result<Step<C>, Error<C>> {
        // The model's text calls it `EMAIL_MFA`, Amplify sends `EMAIL_OTP`: what the service itself says goes first.
        let choice = self.choices().into_iter().find(|choice| choice.starts_with("EMAIL"));
        self.choose(choice.unwrap_or_else(|| "EMAIL_OTP".to_owned())).await
    }

    /// Chooses by the service's name.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn choose(self, choice: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("ANSWER", choice.into())]).await
    }
}

impl<C: Client> SelectChallenge<C> {
    /// Gives what there is to choose from, by the service's names: `PASSWORD`, `PASSWORD_SRP`, `EMAIL_OTP`, `SMS_OTP`, `WEB_AUTHN`.
    #[must_use]
    pub fn choices(&self) -> &[String] {
        &self.question.available_challenges
    }

    /// Chooses the password, and gives it.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn password(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question
            .answer([("ANSWER", "PASSWORD".to_owned()), ("PASSWORD", password.into())])
            .await
    }

    /// Chooses the password, proven by SRP that is computed elsewhere: takes `SRP_A`; [`Step::PasswordVerifier`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp_a(self, srp_a: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("ANSWER", "PASSWORD_SRP".to_owned()), ("SRP_A", srp_a.into())]).await
    }

    /// Chooses a code by e-mail; [`Step::EmailOtp`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn email_otp(self) -> Result<Step<C>, Error<C>> {
        self.question.answer([("ANSWER", "EMAIL_OTP".to_owned())]).await
    }

    /// Chooses a code by text message; [`Step::SmsOtp`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn sms_otp(self) -> Result<Step<C>, Error<C>> {
        self.question.answer([("ANSWER", "SMS_OTP".to_owned())]).await
    }

    /// Chooses a passkey; [`Step::WebAuthn`] follows, with what the authenticator takes.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn web_authn(self) -> Result<Step<C>, Error<C>> {
        self.question.answer([("ANSWER", "WEB_AUTHN".to_owned())]).await
    }

    /// Chooses a passkey, and gives what the authenticator gave: the JSON of `AuthenticationResponseJSON`.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn credential(self, json: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question
            .answer([("ANSWER", "WEB_AUTHN".to_owned()), ("CREDENTIAL", json.into())])
            .await
    }

    /// Chooses by the service's name what needs nothing else.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn choose(self, choice: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("ANSWER", choice.into())]).await
    }
}
