//! What a timer and a clock are made of.
//!
//! What comes in: nothing.
//! What goes out: the official types, under names that a user of a generated crate can reach without a dependency of their own.
//! What is deliberately not here: timers and clocks; Tokio's and the system's are there by default.

/// A wait that is over when it is awaited.
pub use aws_smithy_async::rt::sleep::Sleep;
/// Code that waits.
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
/// Code that tells the time.
pub use aws_smithy_async::time::{SharedTimeSource, TimeSource};
