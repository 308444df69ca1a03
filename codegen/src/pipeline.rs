//! The one place that names all stages, in order.

use std::collections::BTreeSet;

use hmac_sha256::Hash as Sha256;

use crate::analysis::{Facts, customizations, discovery, keys};
use crate::diagnostic::{Diagnostic, Diagnostics, LeftOut, nearest};
use crate::ir;
use crate::partitions::{self, Partitions};
use crate::read::{Document, read_model};
use crate::render::{RenderError, SourceTree, Threads};
use crate::settings::{Operations, Settings, package_name_problem};
use crate::smithy::Protocol;
use crate::smithy::{Model, Service, ShapeId, neighbors, validate};
use crate::transform::{keep_protocol, transform};
use crate::{emit, guide, protocol_tests, render, resolve, slice};

/// What is read: a model and the overlays that are laid over it, in order.
///
/// All of them are whole documents in memory; the generator opens no file.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The model: Smithy JSON AST (1.0 or 2.0) or C2J, which is found by looking at it.
    pub model: Document<'a>,
    /// Overlays: documents in Smithy JSON AST that apply traits to shapes of the model. None are needed.
    pub overlays: &'a [Document<'a>],
    /// What the runtime of the crate knows of partitions, as botocore's `partitions.json` has it; `None` for the runtime of this version.
    ///
    /// Cases of the endpoint rules that need other facts are left out.
    pub partitions: Option<Document<'a>>,
}

impl<'a> Inputs<'a> {
    /// A model without overlays, for a crate on the runtime of this version.
    pub fn new(model: Document<'a>) -> Self {
        Self { model, overlays: &[], partitions: None }
    }
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files.
    pub tree: SourceTree,
    /// What the tree is made of, for reports. It is of [`stages`](crate::stages), about which nothing is promised.
    pub krate: ir::Crate,
    /// What was left out and why, sorted: operations, patterns that cannot be checked, waiters. [`Diagnostic::left_out`] says which it is.
    pub warnings: Vec<Diagnostic>,
    /// The operations that are asked for with all others and cannot be generated, sorted; a warning says why of each.
    pub left_out: Vec<ShapeId>,
}

/// A model that is ready to be resolved.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The model, transformed and checked.
    pub model: Model,
    /// The chosen service.
    pub service: ShapeId,
    /// Facts about its closure.
    pub facts: Facts,
}

/// Why nothing came out.
pub enum Error {
    /// The documents or the settings: every error, sorted, and before them what was left out of a document that could not be read.
    Input(Vec<Diagnostic>),
    /// The generator itself.
    Render(RenderError),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Input(diagnostics) => {
                for (index, diagnostic) in diagnostics.iter().enumerate() {
                    let separator = if index == 0 { "" } else { "\n" };
                    write!(f, "{separator}{diagnostic}")?;
                }
                Ok(())
            }
            Self::Render(error) => error.fmt(f),
        }
    }
}

/// The same text as `Display`: it is what a `main` that returns the error prints.
impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

/// Generates a crate: its files, and what was left out of them.
///
/// # Errors
/// [`Error::Input`] with every problem of the documents and the settings, sorted, and [`Error::Render`] where the generator itself is at fault.
/// Nothing is generated then.
pub fn generate(inputs: &Inputs<'_>, settings: &Settings) -> Result<Generated, Error> {
    generate_with_model(inputs, settings).map(|(_, generated)| generated)
}

/// As [`generate_with_model`], on this thread alone, for whoever generates many crates at once.
///
/// # Errors
/// As [`generate`].
pub fn generate_on_this_thread(
    inputs: &Inputs<'_>,
    settings: &Settings,
) -> Result<(Prepared, Generated), Error> {
    let resolved = resolve_prepared(inputs, settings)?;
    rendered(resolved, inputs, settings, Threads::Own)
}

/// As [`generate`], with the model that the crate was made from, for whoever compares two of them.
///
/// # Errors
/// As [`generate`].
pub fn generate_with_model(
    inputs: &Inputs<'_>,
    settings: &Settings,
) -> Result<(Prepared, Generated), Error> {
    let resolved = resolve_prepared(inputs, settings)?;
    rendered(resolved, inputs, settings, Threads::Shared)
}

