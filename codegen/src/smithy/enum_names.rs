//! Member names for the values of an enumeration that names none, as in C2J and in the `enum` trait of Smithy 1.0.
//!
//! A value that is an identifier is its own name. In others each run of characters that an identifier cannot have
//! becomes one `_`, and a name that would begin with a digit gets a `_` in front: `AWS::S3::Bucket` is `AWS_S3_Bucket`, `2.0` is `_2_0`.
//! A value of signs alone is spelt out, with its characters as code points: `=` is `_x3D_`. So is, where two values of one enumeration
//! would get the same name, each that is no identifier: `a-b` beside `a_b` is `a_x2D_b`.
//! A name depends on the value, and at most on which others there are, never on their order.

use std::collections::{BTreeMap, BTreeSet};

use super::id::is_identifier;

/// The name of each value, in order. Names that some values have already are kept, and given to no other value.
pub fn member_names(values: &[(&str, Option<&str>)]) -> Vec<String> {
    let short: Vec<String> = values
        .iter()
        .map(|(value, name)| name.map_or_else(|| short_name(value), str::to_owned))
        .collect();
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &short {
        *wanted.entry(name).or_default() += 1;
    }
    let given: BTreeSet<&str> = values.iter().filter_map(|(_, name)| *name).collect();
    let is_fixed = |(value, name): &(&str, Option<&str>)| {
        name.is_some() || (is_identifier(value) && !given.contains(value))
    };
    let mut names: Vec<String> = Vec::with_capacity(values.len());
    for (entry, name) in values.iter().zip(&short) {
        let is_shared = wanted.get(name.as_str()).is_some_and(|count| *count > 1);
        names.push(if is_shared && !is_fixed(entry) { spelt_out(entry.0) } else { name.clone() });
    }
    // A value can look as if it were spelt out: `a_x2D_b` beside `a-b` and `a_b`.
    let (fixed, mut made): (Vec<usize>, Vec<usize>) =
        (0..values.len()).partition(|at| values.get(*at).is_some_and(is_fixed));
    let mut taken: BTreeSet<String> =
        fixed.into_iter().filter_map(|at| names.get(at).cloned()).collect();
    made.sort_by_key(|at| values.get(*at).map(|(value, _)| *value));
    for at in made {
        let Some(name) = names.get_mut(at) else { continue };
        while !taken.insert(name.clone()) {
            name.push('_');
        }
    }
    names
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
    // A digit in front, or no letter and digit at all.
    let prefixed = format!("_{name}");
    if is_identifier(&prefixed) { prefixed } else { spelt_out(value) }
}

/// A name in which every character that an identifier cannot have stands as its code point; a word for no characters at all.
fn spelt_out(value: &str) -> String {
    if value.is_empty() {
        return "EMPTY".to_owned();
    }
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

#[cfg(test)]
mod tests {
    use super::member_names;

    fn named(values: &[&str]) -> Vec<String> {
        member_names(&values.iter().map(|value| (*value, None)).collect::<Vec<_>>())
    }

    #[test]
    fn signs_alone_are_spelt_out_whatever_else_there_is() {
        assert_eq!(named(&["=", ">", "<=", "*"]), ["_x3D_", "_x3E_", "_x3C__x3D_", "_x2A_"]);
        assert_eq!(named(&["!=", "="]), ["_x21__x3D_", "_x3D_"]);
        assert_eq!(named(&["_"]), ["_x5F_"]);
    }

    #[test]
    fn order_changes_no_name() {
        let values = ["a-b", "a_b", "a b", "a_x2D_b", "", "EMPTY", "1", "_1", "=", "é"];
        let mut expected: Vec<(&str, String)> = values.into_iter().zip(named(&values)).collect();
        expected.sort();
        let mut reversed = values;
        reversed.reverse();
        let mut found: Vec<(&str, String)> = reversed.into_iter().zip(named(&reversed)).collect();
        found.sort();
        assert_eq!(found, expected);
        let names: Vec<&str> = expected.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "EMPTY_", "_1_", "_x3D_", "EMPTY", "_1", "a_x20_b", "a_x2D_b_", "a_b", "a_x2D_b",
                "_xE9_"
            ]
        );
    }

    #[test]
    fn a_name_that_is_given_goes_to_no_other_value() {
        let names = member_names(&[("a b", None), ("red", Some("a_b"))]);
        assert_eq!(names, ["a_x20_b", "a_b"]);
        let names = member_names(&[("RED", None), ("red", Some("RED")), ("RED_", None)]);
        assert_eq!(names, ["RED__", "RED", "RED_"]);
    }
}
