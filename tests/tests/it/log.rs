//! Everything that is logged while a test looks on.
//!
//! Events of other threads are not seen; a test's runtime has one thread.
//!
//! One subscriber serves the whole program and sorts by thread. One per test would miss events: whether a place in the code logs at all is decided once for all threads, and while there is a single subscriber, the thread that gets there first decides by its own.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

use tracing::callsite::rebuild_interest_cache;
use tracing::subscriber::set_global_default;

thread_local! {
    /// What this thread has logged, while somebody looks on.
    static LOGGED: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Looks on until it is dropped.
#[must_use = "nothing is kept once this is dropped"]
pub(crate) struct Log(());

impl Log {
    pub(crate) fn start() -> Self {
        static SUBSCRIBER: Once = Once::new();
        SUBSCRIBER.call_once(|| {
            let subscriber = tracing_subscriber::fmt()
                .with_max_level(tracing::Level::TRACE)
                .with_writer(|| ThreadLog)
                .with_ansi(false)
                .finish();
            set_global_default(subscriber).expect("nobody else subscribes in this program");
            // For what other threads decided before there was a subscriber.
            rebuild_interest_cache();
        });
        LOGGED.set(Some(Vec::new()));
        Self(())
    }

    /// Stops looking, and gives what was seen.
    pub(crate) fn stop(self) -> String {
        let bytes = LOGGED.take().unwrap_or_default();
        String::from_utf8(bytes).expect("a log is UTF-8")
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        LOGGED.set(None);
    }
}

/// Keeps what is written while this thread's test looks on, and throws the rest away.
struct ThreadLog;

impl Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| {
            if let Some(logged) = logged {
                logged.extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Asserts that no secret is in the text, neither as it is nor as a list of its bytes.
///
/// The failure names the secret by its place in `secrets`, since a secret must not be in a test's output either.
#[track_caller]
pub(crate) fn assert_hides(text: &str, secrets: &[&str]) {
    for (index, secret) in secrets.iter().enumerate() {
        // A body that is in memory prints as a list of numbers.
        let bytes: Vec<_> = secret.bytes().map(|byte| byte.to_string()).collect();
        for form in [(*secret).to_owned(), bytes.join(", ")] {
            if let Some(place) = text.find(&form) {
                let before = text.get(..place).unwrap_or_default();
                let line = before.rsplit('\n').next().unwrap_or_default();
                panic!("the secret with index {index} is printed after: {line}");
            }
        }
    }
}
