//! Which changes concern a program: its sources are searched for the names that the crates gave to what changed.
//!
//! The sources are read by the compiler's lexer and not built, so what a macro writes is seen as it stands there, and a word that
//! happens to be the same counts too. A change is told once too often rather than not at all.

mod program;

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::item::{EnumValue, Item};
use tinsmith_codegen::stages::ir::{Crate, Folder};

pub use self::program::Program;
use crate::report::{Change, CrateReview, UsedBy};
use crate::table::{Callers, Kind, Wire};

/// What the crates before and after a change call things in Rust.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By the name of an operation: its methods.
    operations: BTreeMap<String, BTreeSet<String>>,
    /// By the name of an operation: the types that only it has.
    types_of_operations: BTreeMap<String, BTreeSet<String>>,
    /// By the id of a shape: its type.
    types: BTreeMap<String, BTreeSet<String>>,
    /// By the id of a member: its field or variant.
    members: BTreeMap<String, BTreeSet<String>>,
    /// By the name of an enum and its value, as the subjects of changes have them: the value, and its variants.
    values: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl Names {
    /// The names of some crates.
    pub fn of<'c>(crates: impl IntoIterator<Item = &'c Crate>) -> Self {
        let mut names = Self::default();
        for krate in crates {
            for operation in &krate.operations {
                let name = operation.shape.name();
                let methods = names.operations.entry(name.to_owned()).or_default();
                methods.insert(operation.method.as_str().to_owned());
                let waiters = operation.waiters.iter();
                methods.extend(waiters.map(|waiter| waiter.method.as_str().to_owned()));
                let types = names.types_of_operations.entry(name.to_owned()).or_default();
                types.insert(operation.error.as_str().to_owned());
                let own = [&operation.input, &operation.output].into_iter();
                let own = own.filter(|ty| ty.place.folder == Folder::Operation);
                types.extend(own.map(|ty| ty.name.as_str().to_owned()));
            }
            for (id, item) in &krate.items {
                let ty = item.type_ref().name.as_str().to_owned();
                names.types.entry(id.as_str().to_owned()).or_default().insert(ty);
                let members: Vec<(&String, &str)> = match item {
                    Item::Struct(item) => item
                        .fields
                        .iter()
                        .map(|field| (&field.member, field.name.as_str()))
                        .collect(),
                    Item::Union(item) => item
                        .variants
                        .iter()
                        .map(|variant| (&variant.member, variant.name.as_str()))
                        .collect(),
                    Item::Enum(item) => {
                        for variant in &item.variants {
                            let value = match &variant.value {
                                EnumValue::String(value) => value.clone(),
                                EnumValue::Integer(value) => value.to_string(),
                            };
                            let subject = format!("{}.{value}", id.name());
                            let entry = names.values.entry(subject);
                            let (_, variants) = entry.or_insert((value, BTreeSet::new()));
                            variants.insert(variant.name.as_str().to_owned());
                        }
                        Vec::new()
                    }
                };
                for (member, name) in members {
                    let place = id.with_member(member).as_str().to_owned();
                    names.members.entry(place).or_default().insert(name.to_owned());
                }
            }
        }
        names
    }

    /// The operations that a program calls, or of which it names a type.
    fn called(&self, program: &Program) -> BTreeMap<&str, String> {
        let called = self.operations.iter().filter_map(|(operation, methods)| {
            // A method stands behind a dot or a path; a type may have been imported.
            let types = self.types_of_operations.get(operation).into_iter().flatten();
            let method = methods.iter().find_map(|name| program.member(name));
            let mut types = types.filter_map(|name| program.word(name));
            Some((operation.as_str(), method.or_else(|| types.next())?))
        });
        called.collect()
    }
}

/// Says of each change with an effect where a program may meet it, and of the crate which operations the program uses.
pub fn mark(review: &mut CrateReview, program: &Program, names: &Names) {
    let called = names.called(program);
    for change in &mut review.changes {
        change.used_at = places(change, program, names, &called);
    }
    let operations = called.keys().map(|name| (*name).to_owned()).collect();
    review.used_by = Some(UsedBy { folder: program.folder.clone(), operations });
}

/// Where a program meets a change; nowhere, where it does not.
fn places(
    change: &Change,
    program: &Program,
    names: &Names,
    called: &BTreeMap<&str, String>,
) -> Vec<String> {
    let row = change.row();
    let is_felt = row.callers == Callers::Breaking || row.wire != Wire::Works || row.at_run_time;
    if !is_felt {
        return Vec::new();
    }
    let operations = change.reach.operations();
    let calls = operations.iter().filter_map(|name| called.get(name)).cloned();
    // What is about the service is met by whoever calls anything.
    let mut places: Vec<String> = match operations.is_empty() {
        true => called.values().take(1).cloned().collect(),
        false => calls.take(1).collect(),
    };
    let shapes: BTreeSet<&str> =
        change.shapes().filter_map(|shape| shape.split('$').next()).collect();
    let types = shapes.iter().filter_map(|shape| names.types.get(*shape)).flatten();
    places.extend(types.filter_map(|name| program.word(name)).take(1));
    if places.is_empty() || is_met_by_all(change.kind) {
        return places;
    }
    // A member is only met by who names it, and a value by who names it or writes it.
    if let Some(named) = named_values(change, program, names) {
        return if named.is_empty() { named } else { [places, named].concat() };
    }
    let members: BTreeSet<&String> =
        change.shapes().filter_map(|place| names.members.get(place)).flatten().collect();
    if members.is_empty() {
        return places;
    }
    let named: Vec<String> = members.iter().filter_map(|name| program.word(name)).collect();
    if named.is_empty() {
        return named;
    }
    places.extend(named);
    places
}

/// Where a program names values of an enum that are gone or called something else; `None` for other changes.
fn named_values(change: &Change, program: &Program, names: &Names) -> Option<Vec<String>> {
    let is_of_values = matches!(
        change.kind,
        Kind::ValueRemoved
            | Kind::ValueRemovedFromInput
            | Kind::ValueRenamedInRust
            | Kind::ValueRenamedOnWire
    );
    if !is_of_values {
        return None;
    }
    let mut named = Vec::new();
    for (value, variants) in change.subjects().filter_map(|subject| names.values.get(subject)) {
        named.extend(variants.iter().find_map(|variant| program.word(variant)));
        named.extend(program.text(value));
    }
    Some(named)
}

/// Whether a change of a member is met by programs that do not name the member: it now has to be, has another value without it, or comes.
fn is_met_by_all(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RequiredMemberAddedToInput
            | Kind::RequiredMemberAddedToOutput
            | Kind::MemberMadeRequiredInInput
            | Kind::RequiredAtRunTimeAdded
            | Kind::RequiredMembersReordered
            | Kind::VariantAdded
            | Kind::DefaultChanged
            | Kind::DefaultOfOutputChanged
            | Kind::DefaultAdded
            | Kind::DefaultDropped
            | Kind::DefaultLeftToService
            | Kind::DefaultDroppedFromRequired
    )
}
