//! What an HTTP client is made of.

/// The response of a connector: there, or to come.
pub use aws_smithy_runtime_api::client::http::HttpConnectorFuture;
/// The timeouts that a connector is to keep.
pub use aws_smithy_runtime_api::client::http::HttpConnectorSettings;
/// Code that makes connectors, one per set of timeouts.
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
/// Code that sends one request.
pub use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
/// What a connector sends and gets.
pub use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
/// What a connector can fail with.
pub use aws_smithy_runtime_api::client::result::ConnectorError;
/// The parts that the client was made from.
pub use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
/// The status of a response.
pub use aws_smithy_runtime_api::http::StatusCode;
/// The body of a request or a response.
pub use aws_smithy_types::body::SdkBody;
