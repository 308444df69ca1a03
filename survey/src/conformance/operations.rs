//! `conformance --operations`: every operation of a service, as botocore writes its request and reads its response, against the generated crate.
//!
//! `specimens.py` makes values from the model, has botocore write and read them, and prints them as protocol tests; the crate with these tests is generated, compiled and run like that of a suite.
//! One service follows the other, and what was compiled of one is removed before the next: all of them together would fill a disk.

mod botocore;

use std::path::Path;

use anyhow::{Context as _, bail};
use tinsmith::model::released;
use tinsmith_codegen::Document;
use tinsmith_codegen::stages::read::read_model;
use tinsmith_codegen::stages::smithy::{Model, Node, Protocol, ShapeId, ShapeKind, traits};
use tinsmith_codegen::stages::write::write_model;
use tinsmith_project::say;

use super::suite::{Fields, Suite};
use super::{crates, known, report};
use crate::corpus;
use crate::corpus::documents::Service;

/// The cases that are known to fail.
const KNOWN: &str = include_str!("operations/known.toml");

/// Runs all operations of these services, of all if none is named; gives the exit status.
///
/// # Errors
/// Services that cannot be had, written, generated or compiled.
pub(super) fn run(root: &Path, names: &[String]) -> anyhow::Result<i32> {
    let services = corpus::services(names)?;
    let is_service = |name: &str| services.iter().any(|service| service.name == name);
    let known =
        known::parse(KNOWN, |_| true).context("in survey/src/conformance/operations/known.toml")?;
    let known: Vec<known::Known> =
        known.into_iter().filter(|known| is_service(&known.suite)).collect();
    let botocore = botocore::Botocore::installed(root)?;
    let mut results = Vec::new();
    let mut verdict = Vec::new();
    for service in &services {
        let suite = suite(service, &botocore).with_context(|| format!("in `{}`", service.name))?;
        let made = crates::generate(&suite)?;
        crates::compile(root, std::slice::from_ref(&made))?;
        let (cases, said) = crates::outcomes(&suite, &made)?;
        crates::clean(&made)?;
        let result = report::Results { suite: service.name.clone(), cases };
        let problems = report::judge(&result, &known);
        if !problems.is_empty() {
            say::line(&said);
        }
        verdict.extend(problems);
        results.push(result);
    }
    say::out(&report::table(&results, &known))?;
    for problem in &verdict {
        say::error(problem);
    }
    Ok(i32::from(!verdict.is_empty()))
}

/// The operations of a service as a suite.
fn suite(service: &Service, botocore: &botocore::Botocore) -> anyhow::Result<Suite> {
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
    let specimens = botocore.specimens(&service.name, protocol)?;
    for (operation, reason) in object(&specimens, "leftOut")? {
        let reason = reason.as_str().unwrap_or_default();
        say::step("Leaving", &format!("out {operation}: {reason}"));
    }
    let mut cases = Vec::new();
    for (operation, found) in object(&specimens, "operations")? {
        let id = operation_id(&model, operation)?;
        for (key, name) in
            [("requests", traits::HTTP_REQUEST_TESTS), ("responses", traits::HTTP_RESPONSE_TESTS)]
        {
            let found = found.get(key).and_then(Node::as_array).unwrap_or_default();
            let tests: Vec<Node> = found.iter().map(|case| with_protocol(case, protocol)).collect();
            let ids = tests.iter().filter_map(|case| case.get("id")?.as_str());
            cases.extend(ids.map(|id| (id.to_owned(), operation.clone())));
            if let Some(traits) = model.traits_mut(&id).filter(|_| !tests.is_empty()) {
                traits.insert(name, Node::Array(tests));
            }
        }
    }
    // The folder of the crate is another one than that of a suite.
    let name = format!("operations/{}", service.name);
    Ok(Suite { name, cases, model: write_model(&model) })
}

fn object<'n>(node: &'n Node, key: &str) -> anyhow::Result<&'n Fields> {
    let found = node.get(key).and_then(Node::as_object);
    found.with_context(|| format!("expected `{key}` of the specimens, an object"))
}

fn operation_id(model: &Model, name: &str) -> anyhow::Result<ShapeId> {
    let is_it = |shape: &ShapeKind| matches!(shape, ShapeKind::Operation(_));
    let found = model.shapes.iter().find(|(id, shape)| id.name() == name && is_it(&shape.kind));
    match found {
        Some((id, _)) => Ok(id.clone()),
        None => bail!("there is no operation `{name}`"),
    }
}

fn with_protocol(case: &Node, protocol: &str) -> Node {
    let mut fields = case.as_object().cloned().unwrap_or_default();
    fields.insert("protocol".to_owned(), Node::from(protocol));
    Node::Object(fields)
}
