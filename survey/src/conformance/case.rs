//! One case of a suite as one of `smithy.test#httpRequestTests` or `smithy.test#httpResponseTests`.
//!
//! Parameters are written alike in both:
//! timestamps are seconds since the epoch, blobs are text, floating point numbers that are none are strings.
//!
//! What the suites have in a way of their own:
//! * The endpoint of the client stands beside the cases, and `host`, what a request goes to, has a path if the endpoint has one.
//! * A header is any value of a string; bodies are JSON, XML where they begin with `<`, or CBOR where the protocol is one of it, unless a `Content-Type` stands beside them.
//! * The query of a request stands in its `uri`.
//! * The code of an error stands beside its members; a generated test looks for it in the type of the error.

use anyhow::{Context as _, bail, ensure};
use tinsmith_codegen::stages::smithy::Node;

use super::suite::Fields;

/// A case, and what it is about.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) operation: String,
    /// The operation, as C2J has it.
    pub(super) given: Fields,
    /// The shape of the error that the response is.
    pub(super) error: Option<String>,
    pub(super) is_request: bool,
    /// What the trait takes, but for `id` and `protocol`.
    fields: Fields,
}

impl Case {
    /// What stands in the trait.
    pub(super) fn node(&self, protocol: &str) -> Node {
        let own = [("id", self.id.as_str()), ("protocol", protocol)];
        let own = own.map(|(key, value)| (key.to_owned(), Node::from(value)));
        Node::Object(own.into_iter().chain(self.fields.clone()).collect())
    }
}

/// Reads a case; takes the endpoint that the client is told, and whether the protocol is one of CBOR.
///
/// # Errors
/// What is not as it should be.
pub(super) fn read(node: &Node, endpoint: Option<&str>, is_cbor: bool) -> anyhow::Result<Case> {
    let text = |key: &str| {
        node.get(key).and_then(Node::as_str).with_context(|| format!("expected `{key}`, a string"))
    };
    let id = text("id")?;
    of_id(node, id, endpoint, is_cbor).with_context(|| format!("in `{id}`"))
}

fn of_id(node: &Node, id: &str, endpoint: Option<&str>, is_cbor: bool) -> anyhow::Result<Case> {
    let given =
        node.get("given").and_then(Node::as_object).context("expected `given`, an object")?;
    let operation =
        given.get("name").and_then(Node::as_str).context("expected a `name` in `given`")?;
    let (is_request, error, fields) = match (node.get("serialized"), node.get("response")) {
        (Some(serialized), None) => (true, None, request(node, serialized, endpoint, is_cbor)?),
        (None, Some(response)) => {
            let error = node.get("error").map(|_| error_of(node, given)).transpose()?;
            (false, error, self::response(node, response, is_cbor)?)
        }
        _ => bail!("expected either `serialized` or `response`"),
    };
    let (id, operation) = (id.to_owned(), operation.to_owned());
    Ok(Case { id, operation, given: given.clone(), error, is_request, fields })
}

fn request(
    node: &Node,
    serialized: &Node,
    endpoint: Option<&str>,
    is_cbor: bool,
) -> anyhow::Result<Fields> {
    let mut fields = Fields::new();
    let serialized = serialized.as_object().context("expected `serialized`, an object")?;
    for (key, value) in serialized {
        match key.as_str() {
            "method" | "headers" | "forbidHeaders" | "requireHeaders" | "body" => {
                fields.insert(key.clone(), value.clone());
            }
            "uri" => {
                let uri = value.as_str().context("expected `uri`, a string")?;
                let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
                fields.insert(key.clone(), Node::from(path));
                let params = query.split('&').filter(|param| !param.is_empty());
                let params: Vec<Node> = params.map(Node::from).collect();
                if !params.is_empty() {
                    fields.insert("queryParams".to_owned(), Node::Array(params));
                }
            }
            // The part before the path, which is the host; the path is in `uri`.
            "host" => {
                let host = value.as_str().and_then(|host| host.split('/').next());
                fields.insert("resolvedHost".to_owned(), Node::from(host.unwrap_or_default()));
            }
            _ => bail!("`serialized` has the unknown key `{key}`"),
        }
    }
    if let Some(endpoint) = endpoint {
        let host = endpoint.split_once("://").map_or(endpoint, |(_, host)| host);
        fields.insert("host".to_owned(), Node::from(host));
    }
    media_type(&mut fields, is_cbor);
    fields.insert("params".to_owned(), node.get("params").context("expected `params`")?.clone());
    Ok(fields)
}

fn response(node: &Node, response: &Node, is_cbor: bool) -> anyhow::Result<Fields> {
    let mut fields = Fields::new();
    let response = response.as_object().context("expected `response`, an object")?;
    for (key, value) in response {
        let key = match key.as_str() {
            "status_code" => "code",
            "headers" | "body" => key,
            _ => bail!("`response` has the unknown key `{key}`"),
        };
        fields.insert(key.to_owned(), value.clone());
    }
    media_type(&mut fields, is_cbor);
    let params = node.get("error").or_else(|| node.get("result"));
    fields
        .insert("params".to_owned(), params.context("expected a `result` or an `error`")?.clone());
    Ok(fields)
}

/// Says what a body is: JSON, XML or CBOR, unless a header says otherwise.
fn media_type(fields: &mut Fields, is_cbor: bool) {
    const JSON: &str = "application/json";
    const CBOR: &str = "application/cbor";
    const XML: &str = "application/xml";
    let Some(body) = fields.get("body").and_then(Node::as_str).filter(|body| !body.is_empty())
    else {
        return;
    };
    let usual = match body {
        _ if is_cbor => CBOR,
        _ if body.starts_with('<') => XML,
        _ => JSON,
    };
    let headers = fields.get("headers");
    let content_type = headers.and_then(|headers| headers.get("Content-Type")?.as_str());
    let is_other = content_type.is_some_and(|found| !found.contains("json"));
    let media_type = content_type.filter(|_| is_other).unwrap_or(usual);
    fields.insert("bodyMediaType".to_owned(), Node::from(media_type));
}

/// The shape of an error case: the one error that its operation is given.
fn error_of(node: &Node, given: &Fields) -> anyhow::Result<String> {
    let errors = given.get("errors").and_then(Node::as_array).unwrap_or_default();
    ensure!(errors.len() == 1, "expected one error in `given`, found {}", errors.len());
    ensure!(node.get("errorCode").is_some(), "expected an `errorCode` beside the `error`");
    let shape = errors.first().and_then(|error| error.get("shape")).and_then(Node::as_str);
    shape.map(str::to_owned).context("expected the `shape` of the error in `given`")
}
