//! Waiters: a static for each, and the function that says what an answer means.
//!
//! The file that this goes into calls the operation's types `Request`, `Response` and `Error`.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ir::operation::Operation;
use crate::ir::path::{Comparator, Expr, Node};
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
    let mut acceptors = waiter.acceptors.as_slice();
    while let [first, rest @ ..] = acceptors {
        let texts = texts(acceptors);
        if let [(place, ..), _, ..] = texts.as_slice() {
            responses.cases.push(one_of(&paths, place, &texts));
            acceptors = acceptors.get(texts.len()..).unwrap_or_default();
            continue;
        }
        acceptors = rest;
        let state = ident_str(first.state);
        match &first.matcher {
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

/// What the first acceptors compare the text at one place with, and the states that they give.
fn texts(acceptors: &[Acceptor]) -> Vec<(&Expr, &str, &'static str)> {
    let texts = acceptors.iter().map_while(|acceptor| {
        let Matcher::Response(condition) = &acceptor.matcher else { return None };
        let Node::Compare(Comparator::Equal, place, text) = &condition.node else { return None };
        match (&place.node, &text.node) {
            (Node::Field { .. } | Node::Entry { .. }, Node::LiteralText(text)) => {
                Some((&**place, text.as_str(), acceptor.state))
            }
            _ => None,
        }
    });
    let mut found: Vec<(&Expr, &str, &'static str)> = Vec::new();
    for text in texts {
        if found.first().is_some_and(|first| first.0 != text.0) {
            break;
        }
        found.push(text);
    }
    found
}

/// One `match` for all texts at a place; of a text that is there twice, the first state counts.
fn one_of(paths: &Paths, place: &Expr, texts: &[(&Expr, &str, &'static str)]) -> TokenStream {
    let mut states: IndexMap<&str, Vec<&str>> = IndexMap::new();
    let mut seen = BTreeSet::new();
    for (_, text, state) in texts {
        if seen.insert(*text) {
            states.entry(state).or_default().push(text);
        }
    }
    let value = paths.scalar(place);
    let arms = states.iter().map(|(state, texts)| {
        let (state, pattern) = (ident_str(state), quote! { #(#texts)|* });
        let pattern = if place.nullable {
            quote! { Some(#pattern) }
        } else {
            pattern
        };
        (pattern, quote! { return AcceptorState::#state })
    });
    let arms: Vec<(TokenStream, TokenStream)> = arms.collect();
    if let [(pattern, gives)] = arms.as_slice() {
        return quote! { if matches!(#value, #pattern) { #gives; } };
    }
    let arms = arms.iter().map(|(pattern, gives)| quote! { #pattern => #gives, });
    quote! { match #value { #(#arms)* _ => {} } }
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
