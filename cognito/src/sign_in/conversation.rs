//! What a sign-in knows from one call to the next.
//!
//! It puts in what every call needs: the user's name, the secret hash over that name, the key of the device, the session of the last answer.

use std::collections::HashMap;

use super::client::{Answer, Client, InitiateAuth, RespondToAuthChallenge};
use super::error::{Cause, Error};
use super::step::Step;
use super::tokens::{Known, Tokens};
use crate::AppClient;

/// A user who signs in.
#[derive(Clone)]
pub(super) struct Conversation<C> {
    pub(super) client: C,
    pub(super) user_pool_id: String,
    pub(super) app_client: AppClient,
    /// What the user typed.
    pub(super) typed: String,
    /// The user's name in the user pool, once a challenge has said it.
    pub(super) internal: Option<String>,
    pub(super) device_key: Option<String>,
    #[cfg(feature = "srp")]
    pub(super) device: Option<crate::srp::RememberedDevice>,
    /// The session of another call than those of a sign-in, to start in.
    pub(super) session: Option<String>,
    pub(super) client_metadata: HashMap<String, String>,
}

/// A challenge that waits for its answer. It exists once, so it is answered once.
pub(super) struct Question<C> {
    pub(super) conversation: Conversation<C>,
    pub(super) challenge: String,
    pub(super) session: Option<String>,
    pub(super) parameters: HashMap<String, String>,
    pub(super) available_challenges: Vec<String>,
    /// What is sent with the answer, whatever it is.
    pub(super) prepared: HashMap<String, String>,
}

impl<C: Client> Conversation<C> {
    /// The name for what is sent from now on.
    pub(super) fn username(&self) -> &str {
        self.internal.as_deref().unwrap_or(&self.typed)
    }

    /// Starts with this flow; `parameters` are those that are not common to all flows.
    pub(super) async fn start(
        self,
        flow: &'static str,
        parameters: HashMap<String, String>,
    ) -> Result<Step<C>, Error<C>> {
        let answer = self.initiate(flow, self.with_common(parameters)).await?;
        self.go_on(flow, answer).await
    }

    /// Makes the call that starts with this flow, with these parameters and no others.
    pub(super) async fn initiate(
        &self,
        flow: &'static str,
        parameters: HashMap<String, String>,
    ) -> Result<Answer, Error<C>> {
        let request = InitiateAuth {
            user_pool_id: self.user_pool_id.clone(),
            client_id: self.app_client.id().to_owned(),
            flow,
            parameters,
            session: self.session.clone(),
            client_metadata: self.client_metadata.clone(),
        };
        let answer = self.client.initiate_auth(request).await;
        answer.map_err(|failure| Error::new(flow, Cause::Call(failure)))
    }

    /// Adds what every call has. What is there already stays.
    pub(super) fn with_common(
        &self,
        mut entries: HashMap<String, String>,
    ) -> HashMap<String, String> {
        let username = entries.entry("USERNAME".to_owned());
        let username = username.or_insert_with(|| self.username().to_owned());
        if let Some(hash) = self.app_client.secret_hash(username) {
            entries.entry("SECRET_HASH".to_owned()).or_insert(hash);
        }
        if let Some(key) = &self.device_key {
            entries.entry("DEVICE_KEY".to_owned()).or_insert_with(|| key.clone());
        }
        entries
    }

    /// The step that an answer leads to; `at` says what was asked.
    #[cfg(not(feature = "srp"))]
    pub(super) async fn go_on(self, at: &str, answer: Answer) -> Result<Step<C>, Error<C>> {
        match self.question(answer) {
            Ok(question) => Ok(Step::of(question)),
            Err((conversation, answer)) => conversation.tokens(at, answer, None).map(Step::Done),
        }
    }

    /// The challenge that an answer has; without one, what was given.
    #[expect(
        clippy::result_large_err,
        reason = "it is no error, and is looked at where it is made"
    )]
    pub(super) fn question(mut self, answer: Answer) -> Result<Box<Question<C>>, (Self, Answer)> {
        // Some servers write an empty text where the service leaves the member out.
        let Some(challenge) = answer.challenge.clone().filter(|name| !name.is_empty()) else {
            return Err((self, answer));
        };
        let Answer { session, parameters, available_challenges, .. } = answer;
        let said = ["USER_ID_FOR_SRP", "USERNAME"].into_iter().find_map(|key| parameters.get(key));
        if let Some(username) = said.filter(|username| !username.is_empty()) {
            self.internal = Some(username.clone());
        }
        Ok(Box::new(Question {
            conversation: self,
            challenge,
            session,
            parameters,
            available_challenges,
            prepared: HashMap::new(),
        }))
    }

    /// The tokens of an answer, with the refresh token that was used for them, if it was one.
    pub(super) fn tokens(
        self,
        at: &str,
        answer: Answer,
        refresh_token: Option<String>,
    ) -> Result<Tokens, Error<C>> {
        let Some(result) = answer.result else { return Err(Error::new(at, Cause::Nothing)) };
        let known = Known {
            username: self.username().to_owned(),
            device_key: self.device_key,
            refresh_token,
        };
        Tokens::new(result, known).map_err(|member| Error::new(at, Cause::Missing(member)))
    }
}

impl<C> Question<C> {
    /// A parameter that the challenge came with.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }
}

impl<C: Client> Question<C> {
    /// Answers; `responses` are those that are not common to all challenges.
    pub(super) async fn answer<const N: usize>(
        self: Box<Self>,
        responses: [(&str, String); N],
    ) -> Result<Step<C>, Error<C>> {
        self.answer_with(owned(responses)).await
    }

    /// As [`answer`](Self::answer), with a map.
    pub(super) async fn answer_with(
        self: Box<Self>,
        responses: HashMap<String, String>,
    ) -> Result<Step<C>, Error<C>> {
        let answered = self.send(responses, |question| Some(Step::of(question))).await?;
        let (challenge, conversation, answer) = answered;
        conversation.go_on(&challenge, answer).await
    }

    /// Makes the call that answers; gives the challenge's name, and what to go on with. If it fails, `again` makes the step that the error may give back.
    pub(super) async fn send(
        self: Box<Self>,
        responses: HashMap<String, String>,
        again: impl FnOnce(Box<Self>) -> Option<Step<C>>,
    ) -> Result<(String, Conversation<C>, Answer), Error<C>> {
        let mut responses = self.conversation.with_common(responses);
        for (key, value) in &self.prepared {
            responses.entry(key.clone()).or_insert_with(|| value.clone());
        }
        let request = RespondToAuthChallenge {
            user_pool_id: self.conversation.user_pool_id.clone(),
            client_id: self.conversation.app_client.id().to_owned(),
            challenge: self.challenge.clone(),
            session: self.session.clone(),
            responses,
            client_metadata: self.conversation.client_metadata.clone(),
        };
        match self.conversation.client.respond_to_auth_challenge(request).await {
            Ok(answer) => {
                let Self { challenge, conversation, .. } = *self;
                Ok((challenge, conversation, answer))
            }
            Err(failure) => {
                let challenge = self.challenge.clone();
                Err(Error::answering(challenge, Cause::Call(failure), again(self)))
            }
        }
    }
}

pub(super) fn owned<const N: usize>(entries: [(&str, String); N]) -> HashMap<String, String> {
    entries.map(|(key, value)| (key.to_owned(), value)).into()
}
