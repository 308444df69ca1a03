//! Where the parts of an operation's requests and responses are, in protocols that bind operations to HTTP.
//!
//! Smithy 2.0, "HTTP binding traits", says what can be bound where. An operation that does otherwise cannot be written or read.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::{Member, Model, Node, Protocol, Shape, ShapeId, ShapeKind, SimpleType, traits};

use super::endpoint_params::input;

/// Method and URI.
#[derive(Clone, Copy, Debug)]
pub struct Http<'m> {
    /// The method.
    pub method: &'m str,
    /// The path and the query, with labels.
    pub uri: &'m str,
}

/// The method and the URI of an operation; `None` where the protocol sends all operations to one place.
///
/// # Errors
/// The first thing that is wrong, in words for a diagnostic.
pub fn of<'m>(
    model: &'m Model,
    protocol: Protocol,
    operation: &'m Shape,
) -> Result<Option<Http<'m>>, String> {
    let ShapeKind::Operation(ends) = &operation.kind else { return Ok(None) };
    if !protocol.has_http_bindings() {
        return Ok(None);
    }
    let Some(value) = operation.traits.get(traits::HTTP) else {
        let protocol = protocol.shape_id();
        return Err(format!(
            "expected `{}`, which says where requests of `{protocol}` go",
            traits::HTTP
        ));
    };
    let text = |key: &str| value.get(key).and_then(Node::as_str).unwrap_or_default();
    let http = Http { method: text("method"), uri: text("uri") };
    check_method(http.method)?;
    check_uri(http.uri, input(model, operation))?;
    let of_responses = ends.output.iter().chain(&ends.errors);
    for id in ends.input.iter().chain(of_responses) {
        check_members(model, protocol, id)?;
    }
    Ok(Some(http))
}

fn check_method(method: &str) -> Result<(), String> {
    if !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(format!("expected a method of HTTP in `{}`, found {method:?}", traits::HTTP))
}

/// Whether a URI is one once its labels have values, and its labels are the input's.
fn check_uri(uri: &str, input: Option<&Shape>) -> Result<(), String> {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    if !path.starts_with('/') {
        return Err(format!("expected `/` at the start of {URI}, found {uri:?}"));
    }
    if query.contains(['{', '}']) {
        return Err(format!("expected no label in the query of {URI}, found {query:?}"));
    }
    let members = input.and_then(Shape::members);
    let is_label = |member: &Member| member.traits.has(traits::HTTP_LABEL);
    let mut found = BTreeSet::new();
    let mut rest = path;
    while let Some((text, after)) = rest.split_once('{') {
        check_text(text)?;
        let Some((label, after)) = after.split_once('}') else {
            return Err(format!("expected `}}` behind `{{{after}` in {URI}"));
        };
        let name = label.strip_suffix('+').unwrap_or(label);
        if !members.and_then(|members| members.get(name)).is_some_and(is_label) {
            return Err(format!(
                "expected a member of the input with `{}` as a label in {URI}, found `{{{label}}}`",
                traits::HTTP_LABEL
            ));
        }
        if !found.insert(name) {
            return Err(format!("the label `{name}` stands twice in {URI}"));
        }
        rest = after;
    }
    check_text(rest)?;
    check_text(query)?;
    check_query(query, input)?;
    let mut labels = members.into_iter().flatten().filter(|(_, member)| is_label(member));
    match labels.find(|(name, _)| !found.contains(name.as_str())) {
        Some((name, _)) => Err(format!(
            "`{}` on the member `{name}`, which is no label in {URI}",
            traits::HTTP_LABEL
        )),
        None => Ok(()),
    }
}

/// Whether a parameter that every request has is none that a member has a value for: the service would see it twice.
fn check_query(query: &str, input: Option<&Shape>) -> Result<(), String> {
    let literals: BTreeSet<&str> =
        query.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name)).collect();
    for (name, member) in input.and_then(Shape::members).into_iter().flatten() {
        let parameter = member.traits.get(traits::HTTP_QUERY).and_then(Node::as_str);
        if let Some(parameter) = parameter.filter(|parameter| literals.contains(parameter)) {
            return Err(format!(
                "`{}` on the member `{name}` takes the parameter `{parameter}`, which has a value in {URI}",
                traits::HTTP_QUERY
            ));
        }
    }
    Ok(())
}

const URI: &str = "`uri` of `smithy.api#http`";

/// Whether text can stand in a URI (RFC 3986, section 2).
fn check_text(text: &str) -> Result<(), String> {
    let is_fit = |c: &char| c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=%".contains(*c);
    match text.chars().find(|c| !is_fit(c)) {
        Some(other) => Err(format!("expected a path and a query in {URI}, found {other:?}")),
        None => Ok(()),
    }
}

/// Where a member of a request or a response can be, with what it can hold there.
struct Place {
    binding: &'static str,
    takes: fn(&Model, &Shape) -> bool,
    words: &'static str,
}

const PLACES: [Place; 6] = [
    Place {
        binding: traits::HTTP_HEADER,
        takes: |model, shape| is_text(shape, true) || is_list(model, shape, true),
        words: "a string, a blob, a number, a boolean or a timestamp, or a list of these",
    },
    Place {
        binding: traits::HTTP_LABEL,
        takes: |_, shape| is_text(shape, false),
        words: "a string, a number, a boolean or a timestamp",
    },
    Place {
        binding: traits::HTTP_PREFIX_HEADERS,
        takes: |model, shape| map_value(model, shape).is_some_and(is_string),
        words: "a map of strings",
    },
    Place {
        binding: traits::HTTP_QUERY,
        takes: |model, shape| is_text(shape, false) || is_list(model, shape, false),
        words: "a string, a number, a boolean or a timestamp, or a list of these",
    },
    Place {
        binding: traits::HTTP_QUERY_PARAMS,
        takes: |model, shape| {
            map_value(model, shape).is_some_and(|value| {
                is_string(value) || element(model, value).is_some_and(is_string)
            })
        },
        words: "a map of strings, or of lists of strings",
    },
    Place {
        binding: traits::HTTP_RESPONSE_CODE,
        takes: |_, shape| shape.kind == ShapeKind::Simple(SimpleType::Integer),
        words: "an integer",
    },
];

