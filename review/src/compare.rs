//! Two models and what is generated from them, to a [`CrateReview`].
//!
//! Every fact of a shape that the crates' operations reach is compared once, in the module for what it is a fact of;
//! a trait that no module knows becomes a change of its own kind, never nothing.
//! What a change means is not decided here: a comparison only says which [`Kind`] it is.

mod constraints;
mod endpoints;
mod enums;
mod files;
mod generator;
mod in_rust;
mod members;
mod operations;
pub mod partitions;
mod service;
mod shapes;
mod traits;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::pipeline::Prepared;
use tinsmith_codegen::smithy::ShapeId;
use tinsmith_codegen::write::write_shape;
use tinsmith_codegen::{Generated, SourceTree};

use crate::code::FileDiff;
use crate::report::{Cause, Change, ChangedFile, CrateReview, Material, Reach, Side};
use crate::table::Kind;

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

/// Compares two versions of a crate.
///
/// `committed` are the old files as another generator wrote them, where there is one:
/// what differs between those and `old` is the generator's doing, the rest the model's.
pub fn compare(
    package: &str,
    old: Version<'_>,
    new: Version<'_>,
    committed: Option<&SourceTree>,
) -> (CrateReview, Material) {
    let (before, after) = (View::of(&old), View::of(&new));
    let mut found = Found {
        old: &before,
        new: &after,
        pair: None,
        renamed: None,
        drafts: Vec::new(),
        replaced: BTreeSet::new(),
    };
    service::compare(&mut found);
    endpoints::compare(&mut found);
    operations::compare(&mut found);
    shapes::compare(&mut found);
    if let Some(committed) = committed {
        generator::items(&mut found, committed, &old.generated.tree);
    }
    let drafts = std::mem::take(&mut found.drafts);

    let old_tree = committed.unwrap_or(&old.generated.tree);
    let new_tree = &new.generated.tree;
    let files = changed_files(&old.generated.tree, new_tree, old_tree);
    let by_model: BTreeSet<&str> = files
        .iter()
        .filter(|file| file.cause != Cause::Generator)
        .map(|file| file.path.as_str())
        .collect();
    let touched = files::touched(&found, &drafts, &by_model);
    let mut changes: Vec<Change> = drafts
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
    };
    (review, Material { old: old_tree.clone(), new: new_tree.clone(), shapes })
}

/// The review of a crate that only one side has.
///
/// `tree` are its files, `label` says where it comes from.
pub fn alone(
    package: &str,
    label: &str,
    tree: &SourceTree,
    is_new: bool,
) -> (CrateReview, Material) {
    let none = SourceTree::default();
    let (old, new) = if is_new { (&none, tree) } else { (tree, &none) };
    let side = |tree: &SourceTree, label: &str| Side {
        label: label.to_owned(),
        files: tree.files.len(),
        lines: tree.files.values().map(|text| text.lines().count()).sum(),
        ..Side::default()
    };
    let (before, after) = if is_new { ("nothing", label) } else { (label, "nothing") };
    let mut review = CrateReview {
        package: package.to_owned(),
        service: package.to_owned(),
        old: side(old, before),
        new: side(new, after),
        changes: Vec::new(),
        files: changed_files(old, new, old),
        generator: None,
        warnings: Vec::new(),
    };
    let (kind, detail) =
        if is_new { (Kind::CrateAdded, "new") } else { (Kind::CrateRemoved, "gone") };
    of_the_crate(&mut review, kind, detail.to_owned());
    (review, Material { old: old.clone(), new: new.clone(), ..Material::default() })
}

/// Adds a change that is about the crate as a whole, which no model tells: another name or place.
pub fn of_the_crate(review: &mut CrateReview, kind: Kind, detail: String) {
    review.changes.push(Change {
        id: String::new(),
        kind,
        shape: review.package.clone(),
        subject: review.package.clone(),
        detail,
        notes: Vec::new(),
        reach: Reach { is_whole_service: true, ..Reach::default() },
        files: Vec::new(),
    });
    review.changes.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    name(&mut review.changes);
}

/// Both versions, and what has been found.
struct Found<'a> {
    old: &'a View<'a>,
    new: &'a View<'a>,
    /// The shape that is being compared, where it had another id: old and new.
    pair: Option<(ShapeId, ShapeId)>,
    /// The member that is being compared, where it had another name: old and new place.
    renamed: Option<(ShapeId, ShapeId)>,
    drafts: Vec<Draft>,
    /// Shapes of the old version, each with the one of the new version that took its place under another id.
    replaced: BTreeSet<(ShapeId, ShapeId)>,
}

