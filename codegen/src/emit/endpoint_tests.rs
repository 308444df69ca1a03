//! `src/endpoint/tests.rs`: the model's cases for its endpoint rules, a test each.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::endpoint::{Endpoint, Expr, ParamValue, Setting, TestCase};

use super::endpoint::Emitter;
use super::tokens::{ident, ident_str, inner_doc_line};

/// The whole file.
pub(super) fn emit(cases: &[TestCase]) -> TokenStream {
    let emitter = Emitter::default();
    let mut has_url = false;
    let mut has_error = false;
    let tests: Vec<_> = cases
        .iter()
        .map(|case| {
            let name = ident(&case.name);
            let params = params(&case.params);
            let check = match &case.expected {
                Ok(endpoint) => {
                    let url = url(endpoint);
                    let more = emitter.more(endpoint);
                    if more.is_empty() {
                        has_url = true;
                        quote! { found(&params, #url); }
                    } else {
                        quote! {
                            let expected = Endpoint::builder().url(#url) #more .build();
                            assert_eq!(resolve(&params), Ok(expected));
                        }
                    }
                }
                Err(text) => {
                    has_error = true;
                    quote! { refused(&params, #text); }
                }
            };
            quote! {
                #[test]
                fn #name() {
                    let params = #params;
                    #check
                }
            }
        })
        .collect();
    let found = has_url.then(|| {
        quote! {
            #[track_caller]
            fn found(params: &EndpointParams<'_>, url: &'static str) {
                assert_eq!(resolve(params), Ok(Endpoint::builder().url(url).build()));
            }
        }
    });
    let refused = has_error.then(|| {
        quote! {
            #[track_caller]
            fn refused(params: &EndpointParams<'_>, error: &str) {
                assert_eq!(resolve(params), Err(EndpointError::new(error)));
            }
        }
    });
    let mut names = vec!["EndpointParams"];
    names.extend(cases.iter().any(|case| case.expected.is_ok()).then_some("Endpoint"));
    names.extend(has_error.then_some("EndpointError"));
    let imports = emitter.imports(&names);
    let doc = inner_doc_line("The tests of the endpoint rules, from the model.");
    quote! {
        #doc

        #imports
        use super::resolve;

        #(#tests)*

        #found

        #refused
    }
}

/// The URL that a case expects; it stands as it is.
fn url(endpoint: &Endpoint) -> &str {
    match &endpoint.url {
        Expr::Text(url) => url,
        _ => "",
    }
}

fn params(params: &[(Setting, ParamValue)]) -> TokenStream {
    let calls = params.iter().map(|(setting, value)| {
        let value = match value {
            ParamValue::Flag(value) => quote! { #value },
            ParamValue::Text(text) => quote! { #text },
            ParamValue::Texts(texts) => quote! { &[#(#texts),*] },
        };
        match setting {
            Setting::Field(field) => {
                let field = ident_str(field);
                quote! { .#field(#value) }
            }
            Setting::Flag(name) | Setting::Text(name) | Setting::Texts(name) => {
                quote! { .with(#name, #value) }
            }
        }
    });
    quote! { EndpointParams::new() #(#calls)* }
}
