//! Documentation of waiters: what each answer means, from the model's acceptors.

use indexmap::IndexMap;

use crate::ir::doc::DocBlock;
use crate::resolve::Context;
use crate::smithy::ShapeId;
use crate::smithy::waiters::{Comparator, Matcher, State, Waiter};

use super::code;

/// The client's method for a waiter.
pub(in crate::resolve) fn waiter(
    context: &Context<'_>,
    operation: &ShapeId,
    waiter: &Waiter<'_>,
) -> DocBlock {
    let method = context.names.method(operation);
    let delays = if waiter.min_delay == waiter.max_delay {
        format!("about {} seconds apart", waiter.min_delay)
    } else {
        format!("at first {} seconds apart, at most about {}", waiter.min_delay, waiter.max_delay)
    };
    let opening = format!(
        "Waits for {}: calls [`{}`](Self::{method}) again and again, {delays}, until an answer decides.",
        code(waiter.name),
        operation.name()
    );
    let mut docs = DocBlock::line(opening);
    let states = [
        (State::Success, "Done when"),
        (State::Failure, "Fails when"),
        (State::Retry, "Goes on when"),
    ];
    let lines: Vec<String> = states
        .iter()
        .filter_map(|(state, says)| {
            let acceptors = waiter.acceptors.iter();
            let matchers =
                acceptors.filter(|found| found.state == *state).map(|found| &found.matcher);
            let answers = answers(matchers);
            (!answers.is_empty()).then(|| format!("* {says} {}.", any_of(&answers)))
        })
        .collect();
    docs.paragraph(lines);
    docs.paragraph(waiter.is_deprecated.then(|| "Deprecated.".to_owned()));
    docs
}

/// What answers there are, those at one place together.
fn answers<'m>(matchers: impl Iterator<Item = &'m Matcher<'m>>) -> Vec<String> {
    let mut found: IndexMap<(String, &str), Vec<String>> = IndexMap::new();
    for matcher in matchers {
        let (opening, closing, value) = match matcher {
            Matcher::Success(true) => ("any response comes back".to_owned(), "", None),
            Matcher::Success(false) => ("any error of the service comes back".to_owned(), "", None),
            Matcher::Error(name) => ("the error ".to_owned(), " comes back", Some(code(name))),
            Matcher::Output(matcher) | Matcher::InputOutput(matcher) => {
                let (path, expected) = (code(matcher.path), code(matcher.expected));
                match matcher.comparator {
                    Comparator::StringEquals => (format!("{path} is "), "", Some(expected)),
                    Comparator::BooleanEquals => {
                        (format!("{path} is {}", matcher.expected), "", None)
                    }
                    Comparator::AllStringEquals => {
                        (format!("every {path}, at least one, is "), "", Some(expected))
                    }
                    Comparator::AnyStringEquals => (format!("a {path} is "), "", Some(expected)),
                }
            }
        };
        let values = found.entry((opening, closing)).or_default();
        values.extend(value.filter(|value| !values.contains(value)));
    }
    found
        .iter()
        .map(|((opening, closing), values)| format!("{opening}{}{closing}", any_of(values)))
        .collect()
}

/// `a`, `a or b`, `a, b or c`.
fn any_of(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        names => names.concat(),
    }
}
