//! The service: takes what its model says, and nothing else, and answers as the model says.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Value, json};
use tinsmith_codegen::stages::pipeline::Prepared;
use tinsmith_codegen::stages::smithy::traits as ids;
use tinsmith_codegen::stages::smithy::{
    Member, Model, Node, Operation, Shape, ShapeId, ShapeKind, Traits,
};

use super::judge::Judge;
use super::values::{Keys, Values};
use crate::callers::Version;

/// A request as it was sent.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) uri: String,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Option<String>,
}

impl Sent {
    pub(super) fn read(sent: &Value) -> Self {
        let headers = sent["headers"].as_object().into_iter().flatten();
        let headers = headers
            .filter_map(|(name, value)| Some((name.to_lowercase(), value.as_str()?.to_owned())));
        Self {
            uri: sent["uri"].as_str().unwrap_or_default().to_owned(),
            headers: headers.collect(),
            body: sent["body"].as_str().map(str::to_owned),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }

    /// What stands behind the service's name in the target.
    pub(super) fn operation(&self) -> &str {
        self.header("x-amz-target").rsplit('.').next().unwrap_or_default()
    }

    /// Whether it has the checksum that its operation requires.
    fn has_checksum(&self, operation: &Traits) -> bool {
        let wants = |trait_: &Node| {
            trait_.get("requestChecksumRequired").and_then(Node::as_bool) == Some(true)
        };
        match operation.get(ids::HTTP_CHECKSUM) {
            Some(trait_) if wants(trait_) => {
                self.headers.keys().any(|name| name.starts_with("x-amz-checksum-"))
            }
            None if operation.has(ids::HTTP_CHECKSUM_REQUIRED) => {
                self.headers.contains_key("content-md5")
            }
            _ => true,
        }
    }

    /// The region that the request is signed for, if it is signed for one.
    pub(super) fn signed_for(&self) -> Option<String> {
        let (_, credential) = self.header("authorization").split_once("Credential=")?;
        credential.split('/').nth(2).map(str::to_owned)
    }

    /// The body, as JSON.
    pub(super) fn document(&self) -> Option<Value> {
        serde_json::from_str(self.body.as_deref()?).ok()
    }
}

/// An answer of a service.
pub(super) fn response(status: u16, headers: &[(&str, String)], body: &Value) -> Value {
    let mut all = serde_json::Map::new();
    for (name, value) in headers {
        all.insert((*name).to_owned(), json!(value));
    }
    json!({ "status": status, "headers": all, "body": body.to_string() })
}

/// Whether the service of a model speaks AWS JSON.
pub(super) fn speaks_aws_json(prepared: &Prepared) -> bool {
    let service = prepared.model.get(&prepared.service);
    let protocols = ["aws.protocols#awsJson1_0", "aws.protocols#awsJson1_1"];
    service.is_some_and(|service| protocols.iter().any(|protocol| service.traits.has(protocol)))
}

/// A service of one version.
#[derive(Debug)]
pub(super) struct Service<'m> {
    pub(super) values: Values<'m>,
    id: &'m ShapeId,
    traits: &'m Traits,
    operations: BTreeMap<&'m str, &'m Shape>,
    accepted: RefCell<BTreeMap<ShapeId, Vec<Value>>>,
}

impl<'m> Service<'m> {
    /// The service of a version; `other` is the version that it is compared with.
    pub(super) fn of(version: &'m Version, other: &Version) -> Self {
        let prepared = &version.prepared;
        let model: &'m Model = &prepared.model;
        let operations = prepared.facts.operations.iter();
        let operations = operations.filter_map(|id| Some((id.name(), model.get(id)?)));
        let service = model.get(&prepared.service).expect("a prepared model has its service");
        Self {
            values: Values::of(model, &other.prepared.model),
            id: &prepared.service,
            traits: &service.traits,
            operations: operations.collect(),
            accepted: RefCell::default(),
        }
    }

