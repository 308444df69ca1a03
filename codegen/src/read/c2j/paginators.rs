//! `paginators-1.json` to `smithy.api#paginated`, as far as Smithy can say it.
//!
//! Smithy has one token and one list of items, found by member names. Several tokens, and the flag that says whether
//! there is more, and a token that an expression leads to, go into a trait of our own beside it. What else botocore can say is reported:
//! an operation that needs it is left unpaginated when its token cannot be said, else paginated without the rest.

use indexmap::IndexMap;

use super::companions::Companions;
use super::fields::Fields;
use super::keys;
use super::names::Names;
use crate::diagnostic::{Diagnostics, LeftOut, nearest};
use crate::smithy::id::is_identifier;
use crate::smithy::{Model, Node, ShapeId, ShapeKind, SimpleType, jmespath, traits};

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
            diagnostics.left_out(
                LeftOut::Paginator,
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
        let found = paginated(&paginator, model, diagnostics);
        if let Some(traits) = model.traits_mut(id) {
            for (name, value) in found {
                traits.insert(name, value);
            }
        }
    }
}

/// The traits for a paginator; none if its token cannot be said.
fn paginated(
    paginator: &Fields<'_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'static str, Node)> {
    keys::check(paginator, &[&keys::PAGINATOR], diagnostics);
    let (input, output) = match model.shapes.get(&paginator.at).map(|shape| &shape.kind) {
        Some(ShapeKind::Operation(operation)) => {
            (operation.input.as_ref(), operation.output.as_ref())
        }
        _ => (None, None),
    };
    let mut lookup = Lookup { paginator, model, diagnostics };
    let sent = lookup.paths("input_token", input);
    let found = lookup.tokens(output);
    if sent.is_empty() || sent.len() != found.len() {
        lookup.warn("the operation is not paginated, for want of a token".to_owned());
        return Vec::new();
    }
    let items = lookup.only("result_key", output, "list or map", |kind| {
        matches!(kind, ShapeKind::List(_) | ShapeKind::Map(..))
    });
    let page_size = lookup.only("limit_key", input, "member", |_| true);
    let more_results = lookup.only("more_results", output, "boolean", |kind| {
        *kind == ShapeKind::Simple(SimpleType::Boolean)
    });

    // Smithy knows one token, in a member.
    let is_beyond = sent.len() > 1 || found.iter().any(|path| !is_member_path(path));
    let has_several = sent.len() > 1;
    let sent: Vec<&str> = sent.into_iter().map(|(path, _)| path).collect();
    let mut value = IndexMap::new();
    for (property, paths) in [("inputToken", sent), ("outputToken", found)] {
        let mut paths: Vec<Node> = paths.into_iter().map(Node::from).collect();
        let token = if has_several { Some(Node::Array(paths)) } else { paths.pop() };
        value.extend(token.map(|token| (property.to_owned(), token)));
    }
    for (property, path) in [("items", items), ("pageSize", page_size)] {
        value.extend(path.map(|path| (property.to_owned(), Node::from(path))));
    }
    let more_results = more_results.map(|path| ("moreResults".to_owned(), Node::from(path)));
    if is_beyond {
        value.extend(more_results);
        return vec![(traits::PAGINATED_BEYOND_SMITHY, Node::Object(value))];
    }
    let beyond = more_results.map(|property| {
        (traits::PAGINATED_BEYOND_SMITHY, Node::Object(IndexMap::from([property])))
    });
    [(traits::PAGINATED, Node::Object(value))].into_iter().chain(beyond).collect()
}

/// Finds the members that a paginator names, and reports those that it cannot.
struct Lookup<'l, 'd> {
    paginator: &'l Fields<'d>,
    model: &'l Model,
    diagnostics: &'l mut Diagnostics,
}

/// A path of member names, and what it leads to.
type Found<'l, 'd> = (&'d str, &'l ShapeKind);

impl<'l, 'd> Lookup<'l, 'd> {
    /// The only path at a key that leads to what fits.
    ///
    /// Beside its items a page may have counts, which botocore adds up.
    fn only(
        &mut self,
        key: &str,
        structure: Option<&'l ShapeId>,
        expected: &str,
        fits: impl Fn(&ShapeKind) -> bool,
    ) -> Option<&'d str> {
        let all = self.paths(key, structure);
        let fitting: Vec<&str> =
            all.iter().filter(|(_, kind)| fits(kind)).map(|(path, _)| *path).collect();
        match fitting.as_slice() {
            [only] => return Some(only),
            // Absent, or reported.
            [] if all.is_empty() => {}
            found => self.warn(format!(
                "Smithy cannot say the paginator's `{key}`: expected one {expected}, found {}",
                found.len()
            )),
        }
        None
    }

    /// The output tokens: paths, or expressions. What these lead to is seen when they are resolved.
    fn tokens(&mut self, output: Option<&'l ShapeId>) -> Vec<&'d str> {
        let tokens = match self.paginator.object.get("output_token") {
            None => return Vec::new(),
            Some(Node::Array(nodes)) => nodes.as_slice(),
            Some(node) => std::slice::from_ref(node),
        };
        let tokens: Result<_, String> = tokens
            .iter()
            .map(|node| match node.as_str() {
                Some(text) if !is_member_path(text) => jmespath::parse(text).map(|_| text),
                _ => member_path(node, output, self.model).map(|(path, _)| path),
            })
            .collect();
        tokens.unwrap_or_else(|reason| {
            self.warn(format!("there is no way to the paginator's `output_token`: {reason}"));
            Vec::new()
        })
    }

    /// Every path at a key; none when the key is absent, or one of them is no such path.
    fn paths(&mut self, key: &str, structure: Option<&'l ShapeId>) -> Vec<Found<'l, 'd>> {
        let nodes = match self.paginator.object.get(key) {
            None => return Vec::new(),
            Some(Node::Array(nodes)) => nodes.as_slice(),
            Some(node) => std::slice::from_ref(node),
        };
        let paths: Result<_, String> =
            nodes.iter().map(|node| member_path(node, structure, self.model)).collect();
        paths.unwrap_or_else(|reason| {
            self.warn(format!("Smithy cannot say the paginator's `{key}`: {reason}"));
            Vec::new()
        })
    }

    fn warn(&mut self, message: String) {
        self.diagnostics.left_out(LeftOut::Paginator, &self.paginator.at, message);
    }
}

/// Whether a text is names with dots between them.
fn is_member_path(text: &str) -> bool {
    text.split('.').all(is_identifier)
}

/// The path of member names that a value is, or why it is none.
fn member_path<'l, 'd>(
    value: &'d Node,
    structure: Option<&'l ShapeId>,
    model: &'l Model,
) -> Result<Found<'l, 'd>, String> {
    let Some(path) = value.as_str() else { return Err(format!("it is {}", value.kind())) };
    if !is_member_path(path) {
        return Err(format!("`{path}` is an expression"));
    }
    let missing = || format!("there is no member `{path}`");
    let mut at = structure;
    for name in path.split('.') {
        let shape = at.and_then(|id| model.get(id));
        let member = shape.and_then(|shape| shape.members()?.get(name));
        at = Some(&member.ok_or_else(missing)?.target);
    }
    let target = at.and_then(|id| model.get(id)).ok_or_else(missing)?;
    Ok((path, &target.kind))
}
