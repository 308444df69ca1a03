//! What a test has the server ask.

use std::collections::BTreeMap;

/// A challenge to be set, and its right answer.
#[derive(Debug, Clone)]
pub struct Ask {
    pub(super) challenge: &'static str,
    pub(super) parameters: Vec<(&'static str, &'static str)>,
    pub(super) available: Vec<&'static str>,
    pub(super) answer: BTreeMap<&'static str, String>,
    pub(super) refusal: &'static str,
}

impl Ask {
    /// A challenge of this name. What SRP takes is made by the server, and its answers are checked by themselves.
    #[must_use]
    pub fn new(challenge: &'static str) -> Self {
        Self {
            challenge,
            parameters: Vec::new(),
            available: Vec::new(),
            answer: BTreeMap::new(),
            refusal: "CodeMismatchException",
        }
    }

    /// Comes with this parameter, besides the user's name.
    #[must_use]
    pub fn parameter(mut self, name: &'static str, value: &'static str) -> Self {
        self.parameters.push((name, value));
        self
    }

    /// Comes with these in `AvailableChallenges`.
    #[must_use]
    pub fn available(self, challenges: &[&'static str]) -> Self {
        Self { available: challenges.to_vec(), ..self }
    }

    /// Takes this value under this key. All that an answer has besides what every answer has is given here.
    #[must_use]
    pub fn takes(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.answer.insert(key, value.into());
        self
    }

    /// Refuses another value with this error, after which the session stays; it is `CodeMismatchException` unless said.
    #[must_use]
    pub fn refuses_with(self, refusal: &'static str) -> Self {
        Self { refusal, ..self }
    }
}
