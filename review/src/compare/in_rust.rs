//! What becomes of a shape in Rust: its name and place, what is implemented for it, and the codes of an error.

use tinsmith_codegen::stages::ir::Folder;
use tinsmith_codegen::stages::ir::item::{Field, Item, Struct};
use tinsmith_codegen::stages::ir::ty::TypeRef;
use tinsmith_codegen::stages::smithy::ShapeId;

use crate::table::Kind;

use super::Found;
use super::view::View;

/// Compares two shapes that are one.
pub(super) fn compare(found: &mut Found<'_>, old_id: &ShapeId, new_id: &ShapeId) {
    let (Some(old), Some(new)) = (found.old.item(old_id), found.new.item(new_id)) else { return };
    let (before, after) = (path(old.type_ref()), path(new.type_ref()));
    let is_error = matches!(new, Item::Struct(item) if item.error.is_some());
    // One that was there already, or is there still, is not the same type by another name.
    let is_renamed = old_id.name() != new_id.name()
        && new.type_ref().place.folder != Folder::Operation
        && !found.new.is_reached(old_id)
        && !found.old.is_reached(new_id);
    let codes = (codes(found.old, old_id), codes(found.new, new_id));
    if before != after && is_renamed && is_error && codes.0 != codes.1 {
        let detail = format!("{} -> {}", old_id.name(), new_id.name());
        found.add(Kind::ErrorRenamed, new_id, detail);
        return;
    }
    if before != after && is_renamed {
        let detail = format!("{} -> {}", old_id.name(), new_id.name());
        found.add(Kind::TypeRenamed, new_id, detail);
    } else if before != after {
        found.add(Kind::TypeRenamedInRust, new_id, format!("{before} -> {after}"));
    } else if old_id != new_id {
        let detail = format!("{old_id} -> {new_id}, the same in Rust");
        found.add(Kind::FactWithoutEffect, new_id, detail);
    }
    if let (Some(before), Some(after)) = codes
        && before != after
    {
        let detail = format!("{} -> {}", before.join(", "), after.join(", "));
        found.add(Kind::ErrorCodeChanged, new_id, detail);
    }
    // One that only took another's place has a pair of its own for this.
    if old_id != new_id && (found.old.item(new_id).is_some() || found.new.item(old_id).is_some()) {
        return;
    }
    let is_said = sent(found, new_id, old, new);
    if !is_said {
        checks(found, new_id, old, new);
    }
    let (Item::Struct(old), Item::Struct(new)) = (old, new) else { return };
    match (old.keeps_request_id, new.keeps_request_id) {
        (false, true) => {
            found.add(Kind::TypeNowOutput, new_id, "it has a request id");
        }
        (true, false) => {
            found.add(Kind::TypeNoLongerOutput, new_id, "its request id is gone");
        }
        _ => {}
    }
}

/// Whether a structure is sent: if so, it has setters, where it has something to set; gives whether there was something to say.
fn sent(found: &mut Found<'_>, id: &ShapeId, old: &Item, new: &Item) -> bool {
    let (Item::Struct(old), Item::Struct(new)) = (old, new) else { return false };
    let has_optional = |item: &Struct| item.fields.iter().any(Field::is_set_later);
    let is_same = old.traits.validated == new.traits.validated;
    let (kind, detail) = match (old.traits.written, new.traits.written) {
        (false, true) if has_optional(new) => (Kind::TypeNowSent, "it has setters"),
        (true, false) if has_optional(old) => (Kind::TypeNoLongerSent, "its setters are gone"),
        (false, true) if is_same => (Kind::FactWithoutEffect, "sent as well, without a setter"),
        (true, false) if is_same => {
            (Kind::FactWithoutEffect, "no longer sent, without a setter before")
        }
        _ => return false,
    };
    found.add(kind, id, detail);
    true
}

/// `Validate`, which a type has that is sent and has something to check.
fn checks(found: &mut Found<'_>, id: &ShapeId, old: &Item, new: &Item) {
    let is_validated = |item: &Item| match item {
        Item::Struct(item) => item.traits.validated,
        Item::Union(item) => item.traits.validated,
        Item::Enum(_) => false,
    };
    let (kind, detail) = match (is_validated(old), is_validated(new)) {
        (false, true) => (Kind::TypeNowChecked, "it has `Validate`"),
        (true, false) => (Kind::TypeNoLongerChecked, "its `Validate` is gone"),
        _ => return,
    };
    found.add(kind, id, detail);
}

/// The codes that an error goes by: not those that are the name of another error of an operation, which goes first.
pub(super) fn codes(view: &View<'_>, id: &ShapeId) -> Option<Vec<String>> {
    let Item::Struct(item) = view.item(id)? else { return None };
    let is_taken = |code: &String| {
        let mut operations = view.operations.values();
        operations.any(|operation| {
            let errors = operation.errors.iter().map(|error| &error.ty.shape);
            let errors: Vec<&ShapeId> = errors.collect();
            errors.contains(&id) && errors.iter().any(|other| *other != id && other.name() == code)
        })
    };
    let codes = item.error.as_ref()?.codes.iter();
    Some(codes.filter(|code| !is_taken(code)).cloned().collect())
}

/// How a program names a type.
pub(super) fn path(ty: &TypeRef) -> String {
    let folder = match ty.place.folder {
        Folder::Operation => format!("operation::{}", ty.place.module),
        Folder::Types => "types".to_owned(),
        Folder::Errors => "types::error".to_owned(),
    };
    format!("`{folder}::{}`", ty.name)
}
