//! How far the work is: one line that changes, where standard error is a terminal.
//!
//! In a log it would only be noise, so there it is silent.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;

/// The width of the bar, in characters.
const WIDTH: usize = 30;

/// Counts what is done.
pub(super) struct Progress {
    total: usize,
    done: Mutex<usize>,
    is_shown: bool,
}

impl Progress {
    /// Nothing is done yet.
    pub(super) fn new(total: usize) -> Self {
        Self { total, done: Mutex::new(0), is_shown: std::io::stderr().is_terminal() }
    }

    /// One more is done.
    pub(super) fn add(&self, name: &str) {
        // A thread that panicked while it held the count left it as it was.
        let mut done = self.done.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *done += 1;
        if self.is_shown {
            // Nobody is left to be told that standard error is closed.
            _ = write!(anstream::stderr(), "\r\x1b[2K{}", bar(*done, self.total, name));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            _ = write!(anstream::stderr(), "\r\x1b[2K");
        }
    }
}

fn bar(done: usize, total: usize, name: &str) -> String {
    let full = WIDTH * done / total.max(1);
    let bar = format!("{}{}", "=".repeat(full), " ".repeat(WIDTH.saturating_sub(full)));
    format!("{:>12} [{bar}] {done}/{total}: {name}", "Generating")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_as_full_as_the_work_is_done() {
        assert_eq!(bar(0, 4, "a"), "  Generating [                              ] 0/4: a");
        assert_eq!(bar(2, 4, "b"), "  Generating [===============               ] 2/4: b");
        assert_eq!(bar(4, 4, "c"), "  Generating [==============================] 4/4: c");
        assert_eq!(bar(0, 0, "d"), "  Generating [                              ] 0/0: d");
    }
}
