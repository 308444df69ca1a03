//! Programs against a generated crate that use all that a caller can use, to see whether they compile against another version.
//!
//! In come two versions of a crate; out go the uses of each that the other does not take, and where that is not what the review says.
//! A review is right if it calls a change breaking exactly where a use of the old version fails on the new one,
//! and additive exactly where one of the new version fails on the old one.

mod check;
mod explain;
mod pair;
mod uses;
mod verdict;
mod workspace;

pub use self::check::{Failures, check};
pub use self::pair::{Pair, Version};
pub use self::uses::{Sort, Use};
pub use self::verdict::{Seen, Tally, Verdict, judge};

pub(crate) use self::uses::{Names, ident};
pub(crate) use self::workspace::features_of_runtime;
