//! Whether and how requests are authenticated.
//!
//! An operation has the schemes that its service takes. Which of them a call uses is decided here, by its endpoint and its settings, before anything is sent; the official orchestrator is given that one alone.

use std::error::Error;
use std::fmt::{Display, Formatter};

use aws_runtime::auth::sigv4::{SCHEME_ID as SIGV4, SigV4AuthScheme};
#[cfg(feature = "sigv4a")]
use aws_runtime::auth::sigv4a::SigV4aAuthScheme;
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
#[cfg(feature = "bearer-token")]
use aws_smithy_runtime::client::auth::http::BearerAuthScheme;
use aws_smithy_runtime::client::auth::no_auth::{NO_AUTH_SCHEME_ID, NoAuthScheme};
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentity;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture,
    ResolveAuthSchemeOptions, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityFuture, ResolveIdentity, SharedIdentityResolver,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_types::SigningName;
use aws_types::region::{SigningRegion, SigningRegionSet};

use super::Service;
use crate::config::{Settings, SharedCredentialsProvider};
use crate::endpoint::{Endpoint, EndpointAuthScheme};

/// A way to authenticate requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// AWS Signature Version 4, for the signing name of the service.
    SigV4,
    /// The same for several regions at once (SigV4a), with a signature on an elliptic curve. Passed over without the feature `sigv4a`.
    SigV4a,
    /// A bearer token in the header `authorization`. Passed over without the feature `bearer-token`.
    HttpBearer,
}

/// The official runtime has the name only where it has the scheme.
const SIGV4A: AuthSchemeId = AuthSchemeId::new("sigv4a");

impl Auth {
    /// The name of the scheme in endpoint rules, in preferences and in the official runtime.
    fn id(self) -> AuthSchemeId {
        match self {
            Self::SigV4 => SIGV4,
            Self::SigV4a => SIGV4A,
            Self::HttpBearer => HTTP_BEARER_AUTH_SCHEME_ID,
        }
    }

    fn is_compiled(self) -> bool {
        match self {
            Self::SigV4 => true,
            Self::SigV4a => cfg!(feature = "sigv4a"),
            Self::HttpBearer => cfg!(feature = "bearer-token"),
        }
    }

    /// The official implementation, of a scheme that not every client has.
    fn implementation(self) -> Option<SharedAuthScheme> {
        match self {
            #[cfg(feature = "sigv4a")]
            Self::SigV4a => Some(SharedAuthScheme::new(SigV4aAuthScheme::new())),
            #[cfg(feature = "bearer-token")]
            Self::HttpBearer => Some(SharedAuthScheme::new(BearerAuthScheme::new())),
            _ => None,
        }
    }

    fn is_signature(self) -> bool {
        match self {
            Self::SigV4 | Self::SigV4a => true,
            Self::HttpBearer => false,
        }
    }

    fn has_identity(self, settings: &Settings) -> bool {
        match self {
            Self::SigV4 | Self::SigV4a => settings.credentials_provider.is_some(),
            Self::HttpBearer => settings.token_provider.is_some(),
        }
    }

    fn has_region(self, settings: &Settings, of_endpoint: Option<&EndpointAuthScheme>) -> bool {
        // An endpoint rule can name regions of its own.
        let is_in_endpoint = |name| of_endpoint.is_some_and(|scheme| scheme.get(name).is_some());
        match self {
            Self::SigV4 => settings.region.is_some() || is_in_endpoint("signingRegion"),
            Self::SigV4a => {
                settings.region.is_some()
                    || settings.sigv4a_signing_region_set.is_some()
                    || is_in_endpoint("signingRegionSet")
            }
            Self::HttpBearer => true,
        }
    }
}

/// What a request cannot be authenticated without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    Credentials,
    Token,
    CredentialsOrToken,
    Region,
    Name,
    Scheme,
}

impl Display for Missing {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Credentials => {
                "this operation is signed and there are no credentials: set `credentials_provider` on the configuration"
            }
            Self::Token => {
                "this operation takes a bearer token and there is none: set `token_provider` on the configuration"
            }
            Self::CredentialsOrToken => {
                "this operation is signed or takes a bearer token, and there are neither credentials nor a token: set `credentials_provider` or `token_provider` on the configuration"
            }
            Self::Region => {
                "this operation is signed and there is no region to sign for: set `region` on the configuration"
            }
            Self::Scheme => {
                "the endpoint of this request takes another kind of authentication than this client has for the operation: this is not supported yet"
            }
            Self::Name => {
                "this operation is signed and its model has no name to sign for"
            }
        })
    }
}

impl Error for Missing {}

/// Registers what can authenticate the calls of a client; which of it a call takes is in its own layer.
///
/// Here and not with each call: the official cache has one place per identity resolver, and few places.
pub(super) fn register(components: &mut RuntimeComponentsBuilder) {
    components
        .push_auth_scheme(SharedAuthScheme::new(NoAuthScheme::new()))
        .push_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()))
        .set_identity_resolver(NO_AUTH_SCHEME_ID, SharedIdentityResolver::new(Nobody))
        .set_auth_scheme_option_resolver(Some(SharedAuthSchemeOptionResolver::new(AsChosen)));
}

/// Registers what else the calls of an operation can be authenticated with, for the few that need it.
pub(super) fn register_schemes(schemes: &[Auth], components: &mut RuntimeComponentsBuilder) {
    for scheme in schemes.iter().filter_map(|scheme| scheme.implementation()) {
        components.push_auth_scheme(scheme);
    }
}

