//! Names: every shape, member, operation and enum value gets its Rust name here, and nowhere else.
//!
//! In come Smithy names, out go [`RustIdent`]s that are valid, leave reserved names alone,
//! and differ wherever Rust needs them to.
//! The result depends on the whole set of names, never on the order in which they are visited.

pub mod collide;
pub mod free;
pub mod keys;
pub mod reserved;
pub mod words;

use std::collections::BTreeMap;
use std::fmt;

use indexmap::IndexMap;

use crate::analysis::keys::Keys;
use crate::smithy::{Member, Model, Node, Service, Shape, ShapeId, ShapeKind, traits};

use self::collide::Wanted;

/// A Rust identifier, without the `r#` that a keyword needs where it is written.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RustIdent(String);

impl RustIdent {
    /// An identifier from text that is one; the modules of this folder make sure of that.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identifier as text: the file name of a module, the key of a table.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier as code: keywords become raw.
    pub fn written(&self) -> String {
        if reserved::is_keyword(&self.0) { format!("r#{}", self.0) } else { self.0.clone() }
    }
}

impl fmt::Display for RustIdent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RustIdent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The types that are generated, all in one namespace, so that no file can import two of one name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeKey {
    /// A structure, union or enum.
    Shape(ShapeId),
    /// The error enum of an operation.
    OperationError(ShapeId),
    /// What there is of a structure before this member of it is given.
    Without(ShapeId),
    /// A type that an overlay names, as if it were a member of the structure of which it says so.
    Keys(ShapeId),
    /// The structure of what such a type is read from.
    PartsOfKeys(ShapeId),
}

/// The Rust names of everything in the closure of a service.
#[derive(Clone, Debug)]
pub struct NameTable {
    types: BTreeMap<TypeKey, RustIdent>,
    modules: BTreeMap<ShapeId, RustIdent>,
    /// By the operation and, for what is waited for with it, the name of that.
    methods: BTreeMap<(Caller, ShapeId), RustIdent>,
    /// By which an error is recognised.
    questions: BTreeMap<ShapeId, RustIdent>,
    /// The fields of structures and the variants of enums and unions, by the name of the member.
    members: BTreeMap<ShapeId, BTreeMap<String, RustIdent>>,
}

/// What a method of the client is for; where two want one name, an operation keeps it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Caller {
    Operation,
    Waiter(String),
}

impl NameTable {
    /// Names the operations and the data shapes of a service's closure.
    ///
    /// `arguments` says which members of a structure are given when it is made, in order.
    pub fn of<'i>(
        model: &Model,
        service: &Service,
        (shapes, keys): (impl Iterator<Item = &'i ShapeId>, &Keys),
        arguments: impl Fn(&Shape) -> Vec<&String>,
    ) -> Self {
        let mut types = BTreeMap::new();
        let mut modules = BTreeMap::new();
        let mut methods = BTreeMap::new();
        let mut questions = BTreeMap::new();
        let mut members = BTreeMap::new();
        let operations = model.operations_of(service);
        let mut of_operations = std::collections::BTreeSet::new();
        for id in &operations {
            let Some(ShapeKind::Operation(operation)) = model.get(id).map(|shape| &shape.kind)
            else {
                continue;
            };
            of_operations.extend(operation.input.iter().chain(&operation.output).cloned());
            let name = id.name();
            let error = reserved::operation_type_name(format!("{}Error", words::type_name(name)));
            types.insert(
                TypeKey::OperationError(id.clone()),
                wanted(&format!("{name}Error"), error),
            );
            let value = words::value_name(name);
            modules.insert(id.clone(), wanted(name, reserved::module_name(value.clone())));
            methods.insert(
                (Caller::Operation, id.clone()),
                wanted(name, reserved::method_name(value)),
            );
            for waiter in waiters_of(model, id) {
                let key = (Caller::Waiter(waiter.clone()), id.clone());
                let name = format!("wait_until_{}", words::value_name(waiter));
                methods.insert(key, wanted(waiter, name));
            }
        }
        for id in shapes {
            let Some(shape) = model.get(id) else { continue };
            let name = service.rename.get(id).map_or(id.name(), String::as_str);
            let value = reserved::module_name(words::value_name(name));
            modules.insert(id.clone(), wanted(name, value));
            if shape.traits.has(traits::ERROR) {
                let question = reserved::question_name(format!("is_{}", words::value_name(name)));
                questions.insert(id.clone(), wanted(name, question));
            }
            let Some(of_members) = of_members(&shape.kind) else { continue };
            members.insert(id.clone(), of_members);
            let converted = words::type_name(name);
            let own = if of_operations.contains(id) {
                reserved::operation_type_name(converted.clone())
            } else {
                reserved::type_name(converted.clone())
            };
            types.insert(TypeKey::Shape(id.clone()), wanted(name, own));
            for member in arguments(shape).into_iter().skip(1) {
                let without = words::type_without(&converted, member);
                types.insert(
                    TypeKey::Without(id.with_member(member)),
                    wanted(&format!("{name}Without{member}"), without),
                );
            }
        }
        for (id, name) in keys.types() {
            let own = reserved::keyed_type_name(words::type_name(name));
            let parts = format!("{own}Parts");
            let module = reserved::module_name(words::value_name(name));
            types.insert(TypeKey::PartsOfKeys(id.clone()), wanted(&parts, parts.clone()));
            types.insert(TypeKey::Keys(id.clone()), wanted(name, own));
            modules.insert(id, wanted(name, module));
        }
        Self {
            types: collide::resolve(&types),
            modules: collide::resolve(&modules),
            methods: collide::resolve(&methods),
            questions: collide::resolve(&questions),
            members,
        }
    }

