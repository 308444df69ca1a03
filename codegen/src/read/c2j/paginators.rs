//! `paginators-1.json` to `smithy.api#paginated`, as far as Smithy can say it.
//!
//! Smithy has one token and one list of items, found by member names. What else botocore can say is reported:
//! an operation that needs it is left unpaginated when its token cannot be said, else paginated without the rest.

use super::companions::Companions;
use super::fields::{Fields, node};
use super::keys;
use super::names::Names;
use crate::diagnostic::{Diagnostics, nearest};
use crate::smithy::id::is_identifier;
use crate::smithy::{Model, Node, ShapeId, ShapeKind, traits};

/// Puts the trait on every operation that has a paginator.
pub(super) fn apply(
    companions: &Companions,
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let Some(pagination) = companions.pagination(diagnostics) else { return };
    let Some(entries) = Fields::of(&pagination, names.service.clone(), diagnostics) else { return };
    for (name, paginator) in entries.object {
        let Some(id) = names.operations.get(name) else {
            diagnostics.shape_warning(
                &names.service,
                format!(
                    "there is a paginator for `{name}`, which is not an operation; it is left out"
                ),
            );
            if let Some(meant) = nearest(name, names.operations.keys().map(String::as_str)) {
                diagnostics.help(format!("did you mean `{meant}`?"));
            }
            continue;
        };
        let Some(paginator) = Fields::of(paginator, id.clone(), diagnostics) else { continue };
        if let Some(value) = paginated(&paginator, model, diagnostics)
            && let Some(traits) = model.traits_mut(id)
        {
            traits.insert(traits::PAGINATED, value);
        }
    }
}

fn paginated(paginator: &Fields<'_>, model: &Model, diagnostics: &mut Diagnostics) -> Option<Node> {
    keys::check(paginator, &[&keys::PAGINATOR], diagnostics);
    let (input, output) = match model.shapes.get(&paginator.at).map(|shape| &shape.kind) {
        Some(ShapeKind::Operation(operation)) => {
            (operation.input.clone(), operation.output.clone())
        }
        _ => (None, None),
    };
    // The token in, the token out, the items, the size of a page: the key, what Smithy calls it, where it is looked for.
    let parts = [
        ("input_token", "inputToken", &input),
        ("output_token", "outputToken", &output),
        ("result_key", "items", &output),
        ("limit_key", "pageSize", &input),
    ];
    let Node::Object(mut value) = node([]) else { return None };
    for (key, property, structure) in parts {
        match member_path(paginator, key, structure.as_ref(), model) {
            Ok(Some(path)) => {
                value.insert(property.to_owned(), Node::from(path));
            }
            Ok(None) => {}
            Err(reason) => {
                diagnostics.shape_warning(
                    &paginator.at,
                    format!("Smithy cannot say the paginator's `{key}`: {reason}"),
                );
            }
        }
    }
    if paginator.has("more_results") {
        diagnostics.shape_warning(
            &paginator.at,
            "Smithy cannot say the paginator's `more_results`: pages end when there is no token",
        );
    }
    let has_tokens = value.contains_key("inputToken") && value.contains_key("outputToken");
    if !has_tokens {
        diagnostics
            .shape_warning(&paginator.at, "the operation is not paginated, for want of a token");
        return None;
    }
    Some(Node::Object(value))
}

/// The path of member names at a key; `None` when the key is absent, or why it is not such a path.
fn member_path<'d>(
    paginator: &Fields<'d>,
    key: &str,
    structure: Option<&ShapeId>,
    model: &Model,
) -> Result<Option<&'d str>, String> {
    let path = match paginator.object.get(key) {
        None => return Ok(None),
        Some(Node::String(path)) => path.as_str(),
        Some(Node::Array(paths)) if let [Node::String(path)] = paths.as_slice() => path.as_str(),
        Some(Node::Array(paths)) => return Err(format!("it names {} members", paths.len())),
        Some(other) => return Err(format!("it is {}", other.kind())),
    };
    if !path.split('.').all(is_identifier) {
        return Err(format!("`{path}` is an expression"));
    }
    let mut at = structure.cloned();
    for name in path.split('.') {
        let shape = at.as_ref().and_then(|id| model.shapes.get(id));
        let member = shape.and_then(|shape| shape.members()?.get(name));
        at = Some(member.ok_or_else(|| format!("there is no member `{path}`"))?.target.clone());
    }
    Ok(Some(path))
}
