//! Waiters: from what the model says of answers to conditions on fields.
//!
//! One that cannot be said in Rust is reported and left out; its operation stays.

use crate::diagnostic::{Diagnostics, LeftOut};
use crate::ir::path::{Expr, Node, Type};
use crate::ir::waiter::{Acceptor, Matcher, Waiter};
use crate::smithy::waiters::{self, Comparator as Modeled, Matcher as Meant, PathMatcher, State};
use crate::smithy::{Shape, ShapeId, traits};

use super::path::{self, Root};
use super::{Context, docs};

/// The waiters of an operation, in model order.
pub(super) fn resolve(
    context: &Context<'_>,
    id: &ShapeId,
    operation: &Shape,
    (input, output): (&ShapeId, &ShapeId),
    diagnostics: &mut Diagnostics,
) -> Vec<Waiter> {
    let Some(value) = operation.traits.get(traits::WAITABLE) else { return Vec::new() };
    let mut resolved = Vec::new();
    for (name, read) in waiters::read(value) {
        let waiter = read.and_then(|modeled| {
            let acceptors = acceptors(context, &modeled, (input, output))?;
            Ok(Waiter {
                name: name.to_owned(),
                method: context.names.waiter(id, name),
                docs: docs::waiter(context, id, &modeled),
                min_delay: modeled.min_delay,
                max_delay: modeled.max_delay,
                acceptors,
            })
        });
        match waiter {
            Ok(waiter) => resolved.push(waiter),
            Err(reason) => diagnostics.left_out(
                LeftOut::Waiter,
                id,
                format!("`{}`: the waiter `{name}` is left out: {reason}", traits::WAITABLE),
            ),
        }
    }
    resolved
}

fn acceptors(
    context: &Context<'_>,
    waiter: &waiters::Waiter<'_>,
    operation: (&ShapeId, &ShapeId),
) -> Result<Vec<Acceptor>, String> {
    let mut found: Vec<Acceptor> = Vec::new();
    for acceptor in &waiter.acceptors {
        let matcher = match &acceptor.matcher {
            Meant::Success(true) => Matcher::AnyResponse,
            Meant::Success(false) => Matcher::AnyError,
            Meant::Error(name) => Matcher::Error((*name).to_owned()),
            Meant::Output(matcher) => {
                Matcher::Response(condition(context, Root::Response(operation.1), matcher)?)
            }
            Meant::InputOutput(matcher) => {
                let root = Root::Both(operation.0, operation.1);
                Matcher::Response(condition(context, root, matcher)?)
            }
        };
        let state = match acceptor.state {
            State::Success => "Success",
            State::Failure => "Failure",
            State::Retry => "Retry",
        };
        found.push(Acceptor { state, matcher });
    }
    Ok(found)
}

/// What is found at a path, compared.
fn condition(
    context: &Context<'_>,
    root: Root<'_>,
    matcher: &PathMatcher<'_>,
) -> Result<Expr, String> {
    let PathMatcher { path: text, comparator, expected } = *matcher;
    let found =
        path::resolve(context, root, text).and_then(|found| compared(found, comparator, expected));
    found.map_err(|reason| format!("in `{text}`: {reason}"))
}

fn compared(found: Expr, comparator: Modeled, expected: &str) -> Result<Expr, String> {
    match comparator {
        Modeled::StringEquals => path::equal(found, path::text(expected)),
        Modeled::BooleanEquals => {
            let expected = match expected.to_ascii_lowercase().as_str() {
                "true" => true,
                "false" => false,
                other => {
                    return Err(format!(
                        "expected `true` or `false` as `expected`, found `{other}`"
                    ));
                }
            };
            path::equal(found, path::boolean(expected))
        }
        Modeled::AllStringEquals | Modeled::AnyStringEquals => {
            let Type::List(element, sparse) = &found.ty else {
                return Err("expected a list, found one value".to_owned());
            };
            if !matches!(**element, Type::Text | Type::Enum) {
                return Err("expected a list of strings, found one of something else".to_owned());
            }
            if matches!(comparator, Modeled::AnyStringEquals) {
                return Ok(path::any_equals(found, path::text(expected)));
            }
            if *sparse {
                return Err(
                    "a comparison of all elements where some may be absent is not supported"
                        .to_owned(),
                );
            }
            let node = Node::AllEqual(Box::new(found), expected.to_owned());
            Ok(Expr { node, ty: Type::Boolean, nullable: false })
        }
    }
}
