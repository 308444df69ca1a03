//! What the comparisons collect: changes before they have a name, and before it is known which files they touch.
//!
//! In come kinds, places and a few words from the modules beside this; out go drafts, which `compare` makes into changes.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::smithy::ShapeId;

use crate::table::Kind;

use super::view::View;

/// Both versions, and what has been found.
pub(super) struct Found<'a> {
    pub(super) old: &'a View<'a>,
    pub(super) new: &'a View<'a>,
    /// The shape that is being compared, where it had another id: old and new.
    pub(super) pair: Option<(ShapeId, ShapeId)>,
    /// The member that is being compared, where it had another name: old and new place.
    pub(super) renamed: Option<(ShapeId, ShapeId)>,
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
    pub(super) notes: Vec<String>,
    pub(super) scope: Scope,
    /// Files that are known already.
    pub(super) files: BTreeSet<String>,
}

/// What a change is reached from.
pub(super) enum Scope {
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
        let subject = subject_of(shape);
        let old_shape = Some(self.old_place(shape)).filter(|old| old != shape);
        let draft = Draft {
            kind,
            shape: shape.clone(),
            old_shape,
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
    pub(super) fn old_place(&self, place: &ShapeId) -> ShapeId {
        match (&self.renamed, &self.pair) {
            (Some((old, new)), _) if new == place => old.clone(),
            (_, Some((old, new))) if *new == place.without_member() => {
                place.member().map_or_else(|| old.clone(), |member| old.with_member(member))
            }
            _ => place.clone(),
        }
    }

    /// Whether a trait of a shape counts nowhere, since its members say it for themselves.
    pub(super) fn is_overridden(&self, place: &ShapeId, name: &str) -> bool {
        place.member().is_none()
            && self.old.is_overridden(&self.old_place(place), name)
            && self.new.is_overridden(place, name)
    }

    /// Whether values of a shape are sent by an operation of either version.
    pub(super) fn is_sent(&self, shape: &ShapeId) -> bool {
        self.old.is_sent(&self.old_place(shape)) || self.new.is_sent(shape)
    }

    /// Whether values of a shape come from the service, in a response or error of either version.
    pub(super) fn is_received(&self, shape: &ShapeId) -> bool {
        self.old.is_received(&self.old_place(shape)) || self.new.is_received(shape)
    }
}

/// A text of a model as code: between more backticks than stand together in it.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// More members than this are counted, not listed.
const LISTED: usize = 4;

/// For a shape that has no definition in Rust, the members that callers know it by.
pub(super) fn held_by(found: &Found<'_>, shape: &ShapeId) -> Option<String> {
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
pub(super) fn subject_of(id: &ShapeId) -> String {
    match id.member() {
        Some(member) => format!("{}.{member}", id.without_member().name()),
        None => id.name().to_owned(),
    }
}
