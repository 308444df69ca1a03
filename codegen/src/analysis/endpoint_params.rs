//! Which parameters the endpoint rules of a service have, and what an operation gives them.
//!
//! In come the traits `smithy.rules#…` of the service, the operation and the members of its input; out go bindings, each with the value or the member that it takes,
//! or why the operation cannot be called (Smithy rules engine, "Parameter resolution").

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter};

use crate::smithy::{Member, Model, Node, Shape, ShapeKind, SimpleType, Traits, traits};

/// The built-ins that every call has a value for, or that may be without one.
const FILLED: [&str; 5] = [
    "AWS::Auth::AccountIdEndpointMode",
    "AWS::Region",
    "AWS::UseDualStack",
    "AWS::UseFIPS",
    "SDK::Endpoint",
];

/// The built-ins that the configuration and the credentials have: nothing else gives them a value.
const OF_THE_CLIENT: [&str; 6] = [
    "AWS::Auth::AccountId",
    "AWS::Auth::AccountIdEndpointMode",
    "AWS::Region",
    "AWS::UseDualStack",
    "AWS::UseFIPS",
    "SDK::Endpoint",
];

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamType {
    /// A boolean.
    Flag,
    /// A string.
    Text,
    /// A list of strings.
    Texts,
}

impl ParamType {
    /// The type with this name, in the case of version 1.0 or that of 1.1.
    fn of(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "boolean" => Some(Self::Flag),
            "string" => Some(Self::Text),
            "stringarray" => Some(Self::Texts),
            _ => None,
        }
    }

    /// Whether a value is of the type.
    fn has(self, value: &Node) -> bool {
        match self {
            Self::Flag => value.as_bool().is_some(),
            Self::Text => value.as_str().is_some(),
            Self::Texts => value
                .as_array()
                .is_some_and(|values| values.iter().all(|value| value.as_str().is_some())),
        }
    }
}

impl Display for ParamType {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Flag => "a boolean",
            Self::Text => "a string",
            Self::Texts => "a list of strings",
        })
    }
}

/// A parameter of the rules.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'m> {
    /// Its type.
    pub ty: ParamType,
    /// What stands for it where nothing else gives it a value.
    pub default: Option<&'m Node>,
    built_in: Option<&'m str>,
    is_required: bool,
}

/// The parameters of the rules of a service by name; those of an unknown type are reported with the rules.
pub fn parameters(service: &Traits) -> BTreeMap<&str, Parameter<'_>> {
    let rules =
        service.get(traits::ENDPOINT_RULE_SET).or_else(|| service.get(traits::ENDPOINT_BDD));
    let declared = rules.and_then(|rules| rules.get("parameters")?.as_object());
    let mut parameters = BTreeMap::new();
    for (name, node) in declared.into_iter().flatten() {
        let ty = node.get("type").and_then(Node::as_str).and_then(ParamType::of);
        let Some(ty) = ty else { continue };
        let parameter = Parameter {
            ty,
            default: node.get("default"),
            built_in: node.get("builtIn").and_then(Node::as_str),
            is_required: node.get("required").and_then(Node::as_bool) == Some(true),
        };
        parameters.insert(name.as_str(), parameter);
    }
    parameters
}

/// Whether the rules ask for the id of the account that signs.
pub fn asks_for_account_id(service: &Traits) -> bool {
    parameters(service).values().any(|parameter| parameter.built_in == Some("AWS::Auth::AccountId"))
}

/// A parameter that an operation gives a value.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'m> {
    /// The name of the parameter.
    pub name: &'m str,
    /// Its type.
    pub ty: ParamType,
    /// Where the value comes from.
    pub source: Source<'m>,
}

