//! One change: what happened to what, what it reaches, by what it is known, and whether it may come in.

use tinsmith_codegen::stages::pipeline::sha256;

use crate::table::{Callers, Kind, Row};

/// One change of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// A name that no other change of the crate has, for links: `sign-up-request-password-member-removed`.
    pub id: String,
    /// What kind of change it is; its [`Row`] says what that means for whom.
    pub kind: Kind,
    /// The shape or member, absolute: `com.amazonaws.cognitoidentityprovider#SignUpRequest$Password`.
    pub shape: String,
    /// The same as people say it: `SignUpRequest.Password`.
    pub subject: String,
    /// What happened, in a few words: `length 6..=256 -> ..=256, widened`.
    pub detail: String,
    /// The trait that differs, absolute, where it is one: `smithy.api#length`.
    pub of_trait: Option<String>,
    /// Where the same happened to several shapes or members: each of them, sorted; else none.
    pub parts: Vec<Part>,
    /// The page of AWS's API reference that describes the shape, where there is one.
    pub reference: Option<String>,
    /// What else is to be known, a line each: where a shared shape is used, which endpoints differ.
    pub notes: Vec<String>,
    /// Where it can be reached from.
    pub reach: Reach,
    /// The generated files that differ on account of it, relative to the crate; they may differ for other reasons too.
    pub files: Vec<String>,
    /// Where the program that was searched meets it: `src/main.rs:12: sign_up`. Empty where it does not, or none was searched.
    pub used_at: Vec<String>,
    /// What a program has to write instead, where it breaks and there is an answer. Of several parts, each has its own.
    pub rewrite: Option<Rewrite>,
    /// Whether it may come in; see [`crate::gate`].
    pub standing: Standing,
}

/// One of several shapes or members to which the same happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The shape or member, absolute.
    pub shape: String,
    /// The same as people say it.
    pub subject: String,
    /// What happened to it.
    pub detail: String,
    /// The page of AWS's API reference that describes it, where there is one.
    pub reference: Option<String>,
    /// What a program has to write instead, where it breaks and there is an answer.
    pub rewrite: Option<Rewrite>,
}

/// Code of a program before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// As it was.
    pub old: String,
    /// As it has to be.
    pub new: String,
}

/// Whether a change may come in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing speaks against it.
    #[default]
    Allowed,
    /// It is refused.
    Denied {
        /// The effect, kind or operation on account of which it is refused.
        why: String,
        /// By which it can be accepted: see [`Change::fingerprint`].
        fingerprint: String,
        /// Until when it was accepted, where it was: `2026-12-31`.
        expired: Option<String>,
    },
    /// The team has accepted it.
    Accepted {
        /// Why.
        reason: String,
        /// The last day on which this counts, where there is one: `2026-12-31`.
        until: Option<String>,
    },
}

/// A change that a team has accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Which: see [`Change::fingerprint`].
    pub fingerprint: String,
    /// The package of the crate that it is a change of.
    pub package: String,
    /// What changes, for readers.
    pub change: String,
    /// Why it was accepted.
    pub reason: String,
    /// The last day on which this counts, where there is one: `2026-12-31`.
    pub until: Option<String>,
}

impl Accepted {
    /// Whether this counts on a day, written in the same way.
    pub fn counts_on(&self, today: &str) -> bool {
        self.until.as_deref().is_none_or(|until| today <= until)
    }
}

/// Digits of a fingerprint: 64 bits.
const FINGERPRINT_DIGITS: usize = 16;

impl Change {
    /// A name for this very change of a crate, 16 hexadecimal digits, that stays the same whatever else changes.
    ///
    /// It is a hash of the package, the kind, the shape and what happened. So the same member with another new bound is another change.
    /// Of a change with several parts it is a hash of all their shapes and of what happened to each: one part more is another change.
    pub fn fingerprint(&self, package: &str) -> String {
        match self.parts.as_slice() {
            [] => self.hash(package, &[(&self.shape, &self.detail)]),
            parts => {
                let parts: Vec<(&str, &str)> =
                    parts.iter().map(|part| (part.shape.as_str(), part.detail.as_str())).collect();
                self.hash(package, &parts)
            }
        }
    }

    /// The fingerprint that each part would have as a change of its own, by which it may have been accepted.
    pub fn fingerprints_of_parts(&self, package: &str) -> Vec<String> {
        let parts = self.parts.iter();
        parts.map(|part| self.hash(package, &[(&part.shape, &part.detail)])).collect()
    }

    fn hash(&self, package: &str, parts: &[(&str, &str)]) -> String {
        let mut text = format!("{package}\0{}\0", self.row().id);
        for (shape, detail) in parts {
            text.extend([shape, "\0", detail, "\0"]);
        }
        let mut digits = sha256(text.as_bytes());
        digits.truncate(FINGERPRINT_DIGITS);
        digits
    }

    /// The shapes and members that it is about, absolute: those of its parts, or its own.
    pub fn shapes(&self) -> impl Iterator<Item = &str> {
        let own = self.parts.is_empty().then_some(self.shape.as_str());
        own.into_iter().chain(self.parts.iter().map(|part| part.shape.as_str()))
    }

    /// What it is about, as people say it: the subjects of its parts, or its own.
    pub fn subjects(&self) -> impl Iterator<Item = &String> {
        let own = self.parts.is_empty().then_some(&self.subject);
        own.into_iter().chain(self.parts.iter().map(|part| &part.subject))
    }

    /// What a program has to write instead, for each of its parts.
    pub fn rewrites(&self) -> impl Iterator<Item = &Rewrite> {
        self.rewrite.iter().chain(self.parts.iter().filter_map(|part| part.rewrite.as_ref()))
    }

    /// What changes, for somebody who reads a list of accepted changes: `SignUpRequest.Password: member-removed`.
    pub fn title(&self) -> String {
        format!("{}: {}", self.subject, self.row().id)
    }

    /// What a change of this kind means.
    pub fn row(&self) -> &'static Row {
        self.kind.row()
    }

    /// How soon a reader has to hear of it, the smallest first: that it breaks callers, then that old programs fail, then that they are limited.
    pub fn urgency(&self) -> impl Ord + use<> {
        let row = self.row();
        (row.callers != Callers::Breaking, row.wire)
    }

    pub(super) fn section(&self) -> (u8, String) {
        if !self.used_at.is_empty() {
            return (0, super::YOUR_PROGRAM.to_owned());
        }
        let operations = self.reach.operations();
        match operations.as_slice() {
            [] => (3, "The service".to_owned()),
            [operation] => (1, (*operation).to_owned()),
            _ => (2, "Several operations".to_owned()),
        }
    }
}

/// The operations, by name, that contain the subject of a change, before or after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The operation that the change is about, where it is about one as such.
    pub operation: Option<String>,
    /// The operations that the change is about in the same way, where there are several.
    pub each: Vec<String>,
    /// Those whose input contains it, sorted.
    pub inputs: Vec<String>,
    /// Those whose output contains it, sorted.
    pub outputs: Vec<String>,
    /// Those whose errors contain it, sorted.
    pub errors: Vec<String>,
    /// Whether these are all operations of the service, on account of the service itself.
    pub is_whole_service: bool,
}

impl Reach {
    /// Every operation once, sorted; empty where the whole service is meant.
    pub fn operations(&self) -> Vec<&str> {
        let all = self
            .operation
            .iter()
            .chain(&self.each)
            .chain(&self.inputs)
            .chain(&self.outputs)
            .chain(&self.errors);
        let sorted: std::collections::BTreeSet<&str> = all.map(String::as_str).collect();
        sorted.into_iter().collect()
    }
}
