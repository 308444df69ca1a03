//! Each answer sends exactly the keys that belong to its challenge.

use cognito_identity_provider::types::{ChallengeAnswer, ChallengeNameType};

use super::assert_answer;

#[test]
fn codes() {
    assert_answer(
        ChallengeAnswer::sms_mfa().username("kim").sms_mfa_code("123456"),
        "SMS_MFA",
        [("USERNAME", "kim"), ("SMS_MFA_CODE", "123456")],
    );
    assert_answer(
        ChallengeAnswer::email_otp().username("kim").email_otp_code("123456"),
        "EMAIL_OTP",
        [("USERNAME", "kim"), ("EMAIL_OTP_CODE", "123456")],
    );
    assert_answer(
        ChallengeAnswer::sms_otp().username("kim").sms_otp_code("123456"),
        "SMS_OTP",
        [("USERNAME", "kim"), ("SMS_OTP_CODE", "123456")],
    );
    assert_answer(
        ChallengeAnswer::software_token_mfa().username("kim").software_token_mfa_code("123456"),
        "SOFTWARE_TOKEN_MFA",
        [("USERNAME", "kim"), ("SOFTWARE_TOKEN_MFA_CODE", "123456")],
    );
}

#[test]
fn choices_of_a_second_factor() {
    let begun = || ChallengeAnswer::select_mfa_type().username("kim");
    for (answer, value) in [
        (begun().answer_sms_mfa(), "SMS_MFA"),
        (begun().answer_software_token_mfa(), "SOFTWARE_TOKEN_MFA"),
        (begun().answer_email_mfa(), "EMAIL_MFA"),
        (begun().answer_email_otp(), "EMAIL_OTP"),
        (begun().answer("NEW_FACTOR"), "NEW_FACTOR"),
    ] {
        assert_answer(answer, "SELECT_MFA_TYPE", [("USERNAME", "kim"), ("ANSWER", value)]);
    }
    assert_answer(ChallengeAnswer::mfa_setup().username("kim"), "MFA_SETUP", [("USERNAME", "kim")]);
    assert_answer(
        ChallengeAnswer::mfa_setup().username("kim").email("kim@example.com"),
        "MFA_SETUP",
        [("USERNAME", "kim"), ("EMAIL", "kim@example.com")],
    );
}

#[test]
fn choices_of_a_first_factor() {
    let begun = || ChallengeAnswer::select_challenge().username("kim");
    assert_answer(
        begun().answer_password().password("secret"),
        "SELECT_CHALLENGE",
        [("USERNAME", "kim"), ("ANSWER", "PASSWORD"), ("PASSWORD", "secret")],
    );
    assert_answer(
        begun().answer_password_srp().srp_a("abc"),
        "SELECT_CHALLENGE",
        [("USERNAME", "kim"), ("ANSWER", "PASSWORD_SRP"), ("SRP_A", "abc")],
    );
    assert_answer(
        begun().answer_web_authn().credential("{}"),
        "SELECT_CHALLENGE",
        [("USERNAME", "kim"), ("ANSWER", "WEB_AUTHN"), ("CREDENTIAL", "{}")],
    );
    for (answer, value) in [
        (begun().answer_web_authn(), "WEB_AUTHN"),
        (begun().answer_email_otp(), "EMAIL_OTP"),
        (begun().answer_sms_otp(), "SMS_OTP"),
        (begun().answer("NEW_FACTOR"), "NEW_FACTOR"),
    ] {
        assert_answer(answer, "SELECT_CHALLENGE", [("USERNAME", "kim"), ("ANSWER", value)]);
    }
}

#[test]
fn passwords() {
    assert_answer(
        ChallengeAnswer::password().username("kim").password("secret"),
        "PASSWORD",
        [("USERNAME", "kim"), ("PASSWORD", "secret")],
    );
    assert_answer(
        ChallengeAnswer::password_srp().username("kim").srp_a("abc"),
        "PASSWORD_SRP",
        [("USERNAME", "kim"), ("SRP_A", "abc")],
    );
    assert_answer(
        ChallengeAnswer::password_verifier()
            .username("kim")
            .password_claim_signature("signature")
            .password_claim_secret_block("block")
            .timestamp("Sat Sep 5 01:02:03 UTC 2026"),
        "PASSWORD_VERIFIER",
        [
            ("USERNAME", "kim"),
            ("PASSWORD_CLAIM_SIGNATURE", "signature"),
            ("PASSWORD_CLAIM_SECRET_BLOCK", "block"),
            ("TIMESTAMP", "Sat Sep 5 01:02:03 UTC 2026"),
        ],
    );
}

