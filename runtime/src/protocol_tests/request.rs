//! A case of `smithy.test#httpRequestTests`.

use std::error::Error;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::http::{Headers, StatusCode};

use super::body::Body;
use super::connector::{Canned, Connector};
use super::{Failure, Outcome, case, headers, query};
use crate::config::Config;

/// What a request has to be.
#[derive(Clone, Debug)]
pub struct RequestCase {
    method: String,
    uri: String,
    host: Option<String>,
    resolved_host: Option<String>,
    region: Option<String>,
    query: query::Expected,
    headers: headers::Expected,
    body: Option<(String, String)>,
    map_entries: Vec<String>,
}

impl RequestCase {
    /// A request of this method, to this path. A query string behind it is the whole one: `/path?` has no parameters.
    #[must_use]
    pub fn new(method: &str, uri: &str) -> Self {
        let (path, whole_query) = match uri.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (uri, None),
        };
        let params = whole_query.unwrap_or_default().split('&').filter(|param| !param.is_empty());
        Self {
            method: method.to_owned(),
            uri: path.to_owned(),
            host: None,
            resolved_host: None,
            region: None,
            query: query::Expected {
                params: params.map(str::to_owned).collect(),
                is_whole: whole_query.is_some(),
                ..query::Expected::default()
            },
            headers: headers::Expected::default(),
            body: None,
            map_entries: Vec::new(),
        }
    }

    /// The client is told to send requests to this host, which may have a path; the endpoint of the service counts unless set.
    #[must_use]
    pub fn host(mut self, host: &str) -> Self {
        self.host = Some(host.to_owned());
        self
    }

    /// The request goes to this host.
    #[must_use]
    pub fn resolved_host(mut self, host: &str) -> Self {
        self.resolved_host = Some(host.to_owned());
        self
    }

    /// The client is told this region; `us-east-1` unless set.
    #[must_use]
    pub fn region(mut self, region: &str) -> Self {
        self.region = Some(region.to_owned());
        self
    }

    /// The query string has this parameter, `name`, `name=` or `name=value`, as it is on the wire.
    #[must_use]
    pub fn query_param(mut self, param: &str) -> Self {
        self.query.params.push(param.to_owned());
        self
    }

    /// The query string has no parameter of this name.
    #[must_use]
    pub fn forbid_query_param(mut self, name: &str) -> Self {
        self.query.forbidden.push(name.to_owned());
        self
    }

    /// The query string has a parameter of this name.
    #[must_use]
    pub fn require_query_param(mut self, name: &str) -> Self {
        self.query.required.push(name.to_owned());
        self
    }

    /// The request has this header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The request has no header of this name.
    #[must_use]
    pub fn forbid_header(mut self, name: &str) -> Self {
        self.headers.forbidden.push(name.to_owned());
        self
    }

    /// The request has a header of this name.
    #[must_use]
    pub fn require_header(mut self, name: &str) -> Self {
        self.headers.required.push(name.to_owned());
        self
    }

    /// The request has this body; without it, the body is not looked at. The media type says how bodies are compared; an empty one: byte by byte.
    #[must_use]
    pub fn body(mut self, media_type: &str, text: &str) -> Self {
        self.body = Some((media_type.to_owned(), text.to_owned()));
        self
    }

    /// These elements of a body of XML are entries of a map, so their order does not count; takes their place below the root, `heats/entry`.
    #[must_use]
    pub fn map_entries(mut self, place: &str) -> Self {
        self.map_entries.push(place.to_owned());
        self
    }

    /// Makes the call with a client of this configuration, and looks at what was sent.
    ///
    /// # Errors
    /// Every difference; that nothing was sent, with the reason.
    pub fn check<T, E: Error>(self, call: impl AsyncFnOnce(Config) -> Result<T, E>) -> Outcome {
        let connector = Connector::new(Canned {
            status: StatusCode::try_from(200).map_err(|error| Failure::new(error.to_string()))?,
            headers: Headers::new(),
            body: Vec::new(),
        });
        let config = self.config(&connector);
        // A response that cannot be read is none of a request's business.
        let problem = case::run(async { call(config).await.err().map(|error| error.to_string()) })?;
        self.judge(&connector, problem)
    }

    fn config(&self, connector: &Connector) -> Config {
        let mut config = case::config(connector, self.region.as_deref());
        if let Some(host) = &self.host {
            config = config.endpoint_url(format!("https://{host}"));
        }
        config.build()
    }

    /// Looks at what was sent, or says what kept it from being sent.
    fn judge(&self, connector: &Connector, problem: Option<String>) -> Outcome {
        let Some(sent) = connector.take_sent() else {
            return Err(Failure::new(match problem {
                None => "nothing was sent".to_owned(),
                Some(problem) => format!("nothing was sent: {problem}"),
            }));
        };
        self.compare(&sent)
    }

    /// Compares a request that was sent.
    pub(super) fn compare(&self, sent: &HttpRequest) -> Outcome {
        let mut lines = Vec::new();
        if self.method != sent.method() {
            lines.push(format!("method: expected {}, found {}", self.method, sent.method()));
        }
        let uri: http::Uri = sent
            .uri()
            .parse()
            .map_err(|error| Failure::new(format!("the URI {:?}: {error}", sent.uri())))?;
        if self.uri != uri.path() {
            lines.push(format!("URI: expected {:?}, found {:?}", self.uri, uri.path()));
        }
        let given = self.host.as_deref().and_then(|host| host.split('/').next());
        if let Some(expected) = self.resolved_host.as_deref().or(given) {
            let found = uri.authority().map_or("", http::uri::Authority::as_str);
            if expected != found {
                lines.push(format!("host: expected {expected:?}, found {found:?}"));
            }
        }
        self.query.compare(uri.query().unwrap_or_default(), &mut lines);
        self.headers.compare(sent.headers(), &mut lines);
        if let Some((media_type, text)) = &self.body {
            let body = Body::new(media_type, text)?;
            match sent.body().bytes() {
                Some(bytes) => lines.extend(body.compare(bytes, &self.map_entries)),
                None => lines.push("body: expected one in memory, found a stream".to_owned()),
            }
        }
        Failure::unless_empty(lines)
    }
}
