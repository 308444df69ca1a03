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
            let mut entry_of = |fingerprint: &String| {
                let at = accepted.iter().position(|entry| entry.fingerprint == *fingerprint)?;
                if let Some(seen) = occurring.get_mut(at) {
                    *seen = true;
                }
                accepted.get(at)
            };
            let entry = entry_of(&fingerprint);
            // What was accepted one by one stays accepted when it is told as one.
            let parts: Vec<Option<&Accepted>> =
                change.fingerprints_of_parts(&package).iter().map(&mut entry_of).collect();
            let parts: Option<Vec<&Accepted>> = parts.into_iter().collect();
            let first_to_end = parts
                .unwrap_or_default()
                .into_iter()
                .min_by_key(|entry| (entry.until.is_none(), entry.until.clone()));
            let entry = entry.filter(|entry| entry.counts_on(today)).or(first_to_end).or(entry);
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
