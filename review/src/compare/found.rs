//! What the comparisons collect: changes before they have a name, and before it is known which files they touch.
//!
//! In come kinds, places and a few words from the modules beside this; out go drafts, which `compare` makes into changes.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::smithy::{ShapeId, ShapeKind, Traits};

use crate::table::Kind;

use super::Declared;
use super::holders::{self, Holder};
use super::view::View;

/// Both versions, and what has been found.
pub(super) struct Found<'a> {
    pub(super) old: &'a View<'a>,
    pub(super) new: &'a View<'a>,
    /// What the configuration says of traits.
    pub(super) declared: &'a Declared,
    /// The shape that is being compared, where it had another id: old and new.
    pub(super) pair: Option<(ShapeId, ShapeId)>,
    /// The member that is being compared, where it had another name: old and new place.
    pub(super) renamed: Option<(ShapeId, ShapeId)>,
    /// The trait that is being compared.
    pub(super) of_trait: Option<String>,
    /// What the member that is being compared holds.
    pub(super) values: Option<Values>,
    /// Types that took another's place in some members, where both are there still or were before: old and new, and those members.
    pub(super) retargeted: BTreeMap<(ShapeId, ShapeId), Vec<Holder>>,
    /// The members that hold what is being compared, where it only took another's place in them.
    pub(super) holders: Option<Vec<Holder>>,
    pub(super) drafts: Vec<Draft>,
    /// Shapes of the old version, each with the one of the new version that took its place under another id.
    pub(super) replaced: BTreeSet<(ShapeId, ShapeId)>,
}

/// A change before it has a name, and before it is known which files it touches.
pub(super) struct Draft {
    pub(super) kind: Kind,
    /// The shape or member on the side that has it, the new one where both do.
    pub(super) shape: ShapeId,
    /// Where that was in the old version, if it had another name.
    pub(super) old_shape: Option<ShapeId>,
    pub(super) subject: String,
    pub(super) detail: String,
    /// What is said in place of the detail where the same happened to several operations, each in its own words.
    pub(super) in_general: Option<String>,
    pub(super) notes: Vec<String>,
    /// The trait that it is a change of, where that is known.
    pub(super) of_trait: Option<String>,
    pub(super) scope: Scope,
    /// The members that it holds for, where it is a fact of what they hold.
    pub(super) holders: Option<Vec<Holder>>,
    /// Files that are known already.
    pub(super) files: BTreeSet<String>,
}

/// Values of a member, or of elements inside of it.
pub(super) struct Values {
    /// What stands behind the member's name where elements are meant: `[]`.
    pub(super) suffix: String,
    /// Their shape, before and after.
    pub(super) targets: (ShapeId, ShapeId),
    /// The traits that hold for them, before and after: the member's own, and those of its target.
    pub(super) traits: (Traits, Traits),
}

/// What a change is reached from.
pub(super) enum Scope {
    /// The operations that reach its shape.
    Shape,
    /// An operation as such.
    Operation,
    /// Several operations, of each the same; with the detail of each.
    Operations(Vec<(ShapeId, String)>),
    /// Errors of these operations, by name.
    ErrorsOf(Vec<String>),
    /// The service as a whole.
    Service,
}

