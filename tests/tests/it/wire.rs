//! The generated client on the wire: which requests it sends, and what it makes of the answers.
//!
//! What comes in: requests of the crate `cognito-identity-provider`, and canned answers through the official test clients.
//! What goes out: a verdict on every line of the protocol that such a client can get wrong.
//! What is deliberately not here: real servers, which are in `e2e`; and what does not depend on generated code, which the runtime's own tests see to.

mod canned;
mod config;
mod failures;
mod modelled;
mod names;
mod pages;
mod request;
mod response;
mod retries;
mod secrets;
mod validation;
