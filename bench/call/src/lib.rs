//! One call of `RespondToAuthChallenge`, made in four ways through a connector in memory, and in three over connections.
//!
//! A call is the whole of it: the request is built, checked where the way checks, written, given to the connector, and the answer is read.
//! The crates offer no common place in between, so there are no measures of parts.

mod by_hand;
mod canned;
mod documents;
mod generated_crate;
pub mod load;
mod official_crate;
mod serde_alone;

use std::error::Error;
use std::rc::Rc;

use measure::{MakeCall, Subject};
use tokio::runtime::{Builder, Runtime};

/// What the service answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Tokens.
    Success,
    /// An error that the model names.
    ModeledError,
}

impl Answer {
    /// The name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::ModeledError => "modelled error",
        }
    }
}

/// Makes a client that gets one answer, and gives its calls.
type Way = fn(Answer, Rc<Runtime>) -> MakeCall;

/// Gives every way with every answer, clients made and ready.
///
/// # Errors
/// That there can be no Tokio runtime, or that a client cannot be made.
pub fn subjects() -> Result<Vec<Subject>, Box<dyn Error>> {
    let runtime = Rc::new(Builder::new_current_thread().enable_all().build()?);
    let mut subjects = Vec::new();
    for answer in [Answer::Success, Answer::ModeledError] {
        let ways: [(&str, Way); 4] = [
            ("official crate", official_crate::calls),
            ("generated crate", generated_crate::calls),
            ("by hand on the official runtime", by_hand::calls),
            ("serde_json alone", serde_alone::calls),
        ];
        for (way, calls) in ways {
            subjects.push(Subject {
                what: answer.name(),
                way,
                call: calls(answer, Rc::clone(&runtime)),
            });
        }
    }
    Ok(subjects)
}