    /// An operation, with its traits.
    pub(super) fn operation(&self, name: &str) -> Option<(&'m Operation, &'m Traits)> {
        let shape = self.operations.get(name)?;
        match &shape.kind {
            ShapeKind::Operation(operation) => Some((operation, &shape.traits)),
            _ => None,
        }
    }

    /// Values of a structure that the service takes or gives: the least, the whole, and others.
    pub(super) fn accepted(&self, id: &ShapeId) -> Vec<Value> {
        let mut accepted = self.accepted.borrow_mut();
        let values = accepted.entry(id.clone());
        values.or_insert_with(|| self.values.accepted(id)).clone()
    }

    /// Why a request is refused, if it is.
    pub(super) fn refusal(&self, sent: &Sent) -> Option<String> {
        let content_type = sent.header("content-type");
        let takes = |name: &str, kind: &str| self.traits.has(name) && content_type == kind;
        let is_spoken = takes("aws.protocols#awsJson1_0", "application/x-amz-json-1.0")
            || takes("aws.protocols#awsJson1_1", "application/x-amz-json-1.1");
        if !is_spoken {
            return Some(format!("the service does not speak {content_type}"));
        }
        let target = sent.header("x-amz-target");
        let name = target.strip_prefix(self.id.name()).and_then(|rest| rest.strip_prefix('.'));
        let Some((operation, traits)) = name.and_then(|name| self.operation(name)) else {
            return Some(format!("there is no operation {target}"));
        };
        if !self.knows(sent.header("authorization"), traits) {
            return Some(format!("a wrong signature: {:?}", sent.header("authorization")));
        }
        let encoding = sent.header("content-encoding");
        if !encoding.is_empty() {
            let is_known = traits.has(ids::REQUEST_COMPRESSION) && encoding == "gzip";
            return (!is_known).then(|| format!("the service does not read {encoding}"));
        }
        if !sent.has_checksum(traits) {
            return Some("there is no checksum".to_owned());
        }
        let body = sent.document().unwrap_or_default();
        let is_taken = match &operation.input {
            Some(input) => self.values.accepts(&Member::new(input.clone()), &body, Judge::SERVICE),
            None => body == json!({}),
        };
        if !is_taken {
            return Some("the request is none of the model's".to_owned());
        }
        let input = operation.input.as_ref().and_then(|input| self.values.model().get(input));
        let missing = input.and_then(|input| Keys::of(&input.traits)?.missing(&body));
        missing.map(|key| format!("there is no entry {key}"))
    }

    /// Whether a request comes from somebody who may call an operation.
    fn knows(&self, authorization: &str, operation: &Traits) -> bool {
        if operation.has(ids::OPTIONAL_AUTH) {
            return true;
        }
        let listed = operation.get(ids::AUTH).or_else(|| self.traits.get(ids::AUTH));
        let all = [ids::SIGV4, "aws.auth#sigv4a", "smithy.api#httpBearerAuth"];
        let schemes: Vec<&str> = match listed.and_then(Node::as_array) {
            Some(listed) => listed.iter().filter_map(Node::as_str).collect(),
            None => all.into_iter().filter(|scheme| self.traits.has(scheme)).collect(),
        };
        let name = self.traits.get(ids::SIGV4).and_then(|trait_| trait_.get("name")?.as_str());
        let scope = format!("/{}/aws4_request", name.unwrap_or_default());
        schemes.is_empty()
            || schemes.iter().any(|scheme| match *scheme {
                ids::SIGV4 => {
                    let credential = authorization.strip_prefix("AWS4-HMAC-SHA256 Credential=");
                    let credential = credential.and_then(|rest| rest.split(',').next());
                    credential.is_some_and(|credential| credential.ends_with(&scope))
                }
                "aws.auth#sigv4a" => authorization.starts_with("AWS4-ECDSA-P256-SHA256 "),
                "smithy.api#httpBearerAuth" => authorization.starts_with("Bearer "),
                _ => false,
            })
    }

