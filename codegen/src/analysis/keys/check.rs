//! What is wrong with `tinsmith#requestKeys` and `tinsmith#responseKeys`, told to the author of the overlay.

mod values;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::analysis::{Facts, nullability};
use crate::diagnostic::{Diagnostics, nearest};
use crate::naming::{self, words};
use crate::smithy::id::is_identifier;
use crate::smithy::keys::{Common, RequestKeys, ResponseKeys, Unknown};
use crate::smithy::{Member, Model, Shape, ShapeId, ShapeKind, traits};

use super::{Keyed, OfStructure, is_map_of_strings, keyed, said};

pub(super) fn check(model: &Model, facts: &Facts, diagnostics: &mut Diagnostics) {
    let mut types = BTreeMap::new();
    for id in facts.usage.keys() {
        let Some(shape) = model.get(id) else { continue };
        let ShapeKind::Structure(members) = &shape.kind else { continue };
        for name in [traits::REQUEST_KEYS, traits::RESPONSE_KEYS] {
            let Some(node) = shape.traits.get(name) else { continue };
            let overlay = model.overlays.get(&(id.clone(), name.to_owned()));
            let mut found = diagnostics.of_document(overlay.map(String::as_str));
            let mut checks = Checks { model, facts, diagnostics: &mut found, types: &mut types };
            if name == traits::REQUEST_KEYS {
                checks.unknown::<RequestKeys>(id, RequestKeys::unknown(node));
                checks.request(id, members);
            } else {
                checks.unknown::<ResponseKeys>(id, ResponseKeys::unknown(node));
                checks.response(id, members);
            }
            diagnostics.append(found);
        }
    }
}

struct Checks<'c> {
    model: &'c Model,
    facts: &'c Facts,
    diagnostics: &'c mut Diagnostics,
    /// The names that the traits give to types so far, with the structure.
    types: &'c mut BTreeMap<String, ShapeId>,
}

