//! `model/sources.toml` with one model more, or one less: comments and layout stay.

use anyhow::Context as _;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use super::sources::{Location, ModelSource, Sources};

/// The file's text with a model behind those that it has.
///
/// # Errors
/// A file that has its models in another form than `[[model]]`.
pub fn with(text: &str, model: &ModelSource) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let mut table = Table::new();
    table.insert("output", value(&model.output));
    let locations = [
        ("service", Some(&model.service)),
        ("paginators", model.paginators.as_ref()),
        ("waiters", model.waiters.as_ref()),
        ("endpoint-rules", model.endpoint_rules.as_ref()),
        ("endpoint-tests", model.endpoint_tests.as_ref()),
    ];
    for (key, location) in locations {
        let Some(Location { archive, path }) = location else { continue };
        let mut inline = InlineTable::new();
        inline.insert("archive", archive.into());
        inline.insert("path", path.into());
        table.insert(key, value(inline));
    }
    models(&mut document)?.push(table);
    checked(&document)
}

/// The file's text without the model that is written to `output`.
///
/// # Errors
/// As [`with`].
pub fn without(text: &str, output: &str) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let is_other =
        |table: &Table| table.get("output").and_then(Item::as_str).is_none_or(|it| it != output);
    models(&mut document)?.retain(is_other);
    checked(&document)
}

fn models(document: &mut DocumentMut) -> anyhow::Result<&mut ArrayOfTables> {
    let models = document.get_mut("model").and_then(Item::as_array_of_tables_mut);
    models.context("expected each model as [[model]]")
}

fn checked(document: &DocumentMut) -> anyhow::Result<String> {
    let text = document.to_string();
    Sources::parse(&text)?;
    Ok(text)
}
