//! Two models and what is generated from them, to a [`CrateReview`].
//!
//! Every fact of a shape that the crates' operations reach is compared once, in the module for what it is a fact of;
//! a trait that no module knows becomes a change of its own kind, never nothing.
//! What a change means is not decided here: a comparison only says which [`Kind`] it is.

mod constraints;
pub mod crates;
mod destinations;
mod endpoints;
mod enums;
mod files;
mod found;
mod generator;
mod holders;
mod in_rust;
mod keys;
mod members;
mod merged;
mod operations;
mod pagination;
pub mod partitions;
mod reference;
mod renames;
mod rewrite;
mod service;
mod shapes;
pub mod traits;
mod values;
mod view;
mod waiters;

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::pipeline::Prepared;
use tinsmith_codegen::stages::smithy::ShapeId;
use tinsmith_codegen::stages::write::write_shape;
use tinsmith_codegen::{Generated, SourceTree};

use crate::code::FileDiff;
use crate::report::{
    Cause, Change, ChangedFile, CrateReview, Material, Part, Reach, Side, Standing,
};
use crate::table::Kind;

use self::found::{Draft, Found, Scope, code, subject_of};
use self::view::View;

/// One side of a comparison: a model, and the crate that today's generator makes of it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// Where it comes from, for the reader.
    pub label: &'a str,
    /// The model, transformed and checked.
    pub prepared: &'a Prepared,
    /// The crate.
    pub generated: &'a Generated,
}

/// What the configuration says of traits about which no row of the table knows more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Those whose changes nobody has to look at: absolute ids, or `namespace#*`.
    pub harmless: Vec<String>,
    /// Those whose changes count as the worst: absolute ids, or `namespace#*`.
    pub important: Vec<String>,
}

impl Declared {
    fn is_harmless(&self, name: &str) -> bool {
        is_among(&self.harmless, name)
    }

    fn is_important(&self, name: &str) -> bool {
        is_among(&self.important, name)
    }
}

fn is_among(declared: &[String], name: &str) -> bool {
    declared.iter().any(|declared| match declared.strip_suffix('*') {
        Some(namespace) => name.starts_with(namespace),
        None => declared == name,
    })
}

/// Compares two versions of a crate.
///
/// `committed` are the old files as another generator wrote them, where there is one:
/// what differs between those and `old` is the generator's doing, the rest the model's.
/// `declared` is what the configuration says of traits.
pub fn compare(
    package: &str,
    old: Version<'_>,
    new: Version<'_>,
    committed: Option<&SourceTree>,
    declared: &Declared,
) -> (CrateReview, Material) {
    let (before, after) = (View::of(&old), View::of(&new));
    let mut found = Found {
        old: &before,
        new: &after,
        declared,
        pair: None,
        renamed: None,
        of_trait: None,
        values: None,
        retargeted: BTreeMap::new(),
        holders: None,
        drafts: Vec::new(),
        replaced: BTreeSet::new(),
    };
    service::compare(&mut found);
    endpoints::compare(&mut found);
    destinations::settings(&mut found);
    operations::compare(&mut found);
    shapes::compare(&mut found);
    if let Some(committed) = committed {
        generator::items(&mut found, committed, &old.generated.tree);
    }
    let drafts = found::merged(std::mem::take(&mut found.drafts), &after);

    let old_tree = committed.unwrap_or(&old.generated.tree);
    let new_tree = &new.generated.tree;
    let files = changed_files(&old.generated.tree, new_tree, old_tree);
    let by_model: BTreeSet<&str> = files
        .iter()
        .filter(|file| file.cause != Cause::Generator)
        .map(|file| file.path.as_str())
        .collect();
    let touched = files::touched(&found, &drafts, &by_model);
    let changes: Vec<Change> = drafts
        .into_iter()
        .zip(touched)
        .map(|(draft, touched)| {
            let files = if draft.files.is_empty() {
                touched
            } else {
                draft.files.iter().cloned().collect()
            };
            change(&found, draft, files)
        })
        .collect();
    let mut changes = merged::merged(changes, &found);
    changes.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    name(&mut changes);

    let shapes = changed_shapes(&found, &changes);
    let review = CrateReview {
        package: package.to_owned(),
        service: new.generated.krate.service.sdk_id.clone(),
        old: side(&old, old_tree),
        new: side(&new, new_tree),
        changes,
        files,
        generator: committed
            .and_then(|committed| generator::change(committed, &old.generated.tree)),
        warnings: new_warnings(&old, &new),
        used_by: None,
    };
    let material =
        Material { old: old_tree.clone(), new: new_tree.clone(), shapes, ..Material::default() };
    (review, material)
}

