//! A device that a user pool remembers, and what it has to keep for its next sign-in.

use std::fmt;

use aws_smithy_types::base64;
use zeroize::Zeroize;

use super::claim::Identity;
use super::error::SrpError;
use super::{group, integer, random};
use crate::redacted::Redacted;

/// How many random bytes the password of a device is made of.
const PASSWORD: usize = 40;

/// How many random bytes the salt of a device has.
const SALT: usize = 16;

/// The names that Cognito gives a new device: `NewDeviceMetadata` of the tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceKeys {
    /// `DeviceKey`: the region, `_` and a UUID.
    pub key: String,
    /// `DeviceGroupKey`, which starts with `-`.
    pub group_key: String,
}

/// A device that signs in with a password of its own. Whoever has its password passes for the device, so store it like one.
///
/// The password does not appear in `Debug`, and is overwritten when the device is dropped.
///
/// ```
/// use tinsmith_cognito::srp::{DeviceKeys, RememberedDevice};
///
/// # fn main() -> Result<(), tinsmith_cognito::srp::SrpError> {
/// // From `NewDeviceMetadata` of the tokens.
/// let keys = DeviceKeys {
///     key: "eu-central-1_2c5d0f0e-1a0b-4a53-bf1b-0a86cd4cbf1e".to_owned(),
///     group_key: "-6OVA1Zxy".to_owned(),
/// };
/// let (device, verifier) = RememberedDevice::generate(keys)?;
/// // `verifier` goes to the service with `ConfirmDevice`; `device` is kept.
/// # assert_eq!(device.password.len(), 56);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RememberedDevice {
    /// `DeviceKey`, as requests take it: `DEVICE_KEY`.
    pub key: String,
    /// `DeviceGroupKey`.
    pub group_key: String,
    /// The password, which the service never sees.
    pub password: String,
}

/// What `ConfirmDevice` takes as `DeviceSecretVerifierConfig`. With it the service verifies the password of the device, and cannot
/// compute it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeviceVerifier {
    /// `PasswordVerifier`, in Base64.
    pub password_verifier: String,
    /// `Salt`, in Base64.
    pub salt: String,
}

impl RememberedDevice {
    /// A new device with a random password, and what the service verifies it with. It is remembered once `ConfirmDevice` has succeeded.
    ///
    /// # Errors
    /// [`SrpError::Random`] if the system gives no random bytes.
    pub fn generate(keys: DeviceKeys) -> Result<(Self, DeviceVerifier), SrpError> {
        let password = random::<PASSWORD>()?;
        let salt = random::<SALT>()?;
        Ok(Self::from_random(keys, &password, &salt))
    }

    /// A device whose random bytes are given, as the vectors of a test have them.
    #[cfg(feature = "test-vectors")]
    #[must_use]
    pub fn with_random_bytes(
        keys: DeviceKeys,
        password: &[u8; PASSWORD],
        salt: &[u8; SALT],
    ) -> (Self, DeviceVerifier) {
        Self::from_random(keys, password, salt)
    }

    /// The device with a password of these bytes, and its verifier with this salt.
    fn from_random(
        keys: DeviceKeys,
        password: &[u8; PASSWORD],
        salt: &[u8; SALT],
    ) -> (Self, DeviceVerifier) {
        let device =
            Self { key: keys.key, group_key: keys.group_key, password: base64::encode(password) };
        let salt = integer::unsigned(salt);
        let x = device.identity().password_hash(&salt, &device.password);
        let verifier = DeviceVerifier {
            password_verifier: base64::encode(integer::unsigned(&group::verifier(&x))),
            salt: base64::encode(salt),
        };
        (device, verifier)
    }

    pub(super) fn identity(&self) -> Identity<'_> {
        Identity { group: &self.group_key, name: &self.key }
    }
}

impl Drop for RememberedDevice {
    fn drop(&mut self) {
        self.password.zeroize();
    }
}

impl fmt::Debug for RememberedDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RememberedDevice")
            .field("key", &self.key)
            .field("group_key", &self.group_key)
            .field("password", &Redacted)
            .finish()
    }
}

impl fmt::Debug for DeviceVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceVerifier")
            .field("password_verifier", &Redacted)
            .field("salt", &Redacted)
            .finish()
    }
}
