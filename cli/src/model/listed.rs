//! `model/sources.toml` with one model more, or one less: comments and layout stay.

use anyhow::Context as _;
use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

use super::sources::{Location, Locations, ModelSource, Source, Sources};
use crate::tables;

/// What a file begins with that has none of a person's own words.
const HEADER: &str =
    "# Where the models in this folder come from; `add` writes an entry, `update` moves it.\n";

/// The file's text with a model behind those that it has.
///
/// # Errors
/// A file that has its models in another form than `[[model]]`.
pub fn with(text: &str, model: &ModelSource) -> anyhow::Result<String> {
    let text = if text.trim().is_empty() { HEADER } else { text };
    let mut document: DocumentMut = text.parse()?;
    let mut table = Table::new();
    table.insert("output", value(&model.output));
    match &model.source {
        Source::Archives(documents) => insert_locations(&mut table, documents),
        Source::Git { url, pin } => {
            table.insert("git", value(url));
            table.insert("revision", value(&pin.revision));
            table.insert("path", value(&pin.path));
            table.insert("sha256", value(&pin.sha256));
        }
        Source::File { path, sha256 } => {
            table.insert("file", value(path));
            table.insert("sha256", value(sha256));
        }
    }
    tables::push(&mut document, "model", table).with_context(other_form)?;
    checked(&document)
}

/// The file's text without the model that is written to `output`; nothing where nothing is left of it.
///
/// # Errors
/// As [`with`].
pub fn without(text: &str, output: &str) -> anyhow::Result<Option<String>> {
    let document: DocumentMut = text.parse()?;
    let is_of = |table: &Table| table.get("output").and_then(Item::as_str) == Some(output);
    let text = tables::without(document, "model", is_of).with_context(other_form)?;
    Sources::parse(&text)?;
    Ok(if text == HEADER { None } else { Some(text) })
}

fn other_form() -> String {
    "expected each model as [[model]]".to_owned()
}

fn insert_locations(table: &mut Table, documents: &Locations) {
    let locations = [
        ("service", Some(&documents.service)),
        ("paginators", documents.paginators.as_ref()),
        ("waiters", documents.waiters.as_ref()),
        ("endpoint-rules", documents.endpoint_rules.as_ref()),
        ("endpoint-tests", documents.endpoint_tests.as_ref()),
    ];
    for (key, location) in locations {
        let Some(Location { archive, path }) = location else { continue };
        let mut inline = InlineTable::new();
        inline.insert("archive", archive.into());
        inline.insert("path", path.into());
        table.insert(key, value(inline));
    }
}

fn checked(document: &DocumentMut) -> anyhow::Result<String> {
    let text = document.to_string();
    Sources::parse(&text)?;
    Ok(text)
}
