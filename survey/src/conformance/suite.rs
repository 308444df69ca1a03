//! The suites: where they are, and what each says, as a model with protocol tests.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail};
use tinsmith_codegen::Document;
use tinsmith_codegen::stages::diagnostic::nearest;
use tinsmith_codegen::stages::read::read_model;
use tinsmith_codegen::stages::smithy::{Model, Node, Protocol, ShapeKind, traits};
use tinsmith_codegen::stages::write::{write_model, write_node};

use super::case;
use crate::distribution;

/// Every suite of a protocol that can be generated: its path below the folder of the suites.
pub(super) const SUITES: [&str; 19] = [
    "input/ec2.json",
    "input/json.json",
    "input/json_1_0.json",
    "input/json_1_0-query-compatible.json",
    "input/query.json",
    "input/rest-json.json",
    "input/rest-xml.json",
    "input/smithy-rpc-v2-cbor.json",
    "input/smithy-rpc-v2-cbor-non-query-compatible.json",
    "input/smithy-rpc-v2-cbor-query-compatible.json",
    "output/ec2.json",
    "output/json.json",
    "output/json_1_0.json",
    "output/json_1_0-query-compatible.json",
    "output/query.json",
    "output/rest-json.json",
    "output/rest-xml.json",
    "output/smithy-rpc-v2-cbor.json",
    "output/smithy-rpc-v2-cbor-query-compatible.json",
];

/// The folder of the suites in the source distribution.
const FOLDER: &str = "tests/unit/protocols";

/// The members of an object.
pub(super) type Fields = indexmap::IndexMap<String, Node>;

/// A suite as a model.
#[derive(Debug)]
pub(super) struct Suite {
    /// Its path below the folder of the suites.
    pub(super) name: String,
    /// The ids of its cases, in order, and the operations that they are about.
    pub(super) cases: Vec<(String, String)>,
    /// A Smithy model with protocol tests.
    pub(super) model: String,
}

/// The suites that are asked for, all if none is.
///
/// # Errors
/// A suite that does not exist.
pub(super) fn choose(wanted: &[String]) -> anyhow::Result<Vec<&'static str>> {
    if wanted.is_empty() {
        return Ok(SUITES.to_vec());
    }
    wanted
        .iter()
        .map(|wanted| {
            if let Some(found) = SUITES.into_iter().find(|name| name == wanted) {
                return Ok(found);
            }
            match nearest(wanted, SUITES) {
                Some(near) => bail!("there is no suite `{wanted}`\n  help: did you mean `{near}`?"),
                None => bail!("there is no suite `{wanted}`; there is {}", SUITES.join(", ")),
            }
        })
        .collect()
}

/// What the suites come from, and each as a model.
///
/// # Errors
/// Suites that cannot be had or are no suites.
pub(super) fn read(root: &Path, names: &[&str]) -> anyhow::Result<(String, Vec<Suite>)> {
    let paths: Vec<String> = names.iter().map(|name| format!("{FOLDER}/{name}")).collect();
    let (version, files) = distribution::at_paths(root, &paths)?;
    let suites = names.iter().zip(&paths).map(|(name, path)| {
        let bytes = files.get(path).map(Vec::as_slice).unwrap_or_default();
        parse(name, bytes).with_context(|| format!("in {path}"))
    });
    Ok((version, suites.collect::<anyhow::Result<_>>()?))
}

/// A suite by its content.
pub(super) fn parse(name: &str, bytes: &[u8]) -> anyhow::Result<Suite> {
    let node = Node::parse(bytes).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let parts = node.as_array().context("expected a list of descriptions with cases")?;
    let mut merged = Merged::default();
    for (index, part) in parts.iter().enumerate() {
        merged.add(part).with_context(|| format!("in description {}", index + 1))?;
    }
    let cases = merged.cases.iter().map(|case| (case.id.clone(), case.operation.clone())).collect();
    Ok(Suite { name: name.to_owned(), cases, model: merged.model(name)? })
}

/// Descriptions in one: they share a service, and many shapes.
#[derive(Default)]
struct Merged {
    metadata: Fields,
    shapes: Fields,
    operations: Fields,
    cases: Vec<case::Case>,
}

