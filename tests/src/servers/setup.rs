//! What a sign-in test finds on a server: a user pool, its client and its users.
//!
//! What comes in: a server's endpoint. What goes out: [`Fixtures`], made by `setup.py` through
//! the vendor's Python SDK, and software token codes.
//!
//! Every call of [`fixtures`] makes a pool of its own, so tests that share a server do not share
//! users. That matters most for [`Fixtures::new_user`], who is new only until the first sign-in.
//!
//! Deliberately not here: the sign-in itself, and the arithmetic of the codes, which the Python
//! environment's cryptography library does.

use serde_json::Value;

use super::process::isolated;
use super::{Failure, scripts, venv, work_directory};

/// A pool with three users, one for each way that a sign-in with a password can go on.
#[derive(Debug, Clone)]
pub struct Fixtures {
    /// The pool's region.
    pub region: String,
    /// The pool's id.
    pub user_pool_id: String,
    /// The id of a client without a secret that allows `USER_PASSWORD_AUTH`.
    pub client_id: String,
    /// Has a temporary password: the sign-in asks for a new one (`NEW_PASSWORD_REQUIRED`).
    pub new_user: User,
    /// Has a permanent password: the sign-in gives tokens at once.
    pub plain_user: User,
    /// Has a permanent password and a software token: the sign-in asks for a code
    /// (`SOFTWARE_TOKEN_MFA`).
    pub mfa_user: User,
    /// The base32 secret of [`mfa_user`](Self::mfa_user)'s software token, for [`totp_code`].
    pub totp_secret: String,
}

/// A user of the pool.
#[derive(Debug, Clone)]
pub struct User {
    /// The name to sign in with.
    pub username: String,
    /// The password to sign in with.
    pub password: String,
}

/// Makes a new pool with its users on the server at `endpoint`.
///
/// # Errors
///
/// When the server turns a step of the setup down; the message holds what the script printed.
pub fn fixtures(endpoint: &str) -> Result<Fixtures, Failure> {
    let answer = run_script("--endpoint", endpoint)?;
    Ok(Fixtures {
        region: text(&answer, "/region")?,
        user_pool_id: text(&answer, "/user_pool_id")?,
        client_id: text(&answer, "/client_id")?,
        new_user: user(&answer, "new_user")?,
        plain_user: user(&answer, "plain_user")?,
        mfa_user: user(&answer, "mfa_user")?,
        totp_secret: text(&answer, "/mfa_user/totp_secret")?,
    })
}

/// The code that a software token with this base32 secret shows now (RFC 6238).
///
/// Near the end of a code's time this waits for the next one, so the code is good for at least a
/// few seconds. Ask for it right before it is sent.
///
/// # Errors
///
/// When the secret is not base32.
pub fn totp_code(secret: &str) -> Result<String, Failure> {
    text(&run_script("--totp", secret)?, "/code")
}

/// A code that is not the given one, but looks like it.
///
/// # Panics
///
/// When `code` is not made of digits.
#[must_use]
pub fn wrong_code(code: &str) -> String {
    code.chars()
        .map(|digit| match digit.to_digit(10) {
            Some(value) => char::from(b"5678901234"[value as usize]),
            None => panic!("{code:?} is not a software token code"),
        })
        .collect()
}

fn run_script(option: &str, value: &str) -> Result<Value, Failure> {
    let python = venv::python().map_err(|reason| Failure(reason.to_string()))?;
    // The work directory has neither AWS settings nor anything else that a home may hold.
    let output = isolated(&python, &work_directory())
        .arg(scripts().join("setup.py"))
        .args([option, value])
        .output()
        .map_err(|error| Failure(format!("cannot run {}: {error}", python.display())))?;
    if !output.status.success() {
        return Err(Failure(format!(
            "`setup.py {option}` ended with {}:\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        )));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure(format!("setup.py printed no JSON: {error}")))
}

fn user(answer: &Value, name: &str) -> Result<User, Failure> {
    Ok(User {
        username: text(answer, &format!("/{name}/username"))?,
        password: text(answer, &format!("/{name}/password"))?,
    })
}

fn text(answer: &Value, pointer: &str) -> Result<String, Failure> {
    match answer.pointer(pointer).and_then(Value::as_str) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Failure(format!("setup.py gave no text at {pointer}"))),
    }
}
