//! What becomes of a call when the network or the service does not do its part.
//!
//! What comes in: a server on loopback that breaks off, breaks the rules, stalls or never ends, and the default HTTP client.
//! What goes out: for each fault a success after a retry or the right error, with its words, and how many requests the server saw by which connections.
//! What is deliberately not here: answers that are whole but say the wrong thing, which are in `wire`; and how long a call took: a test that would hang is ended by a limit far above the timeouts it sets.

mod bodies;
mod call;
mod connecting;
mod connections;
mod heads;
mod hooks;
mod logs;
mod resending;
mod server;
mod statuses;
mod timeouts;