    /// The answer to a question for an endpoint, if that is what was asked.
    pub(super) fn endpoint(&self, sent: &Sent) -> Option<Value> {
        let discovery = self.traits.get(ids::CLIENT_ENDPOINT_DISCOVERY)?;
        let operation = ShapeId::parse(discovery.get("operation")?.as_str()?).ok()?;
        let answer =
            json!({ "Endpoints": [{ "Address": "cell.example", "CachePeriodInMinutes": 5 }] });
        (operation.name() == sent.operation()).then(|| response(200, &[], &answer))
    }

    /// The errors of an operation: its own, and those of the service.
    pub(super) fn errors(&self, operation: &'m Operation) -> Vec<&'m ShapeId> {
        let mut errors: Vec<&ShapeId> = operation.errors.iter().collect();
        if let Some(ShapeKind::Service(service)) =
            self.values.model().get(self.id).map(|it| &it.kind)
        {
            errors.extend(&service.errors);
        }
        errors
    }

    /// An error as it comes. Without `awsQueryCompatible`, no model says whether its code of `awsQueryError` is its name on the wire: it comes by both.
    pub(super) fn error(&self, id: &ShapeId, members: &Value) -> Vec<Value> {
        let traits = self.values.model().get(id).map(|shape| &shape.traits);
        let code = traits.and_then(|traits| traits.get("aws.protocols#awsQueryError")?.get("code"));
        let code = code.and_then(Node::as_str).unwrap_or(id.name());
        let named = |name: &str, headers: &[(&str, String)]| {
            let mut body = members.clone();
            body["__type"] = json!(name);
            response(400, headers, &body)
        };
        if self.traits.has("aws.protocols#awsQueryCompatible") {
            return vec![named(id.as_str(), &[("x-amzn-query-error", format!("{code};Sender"))])];
        }
        let mut names = vec![id.as_str(), code];
        names.dedup_by(|one, other| *one == id.name() && *other == id.as_str());
        names.into_iter().map(|name| named(name, &[])).collect()
    }

    /// Whether clients ask where to go.
    pub(super) fn tells_endpoints(&self) -> bool {
        self.traits.has(ids::CLIENT_ENDPOINT_DISCOVERY)
    }

    /// Where the model says that pages have their tokens and items.
    pub(super) fn paging(&self, operation: &Traits) -> Option<Paging> {
        let own = operation.get(ids::PAGINATED)?;
        let shared = self.traits.get(ids::PAGINATED);
        let text = |name: &str| {
            let found = own.get(name).or_else(|| shared?.get(name));
            found.and_then(Node::as_str).map(str::to_owned)
        };
        Some(Paging {
            asked: text("inputToken")?,
            told: text("outputToken")?.split('.').map(str::to_owned).collect(),
            items: text("items").map(|path| path.split('.').map(str::to_owned).collect()),
        })
    }
}

/// How pages are asked for and given.
#[derive(Debug)]
pub(super) struct Paging {
    asked: String,
    told: Vec<String>,
    items: Option<Vec<String>>,
}

/// How many items a page has: more than a list that is no page's items.
const ITEMS: usize = 3;

impl Paging {
    /// How many pages there are.
    const PAGES: usize = 3;

    /// The page that is asked for: `whole` with some items, and the token for the next one.
    pub(super) fn page(&self, sent: &Sent, whole: &Value) -> Value {
        let body = sent.document().unwrap_or_default();
        let asked = body[&self.asked].as_str().and_then(|token| token.strip_prefix("page-"));
        let number = asked.and_then(|number| number.parse().ok()).unwrap_or(0_usize);
        let mut page = whole.clone();
        if let Some(Value::Array(items)) = self.items.as_ref().and_then(|path| at(&mut page, path))
        {
            let first = items.first().cloned();
            *items = first.into_iter().cycle().take(ITEMS).collect();
        }
        let next = (number + 1 < Self::PAGES).then(|| format!("page-{}", number + 1));
        if let Some(token) = at(&mut page, &self.told).filter(|token| token.is_string()) {
            *token = next.map_or(Value::Null, Value::String);
        }
        page
    }
}

/// What stands at the end of a path.
fn at<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, name| value.get_mut(name))
}
