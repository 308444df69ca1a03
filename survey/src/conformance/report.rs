//! What the suites gave: the table, the page, and what is not as it should be.

use std::path::Path;

use tinsmith_project::change::write_if_changed;
use tinsmith_project::say;

use super::crates::Outcome;
use super::known::Known;

/// What stands before the table on the page.
const PAGE: &str = include_str!("page.md");

/// What became of the cases of a suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Results {
    pub(super) suite: String,
    /// Every case, in order.
    pub(super) cases: Vec<(String, Outcome)>,
}

impl Results {
    fn passed(&self) -> usize {
        self.cases.iter().filter(|(_, outcome)| *outcome == Outcome::Passed).count()
    }

    fn is_on(&self, known: &[Known], id: &str) -> bool {
        known.iter().any(|known| known.suite == self.suite && known.id == id)
    }
}

/// Everything about a suite that is not as the list has it.
pub(super) fn judge(result: &Results, known: &[Known]) -> Vec<String> {
    let mut problems = Vec::new();
    let suite = &result.suite;
    for (id, outcome) in &result.cases {
        match (outcome, result.is_on(known, id)) {
            (Outcome::Passed, true) => {
                problems.push(format!("{suite}: `{id}` passes; take it off known.toml"));
            }
            (Outcome::Failed, false) => {
                problems.push(format!("{suite}: `{id}` fails, and is not in known.toml"));
            }
            (Outcome::NotGenerated(why), false) => problems
                .push(format!("{suite}: `{id}` has no test, and is not in known.toml\n{why}")),
            _ => {}
        }
    }
    for known in known.iter().filter(|known| known.suite == *suite) {
        if !result.cases.iter().any(|(id, _)| *id == known.id) {
            problems.push(format!("{suite}: `{}` of known.toml does not exist", known.id));
        }
    }
    problems
}

/// The table, in Markdown: a row for each suite, and one for the total.
pub(super) fn table(results: &[Results], known: &[Known]) -> String {
    let mut rows =
        vec![["suite", "cases", "passed", "failed", "known failures"].map(str::to_owned)];
    let mut totals = [0; 4];
    for result in results {
        let (cases, passed) = (result.cases.len(), result.passed());
        let is_listed = |(id, outcome): &&(String, Outcome)| {
            *outcome != Outcome::Passed && result.is_on(known, id)
        };
        let listed = result.cases.iter().filter(is_listed).count();
        let counts = [cases, passed, cases - passed, listed];
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        rows.push(row(&result.suite, counts));
    }
    rows.push(row("total", totals));
    let mut lines: Vec<String> =
        rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
    lines.insert(1, "|---|--:|--:|--:|--:|".to_owned());
    lines.join("\n")
}

fn row(name: &str, counts: [usize; 4]) -> [String; 5] {
    let [cases, passed, failed, listed] = counts.map(|count| count.to_string());
    [name.to_owned(), cases, passed, failed, listed]
}

/// The page with the table and the list.
pub(super) fn page(version: &str, results: &[Results], known: &[Known]) -> String {
    let list = if known.is_empty() {
        "No case is known to fail.".to_owned()
    } else {
        let rows = known.iter().map(|known| {
            format!("| {} | `{}` | {} | {} |", known.suite, known.id, known.cause.name(), known.why)
        });
        let head = "| suite | case | cause | why |\n|---|---|---|---|".to_owned();
        std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
    };
    PAGE.replace("{version}", version)
        .replace("{table}", &table(results, known))
        .replace("{list}", &list)
}

/// Writes the page, or compares it; gives the exit status.
///
/// # Errors
/// That it cannot be written.
pub(super) fn put(path: &Path, page: &str, check: bool) -> anyhow::Result<i32> {
    let shown = path.display();
    let is_fresh = std::fs::read_to_string(path).is_ok_and(|found| found == page);
    if is_fresh {
        say::step("Fresh", &shown.to_string());
        return Ok(0);
    }
    if check {
        say::error(&format!(
            "{shown} is stale; `cargo xtask conformance --report {shown}` writes it again"
        ));
        return Ok(1);
    }
    write_if_changed(path, page)?;
    say::step("Wrote", &shown.to_string());
    Ok(0)
}
