//! The client: construction, and a method for each operation.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ir;
use crate::ir::Folder;
use crate::ir::operation::Operation;
use crate::ir::waiter::Waiter;
use crate::naming::RustIdent;
use crate::text::Line;

use super::tokens::{Importer, doc_line, docs, ident, inner_doc_line, use_types};
use super::waiter;

/// `src/client.rs`
pub(super) fn emit(krate: &ir::Crate) -> TokenStream {
    let imports = imports(&krate.operations);
    let methods = krate.operations.iter().map(methods);
    // On a line of its own, so that a first paginated operation only adds to the file.
    let of_pages = krate.operations.iter().any(|operation| operation.pagination.is_some()).then(
        || quote! { #[doc(inline)] pub use tinsmith_runtime::client::{PaginationStream, Paginator, RepeatedToken}; },
    );
    let of_waiters = krate.operations.iter().any(|operation| !operation.waiters.is_empty()).then(
        || quote! { #[doc(inline)] pub use tinsmith_runtime::client::{ExceededMaxWait, FailureState, FinalPoll, OperationFailed, Waiter, WaiterError}; },
    );
    let module_doc = inner_doc_line("The client: a method for each operation.");
    let doc = doc_line(Line::from("A client for ") + krate.service.shown_name.clone() + ".");
    quote! {
        #module_doc

        #[doc(inline)]
        pub use tinsmith_runtime::client::{Call, CallFuture, HttpRequest, HttpResponse};
        #of_pages
        #of_waiters
        use tinsmith_runtime::client::Core;
        use tinsmith_runtime::config::SdkConfig;
        use super::config::Config;
        #imports
        use super::wire;

        #doc
        ///
        /// Cheap to clone: clones share connections and the configuration.
        #[derive(Clone, Debug)]
        pub struct Client {
            core: Core,
        }

        impl Client {
            /// A client with the configuration that all SDK crates of a program share.
            #[inline]
            pub fn new(sdk_config: &SdkConfig) -> Self {
                Self::from_conf(Config::from(sdk_config))
            }

            /// A client with a configuration of its own.
            #[inline]
            pub fn from_conf(config: Config) -> Self {
                Self { core: Core::new(&wire::SERVICE, config) }
            }

            /// The configuration of this client.
            #[inline]
            pub fn config(&self) -> &Config {
                self.core.config()
            }

            #(#methods)*
        }
    }
}

/// The method of an operation, and those that wait for something with it.
fn methods(operation: &Operation) -> TokenStream {
    let (call, waiters) = (method(operation), operation.waiters.iter());
    let waiters = waiters.map(|found| wait(operation, found));
    quote! { #call #(#waiters)* }
}

fn wait(operation: &Operation, waiter: &Waiter) -> TokenStream {
    let docs = docs(&waiter.docs);
    let (name, acceptors) = (ident(&waiter.method), waiter::static_name(waiter));
    let module = ident(&operation.module);
    let request = ident(&operation.input.name);
    let response = ident(&operation.output.name);
    let error = ident(&operation.error);
    quote! {
        #docs
        #[inline]
        pub fn #name(&self, request: #request) -> Waiter<#response, #error> {
            self.core.wait(&wire::#module::OPERATION, &wire::#module::#acceptors, request)
        }
    }
}

fn method(operation: &Operation) -> TokenStream {
    let docs = docs(&operation.docs);
    let name = ident(&operation.method);
    let module = ident(&operation.module);
    let request = ident(&operation.input.name);
    let response = ident(&operation.output.name);
    let error = ident(&operation.error);
    quote! {
        #docs
        #[inline]
        pub fn #name(&self, request: #request) -> Call<#response, #error> {
            self.core.call(&wire::#module::OPERATION, request)
        }
    }
}

/// Requests, responses and errors: from the operation's module, or from `types` where operations share them.
fn imports(operations: &[Operation]) -> TokenStream {
    let mut by_module: BTreeMap<&RustIdent, Vec<Ident>> = BTreeMap::new();
    let mut shared = Vec::new();
    for operation in operations {
        let names = by_module.entry(&operation.module).or_default();
        names.push(ident(&operation.error));
        for ty in [&operation.input, &operation.output] {
            match ty.place.folder {
                Folder::Operation => names.push(ident(&ty.name)),
                Folder::Types | Folder::Errors => shared.push(ty.clone()),
            }
        }
    }
    let lines = by_module.into_iter().map(|(module, mut names)| {
        names.sort();
        let module = ident(module);
        quote! { use super::operation::#module::{#(#names),*}; }
    });
    let shared = use_types(Importer::Root, shared);
    quote! { #(#lines)* #shared }
}
