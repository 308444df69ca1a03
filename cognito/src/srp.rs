//! The Secure Remote Password protocol (SRP) as Cognito speaks it: a password is proven to the service and not sent to it.
//!
//! [`Srp`] is one sign-in, of a user or of a [`RememberedDevice`]. It computes the answers and sends nothing.
//!
//! ```
//! use std::time::SystemTime;
//! use tinsmith_cognito::srp::{Srp, SrpChallenge, UserPassword};
//!
//! # fn main() -> Result<(), tinsmith_cognito::srp::SrpError> {
//! // 1. Start: `InitiateAuth` with `USER_SRP_AUTH` takes `SRP_A`.
//! let srp = Srp::start()?;
//! # assert!(srp.srp_a().len() <= 768);
//!
//! // 2. Answer `PASSWORD_VERIFIER`, with the `ChallengeParameters` of the response.
//! let challenge = SrpChallenge {
//!     salt: "8e4c6f5d2b1a09f8e7d6c5b4a3928170",
//!     srp_b: "5b1f0c2d",
//!     secret_block: "c2VjcmV0IGJsb2Nr",
//! };
//! let user = UserPassword {
//!     pool_id: "eu-central-1_Yt3mUx1aB",
//!     user_id: "kim", // `USER_ID_FOR_SRP`, not what the user typed
//!     password: "correct horse",
//! };
//! let claim = srp.prove_password(user, challenge, SystemTime::now())?;
//! assert_eq!(claim.secret_block, challenge.secret_block);
//! // `claim` holds `PASSWORD_CLAIM_SIGNATURE`, `PASSWORD_CLAIM_SECRET_BLOCK` and `TIMESTAMP`.
//! # Ok(())
//! # }
//! ```
//!
//! What Cognito does differently from RFC 5054, and why no other crate is used, is in `docs/srp.md` of the repository.

mod claim;
mod device;
mod error;
mod group;
mod integer;
#[cfg(test)]
mod tests;
mod timestamp;

use std::fmt::{self, Write as _};
use std::time::SystemTime;

use zeroize::Zeroizing;

pub use self::claim::{PasswordClaim, SrpChallenge};
pub use self::device::{DeviceKeys, DeviceVerifier, RememberedDevice};
pub use self::error::SrpError;

use self::claim::{Identity, Keys};
use self::group::PrivateKey;
use crate::redacted::Redacted;

/// The password of a user, and what the proof of it is bound to.
///
/// `Debug` does not print the password.
#[derive(Clone, Copy)]
pub struct UserPassword<'a> {
    /// The id of the user pool, as requests take it: a region, `_` and a name.
    pub pool_id: &'a str,
    /// `USER_ID_FOR_SRP` of the `ChallengeParameters`: the internal user name. An alias that the user typed, such as an e-mail address, is
    /// refused by the service like a wrong password.
    pub user_id: &'a str,
    /// The password.
    pub password: &'a str,
}

impl UserPassword<'_> {
    fn identity(&self) -> Result<Identity<'_>, SrpError> {
        let name = self.pool_id.split_once('_').map(|(_, name)| name);
        let group = name.filter(|name| !name.is_empty()).ok_or(SrpError::PoolId)?;
        Ok(Identity { group, name: self.user_id })
    }
}

impl fmt::Debug for UserPassword<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserPassword")
            .field("pool_id", &self.pool_id)
            .field("user_id", &self.user_id)
            .field("password", &Redacted)
            .finish()
    }
}

/// One proof of a password by SRP, from its start to the answer.
///
/// It holds a private key, which is used once: the answer consumes it. The key does not appear in `Debug`, and is overwritten when this is
/// dropped.
pub struct Srp {
    private: Zeroizing<PrivateKey>,
    public: [u8; group::LENGTH],
    srp_a: String,
}

impl Srp {
    /// Starts with a random private key.
    ///
    /// # Errors
    /// [`SrpError::Random`] if the system gives no random bytes.
    pub fn start() -> Result<Self, SrpError> {
        Ok(Self::from_private(random()?))
    }

    /// Starts with a private key that is given, as the vectors of a test have it. Whoever knows the key can test passwords against the claim.
    #[cfg(feature = "test-vectors")]
    #[must_use]
    pub fn with_private_key(private: [u8; 128]) -> Self {
        Self::from_private(Zeroizing::new(private))
    }

    fn from_private(private: Zeroizing<PrivateKey>) -> Self {
        let public = group::public_key(&private);
        let mut srp_a = String::with_capacity(2 * public.len());
        for byte in public {
            // A string takes all that is written to it.
            let _ = write!(srp_a, "{byte:02x}");
        }
        let zeros = srp_a.len() - srp_a.trim_start_matches('0').len();
        srp_a.drain(..zeros);
        Self { private, public, srp_a }
    }

    /// The public key in hexadecimal digits: `SRP_A` in the call that starts a sign-in, and in the answers to `PASSWORD_SRP` and `DEVICE_SRP_AUTH`.
    #[must_use]
    pub fn srp_a(&self) -> &str {
        &self.srp_a
    }

    /// Proves the password of a user, as an answer to `PASSWORD_VERIFIER`.
    ///
    /// `at` is the present time. The service refuses one that is too far from its own.
    ///
    /// # Errors
    /// If the id of the pool has no name, or a parameter of the challenge is not what SRP takes. A wrong password is no error here.
    pub fn prove_password(
        self,
        user: UserPassword<'_>,
        challenge: SrpChallenge<'_>,
        at: SystemTime,
    ) -> Result<PasswordClaim, SrpError> {
        claim::prove(self.keys(), user.identity()?, user.password, challenge, at)
    }

    /// Proves the password of a remembered device, as an answer to `DEVICE_PASSWORD_VERIFIER`.
    ///
    /// `at` is the present time. The service refuses one that is too far from its own.
    ///
    /// # Errors
    /// If a parameter of the challenge is not what SRP takes. A device that the service has forgotten is no error here.
    pub fn prove_device(
        self,
        device: &RememberedDevice,
        challenge: SrpChallenge<'_>,
        at: SystemTime,
    ) -> Result<PasswordClaim, SrpError> {
        claim::prove(self.keys(), device.identity(), &device.password, challenge, at)
    }

    fn keys(&self) -> Keys<'_> {
        Keys { private: &self.private, public: &self.public }
    }
}

impl fmt::Debug for Srp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Srp").finish_non_exhaustive()
    }
}

/// The `TIMESTAMP` of a claim that is made at this time; for tests against vectors.
///
/// # Errors
/// [`SrpError::Time`] if its year is before 1970 or after 9999.
#[cfg(feature = "test-vectors")]
pub fn timestamp(at: SystemTime) -> Result<String, SrpError> {
    timestamp::timestamp(at)
}

/// Random bytes of the system.
fn random<const LENGTH: usize>() -> Result<Zeroizing<[u8; LENGTH]>, SrpError> {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    getrandom::getrandom(&mut *bytes).map_err(|error| SrpError::Random(error.into()))?;
    Ok(bytes)
}
