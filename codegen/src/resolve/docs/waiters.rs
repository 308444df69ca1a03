//! Documentation of waiters: what each answer means, from the model's acceptors.

use crate::ir::doc::DocBlock;
use crate::resolve::Context;
use crate::smithy::ShapeId;
use crate::smithy::waiters::{Comparator, Matcher, PathMatcher, State, Waiter};

use super::{code, listed};

/// The client's method for a waiter.
pub(in crate::resolve) fn waiter(
    context: &Context<'_>,
    operation: &ShapeId,
    waiter: &Waiter<'_>,
) -> DocBlock {
    let method = context.names.method(operation);
    let delays = if waiter.min_delay == waiter.max_delay {
        format!("{} seconds", waiter.min_delay)
    } else {
        format!("{} to {} seconds", waiter.min_delay, waiter.max_delay)
    };
    let opening = format!(
        "Waits for {}: calls [`{}`](Self::{method}) again and again, {delays} apart, until an answer decides.",
        code(waiter.name),
        operation.name()
    );
    let mut docs = DocBlock::line(opening);
    let states = [
        (State::Success, "It has come about"),
        (State::Failure, "It will not come about"),
        (State::Retry, "It has not come about yet"),
    ];
    let lines: Vec<String> = states
        .iter()
        .filter_map(|(state, says)| {
            let answers = waiter.acceptors.iter().filter(|acceptor| acceptor.state == *state);
            let answers: Vec<String> = answers.map(|acceptor| answer(&acceptor.matcher)).collect();
            (!answers.is_empty()).then(|| format!("* {says}: {}.", any_of(&answers)))
        })
        .collect();
    docs.paragraph(lines);
    docs.paragraph(waiter.is_deprecated.then(|| "Deprecated.".to_owned()));
    docs
}

/// `a`, `a or b`; one on each line where there are many would be longer, not clearer.
fn any_of(answers: &[String]) -> String {
    let mut distinct: Vec<&String> = Vec::new();
    for answer in answers {
        if !distinct.contains(&answer) {
            distinct.push(answer);
        }
    }
    let distinct: Vec<String> = distinct.into_iter().cloned().collect();
    listed(&distinct).replacen(" and ", " or ", usize::from(distinct.len() > 1))
}

fn answer(matcher: &Matcher<'_>) -> String {
    match matcher {
        Matcher::Success(true) => "any response".to_owned(),
        Matcher::Success(false) => "any error of the service".to_owned(),
        Matcher::Error(name) => format!("the error {}", code(name)),
        Matcher::Output(matcher) | Matcher::InputOutput(matcher) => found(matcher),
    }
}

fn found(matcher: &PathMatcher<'_>) -> String {
    let (path, expected) = (code(matcher.path), code(matcher.expected));
    match matcher.comparator {
        Comparator::StringEquals => format!("{path} is {expected}"),
        Comparator::BooleanEquals => format!("{path} is {}", matcher.expected),
        Comparator::AllStringEquals => format!("every {path} is {expected}"),
        Comparator::AnyStringEquals => format!("a {path} is {expected}"),
    }
}
