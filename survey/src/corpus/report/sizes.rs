//! Time against size: services of about the same size together, so that one can see whether a large one costs more for each byte.

use std::time::Duration;

use super::{Made, Service};
use crate::table::Table;

/// The upper ends of the groups, in kB: each twice the one before.
const GROUPS: [u64; 7] = [50, 100, 200, 400, 800, 1600, u64::MAX];

/// A row for each group that has services.
pub(super) fn table(made: &[(Service, Made)]) -> String {
    let mut table = Table::new(&[
        "documents",
        "services",
        "kB",
        "lines",
        "CPU ms",
        "CPU ms per 100 kB",
        "CPU ms per 10,000 lines",
    ]);
    let mut from = 0;
    for to in GROUPS {
        let is_in = |(service, _): &&(Service, Made)| {
            (from * 1000..to.saturating_mul(1000)).contains(&service.bytes)
        };
        let group: Vec<_> = made.iter().filter(is_in).collect();
        if !group.is_empty() {
            let bytes: u64 = group.iter().map(|(service, _)| service.bytes).sum();
            let lines: usize = group.iter().map(|(_, made)| made.lines).sum();
            let time: Duration = group.iter().map(|(_, made)| made.time).sum();
            let time = time.as_secs_f64() * 1e3;
            let name =
                if to == u64::MAX { format!("from {from} kB") } else { format!("up to {to} kB") };
            table.row([
                name,
                group.len().to_string(),
                (bytes / 1000).to_string(),
                lines.to_string(),
                format!("{time:.0}"),
                format!("{:.1}", time / (bytes as f64 / 1e5)),
                format!("{:.1}", time / (lines as f64 / 1e4)),
            ]);
        }
        from = to;
    }
    table.text()
}
