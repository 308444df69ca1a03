//! Case conversion: a Smithy name to the case that Rust uses for a type, a value or a static.
//!
//! Collisions and reserved words are the business of the neighbours.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// A type or variant name. A name that already is upper camel case stays as the model writes it.
pub fn type_name(name: &str) -> String {
    let is_camel =
        name.starts_with(|first: char| first.is_ascii_uppercase()) && !name.contains('_');
    let has_lower = name.contains(|c: char| c.is_ascii_lowercase()) || name.len() == 1;
    if is_camel && has_lower { name.to_owned() } else { started(name.to_upper_camel_case()) }
}

/// The name of what there is of a type before a member of it is given.
pub fn type_without(name: &str, member: &str) -> String {
    format!("{name}Without{}", member.to_upper_camel_case())
}

/// The name of an enum variant: always converted, since values come in every case.
pub fn variant_name(name: &str) -> String {
    started(name.to_upper_camel_case())
}

/// The name of a field, argument, function or module.
pub fn value_name(name: &str) -> String {
    numbered("n", started(name.to_snake_case()))
}

/// Puts an underscore before what would not start an identifier.
fn started(name: String) -> String {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if starts_well { name } else { format!("_{name}") }
}

/// Gives a name of digits alone a letter: `_1` says nothing, and is the same for a static and a local name.
fn numbered(letter: &str, name: String) -> String {
    let has_letter = name.contains(|c: char| c.is_ascii_alphabetic());
    if has_letter { name } else { format!("{letter}{name}") }
}
