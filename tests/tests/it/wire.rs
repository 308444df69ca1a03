//! The generated client on the wire: which requests it sends, and what it makes of the answers.

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
