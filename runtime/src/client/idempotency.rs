//! Idempotency tokens: what tells a repeated request from a second one.
//!
//! Whoever fills a request in does it once, before the first attempt, so that all attempts have the same token.

use std::borrow::Cow;
use std::hash::{BuildHasher, RandomState};

use crate::config::Settings;

/// The source of idempotency tokens.
#[derive(Clone, Debug)]
pub struct IdempotencyTokenProvider(Source);

#[derive(Clone, Debug)]
enum Source {
    Random,
    Fixed(Cow<'static, str>),
}

impl IdempotencyTokenProvider {
    /// Creates random tokens: UUIDs (version 4, RFC 9562) in lowercase.
    #[must_use]
    pub fn random() -> Self {
        Self(Source::Random)
    }

    /// Returns the same token each time. Use it only in tests.
    ///
    /// A service ignores a second request with the same token.
    #[must_use]
    pub fn fixed(token: impl Into<Cow<'static, str>>) -> Self {
        Self(Source::Fixed(token.into()))
    }

    /// Gives a token.
    #[must_use]
    pub fn make_idempotency_token(&self) -> String {
        match &self.0 {
            Source::Random => {
                uuid::Builder::from_random_bytes(random_bytes()).into_uuid().to_string()
            }
            Source::Fixed(token) => token.clone().into_owned(),
        }
    }
}

/// The random one.
impl Default for IdempotencyTokenProvider {
    fn default() -> Self {
        Self::random()
    }
}

/// As [`IdempotencyTokenProvider::fixed`].
impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

/// Gives a token from the provider of the settings, or a random one where they have none.
pub(super) fn idempotency_token(settings: &Settings) -> String {
    match &settings.idempotency_token_provider {
        Some(provider) => provider.make_idempotency_token(),
        None => IdempotencyTokenProvider::random().make_idempotency_token(),
    }
}

/// Two hashes of nothing, each with keys of its own, which the standard library derives from the system's randomness.
///
/// It is asked once for each thread and counts up from there, so a process that forks after its first token has to make its next ones in a thread of its own.
/// A generator that is seeded with the clock would do within one program, but two machines that start at once may then make the same token, and one of two requests is lost.
fn random_bytes() -> [u8; 16] {
    let half = || u128::from(RandomState::new().hash_one(()));
    (half() << 64 | half()).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::thread;

    use super::*;
    use crate::config::Config;

    fn is_random_uuid(token: &str) -> bool {
        uuid::Uuid::parse_str(token).is_ok_and(|uuid| {
            uuid.get_version_num() == 4
                && uuid.get_variant() == uuid::Variant::RFC4122
                && uuid.to_string() == token
        })
    }

    #[test]
    fn a_random_token_is_a_uuid() {
        let token = IdempotencyTokenProvider::random().make_idempotency_token();
        assert!(is_random_uuid(&token), "{token}");
    }

    #[test]
    fn random_tokens_differ_from_call_to_call_and_from_thread_to_thread() {
        let make = || {
            let provider = IdempotencyTokenProvider::random();
            (0..1000).map(|_| provider.make_idempotency_token()).collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..4).map(|_| thread::spawn(make)).collect();
        let tokens: BTreeSet<String> =
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        assert_eq!(tokens.len(), 4000);
    }

    #[test]
    fn a_fixed_token_is_always_the_same() {
        let provider = IdempotencyTokenProvider::fixed("one".to_owned());
        assert_eq!(provider.make_idempotency_token(), "one");
        assert_eq!(provider.make_idempotency_token(), "one");
        assert_eq!(IdempotencyTokenProvider::from("two").make_idempotency_token(), "two");
    }

    #[test]
    fn a_configuration_gives_random_tokens_unless_it_has_a_provider() {
        let config = Config::builder().build();
        let token = idempotency_token(config.settings());
        assert!(is_random_uuid(&token), "{token}");
        assert_ne!(idempotency_token(config.settings()), token);
        let config = Config::builder().idempotency_token_provider("token").build();
        assert_eq!(idempotency_token(config.settings()), "token");
        assert_eq!(idempotency_token(config.to_builder().build().settings()), "token");
    }
}