/// The body, where it is a document of JSON or nothing but bytes.
const PAYLOAD: Place = Place {
    binding: traits::HTTP_PAYLOAD,
    takes: |_, shape| {
        const DOCUMENT: ShapeKind = ShapeKind::Simple(SimpleType::Document);
        let kind = &shape.kind;
        is_payload_of_xml(shape)
            || matches!(kind, ShapeKind::List(_) | ShapeKind::Map(..))
            || *kind == DOCUMENT
    },
    words: "a structure, a union, a list, a map, a blob, a string or a document",
};

/// The body, where it is a document of XML or nothing but bytes.
///
/// The specification of restXml has no name for the root element of a list or a map (Smithy's own validator refuses both as well), and no documents at all.
const PAYLOAD_OF_XML: Place = Place {
    binding: traits::HTTP_PAYLOAD,
    takes: |_, shape| is_payload_of_xml(shape),
    words: "a structure, a union, a blob or a string, since `aws.protocols#restXml` has no root element for any other",
};

fn is_payload_of_xml(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Simple(SimpleType::Blob | SimpleType::String)
            | ShapeKind::Enum(_)
            | ShapeKind::Structure(_)
            | ShapeKind::Union(_)
    )
}

/// Whether each member of a request or a response is in one place, and fits it.
fn check_members(model: &Model, protocol: Protocol, id: &ShapeId) -> Result<(), String> {
    let of_body = if protocol == Protocol::RestXml { &PAYLOAD_OF_XML } else { &PAYLOAD };
    let members = model.get(id).and_then(Shape::members);
    let mut payload = None;
    let mut unbound = None;
    let mut taken = BTreeMap::new();
    for (name, member) in members.into_iter().flatten() {
        let places = PLACES.iter().chain([of_body]);
        let mut places = places.filter(|place| member.traits.has(place.binding));
        let Some(place) = places.next() else {
            unbound = Some(name);
            continue;
        };
        let Place { binding, words, takes } = place;
        if let Some(other) = places.next() {
            return Err(format!(
                "expected one binding of `{id}${name}` to HTTP, found `{binding}` and `{}`",
                other.binding
            ));
        }
        if !model.get(&member.target).is_some_and(|target| takes(model, target)) {
            return Err(format!("`{binding}` on `{id}${name}` takes {words}"));
        }
        if *binding == traits::HTTP_PAYLOAD
            && let Some(other) = payload.replace(name)
        {
            return Err(format!("expected one payload of `{id}`, found `{other}` and `{name}`"));
        }
        // Labels are called after their members, each of which is there once.
        if *binding != traits::HTTP_LABEL
            && let Some(other) = taken.insert((*binding, part(binding, member)), name)
        {
            let part = member.traits.get(binding).and_then(Node::as_str);
            let part = part.filter(|_| NAMED.contains(binding));
            let part = part.map(|part| format!(" for {part:?}")).unwrap_or_default();
            return Err(format!(
                "expected one member of `{id}` with `{binding}`{part}, found `{other}` and `{name}`"
            ));
        }
    }
    match (payload, unbound) {
        (Some(payload), Some(unbound)) => Err(format!(
            "the body of `{id}` is its member `{payload}`, so nothing says where `{unbound}` is"
        )),
        _ => Ok(()),
    }
}

/// The bindings of which a message has one for each name.
const NAMED: [&str; 2] = [traits::HTTP_HEADER, traits::HTTP_QUERY];

/// Which part of a message a binding means, of those of its sort: letters of headers are the same in either case.
fn part(binding: &str, member: &Member) -> String {
    let name = member.traits.get(binding).and_then(Node::as_str).unwrap_or_default();
    match binding {
        traits::HTTP_HEADER => name.to_ascii_lowercase(),
        traits::HTTP_QUERY => name.to_owned(),
        _ => String::new(),
    }
}

/// Whether a value has a form as text, outside of documents.
fn is_text(shape: &Shape, takes_blobs: bool) -> bool {
    match &shape.kind {
        ShapeKind::Simple(SimpleType::Blob) => takes_blobs,
        ShapeKind::Simple(simple) => *simple != SimpleType::Document,
        kind => matches!(kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_)),
    }
}

/// Whether a value is a list whose elements have such a form.
fn is_list(model: &Model, shape: &Shape, takes_blobs: bool) -> bool {
    element(model, shape).is_some_and(|element| is_text(element, takes_blobs))
}

fn is_string(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Simple(SimpleType::String) | ShapeKind::Enum(_))
}

fn element<'m>(model: &'m Model, shape: &Shape) -> Option<&'m Shape> {
    match &shape.kind {
        ShapeKind::List(element) => model.get(&element.target),
        _ => None,
    }
}

fn map_value<'m>(model: &'m Model, shape: &Shape) -> Option<&'m Shape> {
    match &shape.kind {
        ShapeKind::Map(_, value) => model.get(&value.target),
        _ => None,
    }
}
