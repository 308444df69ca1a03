//! Questions about what nobody knows, and the answers that one way through the rules takes for granted.

use std::collections::BTreeMap;

use super::value::named;

/// Something about what nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    IsSet(String),
    Holds(String),
    /// Whether the first is the second.
    Is(String, String),
}

/// Answers that are taken for granted.
#[derive(Clone, Debug, Default)]
pub(super) struct Assumed {
    pub(super) answers: BTreeMap<Question, bool>,
    /// What is known to be a certain text by one of the answers.
    pub(super) texts: BTreeMap<String, String>,
}

impl Assumed {
    pub(super) fn with(&self, question: &Question, is_so: bool) -> Self {
        let mut assumed = self.clone();
        assumed.answers.insert(question.clone(), is_so);
        if let (Question::Is(name, text), true) = (question, is_so)
            && !text.contains('{')
        {
            assumed.texts.insert(name.clone(), text.clone());
        }
        assumed
    }

    /// Whether somebody has set this.
    pub(super) fn has_set(&self, name: &str) -> bool {
        self.answers.get(&Question::IsSet(named(name))) == Some(&true)
    }
}
