//! Maps whose keys depend on the value of an enum beside them.
//!
//! In comes what overlays say of inputs and outputs, checked; out go the types that make such a map, with the steps that lead to each, and those that say what is in one.

mod answers;
mod questions;

pub(super) use self::answers::{all as answers, answered};
pub(super) use self::questions::{all as questions, asked};

use crate::analysis::keys::Keyed;
use crate::ir::ty::{NamedKind, TypeRef};
use crate::ir::{Folder, Place};
use crate::naming::TypeKey;
use crate::smithy::{Member, ShapeId};

use super::Context;

impl Context<'_> {
    /// The reference to a type that an overlay names.
    fn type_of_keys<T>(&self, keyed: &Keyed<T>) -> TypeRef {
        let id = keyed.root.with_member(&keyed.type_name);
        let module = self.names.module(&id);
        TypeRef {
            name: self.names.type_name(&TypeKey::Keys(id)),
            shape: keyed.root.clone(),
            place: Place { folder: Folder::Types, module: module.clone() },
            wire: module,
            kind: NamedKind::Struct,
        }
    }

    /// Members of a structure of the model.
    fn members(&self, id: &ShapeId) -> &indexmap::IndexMap<String, Member> {
        self.shape(id).members().unwrap_or_else(|| unreachable!("{id} is a structure"))
    }
}

/// The position of a member.
fn position(members: &indexmap::IndexMap<String, Member>, name: &str) -> usize {
    members.get_index_of(name).unwrap_or_else(|| unreachable!("`{name}` was checked to exist"))
}
