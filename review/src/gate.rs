//! The gate: which changes of a review are refused, and which of those a team has accepted.
//!
//! [`judge`] sets the [`Standing`] of every change by a [`Policy`] and a list of accepted changes.
//! The step of a version does not follow it: an accepted break is a break.

mod policy;

use crate::report::{Accepted, Review, Standing};

pub use self::policy::{Effect, Level, Policy};

/// Sets the standing of every change.
///
/// `today` is a date as `2026-11-29`; an acceptance counts up to the day of its end, and on it.
/// What was accepted and does not occur in a crate of the review goes to [`Review::not_occurring`]; entries of other crates are left alone.
pub fn judge(review: &mut Review, policy: &Policy, accepted: &[Accepted], today: &str) {
    let mut occurring = vec![false; accepted.len()];
    for of_crate in &mut review.crates {
        let package = of_crate.package.clone();
        for change in &mut of_crate.changes {
            let fingerprint = change.fingerprint(&package);
            let entry = accepted.iter().position(|entry| entry.fingerprint == fingerprint);
            if let Some(seen) = entry.and_then(|at| occurring.get_mut(at)) {
                *seen = true;
            }
            let entry = entry.and_then(|at| accepted.get(at));
            change.standing = match (policy.refuses(change), entry) {
                (_, Some(entry)) if entry.counts_on(today) => {
                    Standing::Accepted { reason: entry.reason.clone(), until: entry.until.clone() }
                }
                (Some(why), entry) => Standing::Denied {
                    why,
                    fingerprint,
                    expired: entry.and_then(|entry| entry.until.clone()),
                },
                (None, _) => Standing::Allowed,
            };
        }
    }
    let is_compared =
        |entry: &Accepted| review.crates.iter().any(|found| found.package == entry.package);
    let gone = accepted.iter().zip(occurring).filter(|(entry, seen)| !seen && is_compared(entry));
    review.not_occurring = gone.map(|(entry, _)| entry.clone()).collect();
}

#[cfg(test)]
mod tests;
