//! What the templates show, in the order in which they show it.
//!
//! In come a review and its materials, out goes a [`Page`]: everything counted, numbered and turned into markup that the templates only put into place.

use std::collections::BTreeMap;

use askama::Template;

use super::badge::{self, Badge};
use super::change::{ChangeView, MANY, MANY_OPERATIONS, Numbered};
use super::diff::{self, Language};
use super::{SCRIPT, STYLE, policy, words};
use crate::code::{self, kind_of};
use crate::form::words as form_words;
use crate::report::{ChangedFile, CrateReview, GeneratorChange, Material, Review, Side};
use crate::table::{Callers, Kind, Row, Step, Topic, Wire};

/// Everything.
#[derive(Template)]
#[template(path = "page.html")]
pub(super) struct Page<'r> {
    policy: String,
    style: &'static str,
    script: &'static str,
    review: &'r Review,
    crates: Vec<Crate<'r>>,
    topics: Vec<(Topic, usize)>,
    kinds: Vec<(&'static Row, usize)>,
}

/// One crate.
struct Crate<'r> {
    review: &'r CrateReview,
    sections: Vec<Section<'r>>,
    folders: Vec<Folder<'r>>,
    shapes: Vec<Shape>,
    generator: Option<Generator<'r>>,
}

/// Changes under one heading.
struct Section<'r> {
    title: String,
    changes: Vec<ChangeView<'r>>,
}

/// Generated files of one kind.
struct Folder<'r> {
    kind: &'static str,
    files: Vec<File<'r>>,
}

/// A generated file with its diff.
struct File<'r> {
    number: usize,
    file: &'r ChangedFile,
    diff: String,
}

/// A shape of the model with its diff.
struct Shape {
    number: usize,
    name: String,
    added: usize,
    removed: usize,
    diff: String,
}

/// What the generator changed.
struct Generator<'r> {
    change: &'r GeneratorChange,
    examples: Vec<Example<'r>>,
}

struct Example<'r> {
    path: &'r str,
    alike: usize,
    diff: String,
}

impl<'r> Page<'r> {
    pub(super) fn of(review: &'r Review, materials: &'r [Material]) -> Self {
        let mut numbers = Numbers::default();
        let are_several = review.crates.len() > 1;
        let materials = materials.iter().map(Some).chain(std::iter::repeat(None));
        let crates = review
            .crates
            .iter()
            .zip(materials)
            .map(|(review, material)| Crate::of(review, material, are_several, &mut numbers));
        let changes = || review.crates.iter().flat_map(|review| &review.changes);
        let topics = Topic::ALL
            .into_iter()
            .map(|topic| (topic, changes().filter(|change| change.row().topic == topic).count()));
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        for change in changes() {
            *kinds.entry(change.kind).or_default() += 1;
        }
        Self {
            policy: policy::of(STYLE, SCRIPT),
            style: STYLE,
            script: SCRIPT,
            review,
            crates: crates.collect(),
            topics: topics.filter(|(_, changes)| *changes > 0).collect(),
            kinds: kinds.into_iter().map(|(kind, changes)| (kind.row(), changes)).collect(),
        }
    }

    fn title(&self) -> String {
        match self.review.crates.as_slice() {
            [only] => only.package.clone(),
            crates => format!("{} crates", crates.len()),
        }
    }

    /// The verdict in a line.
    fn headline(&self) -> String {
        let breaking = self.count(Callers::Breaking);
        let others = self.changes() - breaking;
        let headline = match self.review.step() {
            Step::Major if breaking == 1 => "1 change breaks callers".to_owned(),
            Step::Major => format!("{breaking} changes break callers"),
            Step::Minor if others == 1 => "1 change, and callers compile as before".to_owned(),
            Step::Minor => format!("{others} changes, and callers compile as before"),
            Step::Patch => "Callers see no difference".to_owned(),
            Step::None => "Nothing changed".to_owned(),
        };
        match badge::on_wire(self.review, Wire::Fails) {
            0 => headline,
            1 => format!("{headline}; 1 change can make running programs fail"),
            fails => format!("{headline}; {fails} changes can make running programs fail"),
        }
    }

    /// That changes are refused.
    fn refused(&self) -> Option<String> {
        form_words::refused(self.review, str::to_owned)
    }

    /// What the review means for the program that was searched.
    fn programs(&self) -> Vec<String> {
        let crates = self.review.crates.iter();
        let programs = crates.filter_map(|of_crate| {
            let program = form_words::program(of_crate, str::to_owned)?;
            Some(format!("{}: {program}", of_crate.package))
        });
        programs.collect()
    }

