//! What a provider of bearer tokens is made of.

/// A bearer token, and when it expires.
pub use aws_credential_types::Token;
/// What a provider can fail with.
pub use aws_credential_types::provider::error::TokenError;
/// Code that gives a token when a call needs one.
pub use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};

/// What a provider answers with.
pub mod future {
    /// A token that is there, or will be.
    pub use aws_credential_types::provider::future::ProvideToken;
}
