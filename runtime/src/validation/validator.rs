//! The checks themselves.
//!
//! Only lengths, numbers and enum values that may be shown are kept.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;
use std::mem;
use std::ops::RangeBounds;

use crate::keys::{self, KeyRule, Problem};

use super::constraint::{Constraint, Limits, Measure, Number};
use super::path::Path;
use super::{Measured, OpenEnum, Segment, Text, Validate, Validation, ValidationError, Violation};

/// Collects the violations of one request.
#[derive(Debug)]
pub struct Validator {
    level: Validation,
    path: Path,
    /// Whether the place is inside something sensitive: numbers, enum values and keys of maps are hidden then.
    is_hidden: bool,
    /// Whether the service gave the value out: upper bounds count at `Strict` alone then.
    is_opaque: bool,
    violations: Vec<Violation>,
}

impl Validator {
    /// Takes the level to check at.
    #[must_use]
    pub fn new(level: Validation) -> Self {
        let (path, violations) = Default::default();
        Self { level, path, is_hidden: false, is_opaque: false, violations }
    }

    /// Gives the outcome.
    ///
    /// # Errors
    /// With all the violations, if there is one.
    pub fn finish(self) -> Result<(), ValidationError> {
        if self.violations.is_empty() {
            return Ok(());
        }
        Err(ValidationError { violations: self.violations })
    }

