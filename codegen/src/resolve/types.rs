//! The Rust type of a member.

use crate::ir::Place;
use crate::ir::ty::{Collection, NamedKind, RustType, TypeRef};
use crate::naming::TypeKey;
use crate::smithy::{Member, ShapeId, ShapeKind, traits};

use super::Context;

impl Context<'_> {
    /// The type of a structure's or union's member: `Box`ed where the member is on a cycle.
    pub(super) fn member_type(&self, shape: &ShapeId, name: &str, member: &Member) -> RustType {
        let ty = self.type_of(&member.target);
        if self.facts.boxed.contains(&shape.with_member(name)) {
            RustType::Boxed(Box::new(ty))
        } else {
            ty
        }
    }

    /// The type of a shape's values.
    pub(super) fn type_of(&self, id: &ShapeId) -> RustType {
        let shape = self.shape(id);
        match &shape.kind {
            ShapeKind::Simple(simple) => RustType::Simple(*simple),
            ShapeKind::List(member) => {
                RustType::List(Box::new(self.type_of(&member.target)), self.collection(id))
            }
            ShapeKind::Map(key, value) => RustType::Map(
                Box::new(self.type_of(&key.target)),
                Box::new(self.type_of(&value.target)),
                self.collection(id),
            ),
            _ => RustType::Named(self.type_ref(id)),
        }
    }

    /// The reference to a structure, union or enum.
    pub(super) fn type_ref(&self, id: &ShapeId) -> TypeRef {
        let module = match self.placement.owner(id) {
            Some(operation) => self.names.module(operation),
            None => self.names.module(id),
        };
        TypeRef {
            shape: id.clone(),
            name: self.names.type_name(&TypeKey::Shape(id.clone())),
            place: Place { folder: self.placement.folder(self.model, id), module },
            wire: self.names.module(id),
            kind: match &self.shape(id).kind {
                ShapeKind::Union(_) => NamedKind::Union,
                ShapeKind::Enum(_) => NamedKind::Enum,
                ShapeKind::IntEnum(_) => NamedKind::IntEnum,
                _ => NamedKind::Struct,
            },
        }
    }

    fn collection(&self, id: &ShapeId) -> Collection {
        Collection { sparse: self.shape(id).traits.has(traits::SPARSE) }
    }
}