/// Where a value comes from, that of the lowest precedence first.
#[derive(Clone, Copy, Debug)]
pub enum Source<'m> {
    /// `operationContextParams`: a JMESPath expression over the input.
    Path(&'m str),
    /// `contextParam`: a member of the input.
    Member(&'m str),
    /// `staticContextParams`: the same for every request.
    Static(&'m Node),
}

/// What an operation gives the parameters, in the order in which a later one goes over an earlier one.
///
/// A service without rules has no parameters.
///
/// # Errors
/// The first thing that does not fit, in words for a diagnostic.
pub fn bindings<'m>(
    model: &'m Model,
    service: &'m Traits,
    operation: &'m Shape,
) -> Result<Vec<Binding<'m>>, String> {
    let parameters = parameters(service);
    if parameters.is_empty() {
        return Ok(Vec::new());
    }
    let found = paths(operation).chain(members(model, operation)).chain(statics(operation));
    let bind = |(name, source): (&'m str, Source<'m>)| {
        let trait_id = source.trait_id();
        let Some(parameter) = parameters.get(name) else {
            return Err(format!(
                "`{trait_id}` has a value for `{name}`, which is no parameter of the endpoint rules"
            ));
        };
        if let Some(built_in) = parameter.built_in.filter(|name| OF_THE_CLIENT.contains(name)) {
            return Err(format!(
                "`{trait_id}` has a value for `{name}`, which is that of `{built_in}`: this is not supported yet"
            ));
        }
        let ty = parameter.ty;
        match source.misfit(model, operation, ty) {
            Some(found) => Err(format!(
                "expected {ty} for the parameter `{name}` in `{trait_id}`, found {found}"
            )),
            None => Ok(Binding { name, ty, source }),
        }
    };
    let bindings: Vec<Binding<'m>> = found.map(bind).collect::<Result<_, _>>()?;
    let mut members = BTreeMap::new();
    for binding in &bindings {
        if let Source::Member(member) = binding.source
            && let Some(other) = members.insert(binding.name, member)
        {
            return Err(format!(
                "expected one member with `{}` for the parameter `{}`, found `{other}` and `{member}`",
                traits::CONTEXT_PARAM,
                binding.name
            ));
        }
    }
    Ok(bindings)
}

/// A parameter that must be set and that nothing gives a value when this operation is called.
pub fn unfillable<'m>(service: &'m Traits, bindings: &[Binding<'_>]) -> Option<&'m str> {
    let settings = service.get(traits::CLIENT_CONTEXT_PARAMS).and_then(Node::as_object);
    let is_setting = |name: &str| settings.is_some_and(|settings| settings.contains_key(name));
    let is_bound = |name: &str| bindings.iter().any(|binding| binding.name == name);
    let is_filled = |name: &str, parameter: &Parameter<'_>| {
        parameter.built_in.is_some_and(|name| FILLED.contains(&name))
            || parameter.default.is_some()
            || is_setting(name)
            || is_bound(name)
    };
    let parameters = parameters(service);
    let found = parameters
        .iter()
        .find(|(name, parameter)| parameter.is_required && !is_filled(name, parameter));
    found.map(|(name, _)| *name)
}

/// The parameters that nothing gives a value when this operation is called.
pub fn never_set<'m>(
    model: &'m Model,
    service: &'m Traits,
    operation: &'m Shape,
) -> BTreeSet<&'m str> {
    let settings = service.get(traits::CLIENT_CONTEXT_PARAMS).and_then(Node::as_object);
    let is_setting = |name: &str| settings.is_some_and(|settings| settings.contains_key(name));
    let bound = paths(operation).chain(members(model, operation)).chain(statics(operation));
    let bound: BTreeSet<&str> = bound.map(|(name, _)| name).collect();
    let parameters = parameters(service).into_iter();
    let unset = parameters.filter(|(name, parameter)| {
        parameter.built_in.is_none()
            && parameter.default.is_none()
            && !is_setting(name)
            && !bound.contains(name)
    });
    unset.map(|(name, _)| name).collect()
}

/// The settings that a client of the service has for its rules: name, parameter, and words about it.
///
/// One that every operation gives a value of its own would have no effect and is left out.
pub fn settings<'m>(
    service: &'m Traits,
    operations: &[&'m Shape],
) -> Vec<(&'m str, Parameter<'m>, Option<&'m str>)> {
    let parameters = parameters(service);
    let declared = service.get(traits::CLIENT_CONTEXT_PARAMS).and_then(Node::as_object);
    let is_fixed = |name: &str| {
        !operations.is_empty()
            && operations.iter().all(|operation| statics(operation).any(|(known, _)| known == name))
    };
    let read = |(name, node): (&'m String, &'m Node)| {
        let parameter = *parameters.get(name.as_str())?;
        let docs = node.get("documentation").and_then(Node::as_str);
        (!is_fixed(name)).then_some((name.as_str(), parameter, docs))
    };
    declared.into_iter().flatten().filter_map(read).collect()
}

