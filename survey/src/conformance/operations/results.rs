//! What came of each service, kept below `target/conformance/results/`, so that a run that was interrupted can go on.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tinsmith_codegen::stages::smithy::Node;
use tinsmith_codegen::stages::write::write_node;
use tinsmith_project::change::write_if_changed;

use super::specimens::Counts;
use crate::conformance::crates::Outcome;
use crate::conformance::suite::Fields;

/// What came of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) counts: Counts,
    /// Every case, in order.
    pub(super) cases: Vec<(String, Outcome)>,
    /// What the test runner says of those that failed.
    pub(super) said: String,
    /// Why there are no cases.
    pub(super) problem: Option<String>,
}

impl Found {
    /// A service that could not be run.
    pub(super) fn problem(problem: &str) -> Self {
        Self { problem: Some(problem.to_owned()), ..Self::default() }
    }
}

/// The folder of the results.
pub(super) struct Results {
    folder: PathBuf,
}

impl Results {
    /// Those of a repository.
    pub(super) fn at(root: &Path) -> Self {
        Self { folder: root.join("target/conformance/results") }
    }

    fn file(&self, service: &str) -> PathBuf {
        self.folder.join(format!("{service}.json"))
    }

    /// Removes the result of a service, if there is one.
    ///
    /// # Errors
    /// A file that cannot be removed.
    pub(super) fn forget(&self, service: &str) -> anyhow::Result<()> {
        let file = self.file(service);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove {}", file.display()))
            }
            _ => Ok(()),
        }
    }

    /// Keeps the result of a service.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(super) fn keep(&self, service: &str, found: &Found) -> anyhow::Result<()> {
        write_if_changed(&self.file(service), &write_node(&to_node(found)))?;
        Ok(())
    }

    /// The result of a service, if there is one.
    ///
    /// # Errors
    /// A file that cannot be read, or is none of ours.
    pub(super) fn of(&self, service: &str) -> anyhow::Result<Option<Found>> {
        let file = self.file(service);
        match fs::read(&file) {
            Ok(bytes) => {
                let found = Node::parse(&bytes).ok().as_ref().and_then(from_node);
                found.map(Some).with_context(|| {
                    format!("{} is not as it was written; remove it", file.display())
                })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
        }
    }
}

const PASSED: &str = "passed";
const FAILED: &str = "failed";
const NOT_GENERATED: &str = "not generated: ";

fn to_node(found: &Found) -> Node {
    let mut fields = Fields::new();
    let mut put = |key: &str, value: Node| _ = fields.insert(key.to_owned(), value);
    let counts = &found.counts;
    put("protocol", Node::from(counts.protocol.as_str()));
    for (key, number) in numbers(counts) {
        put(key, Node::from(number.to_string().as_str()));
    }
    let cases = found.cases.iter().map(|(id, outcome)| {
        let word = match outcome {
            Outcome::Passed => PASSED.to_owned(),
            Outcome::Failed => FAILED.to_owned(),
            Outcome::NotGenerated(why) => format!("{NOT_GENERATED}{why}"),
        };
        (id.clone(), Node::from(word.as_str()))
    });
    put("cases", Node::Object(cases.collect()));
    put("said", Node::from(found.said.as_str()));
    if let Some(problem) = &found.problem {
        put("problem", Node::from(problem.as_str()));
    }
    Node::Object(fields)
}

fn numbers(counts: &Counts) -> [(&'static str, usize); 5] {
    [
        ("operations", counts.operations),
        ("leftOut", counts.left_out),
        ("requests", counts.requests),
        ("responses", counts.responses),
        ("errors", counts.errors),
    ]
}

fn from_node(node: &Node) -> Option<Found> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    let number = |key: &str| text(key)?.parse::<usize>().ok();
    let outcome = |word: &str| match word {
        PASSED => Some(Outcome::Passed),
        FAILED => Some(Outcome::Failed),
        _ => word.strip_prefix(NOT_GENERATED).map(|why| Outcome::NotGenerated(why.to_owned())),
    };
    let cases = node.get("cases")?.as_object()?.iter();
    let cases = cases.map(|(id, word)| Some((id.clone(), outcome(word.as_str()?)?)));
    Some(Found {
        counts: Counts {
            protocol: text("protocol")?.to_owned(),
            operations: number("operations")?,
            left_out: number("leftOut")?,
            requests: number("requests")?,
            responses: number("responses")?,
            errors: number("errors")?,
        },
        cases: cases.collect::<Option<_>>()?,
        said: text("said")?.to_owned(),
        problem: text("problem").map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_read_as_it_was_kept_until_it_is_forgotten() {
        let scratch = tempfile::tempdir().unwrap();
        let results = Results::at(scratch.path());
        assert_eq!(results.of("kiln").unwrap(), None);
        results.forget("kiln").unwrap();
        let counts = Counts {
            protocol: "restXml".to_owned(),
            operations: 1,
            left_out: 2,
            requests: 3,
            responses: 4,
            errors: 5,
        };
        let outcomes = [Outcome::Passed, Outcome::Failed, Outcome::NotGenerated("w\nx".to_owned())];
        let cases = ["A", "B", "C"].map(str::to_owned).into_iter().zip(outcomes).collect();
        let found = Found { counts, cases, said: "a\n\"b\"".to_owned(), problem: None };
        results.keep("kiln", &found).unwrap();
        assert_eq!(results.of("kiln").unwrap(), Some(found));
        let problem = Found::problem("no model");
        results.keep("kiln", &problem).unwrap();
        assert_eq!(results.of("kiln").unwrap(), Some(problem));
        results.forget("kiln").unwrap();
        assert_eq!(results.of("kiln").unwrap(), None);
    }

    #[test]
    fn what_is_no_result_is_named() {
        let scratch = tempfile::tempdir().unwrap();
        let results = Results::at(scratch.path());
        results.keep("kiln", &Found::default()).unwrap();
        fs::write(results.file("kiln"), "{\"protocol\":").unwrap();
        let error = results.of("kiln").unwrap_err().to_string();
        assert!(error.ends_with("kiln.json is not as it was written; remove it"), "{error}");
    }
}
