//! The app client that a program signs in with, and `SECRET_HASH`, which proves that the program knows its secret.

use std::fmt;

use aws_smithy_types::base64;
use zeroize::Zeroizing;

use crate::hash::hmac;
use crate::redacted::Redacted;

/// An app client of a user pool: its id and, if it has one, its secret.
///
/// The secret does not appear in `Debug`, and is overwritten when the last clone is dropped.
///
/// ```
/// use tinsmith_cognito::AppClient;
///
/// let app = AppClient::new("3n4b5urk1ft4fl3mg5e62d9ado").with_secret("c2VjcmV0");
/// assert_eq!(
///     app.secret_hash("kim").as_deref(),
///     Some("S07zuoegAlMHpvs2kOCJraB5Byvi5afU74DStdzL/x0="),
/// );
///
/// let public = AppClient::new("3n4b5urk1ft4fl3mg5e62d9ado");
/// assert_eq!(public.secret_hash("kim"), None);
/// ```
#[derive(Clone)]
pub struct AppClient {
    id: String,
    secret: Option<Zeroizing<String>>,
}

impl AppClient {
    /// The app client of this id, which has no secret.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), secret: None }
    }

    /// The same app client with its secret.
    #[must_use]
    pub fn with_secret(self, secret: impl Into<String>) -> Self {
        Self { secret: Some(Zeroizing::new(secret.into())), ..self }
    }

    /// The id, as requests take it: `ClientId`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The secret hash for this user, as requests take it: `SECRET_HASH` among parameters and answers, `SecretHash` as a member.
    /// It is `None` if the app client has no secret, and then Cognito refuses one.
    ///
    /// `username` is what the same request says in `USERNAME`. That can be an alias, such as an e-mail address, in the call that starts a
    /// sign-in; in the answers to challenges it is the name that Cognito returned (`USER_ID_FOR_SRP`).
    /// A refresh of tokens says no name; its hash is over the user name that stands in the tokens (`cognito:username`).
    ///
    /// The hash is the HMAC-SHA-256 of the user name and the id of the app client, with the secret as key, in Base64.
    #[must_use]
    pub fn secret_hash(&self, username: &str) -> Option<String> {
        let secret = self.secret.as_ref()?;
        let hash = hmac(secret.as_bytes(), &[username.as_bytes(), self.id.as_bytes()]);
        Some(base64::encode(*hash))
    }
}

impl fmt::Debug for AppClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = self.secret.as_ref().map(|_| Redacted);
        f.debug_struct("AppClient").field("id", &self.id).field("secret", &secret).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::AppClient;

    #[test]
    fn debug_has_no_secret() {
        let app = AppClient::new("id").with_secret("hush");
        assert_eq!(
            format!("{app:?}"),
            r#"AppClient { id: "id", secret: Some(*** Sensitive Data Redacted ***) }"#,
        );
        assert_eq!(
            format!("{:?}", AppClient::new("id")),
            r#"AppClient { id: "id", secret: None }"#
        );
    }
}
