//! Where one call goes.
//!
//! Of several values for one parameter, that of the static parameters of the operation counts, then that of the request, then that of the client (Smithy rules engine, "Parameter resolution").

use std::any::Any;

use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointPrefix, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::identity::Identity;

use super::Service;
use super::operation::{HostPrefix, Spec};
use crate::config::{AccountIdEndpointMode, Settings};
use crate::endpoint::{Endpoint, EndpointError, EndpointParams, KeptParams, Url, is_host_label};

/// Where one call goes.
pub(super) struct Destination {
    resolution: Resolution,
    prefix: Option<EndpointPrefix>,
}

/// How the endpoint is found.
enum Resolution {
    /// It is known before the orchestrator asks: an error is then one of construction, not of dispatch.
    Known(Endpoint),
    ByAccount(ByAccount),
}

impl Destination {
    /// Asks the rules.
    ///
    /// They are told of an endpoint URL only when a request can be sent there, so none of them quotes one that holds a password.
    pub(super) fn of(
        service: &'static Service,
        spec: &Spec,
        settings: &Settings,
        request: &dyn Any,
    ) -> Result<Self, EndpointError> {
        let url = match spec.endpoint {
            Some(of_request) => {
                let url = of_request(request).ok_or_else(another_type)?;
                Some(Url::parse_as("the endpoint in the request", url)?)
            }
            None => settings.endpoint_url.as_deref().map(Url::parse).transpose()?,
        };
        let prefix = prefix_of(spec, settings, url.as_ref(), request)?;
        let url = url.map(|url| url.to_string());
        let region = settings.region.as_ref().map(AsRef::as_ref);
        // Rules put the region into host names as it is; not all of them look at it before.
        if let Some(region) = region.filter(|region| url.is_none() && !is_host_label(region)) {
            return Err(EndpointError::new(format!("{region:?} is not the name of a region")));
        }
        let mode = settings.account_id_endpoint_mode.clone().unwrap_or_default();
        let mode_name = service.account_id_endpoints.then(|| mode.to_string());
        let mut params = EndpointParams::new()
            .use_fips(settings.use_fips.unwrap_or_default())
            .use_dual_stack(settings.use_dual_stack.unwrap_or_default());
        params.region = region;
        params.endpoint_url = url.as_deref();
        params.account_id_endpoint_mode = mode_name.as_deref();
        for (name, value) in &settings.endpoint_params {
            params = params.with(name, value.param());
        }
        if let Some(of_request) = spec.context_params {
            params = of_request(request, params).ok_or_else(another_type)?;
        }
        if let Some(of_operation) = spec.static_params {
            params = of_operation(params);
        }
        // Rules speak of their parameters; what nearly every one of them lacks then has a name on the configuration.
        let has_nothing = params.region.is_none() && params.endpoint_url.is_none();
        let endpoint = (service.endpoint)(&params)
            .map_err(|error| if has_nothing { EndpointError::no_region() } else { error });
        let asks_account = service.account_id_endpoints
            && !spec.auth.is_empty()
            && mode != AccountIdEndpointMode::Disabled;
        let resolution = match endpoint {
            endpoint if !asks_account => Resolution::Known(endpoint?),
            // What is wrong shows here, but for an account id that has to be there: it may yet come.
            Err(error)
                if mode != AccountIdEndpointMode::Required
                    || (service.endpoint)(&params.clone().account_id(ANY_ACCOUNT)).is_err() =>
            {
                return Err(error);
            }
            without_account => Resolution::ByAccount(ByAccount {
                rules: service.endpoint,
                params: KeptParams::of(&params),
                without_account,
            }),
        };
        Ok(Self { resolution, prefix })
    }

    /// Gives the endpoint, as it is without an account id; `None` if there has to be one.
    pub(super) fn endpoint(&self) -> Option<&Endpoint> {
        match &self.resolution {
            Resolution::Known(endpoint) => Some(endpoint),
            Resolution::ByAccount(by_account) => by_account.without_account.as_ref().ok(),
        }
    }

    /// Gives what resolves the endpoint, and what goes before its host name.
    pub(super) fn into_parts(self) -> (SharedEndpointResolver, Option<EndpointPrefix>) {
        let resolver = match self.resolution {
            Resolution::Known(endpoint) => SharedEndpointResolver::new(Known(endpoint)),
            Resolution::ByAccount(by_account) => SharedEndpointResolver::new(by_account),
        };
        (resolver, self.prefix)
    }
}

/// An account id to try the rules with.
const ANY_ACCOUNT: &str = "000000000000";

/// What goes before the host name, where the model says so and the host can have it.
fn prefix_of(
    spec: &Spec,
    settings: &Settings,
    url: Option<&Url>,
    request: &dyn Any,
) -> Result<Option<EndpointPrefix>, EndpointError> {
    if settings.disable_host_prefix_injection == Some(true)
        || url.is_some_and(|url| !url.takes_host_prefix())
    {
        return Ok(None);
    }
    let prefix = match spec.host_prefix {
        HostPrefix::None => return Ok(None),
        HostPrefix::Fixed(prefix) => prefix.to_owned(),
        HostPrefix::OfRequest(prefix) => prefix(request).ok_or_else(another_type)??,
    };
    EndpointPrefix::new(prefix).map(Some).map_err(|error| EndpointError::new(error.to_string()))
}

/// The error for a static that was made for the requests of another operation.
fn another_type() -> EndpointError {
    EndpointError::new("the endpoint takes a request of another type than the operation does")
}

/// An endpoint that is the same for all accounts.
#[derive(Debug)]
struct Known(Endpoint);

impl ResolveEndpoint for Known {
    fn resolve_endpoint<'a>(&'a self, _params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(self.0.clone()))
    }
}

/// Rules that are asked once more when the account id is known, which comes with the credentials.
#[derive(Debug)]
struct ByAccount {
    rules: fn(&EndpointParams<'_>) -> Result<Endpoint, EndpointError>,
    params: KeptParams,
    without_account: Result<Endpoint, EndpointError>,
}

impl ByAccount {
    fn resolve(&self, identity: Option<&Identity>) -> Result<Endpoint, EndpointError> {
        match identity.and_then(|identity| identity.property::<AccountId>()) {
            Some(id) => (self.rules)(&self.params.with_account_id(id.as_str())),
            None => self.without_account.clone().map_err(|error| {
                EndpointError::new(format!(
                    "{error} (`account_id_endpoint_mode` is `required` on the configuration, and the credentials have no account id)"
                ))
            }),
        }
    }
}

impl ResolveEndpoint for ByAccount {
    /// The orchestrator adds the identity to the parameters.
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::ready(self.resolve(params.get_property()).map_err(Into::into))
    }
}
