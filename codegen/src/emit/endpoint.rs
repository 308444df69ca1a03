//! `src/endpoint.rs`: where requests of the service go.
//!
//! The regional form only; a model's endpoint rule set is not compiled yet.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;

/// The whole file.
pub(super) fn emit(service: &ir::Service) -> TokenStream {
    let prefix = &service.endpoint_prefix;
    quote! {
        use tinsmith_runtime::endpoint::{self, Endpoint, EndpointError, EndpointParams};

        pub(crate) fn resolve(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
            endpoint::regional(#prefix, params)
        }
    }
}
