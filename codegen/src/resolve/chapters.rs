//! Chapters of the front page that an overlay brings.
//!
//! In comes the trait `tinsmith#chapters` of the service; out go its chapters, each with the operations that it calls.

use crate::diagnostic::{Diagnostics, nearest};
use crate::ir::Chapter;
use crate::smithy::{Node, ShapeId, Traits, traits};

/// Every chapter, in the overlay's order.
pub(super) fn resolve(
    (service, traits): (&ShapeId, &Traits),
    operations: &[ShapeId],
    diagnostics: &mut Diagnostics,
) -> Vec<Chapter> {
    let Some(value) = traits.get(traits::CHAPTERS) else { return Vec::new() };
    let chapters = value.as_array().and_then(|chapters| {
        chapters
            .iter()
            .map(|node| Some((texts(node, "operations")?, texts(node, "lines")?)))
            .collect()
    });
    let Some(chapters): Option<Vec<_>> = chapters else {
        diagnostics.shape_error(
            service,
            format!(
                "expected a list of chapters as `{}`, each with `operations` and `lines`, which are lists of strings",
                traits::CHAPTERS
            ),
        );
        return Vec::new();
    };
    let mut found = Vec::new();
    for (names, lines) in chapters {
        let mut calls = Vec::new();
        for name in names {
            if let Some(id) = operations.iter().find(|id| id.name() == name) {
                calls.push(id.clone());
                continue;
            }
            diagnostics.shape_error(
                service,
                format!("a chapter calls the operation `{name}`, which does not exist"),
            );
            if let Some(near) = nearest(name, operations.iter().map(ShapeId::name)) {
                diagnostics.help(format!("did you mean `{near}`?"));
            }
        }
        let lines = lines.into_iter().map(str::to_owned).collect();
        found.push(Chapter { operations: calls, lines });
    }
    found
}

fn texts<'n>(node: &'n Node, key: &str) -> Option<Vec<&'n str>> {
    node.get(key)?.as_array()?.iter().map(Node::as_str).collect()
}
