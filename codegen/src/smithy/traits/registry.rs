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

pub use self::entry::{Difference, Entry, Prose, WireFact};
pub use self::place::Site;

use self::entry::{annotation, entry, unread};
use self::place::{Kinds, Place, kinds};
use self::value::{Type, names, optional, required};

/// Namespaces of which no trait without an entry means anything to generated code.
const WITHOUT_EFFECT: [&str; 7] = [
    "aws.cloudformation#",
    "aws.cloudtrail#",
    "aws.iam#",
    "smithy.rules#",
    "smithy.test#",
    "smithy.waiters#",
    "tinsmith.c2j#",
];

/// How the namespaces begin whose traits say something to every generator; a trait of another one is somebody's own, and nothing reads it.
const KNOWN: [&str; 3] = ["smithy.", "aws.", "tinsmith"];

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

/// The schemes of authentication that a service is known to accept by its traits alone.
pub fn auth_schemes() -> impl Iterator<Item = &'static str> {
    entries().filter(|entry| entry.is_auth_scheme).map(|entry| entry.id)
}

/// The traits that an overlay can bring and a model cannot.
pub fn from_overlay() -> impl Iterator<Item = &'static str> {
    entries().filter(|entry| entry.is_from_overlay).map(|entry| entry.id)
}

/// Whether a trait of Smithy's or AWS's says that a service speaks a protocol: in the namespaces of protocols, each that is not known for something else.
pub fn is_protocol(id: &str) -> bool {
    let is_in_namespace =
        || ["aws.protocols#", "smithy.protocols#"].iter().any(|it| id.starts_with(it));
    find(id).map_or_else(is_in_namespace, |entry| entry.is_protocol)
}

/// What it means when a trait differs; `None` for one that nothing is known of.
pub fn difference_of(id: &str) -> Option<Difference> {
    let by_namespace = || WITHOUT_EFFECT.iter().any(|it| id.starts_with(it));
    match find(id) {
        Some(entry) => Some(entry.difference),
        None => by_namespace().then_some(Difference::Nothing),
    }
}

/// Whether a trait is of a namespace that Smithy, AWS or this project defines.
pub fn is_namespace_known(id: &str) -> bool {
    KNOWN.iter().any(|it| id.starts_with(it))
}

/// The traits that hold for a member where they stand on its target.
pub fn from_target() -> impl Iterator<Item = &'static str> {
    FROM_TARGET.iter().copied()
}
