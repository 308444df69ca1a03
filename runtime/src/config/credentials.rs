//! What a provider of credentials is made of.
//!
//! What comes in: nothing.
//! What goes out: the official types, under names that a user of a generated crate can reach without a dependency of their own.
//! What is deliberately not here: providers; `aws-config` has those for files, environment and the network.

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
