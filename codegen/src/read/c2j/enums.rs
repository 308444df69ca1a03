//! Member names for the values of an enumeration: C2J has the values only.
//!
//! A value that is an identifier is its own name. In others each run of characters that an identifier cannot have
//! becomes one `_`, and a name that would begin with a digit gets a `_` in front: `AWS::S3::Bucket` is `AWS_S3_Bucket`, `2.0` is `_2_0`.
//! Where two values of one enumeration would get the same name, the one that is an identifier keeps it
//! and every other is spelt out, with its odd characters as code points: `a-b` beside `a_b` is `a_x2D_b`.
//! So a name depends on the set of values, never on their order.

use indexmap::IndexMap;

use super::fields::Fields;
use crate::diagnostic::Diagnostics;
use crate::smithy::id::is_identifier;
use crate::smithy::{Member, Node, ShapeId, prelude, traits};

/// The members of an enumeration with these values, in order.
pub(super) fn members(
    fields: &Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, Member> {
    let mut values: Vec<&str> = Vec::new();
    for value in fields.texts("enum", diagnostics) {
        let problem = match value {
            "" => "an empty value".to_owned(),
            value if values.contains(&value) => format!("the value `{value}` twice"),
            _ => {
                values.push(value);
                continue;
            }
        };
        diagnostics
            .shape_warning(&fields.at, format!("the enumeration has {problem}; it is left out"));
    }

    let short: Vec<String> = values.iter().map(|value| short_name(value)).collect();
    let mut members = IndexMap::new();
    for (value, name) in values.iter().zip(&short) {
        let shared = short.iter().filter(|other| *other == name).count() > 1;
        let name = if shared && !is_identifier(value) { spelt_out(value) } else { name.clone() };
        let mut member = Member::new(ShapeId::from_parts(prelude::NAMESPACE, "Unit"));
        member.traits.insert(traits::ENUM_VALUE, Node::from(*value));
        if members.insert(name.clone(), member).is_some() {
            diagnostics.shape_error(
                &fields.at,
                format!("the value `{value}` would be named `{name}`, as another value of the enumeration is"),
            );
        }
    }
    members
}

fn short_name(value: &str) -> String {
    if is_identifier(value) {
        return value.to_owned();
    }
    let mut name = String::new();
    for character in value.chars() {
        if character.is_ascii_alphanumeric() || character == '_' {
            name.push(character);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    if is_identifier(&name) {
        return name;
    }
    // A digit in front, or nothing but underscores.
    let prefixed = format!("_{name}");
    if is_identifier(&prefixed) { prefixed } else { spelt_out(value) }
}

/// A name in which every character that an identifier cannot have stands as its code point.
fn spelt_out(value: &str) -> String {
    let mut name = String::new();
    for character in value.chars() {
        if character.is_ascii_alphanumeric() || (character == '_' && !name.is_empty()) {
            name.push(character);
        } else {
            name.push_str(&format!("_x{:02X}_", u32::from(character)));
        }
    }
    if is_identifier(&name) { name } else { format!("_{name}") }
}
