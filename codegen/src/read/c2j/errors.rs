//! What makes a structure an error: `exception`, `fault`, `error` and `retryable`.
//!
//! The facts stand on the shape; old documents repeat them, or have them only, where an operation names the error.

use std::collections::BTreeMap;

use super::fields::{Fields, node};
use super::names::Names;
use super::{Lowering, Sections, keys};
use crate::diagnostic::{Diagnostics, LeftOut};
use crate::smithy::{Node, Traits, traits};

/// The references to errors, by the name of the shape.
pub(super) struct ErrorFacts<'d>(BTreeMap<&'d str, Vec<Fields<'d>>>);

impl<'d> ErrorFacts<'d> {
    /// Finds every reference to an error.
    pub(super) fn collect(
        sections: &Sections<'d>,
        names: &Names,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut found: BTreeMap<&str, Vec<Fields<'_>>> = BTreeMap::new();
        for (name, id) in &names.operations {
            let references = sections.operations.get(name).and_then(|node| node.get("errors"));
            for reference in references.and_then(Node::as_array).unwrap_or_default() {
                let Some(fields) = Fields::of(reference, id.clone(), diagnostics) else { continue };
                keys::check(&fields, &[&keys::ERROR_REFERENCE], diagnostics);
                if let Some(shape) = reference.get("shape").and_then(Node::as_str) {
                    found.entry(shape).or_default().push(fields);
                }
            }
        }
        Self(found)
    }
}

impl<'d> Lowering<'d, '_> {
    /// The traits of an error; none when the structure is none.
    pub(super) fn error_traits(&mut self, name: &str, shape: &Fields<'d>, found: &mut Traits) {
        let references = self.errors.0.get(name).map(Vec::as_slice).unwrap_or_default();
        if references.is_empty() && !shape.flag("exception", self.diagnostics) {
            return;
        }
        // The shape's own facts come first; the first reference that knows more fills the gaps.
        let sources: Vec<Fields<'d>> = std::iter::once(shape).chain(references).cloned().collect();
        let mut facts = Vec::new();
        for source in &sources {
            if let Some(error) = source.object("error", self.diagnostics) {
                keys::check(&error, &[&keys::ERROR], self.diagnostics);
                facts.push(error);
            }
        }
        let status =
            facts.iter().find_map(|error| error.number("httpStatusCode", self.diagnostics));
        let code = facts.iter().find_map(|error| error.text("code", self.diagnostics));
        let server = sources.iter().any(|source| source.flag("fault", self.diagnostics))
            || facts.iter().any(|error| error.flag("fault", self.diagnostics));
        let client = facts.iter().any(|error| error.flag("senderFault", self.diagnostics));
        // Whose fault it is: what the document says, else what the status means.
        let by_status =
            status.and_then(crate::smithy::Number::as_u64).is_some_and(|status| status >= 500);
        let server = server || (by_status && !client);

        found.insert(traits::ERROR, Node::from(if server { "server" } else { "client" }));
        if let Some(status) = status {
            found.insert(traits::HTTP_ERROR, Node::Number(status.clone()));
        }
        match (code, status) {
            (Some(code), Some(status)) if self.protocols.query_errors => found.insert(
                traits::AWS_QUERY_ERROR,
                node([
                    ("code", Node::from(code)),
                    ("httpResponseCode", Node::Number(status.clone())),
                ]),
            ),
            (Some(code), _) if code != name => {
                self.diagnostics.left_out(LeftOut::C2j, &shape.at,
                    format!("the error code `{code}` cannot be said in Smithy for this protocol; it is left out"),
                );
            }
            _ => {}
        }
        if let Some(retryable) = shape.object("retryable", self.diagnostics) {
            keys::check(&retryable, &[&keys::RETRYABLE], self.diagnostics);
            let throttling = retryable.flag("throttling", self.diagnostics);
            let value =
                if throttling { node([("throttling", Node::Bool(true))]) } else { node([]) };
            found.insert(traits::RETRYABLE, value);
        }
    }
}
