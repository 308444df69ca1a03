//! Where requests go.
//!
//! Those are the functions of Smithy's rules engine, under names that Rust would give them.

mod arn;
mod host;
mod params;
mod parse_url;
mod partition;
#[rustfmt::skip]
mod partitions;
mod text;
mod url;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{Display, Formatter};

pub use aws_smithy_types::Document;
pub use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

pub use self::arn::{Arn, parse_arn};
pub use self::host::{
    are_host_labels, host_label, is_host_label, is_virtual_hostable_bucket,
    is_virtual_hostable_bucket_with_dots,
};
pub use self::params::{EndpointParams, Param};
pub(crate) use self::params::{KeptParam, KeptParams};
pub use self::parse_url::{ParsedUrl, normalized_path, parse_url};
pub use self::partition::{Partition, partition};
pub use self::text::{item, split, substring, substring_from_end, uri_encode};
pub(crate) use self::url::Url;

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

    /// The error for a parameter of the service that is not set and has to be.
    #[must_use]
    #[inline]
    pub fn missing(name: &str) -> Self {
        Self::new(format!("no endpoint without the parameter {name}"))
    }

    /// The error for parameters that no rule of the service fits.
    #[must_use]
    #[inline]
    pub fn no_rule() -> Self {
        Self::new("no endpoint rule of the service fits the region and the settings")
    }

    /// The error for a request with neither a region nor an endpoint URL.
    #[must_use]
    #[inline]
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

/// Gives an endpoint with nothing but a URL.
///
/// # Errors
/// If the URL is empty, as a parameter that it is made of can be.
pub fn at(url: impl Into<Cow<'static, str>>) -> Result<Endpoint, EndpointError> {
    let url = url.into();
    if url.is_empty() {
        return Err(EndpointError::new("the rules of the service give an empty URL"));
    }
    Ok(Endpoint::builder().url(url).build())
}

/// Gives no endpoint, and says why.
///
/// # Errors
/// Always.
pub fn refuse(why: impl Into<String>) -> Result<Endpoint, EndpointError> {
    Err(EndpointError::new(why))
}

/// Gives the endpoint of a service that has one per region: `https://{prefix}.{region}.{DNS suffix of the partition}`, with the usual forms for FIPS and dual stack.
///
/// An `endpoint_url` goes in its place, unless FIPS or dual stack is asked for beside it, which is an error:
/// whether that URL has them cannot be known, and a request that must not leave FIPS should not do so silently.
///
/// # Errors
/// If neither a region nor an endpoint URL is set, or if FIPS or dual stack is asked for and a URL is set or the partition has none.
#[inline]
pub fn regional(prefix: &str, params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    if let Some(url) = params.endpoint_url {
        for (is_set, name) in
            [(params.use_fips, "use_fips"), (params.use_dual_stack, "use_dual_stack")]
        {
            if is_set {
                return Err(EndpointError::new(format!(
                    "`{name}` and `endpoint_url` are both set on the configuration: choose one"
                )));
            }
        }
        return at(url.to_owned());
    }
    let region = params.region.ok_or_else(EndpointError::no_region)?;
    let partition = partition(region);
    for (is_wanted, is_there, what) in [
        (params.use_fips, partition.supports_fips, "FIPS"),
        (params.use_dual_stack, partition.supports_dual_stack, "dual-stack"),
    ] {
        if is_wanted && !is_there {
            let name = partition.name;
            return Err(EndpointError::new(format!(
                "the partition {name} has no {what} endpoints"
            )));
        }
    }
    let fips = if params.use_fips { "-fips" } else { "" };
    let suffix =
        if params.use_dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
    at(format!("https://{prefix}{fips}.{region}.{suffix}"))
}
