//! Where requests of an operation go beyond what the rules say: host prefix, parameters, discovery; and the settings of clients for the rules.
//!
//! What a parameter or a label is read from is compared by what the model calls it: a member that is read in another way is a change of its own.
//! The rules themselves are in `endpoints`.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::analysis::endpoint_params::{Source, bindings};
use tinsmith_codegen::stages::ir::destination::{ClientParam, ClientParamType, PrefixPart};
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{Shape, ShapeId};
use tinsmith_codegen::stages::write::write_node;

use crate::rules::{self, Relation, Side};
use crate::table::Kind;

use super::view::View;
use super::{Found, Scope, code, endpoints};

/// Begins what is said of a parameter that is taken from the request.
const FROM: &str = "from ";

/// Compares what an operation adds to the endpoint; gives whether something differs.
pub(super) fn compare(found: &mut Found<'_>, old: &Operation, new: &Operation) -> bool {
    let (before, after) = (facts(found.old, old, &[]), facts(found.new, new, &[]));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing: Vec<(&String, Option<&String>, Option<&String>)> = names
        .into_iter()
        .map(|name| (name, before.get(name), after.get(name)))
        .filter(|(_, before, after)| before != after)
        .collect();
    if differing.is_empty() {
        return false;
    }
    let say = |shown: fn(Option<&String>) -> &str| {
        let differing = differing.iter();
        let all = differing
            .map(|(name, before, after)| format!("{name} {} -> {}", shown(*before), shown(*after)));
        all.collect::<Vec<_>>().join("; ")
    };
    let detail = say(|fact| fact.map_or("none", String::as_str));
    let is_said = differing.iter().all(|(_, before, after)| general(*before) != general(*after));
    let in_general = is_said.then(|| say(general));
    let (mut kind, mut notes) = (Kind::OperationEndpointChanged, Vec::new());
    if facts(found.new, new, &new_and_optional(found, old, new)) == before {
        kind = Kind::EndpointMemberAdded;
    } else if has_same_host(found, old, new) {
        let (before, after) = (side(found.old, old), side(found.new, new));
        let relation = rules::compare(&before, &after);
        notes = by_parameter([before, after], endpoints::notes(&relation));
        kind = match relation {
            Relation::Same => Kind::OperationEndpointRewritten,
            Relation::Extended(_) => Kind::OperationEndpointExtended,
            Relation::Widened(_) => Kind::OperationEndpointWidened,
            Relation::Gone(_) | Relation::Unknown => kind,
        };
    }
    let draft = found.add_in(Scope::Operation, kind, &new.shape, detail);
    (draft.notes, draft.in_general) = (notes, in_general);
    true
}

/// A fact as it is the same for operations whose members have other names.
fn general(fact: Option<&String>) -> &str {
    match fact {
        None => "none",
        Some(fact) if fact.starts_with(FROM) => "from the request",
        Some(fact) => fact,
    }
}

/// Notes in which the parameters of the rules stand in place of what they are taken from.
fn by_parameter(sides: [Side<'_>; 2], mut notes: Vec<String>) -> Vec<String> {
    let mut taken = Vec::new();
    for (name, sources) in sides.into_iter().flat_map(|side| side.sources) {
        taken.extend(sources.into_iter().filter_map(|source| match source {
            rules::Source::Request { name: from, .. } => {
                Some((format!("request.{from}"), name.clone()))
            }
            rules::Source::Fixed(_) | rules::Source::Client(_) => None,
        }));
    }
    // A name can begin with another one.
    taken.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    for (from, name) in taken {
        notes = notes.iter().map(|note| note.replace(&from, &name)).collect();
    }
    notes
}

/// Whether only parameters of the rules differ.
fn has_same_host(found: &Found<'_>, old: &Operation, new: &Operation) -> bool {
    old.destination.host_prefix == new.destination.host_prefix
        && discovery(found.old, old) == discovery(found.new, new)
}

/// Where requests of an operation go: by what it sets itself, then by its requests, then by the client.
fn side<'a>(view: &View<'a>, operation: &Operation) -> Side<'a> {
    let mut side = endpoints::of_client(view);
    let shapes = (view.shape(view.service), view.shape(&operation.shape));
    let (Some(service), Some(shape)) = shapes else { return side };
    let members = view.shape(&operation.input.shape).and_then(Shape::members);
    let is_required = |name: &str| {
        let member = members.and_then(|members| members.get(name));
        member.is_some_and(|member| member.traits.has(ids::REQUIRED))
    };
    let fixed = &operation.destination.static_params;
    // A later one goes over an earlier one.
    for binding in bindings(view.model, &service.traits, shape).unwrap_or_default() {
        let source = match binding.source {
            Source::Path(name) | Source::Member(name) => {
                rules::Source::Request { name: name.to_owned(), is_always: is_required(name) }
            }
            Source::Static(_) => {
                let value = fixed.iter().find(|(name, _)| name == binding.name);
                let Some((_, value)) = value else { continue };
                rules::Source::Fixed(value.clone())
            }
        };
        side.sources.entry(binding.name.to_owned()).or_default().insert(0, source);
    }
    side
}

