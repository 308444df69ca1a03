//! `model/sources.toml` with one model more, or one less: comments and layout stay.

use anyhow::Context as _;
use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

use super::sources::{Location, Locations, ModelSource, Pinned, Source, Sources};
use crate::tables;

/// What a file begins with that has none of a person's own words.
const HEADER: &str =
    "# Where the models in this folder come from; `add` writes an entry, `update` moves it.\n";

/// The file's text with a model behind those that it has.
///
/// # Errors
/// A file that has its models in another form than `[[model]]`.
pub fn with(text: &str, model: &ModelSource) -> anyhow::Result<String> {
    let mut document = begun(text)?;
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

/// The file's text with these archives.
///
/// # Errors
/// A file that has its archives in another form than `[[archive]]`.
pub(crate) fn with_archives(text: &str, archives: &[Pinned]) -> anyhow::Result<String> {
    let mut document = begun(text)?;
    for archive in archives {
        let Pinned { name, package, version, file, sha256 } = archive;
        let mut table = Table::new();
        for (key, text) in [
            ("name", name),
            ("package", package),
            ("version", version),
            ("file", file),
            ("sha256", sha256),
        ] {
            table.insert(key, value(text));
        }
        tables::push(&mut document, "archive", table)
            .context("expected each archive as [[archive]]")?;
    }
    checked(&document)
}

/// The file; where there is none, a new one.
fn begun(text: &str) -> anyhow::Result<DocumentMut> {
    Ok(if text.trim().is_empty() { HEADER } else { text }.parse()?)
}

/// The file's text without the model that is written to `output`; nothing where nothing is left that is of any use.
///
/// # Errors
/// As [`with`].
pub fn without(text: &str, output: &str) -> anyhow::Result<Option<String>> {
    let document: DocumentMut = text.parse()?;
    let is_of = |table: &Table| table.get("output").and_then(Item::as_str) == Some(output);
    let text = tables::without(document, "model", is_of).with_context(other_form)?;
    let sources = Sources::parse(&text)?;
    let is_used = !sources.models.is_empty() || sources.partitions.is_some();
    // Archives that no model is made of were pinned for one that was.
    let is_ours = || tables::without(text.parse().ok()?, "archive", |_| true);
    Ok(if !is_used && is_ours().as_deref() == Some(HEADER) { None } else { Some(text) })
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
