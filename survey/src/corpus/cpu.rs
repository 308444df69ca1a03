//! How long this thread has been at work.
//!
//! It is CPU time where the system tells it of a thread, which Linux does in a file, else time on the clock.
//! On a busy machine the one says what something costs, and the other what else was going on.

use std::time::{Duration, Instant};

/// Takes the time of one piece of work, done by one thread.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (clock, cpu) = (Instant::now(), of_this_thread());
    let result = work();
    let spent = match (cpu, of_this_thread()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    };
    (result, spent)
}

fn of_this_thread() -> Option<Duration> {
    parse(&std::fs::read_to_string("/proc/thread-self/schedstat").ok()?)
}

/// Nanoseconds at work, nanoseconds of waiting for a processor, number of turns.
fn parse(schedstat: &str) -> Option<Duration> {
    let first = schedstat.split_ascii_whitespace().next()?;
    Some(Duration::from_nanos(first.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_is_the_time_at_work() {
        assert_eq!(parse("1500000 2500 17\n"), Some(Duration::from_micros(1500)));
        assert_eq!(parse(""), None);
        assert_eq!(parse("none 0 0"), None);
    }
}