fn rendered(
    (prepared, krate, warnings): (Prepared, ir::Crate, Vec<Diagnostic>),
    inputs: &Inputs<'_>,
    settings: &Settings,
    threads: Threads,
) -> Result<(Prepared, Generated), Error> {
    let jobs = emit::jobs(&krate, &settings.package);
    let tree = render::render(&jobs, inputs.model.name, threads).map_err(Error::Render)?;
    // One that is named is an error instead, so these were asked for with all others.
    let left_out = prepared.facts.unsupported.keys();
    let left_out = match settings.selection.operations {
        Operations::All => left_out.cloned().collect(),
        Operations::Named(_) => Vec::new(),
    };
    Ok((prepared, Generated { tree, krate, warnings, left_out }))
}

/// All stages up to the front page: what the files will be made of.
///
/// # Errors
/// As [`generate`].
pub fn resolve_crate(
    inputs: &Inputs<'_>,
    settings: &Settings,
) -> Result<(ir::Crate, Vec<Diagnostic>), Error> {
    let (_, krate, warnings) = resolve_prepared(inputs, settings)?;
    Ok((krate, warnings))
}

fn resolve_prepared(
    inputs: &Inputs<'_>,
    settings: &Settings,
) -> Result<(Prepared, ir::Crate, Vec<Diagnostic>), Error> {
    let mut diagnostics = Diagnostics::new(inputs.model.name);
    let (model, chosen) = read(inputs, settings, &mut diagnostics)?;
    let protocol = match &chosen {
        Some(service) => Some(protocol(&model, service, inputs.model.name)?),
        None => None,
    };
    let partitions = Partitions::read(inputs.partitions.unwrap_or(partitions::OF_THE_RUNTIME));
    let partitions = partitions.map_err(|found| diagnostics.append(found)).ok();
    let prepared = prepare(model, chosen, &mut diagnostics)?;
    let Prepared { model, service: service_id, facts } = &prepared;
    let found = (find_service_shape(model, service_id), protocol, partitions);
    let (Some(service), Some(protocol), Some(partitions)) = found else {
        return Err(Error::Input(diagnostics.into_errors()));
    };
    let wanted = wanted(facts, settings, &mut diagnostics);
    customizations::warn(model, service_id, &facts.operations, &mut diagnostics);
    if let Some(problem) = package_name_problem(&settings.package.name) {
        diagnostics.error(problem);
    }
    let source =
        ir::Source { model: inputs.model.name.to_owned(), sha256: sha256(inputs.model.bytes) };
    let resolved = resolve::resolve(
        model,
        (service_id, service, protocol),
        facts,
        (settings, &partitions, source),
        &mut diagnostics,
    );
    if diagnostics.has_errors() {
        return Err(Error::Input(diagnostics.into_errors()));
    }
    let mut krate = slice::slice(resolved, wanted.as_ref());
    guide::add(&mut krate, &settings.package.name);
    if settings.protocol_tests {
        krate.protocol_tests = protocol_tests::of(&krate, model, &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(Error::Input(diagnostics.into_errors()));
        }
    }
    let mut warnings = diagnostics.into_sorted();
    let reached = reachable(model, krate.operations.iter().map(|operation| &operation.shape));
    // What is not generated is nobody's concern; an operation that is left out is.
    warnings.retain(|warning| {
        let shape = warning.shape.as_ref().map(ShapeId::without_member);
        warning.left_out == Some(LeftOut::Operation)
            || shape.is_none_or(|id| id == *service_id || reached.contains(&id))
    });
    Ok((prepared, krate, warnings))
}

/// Every shape that these reach.
fn reachable<'i>(model: &Model, roots: impl Iterator<Item = &'i ShapeId>) -> BTreeSet<ShapeId> {
    let mut pending: Vec<ShapeId> = roots.cloned().collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if let Some(shape) = model.get(&id)
            && reached.insert(id)
        {
            pending.extend(neighbors::neighbors(shape).into_iter().cloned());
        }
    }
    reached
}

/// The stages before decisions about Rust, for a look at the model and the facts.
///
/// # Errors
/// As [`generate`].
pub fn prepare_only(inputs: &Inputs<'_>, settings: &Settings) -> Result<Prepared, Error> {
    let mut diagnostics = Diagnostics::new(inputs.model.name);
    let (model, service) = read(inputs, settings, &mut diagnostics)?;
    prepare(model, service, &mut diagnostics)
}

/// Reading and transforming; the service comes with the model, unless it is not clear which one is meant.
fn read(
    inputs: &Inputs<'_>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Result<(Model, Option<ShapeId>), Error> {
    // A warning about a document that cannot be read may be the reason why.
    let (mut model, warnings) =
        read_model(inputs.model).map_err(|found| Error::Input(found.into_sorted()))?;
    diagnostics.append(warnings);
    validate::values(&model, diagnostics);
    transform(&mut model, inputs.overlays, settings.docs, diagnostics);
    let service = choose_service(&model, settings.selection.service.as_deref(), diagnostics);
    let service = match (service, &settings.selection.protocol) {
        (Some(service), Some(wanted)) => {
            keep_protocol(&mut model, &service, wanted, diagnostics).map(|()| service)
        }
        (service, _) => service,
    };
    Ok((model, service))
}

