//! The command line as a person meets it: the process is started, and its files, streams and exit status are looked at.

#![allow(clippy::unwrap_used, reason = "what only tests call is a test too")]

mod anywhere;
mod bad_input;
mod configured;
mod documentation;
mod generate;
mod import;
#[cfg(unix)]
mod links;
mod operations;
mod others;
#[path = "../../src/model/made/repository.rs"]
mod repository;
mod same_crate;
mod sandbox;
mod sources;
mod usage;