fn change(found: &Found<'_>, mut draft: Draft, files: Vec<String>) -> Change {
    let (mut reach, mut parts) = (Reach::default(), Vec::new());
    let rewrite = rewrite::of(found, &draft);
    // Callers know a shape without a definition by the members that hold it.
    if matches!(draft.scope, Scope::Shape) && draft.holders.is_none() {
        let shape = draft.shape.without_member();
        let views = [found.new, found.old];
        if views.iter().all(|view| view.item(&shape).is_none()) {
            draft.holders = Some(holders::of(found, &shape, None)).filter(|all| !all.is_empty());
        }
    }
    let is_told = matches!(draft.holders.as_deref(), Some([only]) if draft.subject.starts_with(&only.subject));
    if !is_told {
        draft.notes.extend(draft.holders.as_deref().and_then(holders::note));
    }
    if draft.kind == Kind::CustomTraitChanged {
        draft.notes.push(traits::UNREAD.to_owned());
    }
    match draft.scope {
        Scope::Service => reach.is_whole_service = true,
        Scope::Operation => reach.operation = Some(draft.shape.name().to_owned()),
        Scope::Operations(operations) => {
            reach.each = operations.iter().map(|(id, _)| id.name().to_owned()).collect();
            parts = operations
                .into_iter()
                .map(|(id, detail)| Part {
                    shape: id.as_str().to_owned(),
                    subject: id.name().to_owned(),
                    detail,
                    reference: reference::of(found, &id),
                    rewrite: None,
                })
                .collect();
            parts.sort_by(|a, b| a.shape.cmp(&b.shape));
        }
        Scope::ErrorsOf(operations) => reach.errors = operations,
        Scope::Shape if draft.holders.as_ref().is_some_and(|holders| !holders.is_empty()) => {
            reach = holders::reach(found, draft.holders.as_deref().unwrap_or_default());
        }
        Scope::Shape => {
            let shape = draft.shape.without_member();
            let both = [found.old.reached(&shape), found.new.reached(&shape)];
            let union = |of: fn(&Reach) -> &Vec<String>| {
                let names: BTreeSet<&String> = both.iter().flat_map(of).collect();
                names.into_iter().cloned().collect()
            };
            reach.inputs = union(|reach| &reach.inputs);
            reach.outputs = union(|reach| &reach.outputs);
            reach.errors = union(|reach| &reach.errors);
        }
    }
    Change {
        id: String::new(),
        kind: draft.kind,
        shape: draft.shape.as_str().to_owned(),
        subject: draft.subject,
        detail: draft.detail,
        of_trait: draft.of_trait.or_else(|| traits::of_kind(draft.kind).map(str::to_owned)),
        reference: if parts.is_empty() { reference::of(found, &draft.shape) } else { None },
        parts,
        notes: draft.notes,
        reach,
        files,
        used_at: Vec::new(),
        rewrite,
        standing: Standing::default(),
    }
}

/// What breaks callers first, then what only adds; what several operations or all have before what one has; then by subject and kind.
fn sort_key(change: &Change) -> impl Ord + '_ {
    let row = change.row();
    let operations = change.reach.operations();
    let first = match operations.as_slice() {
        [operation] => (*operation).to_owned(),
        _ => String::new(),
    };
    (row.callers, first, &change.subject, row.topic, change.kind, &change.detail)
}

/// Gives every change a name of its own, the same in every review that has it.
fn name(changes: &mut [Change]) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for change in changes {
        let mut name = String::new();
        for part in change.subject.split(|char: char| !char.is_ascii_alphanumeric()) {
            if !part.is_empty() {
                name.push_str(part);
                name.push('-');
            }
        }
        name.push_str(change.row().id);
        let times = taken.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            name = format!("{name}-{times}");
        }
        change.id = name;
    }
}

/// What the generator says of the new model that it did not say of the old one.
fn new_warnings(old: &Version<'_>, new: &Version<'_>) -> Vec<String> {
    let said = |version: &Version<'_>| -> BTreeSet<(Option<ShapeId>, String)> {
        let warnings = version.generated.warnings.iter();
        warnings.map(|warning| (warning.shape.clone(), warning.message.clone())).collect()
    };
    let before = said(old);
    let new = said(new).into_iter().filter(|warning| !before.contains(warning));
    new.map(|(shape, message)| match shape {
        Some(shape) => format!("{}: {message}", subject_of(&shape)),
        None => message,
    })
    .collect()
}

fn changed_files(old: &SourceTree, new: &SourceTree, committed: &SourceTree) -> Vec<ChangedFile> {
    let trees = [old, new, committed];
    let paths: BTreeSet<&String> = trees.iter().flat_map(|tree| tree.files.keys()).collect();
    let is_one_generator = std::ptr::eq(old, committed);
    let mut changed = Vec::new();
    for path in paths {
        let texts = trees.map(|tree| tree.files.get(path).map(String::as_str));
        let [generated, new, committed] = texts;
        if committed == new {
            continue;
        }
        let cause = match (generated != new, !is_one_generator && generated != committed) {
            (true, true) => Cause::Both,
            (true, false) => Cause::Model,
            (false, _) => Cause::Generator,
        };
        let FileDiff { status, added, removed, .. } = FileDiff::of(path, committed, new);
        changed.push(ChangedFile { path: path.clone(), status, added, removed, cause });
    }
    changed
}

/// The shapes with a change, and the operation or service where that is the subject: their text before and after.
fn changed_shapes(
    found: &Found<'_>,
    changes: &[Change],
) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let ids = changes.iter().flat_map(Change::shapes).filter_map(|id| ShapeId::parse(id).ok());
    // Once each: an enum can have hundreds of changes.
    let ids: BTreeSet<ShapeId> = ids.map(|id| id.without_member()).collect();
    ids.iter()
        .map(|id| {
            let text = |view: &View<'_>, id| view.model.shapes.get(id).map(write_shape);
            let replaced = found.replaced.iter().find(|(_, new)| new == id).map(|(old, _)| old);
            let before = text(found.old, replaced.unwrap_or(id));
            (id.as_str().to_owned(), (before, text(found.new, id)))
        })
        .collect()
}

fn side(version: &Version<'_>, tree: &SourceTree) -> Side {
    let krate = &version.generated.krate;
    Side {
        label: version.label.to_owned(),
        sha256: krate.source.sha256.clone(),
        operations: krate.operations.len(),
        files: tree.files.len(),
        lines: tree.files.values().map(|text| text.lines().count()).sum(),
    }
}