#[test]
fn a_new_password() {
    let answer = ChallengeAnswer::new_password_required().username("kim").new_password("secret");
    assert_answer(
        answer.clone(),
        "NEW_PASSWORD_REQUIRED",
        [("USERNAME", "kim"), ("NEW_PASSWORD", "secret")],
    );
    // The service names attributes with the prefix; a caller may repeat it, or not.
    let answer = answer.user_attribute("name", "Kim").user_attribute("userAttributes.locale", "de");
    assert_answer(
        answer,
        "NEW_PASSWORD_REQUIRED",
        [
            ("USERNAME", "kim"),
            ("NEW_PASSWORD", "secret"),
            ("userAttributes.name", "Kim"),
            ("userAttributes.locale", "de"),
        ],
    );
}

#[test]
fn devices() {
    assert_answer(
        ChallengeAnswer::device_srp_auth().username("kim").device_key("device").srp_a("abc"),
        "DEVICE_SRP_AUTH",
        [("USERNAME", "kim"), ("DEVICE_KEY", "device"), ("SRP_A", "abc")],
    );
    assert_answer(
        ChallengeAnswer::device_password_verifier()
            .username("kim")
            .device_key("device")
            .password_claim_signature("signature")
            .password_claim_secret_block("block")
            .timestamp("Sat Sep 5 01:02:03 UTC 2026"),
        "DEVICE_PASSWORD_VERIFIER",
        [
            ("USERNAME", "kim"),
            ("DEVICE_KEY", "device"),
            ("PASSWORD_CLAIM_SIGNATURE", "signature"),
            ("PASSWORD_CLAIM_SECRET_BLOCK", "block"),
            ("TIMESTAMP", "Sat Sep 5 01:02:03 UTC 2026"),
        ],
    );
}

#[test]
fn others() {
    assert_answer(
        ChallengeAnswer::custom_challenge().username("kim").answer("blue"),
        "CUSTOM_CHALLENGE",
        [("USERNAME", "kim"), ("ANSWER", "blue")],
    );
    assert_answer(
        ChallengeAnswer::web_authn().username("kim").credential("{}"),
        "WEB_AUTHN",
        [("USERNAME", "kim"), ("CREDENTIAL", "{}")],
    );
}

#[test]
fn every_answer_takes_a_secret_hash_and_a_device() {
    let answer = ChallengeAnswer::sms_mfa().username("kim").sms_mfa_code("1");
    assert_answer(
        answer.secret_hash("hash").device_key("device"),
        "SMS_MFA",
        [
            ("USERNAME", "kim"),
            ("SMS_MFA_CODE", "1"),
            ("SECRET_HASH", "hash"),
            ("DEVICE_KEY", "device"),
        ],
    );
    let answer = ChallengeAnswer::device_srp_auth().username("kim").device_key("d").srp_a("a");
    assert_answer(
        answer.secret_hash("hash"),
        "DEVICE_SRP_AUTH",
        [("USERNAME", "kim"), ("DEVICE_KEY", "d"), ("SRP_A", "a"), ("SECRET_HASH", "hash")],
    );
}

/// The modules here answer 15 of the names; the last cannot be answered.
#[test]
fn there_are_16_names() {
    assert_eq!(ChallengeNameType::values().len(), 16);
}

#[test]
fn nothing_of_an_answer_is_printed() {
    let answer =
        ChallengeAnswer::new_password_required().username("hush-user").new_password("hush");
    let answer = answer.user_attribute("hush-name", "hush-value");
    assert_eq!(
        format!("{answer:?}"),
        "NewPasswordRequired(NEW_PASSWORD_REQUIRED *** Sensitive Data Redacted ***)"
    );
    assert_eq!(
        format!("{:?}", ChallengeAnswer::from(answer)),
        "ChallengeAnswer(NEW_PASSWORD_REQUIRED *** Sensitive Data Redacted ***)"
    );
}