    /// The fields of a structure or the variants of an enum or union, by the name of the member.
    pub fn members(&self, id: &ShapeId) -> &BTreeMap<String, RustIdent> {
        self.members.get(id).unwrap_or_else(|| unreachable!("the members of {id} have no names"))
    }

    /// The field or variant of a member.
    pub fn member(&self, id: &ShapeId, name: &str) -> RustIdent {
        member_name(self.members(id), name)
    }

    /// The name of a type; the key's shape must be in the closure that the table was made for.
    pub fn type_name(&self, key: &TypeKey) -> RustIdent {
        self.types.get(key).cloned().unwrap_or_else(|| unreachable!("{key:?} has no name"))
    }

    /// The name of the module of a shape or operation.
    pub fn module(&self, id: &ShapeId) -> RustIdent {
        self.modules.get(id).cloned().unwrap_or_else(|| unreachable!("{id} has no module"))
    }

    /// The name of the client's method for an operation.
    pub fn method(&self, id: &ShapeId) -> RustIdent {
        self.method_of(Caller::Operation, id)
    }

    /// The name of the client's method that waits for something with an operation.
    pub fn waiter(&self, id: &ShapeId, name: &str) -> RustIdent {
        self.method_of(Caller::Waiter(name.to_owned()), id)
    }

    /// The name of the method that tells whether an operation's error is this one.
    pub fn question(&self, error: &ShapeId) -> RustIdent {
        let found = self.questions.get(error).cloned();
        found.unwrap_or_else(|| unreachable!("{error} is no error"))
    }

    fn method_of(&self, caller: Caller, id: &ShapeId) -> RustIdent {
        let found = self.methods.get(&(caller, id.clone())).cloned();
        found.unwrap_or_else(|| unreachable!("{id} has no method"))
    }
}

/// What is waited for with an operation, as the model calls it.
fn waiters_of<'m>(model: &'m Model, operation: &ShapeId) -> impl Iterator<Item = &'m String> {
    let waitable = model.get(operation).and_then(|shape| shape.traits.get(traits::WAITABLE));
    waitable.and_then(Node::as_object).into_iter().flat_map(IndexMap::keys)
}

/// The name of a function that an overlay names.
pub fn function(name: &str) -> RustIdent {
    RustIdent::new(reserved::field_name(words::value_name(name)))
}

/// The names of the members of a shape that becomes a type.
fn of_members(kind: &ShapeKind) -> Option<BTreeMap<String, RustIdent>> {
    match kind {
        ShapeKind::Structure(members) => Some(fields(members)),
        ShapeKind::Union(members) | ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => {
            Some(member_names(members, |name| reserved::variant_name(words::variant_name(name))))
        }
        _ => None,
    }
}

/// The name of a member in a table of all members of its shape.
pub fn member_name(names: &BTreeMap<String, RustIdent>, name: &str) -> RustIdent {
    names.get(name).cloned().unwrap_or_else(|| unreachable!("`{name}` has no name"))
}

/// The field names of a structure's members; [`NameTable`] has those of a service.
pub fn fields(members: &IndexMap<String, Member>) -> BTreeMap<String, RustIdent> {
    member_names(members, |name| reserved::field_name(words::value_name(name)))
}

/// The names of the functions that look into the variants of a union, by member; `verb` is `as` or `is`.
pub fn accessors(
    verb: &str,
    variants: &BTreeMap<String, RustIdent>,
) -> BTreeMap<String, RustIdent> {
    let name = |variant: &RustIdent| words::value_name(&format!("{verb}_{variant}"));
    let wanted =
        variants.iter().map(|(member, variant)| (member.clone(), wanted(member, name(variant))));
    collide::resolve(&wanted.collect())
}

/// Whether a shape of this kind becomes a Rust type with a name of its own.
pub fn is_named_type(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
    )
}

fn member_names(
    members: &IndexMap<String, Member>,
    convert: impl Fn(&str) -> String,
) -> BTreeMap<String, RustIdent> {
    let names = members.keys().map(|name| (name.clone(), wanted(name, convert(name)))).collect();
    collide::resolve(&names)
}

fn wanted(spelled: &str, converted: String) -> Wanted {
    Wanted { spelled: spelled.to_owned(), converted }
}
