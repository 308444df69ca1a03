//! Operations: input, output and errors, the HTTP binding, and the traits of an operation.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::fields::{Fields, node};
use super::names::Names;
use super::{Lowering, Sections, keys, traits as common};
use crate::diagnostic::LeftOut;
use crate::smithy::{Model, Node, Operation, Shape, ShapeId, ShapeKind, Traits, prelude, traits};

/// Objects that are trait values as they stand.
const AS_THEY_STAND: [(&str, &str); 4] = [
    ("httpChecksum", traits::HTTP_CHECKSUM),
    ("requestcompression", traits::REQUEST_COMPRESSION),
    ("staticContextParams", traits::STATIC_CONTEXT_PARAMS),
    ("operationContextParams", traits::OPERATION_CONTEXT_PARAMS),
];

/// Flags of an operation and the annotation traits they are.
const FLAGS: [(&str, &str); 4] = [
    ("readonly", traits::READONLY),
    ("idempotent", traits::IDEMPOTENT),
    ("httpChecksumRequired", traits::HTTP_CHECKSUM_REQUIRED),
    ("unsignedPayload", traits::UNSIGNED_PAYLOAD),
];

/// The reference to each structure that is a request, by the structure's name.
pub(super) fn requests<'d>(
    sections: &Sections<'d>,
    names: &Names,
) -> BTreeMap<&'d str, Fields<'d>> {
    let mut found = BTreeMap::new();
    for (name, id) in &names.operations {
        let input = sections.operations.get(name).and_then(|operation| operation.get("input"));
        let Some(input) = input.and_then(Node::as_object) else { continue };
        if let Some(shape) = input.get("shape").and_then(Node::as_str) {
            found.entry(shape).or_insert_with(|| Fields::new(input, id.clone()));
        }
    }
    found
}

