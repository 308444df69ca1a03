//! What a step costs: time on the clock and, where the system tells it, of processors, which is the same on a busy machine.

use std::fmt;
use std::time::{Duration, Instant};

/// How long something took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spent {
    clock: Duration,
    processors: Option<Duration>,
}

/// Does some work, and takes the time of it and of the processes that it waits for.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let (start, before) = (Instant::now(), of_children());
    let result = work();
    let processors = before.and_then(|before| of_children()?.checked_sub(before));
    (result, Spent { clock: start.elapsed(), processors })
}

/// The processes that have ended, as Linux tells it in a file.
fn of_children() -> Option<Duration> {
    parse(&std::fs::read_to_string("/proc/self/stat").ok()?)
}

/// The fields `cutime` and `cstime`, of which a hundred are a second. Behind the program's name, which may hold
/// anything, they are the 14th and 15th.
fn parse(stat: &str) -> Option<Duration> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(13);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}

impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} s", self.clock.as_secs_f64())?;
        match self.processors {
            Some(processors) => write!(f, ", {:.1} s of CPU", processors.as_secs_f64()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_children_is_found_behind_any_name() {
        let stat =
            "812 (x) 1 2) S 1 812 812 0 -1 4194304 900 8000 0 3 5 6 2150 350 20 0 1 0 77 9 9";
        assert_eq!(parse(stat), Some(Duration::from_secs(25)));
        assert_eq!(parse("812 (x) S 1 2"), None);
    }

    #[test]
    fn the_time_of_processors_is_said_where_it_is_known() {
        let mut spent = Spent { clock: Duration::from_millis(1250), processors: None };
        assert_eq!(spent.to_string(), "1.2 s");
        spent.processors = Some(Duration::from_secs(2));
        assert_eq!(spent.to_string(), "1.2 s, 2.0 s of CPU");
    }
}
