//! Where requests go.
//!
//! What comes in: region, endpoint URL, FIPS and dual stack, as the configuration has them.
//! What goes out: an [`Endpoint`], from the `resolve` function of a generated crate and the functions here that it calls.
//! What is deliberately not here: any service's rules.

mod partition;
mod url;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt::{Display, Formatter};

pub use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

pub use self::partition::{Partition, partition};
pub(crate) use self::url::Url;

/// What an endpoint depends on.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct EndpointParams<'a> {
    /// The region, if one is set.
    pub region: Option<&'a str>,
    /// A URL that the caller wants instead of what the rules say.
    pub endpoint_url: Option<&'a str>,
    /// Whether the endpoint must be a FIPS one.
    pub use_fips: bool,
    /// Whether the endpoint must have IPv6 beside IPv4.
    pub use_dual_stack: bool,
}

/// Why there is no endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    message: String,
}

impl EndpointError {
    /// Takes what to tell the caller.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// The error for a request with neither a region nor an endpoint URL.
    #[must_use]
    pub fn no_region() -> Self {
        Self::new(
            "there is no region and no endpoint: set `region` or `endpoint_url` on the configuration",
        )
    }
}

impl Display for EndpointError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for EndpointError {}

/// Gives the endpoint that the caller set, if one is set.
///
/// # Errors
/// If FIPS or dual stack is asked for beside it: whether that URL has them cannot be known, and a request that must not leave FIPS should not do so silently.
/// If it is not a URL of scheme, host, port and path: the error says what is wrong with it, and does not quote it, since it may hold a password.
pub fn custom(params: &EndpointParams<'_>) -> Result<Option<Endpoint>, EndpointError> {
    let Some(url) = params.endpoint_url else { return Ok(None) };
    for (is_set, name) in [(params.use_fips, "use_fips"), (params.use_dual_stack, "use_dual_stack")]
    {
        if is_set {
            return Err(EndpointError::new(format!(
                "`{name}` and `endpoint_url` are both set on the configuration: choose one"
            )));
        }
    }
    Ok(Some(Endpoint::builder().url(Url::parse(url)?.to_string()).build()))
}

/// Gives the endpoint of a service that has one per region: `https://{prefix}.{region}.{DNS suffix of the partition}`, with the usual forms for FIPS and dual stack.
///
/// An `endpoint_url` goes in its place, unless FIPS or dual stack is asked for beside it, which is an error.
///
/// # Errors
/// If neither a region nor an endpoint URL is set, if the region cannot stand in a host name, or as [`custom`].
pub fn regional(prefix: &str, params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    if let Some(endpoint) = custom(params)? {
        return Ok(endpoint);
    }
    let region = params.region.ok_or_else(EndpointError::no_region)?;
    if !is_host_label(region) {
        return Err(EndpointError::new(format!("{region:?} is not the name of a region")));
    }
    let partition = partition(region);
    let fips = if params.use_fips { "-fips" } else { "" };
    let suffix =
        if params.use_dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
    Ok(Endpoint::builder().url(format!("https://{prefix}{fips}.{region}.{suffix}")).build())
}

/// Whether a value can be one label of a host name.
#[must_use]
pub fn is_host_label(value: &str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&value.len())
        && value.bytes().all(is_inside)
        && !value.starts_with('-')
        && !value.ends_with('-')
}
