//! What a comparison gives: the changes of each crate, in the API's terms, and the verdict.
//!
//! Plain data, made by [`crate::compare`], printed by [`crate::form`].
//! What a kind of change means is not repeated here: it stands once, in [`crate::table`].

mod change;

use std::collections::BTreeMap;

use tinsmith_codegen::SourceTree;

use crate::code::{FileDiff, Hunk};
use crate::table::{Callers, Step};

pub use self::change::{Accepted, Change, Part, Reach, Rewrite, Standing};

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
