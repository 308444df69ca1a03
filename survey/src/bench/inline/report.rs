//! The table of what `#[inline]` costs and saves, in Markdown.

use super::super::machine;
use super::super::programs::OFFICIAL;
use super::{Column, Measured};
use crate::table::Table;

/// Makes the table; programs call so many operations, and there are so many libraries that do.
pub(super) fn text(measured: &[Measured], calls: usize, libraries: usize) -> String {
    let mut table =
        Table::new(&["", "official crate", "generated crate", "the same without `#[inline]`"]);
    for Measured { profile, columns } in measured {
        for (what, of) in rows(calls, libraries) {
            let seconds = |column: &Column| of(column).map(|seconds| format!("{seconds:.1} s"));
            table.row(cells(format!("{profile}: {what}"), columns, seconds));
        }
    }
    let sizes = [
        format!("stripped: program, {calls} calls"),
        format!("stripped: program on {libraries} crates"),
    ];
    for Measured { columns, .. } in measured {
        if columns.iter().all(|column| column.sizes.is_none()) {
            continue;
        }
        let size = |bytes: u64| format!("{:.2} MB", bytes as f64 / 1e6);
        let [program, linked] = sizes.clone();
        table.row(cells(program, columns, |column| column.sizes.map(|[bytes, _]| size(bytes))));
        table.row(cells(linked, columns, |column| column.sizes.map(|[_, bytes]| size(bytes))));
    }
    format!(
        "{}\n\n`cargo xtask bench inline`: {}; {}. The official crate has the HTTP client on ring. CPU seconds of one build each, stock profiles; after an edit incrementally in debug, from the start in release, as cargo does it.",
        table.text(),
        machine::description(),
        OFFICIAL.package,
    )
}

/// Takes CPU seconds out of a column, if it has them.
type Seconds = fn(&Column) -> Option<f64>;

fn rows(calls: usize, libraries: usize) -> [(String, Seconds); 8] {
    [
        ("SDK crate, our runtime".to_owned(), |column| Some(column.sdk)),
        (format!("program, {calls} calls"), |column| Some(column.program)),
        ("**sum of both**".to_owned(), |column| Some(column.sdk + column.program)),
        (format!("**a crate of the {calls} operations, our runtime, the program**"), |column| {
            column.slice
        }),
        (format!("{libraries} crates with the same calls, a program on them"), |column| {
            Some(column.workspace)
        }),
        ("**sum of these and the SDK crate, our runtime**".to_owned(), |column| {
            Some(column.sdk + column.workspace)
        }),
        ("the program after an edit".to_owned(), |column| Some(column.program_again)),
        (format!("one of the {libraries} crates after an edit, the program on them"), |column| {
            Some(column.workspace_again)
        }),
    ]
}

/// A row; what is not there is a dash.
fn cells(
    what: String,
    columns: &[Column; 3],
    cell: impl Fn(&Column) -> Option<String>,
) -> Vec<String> {
    let cells = columns.iter().map(|column| cell(column).unwrap_or_else(|| "–".to_owned()));
    [what].into_iter().chain(cells).collect()
}
