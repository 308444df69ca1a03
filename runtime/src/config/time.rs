//! What a timer and a clock are made of.

/// A wait that is over when it is awaited.
pub use aws_smithy_async::rt::sleep::Sleep;
/// Code that waits.
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
/// Code that tells the time.
pub use aws_smithy_async::time::{SharedTimeSource, TimeSource};
