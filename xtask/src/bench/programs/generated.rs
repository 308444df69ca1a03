//! Calls as they are written with a generated crate.

use tinsmith_codegen::stages::ir::Folder;
use tinsmith_codegen::stages::ir::item::{Constructor, Struct};
use tinsmith_codegen::stages::ir::ty::TypeRef;

use super::call::{Call, Made, Member, Value};
use super::package::ident;

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
    let (start, taken) = constructor(made);
    let others = made.members.iter().filter(|member| !taken.contains(&&*member.field.member));
    let setters = others.map(|member| {
        format!("\n        .{}({})", ident(&member.field.name), value(&member.value))
    });
    start + &setters.collect::<String>()
}

/// The expression that makes a structure with its required members, and the names of these in the model.
fn constructor<'m>(made: &'m Made<'_>) -> (String, Vec<&'m str>) {
    let path = path(&made.item.ty);
    match &made.item.constructor {
        Constructor::Empty => (format!("{path}::new()"), Vec::new()),
        Constructor::Positional(positions) => {
            let members = at(made, positions);
            let values: Vec<String> = members.iter().map(|member| value(&member.value)).collect();
            (format!("{path}::new({})", values.join(", ")), names(made.item, positions))
        }
        Constructor::Named(name, positions) => {
            let fields = at(made, positions).into_iter().map(|member| {
                format!("{}: {}.into(), ", ident(&member.field.name), owned(&member.value))
            });
            let fields: String = fields.collect();
            let folder = path.rsplit_once("::").map_or("sdk", |(folder, _)| folder);
            let required = format!("{folder}::{}", ident(name));
            (format!("{path}::new({required} {{ {fields}}})"), names(made.item, positions))
        }
    }
}

/// The members at these positions of the structure, in their order.
fn at<'m, 'c>(made: &'m Made<'c>, positions: &[usize]) -> Vec<&'m Member<'c>> {
    let fields = positions.iter().filter_map(|at| made.item.fields.get(*at));
    fields
        .filter_map(|field| made.members.iter().find(|member| member.field.member == field.member))
        .collect()
}

fn names<'m>(item: &'m Struct, positions: &[usize]) -> Vec<&'m str> {
    let fields = positions.iter().filter_map(|at| item.fields.get(*at));
    fields.map(|field| field.member.as_str()).collect()
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

/// A value of the field's own type, or one with an `into` that makes it.
fn owned(of: &Value<'_>) -> String {
    match of {
        Value::List(element) => format!("vec![{}.into()]", owned(element)),
        Value::Map(element) => {
            format!(
                "std::collections::HashMap::from([(text.to_owned(), {}.into())])",
                owned(element)
            )
        }
        other => value(other),
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
