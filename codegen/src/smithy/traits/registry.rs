//! The traits that the generator reads: an entry for each, with what its value has to be and where it may stand.
//!
//! In come the definitions of Smithy 2.0 (its prelude, and those of `aws.*`, `smithy.rules`, `smithy.test` and `smithy.waiters`);
//! out go reasons why a value, or the place of a trait, is not as defined.
//! A trait without an entry is not looked at. Where Smithy 1.0 or C2J allow more than 2.0 does, and it does no harm, the entry does too.

mod api;
mod aws;
mod http;
mod place;
mod rules;
mod value;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::smithy::Node;

pub use self::place::Site;

use self::place::{Kinds, Place, kinds};
use self::value::{Type, optional, required};

/// What is defined of one trait.
pub struct Entry {
    /// Its shape id.
    pub id: &'static str,
    value: Type,
    places: &'static [Place],
}

impl Entry {
    /// What is wrong with a value of the trait; nothing if it is as defined.
    pub fn problems(&self, value: &Node) -> Vec<String> {
        self.value.problems(self.name(), value)
    }

    /// Why the trait cannot stand at a place; `None` if it can.
    pub fn misplaced(&self, site: Site<'_>) -> Option<String> {
        let misfit = place::misfit(self.places, site)?;
        Some(format!("`{}` {misfit}", self.name()))
    }

    /// The id as it is written where the namespace is `smithy.api`.
    fn name(&self) -> &'static str {
        self.id.strip_prefix("smithy.api#").unwrap_or(self.id)
    }
}

static BY_ID: LazyLock<BTreeMap<&'static str, &'static Entry>> =
    LazyLock::new(|| entries().map(|entry| (entry.id, entry)).collect());

/// The entry of a trait.
pub fn find(id: &str) -> Option<&'static Entry> {
    BY_ID.get(id).copied()
}

/// Every entry.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    [api::ENTRIES, http::ENTRIES, aws::ENTRIES, rules::ENTRIES].into_iter().flatten()
}
