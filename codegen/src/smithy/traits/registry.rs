//! The traits that this project knows: an entry for each, which says all that there is to say of it.
//!
//! Whoever wants to know something of a trait asks here; no other module has a list of traits.
//! Where Smithy 1.0 or C2J allow more than the definitions of Smithy 2.0 do, and it does no harm, the entry does too.

mod api;
mod auth;
mod aws;
mod content;
mod entry;
mod http;
mod own;
mod place;
mod rules;
mod value;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use self::entry::{Difference, Entry, WireFact};
pub use self::place::Site;

use self::entry::{annotation, entry, unread};
use self::place::{Kinds, Place, kinds};
use self::value::{Type, optional, required};

static BY_ID: LazyLock<BTreeMap<&'static str, &'static Entry>> =
    LazyLock::new(|| entries().map(|entry| (entry.id, entry)).collect());

static FROM_TARGET: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    entries().filter(|entry| entry.is_from_target).map(|entry| entry.id).collect()
});

/// The entry of a trait.
pub fn find(id: &str) -> Option<&'static Entry> {
    BY_ID.get(id).copied()
}

/// Every entry.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    let files = [
        api::ENTRIES,
        auth::ENTRIES,
        content::ENTRIES,
        http::ENTRIES,
        aws::ENTRIES,
        rules::ENTRIES,
        own::ENTRIES,
    ];
    files.into_iter().flatten()
}

/// The traits that hold for a member where they stand on its target.
pub fn from_target() -> impl Iterator<Item = &'static str> {
    FROM_TARGET.iter().copied()
}
