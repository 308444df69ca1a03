//! Whether and how requests are signed.

use std::error::Error;
use std::fmt::{Display, Formatter};

use aws_runtime::auth::sigv4::{SCHEME_ID as SIGV4, SigV4AuthScheme};
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_smithy_runtime::client::auth::no_auth::{NO_AUTH_SCHEME_ID, NoAuthScheme};
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentity;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
    SharedAuthScheme, SharedAuthSchemeOptionResolver,
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
use crate::endpoint::Endpoint;

/// How requests of an operation are authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// Not at all: nothing is signed, and no credentials are asked for.
    None,
    /// With AWS Signature Version 4, for the signing name of the service.
    SigV4,
}

/// What a request cannot be signed without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    Credentials,
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
            Self::Region => {
                "this operation is signed and there is no region to sign for: set `region` on the configuration"
            }
            Self::Scheme => {
                "this operation is signed with SigV4 and the endpoint of this request takes another signature: this is not supported yet"
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
        .set_auth_scheme_option_resolver(Some(SharedAuthSchemeOptionResolver::new(AsModelled)));
}

/// Registers where credentials come from, for a client or one call.
pub(super) fn register_credentials(
    components: &mut RuntimeComponentsBuilder,
    provider: SharedCredentialsProvider,
) {
    components.set_identity_resolver(SIGV4, SharedIdentityResolver::new(provider));
}

/// Adds what one call needs, or says what is missing, before anything is sent.
pub(super) fn configure(
    auth: Auth,
    service: &Service,
    settings: &Settings,
    layer: &mut Layer,
) -> Result<(), Missing> {
    layer.store_put(AuthSchemeOptionResolverParams::new(auth));
    if auth == Auth::None {
        return Ok(());
    }
    if settings.credentials_provider.is_none() {
        return Err(Missing::Credentials);
    }
    let name = service.signing_name.ok_or(Missing::Name)?;
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

/// Says if requests cannot be signed for the endpoint; one that is not known yet is the orchestrator's to check.
pub(super) fn check_endpoint(
    auth: Auth,
    settings: &Settings,
    endpoint: Option<&Endpoint>,
) -> Result<(), Missing> {
    if auth == Auth::None {
        return Ok(());
    }
    let schemes = endpoint.map(Endpoint::auth_schemes).unwrap_or_default();
    let scheme = schemes.iter().find(|scheme| scheme.name() == SIGV4.inner());
    if scheme.is_none() && !schemes.is_empty() {
        return Err(Missing::Scheme);
    }
    // An endpoint rule can name a region of its own, which the official signer prefers.
    let has_region = scheme.is_some_and(|scheme| scheme.get("signingRegion").is_some());
    if settings.region.is_none() && !has_region {
        return Err(Missing::Region);
    }
    Ok(())
}

/// The auth scheme that the model gives an operation, and no other.
#[derive(Debug)]
struct AsModelled;

impl ResolveAuthSchemeOptions for AsModelled {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        _cfg: &'a ConfigBag,
        _components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(match params.get::<Auth>() {
            Some(Auth::None) => Ok(vec![NO_AUTH_SCHEME_ID.into()]),
            Some(Auth::SigV4) => Ok(vec![SIGV4.into()]),
            None => Err("an interceptor replaced the parameters of the auth scheme".into()),
        })
    }
}

/// Who sends a request that is not signed; no cache of credentials is asked for it.
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
