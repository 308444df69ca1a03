//! URLs that endpoint rules take apart.
//!
//! What comes in: text, such as an endpoint URL or a part of a request.
//! What goes out: its parts, borrowed.
//! What is deliberately not here: whether a request can be sent there; see [`super::Url`].

use std::net::{Ipv4Addr, Ipv6Addr};

use http::Uri;

/// The parts of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsedUrl<'a> {
    /// `http` or `https`.
    pub scheme: &'a str,
    /// Host and, if there is one, port.
    pub authority: &'a str,
    /// The path as it stands; empty if there is none.
    pub path: &'a str,
    /// Whether the host is an IPv4 or IPv6 address.
    pub is_ip: bool,
}

/// Takes a URL apart; `None` if it is none, has a query or a fragment, or its scheme is not HTTP.
#[must_use]
pub fn parse_url(text: &str) -> Option<ParsedUrl<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    let uri: Uri = text.parse().ok()?;
    if !matches!(scheme, "http" | "https") || text.contains(['?', '#']) {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if authority.contains('@') {
        return None;
    }
    let host = uri.host().filter(|host| !host.is_empty())?;
    let v6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_ip = v6.map_or_else(
        || host.parse::<Ipv4Addr>().is_ok(),
        |address| address.parse::<Ipv6Addr>().is_ok(),
    );
    Some(ParsedUrl { scheme, authority, path, is_ip })
}

/// Gives a path that begins and ends with a slash.
#[must_use]
pub fn normalized_path(path: &str) -> String {
    let inside = path.trim_matches('/');
    if inside.is_empty() { "/".to_owned() } else { format!("/{inside}/") }
}
