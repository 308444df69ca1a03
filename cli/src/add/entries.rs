//! `codegen.toml` with an `[[sdk]]` more, one less, or other operations in one: comments and layout stay.

use anyhow::{Context as _, bail};
use tinsmith_codegen::settings::Operations;
use tinsmith_project::config::{self, Sdk};
use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::{lists, tables};

/// More operations than this stand on lines of their own.
const ON_ONE_LINE: usize = 3;

/// The file's text with an entry behind those that it has.
///
/// # Errors
/// A file that has its entries in another form than `[[sdk]]`, and what [`config::parse`] says of the new text.
pub(super) fn with(text: &str, sdk: &Sdk) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let mut table = Table::new();
    table.insert("model", value(&sdk.model));
    if !sdk.overlays.is_empty() {
        table.insert("overlays", value(list(&sdk.overlays)));
    }
    table.insert("output", value(&sdk.output));
    table.insert("package", value(&sdk.package));
    table.insert(
        "operations",
        match &sdk.operations {
            Operations::All => value("all"),
            Operations::Named(names) => value(list(names)),
        },
    );
    table.insert("validation", value(sdk.validation.name()));
    tables::push(&mut document, "sdk", table).with_context(other_form)?;
    checked(&document)
}

/// The file's text with these operations too in the list of the entry that is written to `output`.
///
/// # Errors
/// As [`with`].
pub(super) fn with_operations(
    text: &str,
    output: &str,
    names: &[&String],
) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let entries = tables::entries(&mut document, "sdk").with_context(other_form)?;
    let entry = entries.iter_mut().find(|table| is_of(table, output));
    let operations = entry.and_then(|table| table.get_mut("operations"));
    let Some(list) = operations.and_then(Item::as_array_mut) else {
        bail!("expected a list of names as `operations` of {output}");
    };
    for name in names {
        lists::push(list, name);
    }
    checked(&document)
}

/// The file's text without the entry that is written to `output`.
///
/// # Errors
/// As [`with`].
pub(super) fn without(text: &str, output: &str) -> anyhow::Result<String> {
    let text = tables::without(text.parse()?, "sdk", |table| is_of(table, output));
    let text = text.with_context(other_form)?;
    config::parse(&text)?;
    Ok(text)
}

fn is_of(table: &Table, output: &str) -> bool {
    table.get("output").and_then(Item::as_str) == Some(output)
}

/// A list of names, on one line if it is short.
fn list(names: &[String]) -> Array {
    let mut list: Array = names.iter().collect();
    if names.len() > ON_ONE_LINE {
        for name in list.iter_mut() {
            name.decor_mut().set_prefix("\n    ");
        }
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    list
}

fn other_form() -> String {
    format!("expected each SDK in {} as [[sdk]]", config::FILE)
}

fn checked(document: &DocumentMut) -> anyhow::Result<String> {
    let text = document.to_string();
    config::parse(&text)?;
    Ok(text)
}
