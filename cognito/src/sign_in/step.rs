//! The steps of a sign-in: what `match` sees.

use std::collections::HashMap;
use std::fmt;

use super::client::Client;
use super::conversation::Question;
use super::error::Error;
use super::set_up::{SoftwareTokenSetup, Token};
use super::tokens::Tokens;

/// The steps with a challenge's name: the enum, a type for each, and what all of them have.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident = $challenge:literal,)*) => {
        /// What a sign-in needs next: tokens are there, or a challenge has to be answered.
        ///
        /// Answering consumes the step and gives the next one:
        ///
        /// ```
        /// # use tinsmith_cognito::sign_in::{Client, Error, Step, Tokens};
        /// # fn ask(question: &str) -> String { String::new() }
        /// async fn go_on<C: Client + 'static>(
        ///     mut step: Step<C>,
        /// ) -> Result<Tokens, Box<dyn std::error::Error>> {
        ///     loop {
        ///         step = match step {
        ///             Step::Done(tokens) => return Ok(tokens),
        ///             Step::SmsMfa(step) => step.code(ask("Code")).await?,
        ///             Step::NewPasswordRequired(step) => step.new_password(ask("Password")).await?,
        ///             other => return Err(format!("no answer to {}", other.name()).into()),
        ///         };
        ///     }
        /// }
        /// ```
        ///
        /// A step cannot be answered twice, since its session is good for one answer:
        ///
        /// ```compile_fail,E0382
        /// # use tinsmith_cognito::sign_in::{Client, SmsMfa};
        /// async fn twice<C: Client>(step: SmsMfa<C>) {
        ///     let _ = step.code("123456").await;
        ///     let _ = step.code("654321").await;
        /// }
        /// ```
        #[must_use]
        #[non_exhaustive]
        pub enum Step<C> {
            /// The user is signed in.
            Done(Tokens),
            $(
                $(#[$doc])*
                $name($name<C>),
            )*
            /// A software token that is being set up. It comes from [`Error::try_again`], after a wrong code, and from a step that was paused.
            SoftwareTokenSetup(SoftwareTokenSetup<C>),
            /// A challenge that this version does not know.
            Other(Other<C>),
        }

        impl<C> Step<C> {
            pub(super) fn of(question: Box<Question<C>>) -> Self {
                match question.challenge.as_str() {
                    $($challenge => Self::$name($name { question }),)*
                    _ => Self::Other(Other { question }),
                }
            }

            /// What waits for an answer; the tokens, if nothing does.
            #[expect(clippy::result_large_err, reason = "the tokens are what a sign-in is for")]
            pub(super) fn into_question(self) -> Result<(Box<Question<C>>, Option<Token>), Tokens> {
                Ok(match self {
                    Self::Done(tokens) => return Err(tokens),
                    $(Self::$name(step) => (step.question, None),)*
                    Self::SoftwareTokenSetup(setup) => {
                        let (question, token) = setup.into_parts();
                        (question, Some(token))
                    }
                    Self::Other(step) => (step.question, None),
                })
            }

            /// Gives the name of the challenge, `SMS_MFA`; `DONE` where there is none.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    Self::Done(_) => "DONE",
                    $(Self::$name(_) => $challenge,)*
                    Self::SoftwareTokenSetup(_) => "MFA_SETUP",
                    Self::Other(step) => &step.question.challenge,
                }
            }
        }

        /// Whatever the client is; a derived one would ask that of it.
        impl<C> fmt::Debug for Step<C> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Done(tokens) => f.debug_tuple("Done").field(tokens).finish(),
                    $(Self::$name(step) => step.fmt(f),)*
                    Self::SoftwareTokenSetup(setup) => setup.fmt(f),
                    Self::Other(step) => step.fmt(f),
                }
            }
        }

        $(step!($(#[$doc])* $name);)*
    };
}

/// The type of a step, and what all of them have.
macro_rules! step {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[must_use]
        pub struct $name<C> {
            pub(super) question: Box<Question<C>>,
        }

        impl<C: Client> $name<C> {
            /// Gives the name of the user that answers are sent with: that in the user pool, once the service has said it.
            #[must_use]
            pub fn username(&self) -> &str {
                self.question.conversation.username()
            }

            /// Gives what the service sent with the challenge: `ChallengeParameters`.
            #[must_use]
            pub fn parameters(&self) -> &HashMap<String, String> {
                &self.question.parameters
            }
        }

        /// Without what is in it: parameters hold addresses, and material of SRP.
        impl<C> fmt::Debug for $name<C> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

steps! {
    /// `SMS_MFA`: a code that was sent by text message, as a second factor.
    SmsMfa = "SMS_MFA",
    /// `EMAIL_OTP`: a code that was sent by e-mail, as the first or the second factor.
    EmailOtp = "EMAIL_OTP",
    /// `SMS_OTP`: a code that was sent by text message, as the first factor.
    SmsOtp = "SMS_OTP",
    /// `SOFTWARE_TOKEN_MFA`: a code that an authenticator app shows (TOTP).
    SoftwareTokenMfa = "SOFTWARE_TOKEN_MFA",
    /// `SELECT_MFA_TYPE`: which second factor to use.
    SelectMfaType = "SELECT_MFA_TYPE",
    /// `MFA_SETUP`: a second factor has to be set up.
    MfaSetup = "MFA_SETUP",
    /// `NEW_PASSWORD_REQUIRED`: a password of the user's own, and attributes that are still missing.
    NewPasswordRequired = "NEW_PASSWORD_REQUIRED",
    /// `CUSTOM_CHALLENGE`: what a Lambda function of the user pool asks.
    CustomChallenge = "CUSTOM_CHALLENGE",
    /// `SELECT_CHALLENGE`: which first factor to use.
    SelectChallenge = "SELECT_CHALLENGE",
    /// `PASSWORD`: the password, as it is.
    Password = "PASSWORD",
    /// `PASSWORD_SRP`: the password, proven by SRP.
    PasswordSrp = "PASSWORD_SRP",
    /// `PASSWORD_VERIFIER`: the proof of SRP. It is a step only where SRP is computed elsewhere: with the feature `srp` it answers itself.
    PasswordVerifier = "PASSWORD_VERIFIER",
    /// `WEB_AUTHN`: a passkey.
    WebAuthn = "WEB_AUTHN",
    /// `DEVICE_SRP_AUTH`: the device is to prove that it is remembered. A sign-in that was started with the device answers by itself.
    DeviceSrpAuth = "DEVICE_SRP_AUTH",
    /// `DEVICE_PASSWORD_VERIFIER`: the proof of a device. It is a step only where SRP is computed elsewhere.
    DevicePasswordVerifier = "DEVICE_PASSWORD_VERIFIER",
    /// `ADMIN_NO_SRP_AUTH`: a flow that has a challenge's name in the model. The service does not ask for it, and nothing answers it.
    AdminNoSrpAuth = "ADMIN_NO_SRP_AUTH",
}

step! {
    /// A challenge that this version does not know.
    Other
}

impl<C: Client> Other<C> {
    /// Gives the name of the challenge.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.question.challenge
    }

    /// Answers with these `ChallengeResponses`. `USERNAME`, `SECRET_HASH` and `DEVICE_KEY` are added unless they are there.
    ///
    /// # Errors
    /// If the service refuses the answer.
    pub async fn answer(
        self,
        responses: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Result<Step<C>, Error<C>> {
        let responses = responses.into_iter().map(|(key, value)| (key.into(), value.into()));
        self.question.answer_with(responses.collect()).await
    }
}
