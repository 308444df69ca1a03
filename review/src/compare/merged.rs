//! One fact, one row: what happened to several members, values or types in the same way is one change, with each of them as a part.
//!
//! Operations that change alike are put together before, in `found`.

use std::collections::BTreeMap;

use tinsmith_codegen::stages::smithy::{ShapeId, ShapeKind};

use crate::report::{Change, Part, Reach};
use crate::table::Kind;

use super::Found;

/// More names than this are counted, and listed in a note.
const NAMED: usize = 3;

/// What has to be the same for changes to be one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// Members of structures and unions, by what stands behind the name of the structure, and by what happened.
    Members(String, String),
    /// Values of one enum, by its id.
    Values(String),
    /// Types, by what happened.
    Types(String),
    /// New types, by what they are and by the operations that reach them.
    NewTypes(String, Vec<String>),
}

/// Changes that say the same of each, as one. Operations that come or go, and types that go, stay one by one.
pub(super) fn merged(changes: Vec<Change>, found: &Found<'_>) -> Vec<Change> {
    let mut groups: Vec<(Option<Alike>, Vec<Change>)> = Vec::new();
    let mut known: BTreeMap<(Kind, Alike, Vec<String>), usize> = BTreeMap::new();
    for change in changes {
        let Some(alike) = alike(&change, found) else {
            groups.push((None, vec![change]));
            continue;
        };
        let key = (change.kind, alike.clone(), change.notes.clone());
        match known.get(&key).and_then(|at| groups.get_mut(*at)) {
            Some((_, group)) => group.push(change),
            None => {
                known.insert(key, groups.len());
                groups.push((Some(alike), vec![change]));
            }
        }
    }
    groups.into_iter().flat_map(|(alike, group)| one(alike, group)).collect()
}

fn alike(change: &Change, found: &Found<'_>) -> Option<Alike> {
    if !change.parts.is_empty() {
        return None;
    }
    let shape = ShapeId::parse(&change.shape).ok()?;
    let holder = shape.without_member();
    let kind = &found.new.shape(&holder).or_else(|| found.old.shape(&holder))?.kind;
    match (kind, shape.member()) {
        (ShapeKind::Enum(_) | ShapeKind::IntEnum(_), _) if is_of_a_value(change.kind) => {
            Some(Alike::Values(holder.as_str().to_owned()))
        }
        (ShapeKind::Structure(_) | ShapeKind::Union(_), Some(_)) => {
            let (_, behind) = change.subject.split_once('.')?;
            Some(Alike::Members(behind.to_owned(), change.detail.clone()))
        }
        (_, None) if change.kind == Kind::TypeAdded => {
            let operations = change.reach.operations().into_iter().map(str::to_owned).collect();
            Some(Alike::NewTypes(change.detail.clone(), operations))
        }
        (_, None) if is_of_a_type(change.kind) => Some(Alike::Types(change.detail.clone())),
        _ => None,
    }
}

/// Whether a value comes or goes.
fn is_of_a_value(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ValueAdded
            | Kind::ValueAddedToInput
            | Kind::ValueRemoved
            | Kind::ValueRemovedFromInput
    )
}

/// Whether a type gets or loses something on account of where it is used.
fn is_of_a_type(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::TypeNowSent
            | Kind::TypeNoLongerSent
            | Kind::TypeNowOutput
            | Kind::TypeNoLongerOutput
            | Kind::TypeNowChecked
            | Kind::TypeNoLongerChecked
    )
}

/// A group as one change; as it is where it has only one.
fn one(alike: Option<Alike>, mut group: Vec<Change>) -> Vec<Change> {
    let Some(alike) = alike.filter(|_| group.len() > 1) else { return group };
    group.sort_by(|a, b| (&a.shape, &a.subject).cmp(&(&b.shape, &b.subject)));
    let count = group.len();
    let names: Vec<String> = group
        .iter()
        .map(|change| match (&alike, change.subject.split_once('.')) {
            (Alike::Values(_), Some((_, value))) => value.to_owned(),
            (Alike::Members(..), Some((structure, _))) if count > NAMED => structure.to_owned(),
            _ => change.subject.clone(),
        })
        .collect();
    let listed = names.join(", ");
    let is_listed = count <= NAMED;
    let mut parts: Vec<Part> = Vec::new();
    let mut all: Option<Change> = None;
    for change in group {
        parts.push(Part {
            shape: change.shape.clone(),
            subject: change.subject.clone(),
            detail: change.detail.clone(),
            reference: change.reference.clone(),
            rewrite: change.rewrite.clone(),
        });
        match &mut all {
            None => all = Some(change),
            Some(all) => {
                join(&mut all.reach, change.reach);
                all.files.extend(change.files);
            }
        }
    }
    let Some(mut all) = all else { return Vec::new() };
    all.files.sort();
    all.files.dedup();
    // Each part has its own.
    (all.rewrite, all.reference) = (None, None);
    let note = format!("of {listed}");
    match alike {
        Alike::Values(holder) => {
            let is_new = matches!(all.kind, Kind::ValueAdded | Kind::ValueAddedToInput);
            // The enum has one page for all of them.
            for part in &mut parts {
                all.reference = part.reference.take().or(all.reference);
            }
            all.subject = all.subject.split('.').next().unwrap_or_default().to_owned();
            all.shape = holder;
            all.detail = match (is_listed, is_new) {
                (true, true) => format!("new: {listed}"),
                (true, false) => format!("gone: {listed}"),
                (false, true) => format!("{count} new values"),
                (false, false) => format!("{count} values, gone"),
            };
            if !is_listed {
                all.notes.push(listed);
            }
        }
        _ if is_listed => all.subject = listed,
        Alike::Members(behind, _) => {
            all.subject = format!("{behind} of {count} structures");
            all.notes.push(note);
        }
        Alike::Types(_) | Alike::NewTypes(..) => {
            all.subject = format!("{count} types");
            all.notes.push(note);
        }
    }
    all.parts = parts;
    vec![all]
}

fn join(all: &mut Reach, other: Reach) {
    for (names, more) in [
        (&mut all.each, other.each),
        (&mut all.inputs, other.inputs),
        (&mut all.outputs, other.outputs),
        (&mut all.errors, other.errors),
    ] {
        names.extend(more);
        names.sort();
        names.dedup();
    }
}
