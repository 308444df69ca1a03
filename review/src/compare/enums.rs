//! Values of enums, compared by what is on the wire.
//!
//! A value that has the same name in Rust under another text is one value that was renamed.

use std::collections::BTreeMap;

use tinsmith_codegen::stages::ir::item::{Enum, EnumValue, Item};
use tinsmith_codegen::stages::smithy::{ShapeId, Traits};

use crate::table::Kind;

use super::shapes::own_trait;
use super::view::View;
use super::{Found, code, traits};

pub(super) fn compare(found: &mut Found<'_>, id: &ShapeId) {
    let items = (found.old.item(&found.old_place(id)), found.new.item(id));
    let (Some(Item::Enum(old)), Some(Item::Enum(new))) = items else {
        return;
    };
    let (before, after) = (by_value(old), by_value(new));
    let mut removed: Vec<&String> =
        before.keys().filter(|value| !after.contains_key(*value)).collect();
    for variant in &new.variants {
        let value = text(&variant.value);
        let name = variant.name.as_str();
        if let Some(old_name) = before.get(&value) {
            if *old_name != name {
                let detail = format!("`{old_name}` -> `{name}`");
                found.add(Kind::ValueRenamedInRust, id, detail).subject = subject(id, &value);
            }
            continue;
        }
        let twin = removed.iter().position(|old| before.get(*old) == Some(&name));
        if let Some(at) = twin {
            let detail =
                format!("{} -> {}, `{name}` in Rust", code(removed.remove(at)), code(&value));
            found.add(Kind::ValueRenamedOnWire, id, detail).subject = subject(id, &value);
        } else {
            let detail = format!("new value, `{name}` in Rust");
            let kind = match found.old.is_received(&found.old_place(id)) {
                true => Kind::ValueAdded,
                false => Kind::ValueAddedToInput,
            };
            found.add(kind, id, detail).subject = subject(id, &value);
        }
    }
    for value in removed {
        let name = before.get(value).copied().unwrap_or_default();
        let detail = format!("gone, `{name}` in Rust");
        let kind = match found.is_sent(id) {
            true => Kind::ValueRemovedFromInput,
            false => Kind::ValueRemoved,
        };
        found.add(kind, id, detail).subject = subject(id, value);
    }
    let order = |item: &Enum, other: &BTreeMap<String, &str>| -> Vec<String> {
        let values = item.variants.iter().map(|variant| text(&variant.value));
        values.filter(|value| other.contains_key(value)).collect()
    };
    if order(old, &after) != order(new, &before) {
        found.add(Kind::ValuesReordered, id, "the same values in another order");
    }
    member_traits(found, id);
}

/// Traits of values that both have: they were deprecated, say.
fn member_traits(found: &mut Found<'_>, id: &ShapeId) {
    let members = |view: &View<'_>, id: &ShapeId| -> Vec<(String, Traits)> {
        let members = view.shape(id).and_then(|shape| shape.members());
        let members = members.into_iter().flatten();
        members.map(|(name, member)| (name.clone(), member.traits.clone())).collect()
    };
    let old: BTreeMap<String, Traits> =
        members(found.old, &found.old_place(id)).into_iter().collect();
    for (name, after) in members(found.new, id) {
        let Some(before) = old.get(&name) else { continue };
        for (trait_name, before, after) in traits::differing(before, &after) {
            own_trait(found, &id.with_member(&name), trait_name, (before, after));
        }
    }
}

/// `ChallengeNameType.SMS_OTP`, by the text on the wire, which stays where names change.
fn subject(id: &ShapeId, value: &str) -> String {
    format!("{}.{value}", id.name())
}

fn by_value(item: &Enum) -> BTreeMap<String, &str> {
    let variants = item.variants.iter();
    variants.map(|variant| (text(&variant.value), variant.name.as_str())).collect()
}

fn text(value: &EnumValue) -> String {
    match value {
        EnumValue::String(value) => value.clone(),
        EnumValue::Integer(value) => value.to_string(),
    }
}
