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
    fn named(&self) -> impl Iterator<Item = &'static str> {
        let of_cases = |(key, _, keys): &'static Case| keys.iter().copied().chain([*key]);
        let of_cases = self.cases.iter().flat_map(of_cases);
        self.required.iter().chain(self.optional).copied().chain(of_cases)
    }

    fn takes(&self, key: &str) -> bool {
        self.named().any(|named| named == key)
            || self.prefixes.iter().any(|prefix| key.starts_with(prefix))
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
    let missing = rule.required.iter().filter(|key| entry(key).is_none());
    let mut found: Vec<_> = missing.map(|key| Problem::Missing { key, value }).collect();
    for (other, value, keys) in rule.cases {
        if entry(other).is_some_and(|found| value.is_empty() || found == value) {
            let missing = keys.iter().filter(|key| entry(key).is_none());
            found.extend(missing.map(|key| Problem::MissingWith { key, other, value }));
        }
    }
    if with_near_misses {
        let mut sent: Vec<&String> = entries.into_iter().flat_map(HashMap::keys).collect();
        sent.sort_unstable();
        let misses = sent.into_iter().filter_map(|key| near_miss(rules, rule, key));
        found.extend(misses.map(|(key, near)| Problem::NearMiss { key, value, near }));
    }
    found
}

/// The key that another one was probably meant to be, behind that one if it may be shown.
fn near_miss<'e>(
    rules: &'static [KeyRule],
    rule: &'static KeyRule,
    key: &'e str,
) -> Option<(Option<&'e str>, Option<&'static str>)> {
    if rule.takes(key) {
        return None;
    }
    let plain_key = plain(key);
    if let Some(near) = rule.named().find(|named| plain(named) == plain_key) {
        return Some((Some(key), Some(near)));
    }
    let prefixes = rule.prefixes.iter().copied();
    if let Some(prefix) = prefixes.clone().find(|prefix| plain_key.starts_with(&plain(prefix))) {
        return Some(((plain_key == plain(prefix)).then_some(key), Some(prefix)));
    }
    let distances = rule.named().filter_map(|named| {
        let plain = plain(named);
        let most = 1 + plain.len().min(plain_key.len()) / 8;
        // What is much longer is none, and comparing it would take long.
        let can_be_near = plain.len().abs_diff(plain_key.len()) <= most;
        let distance = can_be_near.then(|| distance(&plain, &plain_key))?;
        (distance <= most).then_some((distance, named))
    });
    let near = distances.min().map(|(_, named)| named);
    // A key of another value is a slip, however far it is from every key of this one.
    let is_anothers = rules.iter().any(|other| other.named().any(|named| named == key));
    (near.is_some() || is_anothers).then_some((is_anothers.then_some(key), near))
}

/// A key without what is easily written otherwise: case and separators.
fn plain(key: &str) -> String {
    let letters = key.chars().filter(|letter| !matches!(letter, '_' | '-' | '.' | ' ' | ':'));
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters have to be put in, taken away or replaced to make one of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (above, of_other) in row.iter_mut().skip(1).zip(&other) {
            let cost = diagonal + usize::from(letter != *of_other);
            diagonal = *above;
            left = cost.min(left + 1).min(*above + 1);
            *above = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
