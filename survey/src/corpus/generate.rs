//! One service: its documents to a model, where it has none, the model to a crate, the crate to its folder.
//!
//! It goes the way of a user: documents are imported, the model is written as text, and a crate is generated from that with default settings.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use tinsmith::model::released;
use tinsmith_codegen::Diagnostic;
use tinsmith_codegen::plan::Plan;
use tinsmith_codegen::settings::{Operations, Package, RuntimeSource};
use tinsmith_codegen::stages::ir::endpoint::Endpoints;
use tinsmith_codegen::stages::pipeline::{Prepared, generate_on_this_thread};
use tinsmith_codegen::stages::smithy::Protocol;
use tinsmith_codegen::stages::smithy::traits::registry;
use tinsmith_codegen::{Document, Generated, Inputs, Settings};
use tinsmith_project::change::write_if_changed;
use tinsmith_project::sync;

use super::cpu;
use super::documents::Service;
use super::workspace::{self, RUNTIME};

/// What came of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    /// The protocol that the crate speaks.
    pub(super) protocol: &'static str,
    /// The other protocols that the model lists, by their traits' names.
    pub(super) other_protocols: Vec<String>,
    /// How many operations the crate has.
    pub(super) operations: usize,
    /// Operations that it does not have, with the reason.
    pub(super) left_out: Vec<(String, String)>,
    /// How many types it has.
    pub(super) shapes: usize,
    /// How many files.
    pub(super) files: usize,
    /// How many lines in them.
    pub(super) lines: usize,
    /// How many cases of its endpoint rules.
    pub(super) cases: usize,
    /// What else was told, as it would be printed.
    pub(super) warnings: Vec<String>,
    /// What all of it took, without reading and writing files.
    pub(super) time: Duration,
}

/// Generates the crate of a service from its documents and writes it.
///
/// # Errors
/// Every problem of its documents, and a disk that does not do its part.
pub(super) fn generate(service: &Service, corpus: &Path) -> anyhow::Result<Made> {
    let (converted, importing) = cpu::timed(|| released::converted(&service.path));
    let (model, diagnostics) = converted?;
    write_if_changed(&corpus.join("models").join(format!("{}.json", service.name)), &model)?;
    let mut made = of_text(service, (&model, diagnostics), corpus)?;
    made.time += importing;
    Ok(made)
}

/// Generates the crate of a service from its model and writes it.
///
/// # Errors
/// Every problem of the model, and a disk that does not do its part.
pub(super) fn of_model(service: &Service, corpus: &Path) -> anyhow::Result<Made> {
    let path = &service.path;
    let model =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    of_text(service, (&model, Vec::new()), corpus)
}