    /// Checks `@length`: `v.length("Session", &self.session, 20..=4096)`.
    ///
    /// The lower bound counts from `Lenient` on, the upper one from `Standard` on.
    pub fn length<'s>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        value: &(impl Measured + ?Sized),
        range: impl RangeBounds<usize>,
    ) {
        if self.level >= Validation::Lenient
            && let Some(length) = value.measured()
        {
            self.check_length(segment.into(), length, Limits::new(&range));
        }
    }

    /// Checks `@range`: `v.range("Limit", self.limit, 0..=60)`, whose bounds have the type of the value.
    ///
    /// The lower bound counts from `Lenient` on, the upper one from `Standard` on.
    pub fn range<'s, T: Copy + Into<Number>>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        value: impl Into<Option<T>>,
        range: impl RangeBounds<T>,
    ) {
        if let Some(value) = value.into() {
            let value = value.into();
            self.check_range(segment.into(), value, limits(&range), Measure::Number(value));
        }
    }

    /// Checks `@range` of a `@sensitive` number, which the violation does not show.
    pub fn range_sensitive<'s, T: Copy + Into<Number>>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        value: impl Into<Option<T>>,
        range: impl RangeBounds<T>,
    ) {
        if let Some(value) = value.into() {
            self.check_range(segment.into(), value.into(), limits(&range), Measure::Hidden);
        }
    }

    /// Checks a value that the service gives out and takes back: `v.opaque(|v| v.length("Session", &self.session, 20..=4096))`.
    ///
    /// How long such a value is, its service alone decides, and some give out longer ones than their model says. So upper bounds count at `Strict` alone, however deep inside; all else counts as anywhere.
    pub fn opaque(&mut self, check: impl FnOnce(&mut Self)) {
        let was_opaque = mem::replace(&mut self.is_opaque, true);
        check(self);
        self.is_opaque = was_opaque;
    }

    /// Checks `@pattern`, at `Strict` and with the feature `pattern`; takes the pattern with its anchors.
    ///
    /// The notation is that of the crate `regex`, but `\d`, `\s`, `\w` and `\b` mean ASCII, and `.` is neither `\n` nor `\r`.
    /// A pattern that does not compile is not checked; the generator writes none.
    /// The violation never shows the value.
    pub fn pattern<'s>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        value: &(impl Text + ?Sized),
        pattern: &'static str,
    ) {
        #[cfg(feature = "pattern")]
        if self.level >= Validation::Strict
            && let Some(text) = value.text()
            && !super::pattern::matches(pattern, text)
        {
            self.push(segment.into(), Constraint::Pattern(pattern), Measure::Hidden);
        }
        #[cfg(not(feature = "pattern"))]
        let _ = (segment.into(), value.text(), pattern);
    }

    /// Checks, at `Strict`, that the model names an enum's value.
    pub fn known<'s>(&mut self, segment: impl Into<Segment<'s>>, value: &dyn OpenEnum) {
        if self.level >= Validation::Strict
            && let Some(value) = value.unknown()
        {
            self.push(segment.into(), Constraint::KnownValue, Measure::Value(value.to_string()));
        }
    }

    /// Checks the same of a `@sensitive` enum, whose value the violation does not show.
    pub fn known_sensitive<'s>(&mut self, segment: impl Into<Segment<'s>>, value: &dyn OpenEnum) {
        if self.level >= Validation::Strict && value.unknown().is_some() {
            self.push(segment.into(), Constraint::KnownValue, Measure::Hidden);
        }
    }

    /// Checks `@uniqueItems`, from `Standard` on.
    pub fn unique<'s, 'i, T: Eq + Hash + 'i>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        items: impl Into<Option<&'i Vec<T>>>,
    ) {
        let Some(items) = items.into().filter(|_| self.level >= Validation::Standard) else {
            return;
        };
        let mut places = HashMap::with_capacity(items.len());
        let again = |(place, item)| Some((places.insert(item, place)?, place));
        if let Some((first, second)) = items.iter().enumerate().find_map(again) {
            self.push(segment.into(), Constraint::UniqueItems, Measure::Duplicate(first, second));
        }
    }

    /// Checks the same of structures, unions and maps, which have no hash.
    ///
    /// Each is compared with all others, so a list of more than 1000 items is left to the service: the time that this takes grows with the square of their number.
    pub fn unique_by_comparison<'s, 'i, T: PartialEq + 'i>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        items: impl Into<Option<&'i Vec<T>>>,
    ) {
        const MOST_COMPARED: usize = 1000;
        let is_checked =
            |items: &&Vec<T>| self.level >= Validation::Standard && items.len() <= MOST_COMPARED;
        let Some(items) = items.into().filter(is_checked) else {
            return;
        };
        for (second, item) in items.iter().enumerate() {
            if let Some(first) = items.iter().take(second).position(|earlier| earlier == item) {
                let measure = Measure::Duplicate(first, second);
                return self.push(segment.into(), Constraint::UniqueItems, measure);
            }
        }
    }

    /// Checks, from `Lenient` on, that a required member is there, where the type does not already see to it.
    pub fn required<'s>(&mut self, segment: impl Into<Segment<'s>>, is_present: bool) {
        if self.level >= Validation::Lenient && !is_present {
            self.push(segment.into(), Constraint::Required, Measure::Hidden);
        }
    }

    /// Checks, at every level, that a label of the URL is not empty: a request without it goes somewhere else.
    pub fn label<'s>(&mut self, segment: impl Into<Segment<'s>>, value: &str) {
        if value.is_empty() {
            self.push(segment.into(), Constraint::Label, Measure::Hidden);
        }
    }

    /// Checks each element of a list: `v.items("Users", &self.users, |v, at, item| v.nested(at, item))`.
    pub fn items<'s, 'i, T: 'i>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        items: impl Into<Option<&'i Vec<T>>>,
        check: impl FnMut(&mut Self, usize, &'i T),
    ) {
        self.each_item(segment.into(), items.into(), false, check);
    }

    /// Checks each element of a `@sensitive` list.
    ///
    /// Everything inside is hidden, however deep: numbers, enum values and keys of maps. Lengths are not.
    /// The segment itself is outside.
    pub fn items_sensitive<'s, 'i, T: 'i>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        items: impl Into<Option<&'i Vec<T>>>,
        check: impl FnMut(&mut Self, usize, &'i T),
    ) {
        self.each_item(segment.into(), items.into(), true, check);
    }

    fn each_item<'i, T>(
        &mut self,
        segment: Segment<'_>,
        items: Option<&'i Vec<T>>,
        hides: bool,
        mut check: impl FnMut(&mut Self, usize, &'i T),
    ) {
        if let Some(items) = items {
            self.inside(segment, hides, &mut |v| {
                for (at, item) in items.iter().enumerate() {
                    check(v, at, item);
                }
            });
        }
    }

    /// Checks each entry of a map: `v.entries("Tags", &self.tags, |v, key, value| …)`, where [`Segment::KeyOf`] is the key and [`Segment::Key`] the value.
    pub fn entries<'s, 'i, K: 'i, V: 'i>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        entries: impl Into<Option<&'i HashMap<K, V>>>,
        check: impl FnMut(&mut Self, &'i K, &'i V),
    ) {
        self.each_entry(segment.into(), entries.into(), false, check);
    }

    /// Checks each entry of a `@sensitive` map, and hides what [`items_sensitive`](Self::items_sensitive) hides.
    pub fn entries_sensitive<'s, 'i, K: 'i, V: 'i>(
        &mut self,
        segment: impl Into<Segment<'s>>,
        entries: impl Into<Option<&'i HashMap<K, V>>>,
        check: impl FnMut(&mut Self, &'i K, &'i V),
    ) {
        self.each_entry(segment.into(), entries.into(), true, check);
    }

    fn each_entry<'i, K, V>(
        &mut self,
        segment: Segment<'_>,
        entries: Option<&'i HashMap<K, V>>,
        hides: bool,
        mut check: impl FnMut(&mut Self, &'i K, &'i V),
    ) {
        if let Some(entries) = entries {
            self.inside(segment, hides, &mut |v| {
                for (key, value) in entries {
                    check(v, key, value);
                }
            });
        }
    }

    /// Checks that a map has the keys that belong to the value of an enum beside it: `v.keys(KEYS, ("Kind", kind), ("Fields", fields))`.
    ///
    /// What is missing counts from `Standard` on, as does a value that cannot be used; a key that was probably meant to be another, at `Strict`.
    /// Of a key that the rules do not name, the path shows nothing, unless it is one of theirs but for case and separators.
    pub fn keys(
        &mut self,
        rules: &'static [KeyRule],
        (member, value): (&'static str, Option<&str>),
        (map, entries): (&'static str, Option<&HashMap<String, String>>),
    ) {
        let Some(value) = value.filter(|_| self.level >= Validation::Standard) else { return };
        let with_near_misses = self.level >= Validation::Strict;
        for problem in keys::problems(rules, value, entries, with_near_misses) {
            match problem {
                Problem::Unusable { value, reason } => {
                    let constraint = Constraint::Usable { value, reason };
                    self.push(Segment::Member(member), constraint, Measure::Hidden);
                }
                Problem::Missing { key, value } => {
                    let value = Some(value);
                    let constraint = Constraint::RequiredWhen { member, key: None, value };
                    self.push_key(map, Some(key), constraint);
                }
                Problem::MissingWith { key, other, value } => {
                    let value = (!value.is_empty()).then_some(value);
                    let constraint =
                        Constraint::RequiredWhen { member: map, key: Some(other), value };
                    self.push_key(map, Some(key), constraint);
                }
                Problem::NearMiss { key, value, near } => {
                    self.push_key(map, key, Constraint::KnownKey { member, value, near });
                }
            }
        }
    }

    /// Adds a violation at a key of a map, which may be shown, or at one that may not.
    fn push_key(&mut self, map: &'static str, key: Option<&str>, constraint: Constraint) {
        let mark = self.path.push(Segment::Member(map), self.is_hidden);
        let path = self.path.join(Segment::Key(key.unwrap_or_default()), key.is_none());
        self.path.pop(mark);
        self.violations.push(Violation { path, constraint, measure: Measure::Hidden });
    }

    /// Checks a structure or union that a member holds.
    pub fn nested<'s>(&mut self, segment: impl Into<Segment<'s>>, value: &dyn Validate) {
        if value.is_present() {
            self.inside(segment.into(), false, &mut |v| value.validate(v));
        }
    }

    /// Checks a structure or union that a `@sensitive` member holds, and hides what [`items_sensitive`](Self::items_sensitive) hides.
    pub fn nested_sensitive<'s>(&mut self, segment: impl Into<Segment<'s>>, value: &dyn Validate) {
        if value.is_present() {
            self.inside(segment.into(), true, &mut |v| value.validate(v));
        }
    }

    /// Checks what is one segment further down, and hides it or leaves that as it is.
    pub(super) fn inside(
        &mut self,
        segment: Segment<'_>,
        hides: bool,
        check: &mut dyn FnMut(&mut Self),
    ) {
        let was_hidden = self.is_hidden;
        let mark = self.path.push(segment, was_hidden);
        self.is_hidden |= hides;
        check(self);
        self.path.pop(mark);
        self.is_hidden = was_hidden;
    }

    fn check_length(&mut self, segment: Segment<'_>, length: usize, limits: Limits<usize>) {
        if self.is_outside(&length, &limits) {
            self.push(segment, Constraint::Length(limits), Measure::Length(length));
        }
    }

    #[inline]
    fn check_range(
        &mut self,
        segment: Segment<'_>,
        value: Number,
        limits: Limits<Number>,
        measure: Measure,
    ) {
        if self.is_outside(&value, &limits) {
            self.push(segment, Constraint::Range(limits), measure);
        }
    }

    fn is_outside<T: PartialOrd>(&self, value: &T, limits: &Limits<T>) -> bool {
        // What cannot be compared, a NaN, is not within any bound.
        let is = |limit: &T, wrong: Ordering| {
            value.partial_cmp(limit).is_none_or(|ordering| ordering == wrong)
        };
        let below = limits.min.as_ref().is_some_and(|min| is(min, Ordering::Less));
        let above = limits.max.as_ref().is_some_and(|max| is(max, Ordering::Greater));
        let upper = if self.is_opaque { Validation::Strict } else { Validation::Standard };
        (below && self.level >= Validation::Lenient) || (above && self.level >= upper)
    }

    fn push(&mut self, segment: Segment<'_>, constraint: Constraint, measure: Measure) {
        let path = self.path.join(segment, self.is_hidden);
        let measure = if self.is_hidden { measure.hidden() } else { measure };
        self.violations.push(Violation { path, constraint, measure });
    }
}

fn limits<T: Copy + Into<Number>>(range: &impl RangeBounds<T>) -> Limits<Number> {
    let limits = Limits::new(range);
    Limits { min: limits.min.map(Into::into), max: limits.max.map(Into::into) }
}
