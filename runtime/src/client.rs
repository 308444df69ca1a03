//! Calls: from a request to a response or an error.
//!
//! A method of a generated client returns a [`Call`]. Await it to get the response, or call [`Call::into_paginator`] for a stream of pages.
//!
//! To keep compile times low, one function over type-erased requests drives all calls. An operation adds only a few lines of generic code.

mod auth;
#[cfg(any(feature = "rest-json", feature = "rest-xml"))]
mod big_numbers;
mod bundle;
mod call;
#[cfg(feature = "rpcv2-cbor")]
mod cbor;
mod checksum;
#[cfg(feature = "request-compression")]
mod compression;
mod core;
mod destination;
mod discovery;
mod error_message;
mod error_name;
mod features;
mod http;
mod idempotency;
#[cfg(any(feature = "aws-json", feature = "rest-json"))]
mod json;
mod mend;
mod operation;
mod overrides;
mod page;
mod paginator;
#[cfg(any(feature = "rest-json", feature = "rest-xml"))]
mod payload;
mod plugins;
mod protocol;
#[cfg(any(feature = "aws-query", feature = "ec2-query"))]
mod query;
mod redact;
mod request;
mod response;
mod runtime_check;
mod salvage;
mod service;
mod unanswered;
mod user_agent;
mod waiter;
#[cfg(feature = "rest-xml")]
mod xml;
#[cfg(any(feature = "rest-xml", feature = "aws-query", feature = "ec2-query"))]
mod xml_document;

pub use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};

pub use self::auth::Auth;
pub(crate) use self::call::Replaced;
pub use self::call::{Call, CallFuture};
pub use self::checksum::Checksum;
pub use self::core::Core;
pub use self::discovery::{DiscoveredEndpoint, EndpointDiscovery};
pub use self::idempotency::IdempotencyTokenProvider;
pub use self::operation::{Operation, Request, Response};
pub use self::page::{Carried, Next, Page, PageItems, Token, carry, carry_enum};
pub use self::paginator::{PaginationStream, Paginator, RepeatedToken};
pub(crate) use self::plugins::store_rare;
pub use self::protocol::Protocol;
pub use self::service::Service;
pub(crate) use self::unanswered::{Attempts, Unanswered};
pub use self::waiter::{
    AcceptorState, Acceptors, ExceededMaxWait, FailureState, FinalPoll, OperationFailed, Waiter,
    WaiterError, all_equal, is_error,
};
