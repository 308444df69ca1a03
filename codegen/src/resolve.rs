//! Model and facts to [`ir::Crate`]: every decision about the Rust side is made here, on the whole service.
//!
//! In comes a sound model with its facts and names, out goes the representation of all operations;
//! `slice` takes its part afterwards. Nothing here depends on which operations are wanted.

mod chapters;
mod constraints;
mod defaults;
mod destination;
mod discovery;
pub mod docs;
mod endpoint;
mod enums;
mod keys;
mod operations;
mod pagination;
pub(crate) mod path;
mod placement;
mod protocol;
mod requests;
mod service;
mod structs;
mod types;
mod unions;
mod waiters;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Facts;
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::naming::NameTable;
use crate::partitions::Partitions;
use crate::settings::Settings;
use crate::smithy::Protocol;
use crate::smithy::{Model, Service, Shape, ShapeId, ShapeKind};

use self::placement::Placement;
pub use self::protocol::resolve as protocol;
pub use crate::smithy::is_protocol;

/// What the resolvers read. Nothing in it changes while they run.
struct Context<'c> {
    model: &'c Model,
    facts: &'c Facts,
    names: NameTable,
    placement: Placement,
    /// Patterns of the closure in the notation of the runtime, by what the model writes; those that it can express.
    patterns: BTreeMap<String, String>,
    /// Errors that are members of other shapes.
    error_members: BTreeSet<ShapeId>,
    /// Structures and unions that have something to check, themselves or further inside.
    validated: BTreeSet<ShapeId>,
}

/// Resolves a service of the model, which speaks this protocol.
pub fn resolve(
    model: &Model,
    (service_id, service, protocol): (&ShapeId, &Service, Protocol),
    facts: &Facts,
    (settings, partitions, source): (&Settings, &Partitions, ir::Source),
    diagnostics: &mut Diagnostics,
) -> ir::Crate {
    let mut context = Context::of(model, service, facts);
    context.patterns = constraints::patterns(model, facts, diagnostics);
    context.error_members = structs::error_members(model, facts);
    context.validated = constraints::validated_shapes(&context);

    let mut items = BTreeMap::new();
    for id in facts.usage.keys() {
        let Some(shape) = model.get(id) else { continue };
        match &shape.kind {
            ShapeKind::Structure(members) => {
                let item = structs::resolve(&context, id, shape, members);
                items.insert(id.clone(), ir::item::Item::Struct(item));
            }
            ShapeKind::Union(members) => {
                let item = unions::resolve(&context, id, shape, members);
                items.insert(id.clone(), ir::item::Item::Union(item));
            }
            ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => {
                let item = enums::resolve(&context, id, shape, members);
                items.insert(id.clone(), ir::item::Item::Enum(item));
            }
            _ => {}
        }
    }
    let service_traits = &context.shape(service_id).traits;
    let outside = (settings, protocol, partitions);
    let mut service = service::resolve(model, service_id, service, outside, diagnostics);
    service.discovery = discovery::resolve(&context, service_traits);
    ir::Crate {
        docs: docs::front_page(&context, service_traits, &service),
        chapters: chapters::resolve((service_id, service_traits), &facts.operations, diagnostics),
        answers: keys::answers(&context),
        questions: keys::questions(&context),
        operations: operations::resolve(&context, service_id, diagnostics),
        service,
        items,
        protocol_tests: ir::protocol_test::ProtocolTests::default(),
        source,
    }
}

/// Operations whose requests would go to the wrong place, with the reason, of those that nothing else stands in the way of.
pub fn unsupported_destinations(
    model: &Model,
    (service_id, service): (&ShapeId, &Service),
    facts: &Facts,
) -> BTreeMap<ShapeId, String> {
    let context = Context::of(model, service, facts);
    destination::unsupported(&context, &context.shape(service_id).traits)
}

impl<'c> Context<'c> {
    /// What names and types are resolved with; the rest is filled in by [`resolve`].
    fn of(model: &'c Model, service: &Service, facts: &'c Facts) -> Self {
        let names =
            NameTable::of(model, service, (facts.usage.keys(), &facts.keys), structs::arguments);
        Self {
            model,
            facts,
            names,
            placement: Placement::of(model, facts),
            patterns: BTreeMap::new(),
            error_members: BTreeSet::new(),
            validated: BTreeSet::new(),
        }
    }

    /// A shape of the model; the model has been checked, so every target exists.
    fn shape(&self, id: &ShapeId) -> &Shape {
        self.model.get(id).unwrap_or_else(|| unreachable!("{id} was checked to exist"))
    }
}
