//! All that can be done with a generated crate, in pieces so small that each can fail alone.
//!
//! A use is one line of code, so that a line of a compiler's message leads to it.

mod enums;
mod keys;
mod operations;
mod settings;
mod structs;
mod types;

use std::collections::BTreeSet;

use tinsmith_codegen::stages::ir::item::Item;
use tinsmith_codegen::stages::smithy::{ShapeId, ShapeKind};

pub(crate) use self::types::{Names, ident};
use super::pair::Version;

/// Something that a program does with a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// What sort of thing it is.
    pub sort: Sort,
    /// The type or operation that it is done with.
    pub subject: ShapeId,
    /// The name of an enum's value or of a waiter's method in Rust, of an operation's error on the wire, or of a setting in the model.
    pub part: Option<String>,
    /// Everything whose form or name the code depends on: shapes, and members of them.
    pub names: BTreeSet<ShapeId>,
    /// One line of Rust.
    pub code: String,
}

/// What sort of thing is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A type is named, and the traits that all of its kind have are used.
    Type,
    /// A structure is made with `new`, or step by step.
    New,
    /// A structure is made with `Default`.
    Default,
    /// An error is made of its metadata.
    FromMetadata,
    /// The constraints of a value are checked.
    Checked,
    /// A field is read, and set.
    Field,
    /// A setter is called.
    Setter,
    /// The request id of a response is asked for.
    RequestId,
    /// A value of an enum is made, and matched.
    Value,
    /// A variant of a union is made, and matched.
    Variant,
    /// An operation is called, and its error looked at.
    Call,
    /// A field of the answer to a call is read, without a word of the answer's type.
    Answer,
    /// An error of an operation is matched.
    Error,
    /// Something is waited for with an operation.
    Wait,
    /// A setting of clients is set that only this service has.
    Setting,
    /// An operation is paged through.
    Pages,
    /// The items of pages are taken.
    Items,
    /// A map whose keys depend on an enum is made, or read.
    Keys,
}

/// Everything that can be done with a version; `other` is the one that it will be tried on.
pub(super) fn of(module: &str, version: &Version, other: &Version) -> Vec<Use> {
    let maker = Maker { root: format!("sdk::{module}"), version, other };
    let krate = &version.generated.krate;
    let mut uses = Vec::new();
    for (id, item) in &krate.items {
        match item {
            Item::Struct(item) => structs::uses(&maker, id, item, &mut uses),
            Item::Union(item) => enums::of_union(&maker, id, item, &mut uses),
            Item::Enum(item) => enums::of_enum(&maker, id, item, &mut uses),
        }
    }
    for operation in &krate.operations {
        operations::uses(&maker, operation, &mut uses);
        keys::uses(&maker, operation, &mut uses);
    }
    settings::uses(&maker, &mut uses);
    uses
}

/// What it takes to make a use.
struct Maker<'v> {
    /// The path of the crate.
    root: String,
    version: &'v Version,
    other: &'v Version,
}

impl Maker<'_> {
    fn names(&self) -> Names<'_> {
        Names { root: &self.root }
    }

    /// A type, and what its name depends on: itself, and the operation that it lives with.
    fn ids_of_type(&self, id: &ShapeId) -> BTreeSet<ShapeId> {
        let mut ids = BTreeSet::from([id.clone()]);
        for operation in &self.version.generated.krate.operations {
            let others = &self.other.generated.krate.operations;
            let other = others.iter().find(|found| found.method == operation.method);
            let twins = other.map(|other| [&other.input.shape, &other.output.shape]);
            for (at, own) in [&operation.input.shape, &operation.output.shape].iter().enumerate() {
                if *own != id {
                    continue;
                }
                // Where an operation has another type for its request or response, reviews speak of the new one.
                ids.extend(twins.and_then(|twins| twins.get(at).map(|twin| (*twin).clone())));
                if self.is_private(id) {
                    ids.insert(operation.shape.clone());
                }
            }
        }
        ids
    }

    /// A value is given to those who check constraints.
    fn checked(&self, id: &ShapeId, path: &str) -> Use {
        let code = format!(
            "fn checked(it: &{path}, validator: &mut tinsmith_runtime::validation::Validator) {{ tinsmith_runtime::validation::Validate::validate(it, validator) }}"
        );
        let names = self.ids_of_type(id);
        Use { sort: Sort::Checked, subject: id.clone(), part: None, names, code }
    }

    fn is_private(&self, id: &ShapeId) -> bool {
        use tinsmith_codegen::stages::ir::Folder;
        let item = self.version.generated.krate.items.get(id);
        item.is_some_and(|item| item.type_ref().place.folder == Folder::Operation)
    }

    /// A member, under every name by which a review may speak of it, and all that its type depends on.
    fn ids_of_member(&self, id: &ShapeId, member: &str) -> BTreeSet<ShapeId> {
        let mut ids = BTreeSet::new();
        let rust_name = rust_name(self.version, id, member);
        for id in self.ids_of_type(id) {
            ids.insert(id.with_member(member));
            // A member that has another name on the wire in the other version.
            if let Some(twin) = rust_name.and_then(|name| member_named(self.other, &id, name)) {
                ids.insert(id.with_member(twin));
            }
        }
        let model = &self.version.prepared.model;
        let members = model.get(id).and_then(|shape| shape.members());
        if let Some(found) = members.and_then(|members| members.get(member)) {
            self.walk(&found.target, &mut ids);
        }
        ids
    }

    /// The shapes that make up a type: lists and maps with what they hold, up to what has a definition of its own.
    fn walk(&self, id: &ShapeId, ids: &mut BTreeSet<ShapeId>) {
        if !ids.insert(id.clone()) {
            return;
        }
        match self.version.prepared.model.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::List(element)) => {
                ids.insert(id.with_member("member"));
                self.walk(&element.target, ids);
            }
            Some(ShapeKind::Map(key, value)) => {
                ids.extend([id.with_member("key"), id.with_member("value")]);
                self.walk(&key.target, ids);
                self.walk(&value.target, ids);
            }
            _ => {}
        }
    }
}

fn rust_name<'v>(version: &'v Version, id: &ShapeId, member: &str) -> Option<&'v str> {
    let members = members(version, id);
    members.into_iter().find(|(found, _)| *found == member).map(|(_, name)| name)
}

fn member_named<'v>(version: &'v Version, id: &ShapeId, rust_name: &str) -> Option<&'v str> {
    let members = members(version, id);
    members.into_iter().find(|(_, name)| *name == rust_name).map(|(member, _)| member)
}

/// The members of a structure or union, with their names in Rust.
fn members<'v>(version: &'v Version, id: &ShapeId) -> Vec<(&'v str, &'v str)> {
    match version.generated.krate.items.get(id) {
        Some(Item::Struct(item)) => {
            let fields = item.fields.iter();
            fields.map(|field| (field.member.as_str(), field.name.as_str())).collect()
        }
        Some(Item::Union(item)) => {
            let variants = item.variants.iter();
            variants.map(|variant| (variant.member.as_str(), variant.name.as_str())).collect()
        }
        _ => Vec::new(),
    }
}
