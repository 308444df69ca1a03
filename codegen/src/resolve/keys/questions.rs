//! Types that say what is in the map of a response: a variant for each value of the enum, with a field for each key.

use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};

use crate::analysis::keys::{Keyed, enum_values};
use crate::ir::keys::{Asked, Content, Part, Question, QuestionField, QuestionVariant};
use crate::ir::ty::{RustType, TypeRef};
use crate::naming::keys as names;
use crate::naming::{self, RustIdent, TypeKey, member_name};
use crate::smithy::keys::{Form, ResponseKeys};
use crate::smithy::{Member, ShapeId};
use crate::text::{DocBlock, Line};

use super::super::Context;
use super::position;

/// Where a response has such a map, if it has one.
pub(in super::super) fn asked(context: &Context<'_>, id: &ShapeId) -> Option<Asked> {
    let keyed = context.facts.keys.responses.get(id)?;
    let of_root = context.facts.keys.responses.get(&keyed.root)?;
    let members = context.members(id);
    let own = |name: &String| match name {
        name if *name == of_root.discriminator => position(members, &keyed.discriminator),
        name if *name == of_root.map => position(members, &keyed.map),
        name => position(members, name),
    };
    let fields = read_members(of_root).into_iter();
    let ty = context.type_of_keys(keyed);
    Some(Asked {
        function: naming::function(&keyed.function),
        fields: fields.map(|name| (context.names.member(&keyed.root, name), own(name))).collect(),
        parts: TypeRef { name: parts_name(context, keyed), ..ty.clone() },
        ty,
    })
}

/// Every such type of the service.
pub(in super::super) fn all(context: &Context<'_>) -> Vec<Question> {
    let responses = context.facts.keys.responses.iter();
    responses
        .filter(|(id, keyed)| **id == keyed.root)
        .map(|(id, keyed)| question(context, id, keyed))
        .collect()
}

/// The members that are read: enum and map, then the others, each once.
fn read_members(keyed: &Keyed<ResponseKeys>) -> IndexSet<&String> {
    let of_values = keyed.keys.values.values().flat_map(|value| &value.members);
    let done = keyed.keys.done.iter().map(|done| &done.member);
    let others = keyed.keys.members.iter().chain(of_values).chain(done);
    [&keyed.discriminator, &keyed.map].into_iter().chain(others).collect()
}

fn parts_name(context: &Context<'_>, keyed: &Keyed<ResponseKeys>) -> RustIdent {
    context.names.type_name(&TypeKey::PartsOfKeys(keyed.root.with_member(&keyed.type_name)))
}

fn question(context: &Context<'_>, id: &ShapeId, keyed: &Keyed<ResponseKeys>) -> Question {
    let members = context.members(id);
    let keys = &keyed.keys;
    let read = read_members(keyed);
    let part = |name: &String| read.get_index_of(name).unwrap_or_default();
    let parts = read.iter().map(|name| Part {
        name: context.names.member(id, name),
        ty: member_type(context, id, members, name),
    });
    let enum_values = enum_values(context.model, members, &keyed.discriminator).unwrap_or_default();
    let enum_names = context.enum_variants(members, &keyed.discriminator);
    let done = keys.done.as_ref();
    let done =
        done.map(|done| (names::variant_beside(&done.name, &enum_names), part(&done.member)));
    let resolved = enum_values.iter().filter_map(|(member, value)| {
        let said = keys.values.get(*value)?;
        let of_members = keys.members.iter().chain(&said.members);
        let of_keys = keys.keys.iter().chain(&said.keys);
        let mut contents: Vec<(&str, Line, Content)> = of_members
            .map(|name| (name.as_str(), member_doc(name), Content::Member(part(name))))
            .collect();
        contents.extend(of_keys.map(|(key, form)| {
            (key.as_str(), key_doc(&keyed.map, key, *form), content(key, *form))
        }));
        if let Some(rest) = &said.rest {
            let named = keys.keys.keys().chain(said.keys.keys()).cloned().collect();
            let doc = Line::from("All other entries of ") + Line::code(&keyed.map) + ".";
            contents.push((rest, doc, Content::Rest(named)));
        }
        Some(QuestionVariant {
            name: member_name(&enum_names, member),
            docs: DocBlock::line(Line::code(value) + " on the wire."),
            fields: named(contents, &keys.common.names),
        })
    });
    let common = keys.members.iter();
    let common = common.map(|name| QuestionField {
        name: context.names.member(id, name),
        docs: DocBlock::line(member_doc(name)),
        content: Content::Member(part(name)),
    });
    let is_hidden = |name: &&String| {
        let member = members.get(*name);
        member.is_some_and(|member| context.facts.sensitivity.is_member_hidden(member))
    };
    let enumeration = member_type(context, id, members, &keyed.discriminator);
    let RustType::Named(enumeration) = enumeration else {
        unreachable!("it was checked to be an enum")
    };
    let mut docs = DocBlock::line(
        Line::from("The value of ")
            + Line::code(&keyed.discriminator)
            + " in a response, with the entries of "
            + Line::code(&keyed.map)
            + ".",
    );
    docs.paragraph([
        "A field is empty if the service omits it. JSON in a text is read as far as possible, and is never an error.".into(),
        "The enum is open, because the service can add values.".into(),
    ]);
    let hidden = read.iter().any(is_hidden);
    if hidden {
        docs.paragraph([Line::from("Sensitive: `Debug` prints only the variant.")]);
    }
    Question {
        ty: context.type_of_keys(keyed),
        docs,
        hidden,
        parts_name: parts_name(context, keyed),
        parts: parts.collect(),
        discriminator: part(&keyed.discriminator),
        map: part(&keyed.map),
        enumeration,
        variants: resolved.collect(),
        done,
        common: common.collect(),
    }
}

fn member_type(
    context: &Context<'_>,
    id: &ShapeId,
    members: &IndexMap<String, Member>,
    name: &str,
) -> RustType {
    let member = members.get(name).unwrap_or_else(|| unreachable!("`{name}` was checked to exist"));
    context.member_type(id, name, member)
}

/// The fields of a variant with their names.
fn named(
    contents: Vec<(&str, Line, Content)>,
    given: &IndexMap<String, String>,
) -> Vec<QuestionField> {
    // A key and a member can have one name.
    let names =
        names::of_fields(&contents.iter().map(|(name, _, _)| *name).collect::<Vec<_>>(), given);
    let fields = contents.into_iter().zip(names);
    fields
        .map(|((_, doc, content), name)| QuestionField { name, docs: DocBlock::line(doc), content })
        .collect()
}

fn content(key: &str, form: Form) -> Content {
    match form {
        Form::Text => Content::Text(key.to_owned()),
        Form::JsonArray => Content::Array(key.to_owned()),
        Form::JsonObject => Content::Object(key.to_owned()),
    }
}

fn member_doc(name: &str) -> Line {
    Line::code(name) + " on the wire."
}

fn key_doc(map: &str, key: &str, form: Form) -> Line {
    let form = match form {
        Form::Text => ".",
        Form::JsonArray => ", a JSON array in a text.",
        Form::JsonObject => ", a JSON object in a text.",
    };
    Line::code(key) + " of " + Line::code(map) + form
}

impl Context<'_> {
    /// The variants of the enum that a member targets.
    fn enum_variants(
        &self,
        members: &IndexMap<String, Member>,
        member: &str,
    ) -> BTreeMap<String, RustIdent> {
        let target = members.get(member).map(|member| self.names.members(&member.target));
        target.cloned().unwrap_or_default()
    }
}