impl Found<'_> {
    /// A change of a shape or member.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        shape: &ShapeId,
        detail: impl Into<String>,
    ) -> &mut Draft {
        self.add_in(Scope::Shape, kind, shape, detail)
    }

    pub(super) fn add_in(
        &mut self,
        scope: Scope,
        kind: Kind,
        shape: &ShapeId,
        detail: impl Into<String>,
    ) -> &mut Draft {
        let old_shape = Some(self.old_place(shape)).filter(|old| old != shape);
        let (subject, holders) = match scope {
            Scope::Shape => self.named(shape),
            _ => (subject_of(shape), None),
        };
        let draft = Draft {
            kind,
            shape: shape.clone(),
            old_shape,
            subject,
            detail: detail.into(),
            in_general: None,
            notes: Vec::new(),
            of_trait: self.of_trait.clone(),
            scope,
            holders,
            files: BTreeSet::new(),
        };
        self.drafts.push(draft);
        self.drafts.last_mut().unwrap_or_else(|| unreachable!("one was added just now"))
    }

    /// Where a shape or member was in the old version; `place` is where it is in the new one.
    pub(super) fn old_place(&self, place: &ShapeId) -> ShapeId {
        match (&self.renamed, &self.pair) {
            (Some((old, new)), _) if new == place => old.clone(),
            (_, Some((old, new))) if *new == place.without_member() => {
                place.member().map_or_else(|| old.clone(), |member| old.with_member(member))
            }
            _ => place.clone(),
        }
    }

    /// How people name a place, and the members that hold it where it is inside of a list or map.
    pub(super) fn named(&self, place: &ShapeId) -> (String, Option<Vec<Holder>>) {
        let suffix = self.values.as_ref().map_or("", |values| values.suffix.as_str());
        let (shape, name) = (place.without_member(), subject_of(place));
        if let Some(holders) = &self.holders {
            let subject = match (holders.as_slice(), place.member()) {
                ([only], Some(member)) => format!("{}.{member}{suffix}", only.subject),
                _ => format!("{name}{suffix}"),
            };
            return (subject, Some(holders.clone()));
        }
        let is_collection = self
            .new
            .shape(&shape)
            .is_some_and(|shape| matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map(..)));
        let Some(element) = place.member().filter(|_| is_collection).map(holders::element) else {
            return (format!("{name}{suffix}"), None);
        };
        let mut holders = holders::of(self, &shape, None);
        for holder in &mut holders {
            holder.subject.push_str(element);
            holder.subject.push_str(suffix);
        }
        let subject = match holders.as_slice() {
            [only] => only.subject.clone(),
            _ => format!("{}{element}{suffix}", shape.name()),
        };
        (subject, (!holders.is_empty()).then_some(holders))
    }

    /// Whether two are one shape: the same, or one that took the other's place.
    pub(super) fn is_same_shape(&self, old: &ShapeId, new: &ShapeId) -> bool {
        old == new || self.replaced.contains(&(old.clone(), new.clone()))
    }

    /// Whether values of a shape are sent by an operation of either version.
    pub(super) fn is_sent(&self, shape: &ShapeId) -> bool {
        if let Some(holders) = &self.holders {
            return !holders::reach(self, holders).inputs.is_empty();
        }
        self.old.is_sent(&self.old_place(shape)) || self.new.is_sent(shape)
    }

    /// Whether values of a shape come from the service, in a response or error of either version.
    pub(super) fn is_received(&self, shape: &ShapeId) -> bool {
        if let Some(holders) = &self.holders {
            let reach = holders::reach(self, holders);
            return !reach.outputs.is_empty() || !reach.errors.is_empty();
        }
        self.old.is_received(&self.old_place(shape)) || self.new.is_received(shape)
    }
}

/// Changes of operations that say the same of each, as one; what comes or goes is told one by one.
pub(super) fn merged(drafts: Vec<Draft>, view: &View<'_>) -> Vec<Draft> {
    const ONE_BY_ONE: [Kind; 5] = [
        Kind::OperationAdded,
        Kind::OperationRemoved,
        Kind::OperationDeselected,
        Kind::OperationDeprecated,
        Kind::OperationRenamedInRust,
    ];
    let mut merged: Vec<Draft> = Vec::new();
    let mut first: BTreeMap<(Kind, String, Vec<String>), usize> = BTreeMap::new();
    for draft in drafts {
        if !matches!(draft.scope, Scope::Operation) || ONE_BY_ONE.contains(&draft.kind) {
            merged.push(draft);
            continue;
        }
        let detail = draft.in_general.clone().unwrap_or_else(|| draft.detail.clone());
        let key = (draft.kind, detail, draft.notes.clone());
        match first.get(&key).and_then(|at| merged.get_mut(*at)) {
            None => {
                first.insert(key, merged.len());
                merged.push(draft);
            }
            Some(same) => {
                let mut all = match &mut same.scope {
                    Scope::Operations(all) => std::mem::take(all),
                    _ => vec![(same.shape.clone(), same.detail.clone())],
                };
                all.push((draft.shape, draft.detail));
                same.scope = Scope::Operations(all);
            }
        }
    }
    for draft in &mut merged {
        let Scope::Operations(operations) = &draft.scope else { continue };
        let names: Vec<&str> = operations.iter().map(|(id, _)| id.name()).collect();
        let mut details = operations.iter().map(|(_, detail)| detail);
        if let Some(in_general) = draft.in_general.take()
            && !details.all(|detail| *detail == draft.detail)
        {
            draft.detail = in_general;
        }
        draft.subject = match names.as_slice() {
            [one, other] => format!("{one}, {other}"),
            [one, other, third] => format!("{one}, {other}, {third}"),
            all => {
                draft.notes.push(format!("of {}", all.join(", ")));
                format!("{} operations", all.len())
            }
        };
        draft.shape = view.service.clone();
    }
    merged
}

/// A text of a model as code: between more backticks than stand together in it.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// `Shape.member`, as people say it.
pub(super) fn subject_of(id: &ShapeId) -> String {
    match id.member() {
        Some(member) => format!("{}.{member}", id.without_member().name()),
        None => id.name().to_owned(),
    }
}
