//! Which keys the service takes, by challenge and by flow; and in which parameters it says the user's name.
//!
//! The overlay of the generated crate says the same. It is tested with this, so it cannot be the source.

/// What may stand, and has to stand, in an answer or a start.
#[derive(Debug)]
pub struct Keys {
    /// The name of the challenge or the flow.
    pub name: &'static str,
    /// Has to be there.
    pub required: &'static [&'static str],
    /// May be there, besides `SECRET_HASH` and `DEVICE_KEY`.
    pub optional: &'static [&'static str],
    /// What a key may begin with.
    pub prefix: Option<&'static str>,
    /// The parameters in which the user's name in the user pool comes with the challenge.
    pub says_username: &'static [&'static str],
}

const fn keys(name: &'static str, required: &'static [&'static str]) -> Keys {
    Keys { name, required, optional: &[], prefix: None, says_username: &[] }
}

impl Keys {
    const fn optional(self, optional: &'static [&'static str]) -> Self {
        Self { optional, ..self }
    }

    const fn prefix(self, prefix: &'static str) -> Self {
        Self { prefix: Some(prefix), ..self }
    }

    const fn says(self, says_username: &'static [&'static str]) -> Self {
        Self { says_username, ..self }
    }

    /// Whether a key may be there.
    #[must_use]
    pub fn allows(&self, key: &str) -> bool {
        ["SECRET_HASH", "DEVICE_KEY"].contains(&key)
            || self.required.contains(&key)
            || self.optional.contains(&key)
            || self.prefix.is_some_and(|prefix| key.len() > prefix.len() && key.starts_with(prefix))
    }
}

const ID: &[&str] = &["USER_ID_FOR_SRP"];
const PROOF: &[&str] =
    &["USERNAME", "PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK", "TIMESTAMP"];
const DEVICE_PROOF: &[&str] = &[
    "USERNAME",
    "DEVICE_KEY",
    "PASSWORD_CLAIM_SIGNATURE",
    "PASSWORD_CLAIM_SECRET_BLOCK",
    "TIMESTAMP",
];

/// The answers to challenges: every one of the model but `ADMIN_NO_SRP_AUTH`, which nothing answers.
pub const CHALLENGES: [Keys; 15] = [
    keys("SMS_MFA", &["USERNAME", "SMS_MFA_CODE"]).says(ID),
    keys("EMAIL_OTP", &["USERNAME", "EMAIL_OTP_CODE"]).says(ID),
    keys("SMS_OTP", &["USERNAME", "SMS_OTP_CODE"]),
    keys("SOFTWARE_TOKEN_MFA", &["USERNAME", "SOFTWARE_TOKEN_MFA_CODE"]).says(ID),
    keys("SELECT_MFA_TYPE", &["USERNAME", "ANSWER"]).says(ID),
    keys("MFA_SETUP", &["USERNAME"]).optional(&["EMAIL"]).says(ID),
    keys("PASSWORD_VERIFIER", PROOF).says(&["USERNAME", "USER_ID_FOR_SRP"]),
    keys("CUSTOM_CHALLENGE", &["USERNAME", "ANSWER"]).says(&["USERNAME"]),
    // What is optional here depends on the choice; see `by_choice`.
    keys("SELECT_CHALLENGE", &["USERNAME", "ANSWER"]).optional(&[
        "PASSWORD",
        "SRP_A",
        "CREDENTIAL",
    ]),
    keys("DEVICE_SRP_AUTH", &["USERNAME", "DEVICE_KEY", "SRP_A"]),
    keys("DEVICE_PASSWORD_VERIFIER", DEVICE_PROOF).says(&["USERNAME"]),
    keys("NEW_PASSWORD_REQUIRED", &["USERNAME", "NEW_PASSWORD"]).prefix("userAttributes.").says(ID),
    keys("PASSWORD", &["USERNAME", "PASSWORD"]),
    keys("PASSWORD_SRP", &["USERNAME", "SRP_A"]),
    keys("WEB_AUTHN", &["USERNAME", "CREDENTIAL"]),
];

/// What a choice in `SELECT_CHALLENGE` brings with it; the passkey may also be given in the answer to `WEB_AUTHN`.
#[must_use]
pub fn by_choice(choice: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match choice {
        "PASSWORD" => (&["PASSWORD"], &[]),
        "PASSWORD_SRP" => (&["SRP_A"], &[]),
        "WEB_AUTHN" => (&[], &["CREDENTIAL"]),
        _ => (&[], &[]),
    }
}

/// The ways to start.
pub const FLOWS: [Keys; 6] = [
    keys("USER_AUTH", &["USERNAME"]).optional(&["PREFERRED_CHALLENGE", "PASSWORD", "SRP_A"]),
    keys("USER_SRP_AUTH", &["USERNAME", "SRP_A"]),
    keys("USER_PASSWORD_AUTH", &["USERNAME", "PASSWORD"]),
    keys("ADMIN_USER_PASSWORD_AUTH", &["USERNAME", "PASSWORD"]),
    keys("REFRESH_TOKEN_AUTH", &["REFRESH_TOKEN"]),
    keys("CUSTOM_AUTH", &["USERNAME"]).optional(&["SRP_A", "CHALLENGE_NAME"]),
];

/// The row of this name.
#[must_use]
pub fn find<'k>(rows: &'k [Keys], name: &str) -> Option<&'k Keys> {
    rows.iter().find(|row| row.name == name)
}
