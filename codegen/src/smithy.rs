//! The Smithy semantic model: what every reader produces and every later stage reads.
//!
//! In come shapes as a reader found them, in the order of the source, because member order carries meaning.
//! Out go lookups by [`ShapeId`].
//! Nothing here knows about Rust, about files, or about the format that a model was read from.
//!
//! Terms follow the Smithy 2.0 specification, "The semantic model".

pub mod auth;
pub mod cycles;
pub mod diagram;
pub mod discovery;
pub mod enum_names;
pub mod id;
pub mod jmespath;
pub mod keys;
pub mod neighbors;
pub mod node;
pub mod number;
pub mod pagination;
pub mod prelude;
pub mod protocol;
pub mod shape;
pub(crate) mod time;
pub mod traits;
pub mod validate;
pub mod waiters;

use std::collections::BTreeMap;

use indexmap::IndexMap;

pub use self::auth::Auth;
pub use self::id::ShapeId;
pub use self::node::Node;
pub use self::number::Number;
pub use self::protocol::{Protocol, is_protocol};
pub use self::shape::{Member, Operation, Resource, Service, Shape, ShapeKind, SimpleType};
pub use self::traits::Traits;

/// A set of shapes, in the order of the source, and the model's metadata.
///
/// The shapes of Smithy's own `smithy.api` namespace are not stored; [`Model::get`] answers for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// Every shape that the source defines.
    pub shapes: IndexMap<ShapeId, Shape>,
    /// The model's metadata section, kept as it was found.
    pub metadata: IndexMap<String, Node>,
    /// Traits applied to members that a mixin is going to bring; empty after `transform::mixins`.
    pub applied: IndexMap<ShapeId, Traits>,
    /// The overlay that brought a trait of the namespace `tinsmith` to a shape: who is told what is wrong with it.
    pub overlays: BTreeMap<(ShapeId, String), String>,
}

impl Model {
    /// The shape with this id: the model's own, or one of the prelude's.
    pub fn get(&self, id: &ShapeId) -> Option<&Shape> {
        self.shapes.get(id).or_else(|| prelude::get(id))
    }

    /// The traits of a shape, or of a member when the id names one, to change them.
    pub fn traits_mut(&mut self, id: &ShapeId) -> Option<&mut Traits> {
        let Some(member) = id.member() else {
            return self.shapes.get_mut(id).map(|shape| &mut shape.traits);
        };
        let shape = self.shapes.get_mut(&id.without_member())?;
        let found = match &mut shape.kind {
            ShapeKind::List(element) if member == "member" => element,
            ShapeKind::Map(key, _) if member == "key" => key,
            ShapeKind::Map(_, value) if member == "value" => value,
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => members.get_mut(member)?,
            _ => return None,
        };
        Some(&mut found.traits)
    }

    /// The services of the model, in source order.
    pub fn services(&self) -> impl Iterator<Item = (&ShapeId, &Service)> {
        self.shapes.iter().filter_map(|(id, shape)| match &shape.kind {
            ShapeKind::Service(service) => Some((id, service)),
            _ => None,
        })
    }

    /// Every operation bound to a service: its own and those of its resources, each once, in binding order.
    pub fn operations_of(&self, service: &Service) -> Vec<ShapeId> {
        let mut found = indexmap::IndexSet::new();
        found.extend(service.operations.iter().cloned());
        let mut pending: Vec<&ShapeId> = service.resources.iter().rev().collect();
        let mut seen = indexmap::IndexSet::new();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(Shape { kind: ShapeKind::Resource(resource), .. }) = self.shapes.get(id) {
                found.extend(resource.operations.iter().cloned());
                pending.extend(resource.resources.iter().rev());
            }
        }
        found.into_iter().collect()
    }
}
