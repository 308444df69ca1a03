//! The endpoint rules of a service, as a function in the making.
//!
//! The rules are a tree (`smithy.rules#endpointRuleSet`) or a decision diagram (`smithy.rules#endpointBdd`); both become [`ir::endpoint`], or every problem with its place within the trait.
//! The words of errors are not made here: the import made them ours.
//!
//! Terms follow the Smithy rules engine specification, versions 1.0 to 1.3.
//!
//! * `check`: nodes to typed rules; references, functions and their arguments.
//! * `expr`: one value of a rule: literals, templates, references, function calls.
//! * `functions`: what the functions of the rules engine take and give.
//! * `diagram`: a decision diagram to steps and functions.
//! * `outcome`: endpoints with their headers and properties.
//! * `temporaries`: names for values that others borrow from.
//! * `simplify`: typed rules to steps; drops what cannot be reached.
//! * `tests`: the model's cases.
//! * `answerable`: which of them can be answered with the partitions that the runtime knows.

mod answerable;
mod check;
mod diagram;
mod expr;
mod functions;
mod outcome;
mod parameters;
mod scope;
mod simplify;
mod temporaries;
mod tests;

use crate::diagnostic::{Diagnostics, LeftOut};
use crate::ir::endpoint::{Endpoints, Rules};
use crate::partitions::Partitions;
use crate::smithy::traits::{ENDPOINT_BDD, ENDPOINT_RULE_SET, ENDPOINT_TESTS};
use crate::smithy::{Node, ShapeId, Traits};

use self::scope::Problems;

/// The endpoint function of a service; `prefix` names its hosts where there are no rules.
pub(super) fn resolve(
    id: &ShapeId,
    traits: &Traits,
    prefix: &str,
    partitions: &Partitions,
    diagnostics: &mut Diagnostics,
) -> Endpoints {
    let mut problems = Problems::default();
    let tests = traits.get(ENDPOINT_TESTS);
    // A tree has the order in which its authors think, so where a model has both it is the one that reads better.
    let mut found = match (traits.get(ENDPOINT_RULE_SET), traits.get(ENDPOINT_BDD)) {
        (Some(tree), _) => from_tree(tree, tests, &mut problems),
        (None, Some(diagram)) => from_diagram(diagram, tests, &mut problems),
        (None, None) => return Endpoints::Regional(prefix.to_owned()),
    };
    if let Some(rules) = &mut found {
        drop_unanswerable(id, rules, partitions, diagnostics);
    }
    for (place, message) in problems.found {
        diagnostics.shape_error(id, format!("`{place}`: {message}"));
    }
    match found {
        Some(rules) => Endpoints::Rules(Box::new(rules)),
        // There are errors, so nothing is generated.
        None => Endpoints::Regional(prefix.to_owned()),
    }
}

/// Takes away the cases that were made for other partitions than the runtime knows.
fn drop_unanswerable(
    id: &ShapeId,
    rules: &mut Rules,
    partitions: &Partitions,
    diagnostics: &mut Diagnostics,
) {
    let Rules { body, shared, tests } = rules;
    tests.retain(|case| {
        let partition = answerable::in_the_way(case, body, shared, partitions);
        if let Some(partition) = partition {
            let (case, partition) = (&case.name, &partition.name);
            let message = format!(
                "the case `{case}` of `{ENDPOINT_TESTS}` is left out: it was made for another partition `{partition}` than the runtime knows"
            );
            diagnostics.left_out(LeftOut::EndpointCase, id, message);
        }
        partition.is_none()
    });
}

fn from_tree(tree: &Node, tests: Option<&Node>, problems: &mut Problems) -> Option<Rules> {
    let parameters = parameters::read(tree, problems);
    let checked = check::check(tree, &parameters, problems);
    let tests = tests.map(|tests| tests::read(tests, &parameters, problems)).unwrap_or_default();
    let is_sound = problems.found.is_empty();
    is_sound.then(|| Rules { body: simplify::simplify(checked), shared: Vec::new(), tests })
}

fn from_diagram(diagram: &Node, tests: Option<&Node>, problems: &mut Problems) -> Option<Rules> {
    let parameters = parameters::read(diagram, problems);
    let found = diagram::read(diagram, &parameters, problems);
    let tests = tests.map(|tests| tests::read(tests, &parameters, problems)).unwrap_or_default();
    let (body, shared) = found.filter(|_| problems.found.is_empty())?;
    Some(Rules { body, shared, tests })
}
