//! Without the feature `serde`, the macros of types implement nothing on top.

/// Nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_value {
    ($($table:tt)*) => {};
}

/// Nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_structure {
    ($($table:tt)*) => {};
}

/// Nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_union {
    ($($table:tt)*) => {};
}

/// Nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_message_error {
    ($($table:tt)*) => {};
}
