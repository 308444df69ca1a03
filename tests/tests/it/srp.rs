//! The client's side of SRP against the service's, which is written on another library and knows the verifier alone.
//!
//! Fixed numbers are in `srp/vectors.rs`. Real servers are asked in `e2e/srp.rs`.

mod vectors;

use std::time::SystemTime;

use tinsmith_cognito::srp::{
    DeviceKeys, PasswordClaim, RememberedDevice, Srp, SrpChallenge, SrpError, UserPassword,
};
use tinsmith_tests::srp_server::{Claim, Handshake, Identity, Verifier};

const BLOCK: &str = "c2VjcmV0IGJsb2Nr";

/// A user who signs in with `typed`, and whose password is another one if those differ.
struct Attempt<'a> {
    pool_name: &'a str,
    user: &'a str,
    password: &'a str,
    typed: &'a str,
    salt: &'a str,
}

impl Attempt<'_> {
    fn succeeds(&self) -> bool {
        let identity = Identity { group: self.pool_name, name: self.user };
        let verifier = Verifier::of_password(identity, self.password, self.salt);
        let srp = Srp::start().expect("there are random bytes");
        let handshake = challenge(&verifier, &srp);
        let pool_id = format!("eu-central-1_{}", self.pool_name);
        let user = UserPassword { pool_id: &pool_id, user_id: self.user, password: self.typed };
        let claim =
            ask(&handshake, |question| srp.prove_password(user, question, SystemTime::now()));
        accepts(&handshake, identity, &claim)
    }
}

fn challenge(verifier: &Verifier, srp: &Srp) -> Handshake {
    let mut private = [0; 128];
    getrandom::getrandom(&mut private).expect("there are random bytes");
    verifier.challenge(srp.srp_a(), &private).expect("the public key is one")
}

fn ask(
    handshake: &Handshake,
    answer: impl FnOnce(SrpChallenge<'_>) -> Result<PasswordClaim, SrpError>,
) -> PasswordClaim {
    let (salt, srp_b) = (handshake.salt(), handshake.srp_b());
    answer(SrpChallenge { salt: &salt, srp_b: &srp_b, secret_block: BLOCK })
        .expect("the challenge is one")
}

fn accepts(handshake: &Handshake, identity: Identity<'_>, claim: &PasswordClaim) -> bool {
    assert_eq!(claim.secret_block, BLOCK);
    handshake.accepts(
        identity,
        Claim {
            secret_block: &claim.secret_block,
            timestamp: &claim.timestamp,
            signature: &claim.signature,
        },
    )
}

#[test]
fn the_right_password_is_accepted_and_a_wrong_one_is_not() {
    let right = Attempt {
        pool_name: "Yt3mUx1aB",
        user: "kim",
        password: "correct horse",
        typed: "correct horse",
        salt: "8e4c6f5d2b1a09f8e7d6c5b4a3928170",
    };
    assert!(right.succeeds());
    assert!(Attempt { salt: "-8e4c6f5d", ..right }.succeeds());
    assert!(Attempt { user: "k:i m é", password: "", typed: "", salt: "0", ..right }.succeeds());
    assert!(!Attempt { typed: "correct horse ", ..right }.succeeds());
    assert!(!Attempt { typed: "", ..right }.succeeds());
}

/// Salts with the top bit set or leading zeros among them, as random ones have them.
#[test]
fn a_remembered_device_signs_in() {
    for _ in 0..8 {
        let keys = DeviceKeys {
            key: "eu-central-1_2c5d0f0e-1a0b-4a53-bf1b-0a86cd4cbf1e".to_owned(),
            group_key: "-6OVA1Zxy".to_owned(),
        };
        let (device, config) = RememberedDevice::generate(keys).expect("there are random bytes");
        let verifier = Verifier::of_device(&config.password_verifier, &config.salt);
        let identity = Identity { group: &device.group_key, name: &device.key };
        assert!(device_signs_in(&device, &verifier, identity));

        let mut other = device.clone();
        other.password.replace_range(..1, if other.password.starts_with('a') { "b" } else { "a" });
        assert!(!device_signs_in(&other, &verifier, identity));
    }
}

fn device_signs_in(device: &RememberedDevice, verifier: &Verifier, identity: Identity<'_>) -> bool {
    let srp = Srp::start().expect("there are random bytes");
    let handshake = challenge(verifier, &srp);
    let claim = ask(&handshake, |question| srp.prove_device(device, question, SystemTime::now()));
    accepts(&handshake, identity, &claim)
}
