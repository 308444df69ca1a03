//! Traits that no other module compares: which kind of change it is when one of them differs.
//!
//! The registry of the generator has every trait that AWS's models carry, and says what a difference of it means;
//! a trait of Smithy's or AWS's that it does not have gives [`Kind::Unclassified`].

use std::collections::BTreeSet;

use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::traits::registry::{self, Difference};
use tinsmith_codegen::stages::smithy::{Node, Traits};

use crate::table::Kind;

use super::{Found, code};

/// What is said of a trait of somebody's own.
pub(super) const UNREAD: &str = "no generated line follows it; what the service makes of it, the model does not say: `codegen.toml` can call it harmless or important";

/// A value that is longer than this is not shown.
const SHOWN_CHARACTERS: usize = 80;

/// The kind of change when a trait differs that has no other place.
pub(super) fn kind_of(found: &Found<'_>, name: &str) -> Kind {
    let declared = found.declared;
    if declared.is_important(name) {
        return Kind::Unclassified;
    }
    if declared.is_harmless(name) {
        return Kind::FactWithoutEffect;
    }
    match registry::difference_of(name) {
        Some(Difference::Words) => Kind::DocumentationChanged,
        Some(Difference::ProtocolTests) => Kind::ProtocolTestsChanged,
        Some(Difference::Binding | Difference::Place) if is_placed_by(found, name) => {
            Kind::BindingChanged
        }
        Some(Difference::Binding | Difference::Place | Difference::OtherProtocol) => {
            Kind::OtherProtocolChanged
        }
        Some(Difference::Nothing) => Kind::FactWithoutEffect,
        Some(Difference::Compared) => Kind::Unclassified,
        None if registry::is_namespace_known(name) => Kind::Unclassified,
        None => Kind::CustomTraitChanged,
    }
}

fn is_placed_by(found: &Found<'_>, name: &str) -> bool {
    found.new.krate.service.protocol.is_placed_by(name)
}

/// Whether two members are at one place of a request or a response although their names differ: the place has a name of its own.
pub(super) fn are_bound_alike(found: &Found<'_>, old: &Traits, new: &Traits) -> bool {
    let is = |name, difference| {
        is_placed_by(found, name) && registry::difference_of(name) == Some(difference)
    };
    let is_place = |name| is(name, Difference::Place);
    let is_binding = |name| is(name, Difference::Binding);
    new.iter().any(|(name, _)| is_place(name))
        && !differing(old, new).into_iter().any(|(name, ..)| is_place(name) || is_binding(name))
}

/// Whether a trait is a constraint.
pub(super) fn is_constraint(name: &str) -> bool {
    registry::find(name).is_some_and(|entry| entry.is_constraint)
}

/// Whether a trait of a shape is about its values, so that a member that targets it has it too, or can say it for itself.
pub(super) fn is_of_values(name: &str) -> bool {
    is_constraint(name) || registry::find(name).is_some_and(|entry| entry.is_from_target)
}

/// The trait that a kind of change is about, where it is always the same one.
pub(super) fn of_kind(kind: Kind) -> Option<&'static str> {
    let name = match kind {
        Kind::MemberMadeRequiredInInput
        | Kind::MemberMadeRequiredInType
        | Kind::MemberMadeRequiredInOutput
        | Kind::MemberMadeOptionalInInput
        | Kind::MemberMadeOptionalInBoth
        | Kind::MemberMadeOptionalInOutput
        | Kind::RequiredAtRunTimeAdded
        | Kind::RequiredAtRunTimeRemoved => ids::REQUIRED,
        Kind::DefaultChanged
        | Kind::DefaultOfOutputChanged
        | Kind::DefaultAdded
        | Kind::DefaultAddedToRequired
        | Kind::DefaultDropped
        | Kind::DefaultLeftToService
        | Kind::DefaultDroppedFromRequired => ids::DEFAULT,
        Kind::IdempotencyTokenAdded
        | Kind::RequiredIdempotencyTokenAdded
        | Kind::IdempotencyTokenRemoved => ids::IDEMPOTENCY_TOKEN,
        Kind::PaginationAdded
        | Kind::PaginationChanged
        | Kind::PaginationRemoved
        | Kind::PaginationItemsAdded
        | Kind::PaginationItemsChanged
        | Kind::PaginationItemsMoved => ids::PAGINATED,
        Kind::WaiterAdded | Kind::WaiterChanged | Kind::WaiterRemoved => ids::WAITABLE,
        Kind::RequestKeysAdded | Kind::RequestKeysChanged => ids::REQUEST_KEYS,
        Kind::ResponseKeysAdded | Kind::ResponseKeysChanged => ids::RESPONSE_KEYS,
        Kind::OpacityChanged => ids::OPAQUE,
        Kind::EndpointRulesChanged
        | Kind::EndpointRulesWidened
        | Kind::EndpointRulesExtended
        | Kind::EndpointRulesRewritten => ids::ENDPOINT_RULE_SET,
        Kind::EndpointTestsChanged => ids::ENDPOINT_TESTS,
        Kind::ClientParameterAdded | Kind::ClientParameterRemoved => ids::CLIENT_CONTEXT_PARAMS,
        Kind::ErrorCodeChanged => ids::AWS_QUERY_ERROR,
        Kind::QueryCompatibilityChanged => ids::AWS_QUERY_COMPATIBLE,
        _ => return None,
    };
    Some(name)
}

/// Whether a trait is of a namespace whose traits the review knows, and none of them.
pub fn is_unknown(name: &str) -> bool {
    registry::is_namespace_known(name) && registry::difference_of(name).is_none()
}

/// The traits of Smithy, AWS and this project that the review knows by name.
pub fn known() -> impl Iterator<Item = &'static str> {
    registry::entries().map(|entry| entry.id)
}

/// The traits whose values differ, by name, with the value before and after.
pub(super) fn differing<'t>(
    old: &'t Traits,
    new: &'t Traits,
) -> Vec<(&'t str, Option<&'t Node>, Option<&'t Node>)> {
    let names: BTreeSet<&str> = old.iter().chain(new.iter()).map(|(name, _)| name).collect();
    names
        .into_iter()
        .map(|name| (name, old.get(name), new.get(name)))
        .filter(|(_, before, after)| before != after)
        .collect()
}

/// What happened to a trait: added, removed, or its value before and after where that is short.
pub(super) fn detail(name: &str, before: Option<&Node>, after: Option<&Node>) -> String {
    let short = name.strip_prefix("smithy.api#").unwrap_or(name);
    match (before, after) {
        (None, Some(value)) => format!("`{short}` added{}", shown(value)),
        (Some(value), None) => format!("`{short}` dropped{}", shown(value)),
        (Some(before), Some(after)) if before == after => {
            format!("`{short}`, the same{}", shown(after))
        }
        (Some(before), Some(after)) => match (value(before), value(after)) {
            (Some(before), Some(after)) => format!("`{short}`: {before} -> {after}"),
            _ => format!("`{short}` differs"),
        },
        (None, None) => short.to_owned(),
    }
}

fn shown(node: &Node) -> String {
    value(node).filter(|text| text != "`{}`").map(|text| format!(": {text}")).unwrap_or_default()
}

/// A value in one line, where it is short enough for one.
fn value(node: &Node) -> Option<String> {
    let text = tinsmith_codegen::stages::write::write_node(node);
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    (line.chars().count() <= SHOWN_CHARACTERS).then(|| code(&line))
}
