//! WebDriver (W3C, level 2), as far as these tests need it: commands are JSON over HTTP on loopback.
//!
//! In come commands, out go their values. The HTTP client is the one that the runtime's default is made of.
//! Deliberately not here: which commands make up what a reader does, see `tab`.

use std::net::SocketAddr;

use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

/// The key under which a reference to an element stands.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A session of a browser, and what it can be asked to do.
#[derive(Debug)]
pub(super) struct Session {
    http: Client<HttpConnector, Full<bytes::Bytes>>,
    address: String,
}

/// A reference to an element of the page.
#[derive(Debug)]
pub(super) struct Element(String);

impl Session {
    /// Starts a browser; gives its process id too.
    ///
    /// # Panics
    /// If it does not start.
    pub(super) async fn start(driver: SocketAddr, capabilities: Value) -> (Self, Option<u64>) {
        let http = Client::builder(TokioExecutor::new()).build_http();
        let mut session = Self { http, address: format!("http://{driver}/session") };
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = session.post("", body).await.expect("the browser starts");
        let id = answer["sessionId"].as_str().expect("a session has an id");
        session.address = format!("{}/{id}", session.address);
        (session, answer["capabilities"]["goog:processID"].as_u64())
    }

    /// A command with parameters.
    ///
    /// # Errors
    /// What the driver says of it.
    pub(super) async fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        let request = http::Request::post(format!("{}{path}", self.address))
            .header("content-type", "application/json; charset=utf-8")
            .body(Full::from(body.to_string()));
        self.answer(request).await
    }

    /// A command without.
    ///
    /// # Errors
    /// As [`post`](Self::post).
    pub(super) async fn get(&self, path: &str) -> Result<Value, String> {
        let request = http::Request::get(format!("{}{path}", self.address));
        self.answer(request.body(Full::default())).await
    }

    /// The element that a selector matches first.
    pub(super) async fn find(&self, selector: &str) -> Result<Element, String> {
        let found = self.post("/element", json!({ "using": "css selector", "value": selector }));
        Ok(element(&found.await?))
    }

    /// The element that has the focus.
    pub(super) async fn focused(&self) -> Result<Element, String> {
        Ok(element(&self.get("/element/active").await?))
    }

    /// Clicks where a reader would, which fails where nothing is seen of it.
    pub(super) async fn click(&self, Element(id): &Element) -> Result<Value, String> {
        self.post(&format!("/element/{id}/click"), json!({})).await
    }

    /// Types.
    pub(super) async fn keys(&self, Element(id): &Element, keys: &str) -> Result<Value, String> {
        self.post(&format!("/element/{id}/value"), json!({ "text": keys })).await
    }

    async fn answer(
        &self,
        request: http::Result<http::Request<Full<bytes::Bytes>>>,
    ) -> Result<Value, String> {
        let request = request.map_err(|error| error.to_string())?;
        let answer = self.http.request(request).await.map_err(|error| error.to_string())?;
        let is_success = answer.status().is_success();
        let body = answer.into_body().collect().await.map_err(|error| error.to_string())?;
        let mut document: Value =
            serde_json::from_slice(&body.to_bytes()).map_err(|error| error.to_string())?;
        match (document["value"].take(), is_success) {
            (value, true) => Ok(value),
            (problem, false) => Err(format!("{}: {}", problem["error"], problem["message"])),
        }
    }
}

fn element(value: &Value) -> Element {
    Element(value[ELEMENT].as_str().unwrap_or_default().to_owned())
}
