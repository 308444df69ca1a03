//! A step that waits outside of the program.
//!
//! The app client and its secret, passwords and the secret of a device are not in the text, and the text is not protected.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;

use aws_smithy_json::serialize::JsonValueWriter;
use aws_smithy_types::Document;

use super::SignIn;
use super::client::Client;
use super::conversation::Question;
use super::json::document;
use super::set_up::{SoftwareTokenSetup, Token};
use super::step::Step;
use super::tokens::Tokens;

/// A step that is answered later, perhaps by another process: a web server keeps it between the request with the password and the one with the code.
///
/// Its text holds the session of the challenge, and what the service sent with it: keep it on the server, or encrypted. `Debug` shows none of it.
/// It can be resumed more than once, but the service takes one answer.
///
/// ```
/// use tinsmith_cognito::sign_in::{Client, PausedStep, SignIn, Step};
///
/// fn keep<C: Client>(step: Step<C>) -> Option<String> {
///     Some(step.pause().ok()?.to_json())
/// }
///
/// fn go_on<C: Client>(sign_in: &SignIn<C>, kept: &str) -> Option<Step<C>> {
///     Some(sign_in.resume(PausedStep::from_json(kept).ok()?))
/// }
/// ```
#[derive(Clone, PartialEq)]
pub struct PausedStep {
    typed: String,
    internal: Option<String>,
    device_key: Option<String>,
    client_metadata: HashMap<String, String>,
    challenge: String,
    session: Option<String>,
    parameters: HashMap<String, String>,
    available_challenges: Vec<String>,
    prepared: HashMap<String, String>,
    /// Of a software token that is being set up.
    token: Option<Token>,
}

impl<C> Step<C> {
    /// Takes the step out of the program; [`SignIn::resume`] goes on with it.
    ///
    /// A remembered device does not go with it: what the device is asked afterwards is the step [`DeviceSrpAuth`](Step::DeviceSrpAuth).
    ///
    /// # Errors
    /// With the tokens, if the sign-in is done.
    #[expect(clippy::result_large_err, reason = "the tokens are what a sign-in is for")]
    pub fn pause(self) -> Result<PausedStep, Tokens> {
        let (question, token) = self.into_question()?;
        let Question {
            conversation,
            challenge,
            session,
            parameters,
            available_challenges,
            prepared,
        } = *question;
        Ok(PausedStep {
            typed: conversation.typed,
            internal: conversation.internal,
            device_key: conversation.device_key,
            client_metadata: conversation.client_metadata,
            challenge,
            session,
            parameters,
            available_challenges,
            prepared,
            token,
        })
    }
}

impl<C: Client> SignIn<C> {
    /// Goes on with a step that was paused, by this user pool and app client.
    pub fn resume(&self, paused: PausedStep) -> Step<C> {
        let mut conversation = self.conversation(paused.typed);
        conversation.internal = paused.internal;
        conversation.device_key = paused.device_key;
        conversation.client_metadata = paused.client_metadata;
        let question = Box::new(Question {
            conversation,
            challenge: paused.challenge,
            session: paused.session,
            parameters: paused.parameters,
            available_challenges: paused.available_challenges,
            prepared: paused.prepared,
        });
        match paused.token {
            Some(token) => Step::SoftwareTokenSetup(SoftwareTokenSetup::new(question, token)),
            None => Step::of(question),
        }
    }
}

impl PausedStep {
    /// Gives the name of the challenge: `SMS_MFA`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.challenge
    }

    /// Gives the step as a text, which [`from_json`](Self::from_json) reads. What is in it is this crate's affair.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut members = HashMap::from([
            ("username".to_owned(), Document::from(self.typed.as_str())),
            ("challenge".to_owned(), Document::from(self.challenge.as_str())),
            ("parameters".to_owned(), map(&self.parameters)),
            ("prepared".to_owned(), map(&self.prepared)),
            ("client_metadata".to_owned(), map(&self.client_metadata)),
            ("available".to_owned(), list(&self.available_challenges)),
        ]);
        let mut option = |name: &str, value: Option<&String>| {
            if let Some(value) = value {
                members.insert(name.to_owned(), Document::from(value.as_str()));
            }
        };
        option("internal", self.internal.as_ref());
        option("device_key", self.device_key.as_ref());
        option("session", self.session.as_ref());
        if let Some(token) = &self.token {
            option("token", Some(&token.secret));
            option("token_name", token.device_name.as_ref());
            members.insert("token_verified".to_owned(), Document::Bool(token.is_verified));
        }
        let mut text = String::new();
        JsonValueWriter::new(&mut text).document(&Document::Object(members));
        text
    }

    /// Reads the text of [`to_json`](Self::to_json).
    ///
    /// # Errors
    /// If it is another text.
    pub fn from_json(text: &str) -> Result<Self, NotAStep> {
        let Some(Document::Object(mut members)) = document(text) else { return Err(NotAStep) };
        let mut take = |name: &str| members.remove(name);
        let token = match take("token") {
            None => None,
            Some(secret) => Some(Token {
                secret: string(secret)?,
                device_name: take("token_name").map(string).transpose()?,
                is_verified: take("token_verified") == Some(Document::Bool(true)),
            }),
        };
        Ok(Self {
            typed: string(take("username").ok_or(NotAStep)?)?,
            internal: take("internal").map(string).transpose()?,
            device_key: take("device_key").map(string).transpose()?,
            client_metadata: strings(take("client_metadata"))?,
            challenge: string(take("challenge").ok_or(NotAStep)?)?,
            session: take("session").map(string).transpose()?,
            parameters: strings(take("parameters"))?,
            available_challenges: match take("available") {
                Some(Document::Array(names)) => {
                    names.into_iter().map(string).collect::<Result<_, _>>()?
                }
                _ => return Err(NotAStep),
            },
            prepared: strings(take("prepared"))?,
            token,
        })
    }
}

fn map(entries: &HashMap<String, String>) -> Document {
    let entries = entries.iter();
    Document::Object(entries.map(|(k, v)| (k.clone(), Document::from(v.as_str()))).collect())
}

fn list(elements: &[String]) -> Document {
    Document::Array(elements.iter().map(|element| Document::from(element.as_str())).collect())
}

fn string(document: Document) -> Result<String, NotAStep> {
    match document {
        Document::String(text) => Ok(text),
        _ => Err(NotAStep),
    }
}

fn strings(document: Option<Document>) -> Result<HashMap<String, String>, NotAStep> {
    let Some(Document::Object(entries)) = document else { return Err(NotAStep) };
    entries.into_iter().map(|(key, value)| Ok((key, string(value)?))).collect()
}

/// Without what is in it.
impl fmt::Debug for PausedStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PausedStep").field("challenge", &self.challenge).finish_non_exhaustive()
    }
}

/// A text that is not that of a paused step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAStep;

impl fmt::Display for NotAStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the text of a paused step, found another")
    }
}

impl StdError for NotAStep {}
