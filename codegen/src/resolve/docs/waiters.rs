//! Documentation of waiters: what each response means, from the model's acceptors.

use indexmap::IndexMap;

use crate::resolve::Context;
use crate::smithy::ShapeId;
use crate::smithy::waiters::{Comparator, Matcher, State, Waiter};
use crate::text::{DocBlock, Line};

/// The client's method for a waiter.
pub(in crate::resolve) fn waiter(
    context: &Context<'_>,
    operation: &ShapeId,
    waiter: &Waiter<'_>,
) -> DocBlock {
    let method = context.names.method(operation);
    let seconds = |delay: u32| Line::text(&delay.to_string());
    let (min, max) = (seconds(waiter.min_delay), seconds(waiter.max_delay));
    let delays = if waiter.min_delay == waiter.max_delay {
        Line::from("The delay between calls is about ") + max
    } else {
        Line::from("The delay between calls grows from about ") + min + " to about " + max
    };
    let call = Line::item_link(operation.name(), "Self::", &method);
    let opening = Line::from("Waits for ") + Line::code(waiter.name) + ": calls " + call;
    let mut docs =
        DocBlock::line(opening + " until the wait succeeds or fails. " + delays + " seconds.");
    let states = [
        (State::Success, "Succeeds if"),
        (State::Failure, "Fails if"),
        (State::Retry, "Continues if"),
    ];
    let lines: Vec<Line> = states
        .iter()
        .filter_map(|(state, says)| {
            let acceptors = waiter.acceptors.iter();
            let matchers =
                acceptors.filter(|found| found.state == *state).map(|found| &found.matcher);
            let answers = answers(matchers);
            let listed = (!answers.is_empty()).then(|| Line::listed(answers, " or "))?;
            Some(Line::from("* ") + *says + " " + listed + ".")
        })
        .collect();
    docs.paragraph(lines);
    docs.paragraph(waiter.is_deprecated.then(|| "Deprecated.".into()));
    docs
}

/// What answers there are, those at one place together.
fn answers<'m>(matchers: impl Iterator<Item = &'m Matcher<'m>>) -> Vec<Line> {
    let mut found: IndexMap<(Line, &'static str), Vec<Line>> = IndexMap::new();
    for matcher in matchers {
        let (opening, closing, value) = match matcher {
            Matcher::Success(true) => ("the call returns a response".into(), "", None),
            Matcher::Success(false) => ("the service returns any error".into(), "", None),
            Matcher::Error(name) => {
                ("the service returns the error ".into(), "", Some(Line::code(name)))
            }
            Matcher::Output(matcher) | Matcher::InputOutput(matcher) => {
                let (path, expected) = (Line::code(matcher.path), Line::code(matcher.expected));
                match matcher.comparator {
                    Comparator::StringEquals => (path + " is ", "", Some(expected)),
                    Comparator::BooleanEquals => {
                        (path + " is " + Line::text(matcher.expected), "", None)
                    }
                    Comparator::AllStringEquals => {
                        let opening = Line::from("every ") + path + " (at least one) is ";
                        (opening, "", Some(expected))
                    }
                    Comparator::AnyStringEquals => {
                        (Line::from("any ") + path + " is ", "", Some(expected))
                    }
                }
            }
        };
        let values = found.entry((opening, closing)).or_default();
        values.extend(value.filter(|value| !values.contains(value)));
    }
    let sentence = |((opening, closing), values)| opening + Line::listed(values, " or ") + closing;
    found.into_iter().map(sentence).collect()
}
