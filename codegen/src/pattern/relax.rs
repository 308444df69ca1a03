//! Patterns that are too large for the engine, which makes a copy of what is repeated for each time.

use super::syntax::{Node, Quantifier};

/// The largest bounds that are tried, one after the other.
pub(super) const LIMITS: &[u32] = &[1_000_000, 1000, 100, 10];

/// Takes away bounds above a limit. That lets more pass; where it matters, a model has `@length` too.
pub(super) fn relax(node: &mut Node, limit: u32) {
    match node {
        Node::Group(_, inner) => relax(inner, limit),
        Node::Sequence(parts) | Node::Alternatives(parts) => {
            parts.iter_mut().for_each(|part| relax(part, limit));
        }
        Node::Repeat(inner, quantifier) => {
            relax(inner, limit);
            if quantifier.max.is_some_and(|max| max > limit) || quantifier.min > limit {
                let min = if quantifier.min > limit { 1 } else { quantifier.min };
                *quantifier = Quantifier { min, max: None, text: None, ..quantifier.clone() };
            }
        }
        Node::Class(_)
        | Node::Char(_)
        | Node::Dot
        | Node::Set(_)
        | Node::Assertion(_)
        | Node::Boundary(_)
        | Node::Flags(_) => {}
    }
}
