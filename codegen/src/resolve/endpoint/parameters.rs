//! The parameters of a rule set: types, built-ins, defaults, and what must be set.

use indexmap::IndexMap;

use crate::ir::endpoint::{Expr, Setting};
use crate::smithy::Node;

use super::scope::{Place, Problems, Type};

/// The built-ins that `EndpointParams` has fields for.
const BUILT_INS: [(&str, &str, Type); 6] = [
    ("AWS::Region", "region", Type::Text),
    ("SDK::Endpoint", "endpoint_url", Type::Text),
    ("AWS::UseFIPS", "use_fips", Type::Flag),
    ("AWS::UseDualStack", "use_dual_stack", Type::Flag),
    ("AWS::Auth::AccountId", "account_id", Type::Text),
    ("AWS::Auth::AccountIdEndpointMode", "account_id_endpoint_mode", Type::Text),
];

/// A parameter.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) setting: Setting,
    pub(super) ty: Type,
    pub(super) presence: Presence,
}

/// Whether a parameter has a value.
#[derive(Clone, Debug)]
pub(super) enum Presence {
    /// Always: the runtime sees to it.
    Always,
    /// Perhaps.
    Optional,
    /// Always, since no endpoint is looked for without it.
    Required,
    /// Always, since this goes in its place.
    Default(Expr),
}

/// The parameters by name.
pub(super) fn read(rule_set: &Node, problems: &mut Problems) -> IndexMap<String, Parameter> {
    let place = Place::new("parameters");
    let Some(members) = rule_set.get("parameters").and_then(Node::as_object) else {
        let found = rule_set.get("parameters").map_or("nothing", Node::kind);
        problems.expected::<()>(&place, "an object", found);
        return IndexMap::new();
    };
    let read = |(name, node): (&String, &Node)| {
        let parameter = parameter(name, node, &place.key(name), problems)?;
        Some((name.clone(), parameter))
    };
    members.iter().filter_map(read).collect()
}

fn parameter(name: &str, node: &Node, place: &Place, problems: &mut Problems) -> Option<Parameter> {
    let ty = match node.get("type").and_then(Node::as_str).map(str::to_lowercase).as_deref() {
        Some("string") => Type::Text,
        Some("boolean") => Type::Flag,
        Some("stringarray") => Type::Texts,
        found => {
            let found = found.map_or_else(|| "nothing".to_owned(), |found| format!("`{found}`"));
            let wanted = "`string`, `boolean` or `stringArray`";
            return problems.expected(&place.key("type"), wanted, &found);
        }
    };
    let is_required = node.get("required").and_then(Node::as_bool).unwrap_or_default();
    let default = match node.get("default") {
        None => None,
        Some(default) => match literal(default, &ty) {
            Some(default) => Some(default),
            None => {
                return problems.expected(&place.key("default"), &ty.to_string(), default.kind());
            }
        },
    };
    let built_in = node.get("builtIn").and_then(Node::as_str);
    let field = BUILT_INS.iter().find(|(known, ..)| Some(*known) == built_in);
    let setting = match (field, &ty) {
        (Some((built_in, _, wanted)), found) if found != wanted => {
            let what = format!("{wanted}, since it is `{built_in}`");
            return problems.expected(&place.key("type"), &what, &found.to_string());
        }
        (Some((_, field, _)), _) => Setting::Field(field),
        (None, Type::Flag) => Setting::Flag(name.to_owned()),
        (None, Type::Texts) => Setting::Texts(name.to_owned()),
        (None, _) => Setting::Text(name.to_owned()),
    };
    let presence = match (default, &setting, &ty) {
        // These two are off unless they are set, so only such a default is one.
        (Some(Expr::Bool(true)), Setting::Field(field), Type::Flag) => {
            problems
                .add(&place.key("default"), format!("expected false: `{field}` is off unless set"));
            return None;
        }
        (_, Setting::Field(_), Type::Flag) => Presence::Always,
        (Some(default), ..) => Presence::Default(default),
        (None, ..) if is_required => Presence::Required,
        (None, ..) => Presence::Optional,
    };
    Some(Parameter { setting, ty, presence })
}

fn literal(node: &Node, ty: &Type) -> Option<Expr> {
    match ty {
        Type::Flag => node.as_bool().map(Expr::Bool),
        Type::Texts => {
            let texts = node.as_array()?.iter().map(|text| text.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map(Expr::Texts)
        }
        _ => node.as_str().map(|text| Expr::Text(text.to_owned())),
    }
}