/// A change before it has a name, and before it is known which files it touches.
struct Draft {
    kind: Kind,
    /// The shape or member on the side that has it, the new one where both do.
    shape: ShapeId,
    subject: String,
    detail: String,
    notes: Vec<String>,
    scope: Scope,
    /// Files that are known already.
    files: BTreeSet<String>,
}

/// What a change is reached from.
enum Scope {
    /// The operations that reach its shape.
    Shape,
    /// An operation as such.
    Operation,
    /// Errors of these operations, by name.
    ErrorsOf(Vec<String>),
    /// The service as a whole.
    Service,
}

impl Found<'_> {
    /// A change of a shape or member.
    fn add(&mut self, kind: Kind, shape: &ShapeId, detail: impl Into<String>) -> &mut Draft {
        self.add_in(Scope::Shape, kind, shape, detail)
    }

    fn add_in(
        &mut self,
        scope: Scope,
        kind: Kind,
        shape: &ShapeId,
        detail: impl Into<String>,
    ) -> &mut Draft {
        let subject = subject_of(shape);
        let draft = Draft {
            kind,
            shape: shape.clone(),
            subject,
            detail: detail.into(),
            notes: Vec::new(),
            scope,
            files: BTreeSet::new(),
        };
        self.drafts.push(draft);
        self.drafts.last_mut().unwrap_or_else(|| unreachable!("one was added just now"))
    }

    /// Where a shape or member was in the old version; `place` is where it is in the new one.
    fn old_place(&self, place: &ShapeId) -> ShapeId {
        match (&self.renamed, &self.pair) {
            (Some((old, new)), _) if new == place => old.clone(),
            (_, Some((old, new))) if *new == place.without_member() => {
                place.member().map_or_else(|| old.clone(), |member| old.with_member(member))
            }
            _ => place.clone(),
        }
    }

    /// Whether a trait of a shape counts nowhere, since its members say it for themselves.
    fn is_overridden(&self, place: &ShapeId, name: &str) -> bool {
        place.member().is_none()
            && self.old.is_overridden(&self.old_place(place), name)
            && self.new.is_overridden(place, name)
    }

    /// Whether values of a shape are sent by an operation of either version.
    fn is_sent(&self, shape: &ShapeId) -> bool {
        self.old.is_sent(&self.old_place(shape)) || self.new.is_sent(shape)
    }

    /// Whether values of a shape come from the service, in a response or error of either version.
    fn is_received(&self, shape: &ShapeId) -> bool {
        self.old.is_received(&self.old_place(shape)) || self.new.is_received(shape)
    }
}

/// A text of a model as code: between more backticks than stand together in it.
fn code(text: &str) -> String {
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// More members than this are counted, not listed.
const LISTED: usize = 4;

/// For a shape that has no definition in Rust, the members that callers know it by.
fn held_by(found: &Found<'_>, shape: &ShapeId) -> Option<String> {
    let shape = shape.without_member();
    if found.new.item(&shape).is_some() || found.old.item(&shape).is_some() {
        return None;
    }
    let members = found.new.members_with(&shape);
    let listed = members.get(..LISTED.min(members.len())).unwrap_or_default().join(", ");
    match members.len().saturating_sub(LISTED) {
        _ if members.is_empty() => None,
        0 => Some(format!("held by {listed}")),
        rest => Some(format!("held by {listed} and {rest} more")),
    }
}

/// `Shape.member`, as people say it.
fn subject_of(id: &ShapeId) -> String {
    match id.member() {
        Some(member) => format!("{}.{member}", id.without_member().name()),
        None => id.name().to_owned(),
    }
}

fn change(found: &Found<'_>, mut draft: Draft, files: Vec<String>) -> Change {
    let mut reach = Reach::default();
    if matches!(draft.scope, Scope::Shape) {
        draft.notes.extend(held_by(found, &draft.shape));
    }
    match draft.scope {
        Scope::Service => reach.is_whole_service = true,
        Scope::Operation => reach.operation = Some(draft.shape.name().to_owned()),
        Scope::ErrorsOf(operations) => reach.errors = operations,
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
        notes: draft.notes,
        reach,
        files,
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
    let ids = changes.iter().filter_map(|change| ShapeId::parse(&change.shape).ok());
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