/// Registers where credentials come from, for a client or one call.
pub(super) fn register_credentials(
    components: &mut RuntimeComponentsBuilder,
    provider: SharedCredentialsProvider,
) {
    // Both have the provider's place in the cache.
    #[cfg(feature = "sigv4a")]
    components.set_identity_resolver(SIGV4A, SharedIdentityResolver::new(provider.clone()));
    components.set_identity_resolver(SIGV4, SharedIdentityResolver::new(provider));
}

/// Adds how one call is authenticated, or says what is missing for it, before anything is sent.
///
/// The endpoint is `None` where it is not known yet; whether it takes the scheme is then the orchestrator's to check.
pub(super) fn configure(
    schemes: &[Auth],
    service: &Service,
    settings: &Settings,
    endpoint: Option<&Endpoint>,
    layer: &mut Layer,
) -> Result<(), Missing> {
    let of_endpoint = endpoint.map(Endpoint::auth_schemes).unwrap_or_default();
    let chosen = choose(schemes, settings, of_endpoint)?;
    layer.store_put(AuthSchemeOptionResolverParams::new(Chosen(chosen)));
    let Some(scheme) = chosen.filter(|scheme| scheme.is_signature()) else {
        return Ok(());
    };
    let name = service.signing_name.ok_or(Missing::Name)?;
    let of_endpoint = of_endpoint.iter().find(|found| found.name() == scheme.id().inner());
    if !scheme.has_region(settings, of_endpoint) {
        return Err(Missing::Region);
    }
    let region = settings.region.clone();
    let region_set = settings.sigv4a_signing_region_set.clone();
    layer.store_put(SigV4OperationSigningConfig {
        region: region.clone().map(SigningRegion::from),
        region_set: region_set.or_else(|| region.map(SigningRegionSet::from)),
        name: Some(SigningName::from(name)),
        signing_options: signing_options(name),
    });
    Ok(())
}

/// Chooses one of the schemes that an operation has, or none if it has none.
///
/// An endpoint that lists schemes takes no others, and its order goes before that of the operation; a preference of the caller goes before both.
/// A scheme that the configuration has nothing for is passed over. If there is no other, a caller can have the request sent without authentication.
fn choose(
    schemes: &[Auth],
    settings: &Settings,
    of_endpoint: &[EndpointAuthScheme],
) -> Result<Option<Auth>, Missing> {
    if schemes.is_empty() {
        return Ok(None);
    }
    let place = |scheme: Auth| match of_endpoint {
        [] => Some(0),
        listed => listed.iter().position(|found| found.name() == scheme.id().inner()),
    };
    let preference = |id: AuthSchemeId| {
        let preferred = settings.auth_scheme_preference.clone().unwrap_or_default();
        preferred.into_iter().position(|other| other == id).unwrap_or(usize::MAX)
    };
    let is_taken = |scheme: &Auth| scheme.is_compiled() && place(*scheme).is_some();
    let taken = || schemes.iter().copied().filter(is_taken);
    let usable = taken().filter(|scheme| scheme.has_identity(settings));
    // The first of those that are equal.
    let chosen = usable.min_by_key(|scheme| (preference(scheme.id()), place(*scheme)));
    // An endpoint that takes none of the schemes is one that the client cannot call anyway.
    let may_be_none = settings.allow_no_auth == Some(true) && taken().next().is_some();
    match chosen {
        Some(scheme) if may_be_none && preference(NO_AUTH_SCHEME_ID) < preference(scheme.id()) => {
            Ok(None)
        }
        Some(scheme) => Ok(Some(scheme)),
        None if may_be_none => Ok(None),
        None => Err(missing(taken())),
    }
}

/// What is missing where there is an identity for none of these.
fn missing(mut taken: impl Iterator<Item = Auth> + Clone) -> Missing {
    let is_signed = taken.clone().any(Auth::is_signature);
    let takes_token = taken.any(|scheme| !scheme.is_signature());
    match (is_signed, takes_token) {
        (false, false) => Missing::Scheme,
        (true, false) => Missing::Credentials,
        (false, true) => Missing::Token,
        (true, true) => Missing::CredentialsOrToken,
    }
}

/// Gives how requests are signed: those of S3 with their path as it is, since a key can have any segments, and with a header that has the hash of the body.
fn signing_options(name: &str) -> SigningOptions {
    let mut options = SigningOptions::default();
    if name == "s3" {
        options.double_uri_encode = false;
        options.normalize_uri_path = false;
        options.content_sha256_header = true;
    }
    options
}

/// The scheme of one call; `None` if it is not authenticated.
#[derive(Debug)]
struct Chosen(Option<Auth>);

/// The scheme that was chosen for a call, and no other.
#[derive(Debug)]
struct AsChosen;

impl ResolveAuthSchemeOptions for AsChosen {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        _cfg: &'a ConfigBag,
        _components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(match params.get::<Chosen>() {
            Some(Chosen(None)) => Ok(vec![NO_AUTH_SCHEME_ID.into()]),
            Some(Chosen(Some(scheme))) => Ok(vec![scheme.id().into()]),
            None => Err("an interceptor replaced the parameters of the auth scheme".into()),
        })
    }
}

/// Who sends a request that is not authenticated; no cache of credentials is asked for it.
#[derive(Debug)]
struct Nobody;

impl ResolveIdentity for Nobody {
    fn resolve_identity<'a>(
        &'a self,
        _components: &'a RuntimeComponents,
        _cfg: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        IdentityFuture::ready(Ok(Identity::new(NoAuthIdentity::new(), None)))
    }

    fn cache_location(&self) -> IdentityCacheLocation {
        IdentityCacheLocation::IdentityResolver
    }
}
