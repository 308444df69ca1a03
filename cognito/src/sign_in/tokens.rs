//! What a sign-in ends with.
//!
//! Tokens are not verified here; who lets a user in because of one has to do that.

use std::fmt;
use std::time::Duration;

use super::claims::claim;
use super::client::AuthenticationResult;
use crate::redacted::Redacted;

/// The tokens of a user who is signed in. `Debug` shows none of them.
///
/// Keep what [`RefreshToken::from`] takes of them to get new ones later.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tokens {
    /// What calls on behalf of the user take, such as `GetUser`.
    pub access_token: String,
    /// Who the user is, for other services.
    pub id_token: String,
    /// What gives new tokens; after a refresh the old one, unless the service sent another.
    pub refresh_token: String,
    /// What the tokens are called in an `Authorization` header: `Bearer`.
    pub token_type: String,
    /// How long access and id token are good for, from the answer on.
    pub expires_in: Duration,
    /// The user's name in the user pool, which need not be what was typed. It is read from the access token, without verifying it.
    pub username: String,
    /// The key of the device, if the user pool tracks devices. A refresh needs it.
    pub device_key: Option<String>,
    /// The device that the service made of this sign-in, if the user pool tracks devices and none was used.
    /// `SignIn::remember_device` (feature `srp`) confirms it; until then it counts for nothing, and the refresh token is refused.
    pub new_device: Option<NewDevice>,
}

/// A device that is not confirmed yet: `NewDeviceMetadata`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NewDevice {
    /// `DeviceKey`.
    pub key: String,
    /// `DeviceGroupKey`.
    pub group_key: String,
}

/// What is known before the tokens are there.
pub(super) struct Known {
    pub(super) username: String,
    pub(super) device_key: Option<String>,
    pub(super) refresh_token: Option<String>,
}

impl Tokens {
    /// Gives the tokens, or the name of the member that is missing.
    pub(super) fn new(result: AuthenticationResult, known: Known) -> Result<Self, &'static str> {
        let access_token = result.access_token.ok_or("AccessToken")?;
        let id_token = result.id_token.ok_or("IdToken")?;
        let username = claim(&access_token, "username")
            .or_else(|| claim(&id_token, "cognito:username"))
            .unwrap_or(known.username);
        let new_device = match (result.device_key, result.device_group_key) {
            (Some(key), Some(group_key)) => Some(NewDevice { key, group_key }),
            _ => None,
        };
        let device_key = new_device
            .as_ref()
            .map(|device| device.key.clone())
            .or_else(|| claim(&access_token, "device_key"))
            .or(known.device_key);
        Ok(Self {
            refresh_token: result.refresh_token.or(known.refresh_token).ok_or("RefreshToken")?,
            token_type: result.token_type.unwrap_or_else(|| "Bearer".to_owned()),
            expires_in: result.expires_in.ok_or("ExpiresIn")?,
            access_token,
            id_token,
            username,
            device_key,
            new_device,
        })
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("access_token", &Redacted)
            .field("id_token", &Redacted)
            .field("refresh_token", &Redacted)
            .field("token_type", &self.token_type)
            .field("expires_in", &self.expires_in)
            .field("username", &Redacted)
            .field("device_key", &self.device_key)
            .field("new_device", &self.new_device)
            .finish()
    }
}

/// A refresh token with what has to be sent beside it. `Debug` shows neither token nor user name.
///
/// `RefreshToken::from(&tokens)` has all of it. From storage:
///
/// ```
/// # let (stored, username) = ("token", "3f1c2d4e");
/// use tinsmith_cognito::sign_in::RefreshToken;
///
/// let token = RefreshToken::new(stored).username(username);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken {
    pub(super) token: String,
    pub(super) username: Option<String>,
    pub(super) device_key: Option<String>,
}

impl RefreshToken {
    /// A refresh token alone, which is enough for an app client without a secret whose user pool tracks no devices.
    #[must_use]
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), username: None, device_key: None }
    }

    /// With the user's name in the user pool, [`Tokens::username`]: the secret hash of a refresh is over it.
    #[must_use]
    pub fn username(self, username: impl Into<String>) -> Self {
        Self { username: Some(username.into()), ..self }
    }

    /// With the key of the device, [`Tokens::device_key`]: where devices are tracked, the service refuses a refresh without it.
    #[must_use]
    pub fn device_key(self, key: impl Into<String>) -> Self {
        Self { device_key: Some(key.into()), ..self }
    }
}

impl From<&Tokens> for RefreshToken {
    fn from(tokens: &Tokens) -> Self {
        Self {
            token: tokens.refresh_token.clone(),
            username: Some(tokens.username.clone()),
            device_key: tokens.device_key.clone(),
        }
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken")
            .field("token", &Redacted)
            .field("username", &Redacted)
            .field("device_key", &self.device_key)
            .finish()
    }
}
