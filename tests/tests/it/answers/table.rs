//! The rows of `tests/fixtures/answers.toml`.

use std::collections::BTreeMap;

use toml::{Table, Value};

/// An answer, and what becomes of it.
#[derive(Default)]
pub(super) struct Row {
    /// The heading of the page that it stands under.
    pub(super) group: String,
    /// What is odd about it; no two rows say the same.
    pub(super) what: String,
    /// The operation that is answered.
    pub(super) operation: String,
    /// The status, 200 unless it says so.
    pub(super) status: Option<u16>,
    pub(super) headers: BTreeMap<String, String>,
    /// The body, as text.
    body: String,
    /// The body, where it is no text.
    base64: Option<String>,
    /// How the page shows a body that cannot be shown as it is.
    shown: Option<String>,
    /// The outcome in botocore.
    pub(super) botocore: String,
    /// The outcome in the official crate.
    pub(super) official: String,
    /// The outcome in ours.
    pub(super) ours: String,
    /// Why ours differs from those of both others, or from that of one.
    pub(super) why: Option<String>,
}

pub(super) fn read() -> Vec<Row> {
    let text = include_str!("../../../fixtures/answers.toml");
    let table: Table = text.parse().expect("the table is TOML");
    let rows = table["row"].as_array().expect("there are rows");
    rows.iter().map(|row| Row::of(row.as_table().expect("a row is a table"))).collect()
}

impl Row {
    fn of(table: &Table) -> Self {
        let mut row = Self::default();
        for (key, value) in table {
            let text = || value.as_str().expect("this is a string").to_owned();
            match key.as_str() {
                "group" => row.group = text(),
                "what" => row.what = text(),
                "operation" => row.operation = text(),
                "status" => {
                    row.status = value.as_integer().and_then(|status| status.try_into().ok())
                }
                "headers" => row.headers = headers(value),
                "body" => row.body = text(),
                "base64" => row.base64 = Some(text()),
                "shown" => row.shown = Some(text()),
                "botocore" => row.botocore = text(),
                "official" => row.official = text(),
                "ours" => row.ours = text(),
                "why" => row.why = Some(text()),
                other => panic!("a row has a key `{other}`"),
            }
        }
        row
    }

    #[cfg(goldens)]
    pub(super) fn bytes(&self) -> Vec<u8> {
        match &self.base64 {
            Some(text) => {
                data_encoding::BASE64.decode(text.as_bytes()).expect("the body is base64")
            }
            None => self.body.clone().into_bytes(),
        }
    }

    /// The body as the page shows it.
    pub(super) fn shown(&self) -> &str {
        self.shown.as_deref().or(self.base64.as_deref()).unwrap_or(&self.body)
    }

    pub(super) fn is_as_botocore(&self) -> bool {
        is_same(&self.ours, &self.botocore)
    }

    pub(super) fn is_as_official(&self) -> bool {
        is_same(&self.ours, &self.official)
    }
}

fn headers(value: &Value) -> BTreeMap<String, String> {
    let headers = value.as_table().expect("headers are a table").iter();
    headers
        .map(|(name, value)| {
            (name.clone(), value.as_str().expect("a header is a string").to_owned())
        })
        .collect()
}

/// Whether two outcomes are the same, whatever the words of an error.
fn is_same(one: &str, other: &str) -> bool {
    let without_words = |outcome: &str| {
        let requests = outcome.rfind(" (").and_then(|at| outcome.get(at..)).unwrap_or_default();
        if outcome.starts_with("error") { format!("error{requests}") } else { outcome.to_owned() }
    };
    without_words(one) == without_words(other)
}