    /// What was accepted and is not there.
    fn not_occurring(&self) -> Vec<String> {
        self.review
            .not_occurring
            .iter()
            .map(|accepted| form_words::not_occurring(accepted, str::to_owned))
            .collect()
    }

    fn changes(&self) -> usize {
        self.review.crates.iter().map(|review| review.changes.len()).sum()
    }

    fn files(&self) -> usize {
        self.review.crates.iter().map(|review| review.files.len()).sum()
    }

    fn shapes(&self) -> usize {
        self.crates.iter().map(|krate| krate.shapes.len()).sum()
    }

    fn warnings(&self) -> usize {
        self.review.crates.iter().map(|review| review.warnings.len()).sum()
    }

    fn is_of_another_generator(&self) -> bool {
        self.review.crates.iter().any(|review| review.generator.is_some())
    }

    fn count(&self, callers: Callers) -> usize {
        self.review.crates.iter().map(|review| review.count(callers)).sum()
    }

    fn are_several(&self) -> bool {
        self.crates.len() > 1
    }

    /// The level of headings under those of the page's parts.
    fn level(&self) -> usize {
        if self.are_several() { 4 } else { 3 }
    }
}

/// The numbers that files and shapes have in links, over all crates.
#[derive(Default)]
struct Numbers {
    files: usize,
    shapes: usize,
}

impl<'r> Crate<'r> {
    /// Where there are several, anchors have to say of which crate they are.
    fn of(
        review: &'r CrateReview,
        material: Option<&'r Material>,
        are_several: bool,
        numbers: &mut Numbers,
    ) -> Self {
        let mut sorted: Vec<&ChangedFile> = review.files.iter().collect();
        sorted.sort_by_key(|file| (kind_of(&file.path).0, file.path.as_str()));
        let mut folders: Vec<Folder<'r>> = Vec::new();
        let mut by_path: BTreeMap<&str, Numbered<'r>> = BTreeMap::new();
        for file in sorted {
            numbers.files += 1;
            let number = numbers.files;
            by_path.insert(&file.path, Numbered { number, file });
            let diff = material.map(|material| file_diff(material, &file.path));
            let file = File { number, file, diff: diff.unwrap_or_default() };
            let (_, kind) = kind_of(&file.file.path);
            match folders.last_mut() {
                Some(folder) if folder.kind == kind => folder.files.push(file),
                _ => folders.push(Folder { kind, files: vec![file] }),
            }
        }
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        let shapes = material.into_iter().flat_map(|material| &material.shapes);
        // An error that an operation no longer ends with may itself be as before.
        let shapes = shapes.filter(|(_, (old, new))| old != new).map(|(name, (old, new))| {
            numbers.shapes += 1;
            by_name.insert(name, numbers.shapes);
            Shape::of(numbers.shapes, name, old.as_deref(), new.as_deref())
        });
        let shapes = shapes.collect();
        let sections = review.sections().into_iter().map(|section| Section {
            title: section.title,
            changes: section
                .changes
                .into_iter()
                .map(|change| ChangeView::of(change, review, are_several, &by_path, &by_name))
                .collect(),
        });
        Self {
            review,
            sections: sections.collect(),
            folders,
            shapes,
            generator: review.generator.as_ref().map(Generator::of),
        }
    }
}

impl Crate<'_> {
    fn sides(&self) -> [(&'static str, &Side); 2] {
        [("old", &self.review.old), ("new", &self.review.new)]
    }

    fn has_few_warnings(&self) -> bool {
        self.review.warnings.len() <= MANY
    }
}

impl Folder<'_> {
    fn added(&self) -> usize {
        self.files.iter().map(|file| file.file.added).sum()
    }

    fn removed(&self) -> usize {
        self.files.iter().map(|file| file.file.removed).sum()
    }

    fn is_short(&self) -> bool {
        self.files.len() <= MANY
    }
}

impl Shape {
    fn of(number: usize, name: &str, old: Option<&str>, new: Option<&str>) -> Self {
        let file = code::FileDiff::of(name, old, new);
        Self {
            number,
            name: name.to_owned(),
            added: file.added,
            removed: file.removed,
            diff: diff::markup(new.unwrap_or_default(), &file.hunks, Language::Json),
        }
    }
}

impl<'r> Generator<'r> {
    fn of(change: &'r GeneratorChange) -> Self {
        let examples = change.examples.iter().map(|example| Example {
            path: &example.path,
            alike: example.alike,
            diff: diff::example(&example.hunk, Language::of(&example.path)),
        });
        Self { change, examples: examples.collect() }
    }
}

fn file_diff(material: &Material, path: &str) -> String {
    let new = material.new.files.get(path).map_or("", String::as_str);
    diff::markup(new, &material.diff(path).hunks, Language::of(path))
}
