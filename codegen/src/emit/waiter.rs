//! Waiters: a static for each, and the function that says what an answer means.
//!
//! The file that this goes into calls the operation's types `Request`, `Response` and `Error`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::operation::Operation;
use crate::ir::path::{Expr, Node};
use crate::ir::waiter::{Matcher, Waiter};

use super::path::Paths;
use super::tokens::{ident, ident_str, number};

/// What the waiters of an operation name of the runtime's `client` module.
pub(super) fn imports(operation: &Operation) -> Vec<&'static str> {
    let conditions = || operation.waiters.iter().flat_map(|waiter| &waiter.acceptors);
    let has_error = conditions().any(|acceptor| matches!(acceptor.matcher, Matcher::Error(_)));
    let has_all = conditions().any(|acceptor| match &acceptor.matcher {
        Matcher::Response(condition) => uses_all(condition),
        _ => false,
    });
    let mut names = Vec::new();
    if !operation.waiters.is_empty() {
        names.extend(["AcceptorState", "Acceptors"]);
    }
    names.extend(has_all.then_some("all_equal"));
    names.extend(has_error.then_some("is_error"));
    names
}

fn uses_all(condition: &Expr) -> bool {
    match &condition.node {
        Node::AllEqual(..) => true,
        Node::Not(of) => uses_all(of),
        Node::And(left, right) | Node::Or(left, right) => uses_all(left) || uses_all(right),
        _ => false,
    }
}

/// The statics and functions of an operation's waiters.
pub(super) fn emit(operation: &Operation) -> TokenStream {
    let waiters = operation.waiters.iter().map(one);
    quote! { #(#waiters)* }
}

/// The name of the static.
pub(super) fn static_name(waiter: &Waiter) -> proc_macro2::Ident {
    ident_str(&waiter.method.as_str().to_uppercase())
}

fn one(waiter: &Waiter) -> TokenStream {
    let (name, function) = (static_name(waiter), ident(&waiter.method));
    let (min, max) = (number(waiter.min_delay.into()), number(waiter.max_delay.into()));
    let paths = Paths::new(quote! { request }, quote! { response });
    let arms = waiter.acceptors.iter().map(|acceptor| {
        let pattern = match &acceptor.matcher {
            Matcher::AnyResponse => quote! { Ok(_) },
            Matcher::AnyError => quote! { Err(_) },
            Matcher::Error(name) => quote! { Err(error) if is_error(error, #name) },
            Matcher::Response(condition) => {
                let condition = paths.condition(condition);
                quote! { Ok(response) if #condition }
            }
        };
        let state = ident_str(acceptor.state);
        quote! { #pattern => AcceptorState::#state, }
    });
    let has = |matcher: &Matcher| waiter.acceptors.iter().any(|found| found.matcher == *matcher);
    let rest = match (has(&Matcher::AnyResponse), has(&Matcher::AnyError)) {
        (true, true) => TokenStream::new(),
        _ => quote! { _ => AcceptorState::NoAcceptorsMatched, },
    };
    let request = if reads_request(waiter) {
        quote! { request }
    } else {
        quote! { _ }
    };
    quote! {
        pub(crate) static #name: Acceptors<Request, Response, Error> = Acceptors::new(#min, #max, #function);

        fn #function(#request: &Request, answer: Result<&Response, &Error>) -> AcceptorState {
            match answer {
                #(#arms)*
                #rest
            }
        }
    }
}

fn reads_request(waiter: &Waiter) -> bool {
    waiter.acceptors.iter().any(|acceptor| match &acceptor.matcher {
        Matcher::Response(condition) => condition.reads_request(),
        _ => false,
    })
}
