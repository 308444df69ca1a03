//! What a provider of credentials is made of.

/// An access key id, its secret, and what belongs to them.
pub use aws_credential_types::Credentials;
/// What a provider can fail with.
pub use aws_credential_types::provider::error::CredentialsError;
/// Code that gives credentials when a call needs them.
pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

/// What a provider answers with.
pub mod future {
    /// Credentials that are there, or will be.
    pub use aws_credential_types::provider::future::ProvideCredentials;
}