/// The protocol that the crate will speak. Without one nothing can be generated, so whatever else is wrong with the model is not told.
fn protocol(model: &Model, service: &ShapeId, document: &str) -> Result<Protocol, Error> {
    let mut diagnostics = Diagnostics::new(document);
    resolve::protocol(model, service, &mut diagnostics)
        .ok_or_else(|| Error::Input(diagnostics.into_errors()))
}

/// Checking and analysing.
fn prepare(
    model: Model,
    service: Option<ShapeId>,
    diagnostics: &mut Diagnostics,
) -> Result<Prepared, Error> {
    validate::validate(&model, diagnostics);
    let shape = service.as_ref().and_then(|service| find_service_shape(&model, service));
    let (Some(service), Some(shape), false) = (&service, shape, diagnostics.has_errors()) else {
        return Err(Error::Input(std::mem::take(diagnostics).into_errors()));
    };
    let mut facts = Facts::of(&model, service, shape);
    discovery::check_names(&model, service, &facts.operations, diagnostics);
    keys::check(&model, &facts, diagnostics);
    if diagnostics.has_errors() {
        return Err(Error::Input(std::mem::take(diagnostics).into_errors()));
    }
    facts.unsupported.extend(resolve::unsupported_destinations(&model, (service, shape), &facts));
    discovery::add_undiscoverable(&model, service, &mut facts);
    Ok(Prepared { service: service.clone(), facts, model })
}

/// The service that is asked for, or the only one.
fn choose_service(
    model: &Model,
    wanted: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeId> {
    let services: Vec<&ShapeId> = model.services().map(|(id, _)| id).collect();
    let names =
        || services.iter().map(|id| format!("`{}`", id.name())).collect::<Vec<_>>().join(", ");
    match (wanted, services.as_slice()) {
        (_, []) => diagnostics.error("expected a service shape, found none"),
        (None, [only]) => return Some((*only).clone()),
        (None, _) => {
            diagnostics.error(format!(
                "expected one service, found {}: {}",
                services.len(),
                names()
            ));
            diagnostics.help("select the one to generate");
        }
        (Some(wanted), _) => {
            let found = services.iter().find(|id| id.as_str() == wanted || id.name() == wanted);
            if let Some(found) = found {
                return Some((*found).clone());
            }
            diagnostics
                .error(format!("the service `{wanted}` does not exist; there is {}", names()));
            if let Some(near) = nearest(wanted, services.iter().map(|id| id.name())) {
                diagnostics.help(format!("did you mean `{near}`?"));
            }
        }
    }
    None
}

fn find_service_shape<'m>(model: &'m Model, id: &ShapeId) -> Option<&'m Service> {
    model.services().find(|(found, _)| *found == id).map(|(_, service)| service)
}

/// The operations that are asked for; `None` for all.
///
/// One that cannot be generated is an error when it is named, a warning when all are wanted.
fn wanted(
    facts: &Facts,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<BTreeSet<ShapeId>> {
    let Operations::Named(names) = &settings.selection.operations else {
        for (id, reason) in &facts.unsupported {
            diagnostics.left_out(LeftOut::Operation, id, format!("left out: {reason}"));
        }
        return None;
    };
    let mut wanted = BTreeSet::new();
    if names.is_empty() {
        diagnostics.error("no operation is selected");
        diagnostics.help("name at least one operation, or select all");
    }
    for name in names {
        let Some(id) = facts.operations.iter().find(|id| id.name() == name) else {
            diagnostics.error(format!("the operation `{name}` does not exist in the service"));
            if let Some(near) = nearest(name, facts.operations.iter().map(ShapeId::name)) {
                diagnostics.help(format!("did you mean `{near}`?"));
            }
            continue;
        };
        if let Some(reason) = facts.unsupported.get(id) {
            diagnostics.shape_error(id, format!("cannot be generated: {reason}"));
        }
        if !wanted.insert(id.clone()) {
            diagnostics.error(format!("the operation `{name}` is selected twice"));
        }
    }
    Some(wanted)
}

/// SHA-256 of a document, in hexadecimal, as a crate says what it was made from.
pub fn sha256(document: &[u8]) -> String {
    Sha256::hash(document).iter().map(|byte| format!("{byte:02x}")).collect()
}
