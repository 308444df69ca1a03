//! What a program has to write instead of what it wrote, where a change breaks it and has an answer.

use tinsmith_codegen::stages::ir::item::{Item, Struct};
use tinsmith_codegen::stages::smithy::ShapeId;

use crate::report::Rewrite;
use crate::table::{Callers, Kind};

use super::in_rust::path;
use super::{Draft, Found};

/// The code before and after; `None` where no rule gives it.
pub(super) fn of(found: &Found<'_>, draft: &Draft) -> Option<Rewrite> {
    if draft.kind.row().callers != Callers::Breaking {
        return None;
    }
    let place = &draft.shape;
    let old_place = draft.old_shape.as_ref().unwrap_or(place);
    let (old, new) = match draft.kind {
        Kind::OperationRenamedInRust => {
            let method = |name: &str| format!("client.{name}(request)");
            let old = found.old.operations.get(old_place)?.method.written();
            (method(&old), method(&found.new.operations.get(place)?.method.written()))
        }
        Kind::TypeRenamedInRust => {
            let path_of = |item: &Item| path(item.type_ref()).trim_matches('`').to_owned();
            (path_of(found.old.item(old_place)?), path_of(found.new.item(place)?))
        }
        Kind::MemberRenamedInRust => {
            let (old, new) = (found.old.rust_name(old_place)?, found.new.rust_name(place)?);
            (accessed(found, old_place, old), accessed(found, place, new))
        }
        Kind::MemberMadeOptionalInOutput => {
            let name = found.new.rust_name(place)?;
            (format!("value.{name}"), format!("value.{name}.ok_or(…)?"))
        }
        Kind::MemberMadeRequiredInOutput => {
            let name = found.new.rust_name(place)?;
            (format!("value.{name}.ok_or(…)?"), format!("value.{name}"))
        }
        _ => made(found, old_place, place)?,
    };
    (old != new).then_some(Rewrite { old, new })
}

/// A variant of a union by its path, a field of a structure of some value.
fn accessed(found: &Found<'_>, place: &ShapeId, name: &str) -> String {
    let shape = place.without_member();
    match found.new.item(&shape).or_else(|| found.old.item(&shape)) {
        Some(Item::Union(item)) => format!("{}::{name}", item.ty.name),
        _ => format!("value.{name}"),
    }
}

/// How a value of the structure is made.
fn made(found: &Found<'_>, old: &ShapeId, new: &ShapeId) -> Option<(String, String)> {
    let items = (found.old.item(&old.without_member())?, found.new.item(&new.without_member())?);
    let (Item::Struct(before), Item::Struct(after)) = items else { return None };
    let codes = (expression(before, old.member()), expression(after, new.member()));
    // What only comes from the service is made in tests alone, with every field.
    (before.traits.written && after.traits.written).then_some(codes)
}

/// The steps or `new`, and the setter of this member if it has one.
fn expression(item: &Struct, member: Option<&str>) -> String {
    let mut code = item.made_of(|field| field.name.written());
    let field = item.fields.iter().find(|field| Some(field.member.as_str()) == member);
    if let Some(field) = field.filter(|field| field.is_set_later()) {
        let name = field.name.written();
        code.push_str(&format!(".{name}({name})"));
    }
    code
}
