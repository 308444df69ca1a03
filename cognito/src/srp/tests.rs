//! What is refused, and what is not printed. Right answers are tested against vectors, in `tests/tests/it/srp/`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::timestamp::timestamp;
use super::{DeviceKeys, RememberedDevice, Srp, SrpChallenge, SrpError, UserPassword, group};

const USER: UserPassword<'_> =
    UserPassword { pool_id: "eu-central-1_Yt3mUx1aB", user_id: "kim", password: "hush" };

const CHALLENGE: SrpChallenge<'_> =
    SrpChallenge { salt: "5a17", srp_b: "b00b1e5", secret_block: "YmxvY2s=" };

/// How the proof is refused.
fn refusal(user: UserPassword<'_>, challenge: SrpChallenge<'_>) -> String {
    let srp = Srp::start().expect("there are random bytes");
    let claim = srp.prove_password(user, challenge, UNIX_EPOCH);
    claim.expect_err("the challenge is none").to_string()
}

/// The prime plus this, in hexadecimal digits.
fn prime_plus(addend: u8) -> String {
    let prime = group::prime();
    let mut carry = addend;
    let mut digits: Vec<String> = prime
        .iter()
        .rev()
        .map(|byte| {
            let (sum, over) = byte.overflowing_add(carry);
            carry = u8::from(over);
            format!("{sum:02x}")
        })
        .collect();
    digits.push(format!("{carry:02x}"));
    digits.into_iter().rev().collect()
}

#[test]
fn a_key_that_makes_the_secret_known_is_refused() {
    let expected =
        "SRP_B: expected a number from 1 up to the prime of the group, found one that is outside";
    let long = format!("1{}", "0".repeat(768));
    for srp_b in ["0", "0000", "-1", &prime_plus(0), &prime_plus(1), &long, &"f".repeat(10_000)] {
        assert_eq!(refusal(USER, SrpChallenge { srp_b, ..CHALLENGE }), expected, "{srp_b}");
    }
    let zeros = format!("{}1", "0".repeat(10_000));
    let srp = Srp::start().expect("there are random bytes");
    let claim = srp.prove_password(USER, SrpChallenge { srp_b: &zeros, ..CHALLENGE }, UNIX_EPOCH);
    claim.expect("zeros in front do not count");
}

#[test]
fn a_challenge_that_is_none_is_refused_without_its_values() {
    let integer = "expected an integer in hexadecimal digits, found";
    assert_eq!(
        refusal(USER, SrpChallenge { srp_b: "12 4", ..CHALLENGE }),
        format!("SRP_B: {integer} a character that is none, number 3 of the text"),
    );
    assert_eq!(
        refusal(USER, SrpChallenge { salt: "", ..CHALLENGE }),
        format!("SALT: {integer} no digit"),
    );
    for (secret_block, length) in [("YmxvY2s", 7), ("Ymx vY2s=", 9), ("YmxvY2s_", 8), ("é", 2)] {
        assert_eq!(
            refusal(USER, SrpChallenge { secret_block, ..CHALLENGE }),
            format!("SECRET_BLOCK: expected Base64, found {length} bytes that are none"),
        );
    }
}

#[test]
fn the_id_of_a_pool_has_a_name() {
    for pool_id in ["", "eu-central-1", "eu-central-1_", "Yt3mUx1aB"] {
        assert_eq!(
            refusal(UserPassword { pool_id, ..USER }, CHALLENGE),
            "user pool id: expected a region, `_` and a name, found no name behind a `_`",
        );
    }
}

#[test]
fn a_timestamp_is_of_1970_to_9999() {
    let last = UNIX_EPOCH + Duration::from_secs(253_402_300_799);
    assert_eq!(timestamp(last).ok().as_deref(), Some("Fri Dec 31 23:59:59 UTC 9999"));
    assert_eq!(timestamp(UNIX_EPOCH).ok().as_deref(), Some("Thu Jan 1 00:00:00 UTC 1970"));
    let half = UNIX_EPOCH + Duration::from_millis(1_788_591_609_999);
    assert_eq!(timestamp(half).ok().as_deref(), Some("Sat Sep 5 07:00:09 UTC 2026"));

    let outside: [SystemTime; 3] = [
        UNIX_EPOCH - Duration::from_nanos(1),
        last + Duration::from_secs(1),
        UNIX_EPOCH + Duration::from_secs(i64::MAX as u64),
    ];
    for time in outside {
        assert!(matches!(timestamp(time), Err(SrpError::Time)), "{time:?}");
    }
}

#[test]
fn two_sign_ins_have_two_keys() {
    let (one, other) = (Srp::start().expect("one"), Srp::start().expect("the other"));
    assert_ne!(one.srp_a(), other.srp_a());
    assert!(one.srp_a().bytes().all(|digit| b"0123456789abcdef".contains(&digit)));
}

#[test]
fn debug_has_no_secret() {
    let srp = Srp::start().expect("there are random bytes");
    assert_eq!(format!("{srp:?}"), "Srp { .. }");
    assert_eq!(
        format!("{USER:?}"),
        "UserPassword { pool_id: \"eu-central-1_Yt3mUx1aB\", user_id: \"kim\", \
         password: *** Sensitive Data Redacted *** }",
    );
    assert_eq!(
        format!("{CHALLENGE:?}"),
        "SrpChallenge { salt: *** Sensitive Data Redacted ***, \
         srp_b: *** Sensitive Data Redacted ***, secret_block: *** Sensitive Data Redacted *** }",
    );
    let claim = srp.prove_password(USER, CHALLENGE, UNIX_EPOCH).expect("the challenge is one");
    assert_eq!(
        format!("{claim:?}"),
        "PasswordClaim { signature: *** Sensitive Data Redacted ***, \
         secret_block: *** Sensitive Data Redacted ***, \
         timestamp: \"Thu Jan 1 00:00:00 UTC 1970\" }",
    );
    let keys = DeviceKeys { key: "eu_1".to_owned(), group_key: "-g".to_owned() };
    let (device, verifier) = RememberedDevice::generate(keys).expect("there are random bytes");
    assert_eq!(
        format!("{device:?}"),
        "RememberedDevice { key: \"eu_1\", group_key: \"-g\", \
         password: *** Sensitive Data Redacted *** }",
    );
    assert_eq!(
        format!("{verifier:?}"),
        "DeviceVerifier { password_verifier: *** Sensitive Data Redacted ***, \
         salt: *** Sensitive Data Redacted *** }",
    );
}
