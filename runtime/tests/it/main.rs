//! The runtime, driven as a generated crate drives it.

#![allow(clippy::unwrap_used, reason = "what only tests call is a test too")]

mod auth;
mod bearer;
mod cbor;
mod checksums;
mod compression;
mod config;
mod discovery;
mod error_names;
mod errors;
mod features;
#[cfg(feature = "default-https-client")]
mod http;
mod idempotency;
/// The same that the tests of the generated client look on with.
#[path = "../../../tests/tests/it/log.rs"]
mod log;
mod metrics;
mod not_found;
mod overrides;
mod own;
mod pages;
mod query;
mod request;
mod response;
mod rest;
mod rest_xml;
mod retries;
mod sample;
mod sdk_config;
mod secrets;
mod serde;
mod settings;
mod sigv4a;
mod timeouts;
#[cfg(feature = "default-https-client")]
mod tls;
mod unanswered;
mod validation;
