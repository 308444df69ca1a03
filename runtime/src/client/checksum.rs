//! Checksums of requests (`@httpChecksum`, `@httpChecksumRequired`).

#[cfg(feature = "checksums")]
mod algorithm;
#[cfg(feature = "checksums")]
pub(super) mod calculate;

/// The checksum that requests of an operation have.
///
/// None is made where the caller set one: any header `x-amz-checksum-…` with a value, or `content-md5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// The MD5 of the body in `content-md5` (`@httpChecksumRequired`).
    ContentMd5,
    /// Every request has a checksum, CRC32 where the caller chooses no other (`@httpChecksum`).
    Required {
        /// The header in which the caller chooses, where there is a choice.
        algorithm_header: Option<&'static str>,
    },
    /// A request has a checksum, CRC32 where the caller chooses no other; none where the caller chooses none and the client is configured to make those alone that are required (`@httpChecksum`).
    Optional {
        /// The header in which the caller chooses.
        algorithm_header: &'static str,
    },
}
