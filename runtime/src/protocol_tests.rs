//! What the protocol tests of a generated crate have in common: `smithy.test#httpRequestTests` and `httpResponseTests` as Rust tests.
//!
//! No network is used: a connector keeps the request and gives the response of the case.
//!
//! This is for tests alone, behind the feature `protocol-tests`, and no part of what a client needs.
//!
//! Every client is told the same: no retries, no validation, idempotency tokens that are [`IDEMPOTENCY_TOKEN`], a clock that stands still, and credentials that mean nothing.

mod body;
mod case;
mod compare;
mod connector;
mod failure;
mod headers;
mod query;
mod request;
mod response;
mod values;

pub use self::case::IDEMPOTENCY_TOKEN;
pub use self::compare::{Compare, Differences, different_variants};
pub use self::failure::{Failure, Outcome};
pub use self::request::RequestCase;
pub use self::response::ResponseCase;
pub use self::values::{big_decimal, big_integer, document};

#[cfg(test)]
mod tests;
