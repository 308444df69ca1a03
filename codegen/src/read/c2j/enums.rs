//! The values of an enumeration: C2J has no names for them, so [`enum_names`] makes some.

use indexmap::{IndexMap, IndexSet};

use super::fields::Fields;
use crate::diagnostic::{Diagnostics, LeftOut};
use crate::smithy::{Member, Node, ShapeId, enum_names, prelude, traits};

/// The members of an enumeration with these values, in order.
pub(super) fn members(
    fields: &Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, Member> {
    let mut values: IndexSet<&str> = IndexSet::new();
    for value in fields.texts("enum", diagnostics) {
        let problem = match value {
            "" => "an empty value".to_owned(),
            value if values.insert(value) => continue,
            value => format!("the value `{value}` twice"),
        };
        diagnostics.left_out(
            LeftOut::C2j,
            &fields.at,
            format!("the enumeration has {problem}; it is left out"),
        );
    }
    let unnamed: Vec<(&str, Option<&str>)> = values.iter().map(|value| (*value, None)).collect();
    let names = enum_names::member_names(&unnamed);
    names
        .into_iter()
        .zip(values)
        .map(|(name, value)| {
            let mut member = Member::new(ShapeId::from_parts(prelude::NAMESPACE, "Unit"));
            member.traits.insert(traits::ENUM_VALUE, Node::from(value));
            (name, member)
        })
        .collect()
}
