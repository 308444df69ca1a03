//! What rules come to: an endpoint, or none.

use tinsmith_codegen::stages::partitions::Partitions;

/// How a URL begins that is set on the client.
const GIVEN: &str = "{endpoint_url";

/// What comes of the rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Refused,
    Endpoint {
        url: String,
        /// The signature and headers.
        rest: String,
        /// The URL as readers see it, for any region.
        shown: String,
    },
}

impl End {
    /// Whether it is an endpoint that the service has, and not one that somebody else gives.
    pub(super) fn is_of_service(&self) -> bool {
        self.url().is_some_and(|url| !url.starts_with(GIVEN))
    }

    pub(super) fn url(&self) -> Option<&str> {
        match self {
            Self::Refused => None,
            Self::Endpoint { url, .. } => Some(url),
        }
    }
}

/// A URL with names in the place of the region and of what hosts of its partition end with.
pub(super) fn of_any_region(url: &str, region: &str, partitions: &Partitions) -> String {
    let partition = partitions.of(region);
    let suffixes = [
        (&partition.dual_stack_dns_suffix, "{dual-stack suffix}"),
        (&partition.dns_suffix, "{suffix}"),
    ];
    let mut suffixes = suffixes.into_iter();
    let (head, suffix) = suffixes
        .find_map(|(suffix, name)| Some((url.strip_suffix(suffix.as_str())?, name)))
        .unwrap_or((url, ""));
    let mut shown = String::new();
    for part in head.split_inclusive(['.', '/', ':']) {
        let label = part.trim_end_matches(['.', '/', ':']);
        let end = part.strip_prefix(label).unwrap_or_default();
        shown.push_str(if label == region { "{region}" } else { label });
        shown.push_str(end);
    }
    shown + suffix
}
