//! The partitions: groups of regions with DNS suffixes of their own.
//!
//! The facts are in `partitions`, which the generator writes.

use super::partitions::{AWS, OTHERS};

/// A group of regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// The name, as in an ARN.
    pub name: &'static str,
    /// What follows the region in a host name.
    pub dns_suffix: &'static str,
    /// The same for hosts that have IPv6 too.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether there are FIPS endpoints.
    pub supports_fips: bool,
    /// Whether there are hosts that have IPv6 too.
    pub supports_dual_stack: bool,
    /// The region that services without regions are signed for.
    pub implicit_global_region: &'static str,
    /// The names of its regions.
    pub(super) regions: &'static [&'static str],
    /// What the names of regions that are not known yet begin with; a word and a number follow: `eu-` and `west-1`.
    pub(super) prefixes: &'static [&'static str],
}

/// Gives the partition of a region: by name if the region is known, else by the form of the name.
/// A region that fits none is taken to be in the standard one.
#[must_use]
pub fn partition(region: &str) -> &'static Partition {
    if AWS.regions.contains(&region) {
        return &AWS;
    }
    let known = OTHERS.iter().find(|partition| partition.regions.contains(&region));
    let fitting = || OTHERS.iter().find(|partition| partition.fits(region));
    known.or_else(fitting).unwrap_or(&AWS)
}

impl Partition {
    fn fits(&self, region: &str) -> bool {
        self.prefixes
            .iter()
            .any(|prefix| region.strip_prefix(prefix).is_some_and(is_word_and_number))
    }
}

/// Whether this is what follows a prefix: `west-1`.
fn is_word_and_number(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split_once('-').is_some_and(|(word, number)| {
        !word.is_empty()
            && word.chars().all(is_word)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
