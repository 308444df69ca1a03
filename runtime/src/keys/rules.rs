//! Which keys a map takes, by the value of the enum beside it, and what is wrong with a map.

use std::collections::HashMap;

/// The keys of a map that belong to one value of an enum.
#[derive(Clone, Copy, Debug)]
pub struct KeyRule {
    value: &'static str,
    required: &'static [&'static str],
    optional: &'static [&'static str],
    prefixes: &'static [&'static str],
    cases: &'static [Case],
    unusable: Option<&'static str>,
}

/// Keys that have to be there because of another: that key, its value (any, if it is empty), and the keys.
pub type Case = (&'static str, &'static str, &'static [&'static str]);

impl KeyRule {
    /// Takes a value of the enum, the keys that have to be there with it, and those that may be.
    #[must_use]
    pub const fn new(
        value: &'static str,
        required: &'static [&'static str],
        optional: &'static [&'static str],
    ) -> Self {
        Self { value, required, optional, prefixes: &[], cases: &[], unusable: None }
    }

    /// Takes prefixes of further keys that may be there.
    #[must_use]
    pub const fn prefixes(mut self, prefixes: &'static [&'static str]) -> Self {
        self.prefixes = prefixes;
        self
    }

    /// Takes the keys that have to be there because of others.
    #[must_use]
    pub const fn cases(mut self, cases: &'static [Case]) -> Self {
        self.cases = cases;
        self
    }

    /// Takes a value that cannot be used, and why.
    #[must_use]
    pub const fn unusable(value: &'static str, reason: &'static str) -> Self {
        Self { unusable: Some(reason), ..Self::new(value, &[], &[]) }
    }

    /// The keys that the rule names.
    fn named(&self) -> Vec<&'static str> {
        let mut named = [self.required, self.optional].concat();
        for (key, _, keys) in self.cases {
            named.extend_from_slice(keys);
            named.push(key);
        }
        named
    }

    fn names(&self, key: &str) -> bool {
        self.required.contains(&key)
            || self.optional.contains(&key)
            || self.cases.iter().any(|(other, _, keys)| *other == key || keys.contains(&key))
    }

    fn takes(&self, key: &str) -> bool {
        self.names(key) || self.prefixes.iter().any(|prefix| key.starts_with(prefix))
    }
}

/// What is wrong with a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem<'e> {
    /// The value of the enum cannot be used.
    Unusable { value: &'static str, reason: &'static str },
    /// The value of the enum needs a key that is missing.
    Missing { key: &'static str, value: &'static str },
    /// Another key needs one that is missing. The value is empty if any needs it.
    MissingWith { key: &'static str, other: &'static str, value: &'static str },
    /// A key that does not belong to the value of the enum, and one that does and is like it.
    /// It is there only where it says nothing that the rules do not say.
    NearMiss { key: Option<&'e str>, value: &'static str, near: Option<&'static str> },
}

/// Everything that is wrong with a map; near misses only where they are asked for. What goes with a value that has no rule is the service's business.
pub(crate) fn problems<'e>(
    rules: &'static [KeyRule],
    value: &str,
    entries: Option<&'e HashMap<String, String>>,
    with_near_misses: bool,
) -> Vec<Problem<'e>> {
    let Some(rule) = rules.iter().find(|rule| rule.value == value) else { return Vec::new() };
    let value = rule.value;
    if let Some(reason) = rule.unusable {
        return vec![Problem::Unusable { value, reason }];
    }
    let entry = |key: &str| entries.and_then(|entries| entries.get(key));
    let mut found = Vec::new();
    for key in rule.required {
        if entry(key).is_none() {
            found.push(Problem::Missing { key, value });
        }
    }
    for (other, value, keys) in rule.cases {
        if entry(other).is_some_and(|found| value.is_empty() || found == value) {
            for key in *keys {
                if entry(key).is_none() {
                    found.push(Problem::MissingWith { key, other, value });
                }
            }
        }
    }
    if with_near_misses && let Some(entries) = entries {
        for key in strange(rule, entries) {
            if let Some((key, near)) = near_miss(rules, rule, key) {
                found.push(Problem::NearMiss { key, value, near });
            }
        }
    }
    found
}

/// The keys that do not belong to a rule, in order.
///
/// Each is put in its place, since there are few, and to sort a slice takes long to compile.
fn strange<'e>(rule: &KeyRule, entries: &'e HashMap<String, String>) -> Vec<&'e str> {
    let mut strange: Vec<&str> = Vec::new();
    for key in entries.keys() {
        if !rule.takes(key) {
            let at = strange.partition_point(|other| *other < key.as_str());
            strange.insert(at, key);
        }
    }
    strange
}

/// The key that a strange one was probably meant to be, behind that one if it may be shown.
fn near_miss<'e>(
    rules: &'static [KeyRule],
    rule: &'static KeyRule,
    key: &'e str,
) -> Option<(Option<&'e str>, Option<&'static str>)> {
    let plain_key = plain(key);
    let named = rule.named();
    for near in &named {
        if plain(near) == plain_key {
            return Some((Some(key), Some(near)));
        }
    }
    for prefix in rule.prefixes {
        let plain_prefix = plain(prefix);
        if plain_key.starts_with(&plain_prefix) {
            return Some(((plain_key == plain_prefix).then_some(key), Some(prefix)));
        }
    }
    let mut nearest: Option<(usize, &'static str)> = None;
    for named in named {
        let plain = plain(named);
        let most = 1 + plain.len().min(plain_key.len()) / 8;
        // What is much longer is none, and comparing it would take long.
        if plain.len().abs_diff(plain_key.len()) > most {
            continue;
        }
        let found = (distance(&plain, &plain_key), named);
        if found.0 <= most && nearest.is_none_or(|nearest| found < nearest) {
            nearest = Some(found);
        }
    }
    let near = nearest.map(|(_, named)| named);
    // A key of another value is a slip, however far it is from every key of this one.
    let is_anothers = rules.iter().any(|other| other.names(key));
    (near.is_some() || is_anothers).then_some((is_anothers.then_some(key), near))
}

/// A key without what is easily written otherwise: case and separators.
fn plain(key: &str) -> String {
    let mut plain = key.to_lowercase();
    plain.retain(|letter| !matches!(letter, '_' | '-' | '.' | ' ' | ':'));
    plain
}

/// How many letters have to be put in, taken away or replaced to make one of the other.
fn distance(one: &str, other: &str) -> usize {
    // Of each letter, and how far what ends with it is from what was gone through.
    let mut row: Vec<(char, usize)> = Vec::new();
    for letter in other.chars() {
        row.push((letter, row.len() + 1));
    }
    let mut last = row.len();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = at;
        last = at + 1;
        for (of_other, above) in &mut row {
            let cost = diagonal + usize::from(letter != *of_other);
            diagonal = *above;
            last = cost.min(last + 1).min(*above + 1);
            *above = last;
        }
    }
    last
}
