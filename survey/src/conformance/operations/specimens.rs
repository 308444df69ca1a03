//! The specimens of a service as a suite.

use anyhow::{Context as _, bail};
use tinsmith::model::released;
use tinsmith_codegen::Document;
use tinsmith_codegen::stages::read::read_model;
use tinsmith_codegen::stages::smithy::{Model, Node, Protocol, ShapeId, ShapeKind, traits};
use tinsmith_codegen::stages::write::write_model;

use super::botocore::Botocore;
use crate::conformance::suite::{Fields, Suite};
use crate::corpus::documents::Service;

/// What there is of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// The protocol that the crate speaks.
    pub(super) protocol: String,
    pub(super) operations: usize,
    /// Operations that stream.
    pub(super) left_out: usize,
    pub(super) requests: usize,
    pub(super) responses: usize,
    pub(super) errors: usize,
}

/// The cases of a service.
#[derive(Debug)]
pub(super) struct Specimens {
    pub(super) suite: Suite,
    pub(super) counts: Counts,
}

impl Specimens {
    /// Those of a service in the protocol that its crate speaks.
    ///
    /// # Errors
    /// A model that cannot be read, and what botocore says against it.
    pub(super) fn of(service: &Service, botocore: &Botocore) -> anyhow::Result<Self> {
        let (text, _) = released::converted(&service.path)?;
        let document = Document { name: &service.name, bytes: text.as_bytes() };
        let (mut model, _) = read_model(document).map_err(|found| {
            let lines: Vec<String> = found.into_sorted().iter().map(ToString::to_string).collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        })?;
        let protocol = model
            .services()
            .find_map(|(id, _)| Protocol::of(&model.get(id)?.traits))
            .context("the service has no protocol that is known")?
            .shape_id();
        let printed = botocore.specimens(&service.name, protocol)?;
        let mut counts = Counts {
            protocol: protocol.rsplit('#').next().unwrap_or(protocol).to_owned(),
            left_out: object(&printed, "leftOut")?.len(),
            ..Counts::default()
        };
        let mut cases = Vec::new();
        let mut add = |model: &mut Model, id: &ShapeId, name, found: Option<&Node>| {
            let found = found.and_then(Node::as_array).unwrap_or_default();
            let tests: Vec<Node> = found.iter().map(|case| with_protocol(case, protocol)).collect();
            let ids = tests.iter().filter_map(|case| case.get("id")?.as_str());
            cases.extend(ids.map(|case| (case.to_owned(), id.name().to_owned())));
            let count = tests.len();
            if let Some(traits) = model.traits_mut(id).filter(|_| count > 0) {
                traits.insert(name, Node::Array(tests));
            }
            count
        };
        for (operation, found) in object(&printed, "operations")? {
            let id = id_of(&model, operation, |kind| matches!(kind, ShapeKind::Operation(_)))?;
            let (requests, responses) = (found.get("requests"), found.get("responses"));
            counts.operations += 1;
            counts.requests += add(&mut model, &id, traits::HTTP_REQUEST_TESTS, requests);
            counts.responses += add(&mut model, &id, traits::HTTP_RESPONSE_TESTS, responses);
        }
        for (error, found) in object(&printed, "errors")? {
            let id = id_of(&model, error, |kind| matches!(kind, ShapeKind::Structure(_)))?;
            counts.errors += add(&mut model, &id, traits::HTTP_RESPONSE_TESTS, Some(found));
        }
        // The folder of the crate is another one than that of a suite.
        let name = format!("operations/{}", service.name);
        Ok(Self { suite: Suite { name, cases, model: write_model(&model) }, counts })
    }
}

fn object<'n>(node: &'n Node, key: &str) -> anyhow::Result<&'n Fields> {
    let found = node.get(key).and_then(Node::as_object);
    found.with_context(|| format!("expected `{key}` of the specimens, an object"))
}

fn id_of(model: &Model, name: &str, is_it: impl Fn(&ShapeKind) -> bool) -> anyhow::Result<ShapeId> {
    let found = model.shapes.iter().find(|(id, shape)| id.name() == name && is_it(&shape.kind));
    match found {
        Some((id, _)) => Ok(id.clone()),
        None => bail!("the model has no operation or error `{name}`"),
    }
}

fn with_protocol(case: &Node, protocol: &str) -> Node {
    let mut fields = case.as_object().cloned().unwrap_or_default();
    fields.insert("protocol".to_owned(), Node::from(protocol));
    Node::Object(fields)
}
