//! `src/protocol_tests.rs` and the files below it: a test for each case, and how its types are compared.

mod types;
mod values;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir;
use crate::ir::operation::Operation;
use crate::ir::protocol_test::{
    Body, Expected, OperationTests, ProtocolTest, RequestCase, ResponseCase, Rest, Value,
};
use crate::text::Line;

use self::values::Values;
use super::tokens::{doc_line, ident, inner_doc_line};

pub(super) use self::types::compared;

/// The tests of one operation.
pub(super) fn emit(krate: &ir::Crate, tests: &OperationTests) -> TokenStream {
    let Some(operation) =
        krate.operations.iter().find(|operation| operation.shape == tests.operation)
    else {
        return TokenStream::new();
    };
    let mut values = Values::default();
    let stand_in = stand_in(operation, tests, &mut values);
    // A value that has to be read can fail.
    let can_fail = stand_in.is_some() && values.calls_functions();
    let request = match &stand_in {
        Some(_) if can_fail => quote! { request()? },
        Some(_) => quote! { request() },
        None => values.value(&tests.stand_in),
    };
    let functions: Vec<_> =
        tests.tests.iter().map(|test| function(operation, test, &request, &mut values)).collect();
    let doc = inner_doc_line(Line::from("Of ") + Line::code(tests.operation.name()) + ".");
    let is_about =
        |wanted: fn(&Expected) -> bool| tests.tests.iter().any(|test| wanted(&test.expected));
    let requests = is_about(|expected| matches!(expected, Expected::Request(_)));
    let responses = is_about(|expected| !matches!(expected, Expected::Request(_)));
    let mut support: Vec<_> = can_fail.then(|| quote! { Failure }).into_iter().collect();
    support.push(quote! { Outcome });
    support.extend(requests.then(|| quote! { RequestCase }));
    support.extend(responses.then(|| quote! { ResponseCase }));
    support.extend(values.support());
    let has_error = is_about(|expected| matches!(expected, Expected::Error(..)));
    let module = ident(&operation.module);
    let own = values.of_operations(has_error.then_some(&operation.error));
    let operation_types =
        (!own.is_empty()).then(|| quote! { use super::super::operation::#module::{#(#own),*}; });
    let wire = values.uses_absent.then(|| quote! { use tinsmith_runtime::wire::Absent; });
    let primitives = values.uses_primitives.then(|| quote! { use tinsmith_runtime::primitives; });
    let types = values.uses_types.then(|| quote! { use super::super::types; });
    let map = values.uses_map.then(|| quote! { use std::collections::HashMap; });
    quote! {
        #doc

        #map
        #primitives
        use tinsmith_runtime::protocol_tests::{#(#support),*};
        #wire
        use super::super::client::Client;
        #operation_types
        #types

        #stand_in

        #(#functions)*
    }
}

/// The function that makes the request of tests that are not about one, where that takes more than a word.
fn stand_in(
    operation: &Operation,
    tests: &OperationTests,
    values: &mut Values,
) -> Option<TokenStream> {
    let is_wanted = tests.tests.iter().any(|test| test.request.is_none());
    let is_short = matches!(&tests.stand_in, Value::Structure(structure)
        if structure.fields.is_empty() && !matches!(structure.rest, Rest::Made(_)));
    if !is_wanted || is_short {
        return None;
    }
    let (ty, value) = (values.path(&operation.input), values.value(&tests.stand_in));
    let (ty, value) = if values.calls_functions() {
        (quote! { Result<#ty, Failure> }, quote! { Ok(#value) })
    } else {
        (ty, value)
    };
    let doc = doc_line("A request, for tests that are about what comes back.");
    Some(quote! {
        #doc
        fn request() -> #ty {
            #value
        }
    })
}

fn function(
    operation: &Operation,
    test: &ProtocolTest,
    stand_in: &TokenStream,
    values: &mut Values,
) -> TokenStream {
    let (name, doc) = (ident(&test.name), doc_line(Line::code(&test.id)));
    let method = ident(&operation.method);
    let request = match &test.request {
        Some(request) => values.value(request),
        None => stand_in.clone(),
    };
    let call = quote! { async |config| Client::from_conf(config).#method(request).await };
    let body = match &test.expected {
        Expected::Request(case) => {
            let case = request_case(case);
            quote! { #case.check(#call) }
        }
        Expected::Response(case, expected) => {
            let (case, expected) = (response_case(case), values.value(expected));
            quote! {
                let response = #expected;
                #case.check(response, #call)
            }
        }
        Expected::Error(case, variant, expected) => {
            let (case, expected) = (response_case(case), values.value(expected));
            let (error, variant) = (ident(&operation.error), ident(variant));
            quote! {
                let error = #expected;
                #case.check_error(error, #call, |error| match error {
                    #error::#variant(found) => Some(found),
                    _ => None,
                })
            }
        }
    };
    quote! {
        #doc
        #[test]
        fn #name() -> Outcome {
            let request = #request;
            #body
        }
    }
}

fn request_case(case: &RequestCase) -> TokenStream {
    let (method, uri) = (&case.method, &case.uri);
    let host = case.host.iter().map(|host| quote! { .host(#host) });
    let resolved = case.resolved_host.iter().map(|host| quote! { .resolved_host(#host) });
    let region = case.region.iter().map(|region| quote! { .region(#region) });
    let query = case.query_params.iter().map(|param| quote! { .query_param(#param) });
    let no_query =
        case.forbid_query_params.iter().map(|name| quote! { .forbid_query_param(#name) });
    let any_query =
        case.require_query_params.iter().map(|name| quote! { .require_query_param(#name) });
    let headers = headers(&case.headers);
    let no_headers = case.forbid_headers.iter().map(|name| quote! { .forbid_header(#name) });
    let any_headers = case.require_headers.iter().map(|name| quote! { .require_header(#name) });
    let body = body(case.body.as_ref());
    let entries = case.map_entries.iter().map(|place| quote! { .map_entries(#place) });
    quote! {
        RequestCase::new(#method, #uri)
            #(#host)* #(#resolved)* #(#region)*
            #(#query)* #(#no_query)* #(#any_query)*
            #headers #(#no_headers)* #(#any_headers)*
            #body #(#entries)*
    }
}

fn response_case(case: &ResponseCase) -> TokenStream {
    let code = Literal::u16_unsuffixed(case.code);
    let region = case.region.iter().map(|region| quote! { .region(#region) });
    let (headers, body) = (headers(&case.headers), body(case.body.as_ref()));
    quote! { ResponseCase::new(#code) #(#region)* #headers #body }
}

fn headers(headers: &[(String, String)]) -> TokenStream {
    let calls = headers.iter().map(|(name, value)| quote! { .header(#name, #value) });
    quote! { #(#calls)* }
}

fn body(body: Option<&Body>) -> Option<TokenStream> {
    let Body { media_type, text } = body?;
    let text = values::text(text);
    Some(quote! { .body(#media_type, #text) })
}
