//! The proof that a client knows a password: key and signature.

use std::fmt;
use std::time::SystemTime;

use aws_smithy_types::base64;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::error::SrpError;
use super::group::{self, Hash, PrivateKey, ServerKey};
use super::integer::{self, Integer};
use super::timestamp::timestamp;
use crate::hash::hmac;
use crate::redacted::Redacted;

/// What Cognito asks with `PASSWORD_VERIFIER` and `DEVICE_PASSWORD_VERIFIER`: three of the `ChallengeParameters`, as they came.
///
/// `Debug` does not print them.
#[derive(Clone, Copy)]
pub struct SrpChallenge<'a> {
    /// `SALT`, an integer in hexadecimal digits. Leading zeros do not count, and it can be negative.
    pub salt: &'a str,
    /// `SRP_B`, the public key of the server in hexadecimal digits.
    pub srp_b: &'a str,
    /// `SECRET_BLOCK`, in Base64; it goes back as it came.
    pub secret_block: &'a str,
}

impl fmt::Debug for SrpChallenge<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SrpChallenge")
            .field("salt", &Redacted)
            .field("srp_b", &Redacted)
            .field("secret_block", &Redacted)
            .finish()
    }
}

/// The proof of a password: three of the keys that answer `PASSWORD_VERIFIER` and `DEVICE_PASSWORD_VERIFIER`.
///
/// `Debug` prints the timestamp alone.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PasswordClaim {
    /// `PASSWORD_CLAIM_SIGNATURE`, in Base64.
    pub signature: String,
    /// `PASSWORD_CLAIM_SECRET_BLOCK`, the block of the challenge.
    pub secret_block: String,
    /// `TIMESTAMP`, the time that the signature is of.
    pub timestamp: String,
}

impl fmt::Debug for PasswordClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordClaim")
            .field("signature", &Redacted)
            .field("secret_block", &Redacted)
            .field("timestamp", &self.timestamp)
            .finish()
    }
}

/// Whose password it is.
#[derive(Clone, Copy)]
pub(super) struct Identity<'a> {
    /// The name of the pool, or the key of the device group.
    pub(super) group: &'a str,
    /// The user id, or the key of the device.
    pub(super) name: &'a str,
}

impl Identity<'_> {
    /// `x`, the hash of salt, identity and password.
    pub(super) fn password_hash(self, salt: &[u8], password: &str) -> Zeroizing<Hash> {
        let inner = Sha256::new()
            .chain_update(self.group)
            .chain_update(self.name)
            .chain_update(":")
            .chain_update(password)
            .finalize();
        let inner = Zeroizing::new(Hash::from(inner));
        let hash = Sha256::new().chain_update(salt).chain_update(*inner).finalize();
        Zeroizing::new(hash.into())
    }
}

/// Both keys of the client.
#[derive(Clone, Copy)]
pub(super) struct Keys<'a> {
    pub(super) private: &'a PrivateKey,
    pub(super) public: &'a [u8; group::LENGTH],
}

/// Proves the password of this identity.
///
/// # Errors
/// If a part of the challenge is not what SRP takes, or the time has no timestamp.
pub(super) fn prove(
    keys: Keys<'_>,
    identity: Identity<'_>,
    password: &str,
    challenge: SrpChallenge<'_>,
    at: SystemTime,
) -> Result<PasswordClaim, SrpError> {
    let timestamp = timestamp(at)?;
    let salt = Integer::parse("SALT", challenge.salt)?.encode();
    let block = base64::decode(challenge.secret_block).map_err(|_| SrpError::Parameter {
        name: "SECRET_BLOCK",
        expected: "Base64",
        found: format!("{} bytes that are none", challenge.secret_block.len()),
    })?;
    let x = identity.password_hash(&salt, password);
    let key = key(keys, challenge.srp_b, &x)?;
    let message: [&[u8]; 4] =
        [identity.group.as_bytes(), identity.name.as_bytes(), &block, timestamp.as_bytes()];
    Ok(PasswordClaim {
        signature: base64::encode(*hmac(&*key, &message)),
        secret_block: challenge.secret_block.to_owned(),
        timestamp,
    })
}

/// The key of 16 bytes that both sides derive from the shared secret.
fn key(keys: Keys<'_>, srp_b: &str, x: &Hash) -> Result<Zeroizing<[u8; 16]>, SrpError> {
    let refused = |expected, found: &str| SrpError::Parameter {
        name: "SRP_B",
        expected,
        found: found.to_owned(),
    };
    let server = Integer::parse("SRP_B", srp_b)?;
    let server_key = server.positive().and_then(ServerKey::new).ok_or_else(|| {
        refused("a number from 1 up to the prime of the group", "one that is outside")
    })?;

    let hash = Sha256::new()
        .chain_update(integer::unsigned(keys.public))
        .chain_update(server.encode())
        .finalize();
    let u = Hash::from(hash);
    // With zero the password would not count (RFC 5054, 2.5.3, has the same for the server).
    if u == [0; 32] {
        return Err(refused(
            "a key whose hash with that of the client is not zero",
            "one with zero",
        ));
    }

    let secret = group::shared_secret(keys.private, &server_key, &u, x);
    // HKDF (RFC 5869) of one block, cut to 16 bytes.
    let extracted = hmac(&integer::unsigned(&u), &[&Zeroizing::new(integer::unsigned(&*secret))]);
    let expanded = hmac(&*extracted, &[b"Caldera Derived Key", &[1]]);
    let mut key = Zeroizing::new([0; 16]);
    for (to, from) in key.iter_mut().zip(*expanded) {
        *to = from;
    }
    Ok(key)
}
