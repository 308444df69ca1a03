//! Steps that take a code or a text: `SMS_MFA`, `EMAIL_OTP`, `SMS_OTP`, `SOFTWARE_TOKEN_MFA`, `CUSTOM_CHALLENGE`, `WEB_AUTHN`.

use super::client::Client;
use super::error::Error;
use super::step::{CustomChallenge, EmailOtp, SmsMfa, SmsOtp, SoftwareTokenMfa, Step, WebAuthn};

/// Where a code was sent to.
macro_rules! delivery {
    ($($name:ident),*) => {
        $(
            impl<C: Client> $name<C> {
                /// Gives where the code was sent to, as far as the service shows it: `+*******1234`, `k***@e***`.
                #[must_use]
                pub fn destination(&self) -> Option<&str> {
                    self.question.parameter("CODE_DELIVERY_DESTINATION")
                }

                /// Gives how the code was sent: `SMS`, `EMAIL`.
                #[must_use]
                pub fn medium(&self) -> Option<&str> {
                    self.question.parameter("CODE_DELIVERY_DELIVERY_MEDIUM")
                }
            }
        )*
    };
}

delivery!(SmsMfa, EmailOtp, SmsOtp);

impl<C: Client> SmsMfa<C> {
    /// Answers with the code of the message.
    ///
    /// # Errors
    /// If the service refuses it. A wrong code (`CodeMismatchException`) leaves the step to [try again](Error::try_again).
    pub async fn code(self, code: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("SMS_MFA_CODE", code.into())]).await
    }
}

impl<C: Client> EmailOtp<C> {
    /// Answers with the code of the message.
    ///
    /// # Errors
    /// If the service refuses it. A wrong code (`CodeMismatchException`) leaves the step to [try again](Error::try_again).
    pub async fn code(self, code: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("EMAIL_OTP_CODE", code.into())]).await
    }
}

impl<C: Client> SmsOtp<C> {
    /// Answers with the code of the message.
    ///
    /// # Errors
    /// If the service refuses it. A wrong code (`CodeMismatchException`) leaves the step to [try again](Error::try_again).
    pub async fn code(self, code: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("SMS_OTP_CODE", code.into())]).await
    }
}

impl<C: Client> SoftwareTokenMfa<C> {
    /// Gives the name that the user gave to the token when it was set up.
    #[must_use]
    pub fn device_name(&self) -> Option<&str> {
        self.question.parameter("FRIENDLY_DEVICE_NAME")
    }

    /// Answers with the code that the token shows.
    ///
    /// # Errors
    /// If the service refuses it. A wrong code (`CodeMismatchException`) leaves the step to [try again](Error::try_again).
    pub async fn code(self, code: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("SOFTWARE_TOKEN_MFA_CODE", code.into())]).await
    }
}

impl<C: Client> CustomChallenge<C> {
    /// Answers with what the Lambda function of the user pool expects. [`parameters`](Self::parameters) has what it says (`publicChallengeParameters`).
    ///
    /// For a wrong answer the function may ask again, which is a new step, or end the sign-in.
    ///
    /// # Errors
    /// If the service refuses it. `NotAuthorizedException` ends the sign-in.
    pub async fn answer(self, answer: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("ANSWER", answer.into())]).await
    }
}

impl<C: Client> WebAuthn<C> {
    /// Gives what the authenticator takes: the JSON of `PublicKeyCredentialRequestOptions`.
    #[must_use]
    pub fn options(&self) -> Option<&str> {
        self.question.parameter("CREDENTIAL_REQUEST_OPTIONS")
    }

    /// Answers with what the authenticator gave: the JSON of `AuthenticationResponseJSON`.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn credential(self, json: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("CREDENTIAL", json.into())]).await
    }
}
