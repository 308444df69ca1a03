//! `MFA_SETUP`: a second factor that the user sets up while signing in.
//!
//! The answer to the challenge is sent in the session that `VerifySoftwareToken` gave.

use std::fmt::{self, Write as _};

use super::client::{AssociateSoftwareToken, Client, SoftwareTokens, VerifySoftwareToken};
use super::conversation::Question;
use super::error::{Cause, Error};
use super::json;
use super::step::{MfaSetup, Step};

impl<C: Client> MfaSetup<C> {
    /// Gives what can be set up, by the service's names: `SOFTWARE_TOKEN_MFA`, `EMAIL_OTP`, `SMS_MFA`.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        self.question.parameter("MFAS_CAN_SETUP").map(json::list).unwrap_or_default()
    }

    /// Sets up codes by e-mail, to this address; [`Step::EmailOtp`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn email(self, address: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("EMAIL", address.into())]).await
    }
}

impl<C: SoftwareTokens> MfaSetup<C> {
    /// Sets up an authenticator app: asks for the secret of a new token.
    ///
    /// # Errors
    /// If `AssociateSoftwareToken` fails.
    pub async fn software_token(self) -> Result<SoftwareTokenSetup<C>, Error<C>> {
        let mut question = self.question;
        let request = AssociateSoftwareToken { session: question.session.clone() };
        let token = match question.conversation.client.associate_software_token(request).await {
            Ok(token) => token,
            Err(failure) => {
                let step = Step::MfaSetup(Self { question });
                return Err(Error::answering(ASSOCIATE, Cause::Call(failure), Some(step)));
            }
        };
        let Some(secret) = token.secret else {
            return Err(Error::new(ASSOCIATE, Cause::Missing("SecretCode")));
        };
        question.session = token.session.or(question.session);
        let token = Token { secret, device_name: None, is_verified: false };
        Ok(SoftwareTokenSetup { question, token })
    }
}

const ASSOCIATE: &str = "AssociateSoftwareToken";
const VERIFY: &str = "VerifySoftwareToken";

/// A software token that is being set up: the user puts its secret into an authenticator app, and gives back a code.
#[must_use]
pub struct SoftwareTokenSetup<C> {
    question: Box<Question<C>>,
    token: Token,
}

/// A software token that is being set up.
#[derive(Clone, PartialEq)]
pub(super) struct Token {
    pub(super) secret: String,
    pub(super) device_name: Option<String>,
    /// Whether the service has taken a code of it.
    pub(super) is_verified: bool,
}

impl<C> SoftwareTokenSetup<C> {
    pub(super) fn new(question: Box<Question<C>>, token: Token) -> Self {
        Self { question, token }
    }

    pub(super) fn into_parts(self) -> (Box<Question<C>>, Token) {
        (self.question, self.token)
    }
}

impl<C: Client> SoftwareTokenSetup<C> {
    /// Gives the secret, in Base32, for an app into which it is typed. Keep it secret.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.token.secret
    }

    /// Gives the URI for a QR code that authenticator apps read; it holds the secret. The issuer is what the app calls your service.
    ///
    /// ```text
    /// otpauth://totp/Example:kim?secret=GEZDGNBVGY3TQOJQ&issuer=Example
    /// ```
    #[must_use]
    pub fn uri(&self, issuer: &str) -> String {
        let (issuer, account) = (Encoded(issuer), Encoded(&self.question.conversation.typed));
        let secret = Encoded(&self.token.secret);
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
    }

    /// Gives the token a name, which [`SoftwareTokenMfa::device_name`](super::SoftwareTokenMfa::device_name) has later.
    pub fn device_name(mut self, name: impl Into<String>) -> Self {
        self.token.device_name = Some(name.into());
        self
    }
}

impl<C: SoftwareTokens> SoftwareTokenSetup<C> {
    /// Proves with a code that the app has the secret, and answers the challenge.
    ///
    /// # Errors
    /// If the service refuses the code (`EnableSoftwareTokenMFAException` or `CodeMismatchException`), which leaves [`Step::SoftwareTokenSetup`] to [try again](Error::try_again), or the answer.
    pub async fn code(mut self, code: impl Into<String>) -> Result<Step<C>, Error<C>> {
        if !self.token.is_verified {
            let request = VerifySoftwareToken {
                session: self.question.session.clone(),
                code: code.into(),
                device_name: self.token.device_name.clone(),
            };
            let client = &self.question.conversation.client;
            let cause = match client.verify_software_token(request).await {
                Ok(verified) => {
                    self.question.session = verified.session.or(self.question.session);
                    self.token.is_verified = verified.is_success;
                    Cause::NotVerified
                }
                Err(failure) => Cause::Call(failure),
            };
            if !self.token.is_verified {
                let step = Step::SoftwareTokenSetup(self);
                return Err(Error::answering(VERIFY, cause, Some(step)));
            }
        }
        // If the answer does not get through, the token is verified all the same.
        let Self { question, token } = self;
        let again = |question| Some(Step::SoftwareTokenSetup(Self { question, token }));
        let (challenge, conversation, answer) = question.send(Default::default(), again).await?;
        conversation.go_on(&challenge, answer).await
    }
}

/// Without what is in it.
impl<C> fmt::Debug for SoftwareTokenSetup<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoftwareTokenSetup").finish_non_exhaustive()
    }
}

/// A text in a URI (RFC 3986, section 2.3).
struct Encoded<'t>(&'t str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    f.write_char(char::from(byte))?;
                }
                other => write!(f, "%{other:02X}")?,
            }
        }
        Ok(())
    }
}
