//! `metadata` to the service shape.

use super::fields::{Fields, node};
use super::{Lowering, keys, traits as common};
use crate::diagnostic::LeftOut;
use crate::smithy::{Node, Service, Shape, ShapeKind, Traits, prelude, traits};

impl Lowering<'_, '_> {
    /// The service with its operations and traits.
    pub(super) fn service(&mut self, top: &Fields<'_>) -> Shape {
        let metadata = Fields::new(self.sections.metadata, self.names.service.clone());
        keys::check(&metadata, &[&keys::METADATA], self.diagnostics);
        let version = metadata.required_text("apiVersion", self.diagnostics).unwrap_or_default();
        let mut shape = Shape::new(ShapeKind::Service(Service {
            version: version.to_owned(),
            operations: self.names.operations.values().cloned().collect(),
            ..Service::default()
        }));
        shape.traits.insert(traits::SERVICE, self.service_names(&metadata));
        self.authentication(&metadata, &mut shape.traits);
        for (id, value) in self.protocols.traits.iter() {
            shape.traits.insert(id, value.clone());
        }
        self.endpoint_operation(&mut shape.traits);
        for (id, value) in common::descriptive(top, self.diagnostics).iter() {
            shape.traits.insert(id, value.clone());
        }
        if let Some(title) = metadata.text("serviceFullName", self.diagnostics) {
            shape.traits.insert(traits::TITLE, Node::from(title));
        }
        let namespace = common::xml_namespace(&metadata, self.diagnostics);
        self.namespace = namespace.or_else(|| self.request_namespace());
        if let Some(namespace) = &self.namespace {
            shape.traits.insert(traits::XML_NAMESPACE, namespace.clone());
        }
        if let Some(parameters) = top.object("clientContextParams", self.diagnostics) {
            let value = Node::Object(parameters.object.clone());
            shape.traits.insert(traits::CLIENT_CONTEXT_PARAMS, value);
        }
        let prefix = metadata.text("targetPrefix", self.diagnostics).unwrap_or_default();
        if prefix.contains('.') {
            self.diagnostics.left_out(LeftOut::C2j, &self.names.service,
                format!(
                    "the target prefix `{prefix}` is a path, of which Smithy's protocols send the last part only"
                ),
            );
        }
        shape
    }

    /// `aws.api#service`: the names of the service, as far as C2J has them.
    fn service_names(&mut self, metadata: &Fields<'_>) -> Node {
        let Node::Object(mut value) = node([]) else { return node([]) };
        let keys = [("serviceId", "sdkId"), ("uid", "docId"), ("endpointPrefix", "endpointPrefix")];
        for (key, property) in keys {
            if let Some(text) = metadata.text(key, self.diagnostics) {
                value.insert(property.to_owned(), Node::from(text));
            }
        }
        Node::Object(value)
    }

    /// One trait per authentication scheme; their order of preference too when there are several.
    fn authentication(&mut self, metadata: &Fields<'_>, found: &mut Traits) {
        let signature = metadata.text("signatureVersion", self.diagnostics);
        let mut schemes = metadata.texts("auth", self.diagnostics);
        if schemes.is_empty() {
            match signature {
                // The two names of S3 mean the same signature with other defaults.
                Some("v4" | "s3" | "s3v4") => schemes.push(traits::SIGV4),
                Some("v4a") => schemes.push(traits::SIGV4A),
                Some("bearer") => schemes.push(traits::HTTP_BEARER_AUTH),
                Some("none") | None => {}
                Some(other) => {
                    self.diagnostics.left_out(
                        LeftOut::C2j,
                        &metadata.at,
                        format!("Smithy has no trait for the signature `{other}`: requests are sent without a signature, and the service refuses them"),
                    );
                }
            }
        }
        let name = metadata
            .text("signingName", self.diagnostics)
            .or_else(|| metadata.text("endpointPrefix", self.diagnostics))
            .unwrap_or_default();
        for scheme in &schemes {
            match *scheme {
                traits::SIGV4 | traits::SIGV4A => {
                    found.insert(scheme, node([("name", Node::from(name))]));
                }
                traits::HTTP_BEARER_AUTH | traits::HTTP_BASIC_AUTH | traits::HTTP_DIGEST_AUTH => {
                    found.mark(scheme)
                }
                // Being callable without credentials is told operation by operation.
                prelude::NO_AUTH => {}
                other => {
                    self.diagnostics.left_out(LeftOut::C2j, &metadata.at,
                        format!("`{other}` is not an authentication scheme that is understood; it is left out"),
                    );
                }
            }
        }
        if schemes.len() > 1 {
            let schemes = schemes.into_iter().map(Node::from).collect();
            found.insert(traits::AUTH, Node::Array(schemes));
        }
    }

    /// The operation that tells a client which endpoints to use.
    fn endpoint_operation(&mut self, found: &mut Traits) {
        for (name, id) in &self.names.operations {
            let node_of = self.sections.operations.get(name);
            let flag = node_of.and_then(|operation| operation.get("endpointoperation"));
            if flag.and_then(Node::as_bool) == Some(true) {
                found.insert(
                    traits::CLIENT_ENDPOINT_DISCOVERY,
                    node([("operation", Node::from(id.as_str()))]),
                );
            }
        }
    }

    /// The XML namespace of requests: newer documents have it at every request and not in the metadata.
    ///
    /// `None` when they do not agree; each input structure then has its own.
    fn request_namespace(&mut self) -> Option<Node> {
        let requests: Vec<Fields<'_>> = self.requests.values().cloned().collect();
        let mut all =
            requests.iter().filter_map(|request| common::xml_namespace(request, self.diagnostics));
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    }
}
