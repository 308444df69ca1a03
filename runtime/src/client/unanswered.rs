//! The host that gave no answer, and how often a call was tried, in the error of the call.
//!
//! The text has the host of the URL and nothing else of it.

use std::error::Error;
use std::fmt::{Display, Formatter};
use std::mem;

use aws_smithy_runtime_api::client::interceptors::context::{
    Error as AnyError, FinalizerInterceptorContextMut,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, OrchestratorError};
use aws_smithy_runtime_api::client::retries::RequestAttempts;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::endpoint::Endpoint;
use aws_types::endpoint_config::EndpointUrl;
use aws_types::region::Region;

use crate::error::{BoxError, ConnectorError};
use crate::text::split_at_first;

/// In the configuration of a call whose error may name the host.
#[derive(Debug)]
pub(super) struct NameHost;

impl Storable for NameHost {
    type Storer = StoreReplace<Self>;
}

/// Host and port of the last attempt, where they are not those of the endpoint: a prefix goes before them, or an interceptor changed them.
///
/// What every call would keep for its error alone is a tenth of what it allocates.
#[derive(Debug)]
struct SentTo(String);

impl Storable for SentTo {
    type Storer = StoreReplace<Self>;
}

/// Notes where an attempt goes.
pub(super) fn note_host(request: &HttpRequest, cfg: &mut ConfigBag) {
    // Nearly always, and found at once: the endpoint, and a path behind it.
    let path = cfg.load::<Endpoint>().and_then(|sent_to| request.uri().strip_prefix(sent_to.url()));
    if path.is_some_and(|path| path.starts_with('/')) && cfg.load::<SentTo>().is_none() {
        return;
    }
    if let Some(sent_to) = host(request.uri())
        && last_host(cfg) != Some(sent_to)
    {
        cfg.interceptor_state().store_put(SentTo(sent_to.to_owned()));
    }
}

/// How often a call was tried, in its response; not kept where it was once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempts(pub(crate) u32);

/// Puts the host into the error that a call ends with, if that is one of those to name it, and the number of attempts.
pub(super) fn complete(context: &mut FinalizerInterceptorContextMut<'_>, cfg: &ConfigBag) {
    let Some(Err(error)) = context.output_or_error_mut() else { return };
    let attempts = cfg.load::<RequestAttempts>().map_or(1, RequestAttempts::attempts);
    if (error.is_connector_error() || error.is_timeout_error())
        && let Some(host) = last_host(cfg)
    {
        let host = cfg.load::<NameHost>().map(|_| host);
        let region = host.and_then(|host| region_of(host, cfg));
        let host = host.map(str::to_owned);
        let source = mem::replace(error, OrchestratorError::other("the host is not named yet"));
        *error = Unanswered { host, region, attempts, source }.into_error();
    } else if attempts > 1
        && let Some(response) = context.response_mut()
    {
        response.add_extension(Attempts(attempts));
    }
}

/// Gives host and port of the last attempt.
fn last_host(cfg: &ConfigBag) -> Option<&str> {
    match cfg.load::<SentTo>() {
        Some(SentTo(host)) => Some(host),
        None => host(cfg.load::<Endpoint>()?.url()),
    }
}

/// Gives host and port of a URL, without the user name that an interceptor may have put there.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = split_at_first(url, "://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    authority.rsplit('@').next().filter(|host| !host.is_empty())
}

/// Gives the region, if the host has it in its name and not from the caller.
fn region_of(host: &str, cfg: &ConfigBag) -> Option<Region> {
    let region = cfg.load::<Region>().filter(|_| cfg.load::<EndpointUrl>().is_none())?;
    let name = region.as_ref();
    let is_end = |c: char| !c.is_ascii_alphanumeric();
    let is_whole = |(before, after): (&str, &str)| {
        (before.is_empty() || before.ends_with(is_end))
            && (after.is_empty() || after.starts_with(is_end))
    };
    split_at_first(host, name).is_some_and(is_whole).then(|| region.clone())
}

/// What stands between an official error and its source.
#[derive(Debug)]
pub(crate) struct Unanswered {
    /// `None` where it may hold a part of a secret.
    host: Option<String>,
    region: Option<Region>,
    pub(crate) attempts: u32,
    /// As the orchestrator had it, which gives nobody what is inside.
    source: OrchestratorError<AnyError>,
}

impl Unanswered {
    /// Gives an error of the same kind as the source is.
    fn into_error(self) -> OrchestratorError<AnyError> {
        let Some(old) = self.source.as_connector_error() else {
            return OrchestratorError::timeout(self.into());
        };
        let (is_timeout, is_user, is_io) = (old.is_timeout(), old.is_user(), old.is_io());
        let (kind, connection) = (old.as_other(), old.connection_metadata().cloned());
        let error = match BoxError::from(self) {
            source if is_timeout => ConnectorError::timeout(source),
            source if is_user => ConnectorError::user(source),
            source if is_io => ConnectorError::io(source),
            source => ConnectorError::other(source, kind),
        };
        OrchestratorError::connector(match connection {
            Some(connection) => error.with_connection(connection),
            None => error,
        })
    }
}

impl Display for Unanswered {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("no answer")?;
        if let Some(host) = &self.host {
            write!(f, " from {host}")?;
        }
        match &self.region {
            Some(region) => write!(f, " (region {region})"),
            None => Ok(()),
        }
    }
}

impl Error for Unanswered {
    /// What stands around this error says what kind of error it is, so the chain goes on behind that.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.source.as_connector_error() {
            Some(error) => error.source(),
            None => self.source.source(),
        }
    }
}
