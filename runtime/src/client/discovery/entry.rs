//! An endpoint that is known, or is being asked for.
//!
//! Nothing runs between calls, so no endpoint is renewed ahead of time.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::SharedTimeSource;
use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};

use super::error::DiscoveryError;

/// How long an endpoint is kept on beyond its time, when no other can be had.
const GRACE: Duration = Duration::from_secs(60);

/// How long nobody asks again, when it was asked in vain and there is an endpoint that is kept on.
const PAUSE: Duration = Duration::from_secs(10);

/// What the service told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) url: String,
    /// When it has to be asked again; `None` for a time that no clock reaches.
    pub(super) expires_at: Option<SystemTime>,
}

impl Told {
    #[inline]
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.expires_at.is_none_or(|end| now < end)
    }

    /// Whether it can be used when no other can be had: the service most likely still takes it.
    #[inline]
    fn is_usable(&self, now: SystemTime) -> bool {
        self.expires_at.and_then(|end| end.checked_add(GRACE)).is_none_or(|end| now < end)
    }
}

/// How a question ends.
type Answer = Result<Told, DiscoveryError>;

/// A question that is under way.
pub(super) type Asking = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// What a call can ask.
pub(super) struct Question<F> {
    /// Whether the call has settings of its own, with which it may fail where others do not.
    pub(super) has_own_settings: bool,
    pub(super) time: SharedTimeSource,
    pub(super) ask: F,
}

/// An endpoint that is known, or is being asked for.
#[derive(Debug, Default)]
pub(super) struct Entry {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    told: Option<Told>,
    /// When it can be asked again, after it was asked in vain.
    retry_at: Option<SystemTime>,
    /// The question that is under way, for as long as a call waits for it.
    asking: Option<WeakShared<Asking>>,
    /// Whether the call that asks it has settings of its own.
    asks_with_own_settings: bool,
}

/// What a call does next.
enum Step {
    Use(String),
    Wait { asking: Shared<Asking>, shares_errors: bool },
}

impl Entry {
    /// Gives the URL that is known, or asks for it.
    ///
    /// A URL whose time is over is kept on for a minute while no other can be had.
    pub(super) async fn url(
        self: &Arc<Self>,
        question: Question<impl Fn() -> Asking>,
    ) -> Result<String, DiscoveryError> {
        loop {
            let (asking, shares_errors) = match self.step(&question) {
                Step::Use(url) => return Ok(url),
                Step::Wait { asking, shares_errors } => (asking, shares_errors),
            };
            match asking.await {
                Ok(told) => return Ok(told.url),
                Err(_) if !shares_errors => {}
                Err(error) => return self.kept_on(question.time.now()).ok_or(error),
            }
        }
    }

    fn step(self: &Arc<Self>, question: &Question<impl Fn() -> Asking>) -> Step {
        let now = question.time.now();
        let mut state = self.state();
        let asking = state.asking.as_ref().and_then(WeakShared::upgrade);
        let waits = asking.is_some() || state.retry_at.is_some_and(|at| now < at);
        if let Some(told) = &state.told
            && (told.is_fresh(now) || waits && told.is_usable(now))
        {
            return Step::Use(told.url.clone());
        }
        if let Some(asking) = asking {
            let shares_errors = !state.asks_with_own_settings && !question.has_own_settings;
            return Step::Wait { asking, shares_errors };
        }
        let asking = self.asking(question).shared();
        state.asking = asking.downgrade();
        state.asks_with_own_settings = question.has_own_settings;
        Step::Wait { asking, shares_errors: true }
    }

    /// Asks, and keeps the answer before anybody has it.
    fn asking(self: &Arc<Self>, question: &Question<impl Fn() -> Asking>) -> Asking {
        let (entry, time, asking) = (self.clone(), question.time.clone(), (question.ask)());
        Box::pin(async move {
            let answer = asking.await;
            let mut state = entry.state();
            state.asking = None;
            state.retry_at = None;
            match &answer {
                Ok(told) => state.told = Some(told.clone()),
                Err(error) => {
                    let now = time.now();
                    if let Some(told) = state.told.as_ref().filter(|told| told.is_usable(now)) {
                        tracing::warn!(%error, url = %told.url, "an endpoint is used beyond its time");
                    }
                    state.retry_at = now.checked_add(PAUSE);
                }
            }
            drop(state);
            answer
        })
    }

    #[inline]
    fn kept_on(&self, now: SystemTime) -> Option<String> {
        let state = self.state();
        state.told.as_ref().filter(|told| told.is_usable(now)).map(|told| told.url.clone())
    }

    /// Whether there is something in it that another call can have. While somebody asks there may be.
    #[inline]
    pub(super) fn is_of_use(&self, now: SystemTime) -> bool {
        let state = self.state();
        let is_usable = state.told.as_ref().is_some_and(|told| told.is_usable(now));
        is_usable || state.asking.as_ref().is_some_and(|asking| asking.upgrade().is_some())
    }

    /// A lock is poisoned by a panic in between, and nothing is left half done there.
    #[inline]
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
