//! `src/endpoint.rs`: where requests of the service go.

mod values;

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::endpoint::{
    AuthScheme, Block, Call, Condition, Endpoint, Endpoints, Holds, Input, InputType, Outcome,
    Rules, Shared, Step,
};

use super::tokens::{ident, ident_str, inner_doc_line, number};

/// The whole file.
pub(super) fn emit(endpoints: &Endpoints) -> TokenStream {
    match endpoints {
        Endpoints::Regional(prefix) => quote! {
            use tinsmith_runtime::endpoint::{self, Endpoint, EndpointError, EndpointParams};

            pub(crate) fn resolve(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
                endpoint::regional(#prefix, params)
            }
        },
        Endpoints::Rules(rules) => function(rules),
    }
}

fn function(rules: &Rules) -> TokenStream {
    let emitter = Emitter::default();
    let body = emitter.block(&rules.body, true);
    let params = ident_str(if emitter.has_used("params") { "params" } else { "_params" });
    let shared: Vec<TokenStream> =
        rules.shared.iter().map(|shared| emitter.shared(shared)).collect();
    let imports = emitter.imports(&["Endpoint", "EndpointError", "EndpointParams"]);
    let doc = inner_doc_line("The endpoint rules of the service.");
    let tests = (!rules.tests.is_empty()).then(|| quote! { #[cfg(test)] mod tests; });
    quote! {
        #doc

        #tests

        #imports

        pub(crate) fn resolve(#params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
            #body
        }

        #(#shared)*
    }
}

/// What of the runtime's module is imported where it is used.
const IMPORTS: [&str; 5] = ["Arn", "Document", "EndpointAuthScheme", "ParsedUrl", "Partition"];

/// Emits values, and remembers what it needs to be imported.
#[derive(Default)]
pub(super) struct Emitter {
    used: RefCell<BTreeSet<&'static str>>,
}

impl Emitter {
    fn uses(&self, name: &'static str) {
        self.used.borrow_mut().insert(name);
    }

    fn has_used(&self, name: &str) -> bool {
        self.used.borrow().contains(name)
    }

    /// The `use` line for these names of the runtime's module, and for what was used besides.
    pub(super) fn imports(&self, always: &[&'static str]) -> TokenStream {
        let own = self.has_used("self").then(|| quote! { self, });
        let mut names: BTreeSet<&str> = always.iter().copied().collect();
        names.extend(IMPORTS.iter().filter(|name| self.has_used(name)));
        let names = names.into_iter().map(ident_str);
        quote! { use tinsmith_runtime::endpoint::{#own #(#names),*}; }
    }

    /// A function that others call.
    fn shared(&self, shared: &Shared) -> TokenStream {
        let Shared { name, takes_params, inputs, body, .. } = shared;
        let params = takes_params.then(|| quote! { params: &EndpointParams<'_>, });
        let inputs = inputs.iter().map(|Input { variable, ty }| {
            let ty = self.input_type(*ty);
            let name = ident(&variable.name);
            quote! { #name: #ty }
        });
        let (name, body) = (ident(name), self.block(body, true));
        quote! {
            fn #name(#params #(#inputs),*) -> Result<Endpoint, EndpointError> {
                #body
            }
        }
    }

    fn input_type(&self, ty: InputType) -> TokenStream {
        match ty {
            InputType::Text => quote! { &str },
            InputType::Flag => quote! { bool },
            InputType::Texts => quote! { &[&str] },
            InputType::Partition => {
                self.uses("Partition");
                quote! { &Partition }
            }
            InputType::Arn => {
                self.uses("Arn");
                quote! { &Arn<'_> }
            }
            InputType::Url => {
                self.uses("ParsedUrl");
                quote! { ParsedUrl<'_> }
            }
        }
    }

    /// Statements; at the end of the function, an outcome is its value.
    fn block(&self, block: &Block, is_function: bool) -> TokenStream {
        let steps = block.steps.iter().map(|step| self.step(step));
        let no_rule = Outcome::NoRule;
        let end = match &block.end {
            Some(end) if !is_function => self.ending(end),
            end if is_function => self.outcome(end.as_ref().unwrap_or(&no_rule)),
            _ => TokenStream::new(),
        };
        quote! { #(#steps)* #end }
    }

    fn step(&self, step: &Step) -> TokenStream {
        match step {
            Step::Let(variable, value) => {
                let (name, value) = (ident(&variable.name), self.expr(value));
                quote! { let #name = #value; }
            }
            Step::Demand(value) => {
                let value = self.expr(value);
                quote! { #value; }
            }
            Step::LetElse(variable, value, otherwise) => {
                let (name, value) = (ident(&variable.name), self.operand(value));
                let otherwise = self.block(otherwise, false);
                quote! { let Some(#name) = #value else { #otherwise }; }
            }
            Step::If(conditions, body) => {
                let is_alone = conditions.len() == 1;
                let conditions = conditions.iter().map(|condition| match condition {
                    Condition::Holds(fact) if is_alone => self.expr(fact),
                    condition => self.condition(condition),
                });
                let body = self.block(body, false);
                quote! { if #(#conditions)&&* { #body } }
            }
            Step::Either(conditions, body, other) => {
                let choice = Step::If(conditions.clone(), body.clone());
                let choice = self.step(&choice);
                let is_choice = other.end.is_none()
                    && matches!(other.steps.as_slice(), [Step::If(..) | Step::Either(..)]);
                let other = self.block(other, false);
                if is_choice {
                    quote! { #choice else #other }
                } else {
                    quote! { #choice else { #other } }
                }
            }
        }
    }

    fn condition(&self, condition: &Condition) -> TokenStream {
        match condition {
            Condition::Holds(fact) => self.operand(fact),
            Condition::Bind(variable, value) => {
                let (name, value) = (ident(&variable.name), self.expr(value));
                quote! { let Some(#name) = #value }
            }
        }
    }

    fn ending(&self, outcome: &Outcome) -> TokenStream {
        let outcome = self.outcome(outcome);
        quote! { return #outcome; }
    }

    fn outcome(&self, outcome: &Outcome) -> TokenStream {
        match outcome {
            Outcome::NoRule => quote! { Err(EndpointError::no_rule()) },
            Outcome::Call(call) => self.call(call),
            Outcome::Error(text) => {
                self.uses("self");
                let text = self.argument(text);
                quote! { endpoint::refuse(#text) }
            }
            Outcome::Endpoint(endpoint) => {
                self.uses("self");
                let url = self.owned(&endpoint.url);
                let more = self.more(endpoint);
                if more.is_empty() {
                    return quote! { endpoint::at(#url) };
                }
                quote! { Ok(endpoint::at(#url)?.into_builder() #more .build()) }
            }
        }
    }

    fn call(&self, call: &Call) -> TokenStream {
        let name = ident(&call.name);
        let params = call.takes_params.then(|| {
            self.uses("params");
            quote! { params, }
        });
        let inputs = call.inputs.iter().map(|variable| {
            let name = ident(&variable.name);
            match variable.holds {
                Holds::Borrowed | Holds::LentArn => quote! { #name },
                Holds::Text | Holds::List | Holds::Arn => quote! { &#name },
            }
        });
        quote! { #name(#params #(#inputs),*) }
    }

    /// What goes with a URL, as calls of the builder.
    pub(super) fn more(&self, endpoint: &Endpoint) -> TokenStream {
        let schemes = endpoint.auth_schemes.iter().map(|AuthScheme { name, settings }| {
            self.uses("EndpointAuthScheme");
            let (name, count) = (self.owned(name), number(settings.len() as u64));
            let settings = settings.iter().map(|(key, value)| {
                let value = self.value(value);
                quote! { .put(#key, #value) }
            });
            quote! {
                .auth_scheme(EndpointAuthScheme::with_capacity(#name, #count) #(#settings)*)
            }
        });
        let properties = endpoint.properties.iter().map(|(key, value)| {
            let value = self.value(value);
            quote! { .property(#key, #value) }
        });
        let headers = endpoint.headers.iter().map(|(name, value)| {
            let value = self.owned(value);
            quote! { .header(#name, #value) }
        });
        quote! { #(#schemes)* #(#properties)* #(#headers)* }
    }
}
