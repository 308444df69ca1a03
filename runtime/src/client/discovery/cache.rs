//! The endpoints that a client was told.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::entry::Entry;

/// How many endpoints are kept: of credentials that come and go, each has its own.
const MOST: usize = 100;

/// For whom an endpoint is: what is asked, by its URL, and the access key id of who asks.
pub(super) type Key = (String, Option<String>);

/// One for each client: calls with a region or with credentials of their own have entries of their own.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    /// The oldest first.
    entries: Mutex<Vec<(Key, Arc<Entry>)>>,
}

impl Cache {
    /// Gives the entry for a key.
    ///
    /// With a new key, entries whose time is over go, and the oldest if there would be too many: credentials change, and those of a call come once.
    #[inline]
    pub(super) fn entry(&self, key: Key, now: SystemTime) -> Arc<Entry> {
        let mut entries = self.entries();
        if let Some((_, entry)) = entries.iter().find(|(known, _)| *known == key) {
            return entry.clone();
        }
        entries.retain(|(_, entry)| entry.is_of_use(now));
        let too_many = (entries.len() + 1).saturating_sub(MOST);
        entries.drain(..too_many);
        let entry = Arc::<Entry>::default();
        entries.push((key, entry.clone()));
        entry
    }

    /// Forgets an entry, unless somebody else has, and has asked again.
    #[inline]
    pub(super) fn forget(&self, gone: &Arc<Entry>) {
        self.entries().retain(|(_, entry)| !Arc::ptr_eq(entry, gone));
    }

    /// A lock is poisoned by a panic in between, and nothing is left half done there.
    #[inline]
    fn entries(&self) -> MutexGuard<'_, Vec<(Key, Arc<Entry>)>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};

    use super::super::entry::{Asking, Question, Told};
    use super::*;

    fn key(number: usize) -> Key {
        (number.to_string(), None)
    }

    async fn tell(entry: &Arc<Entry>) {
        let question = Question {
            has_own_settings: false,
            time: SharedTimeSource::new(StaticTimeSource::new(UNIX_EPOCH)),
            ask: || -> Asking {
                Box::pin(async { Ok(Told { url: "https://a".into(), expires_at: None }) })
            },
        };
        entry.url(question).await.unwrap();
    }

    #[tokio::test]
    async fn the_oldest_entry_goes_when_there_are_too_many() {
        let cache = Cache::default();
        let mut entries = Vec::new();
        for number in 0..=MOST {
            let entry = cache.entry(key(number), UNIX_EPOCH);
            tell(&entry).await;
            entries.push(entry);
        }
        assert_eq!(cache.entries().len(), MOST);
        for (number, entry) in entries.iter().enumerate().skip(1) {
            assert!(Arc::ptr_eq(entry, &cache.entry(key(number), UNIX_EPOCH)), "{number}");
        }
        assert!(!Arc::ptr_eq(&entries[0], &cache.entry(key(0), UNIX_EPOCH)));
    }
}
