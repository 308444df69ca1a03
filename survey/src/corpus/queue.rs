//! The services, shared out to the processors.
//!
//! The largest are begun first, so that none of them is what all wait for in the end.
//! An error and a panic are the end of one service and of no other.

use std::cmp::Reverse;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::anyhow;

use super::documents::Service;
use super::progress::Progress;

/// A service, and what its work gave.
pub(super) struct Done<T> {
    pub(super) service: Service,
    pub(super) result: anyhow::Result<T>,
}

/// Does the work on every service.
pub(super) fn run<T: Send>(
    services: Vec<Service>,
    work: impl Fn(&Service) -> anyhow::Result<T> + Sync,
) -> Vec<Done<T>> {
    let mut services = services;
    services.sort_by_key(|service| Reverse(service.bytes));
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get).min(services.len());
    let next = AtomicUsize::new(0);
    let progress = Progress::new(services.len());
    let worker = || {
        let mut done = Vec::new();
        while let Some(service) = services.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = guarded(|| work(service));
            progress.add(&service.name);
            done.push(Done { service: service.clone(), result });
        }
        done
    };
    let mut done = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, _>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(join).collect::<Vec<_>>()
    });
    done.sort_by(|one, other| one.service.name.cmp(&other.service.name));
    done
}

/// Does some work; a panic is an error with its message.
fn guarded<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    // What a piece of work leaves half done is its own: a model and a tree that nobody else sees.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Err(anyhow!("the generator panicked: {}", text.unwrap_or("without a message")))
    })
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn service(name: &str, bytes: u64) -> Service {
        Service { name: name.to_owned(), path: name.into(), bytes }
    }

    #[test]
    fn one_that_fails_and_one_that_panics_do_not_keep_the_others_from_being_done() {
        let services = vec![service("b", 1), service("d", 4), service("a", 3), service("c", 2)];
        let done = run(services, |service| match service.name.as_str() {
            "a" => bail!("no model"),
            "c" => panic!("a bug in {}", service.name),
            _ => Ok(service.bytes),
        });
        let found: Vec<_> = done
            .iter()
            .map(|done| {
                (done.service.name.as_str(), done.result.as_ref().map_err(ToString::to_string))
            })
            .collect();
        let expected = [
            ("a", Err("no model".to_owned())),
            ("b", Ok(&1)),
            ("c", Err("the generator panicked: a bug in c".to_owned())),
            ("d", Ok(&4)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_to_do_is_done() {
        assert!(run(Vec::new(), |_| Ok(())).is_empty());
    }
}