/// What is wrong with the settings that a service declares for its rules, in words for a diagnostic each.
///
/// A service without rules has none that would be asked for.
pub fn problems_of_settings(service: &Traits) -> Vec<String> {
    let parameters = parameters(service);
    let declared = service.get(traits::CLIENT_CONTEXT_PARAMS).and_then(Node::as_object);
    let problem = |(name, node): (&String, &Node)| {
        let trait_id = traits::CLIENT_CONTEXT_PARAMS;
        let Some(parameter) = parameters.get(name.as_str()) else {
            return Some(format!(
                "`{trait_id}` has a setting `{name}`, which is no parameter of the endpoint rules"
            ));
        };
        let ty = node.get("type").and_then(Node::as_str).and_then(ParamType::of)?;
        (ty != parameter.ty).then(|| {
            let expected = parameter.ty;
            format!("expected {expected} for the parameter `{name}` in `{trait_id}`, found {ty}")
        })
    };
    let has_rules = !parameters.is_empty();
    declared.into_iter().flatten().filter(|_| has_rules).filter_map(problem).collect()
}

fn statics<'m>(operation: &'m Shape) -> impl Iterator<Item = (&'m str, Source<'m>)> {
    entries(operation, traits::STATIC_CONTEXT_PARAMS)
        .filter_map(|(name, node)| Some((name, Source::Static(node.get("value")?))))
}

fn paths<'m>(operation: &'m Shape) -> impl Iterator<Item = (&'m str, Source<'m>)> {
    entries(operation, traits::OPERATION_CONTEXT_PARAMS)
        .filter_map(|(name, node)| Some((name, Source::Path(node.get("path")?.as_str()?))))
}

fn entries<'m>(operation: &'m Shape, id: &str) -> impl Iterator<Item = (&'m str, &'m Node)> {
    let entries = operation.traits.get(id).and_then(Node::as_object);
    entries.into_iter().flatten().map(|(name, node)| (name.as_str(), node))
}

fn members<'m>(
    model: &'m Model,
    operation: &'m Shape,
) -> impl Iterator<Item = (&'m str, Source<'m>)> {
    let input = input(model, operation).and_then(Shape::members);
    input.into_iter().flatten().filter_map(|(member, shape)| {
        let name = shape.traits.get(traits::CONTEXT_PARAM)?.get("name")?.as_str()?;
        Some((name, Source::Member(member)))
    })
}

/// The input of an operation.
pub fn input<'m>(model: &'m Model, operation: &Shape) -> Option<&'m Shape> {
    match &operation.kind {
        ShapeKind::Operation(operation) => model.get(operation.input.as_ref()?),
        _ => None,
    }
}

impl Source<'_> {
    /// The trait that says so.
    pub fn trait_id(self) -> &'static str {
        match self {
            Self::Path(_) => traits::OPERATION_CONTEXT_PARAMS,
            Self::Member(_) => traits::CONTEXT_PARAM,
            Self::Static(_) => traits::STATIC_CONTEXT_PARAMS,
        }
    }

    /// What is found where a value is not of the type.
    fn misfit(self, model: &Model, operation: &Shape, ty: ParamType) -> Option<String> {
        match self {
            Self::Static(node) => (!ty.has(node)).then(|| node.kind().to_owned()),
            Self::Member(name) => {
                let member = input(model, operation)?.members()?.get(name)?;
                (!is_of(model, member, ty))
                    .then(|| format!("the member `{name}`, whose type is `{}`", member.target))
            }
            Self::Path(_) => None,
        }
    }
}

/// Whether the values of a member are of the type.
fn is_of(model: &Model, member: &Member, ty: ParamType) -> bool {
    match (ty, model.get(&member.target).map(|shape| &shape.kind)) {
        (ParamType::Flag, Some(kind)) => *kind == ShapeKind::Simple(SimpleType::Boolean),
        (ParamType::Text, Some(kind)) => is_text(kind),
        (ParamType::Texts, Some(ShapeKind::List(element))) => {
            !model.get(&member.target).is_some_and(|list| list.traits.has(traits::SPARSE))
                && model.get(&element.target).is_some_and(|shape| is_text(&shape.kind))
        }
        _ => false,
    }
}

/// Whether values are text.
pub fn is_text(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Simple(SimpleType::String) | ShapeKind::Enum(_))
}