/// Takes the text of a model, and what was told of it before.
fn of_text(
    service: &Service,
    (model, mut diagnostics): (&str, Vec<Diagnostic>),
    corpus: &Path,
) -> anyhow::Result<Made> {
    let name = format!("{}.json", service.name);
    let model = Document { name: &name, bytes: model.as_bytes() };
    let runtime = RuntimeSource::Path(RUNTIME.to_owned());
    let package = Package { name: service.name.clone(), runtime, standalone: false };
    let settings = Settings::new(package, Operations::All);
    let inputs = Inputs::new(model);
    let (generated, generating) = cpu::timed(|| generate_on_this_thread(&inputs, &settings));
    let (prepared, Generated { tree, krate, warnings, .. }) = generated?;

    let folder = workspace::folder_of(corpus, &service.name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let plan = Plan::of(&tree, &sync::existing(&folder, &tree)?);
    sync::apply(&folder, &tree, &plan)?;

    diagnostics.extend(warnings);
    let unsupported = &prepared.facts.unsupported;
    let is_other = |found: &&Diagnostic| {
        found.shape.as_ref().is_none_or(|shape| !unsupported.contains_key(shape))
    };
    let left_out = unsupported.iter().map(|(id, reason)| (id.name().to_owned(), reason.clone()));
    Ok(Made {
        protocol: krate.service.protocol.name(),
        other_protocols: other_protocols(&prepared, krate.service.protocol),
        operations: krate.operations.len(),
        left_out: left_out.collect(),
        shapes: krate.items.len(),
        files: tree.files.len(),
        lines: tree.files.values().map(|text| text.lines().count()).sum(),
        cases: match &krate.service.endpoints {
            Endpoints::Rules(rules) => rules.tests.len(),
            Endpoints::Regional(_) => 0,
        },
        warnings: diagnostics.iter().filter(is_other).map(ToString::to_string).collect(),
        time: generating,
    })
}

/// The protocols of the service but for the one that its crate speaks.
fn other_protocols(prepared: &Prepared, spoken: Protocol) -> Vec<String> {
    let service = prepared.model.get(&prepared.service);
    let names = service.into_iter().flat_map(|shape| shape.traits.iter().map(|(name, _)| name));
    let protocol = |name: &str| {
        let (_, short) = name.split_once('#')?;
        let is_other = registry::is_protocol(name) && name != spoken.shape_id();
        is_other.then(|| short.to_owned())
    };
    names.filter_map(protocol).collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::super::queue;
    use super::*;

    const KILN: &str = r#"{
        "metadata": {"apiVersion": "2024-01-01", "endpointPrefix": "kiln", "jsonVersion": "1.0", "protocol": "json",
            "protocols": ["smithy-rpc-v2-cbor", "json"], "serviceId": "Kilns", "signatureVersion": "v4", "targetPrefix": "KilnService"},
        "operations": {
            "Fire": {"name": "Fire", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "FireRequest"}},
            "Watch": {"name": "Watch", "http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "WatchResponse"}}
        },
        "shapes": {
            "FireRequest": {"type": "structure", "members": {"Name": {"shape": "Name"}}},
            "Heat": {"type": "structure", "members": {}, "event": true},
            "Heats": {"type": "structure", "members": {"Heat": {"shape": "Heat"}}, "eventstream": true},
            "Name": {"type": "string", "pattern": "(?!a).*"},
            "WatchResponse": {"type": "structure", "members": {"Heats": {"shape": "Heats"}}}
        }
    }"#;

    fn service(scratch: &TempDir, name: &str, description: Option<&str>) -> Service {
        let folder = scratch.path().join("documents").join(name);
        fs::create_dir_all(&folder).unwrap();
        if let Some(text) = description {
            fs::write(folder.join("service-2.json"), text).unwrap();
        }
        Service { name: name.to_owned(), path: folder, bytes: 1 }
    }

    #[test]
    fn a_service_becomes_a_model_a_crate_and_numbers() {
        let scratch = tempfile::tempdir().unwrap();
        let made = generate(&service(&scratch, "kiln", Some(KILN)), scratch.path()).unwrap();
        assert_eq!(
            (made.protocol, made.other_protocols),
            ("awsJson1_0", vec!["rpcv2Cbor".to_owned()])
        );
        assert_eq!(made.operations, 1);
        let left_out: Vec<&str> = made.left_out.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(left_out, ["Watch"]);
        let pattern = "warning: kiln.json: com.amazonaws.kilns#Name: the pattern `^(?!a).*$` cannot be expressed and is not checked";
        assert_eq!(made.warnings.len(), 1);
        assert!(
            made.warnings.iter().all(|warning| warning.starts_with(pattern)),
            "{:?}",
            made.warnings
        );
        let model = fs::read_to_string(scratch.path().join("models/kiln.json")).unwrap();
        assert!(model.contains("com.amazonaws.kilns#Fire"));
        let manifest = fs::read_to_string(scratch.path().join("crates/kiln/Cargo.toml")).unwrap();
        assert!(manifest.contains("path = \"../../../../runtime\""), "{manifest}");
    }

    #[test]
    fn services_whose_documents_are_broken_or_missing_do_not_stop_the_others() {
        let scratch = tempfile::tempdir().unwrap();
        let services = vec![
            service(&scratch, "cut", Some("{\"metadata\": ")),
            service(&scratch, "empty", None),
            service(&scratch, "kiln", Some(KILN)),
            service(&scratch, "other", Some("{}")),
        ];
        let done = queue::run(services, |service| generate(service, scratch.path()));
        let failures: Vec<(&str, String)> = done
            .iter()
            .filter_map(|done| {
                Some((done.service.name.as_str(), done.result.as_ref().err()?.to_string()))
            })
            .collect();
        let [cut, empty, other] = failures.as_slice() else { panic!("{failures:?}") };
        assert_eq!(cut.0, "cut");
        assert!(cut.1.contains("expected JSON: the document ends early at line 1"), "{cut:?}");
        assert_eq!(empty.0, "empty");
        assert!(empty.1.starts_with("there is no service-2.json in "), "{empty:?}");
        assert_eq!(other.0, "other");
        assert!(other.1.contains("expected an API model"), "{other:?}");
        assert!(scratch.path().join("crates/kiln/src/lib.rs").exists());
        assert!(!scratch.path().join("crates/cut").exists());
    }
}
