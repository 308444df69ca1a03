//! What a comparison gives: the changes of each crate, in the API's terms, and the verdict.
//!
//! Plain data, made by [`crate::compare`], printed by [`crate::form`].
//! What a kind of change means is not repeated here: it stands once, in [`crate::table`].

use std::collections::BTreeMap;

use tinsmith_codegen::SourceTree;
use tinsmith_codegen::stages::pipeline::sha256;

use crate::code::{FileDiff, Hunk};
use crate::table::{Callers, Kind, Row, Step};

/// The comparison of every crate in question.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// One for each crate, in the order of the configuration.
    pub crates: Vec<CrateReview>,
    /// Accepted changes of these crates that do not occur any more.
    pub not_occurring: Vec<Accepted>,
}

impl Review {
    /// The largest step that a crate has to take.
    pub fn step(&self) -> Step {
        self.crates.iter().map(CrateReview::step).max().unwrap_or_default()
    }

    /// The changes that are refused, each with its crate.
    pub fn denied(&self) -> impl Iterator<Item = (&CrateReview, &Change)> {
        let changes = self
            .crates
            .iter()
            .flat_map(|of_crate| of_crate.changes.iter().map(move |change| (of_crate, change)));
        changes.filter(|(_, change)| matches!(change.standing, Standing::Denied { .. }))
    }
}

/// What changed in one crate.
#[derive(Clone, Debug)]
pub struct CrateReview {
    /// The package.
    pub package: String,
    /// The service, as people call it: `Cognito Identity Provider`.
    pub service: String,
    /// What was there.
    pub old: Side,
    /// What is there now.
    pub new: Side,
    /// Every change of the model, sorted: by what it does to callers, the worst first; then what several operations or the
    /// service as a whole have before what one operation has; then by subject.
    pub changes: Vec<Change>,
    /// Every generated file that differs, sorted by path.
    pub files: Vec<ChangedFile>,
    /// What the generator itself changed; `None` where it is the same on both sides.
    pub generator: Option<GeneratorChange>,
    /// What the generator says of the new model that it did not say of the old one: operations that it left out, say.
    pub warnings: Vec<String>,
    /// The program that was searched for what changed, if one was.
    pub used_by: Option<UsedBy>,
}

/// A program that uses a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedBy {
    /// The folder of its sources, as the caller named it.
    pub folder: String,
    /// The operations that it uses, sorted.
    pub operations: Vec<String>,
}

impl CrateReview {
    /// The step that the version of the crate has to take: the largest of its changes'.
    ///
    /// Where only generated code changed, it is a patch.
    pub fn step(&self) -> Step {
        let least = if self.files.is_empty() { Step::None } else { Step::Patch };
        self.changes.iter().map(|change| change.row().step()).max().unwrap_or_default().max(least)
    }

    /// The number of changes with this effect on callers.
    pub fn count(&self, callers: Callers) -> usize {
        self.changes.iter().filter(|change| change.row().callers == callers).count()
    }

    /// The changes that a reader wants to see together: by the one operation that they reach, the rest by what they are about.
    ///
    /// What a reader must not miss comes first, in a section and among sections: see [`Change::urgency`].
    /// What concerns the program that was searched comes before all.
    /// Else sections are in the order of their names, operations before others, and changes keep their order.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections: BTreeMap<(u8, String), Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            sections.entry(change.section()).or_default().push(change);
        }
        let sections = sections.into_iter().map(|((order, title), mut changes)| {
            changes.sort_by_key(|change| change.urgency());
            (order > 0, Section { title, changes })
        });
        let mut sections: Vec<(bool, Section<'_>)> = sections.collect();
        sections.sort_by_key(|(is_after, section)| {
            (*is_after, section.changes.first().map(|change| change.urgency()))
        });
        sections.into_iter().map(|(_, section)| section).collect()
    }
}

/// The heading of changes that concern the program that was searched.
pub const YOUR_PROGRAM: &str = "Your program";

/// Changes under one heading.
#[derive(Clone, Debug)]
pub struct Section<'r> {
    /// [`YOUR_PROGRAM`], the name of an operation, `Several operations` or `The service`.
    pub title: String,
    /// The changes; at least one, the most urgent first.
    pub changes: Vec<&'r Change>,
}

/// One side of the comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Where it comes from: a file, or a file at a revision.
    pub label: String,
    /// SHA-256 of the model's document, in hex.
    pub sha256: String,
    /// Operations of the crate.
    pub operations: usize,
    /// Files of the crate.
    pub files: usize,
    /// Their lines.
    pub lines: usize,
}

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

    fn section(&self) -> (u8, String) {
        if !self.used_at.is_empty() {
            return (0, YOUR_PROGRAM.to_owned());
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

/// A generated file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Relative to the crate's folder.
    pub path: String,
    /// What happened to it.
    pub status: Status,
    /// Lines that are new.
    pub added: usize,
    /// Lines that are gone.
    pub removed: usize,
    /// On whose account.
    pub cause: Cause,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its text differs.
    Changed,
}

/// Why a generated file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The model.
    Model,
    /// The generator.
    Generator,
    /// One and the other.
    Both,
}

/// What another generator makes of the same models.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GeneratorChange {
    /// Files by kind, in the order of [`crate::code::kind_of`]'s kinds; kinds without a changed file are left out.
    pub kinds: Vec<FilesOfKind>,
    /// At most three changes that stand for the most others, the smallest of each sort.
    pub examples: Vec<ExampleHunk>,
}

/// The changed files of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesOfKind {
    /// `operations`, `types`, `wire` and so on.
    pub kind: String,
    /// How many.
    pub files: usize,
    /// Lines that are new in them.
    pub added: usize,
    /// Lines that are gone from them.
    pub removed: usize,
}

/// A change of generated code that stands for others like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleHunk {
    /// The file.
    pub path: String,
    /// The lines.
    pub hunk: Hunk,
    /// In how many places the same was done, this one included.
    pub alike: usize,
}

/// What the changes of one crate are shown with: the code and the model, before and after.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The generated files that were there.
    pub old: SourceTree,
    /// The generated files that are there now.
    pub new: SourceTree,
    /// The shapes with a change, by absolute id without a member: their JSON before and after.
    pub shapes: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The folder of the crate, relative to the root of the repository, where it is in one.
    pub folder: Option<String>,
    /// The new model as it stands in a file, where it does.
    pub model: Option<ModelFile>,
}

/// A file with a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFile {
    /// Relative to the root of the repository, or as the caller named it.
    pub path: String,
    /// The text.
    pub text: String,
}

impl Material {
    /// How one generated file changed.
    pub fn diff(&self, path: &str) -> FileDiff {
        let text = |tree: &SourceTree| tree.files.get(path).cloned();
        FileDiff::of(path, text(&self.old).as_deref(), text(&self.new).as_deref())
    }
}
