//! What is wrong with the entries of such a trait: a value of the enum each, with the keys and members that belong to it.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{LeftOut, nearest};
use crate::smithy::id::is_identifier;
use crate::smithy::keys::{RequestKeys, RequestValue, ResponseKeys};
use crate::smithy::{Member, ShapeId};
use crate::text::is_unseen;

use super::super::{Keyed, OfStructure, enum_values};
use super::Checks;

impl Checks<'_> {
    /// Each entry has a value of the enum. A value without an entry is a model's that is newer than the overlay.
    fn values<T: OfStructure>(
        &mut self,
        id: &ShapeId,
        keyed: &Keyed<T>,
        members: &IndexMap<String, Member>,
        entries: &BTreeSet<&str>,
    ) {
        let Some(values) = enum_values(self.model, members, &keyed.discriminator) else { return };
        let Some(target) = members.get(&keyed.discriminator).map(|member| &member.target) else {
            return;
        };
        // Told of the value, which every slice has that has the type, and not of a structure that it may lack.
        for (member, value) in values.iter().filter(|(_, value)| !entries.contains(value)) {
            let message = format!(
                "`{value}` has no entry in `values` of `{}` of `{}`; {}",
                T::TRAIT,
                id.name(),
                T::WITHOUT_ENTRY
            );
            self.diagnostics.left_out(LeftOut::Keys, &target.with_member(member), message);
            self.diagnostics.help(
                "add an entry for it to the overlay, with the keys that belong to it; `{}` if none do",
            );
        }
        let values: Vec<&str> = values.into_iter().map(|(_, value)| value).collect();
        let target = target.name();
        for entry in entries.iter().filter(|entry| !values.contains(*entry)) {
            self.error::<T>(
                id,
                format!("`values` has an entry `{entry}`, which is no value of `{target}`"),
            );
            if let Some(near) = nearest(entry, values.iter().copied()) {
                self.diagnostics.help(format!("did you mean `{near}`?"));
            }
        }
    }

    pub(super) fn values_of_request(
        &mut self,
        id: &ShapeId,
        keyed: &Keyed<RequestKeys>,
        members: &IndexMap<String, Member>,
    ) {
        let entries = keyed.keys.values.keys().map(String::as_str).collect();
        self.values(id, keyed, members, &entries);
        let common: Vec<&String> = keyed.keys.required.iter().chain(&keyed.keys.optional).collect();
        self.each_once::<RequestKeys>(id, "", &common);
        for (name, value) in &keyed.keys.values {
            if value.unusable.is_some() {
                let bare = RequestValue { unusable: value.unusable.clone(), ..Default::default() };
                if *value != bare {
                    self.error::<RequestKeys>(
                        id,
                        format!("`values.{name}` cannot be used, so it has no keys"),
                    );
                }
                if value.unusable.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
                    self.error::<RequestKeys>(
                        id,
                        format!("expected a reason as `values.{name}.unusable`, found none"),
                    );
                }
                continue;
            }
            // What may be there with every value can be required with one.
            let others = keyed.keys.optional.iter().filter(|key| !value.required.contains(key));
            let keys: Vec<&String> = (keyed.keys.required.iter())
                .chain(others)
                .chain(&value.required)
                .chain(&value.optional)
                .collect();
            let mut all = keys.clone();
            all.extend(&value.patterns);
            self.each_once::<RequestKeys>(id, &format!("values.{name}"), &all);
            for pattern in &value.patterns {
                let prefix = pattern.strip_suffix('*');
                if prefix.is_none_or(|prefix| prefix.is_empty() || prefix.contains('*')) {
                    self.error::<RequestKeys>(
                        id,
                        format!("expected a pattern that ends with its only `*` in `values.{name}.patterns`, found `{pattern}`"),
                    );
                }
            }
            self.cases(id, (name, value), &keyed.keys.required, &keys);
        }
    }

    fn cases(
        &mut self,
        id: &ShapeId,
        (name, value): (&str, &RequestValue),
        required: &[String],
        keys: &[&String],
    ) {
        for (key, cases) in &value.cases {
            let path = format!("values.{name}.cases.{key}");
            if !keys.contains(&key) {
                self.error::<RequestKeys>(
                    id,
                    format!("`{path}` is about a key that is none of `{name}`"),
                );
                if let Some(near) = nearest(key, keys.iter().map(|key| key.as_str())) {
                    self.diagnostics.help(format!("did you mean `{near}`?"));
                }
            }
            for (case, needed) in cases {
                self.each_once::<RequestKeys>(
                    id,
                    &format!("{path}.{case}"),
                    &needed.iter().collect::<Vec<_>>(),
                );
                self.each_once::<RequestKeys>(id, &path, &[case]);
                for needed in needed {
                    if value.required.contains(needed) || required.contains(needed) {
                        self.error::<RequestKeys>(
                            id,
                            format!("`{path}.{case}` needs `{needed}`, which is required anyway"),
                        );
                    } else if value.cases.contains_key(needed) {
                        self.error::<RequestKeys>(
                            id,
                            format!("`{path}.{case}` needs `{needed}`, which has cases of its own"),
                        );
                    }
                }
            }
        }
    }

    pub(super) fn values_of_response(
        &mut self,
        id: &ShapeId,
        keyed: &Keyed<ResponseKeys>,
        members: &IndexMap<String, Member>,
    ) {
        let keys = &keyed.keys;
        let entries = keys.values.keys().map(String::as_str).collect();
        self.values(id, keyed, members, &entries);
        self.each_once::<ResponseKeys>(id, "members", &keys.members.iter().collect::<Vec<_>>());
        for (name, value) in &keys.values {
            let of_value: Vec<&String> = keys.members.iter().chain(&value.members).collect();
            self.each_once::<ResponseKeys>(id, &format!("values.{name}.members"), &of_value);
            let of_value: Vec<&String> = keys.keys.keys().chain(value.keys.keys()).collect();
            self.each_once::<ResponseKeys>(id, &format!("values.{name}.keys"), &of_value);
            if let Some(rest) = value.rest.as_ref().filter(|rest| !is_identifier(rest)) {
                self.error::<ResponseKeys>(
                    id,
                    format!("expected a name as `values.{name}.rest`, found `{rest}`"),
                );
            }
        }
        if let Some(done) = keys.done.as_ref().filter(|done| !is_identifier(&done.name)) {
            self.error::<ResponseKeys>(
                id,
                format!("expected a name as `done.name`, found `{}`", done.name),
            );
        }
    }

    /// No key stands twice, and none is empty.
    fn each_once<T: OfStructure>(&mut self, id: &ShapeId, path: &str, keys: &[&String]) {
        let mut seen = BTreeSet::new();
        let place = if path.is_empty() { String::new() } else { format!(" in `{path}`") };
        for key in keys {
            if key.is_empty() {
                self.error::<T>(id, format!("an empty string{place}"));
            } else if key.contains(|c: char| c == '`' || is_unseen(c)) {
                self.error::<T>(
                    id,
                    format!(
                        "expected no backtick and nothing that is not seen{place}, found `{key}`"
                    ),
                );
            } else if !seen.insert(*key) {
                self.error::<T>(id, format!("`{key}` occurs twice{place}"));
            }
        }
    }
}