impl<'d> Lowering<'d, '_> {
    /// Lowers every operation, in order.
    pub(super) fn operations(&mut self, model: &mut Model) {
        for (name, node) in self.sections.operations {
            let Some(id) = self.names.operations.get(name).cloned() else { continue };
            let Some(fields) = Fields::of(node, id.clone(), self.diagnostics) else { continue };
            let shape = self.operation(&fields);
            model.shapes.insert(id, shape);
        }
    }

    fn operation(&mut self, fields: &Fields<'d>) -> Shape {
        keys::check(fields, &[&keys::OPERATION], self.diagnostics);
        let input = fields.object("input", self.diagnostics);
        let output = fields.object("output", self.diagnostics);
        if let Some(input) = &input {
            keys::check(input, &[&keys::INPUT], self.diagnostics);
        }
        if let Some(output) = &output {
            keys::check(output, &[&keys::OUTPUT], self.diagnostics);
            self.result_wrapper(fields, output);
        }
        let mut shape = Shape::new(ShapeKind::Operation(Operation {
            input: input.as_ref().and_then(|input| self.reference(input)),
            output: output.as_ref().and_then(|output| self.reference(output)),
            errors: self.error_references(fields),
        }));
        shape.traits = self.operation_traits(fields, input.as_ref());
        shape
    }

    fn reference(&mut self, fields: &Fields<'d>) -> Option<ShapeId> {
        let name = fields.required_text("shape", self.diagnostics)?;
        self.names.shape(name, &fields.at, self.diagnostics)
    }

    fn error_references(&mut self, fields: &Fields<'d>) -> Vec<ShapeId> {
        let mut found = Vec::new();
        for reference in fields.list("errors", self.diagnostics) {
            let Some(reference) = Fields::of(reference, fields.at.clone(), self.diagnostics) else {
                continue;
            };
            if let Some(id) = self.reference(&reference)
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
        found
    }

    fn operation_traits(&mut self, fields: &Fields<'d>, input: Option<&Fields<'d>>) -> Traits {
        let mut found = common::descriptive(fields, self.diagnostics);
        self.authentication_of(fields, &mut found);
        self.http(fields, input, &mut found);
        for (key, id) in FLAGS {
            common::mark(fields, key, id, &mut found, self.diagnostics);
        }
        if let Some(endpoint) = fields.object("endpoint", self.diagnostics) {
            keys::check(&endpoint, &[&keys::ENDPOINT], self.diagnostics);
            if let Some(prefix) = endpoint.required_text("hostPrefix", self.diagnostics) {
                found.insert(traits::ENDPOINT, node([("hostPrefix", Node::from(prefix))]));
            }
        }
        if let Some(discovery) = fields.object("endpointdiscovery", self.diagnostics) {
            keys::check(&discovery, &[&keys::ENDPOINT_DISCOVERY], self.diagnostics);
            let required = discovery.flag("required", self.diagnostics);
            found.insert(
                traits::CLIENT_DISCOVERED_ENDPOINT,
                node([("required", Node::Bool(required))]),
            );
        }
        for (key, id) in AS_THEY_STAND {
            if let Some(value) = fields.object(key, self.diagnostics) {
                found.insert(id, Node::Object(value.object.clone()));
            }
        }
        found
    }

    /// Which credentials the operation needs: the service's unless it says so.
    fn authentication_of(&mut self, fields: &Fields<'d>, found: &mut Traits) {
        let mut schemes = fields.texts("auth", self.diagnostics);
        match fields.text("authtype", self.diagnostics) {
            None | Some("") => {}
            Some("v4-unsigned-body") => found.mark(traits::UNSIGNED_PAYLOAD),
            // Where there is `auth` it says the same, more precisely.
            Some("none" | "v4" | "bearer") if !schemes.is_empty() => {}
            Some("none") => schemes.push(prelude::NO_AUTH),
            Some("v4") => schemes.push(traits::SIGV4),
            Some("bearer") => schemes.push(traits::HTTP_BEARER_AUTH),
            Some(other) => {
                self.diagnostics.left_out(
                    LeftOut::C2j,
                    &fields.at,
                    format!(
                        "`{other}` is not an authentication type that is understood; it is left out"
                    ),
                );
            }
        }
        if schemes.is_empty() {
            return;
        }
        let wanted = schemes.iter().filter(|scheme| **scheme != prelude::NO_AUTH);
        found.insert(traits::AUTH, Node::Array(wanted.map(|scheme| Node::from(*scheme)).collect()));
        if schemes.contains(&prelude::NO_AUTH) {
            found.mark(traits::OPTIONAL_AUTH);
        }
    }

    /// Method, URI and status, where operations are bound to HTTP one by one.
    fn http(&mut self, fields: &Fields<'d>, input: Option<&Fields<'d>>, found: &mut Traits) {
        let Some(http) = fields.object("http", self.diagnostics) else {
            if self.protocols.rest {
                self.diagnostics.shape_error(&fields.at, "expected `http`, found none");
            }
            return;
        };
        keys::check(&http, &[&keys::HTTP], self.diagnostics);
        let method = http.required_text("method", self.diagnostics);
        let uri = http.required_text("requestUri", self.diagnostics);
        let (Some(method), Some(uri)) = (method, uri) else { return };
        if !self.protocols.rest {
            if (method, uri) != ("POST", "/") {
                self.diagnostics.left_out(LeftOut::C2j, &fields.at,
                    format!("the protocol of this service sends every operation to `POST /`; `{method} {uri}` is left out"),
                );
            }
            return;
        }
        let Node::Object(mut value) = node([("method", Node::from(method))]) else { return };
        value.insert("uri".to_owned(), Node::from(self.labels_by_member(uri, input)));
        if let Some(code) = http.number("responseCode", self.diagnostics) {
            value.insert("code".to_owned(), Node::Number(code.clone()));
        }
        found.insert(traits::HTTP, Node::Object(value));
    }

    /// The URI with its labels named after members: C2J names them after the members' `locationName`.
    fn labels_by_member(&self, uri: &str, input: Option<&Fields<'d>>) -> String {
        let members: Option<&IndexMap<String, Node>> = input
            .and_then(|input| input.object.get("shape")?.as_str())
            .and_then(|shape| self.sections.shapes.get(shape)?.get("members")?.as_object());
        let member_of = |label: &str| {
            let found = members?.iter().find(|(name, member)| {
                let location = member.get("location").and_then(Node::as_str);
                let wire_name = member.get("locationName").and_then(Node::as_str);
                location == Some("uri") && wire_name.unwrap_or(name) == label
            });
            found.map(|(name, _)| name.as_str())
        };
        let mut rewritten = String::with_capacity(uri.len());
        let mut rest = uri;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((label, after)) = after.split_once('}') else { break };
            let (label, greedy) = match label.strip_suffix('+') {
                Some(label) => (label, "+"),
                None => (label, ""),
            };
            let member = member_of(label).unwrap_or(label);
            rewritten.push_str(&format!("{before}{{{member}{greedy}}}"));
            rest = after;
        }
        rewritten.push_str(rest);
        rewritten
    }

    /// The element around a response in the query protocol, which Smithy takes from the operation's name.
    fn result_wrapper(&mut self, operation: &Fields<'d>, output: &Fields<'d>) {
        let Some(wrapper) = output.text("resultWrapper", self.diagnostics) else { return };
        if wrapper != format!("{}Result", operation.at.name()) {
            self.diagnostics.left_out(
                LeftOut::C2j,
                &operation.at,
                format!(
                    "Smithy cannot say that the response is wrapped in `{wrapper}`; it is left out"
                ),
            );
        }
    }
}
