//! One case, but for its parameters.
//!
//! In comes an element of the trait's list; out goes what a request has to be, or a response, or every problem with its place in the case.

use indexmap::IndexMap;

use crate::diagnostic::nearest;
use crate::ir::protocol_test::{Body, RequestCase, ResponseCase};
use crate::smithy::Node;
use crate::smithy::Protocol;
use crate::smithy::traits::HTTP_REQUEST_TESTS;

/// What cases of both traits can say.
const COMMON: [&str; 13] = [
    "id",
    "protocol",
    "authScheme",
    "headers",
    "forbidHeaders",
    "requireHeaders",
    "body",
    "bodyMediaType",
    "params",
    "vendorParams",
    "vendorParamsShape",
    "documentation",
    "tags",
];

/// What a case of a request can say besides.
const OF_REQUESTS: [&str; 8] = [
    "appliesTo",
    "method",
    "uri",
    "host",
    "resolvedHost",
    "queryParams",
    "forbidQueryParams",
    "requireQueryParams",
];

/// What a case of a response can say besides.
const OF_RESPONSES: [&str; 2] = ["appliesTo", "code"];

/// What is wrong with a case.
#[derive(Clone, Debug, Default)]
pub(super) struct Problems {
    /// Each with its place: `params.values[1]`.
    pub(super) found: Vec<(String, String)>,
    /// Why the case cannot be a test although nothing is wrong with it.
    pub(super) left_out: Vec<String>,
}

impl Problems {
    pub(super) fn add(&mut self, place: &str, problem: impl Into<String>) {
        self.found.push((place.to_owned(), problem.into()));
    }

    pub(super) fn expected(&mut self, place: &str, expected: &str, found: &Node) {
        self.add(place, format!("expected {expected}, found {}", found.kind()));
    }
}

/// A case of the trait's list.
pub(super) struct Case<'n> {
    pub(super) id: &'n str,
    protocol: &'n str,
    applies_to: Option<&'n str>,
    fields: &'n IndexMap<String, Node>,
}

impl<'n> Case<'n> {
    /// Reads what every case has.
    pub(super) fn read(node: &'n Node, name: &str, problems: &mut Problems) -> Option<Self> {
        let Node::Object(fields) = node else {
            problems.expected("", "an object", node);
            return None;
        };
        let own = if name == HTTP_REQUEST_TESTS { &OF_REQUESTS[..] } else { &OF_RESPONSES };
        let known: Vec<&str> = COMMON.iter().chain(own).copied().collect();
        for key in fields.keys().filter(|key| !known.contains(&key.as_str())) {
            let near = nearest(key, known.iter().copied());
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            problems.add(key, format!("a case has no such key{near}"));
        }
        let mut case = Self { id: "", protocol: "", applies_to: None, fields };
        let id = case.required("id", problems);
        let protocol = case.required("protocol", problems);
        case.applies_to = case.text("appliesTo", problems);
        if let Some(other) = case.applies_to.filter(|to| !["client", "server"].contains(to)) {
            problems.add("appliesTo", format!("expected `client` or `server`, found `{other}`"));
        }
        case.id = id?;
        case.protocol = protocol?;
        Some(case)
    }

    /// Whether a client of this protocol is tested.
    pub(super) fn is_for_clients_of(&self, protocol: Protocol) -> bool {
        self.protocol == protocol.shape_id() && self.applies_to != Some("server")
    }

    /// The parameters; none is the same as an empty object.
    pub(super) fn params(&self) -> Option<&'n Node> {
        self.fields.get("params")
    }

    /// What a request has to be.
    pub(super) fn request(&self, problems: &mut Problems) -> Option<RequestCase> {
        let method = self.required("method", problems);
        let uri = self.required("uri", problems);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let case = RequestCase {
            host: owned(self.text("host", problems)),
            resolved_host: owned(self.text("resolvedHost", problems)),
            region: self.region(),
            query_params: self.texts("queryParams", problems),
            forbid_query_params: self.texts("forbidQueryParams", problems),
            require_query_params: self.texts("requireQueryParams", problems),
            headers: self.headers(problems),
            forbid_headers: self.texts("forbidHeaders", problems),
            require_headers: self.texts("requireHeaders", problems),
            body: self.body(problems),
            ..RequestCase::default()
        };
        Some(RequestCase { method: method?.to_owned(), uri: uri?.to_owned(), ..case })
    }

    /// A response.
    pub(super) fn response(&self, problems: &mut Problems) -> Option<ResponseCase> {
        let (headers, body) = (self.headers(problems), self.body(problems));
        let Some(node) = self.fields.get("code") else {
            problems.add("", "expected `code`, found none");
            return None;
        };
        let code = match node {
            Node::Number(number) => number.as_u64().and_then(|code| u16::try_from(code).ok()),
            _ => None,
        };
        let Some(code) = code.filter(|code| (100..1000).contains(code)) else {
            problems.add("code", "expected an HTTP status, a number of three digits");
            return None;
        };
        Some(ResponseCase { code, headers, body, region: self.region() })
    }

    fn body(&self, problems: &mut Problems) -> Option<Body> {
        let media_type = self.text("bodyMediaType", problems);
        let text = self.text("body", problems)?.to_owned();
        Some(Body { media_type: media_type.unwrap_or_default().to_owned(), text })
    }

    /// The region of a client: `vendorParams` has it by itself, or as the configuration of AWS's own cases has it.
    fn region(&self) -> Option<String> {
        let params = self.fields.get("vendorParams")?;
        let scoped = params.get("scopedConfig").and_then(|scoped| scoped.get("client"));
        let region = params.get("region").or_else(|| scoped?.get("region"))?;
        region.as_str().map(str::to_owned)
    }

    fn headers(&self, problems: &mut Problems) -> Vec<(String, String)> {
        let node = match self.fields.get("headers") {
            None => return Vec::new(),
            Some(node) => node,
        };
        let Node::Object(headers) = node else {
            problems.expected("headers", "an object of strings", node);
            return Vec::new();
        };
        let mut found = Vec::new();
        for (name, value) in headers {
            match value.as_str() {
                Some(text) => found.push((name.clone(), text.to_owned())),
                None => problems.expected(&format!("headers.{name}"), "a string", value),
            }
        }
        found
    }

    fn texts(&self, key: &str, problems: &mut Problems) -> Vec<String> {
        let Some(node) = self.fields.get(key) else { return Vec::new() };
        let texts = node.as_array().map(|elements| elements.iter().map(Node::as_str));
        let Some(texts) = texts.and_then(|texts| texts.collect::<Option<Vec<_>>>()) else {
            problems.expected(key, "a list of strings", node);
            return Vec::new();
        };
        texts.into_iter().map(str::to_owned).collect()
    }

    fn text(&self, key: &str, problems: &mut Problems) -> Option<&'n str> {
        let node = self.fields.get(key)?;
        let text = node.as_str();
        if text.is_none() {
            problems.expected(key, "a string", node);
        }
        text
    }

    fn required(&self, key: &str, problems: &mut Problems) -> Option<&'n str> {
        if !self.fields.contains_key(key) {
            problems.add("", format!("expected `{key}`, found none"));
        }
        self.text(key, problems)
    }
}
