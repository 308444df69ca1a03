//! Whether and how requests are signed.
//!
//! What comes in: an operation's [`Auth`], and the settings of the client.
//! What goes out: the official auth scheme for it, or why there can be none.
//! What is deliberately not here: the signing; that is official.

use std::error::Error;
use std::fmt::{Display, Formatter};

use aws_runtime::auth::sigv4::{SCHEME_ID as SIGV4, SigV4AuthScheme};
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_smithy_runtime::client::auth::no_auth::{NO_AUTH_SCHEME_ID, NoAuthScheme};
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentityResolver;
use aws_smithy_runtime_api::client::auth::static_resolver::StaticAuthSchemeOptionResolver;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::Layer;
use aws_types::SigningName;
use aws_types::region::{SigningRegion, SigningRegionSet};

use super::Service;
use crate::config::Settings;
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
            Self::Name => {
                "this operation is signed and its model has no name to sign for"
            }
        })
    }
}

impl Error for Missing {}

/// Adds what one call needs, or says what is missing, before anything is sent.
pub(super) fn configure(
    auth: Auth,
    service: &Service,
    settings: &Settings,
    endpoint: &Endpoint,
    layer: &mut Layer,
    components: &mut RuntimeComponentsBuilder,
) -> Result<(), Missing> {
    layer.store_put(AuthSchemeOptionResolverParams::new(auth));
    let scheme_id = match auth {
        Auth::None => {
            components.push_auth_scheme(SharedAuthScheme::new(NoAuthScheme::new()));
            components.set_identity_resolver(
                NO_AUTH_SCHEME_ID,
                SharedIdentityResolver::new(NoAuthIdentityResolver::new()),
            );
            NO_AUTH_SCHEME_ID
        }
        Auth::SigV4 => {
            let provider = settings.credentials_provider.clone().ok_or(Missing::Credentials)?;
            let name = service.signing_name.ok_or(Missing::Name)?;
            let region = settings.region.clone();
            // An endpoint rule can name a region of its own, which the official signer prefers.
            if region.is_none() && endpoint.auth_schemes().is_empty() {
                return Err(Missing::Region);
            }
            components.push_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()));
            components.set_identity_resolver(SIGV4, SharedIdentityResolver::new(provider));
            layer.store_put(SigV4OperationSigningConfig {
                region: region.clone().map(SigningRegion::from),
                region_set: region.map(SigningRegionSet::from),
                name: Some(SigningName::from(name)),
                signing_options: SigningOptions::default(),
            });
            SIGV4
        }
    };
    components.set_auth_scheme_option_resolver(Some(SharedAuthSchemeOptionResolver::new(
        StaticAuthSchemeOptionResolver::new(vec![scheme_id]),
    )));
    Ok(())
}
