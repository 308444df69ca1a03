//! How a structure is made: a table for the runtime's macros, with a row for each member that has to be given.

use std::fmt::Write as _;

use crate::ir::item::Struct;
use crate::ir::ty::{Collection, RustType};
use crate::smithy::SimpleType;

use super::answers;
use super::literal::{Place, literal};
use super::tokens::simple_ty;

/// As long as a line of a table may be.
const WIDTH: usize = 100;

/// The table of a structure; empty where `Default` can be derived.
pub(super) fn table(item: &Struct) -> String {
    let steps = item.steps();
    let name = match (steps.is_empty(), item.has_values_of_its_own()) {
        (true, false) => return String::new(),
        (true, true) => "defaults",
        (false, _) => "required",
    };
    let mut text = format!("tinsmith_runtime::{name}! {{\n    {}", item.ty.name.written());
    push_others(&mut text, item);
    for (at, step) in steps.iter().enumerate() {
        let Some(field) = item.fields.get(step.field) else { continue };
        let _ = write!(text, "    {}({})", field.name.written(), taken(&field.ty));
        text.push_str(&answers::other_way(item, field).unwrap_or_default());
        if let Some(next) = steps.get(at + 1).and_then(|next| next.without.as_ref()) {
            let _ = write!(text, " -> {}", next.written());
        }
        text.push_str(";\n");
    }
    text + "}\n"
}

/// The fields that no step takes: members that may be absent, or have a value of their own, and behind a semicolon the private one.
fn push_others(text: &mut String, item: &Struct) {
    let is_given = |at: usize| item.steps().iter().any(|step| step.field == at);
    let others = item
        .fields
        .iter()
        .enumerate()
        .filter(|(at, field)| !is_given(*at) && !answers::is_set_by_a_step(item, field));
    let others: Vec<String> = others
        .map(|(_, field)| {
            let value = field.own_value().map(|value| literal(&field.ty, value, Place::Type));
            field.name.written() + &value.map(|value| format!(" = {value}")).unwrap_or_default()
        })
        .collect();
    let private = item.private_field().map(|name| format!("; {name}")).unwrap_or_default();
    let start = text.len() - text.rfind('\n').map_or(0, |at| at + 1);
    let inside = others.join(", ") + &private;
    let _ = match inside.trim() {
        "" => writeln!(text, " {{}}"),
        inside if start + inside.len() + 5 <= WIDTH => writeln!(text, " {{ {inside} }}"),
        _ => writeln!(text, " {{\n        {}{private}\n    }}", others.join(",\n        ")),
    };
}

/// What a step takes for a member, in the words of the macro.
fn taken(ty: &RustType) -> String {
    let content = |ty: &RustType, collection: &Collection| match collection.sparse {
        true => format!("nullable {}", written(ty)),
        false => converted(ty),
    };
    match ty {
        RustType::List(element, list) => format!("each {}", content(element, list)),
        RustType::Map(key, value, map) => {
            format!("each {} => {}", converted(key), content(value, map))
        }
        RustType::Boxed(inner) => format!("boxed {}", written(inner)),
        other => converted(other),
    }
}

/// A type, of which other values are taken too if it is a string.
fn converted(ty: &RustType) -> String {
    match ty {
        RustType::Simple(SimpleType::String) => "into String".to_owned(),
        other => written(other),
    }
}

/// A type as code.
pub(super) fn written(ty: &RustType) -> String {
    let optional = |ty: &RustType, collection: &Collection| match collection.sparse {
        true => format!("Option<{}>", written(ty)),
        false => written(ty),
    };
    match ty {
        RustType::Simple(simple) => simple_ty(*simple).to_string().replace(' ', ""),
        RustType::Named(named) => named.name.written(),
        RustType::List(element, list) => format!("Vec<{}>", optional(element, list)),
        RustType::Map(key, value, map) => {
            format!("HashMap<{}, {}>", written(key), optional(value, map))
        }
        RustType::Boxed(inner) => format!("Box<{}>", written(inner)),
    }
}
