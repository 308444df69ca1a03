//! What `aws.api#clientEndpointDiscovery` says of a service: which operation tells where requests go, and how.
//!
//! In come a model and a service; out goes an [`EndpointDiscovery`], or what a client cannot do with it.
//! Nothing is asked about Rust; which members become which fields is decided in `resolve`.

use indexmap::IndexMap;

use super::{Member, Model, Node, Shape, ShapeId, ShapeKind, SimpleType, Traits, traits};

/// The error with which an operation says that its endpoint is none any more, where the trait names none: the only one there is.
const INVALID_ENDPOINT: &str = "InvalidEndpointException";

/// How a service tells where requests go.
#[derive(Clone, Debug)]
pub struct EndpointDiscovery<'m> {
    /// The operation that tells it.
    pub operation: ShapeId,
    /// What it is asked with.
    pub input: &'m ShapeId,
    /// What it answers with.
    pub output: &'m ShapeId,
    /// The members of that.
    pub members: &'m IndexMap<String, Member>,
    /// The structure of an endpoint in it.
    pub endpoint: &'m ShapeId,
    /// The name of the error with which an operation says that its endpoint is none any more.
    pub invalid_endpoint: &'m str,
}

impl EndpointDiscovery<'_> {
    /// The member of the answer that holds the endpoints: a list of structures.
    pub const ENDPOINTS: &'static str = "Endpoints";
    /// The member of an endpoint that names its host.
    pub const ADDRESS: &'static str = "Address";
    /// The member of an endpoint that says how long it holds.
    pub const CACHE_PERIOD: &'static str = "CachePeriodInMinutes";
}

/// Whether the endpoint of an operation has to be discovered.
pub fn is_required(operation: &Traits) -> bool {
    let required = operation.get(traits::CLIENT_DISCOVERED_ENDPOINT);
    required.and_then(|value| value.get("required")).and_then(Node::as_bool) == Some(true)
}

/// Reads the trait of a service.
///
/// # Errors
/// What is missing, or not as the trait demands.
pub fn of<'m>(model: &'m Model, service: &'m Traits) -> Result<EndpointDiscovery<'m>, String> {
    const TRAIT: &str = traits::CLIENT_ENDPOINT_DISCOVERY;
    let value = service.get(TRAIT).ok_or_else(|| format!("the service has no `{TRAIT}`"))?;
    let operation: ShapeId = value
        .get("operation")
        .and_then(Node::as_str)
        .and_then(|id| ShapeId::parse(id).ok())
        .ok_or_else(|| format!("`{TRAIT}` of the service names no operation"))?;
    let shape = model.get(&operation);
    let Some(Shape { kind: ShapeKind::Operation(shapes), traits: own, .. }) = shape else {
        return Err(format!("`{operation}`, which `{TRAIT}` names, is no operation"));
    };
    let (Some(input), Some(output)) = (&shapes.input, &shapes.output) else {
        return Err(format!("`{operation}` tells no endpoints: it has no output"));
    };
    if is_required(own) {
        return Err(format!("`{operation}`, which tells endpoints, needs one that is told itself"));
    }
    if let Some((name, _)) = members(model, input)
        .and_then(|members| members.iter().find(|(_, member)| member.traits.has(traits::REQUIRED)))
    {
        return Err(format!("`{operation}` requires `{name}`, and it is not known what to send"));
    }
    let members = members(model, output).ok_or_else(|| format!("`{output}` is no structure"))?;
    let endpoint = endpoint(model, members)
        .map_err(|expected| format!("`{output}` does not tell endpoints: expected {expected}"))?;
    let error = value.get("error").and_then(Node::as_str);
    let error = error.and_then(|id| id.split_once('#')).map(|(_, name)| name);
    Ok(EndpointDiscovery {
        input,
        output,
        members,
        endpoint,
        invalid_endpoint: error.unwrap_or(INVALID_ENDPOINT),
        operation,
    })
}

/// Looks for the structure that has the members that the trait demands; the error is what was expected.
fn endpoint<'m>(
    model: &'m Model,
    output: &'m IndexMap<String, Member>,
) -> Result<&'m ShapeId, &'static str> {
    let list = output.get(EndpointDiscovery::ENDPOINTS).and_then(|found| model.get(&found.target));
    let Some(Shape { kind: ShapeKind::List(element), .. }) = list else {
        return Err("a list `Endpoints`");
    };
    let endpoint =
        members(model, &element.target).ok_or("structures as the elements of `Endpoints`")?;
    let is = |name: &str, ty: SimpleType| {
        let target = endpoint.get(name).and_then(|member| model.get(&member.target));
        target.is_some_and(|target| target.kind == ShapeKind::Simple(ty))
    };
    if !is(EndpointDiscovery::ADDRESS, SimpleType::String) {
        return Err("a string `Address` in each of `Endpoints`");
    }
    if !is(EndpointDiscovery::CACHE_PERIOD, SimpleType::Long) {
        return Err("a long `CachePeriodInMinutes` in each of `Endpoints`");
    }
    Ok(&element.target)
}

fn members<'m>(model: &'m Model, id: &ShapeId) -> Option<&'m IndexMap<String, Member>> {
    match model.get(id) {
        Some(Shape { kind: ShapeKind::Structure(members), .. }) => Some(members),
        _ => None,
    }
}
