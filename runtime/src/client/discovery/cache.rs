//! The endpoints that a client was told.
//!
//! What comes in: for whom an endpoint is wanted, the time, and a way to ask for one.
//! What goes out: an endpoint that is known, or the answer. Whoever comes while somebody asks waits for that answer, be it an error.
//! What is deliberately not here: the asking; see `resolver`. A task that asks ahead of time: nothing runs between calls.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::error::DiscoveryError;

/// How long an endpoint is kept on beyond its time, when no other can be had.
const GRACE: Duration = Duration::from_secs(60);

/// For whom an endpoint is: what is asked, by its URL, and the access key id of who asks.
pub(super) type Key = (String, Option<String>);

/// What the service told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) url: String,
    /// When it has to be asked again; `None` for a time that no clock reaches.
    pub(super) until: Option<SystemTime>,
}

impl Told {
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// One for each client: calls with a region or with credentials of their own have entries of their own.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    entries: Mutex<HashMap<Key, Arc<Entry>>>,
}

impl Cache {
    /// Gives the entry for a key.
    ///
    /// With a new key, entries whose time is over go: credentials change, and those of a call come once.
    pub(super) fn entry(&self, key: Key, now: SystemTime) -> Arc<Entry> {
        let mut entries = self.entries();
        if !entries.contains_key(&key) {
            entries.retain(|_, entry| entry.is_of_use(now));
        }
        entries.entry(key).or_default().clone()
    }

    /// Forgets an entry, unless somebody else has, and has asked again.
    pub(super) fn forget(&self, gone: &Arc<Entry>) {
        self.entries().retain(|_, entry| !Arc::ptr_eq(entry, gone));
    }

    /// A lock is poisoned by a panic in between, and nothing is left half done there.
    fn entries(&self) -> MutexGuard<'_, HashMap<Key, Arc<Entry>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An endpoint that is known, or is being asked for.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Held by whoever asks.
    state: tokio::sync::Mutex<State>,
    /// How often it was asked in vain.
    failures: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    told: Option<Told>,
    /// Why it was asked in vain the last time.
    error: Option<DiscoveryError>,
}

impl Entry {
    /// Gives the URL that is known, or asks for it.
    ///
    /// A URL whose time is over is kept on for a minute when no other can be had: the service most likely still takes it.
    pub(super) async fn url(
        &self,
        now: impl Fn() -> SystemTime,
        ask: impl Future<Output = Result<Told, DiscoveryError>>,
    ) -> Result<String, DiscoveryError> {
        let failures = self.failures.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        let State { told, error } = &mut *state;
        if let Some(told) = told.as_ref().filter(|told| told.is_fresh(now())) {
            return Ok(told.url.clone());
        }
        if let Some(error) = error.as_ref()
            && failures != self.failures.load(Ordering::Acquire)
        {
            return Err(error.clone());
        }
        match (ask.await, told) {
            (Ok(new), told) => {
                let url = new.url.clone();
                *told = Some(new);
                Ok(url)
            }
            (Err(error), Some(told)) => {
                tracing::warn!(%error, url = %told.url, "an endpoint is used beyond its time");
                told.until = now().checked_add(GRACE);
                Ok(told.url.clone())
            }
            (Err(found), None) => {
                *error = Some(found.clone());
                self.failures.fetch_add(1, Ordering::Release);
                Err(found)
            }
        }
    }

    /// Whether there is something in it that another call can have. While somebody asks there may be.
    fn is_of_use(&self, now: SystemTime) -> bool {
        self.state
            .try_lock()
            .map_or(true, |state| state.told.as_ref().is_some_and(|told| told.is_fresh(now)))
    }
}
