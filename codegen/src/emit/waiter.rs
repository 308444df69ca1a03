//! Waiters: a static for each, and the function that says what an answer means.
//!
//! The file that this goes into calls the operation's types `Request`, `Response` and `Error`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ir::operation::Operation;
use crate::ir::path::Node;
use crate::ir::waiter::{Acceptor, Matcher, Waiter};

use super::path::Paths;
use super::tokens::{ident, ident_str};

/// What the waiters of an operation name of the runtime's `client` module.
pub(super) fn imports(operation: &Operation) -> Vec<&'static str> {
    let conditions = || operation.waiters.iter().flat_map(|waiter| &waiter.acceptors);
    let has_error = conditions().any(|acceptor| matches!(acceptor.matcher, Matcher::Error(_)));
    let has_all = conditions().any(|acceptor| match &acceptor.matcher {
        Matcher::Response(condition) => matches!(condition.node, Node::AllEqual(..)),
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

/// The functions that say what answers mean.
pub(super) fn functions(operation: &Operation) -> TokenStream {
    let waiters = operation.waiters.iter().map(function);
    quote! { #(#waiters)* }
}

/// The static of each waiter: on two lines, which a formatter would make five.
pub(super) fn declarations(operation: &Operation) -> impl Iterator<Item = String> {
    operation.waiters.iter().map(|waiter| {
        let (name, function) = (static_name(waiter), ident(&waiter.method));
        let Waiter { min_delay, max_delay, .. } = waiter;
        format!(
            "pub(crate) static {name}: Acceptors<Request, Response, Error> =\n    Acceptors::new({min_delay}, {max_delay}, {function});\n"
        )
    })
}

/// The name of the static.
pub(super) fn static_name(waiter: &Waiter) -> Ident {
    ident_str(&waiter.method.as_str().to_uppercase())
}

fn function(waiter: &Waiter) -> TokenStream {
    let name = ident(&waiter.method);
    let paths = Paths::new(quote! { request }, quote! { response });
    let (mut responses, mut errors) = (Answers::default(), Answers::default());
    for Acceptor { state, matcher } in &waiter.acceptors {
        let state = ident_str(state);
        match matcher {
            Matcher::AnyResponse => responses.rest = Some(state),
            Matcher::AnyError => errors.rest = Some(state),
            Matcher::Response(condition) => {
                let condition = paths.condition(condition);
                responses.cases.push(quote! { if #condition { return AcceptorState::#state; } });
            }
            Matcher::Error(name) => {
                errors
                    .cases
                    .push(quote! { if is_error(error, #name) { return AcceptorState::#state; } });
            }
        }
    }
    let response = responses.arm("Ok", "response");
    let error = errors.arm("Err", "error");
    let request = if reads_request(waiter) {
        quote! { request }
    } else {
        quote! { _ }
    };
    quote! {
        fn #name(#request: &Request, answer: Result<&Response, &Error>) -> AcceptorState {
            match answer {
                #response
                #error
            }
        }
    }
}

/// What responses, or errors, mean.
#[derive(Default)]
struct Answers {
    cases: Vec<TokenStream>,
    rest: Option<Ident>,
}

impl Answers {
    fn arm(self, variant: &str, name: &str) -> TokenStream {
        let Self { cases, rest } = self;
        let (variant, name) = (ident_str(variant), ident_str(name));
        let rest = rest.unwrap_or_else(|| ident_str("NoAcceptorsMatched"));
        if cases.is_empty() {
            return quote! { #variant(_) => AcceptorState::#rest, };
        }
        quote! {
            #variant(#name) => {
                #(#cases)*
                AcceptorState::#rest
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
