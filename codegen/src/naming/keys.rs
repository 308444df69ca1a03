//! Names of what is made of the keys of a map: types and functions, in namespaces of their own.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::smithy::enum_names;

use super::free::free_name;
use super::{RustIdent, collide, reserved, wanted, words};

/// The names of the functions, fields or arguments for keys, by key: any text is one. `given` has those that are called otherwise.
///
/// With a key stands a value where the function is for this value of the key alone; it is called after both.
pub fn of_keys(
    keys: &[(&str, Option<&str>)],
    given: &IndexMap<String, String>,
) -> BTreeMap<(String, Option<String>), RustIdent> {
    let texts: Vec<String> = keys
        .iter()
        .map(|(key, value)| {
            let key = given.get(*key).map_or(*key, String::as_str);
            value.map_or_else(|| key.to_owned(), |value| format!("{key}_{value}"))
        })
        .collect();
    let texts: Vec<(&str, Option<&str>)> = texts.iter().map(|text| (text.as_str(), None)).collect();
    let names = enum_names::member_names(&texts);
    let wanted = keys.iter().zip(names).map(|((key, value), name)| {
        let name = reserved::field_name(words::value_name(&name));
        ((String::from(*key), value.map(str::to_owned)), wanted(key, name))
    });
    collide::resolve(&wanted.collect())
}

/// The names of the fields for these keys and members, in their order; two of one name differ by a number.
pub fn of_fields(keys: &[&str], given: &IndexMap<String, String>) -> Vec<RustIdent> {
    let texts: Vec<(&str, Option<&str>)> =
        keys.iter().map(|key| (given.get(*key).map_or(*key, String::as_str), None)).collect();
    let names = enum_names::member_names(&texts);
    let wanted =
        keys.iter().enumerate().zip(names).map(|((at, key), name)| {
            (at, wanted(key, reserved::field_name(words::value_name(&name))))
        });
    collide::resolve(&wanted.collect()).into_values().collect()
}

/// What has a name in the file of a type that an overlay names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeOfKeys {
    /// What the file imports.
    Imported(&'static str),
    /// The type itself.
    Whole,
    /// The type of one value, by the name of the enum's member.
    Value(String),
    /// What there is of it while these keys are missing.
    Without(String, Vec<String>),
}

/// The names of the types in such a file.
pub fn types(whole: &RustIdent, others: &[TypeOfKeys]) -> BTreeMap<TypeOfKeys, RustIdent> {
    let of_value = |member: &str| reserved::type_name(words::variant_name(member));
    let name = |key: &TypeOfKeys| match key {
        TypeOfKeys::Imported(name) => (*name).to_owned(),
        TypeOfKeys::Whole => whole.to_string(),
        TypeOfKeys::Value(member) => of_value(member),
        TypeOfKeys::Without(member, missing) => {
            let missing = missing.first().map_or("", String::as_str);
            let name = enum_names::member_names(&[(missing, None)]);
            words::type_without(&of_value(member), &name.concat())
        }
    };
    let imported = reserved::IMPORTED_WITH_KEYS.map(TypeOfKeys::Imported);
    let all = others.iter().chain(&imported).chain([&TypeOfKeys::Whole]);
    let all = all.map(|key| {
        // What has its name already keeps it.
        let is_fixed = matches!(key, TypeOfKeys::Imported(_) | TypeOfKeys::Whole);
        let spelled = if is_fixed { name(key) } else { String::new() };
        (key.clone(), wanted(&spelled, name(key)))
    });
    collide::resolve(&all.collect())
}

/// The functions that begin what goes with each value, by the name of the enum's member; `taken` is what the type has besides.
pub fn begins<'m>(
    members: impl Iterator<Item = &'m String>,
    taken: &str,
) -> BTreeMap<String, RustIdent> {
    let names = members.map(|name| {
        let function = reserved::field_name(words::value_name(name));
        (Some(name.clone()), wanted(name, function))
    });
    let own = (None, wanted(taken, taken.to_owned()));
    let resolved = collide::resolve(&names.chain([own]).collect());
    resolved.into_iter().filter_map(|(name, ident)| Some((name?, ident))).collect()
}

/// A variant beside those of an enum, which keep their names.
pub fn variant_beside(name: &str, others: &BTreeMap<String, RustIdent>) -> RustIdent {
    let name = reserved::variant_name(words::variant_name(name));
    let is_taken = |name: &str| others.values().any(|other| other.as_str() == name);
    RustIdent::new(free_name(&name, "", |name| !is_taken(name)))
}
