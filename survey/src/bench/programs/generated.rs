//! Calls as they are written with a generated crate.

use tinsmith_codegen::stages::ir::Folder;
use tinsmith_codegen::stages::ir::item::Field;
use tinsmith_codegen::stages::ir::ty::TypeRef;

use super::call::{Call, Made, Value};
use super::source::ident;

/// What functions with calls use.
pub(super) const IMPORTS: &str = "use sdk::Client;";

/// Writes statements that make a response of `client` and `text`.
pub(super) fn response(call: &Call<'_>) -> String {
    format!(
        "    let request = {};\n    let response = client.{}(request).await?;\n",
        structure(&call.request),
        ident(&call.operation.method),
    )
}

/// A structure: what it has to have, then the others, each by its setter.
fn structure(made: &Made<'_>) -> String {
    let arguments = made.item.arguments();
    let is_argument = |field: &Field| arguments.iter().any(|other| other.member == field.member);
    let start = made.item.made_of(|field| {
        let found = made.members.iter().find(|member| member.field.member == field.member);
        found.map(|member| value(&member.value)).unwrap_or_default()
    });
    let start = start.strip_prefix(&made.item.ty.name.written()).unwrap_or(&start).to_owned();
    let others = made.members.iter().filter(|member| !is_argument(member.field));
    let setters = others.map(|member| {
        format!("\n        .{}({})", ident(&member.field.name), value(&member.value))
    });
    path(&made.item.ty) + &start + &setters.collect::<String>()
}

fn value(of: &Value<'_>) -> String {
    match of {
        Value::Text => "text".to_owned(),
        Value::Bytes => "sdk::primitives::Blob::new(text)".to_owned(),
        Value::Flag => "!text.is_empty()".to_owned(),
        Value::Whole(ty) | Value::Fraction(ty) => format!("text.len() as {ty}"),
        Value::Time => "sdk::primitives::DateTime::from_secs(text.len() as i64)".to_owned(),
        Value::Document => "sdk::primitives::Document::from(text.to_owned())".to_owned(),
        Value::Enum(item) => {
            let variant = item.variants.first().map_or("Unknown", |first| first.name.as_str());
            format!("{}::{variant}", path(&item.ty))
        }
        Value::Struct(made) => structure(made),
        Value::List(element) => format!("[{}]", value(element)),
        Value::Map(element) => format!("[(text, {})]", value(element)),
    }
}

fn path(ty: &TypeRef) -> String {
    let name = ident(&ty.name);
    match ty.place.folder {
        Folder::Operation => format!("sdk::operation::{}::{name}", ident(&ty.place.module)),
        Folder::Types => format!("sdk::types::{name}"),
        Folder::Errors => format!("sdk::types::error::{name}"),
    }
}
