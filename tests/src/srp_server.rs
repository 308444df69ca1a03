//! The service's side of SRP, as Cognito computes it: it knows a verifier and no password.
//!
//! It is written on another library than the client (`num-bigint`), and shares no code with it.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use num_bigint::{BigInt, BigUint, Sign};
use sha2::{Digest, Sha256};

/// The prime of 3072 bits in RFC 5054, appendix A.
const PRIME: &[u8] = b"\
    FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD\
    EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
    EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F\
    83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B\
    E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510\
    15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7\
    ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C\
    BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

/// Whose password it is that a verifier is of.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// The name of the pool (its id behind `_`), or the key of the device group.
    pub group: &'a str,
    /// The user id, or the key of the device.
    pub name: &'a str,
}

/// What a service keeps of a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    salt: BigInt,
    power: BigUint,
}

impl Verifier {
    /// The verifier of a user's password, as a service makes it when the password is set. The salt is an integer in hexadecimal digits.
    ///
    /// # Panics
    /// If the salt is no such integer.
    #[must_use]
    pub fn of_password(identity: Identity<'_>, password: &str, salt: &str) -> Self {
        let salt = BigInt::parse_bytes(salt.as_bytes(), 16).expect("the salt is an integer");
        let inner = Sha256::new()
            .chain_update(format!("{}{}:{password}", identity.group, identity.name))
            .finalize();
        let x =
            Sha256::new().chain_update(salt.to_signed_bytes_be()).chain_update(inner).finalize();
        Self { salt, power: generator().modpow(&BigUint::from_bytes_be(&x), &prime()) }
    }

    /// The verifier of a device, as `ConfirmDevice` brings it: both in Base64.
    ///
    /// # Panics
    /// If one of them is not Base64.
    #[must_use]
    pub fn of_device(password_verifier: &str, salt: &str) -> Self {
        let decode = |text: &str| BASE64.decode(text.as_bytes()).expect("it is Base64");
        Self {
            // Bytes whose first bit is set are a negative number: a client that does not write the sign is found out by its signature.
            salt: BigInt::from_signed_bytes_be(&decode(salt)),
            power: BigUint::from_bytes_be(&decode(password_verifier)),
        }
    }

    /// Asks for a proof of the password. `private` are the random bytes of the service's private key.
    ///
    /// It gives `None` where a service refuses `SRP_A`: if it is not a number in lower-case hexadecimal digits without leading zeros, or a
    /// multiple of the prime.
    #[must_use]
    pub fn challenge(&self, srp_a: &str, private: &[u8]) -> Option<Handshake> {
        let public_client = BigUint::parse_bytes(srp_a.as_bytes(), 16)?;
        if format!("{public_client:x}") != srp_a || &public_client % prime() == BigUint::ZERO {
            return None;
        }
        let private = BigUint::from_bytes_be(private);
        let public =
            (multiplier() * &self.power + generator().modpow(&private, &prime())) % prime();
        Some(Handshake { verifier: self.clone(), public_client, private, public })
    }
}

/// A challenge that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handshake {
    verifier: Verifier,
    public_client: BigUint,
    private: BigUint,
    public: BigUint,
}

/// The answer to a challenge, by its keys.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// `PASSWORD_CLAIM_SECRET_BLOCK`
    pub secret_block: &'a str,
    /// `TIMESTAMP`
    pub timestamp: &'a str,
    /// `PASSWORD_CLAIM_SIGNATURE`
    pub signature: &'a str,
}

impl Handshake {
    /// `SALT`
    #[must_use]
    pub fn salt(&self) -> String {
        format!("{:x}", self.verifier.salt)
    }

    /// `SRP_B`
    #[must_use]
    pub fn srp_b(&self) -> String {
        format!("{:x}", self.public)
    }

    /// Whether the claim was made with the password behind the verifier, and its timestamp is written as Cognito wants it.
    /// Whether the secret block and the time are the right ones, the caller has to know.
    #[must_use]
    pub fn accepts(&self, identity: Identity<'_>, claim: Claim<'_>) -> bool {
        let Ok(block) = BASE64.decode(claim.secret_block.as_bytes()) else { return false };
        let parts = [
            identity.group.as_bytes(),
            identity.name.as_bytes(),
            &block,
            claim.timestamp.as_bytes(),
        ];
        let expected = hmac(&self.key(), &parts.concat());
        is_timestamp(claim.timestamp) && claim.signature == BASE64.encode(&expected)
    }

    fn key(&self) -> Vec<u8> {
        let hash = Sha256::new()
            .chain_update(pad(&self.public_client))
            .chain_update(pad(&self.public))
            .finalize();
        let u = BigUint::from_bytes_be(&hash);
        let base = &self.public_client * self.verifier.power.modpow(&u, &prime());
        let secret = base.modpow(&self.private, &prime());
        let extracted = hmac(&pad(&u), &pad(&secret));
        hmac(&extracted, b"Caldera Derived Key\x01").get(..16).expect("there are 32").to_vec()
    }
}

/// Whether a text is a timestamp of Cognito: in English and UTC, and the day without a leading zero. Whether the weekday is that of the date,
/// tests of the client say.
fn is_timestamp(text: &str) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    let [weekday, month, day, time, "UTC", year] = *parts else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let clock: Vec<&str> = time.split(':').collect();
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&weekday)
        && ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            .contains(&month)
        && digits(day)
        && !day.starts_with('0')
        && day.len() <= 2
        && clock.len() == 3
        && clock.iter().all(|part| part.len() == 2 && digits(part))
        && year.len() == 4
        && digits(year)
}

fn prime() -> BigUint {
    BigUint::parse_bytes(PRIME, 16).expect("the prime is hexadecimal digits")
}

fn generator() -> BigUint {
    BigUint::from(2_u8)
}

fn multiplier() -> BigUint {
    let hash = Sha256::new().chain_update(pad(&prime())).chain_update(pad(&generator())).finalize();
    BigUint::from_bytes_be(&hash)
}

/// As Java's `BigInteger.toByteArray` writes it.
fn pad(number: &BigUint) -> Vec<u8> {
    BigInt::from_biguint(Sign::Plus, number.clone()).to_signed_bytes_be()
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}
