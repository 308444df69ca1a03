//! URLs that endpoint rules take apart.

use std::net::Ipv6Addr;

use http::Uri;

/// The parts of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsedUrl<'a> {
    /// `http` or `https`, whatever the case in the text.
    pub scheme: &'a str,
    /// Host and, if there is one, port, as they stand.
    pub authority: &'a str,
    /// The path as it stands; empty if there is none.
    pub path: &'a str,
    /// Whether the host is an IPv4 or IPv6 address.
    pub is_ip: bool,
}

/// Takes a URL apart; `None` if it is none, has a query, or its scheme is not HTTP.
///
/// A user name, a password and a fragment are left out. The specification says so of the first two; of fragments, every implementation does.
#[must_use]
#[inline]
pub fn parse_url(text: &str) -> Option<ParsedUrl<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = ["http", "https"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    // Which characters may stand where; it knows little of hosts and ports.
    text.parse::<Uri>().ok()?;
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    if rest.contains('?') {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, is_ip) = host(authority)?;
    let authority = match authority.strip_prefix(host)? {
        "" | ":" => host,
        port if is_port(port.strip_prefix(':')?) => authority,
        _ => return None,
    };
    Some(ParsedUrl { scheme, authority, path, is_ip })
}

/// The host that an authority begins with, and whether it is an address; `None` if there is none.
#[inline]
fn host(authority: &str) -> Option<(&str, bool)> {
    if let Some(inside) = authority.strip_prefix('[') {
        let (address, after) = inside.split_once(']')?;
        address.parse::<Ipv6Addr>().ok()?;
        return Some((authority.strip_suffix(after)?, true));
    }
    let host = authority.split_once(':').map_or(authority, |(host, _)| host);
    (!host.is_empty()).then(|| (host, is_ipv4(host)))
}

/// Whether there are four numbers that fit a byte; zeros may stand before them.
#[inline]
fn is_ipv4(host: &str) -> bool {
    let is_byte = |part: &str| is_number(part) && part.parse::<u8>().is_ok();
    host.split('.').count() == 4 && host.split('.').all(is_byte)
}

#[inline]
fn is_port(text: &str) -> bool {
    is_number(text) && text.parse::<u16>().is_ok()
}

/// Whether there are digits alone; Rust takes a sign too.
#[inline]
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Gives a path with a slash at each end, put there where it has none.
#[must_use]
#[inline]
pub fn normalized_path(path: &str) -> String {
    let start = if path.starts_with('/') { "" } else { "/" };
    let end = if path.is_empty() || path.ends_with('/') { "" } else { "/" };
    format!("{start}{path}{end}")
}