impl Merged {
    fn add(&mut self, part: &Node) -> anyhow::Result<()> {
        let object = |key: &str| {
            part.get(key)
                .and_then(Node::as_object)
                .with_context(|| format!("expected `{key}`, an object"))
        };
        self.metadata.extend(object("metadata")?.clone());
        for (name, shape) in object("shapes")? {
            let known = self.shapes.entry(name.clone()).or_insert_with(|| shape.clone());
            if known != shape {
                bail!("the shape `{name}` is another one in an earlier description");
            }
        }
        let endpoint = part.get("clientEndpoint").and_then(Node::as_str);
        let protocol = part.get("metadata").and_then(|metadata| metadata.get("protocol")?.as_str());
        let is_cbor = protocol == Some("smithy-rpc-v2-cbor");
        let cases =
            part.get("cases").and_then(Node::as_array).context("expected `cases`, a list")?;
        for (index, node) in cases.iter().enumerate() {
            let case = case::read(node, endpoint, is_cbor)
                .with_context(|| format!("in case {}", index + 1))?;
            if self.cases.iter().any(|other| other.id == case.id) {
                bail!("two cases have the id `{}`", case.id);
            }
            self.operation(&case)?;
            self.cases.push(case);
        }
        Ok(())
    }

    /// Adds the operation of a case, or to the one of that name the error that this case is about.
    fn operation(&mut self, case: &case::Case) -> anyhow::Result<()> {
        let Some(Node::Object(known)) = self.operations.get_mut(&case.operation) else {
            let given = Node::Object(case.given.clone());
            self.operations.insert(case.operation.clone(), given);
            return Ok(());
        };
        for (key, value) in &case.given {
            match (known.get_mut(key), value) {
                (Some(Node::Array(errors)), Node::Array(more)) if key == "errors" => {
                    let more: Vec<Node> =
                        more.iter().filter(|error| !errors.contains(error)).cloned().collect();
                    errors.extend(more);
                }
                (Some(found), value) if found == value => {}
                (None, value) => _ = known.insert(key.clone(), value.clone()),
                _ => bail!("`{}` has another `{key}` in an earlier case", case.operation),
            }
        }
        Ok(())
    }

    /// The model: C2J, as the generator reads it, and then the cases.
    fn model(mut self, name: &str) -> anyhow::Result<String> {
        let prefix = self.metadata.get("targetPrefix").and_then(Node::as_str);
        let prefix = prefix.unwrap_or("Suite").to_owned();
        // What a service cannot be without, and a suite leaves out.
        for key in ["serviceId", "serviceFullName", "endpointPrefix"] {
            self.metadata.entry(key.to_owned()).or_insert_with(|| Node::from(prefix.as_str()));
        }
        let sections =
            [("metadata", self.metadata), ("operations", self.operations), ("shapes", self.shapes)];
        let sections = sections.map(|(key, fields)| (key.to_owned(), Node::Object(fields)));
        let text = write_node(&Node::Object(sections.into_iter().collect()));
        let document = Document { name, bytes: text.as_bytes() };
        let (mut model, _) = read_model(document).map_err(|found| {
            let lines: Vec<String> = found.into_sorted().iter().map(ToString::to_string).collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        })?;
        apply(&mut model, &self.cases)?;
        Ok(write_model(&model))
    }
}

/// Applies the cases to the operations and errors that they are about.
fn apply(model: &mut Model, cases: &[case::Case]) -> anyhow::Result<()> {
    let protocol = model
        .services()
        .find_map(|(id, _)| Protocol::of(&model.get(id)?.traits))
        .context("the suite has no protocol that is known")?
        .shape_id();
    let mut lists: BTreeMap<(_, &'static str), Vec<Node>> = BTreeMap::new();
    for case in cases {
        let target = case.error.as_ref().unwrap_or(&case.operation);
        let is_target = |kind: &ShapeKind| match kind {
            ShapeKind::Operation(_) => case.error.is_none(),
            ShapeKind::Structure(_) => case.error.is_some(),
            _ => false,
        };
        let mut shapes = model.shapes.iter();
        let found = shapes.find(|(id, shape)| id.name() == target && is_target(&shape.kind));
        let (id, _) = found.with_context(|| format!("`{}`: there is no `{target}`", case.id))?;
        let name =
            if case.is_request { traits::HTTP_REQUEST_TESTS } else { traits::HTTP_RESPONSE_TESTS };
        lists.entry((id.clone(), name)).or_default().push(case.node(protocol));
    }
    for ((id, name), cases) in lists {
        if let Some(traits) = model.traits_mut(&id) {
            traits.insert(name, Node::Array(cases));
        }
    }
    Ok(())
}
