//! Calls as they are written with the official crate.
//!
//! Names of members, variants and methods are those of the generated crate, which are the same.

use tinsmith_codegen::stages::ir::ty::TypeRef;

use super::api::Api;
use super::call::{Call, Made, Member, Value};
use super::source::ident;

/// What functions with calls use.
pub(super) const IMPORTS: &str = "use official::Client;";

/// Writes statements that make a response of `client` and `text`.
pub(super) fn response(api: &Api, call: &Call<'_>) -> String {
    let members = call.request.members.iter();
    let setters = members.map(|member| format!("        {}\n", setter(api, member)));
    format!(
        "    let response = client\n        .{}()\n{}        .send()\n        .await?;\n",
        ident(&call.operation.method),
        setters.collect::<String>(),
    )
}

/// A builder takes an element at a time.
fn setter(api: &Api, member: &Member<'_>) -> String {
    let name = ident(&member.field.name);
    match &member.value {
        Value::List(element) => format!(".{name}({})", value(api, element)),
        Value::Map(element) => format!(".{name}(text, {})", value(api, element)),
        other => format!(".{name}({})", value(api, other)),
    }
}

fn value(api: &Api, of: &Value<'_>) -> String {
    match of {
        Value::Text => "text".to_owned(),
        Value::Bytes => "official::primitives::Blob::new(text)".to_owned(),
        Value::Flag => "!text.is_empty()".to_owned(),
        Value::Whole(ty) | Value::Fraction(ty) => format!("text.len() as {ty}"),
        Value::Time => "official::primitives::DateTime::from_secs(text.len() as i64)".to_owned(),
        // The crate has no name for a document's type.
        Value::Document => "text.to_owned().into()".to_owned(),
        Value::Enum(item) => {
            let variant = item.variants.first().map_or("Unknown", |first| first.name.as_str());
            format!("{}::{variant}", path(api, &item.ty))
        }
        Value::Struct(made) => structure(api, made),
        // Of lists in lists, a builder takes the inner ones whole.
        Value::List(element) => format!("vec![{}.into()]", value(api, element)),
        Value::Map(element) => {
            format!("[(text.to_owned(), {}.into())].into()", value(api, element))
        }
    }
}

fn structure(api: &Api, made: &Made<'_>) -> String {
    let setters: String = made.members.iter().map(|member| setter(api, member)).collect();
    // A builder looks whether all is there that a structure has to have, unless it has a zero or, for structures, `None`.
    let is_fine_without = |value: &Value<'_>| {
        matches!(value, Value::Flag | Value::Whole(_) | Value::Fraction(_) | Value::Struct(_))
    };
    let is_checked =
        made.members.iter().any(|member| member.is_required && !is_fine_without(&member.value));
    let end = if is_checked { "?" } else { "" };
    format!("{}::builder(){setters}.build(){end}", path(api, &made.item.ty))
}

fn path(api: &Api, ty: &TypeRef) -> String {
    let name = ty.name.as_str();
    format!("official::types::{}", api.type_name(name).unwrap_or(name))
}
