//! What becomes of a call when the network or the service does not do its part.
//!
//! Nothing here is timed: a test that would hang is ended by a limit far above the timeouts it sets.

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
