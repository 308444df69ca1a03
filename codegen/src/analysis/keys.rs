//! The maps whose keys depend on the value of an enum beside them, as overlays say it of inputs and outputs.
//!
//! In come a model and the facts about its structures; out goes what each input and output has, with the structure that says so, and what does not fit the model.

mod check;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::smithy::keys::{Common, RequestKeys, ResponseKeys};
use crate::smithy::{Member, Model, Node, Shape, ShapeId, ShapeKind, traits};

use super::Facts;

/// What inputs and outputs have such maps.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// By the input, what is sent.
    pub requests: BTreeMap<ShapeId, Keyed<RequestKeys>>,
    /// By the output, what comes back.
    pub responses: BTreeMap<ShapeId, Keyed<ResponseKeys>>,
}

/// What is said of one structure.
#[derive(Clone, Debug)]
pub struct Keyed<T> {
    /// The structure that says it: itself, or the one that it is like.
    pub root: ShapeId,
    /// What that one says.
    pub keys: T,
    /// The name of the Rust type.
    pub type_name: String,
    /// The member with the enum.
    pub discriminator: String,
    /// The map.
    pub map: String,
    /// The function that leads to it: a step of the request, or a method of the response.
    pub function: String,
}

/// What both traits have in common, for whoever reads or checks either.
trait OfStructure: Sized {
    const TRAIT: &'static str;
    /// The property with the name of the function.
    const FUNCTION: &'static str;
    /// What becomes of a value of the enum about which nothing is said.
    const WITHOUT_ENTRY: &'static str;
    fn read(node: &Node) -> Self;
    fn common(&self) -> &Common;
    fn function(&self) -> Option<&String>;
}

impl OfStructure for RequestKeys {
    const TRAIT: &'static str = traits::REQUEST_KEYS;
    const FUNCTION: &'static str = "step";
    const WITHOUT_ENTRY: &'static str = "no function begins it, and its keys are not checked";

    fn read(node: &Node) -> Self {
        Self::read(node)
    }

    fn common(&self) -> &Common {
        &self.common
    }

    fn function(&self) -> Option<&String> {
        self.step.as_ref()
    }
}

impl OfStructure for ResponseKeys {
    const TRAIT: &'static str = traits::RESPONSE_KEYS;
    const FUNCTION: &'static str = "method";
    const WITHOUT_ENTRY: &'static str = "it is read as `Unknown`";

    fn read(node: &Node) -> Self {
        Self::read(node)
    }

    fn common(&self) -> &Common {
        &self.common
    }

    fn function(&self) -> Option<&String> {
        self.method.as_ref()
    }
}

impl Keys {
    /// What these structures have. Where an overlay says it wrongly, [`check`] tells.
    pub fn of<'i>(model: &Model, shapes: impl Iterator<Item = &'i ShapeId> + Clone) -> Self {
        Self { requests: read(model, shapes.clone()), responses: read(model, shapes) }
    }

    /// The types that overlays name, each as if it were a member of the structure that says so.
    pub fn types(&self) -> Vec<(ShapeId, &str)> {
        fn named<T>(of: &BTreeMap<ShapeId, Keyed<T>>) -> impl Iterator<Item = (ShapeId, &str)> {
            let roots = of.iter().filter(|(id, keyed)| **id == keyed.root);
            roots.map(|(id, keyed)| (id.with_member(&keyed.type_name), keyed.type_name.as_str()))
        }
        named(&self.requests).chain(named(&self.responses)).collect()
    }
}

fn read<'i, T: OfStructure>(
    model: &Model,
    shapes: impl Iterator<Item = &'i ShapeId>,
) -> BTreeMap<ShapeId, Keyed<T>> {
    shapes.filter_map(|id| Some((id.clone(), keyed(model, id)?))).collect()
}

/// What a structure has; `None` as well where what is said is not enough.
fn keyed<T: OfStructure>(model: &Model, id: &ShapeId) -> Option<Keyed<T>> {
    let own = said::<T>(model, id)?;
    let root = own.common().like.clone().unwrap_or_else(|| id.clone());
    let keys = said::<T>(model, &root)?;
    let of = |get: fn(&T) -> Option<&String>| get(&own).or_else(|| get(&keys)).cloned();
    Some(Keyed {
        discriminator: of(|keys| keys.common().discriminator.as_ref())?,
        map: of(|keys| keys.common().map.as_ref())?,
        function: of(T::function)?,
        type_name: keys.common().type_name.clone()?,
        keys,
        root,
    })
}

/// What the trait of a structure itself says.
fn said<T: OfStructure>(model: &Model, id: &ShapeId) -> Option<T> {
    model.get(id)?.traits.get(T::TRAIT).map(T::read)
}

/// The values of an enum that a member targets, in the model's order, each with the name of its member.
pub fn enum_values<'m>(
    model: &'m Model,
    members: &'m indexmap::IndexMap<String, Member>,
    member: &str,
) -> Option<Vec<(&'m String, &'m str)>> {
    let target = model.get(&members.get(member)?.target)?;
    let ShapeKind::Enum(values) = &target.kind else { return None };
    Some(values.iter().map(|(name, member)| (name, value_of(name, member))).collect())
}

fn value_of<'m>(name: &'m str, member: &'m Member) -> &'m str {
    member.traits.text(traits::ENUM_VALUE).unwrap_or(name)
}

/// Whether a shape is a map from string to string.
pub(super) fn is_map_of_strings(model: &Model, shape: &Shape) -> bool {
    use crate::smithy::SimpleType;
    let ShapeKind::Map(key, value) = &shape.kind else { return false };
    let is_string = |member: &Member| {
        let target = model.get(&member.target).map(|shape| &shape.kind);
        matches!(target, Some(ShapeKind::Simple(SimpleType::String)))
    };
    is_string(key) && is_string(value) && !shape.traits.has(traits::SPARSE)
}

/// Tells everything that does not fit the model.
pub fn check(model: &Model, facts: &Facts, diagnostics: &mut Diagnostics) {
    check::check(model, facts, diagnostics);
}
