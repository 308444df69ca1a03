//! The endpoint URL that a caller sets, for a client or in a request.
//!
//! An error does not quote the text, which may hold a password.

use std::fmt::{Display, Formatter};
use std::net::IpAddr;

use http::Uri;
use http::uri::Authority;

use super::EndpointError;
use crate::text::split_at_first;

/// A URL with a host and nothing after its path.
pub(crate) struct Url {
    scheme: &'static str,
    authority: Authority,
    /// Without slashes at its end.
    path: String,
}

impl Url {
    /// Reads the `endpoint_url` of a configuration.
    ///
    /// # Errors
    /// If a request cannot be sent there as it stands.
    pub(crate) fn parse(text: &str) -> Result<Self, EndpointError> {
        Self::parse_as("`endpoint_url`", text)
    }

    /// Reads a URL that errors call `name`.
    ///
    /// # Errors
    /// If a request cannot be sent there as it stands.
    pub(crate) fn parse_as(name: &str, text: &str) -> Result<Self, EndpointError> {
        let refuse = |why: &str| EndpointError::new(format!("{name} {why}"));
        if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(refuse("must not hold white space"));
        }
        let scheme = match split_at_first(text, "://") {
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => "https",
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => "http",
            _ => return Err(refuse("must begin with https:// or http://")),
        };
        // The parser drops a fragment and takes an empty query, so both are looked for in the text.
        if text.bytes().any(|byte| byte == b'#') {
            return Err(refuse("must not hold a fragment"));
        }
        if text.bytes().any(|byte| byte == b'?') {
            return Err(refuse("must not hold a query"));
        }
        let parts = text.parse::<Uri>().map_err(|_| refuse("is not a URL"))?.into_parts();
        let authority = parts
            .authority
            .filter(|authority| !authority.host().is_empty())
            .ok_or_else(|| refuse("must name a host"))?;
        if authority.as_str().bytes().any(|byte| byte == b'@') {
            return Err(refuse("must not hold a user name or a password"));
        }
        if authority.port().is_none() && authority.as_str() != authority.host() {
            return Err(refuse("must have a number up to 65535 as its port"));
        }
        let path = parts.path_and_query.map(|path| path.path().trim_end_matches('/').to_owned());
        Ok(Self { scheme, authority, path: path.unwrap_or_default() })
    }

    /// Whether a name can go before that of the host: an IP address and `localhost` have no names below them.
    pub(crate) fn takes_host_prefix(&self) -> bool {
        let host = self.authority.host();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        address.parse::<IpAddr>().is_err() && !host.eq_ignore_ascii_case("localhost")
    }

    /// Gives host and port.
    pub(crate) fn authority(&self) -> &str {
        self.authority.as_str()
    }
}

impl Display for Url {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}
