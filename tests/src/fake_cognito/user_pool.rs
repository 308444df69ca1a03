//! A user pool with one user, and what it makes of them: hashes, tokens.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// A user pool with an app client and a user.
#[derive(Debug, Clone)]
pub struct UserPool {
    /// The id, of a region and a name.
    pub id: String,
    /// The id of the app client.
    pub client_id: String,
    /// Its secret, if it has one.
    pub client_secret: Option<String>,
    /// What the user types: not the name in the pool.
    pub alias: String,
    /// The user's name in the pool.
    pub username: String,
    /// The user's password.
    pub password: String,
}

impl UserPool {
    /// A pool whose app client has no secret.
    #[must_use]
    pub fn new() -> Self {
        Self {
            id: "eu-west-1_Fake0Pool".to_owned(),
            client_id: "1example23456789".to_owned(),
            client_secret: None,
            alias: "kim@example.org".to_owned(),
            username: "7d1c9f6e-0b1a-4a55-9c3e-2f4b8d6a1c70".to_owned(),
            password: "Permanent-1-password".to_owned(),
        }
    }

    /// The same, with a secret.
    #[must_use]
    pub fn with_secret(self) -> Self {
        Self { client_secret: Some("the secret of the app client".to_owned()), ..self }
    }

    /// The part of the id that SRP takes.
    pub(super) fn name(&self) -> &str {
        self.id.split_once('_').map_or("", |(_, name)| name)
    }

    /// The secret hash over a name, if the app client has a secret.
    pub(super) fn secret_hash(&self, username: &str) -> Option<String> {
        let secret = self.client_secret.as_ref()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(username.as_bytes());
        mac.update(self.client_id.as_bytes());
        Some(BASE64.encode(&mac.finalize().into_bytes()))
    }

    /// An access token, for this device.
    pub(super) fn access_token(&self, device_key: Option<&str>) -> String {
        let mut claims = json!({ "token_use": "access", "username": self.username, "exp": 1 });
        if let Some(key) = device_key {
            claims["device_key"] = key.into();
        }
        token(&claims)
    }

    pub(super) fn id_token(&self) -> String {
        token(&json!({ "token_use": "id", "cognito:username": self.username, "email": self.alias }))
    }
}

impl Default for UserPool {
    fn default() -> Self {
        Self::new()
    }
}

/// A token that nobody verifies.
fn token(claims: &Value) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    format!("{}.{}.c2lnbmF0dXJl", part(&json!({ "alg": "RS256" })), part(claims))
}
