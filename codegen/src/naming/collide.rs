//! Names that must differ within one namespace.
//!
//! The rule: of several things that want one name, the one that Smithy calls by that very name keeps it,
//! else the first by key; the others get a number, in the order of their keys.
//! The result does not depend on the order in which they are asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::RustIdent;
use super::free::free_name;

/// What a thing is called in the model, and what it would be called in Rust if it were alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The Smithy name.
    pub spelled: String,
    /// The converted name, reserved words already out of the way.
    pub converted: String,
}

/// Gives every thing its own identifier.
pub fn resolve<K: Ord + Clone>(wanted: &BTreeMap<K, Wanted>) -> BTreeMap<K, RustIdent> {
    let mut by_name: BTreeMap<&str, Vec<(&K, &Wanted)>> = BTreeMap::new();
    for (key, names) in wanted {
        by_name.entry(&names.converted).or_default().push((key, names));
    }
    let mut taken: BTreeSet<String> = by_name.keys().map(|name| (*name).to_owned()).collect();
    let mut resolved = BTreeMap::new();
    for (name, mut rivals) in by_name {
        rivals.sort_by_key(|(_, names)| names.spelled != name);
        for (position, (key, _)) in rivals.into_iter().enumerate() {
            let ident = match position {
                0 => name.to_owned(),
                _ => free_name(name, "", |name| taken.insert(name.to_owned())),
            };
            resolved.insert(key.clone(), RustIdent::new(ident));
        }
    }
    resolved
}
