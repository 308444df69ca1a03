//! What the generator left out, for a terminal: a line with a count for each sort, or every one of them with `--verbose`.
//!
//! What is left out is a fact of the model, and the same on every run: 400 patterns say no more to a reader than their number,
//! and hide the one line that does.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use tinsmith_codegen::{Diagnostic, LeftOut};

use crate::say;

/// How many operations are named.
const NAMED: usize = 5;

/// Whether every warning is shown: a property of the process, as whether it has colours is.
static VERBOSE: AtomicBool = AtomicBool::new(false);

/// Has every warning shown from now on.
pub fn show_all() {
    VERBOSE.store(true, Ordering::Relaxed);
}

/// Tells warnings.
pub fn tell(warnings: &[Diagnostic]) {
    for text in lines(warnings, VERBOSE.load(Ordering::Relaxed)) {
        say::diagnostics(&text);
    }
}

/// The warnings as they are shown. One alone of its sort is shown as it is.
fn lines(warnings: &[Diagnostic], verbose: bool) -> Vec<String> {
    let mut sorts: BTreeMap<(Option<LeftOut>, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for warning in warnings {
        sorts.entry((warning.left_out, &warning.document)).or_default().push(warning);
    }
    let mut lines = Vec::new();
    let mut counts = Vec::new();
    for ((left_out, _), warnings) in sorts {
        match (left_out, warnings.as_slice()) {
            (Some(left_out), [first, _, ..]) if !verbose => {
                let message = summary(left_out, &warnings);
                let all = Diagnostic { shape: None, message, help: None, ..(*first).clone() };
                counts.push(all.to_string());
            }
            _ => lines.extend(warnings.iter().map(ToString::to_string)),
        }
    }
    if let Some(last) = counts.last_mut() {
        last.push_str("\n  help: `--verbose` lists each of them");
    }
    lines.extend(counts);
    lines
}

/// Several warnings of one sort in a sentence.
fn summary(left_out: LeftOut, warnings: &[&Diagnostic]) -> String {
    let counted = format!("{} {}", warnings.len(), left_out.plural());
    match left_out {
        LeftOut::Operation | LeftOut::Customization => {
            format!("{counted} are left out: {}", names(warnings))
        }
        LeftOut::Pattern => format!("{counted} are not checked"),
        _ => format!("{counted} are left out"),
    }
}

/// The names of the shapes, the first few of them.
fn names(warnings: &[&Diagnostic]) -> String {
    let names = warnings.iter().filter_map(|warning| warning.shape.as_ref());
    let mut names: Vec<&str> = names.map(|shape| shape.name()).collect();
    let rest = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let named = names.join(", ");
    if rest == 0 { named } else { format!("{named} and {rest} more") }
}

#[cfg(test)]
mod tests {
    use tinsmith_codegen::{Severity, ShapeId};

    use super::*;

    fn warning(left_out: Option<LeftOut>, name: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            document: "kiln.json".to_owned(),
            shape: Some(ShapeId::parse(&format!("example#{name}")).unwrap()),
            message: "left out: it is odd".to_owned(),
            help: Some("look".to_owned()),
            left_out,
        }
    }

    fn of(left_out: LeftOut, names: &[&str]) -> Vec<Diagnostic> {
        names.iter().map(|name| warning(Some(left_out), name)).collect()
    }

    #[test]
    fn several_of_one_sort_are_a_line_with_a_count() {
        let found = [
            of(LeftOut::Pattern, &["A", "B", "C"]),
            of(LeftOut::Waiter, &["D", "E"]),
            of(LeftOut::Operation, &["F", "G"]),
        ];
        assert_eq!(
            lines(&found.concat(), false),
            [
                "warning: kiln.json: 2 operations are left out: F, G",
                "warning: kiln.json: 2 waiters are left out",
                "warning: kiln.json: 3 patterns are not checked\n  help: `--verbose` lists each of them",
            ]
        );
    }

    #[test]
    fn of_many_operations_the_first_are_named() {
        let found = of(LeftOut::Operation, &["A", "B", "C", "D", "E", "F", "G"]);
        assert_eq!(
            lines(&found, false),
            [
                "warning: kiln.json: 7 operations are left out: A, B, C, D, E and 2 more\n  help: `--verbose` lists each of them"
            ]
        );
    }

    #[test]
    fn operations_that_lack_a_customization_are_named() {
        assert_eq!(
            lines(&of(LeftOut::Customization, &["A", "B"]), false),
            [
                "warning: kiln.json: 2 customizations of AWS's own clients are left out: A, B\n  help: `--verbose` lists each of them"
            ]
        );
    }

    #[test]
    fn one_alone_is_shown_as_it_is_and_so_is_what_is_no_fact_of_the_model() {
        let found = [of(LeftOut::Pattern, &["A"]), vec![warning(None, "B"), warning(None, "C")]];
        let expected = ["B", "C", "A"].map(|name| {
            format!("warning: kiln.json: example#{name}: left out: it is odd\n  help: look")
        });
        assert_eq!(lines(&found.concat(), false), expected);
    }

    #[test]
    fn documents_are_counted_apart() {
        let mut found = of(LeftOut::Pattern, &["A", "B", "C", "D"]);
        for warning in found.iter_mut().skip(2) {
            warning.document = "stove.json".to_owned();
        }
        assert_eq!(
            lines(&found, false),
            [
                "warning: kiln.json: 2 patterns are not checked",
                "warning: stove.json: 2 patterns are not checked\n  help: `--verbose` lists each of them",
            ]
        );
    }

    #[test]
    fn a_verbose_run_shows_every_one() {
        let found = of(LeftOut::Pattern, &["A", "B", "C"]);
        let expected: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(lines(&found, true), expected);
        assert_eq!(lines(&[], true), [""; 0]);
    }
}
