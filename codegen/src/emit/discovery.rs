//! How the service tells where requests of its operations go: the static that their statics refer to.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;
use crate::ir::Folder;
use crate::ir::discovery::Discovery;
use crate::ir::ty::TypeRef;

use super::tokens::ident;

/// What `src/wire.rs` imports for `DISCOVERY`, and the static itself, where an operation of the crate refers to it.
pub(super) fn emit(krate: &ir::Crate) -> Option<(TokenStream, TokenStream)> {
    let discovery = krate.service.discovery.as_ref()?;
    let is_needed = krate.operations.iter().any(|operation| operation.discovered_endpoint);
    is_needed.then(|| (imports(discovery), declaration(discovery)))
}

/// On lines of their own, so that a first operation that needs them only adds to the file.
fn imports(discovery: &Discovery) -> TokenStream {
    let [request, response] = [&discovery.input, &discovery.output].map(path);
    quote! {
        use tinsmith_runtime::client::{DiscoveredEndpoint, EndpointDiscovery};
        use #request as Request;
        use #response as Response;
    }
}

fn declaration(discovery: &Discovery) -> TokenStream {
    let Discovery { invalid_endpoint, .. } = discovery;
    let [module, endpoints, address, cache_period] =
        [&discovery.module, &discovery.endpoints, &discovery.address, &discovery.cache_period]
            .map(ident);
    let flatten = discovery.is_optional.then(|| quote! { .flatten() });
    quote! {
        /// Where requests of operations go whose endpoint the service tells.
        pub(crate) static DISCOVERY: EndpointDiscovery = EndpointDiscovery::new(
            &#module::OPERATION,
            #invalid_endpoint,
            || Box::new(Request::new()),
            |response| {
                let response = response.downcast_ref::<Response>()?;
                let endpoints = response.#endpoints.iter()#flatten.map(|endpoint| {
                    DiscoveredEndpoint::new(endpoint.#address.clone(), endpoint.#cache_period)
                });
                Some(endpoints.collect())
            },
        );
    }
}

/// The path of a request or response from `src/wire.rs`.
fn path(ty: &TypeRef) -> TokenStream {
    let name = ident(&ty.name);
    if ty.place.folder == Folder::Operation {
        let module = ident(&ty.place.module);
        quote! { super::operation::#module::#name }
    } else {
        quote! { super::types::#name }
    }
}
