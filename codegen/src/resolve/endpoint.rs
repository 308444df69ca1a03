//! The endpoint rules of a service, as a function in the making.
//!
//! In come `smithy.rules#endpointRuleSet` and `smithy.rules#endpointTests` of the service, raw;
//! out goes [`ir::endpoint`], checked and simplified, or every problem with its place within the trait.
//!
//! Terms follow the Smithy rules engine specification, versions 1.0 to 1.3.
//!
//! * `check`: nodes to typed rules; references, functions and their arguments.
//! * `expr`: one value of a rule: literals, templates, references, function calls.
//! * `functions`: what the functions of the rules engine take and give.
//! * `outcome`: endpoints with their headers and properties.
//! * `temporaries`: names for values that others borrow from.
//! * `simplify`: typed rules to steps; drops what cannot be reached.
//! * `tests`: the model's cases.
//! * `answerable`: which of them can be answered with the partitions that the runtime knows.

mod answerable;
mod check;
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
    let regional = Endpoints::Regional(prefix.to_owned());
    let Some(rule_set) = traits.get(ENDPOINT_RULE_SET) else {
        if traits.has(ENDPOINT_BDD) {
            diagnostics.left_out(
                LeftOut::EndpointRules,
                id,
                format!(
                    "`{ENDPOINT_BDD}` is not read; endpoints have the form `{prefix}.{{region}}`"
                ),
            );
        }
        return regional;
    };
    let mut problems = Problems::default();
    let mut found = rules(rule_set, traits.get(ENDPOINT_TESTS), &mut problems);
    if let Some(rules) = &mut found {
        drop_unanswerable(id, rules, partitions, diagnostics);
    }
    for (place, message) in problems.found {
        diagnostics.shape_error(id, format!("`{place}`: {message}"));
    }
    found.map_or(regional, |rules| Endpoints::Rules(Box::new(rules)))
}

/// Takes away the cases that were made for other partitions than the runtime knows.
fn drop_unanswerable(
    id: &ShapeId,
    rules: &mut Rules,
    partitions: &Partitions,
    diagnostics: &mut Diagnostics,
) {
    let Rules { body, tests } = rules;
    tests.retain(|case| {
        let partition = answerable::in_the_way(case, body, partitions);
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

fn rules(rule_set: &Node, tests: Option<&Node>, problems: &mut Problems) -> Option<Rules> {
    let parameters = parameters::read(rule_set, problems);
    let checked = check::check(rule_set, &parameters, problems);
    let tests = tests.map(|tests| tests::read(tests, &parameters, problems)).unwrap_or_default();
    problems.found.is_empty().then(|| Rules { body: simplify::simplify(checked), tests })
}