impl Checks<'_> {
    fn request(&mut self, id: &ShapeId, members: &IndexMap<String, Member>) {
        let roles = self.facts.roles.get(id);
        if roles.is_none_or(|roles| roles.input_of.is_empty()) {
            self.error::<RequestKeys>(id, "expected the input of an operation".to_owned());
            return;
        }
        let Some(keyed) = self.structure::<RequestKeys>(id, members) else { return };
        if let Some(member) = members.get(&keyed.map)
            && nullability::is_argument(member)
        {
            self.error::<RequestKeys>(
                id,
                format!("the map `{}` is required, and would be a step of its own", keyed.map),
            );
            self.diagnostics.help("apply `smithy.api#clientOptional` to it in the overlay");
        }
        if keyed.root == *id {
            self.names_of(id, &keyed.keys.common, &names_in_request(&keyed));
            self.values_of_request(id, &keyed, members);
        }
    }

    fn response(&mut self, id: &ShapeId, members: &IndexMap<String, Member>) {
        let roles = self.facts.roles.get(id);
        if roles.is_none_or(|roles| roles.output_of.is_empty()) {
            self.error::<ResponseKeys>(id, "expected the output of an operation".to_owned());
            return;
        }
        let Some(keyed) = self.structure::<ResponseKeys>(id, members) else { return };
        let keys = &keyed.keys;
        let of_values = keys.values.values().flat_map(|value| &value.members);
        let done = keys.done.iter().map(|done| &done.member);
        let mut named = BTreeSet::new();
        for member in keys.members.iter().chain(of_values).chain(done) {
            if !named.insert(member) {
                continue;
            }
            self.find_member::<ResponseKeys>(id, members, member);
            let is_own = [&keyed.discriminator, &keyed.map].contains(&member);
            if is_own {
                self.error::<ResponseKeys>(
                    id,
                    format!("`{member}` is the discriminator or the map, and no further member"),
                );
            }
            self.same_target(id, &keyed.root, members, (member, member));
        }
        if keyed.root == *id {
            self.names_of(id, &keyed.keys.common, &names_in_response(&keyed));
            self.values_of_response(id, &keyed, members);
        }
    }

    /// What both traits demand of a structure; `None` where the rest cannot be asked.
    fn structure<T: OfStructure>(
        &mut self,
        id: &ShapeId,
        members: &IndexMap<String, Member>,
    ) -> Option<Keyed<T>> {
        let own = said::<T>(self.model, id)?;
        if let Some(root) = &own.common().like {
            let root_says = said::<T>(self.model, root);
            let found = match root_says {
                None => Some("has none"),
                Some(says) if says.common().like.is_some() => Some("is like another itself"),
                Some(_) => None,
            };
            if let Some(found) = found {
                self.error::<T>(id, format!("expected a structure with the trait as `like`, found `{root}`, which {found}"));
                let model = self.model;
                let known = model.shapes.iter().filter(|(other, shape)| {
                    *other != id
                        && shape.traits.get(T::TRAIT).is_some_and(|node| node.get("like").is_none())
                });
                if let Some(near) = nearest(root.as_str(), known.map(|(id, _)| id.as_str())) {
                    self.diagnostics.help(format!("did you mean `{near}`?"));
                }
                return None;
            }
            if !facts_has(self.facts, root) {
                self.error::<T>(
                    id,
                    format!("`{root}`, which it is like, is not part of the service"),
                );
                return None;
            }
            let more = self.model.get(id)?.traits.get(T::TRAIT)?.as_object()?.keys();
            let allowed = ["like", "discriminator", "map", T::FUNCTION];
            for name in more.filter(|name| !allowed.contains(&name.as_str())) {
                self.error::<T>(id, format!("`{name}` beside `like`: the other structure says it"));
            }
        } else {
            let common = own.common();
            let missing = [
                ("discriminator", common.discriminator.is_none()),
                ("map", common.map.is_none()),
                ("type", common.type_name.is_none()),
                (T::FUNCTION, own.function().is_none()),
            ];
            for (name, _) in missing.into_iter().filter(|(_, is_missing)| *is_missing) {
                self.error::<T>(id, format!("expected a string as `{name}`, found none"));
            }
        }
        let keyed = keyed::<T>(self.model, id)?;
        self.type_name::<T>(id, &keyed);
        self.function::<T>(id, &keyed, members);
        let discriminator = self.find_member::<T>(id, members, &keyed.discriminator)?;
        let target = self.model.get(&discriminator.target)?;
        let is_enum = matches!(target.kind, ShapeKind::Enum(_));
        if !is_enum {
            self.error::<T>(
                id,
                format!(
                    "expected a member with an enum of strings as `discriminator`, found `{}` with a {}",
                    keyed.discriminator,
                    target.kind.name()
                ),
            );
        } else if self.facts.sensitivity.is_member_hidden(discriminator) {
            self.error::<T>(
                id,
                format!("the discriminator `{}` is sensitive, and its value would stand in what a check says", keyed.discriminator),
            );
        }
        let of_root = keyed.keys.common().discriminator.as_ref().unwrap_or(&keyed.discriminator);
        self.same_target(id, &keyed.root, members, (&keyed.discriminator, of_root));
        let map = self.find_member::<T>(id, members, &keyed.map)?;
        let target = self.model.get(&map.target)?;
        if !is_map_of_strings(self.model, target) {
            self.error::<T>(
                id,
                format!(
                    "expected a member with a map from string to string, without nulls, as `map`, found `{}` with a {}",
                    keyed.map,
                    target.kind.name()
                ),
            );
        }
        is_enum.then_some(keyed)
    }

    /// The name of the Rust type is one, and nobody else's.
    fn type_name<T: OfStructure>(&mut self, id: &ShapeId, keyed: &Keyed<T>) {
        if keyed.root != *id {
            return;
        }
        let name = &keyed.type_name;
        let is_name = is_identifier(name) && name.starts_with(|c: char| c.is_ascii_uppercase());
        if !is_name {
            self.error::<T>(
                id,
                format!(
                    "expected a name that begins with a capital letter as `type`, found `{name}`"
                ),
            );
            return;
        }
        let named = |shape: &&ShapeId| {
            self.model.get(shape).is_some_and(|shape| naming::is_named_type(&shape.kind))
                && words::type_name(shape.name()) == words::type_name(name)
        };
        let other = self.facts.usage.keys().find(named).cloned();
        let other = other.or_else(|| self.types.get(name).cloned());
        if let Some(other) = other {
            self.error::<T>(
                id,
                format!("the name `{name}` of `type` is that of `{other}` already"),
            );
        }
        self.types.insert(name.clone(), id.clone());
    }

    /// The name of the function is one, and no member's.
    fn function<T: OfStructure>(
        &mut self,
        id: &ShapeId,
        keyed: &Keyed<T>,
        members: &IndexMap<String, Member>,
    ) {
        let name = &keyed.function;
        if !is_identifier(name) {
            self.error::<T>(id, format!("expected a name as `{}`, found `{name}`", T::FUNCTION));
            return;
        }
        let function = naming::function(name);
        let fields = naming::fields(members);
        let same = fields.iter().find(|(_, field)| **field == function);
        if let Some((member, _)) = same {
            self.error::<T>(
                id,
                format!("the name `{name}` of `{}` is that of the member `{member}`", T::FUNCTION),
            );
        }
    }

    /// The names that are given, and what they are given to.
    fn names_of(&mut self, id: &ShapeId, common: &Common, known: &BTreeSet<&str>) {
        for (key, name) in &common.names {
            if !known.contains(key.as_str()) {
                self.diagnostics.shape_error(
                    id,
                    format!("`names` has a name for `{key}`, which is neither a key nor a member that belongs to a value"),
                );
                if let Some(near) = nearest(key, known.iter().copied()) {
                    self.diagnostics.help(format!("did you mean `{near}`?"));
                }
            }
            if !is_identifier(name) {
                self.diagnostics.shape_error(
                    id,
                    format!("expected a name for `{key}` in `names`, found `{name}`"),
                );
            }
        }
    }

    fn find_member<'m, T: OfStructure>(
        &mut self,
        id: &ShapeId,
        members: &'m IndexMap<String, Member>,
        name: &str,
    ) -> Option<&'m Member> {
        let found = members.get(name);
        if found.is_none() {
            self.error::<T>(id, format!("names the member `{name}`, which does not exist"));
            if let Some(near) = nearest(name, members.keys().map(String::as_str)) {
                self.diagnostics.help(format!("did you mean `{near}`?"));
            }
        }
        found
    }

    /// Structures that are alike share a type, so a member of theirs has the same target in all.
    fn same_target(
        &mut self,
        id: &ShapeId,
        root: &ShapeId,
        members: &IndexMap<String, Member>,
        (name, of_root): (&str, &str),
    ) {
        let root_members = self.model.get(root).and_then(Shape::members);
        let other = root_members.and_then(|members| members.get(of_root));
        if let (Some(member), Some(other)) = (members.get(name), other)
            && member.target != other.target
        {
            self.diagnostics.shape_error(
                id,
                format!(
                    "`{name}` is a `{}`, and in `{root}`, which it is like, a `{}`",
                    member.target, other.target
                ),
            );
        }
    }

    /// Nobody else has these traits, so a property that is unknown is a slip.
    fn unknown<T: OfStructure>(&mut self, id: &ShapeId, unknown: Vec<Unknown>) {
        for (path, known) in unknown {
            self.error::<T>(id, format!("`{path}` is not a property of the trait"));
            let name = path.rsplit('.').next().unwrap_or(&path);
            if let Some(near) = nearest(name, known) {
                self.diagnostics.help(format!("did you mean `{near}`?"));
            }
        }
    }

    fn error<T: OfStructure>(&mut self, id: &ShapeId, message: String) {
        self.diagnostics.shape_error(id, format!("`{}`: {message}", T::TRAIT));
    }
}

fn facts_has(facts: &Facts, id: &ShapeId) -> bool {
    facts.usage.contains_key(id)
}

fn names_in_request(keyed: &Keyed<RequestKeys>) -> BTreeSet<&str> {
    let keys = &keyed.keys;
    let of_values = keys.values.values().flat_map(|value| {
        let needed = value.cases.values().flat_map(IndexMap::values).flatten();
        value.required.iter().chain(&value.optional).chain(&value.patterns).chain(needed)
    });
    keys.required.iter().chain(&keys.optional).chain(of_values).map(String::as_str).collect()
}

fn names_in_response(keyed: &Keyed<ResponseKeys>) -> BTreeSet<&str> {
    let keys = &keyed.keys;
    let of_values = keys.values.values().flat_map(|value| value.keys.keys().chain(&value.members));
    keys.keys.keys().chain(&keys.members).chain(of_values).map(String::as_str).collect()
}