/// The members of an operation's input that no old program sets, and that a new one can leave out.
fn new_and_optional<'a>(found: &Found<'a>, old: &Operation, new: &Operation) -> Vec<&'a str> {
    let members = |view: &View<'a>, operation: &Operation| {
        view.shape(&operation.input.shape).and_then(Shape::members)
    };
    let (before, after) = (members(found.old, old), members(found.new, new));
    let after = after.into_iter().flatten();
    let is_new = |name: &String| !before.is_some_and(|before| before.contains_key(name));
    after
        .filter(|(name, member)| is_new(name) && !member.traits.has(ids::REQUIRED))
        .map(|(name, _)| name.as_str())
        .collect()
}

/// What an operation adds to the endpoint, by what it is; `unset` are members that are not given.
fn facts(view: &View<'_>, operation: &Operation, unset: &[&str]) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    let prefix: String = operation.destination.host_prefix.iter().map(part).collect();
    if !prefix.is_empty() {
        facts.insert("host prefix".to_owned(), code(&prefix));
    }
    facts.extend(discovery(view, operation).map(|told| ("discovery".to_owned(), told)));
    for (name, value) in params(view, operation, unset) {
        facts.insert(format!("parameter {}", code(name)), value);
    }
    facts
}

fn part(part: &PrefixPart) -> String {
    match part {
        PrefixPart::Text(text) => text.clone(),
        PrefixPart::Label(name, _) => format!("{{{name}}}"),
    }
}

/// How the endpoint is discovered, where it is.
fn discovery(view: &View<'_>, operation: &Operation) -> Option<String> {
    let discovery =
        view.krate.service.discovery.as_ref().filter(|_| operation.discovered_endpoint)?;
    let (by, until) = (discovery.operation.name(), code(&discovery.invalid_endpoint));
    Some(format!("by {} until {until}", code(by)))
}

/// Whether some operation of the crates discovers its endpoint in another way.
pub(super) fn discovery_differs(found: &Found<'_>) -> bool {
    let told = |view: &View<'_>| -> BTreeSet<String> {
        view.operations.values().filter_map(|operation| discovery(view, operation)).collect()
    };
    told(found.old) != told(found.new)
}

/// What the parameters of the rules are given; what goes over the rest last.
fn params<'a>(view: &View<'a>, operation: &Operation, unset: &[&str]) -> BTreeMap<&'a str, String> {
    let shapes = (view.shape(view.service), view.shape(&operation.shape));
    let (Some(service), Some(shape)) = shapes else { return BTreeMap::new() };
    let destination = &operation.destination;
    // One that cannot be read is left unset, with a warning.
    let is_set = |name: &str| {
        destination.static_params.iter().any(|(known, _)| known == name)
            || destination.context_params.iter().any(|param| param.name == name)
    };
    let mut params: BTreeMap<&str, String> = BTreeMap::new();
    for binding in bindings(view.model, &service.traits, shape).unwrap_or_default() {
        let source = match binding.source {
            Source::Path(path) => format!("{FROM}{}", code(path)),
            Source::Member(member) if unset.contains(&member) => continue,
            Source::Member(member) => format!("{FROM}the member {}", code(member)),
            Source::Static(value) => code(write_node(value).trim()),
        };
        if is_set(binding.name) {
            let given = params.entry(binding.name).or_default();
            if !given.is_empty() {
                given.push_str(", then ");
            }
            given.push_str(&source);
        }
    }
    params
}

/// Whether a difference in what a member of this input says of the endpoint has been told.
pub(super) fn is_told(found: &Found<'_>, input: &ShapeId) -> bool {
    let kinds = [
        Kind::OperationEndpointChanged,
        Kind::OperationEndpointWidened,
        Kind::OperationEndpointExtended,
        Kind::OperationEndpointRewritten,
        Kind::EndpointMemberAdded,
    ];
    let mut told = found.drafts.iter().filter(|draft| kinds.contains(&draft.kind));
    told.any(|draft| {
        found.new.operations.get(&draft.shape).is_some_and(|told| told.input.shape == *input)
    })
}

/// Compares the settings of clients.
pub(super) fn settings(found: &mut Found<'_>) {
    let (old, new) =
        (&found.old.krate.service.client_params, &found.new.krate.service.client_params);
    let named = |params: &[ClientParam], name: &str| -> Option<ClientParam> {
        params.iter().find(|param| param.name == name).cloned()
    };
    let names: BTreeSet<&String> = old.iter().chain(new).map(|param| &param.name).collect();
    let id = found.new.service.clone();
    for name in names {
        let setter = |param: &ClientParam| format!("`{}({})`", param.setter, ty(param.ty));
        let (kind, detail) = match (named(old, name), named(new, name)) {
            (None, Some(after)) => {
                (Kind::ClientParameterAdded, format!("it has {}", setter(&after)))
            }
            (Some(before), None) => {
                (Kind::ClientParameterRemoved, format!("{} is gone", setter(&before)))
            }
            (Some(before), Some(after)) if setter(&before) != setter(&after) => {
                let detail = format!("{} -> {}", setter(&before), setter(&after));
                (Kind::ClientParameterRemoved, detail)
            }
            (Some(before), Some(after)) if before.docs != after.docs => {
                let detail = format!("words about `{}` differ", after.setter);
                (Kind::DocumentationChanged, detail)
            }
            _ => continue,
        };
        let detail = format!("parameter {}: {detail}", code(name));
        found.add_in(Scope::Service, kind, &id, detail);
    }
}

/// What a setter takes.
fn ty(ty: ClientParamType) -> &'static str {
    match ty {
        ClientParamType::Flag => "bool",
        ClientParamType::Text => "&str",
        ClientParamType::Texts => "&[&str]",
    }
}
