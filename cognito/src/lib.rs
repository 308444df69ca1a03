//! What signing in to Amazon Cognito takes beyond its API.
//!
//! [`sign_in`] drives a whole sign-in, from the user's name to the tokens, on the client of a generated crate.
//! [`AppClient`] computes the secret hash that every call of an app client with a secret needs.
//! With the feature `srp`, a password is proven without being sent, and a remembered device signs in.

mod hash;
mod redacted;
mod secret_hash;
pub mod sign_in;
#[cfg(feature = "srp")]
pub mod srp;

pub use secret_hash::AppClient;
