//! The files that hold no definition: `lib.rs`, the lists of modules, re-exports, the service and `meta.rs`.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::VERSION;
use crate::ir::{self, Folder};
use crate::naming::RustIdent;
use crate::settings::ValidationLevel;
use crate::smithy::Protocol;
use crate::text::Line;

use super::tokens::{doc_line, ident, ident_str, inner_doc_line, inner_docs};
use super::{destination, discovery};

/// A file that holds no definition.
#[derive(Clone, Copy, Debug)]
pub(super) enum Module {
    Root,
    Config,
    Error,
    Meta,
    Operations,
    Types,
    TypesError,
    Wire,
}

/// The modules that a crate has.
pub(super) fn all(krate: &ir::Crate) -> Vec<Module> {
    use Module::{Config, Error, Meta, Operations, Root, Types, TypesError, Wire};
    let mut modules = vec![Root, Config, Error, Meta, Operations, Types, Wire];
    if has_errors(krate) {
        modules.push(TypesError);
    }
    modules
}

impl Module {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Root => "src/lib.rs",
            Self::Config => "src/config.rs",
            Self::Error => "src/error.rs",
            Self::Meta => "src/meta.rs",
            Self::Operations => "src/operation.rs",
            Self::Types => "src/types.rs",
            Self::TypesError => "src/types/error.rs",
            Self::Wire => "src/wire.rs",
        }
    }

    pub(super) fn emit(self, krate: &ir::Crate) -> TokenStream {
        match self {
            Self::Root => root(krate),
            Self::Config => config(krate),
            Self::Error => error(krate),
            Self::Meta => meta(krate),
            Self::Operations => operations(krate),
            Self::Types => types(krate),
            Self::TypesError => exports(krate, Folder::Errors),
            Self::Wire => wire(krate),
        }
    }
}

fn root(krate: &ir::Crate) -> TokenStream {
    let docs = inner_docs(&krate.docs);
    let protocol_tests = (!krate.protocol_tests.operations.is_empty()).then(|| {
        quote! { #[cfg(test)] mod protocol_tests; }
    });
    quote! {
        #docs

        tinsmith_runtime::generated_by!(#VERSION);

        pub mod client;
        pub mod config;
        mod endpoint;
        pub mod error;
        pub mod meta;
        pub mod operation;
        #protocol_tests
        pub mod types;
        mod wire;

        #[doc(inline)]
        pub use self::client::Client;
        #[doc(inline)]
        pub use self::config::Config;

        #[doc(inline)]
        pub use tinsmith_runtime::given::Maybe;
        #[doc(inline)]
        pub use tinsmith_runtime::primitives;
    }
}

fn config(krate: &ir::Crate) -> TokenStream {
    let settings = destination::settings(&krate.service.client_params);
    let doc = inner_doc_line("The configuration of a client.");
    quote! {
        #doc

        #[doc(inline)]
        pub use tinsmith_runtime::config::*;
        #[doc(inline)]
        pub use tinsmith_runtime::validation::Validation;

        #settings
    }
}

fn error(krate: &ir::Crate) -> TokenStream {
    let extended = krate.service.has_extended_request_id.then(|| quote! { RequestIdExt, });
    let doc = inner_doc_line("The errors of a call.");
    quote! {
        #doc

        #[doc(inline)]
        pub use tinsmith_runtime::endpoint::EndpointError;
        #[doc(inline)]
        pub use tinsmith_runtime::error::{
            BoxError, CallError, ConnectorError, DisplayErrorContext, ErrorKind, ErrorMetadata, ProvideErrorMetadata, RequestId, #extended SdkError, Unhandled,
        };
        #[doc(inline)]
        pub use tinsmith_runtime::validation::{
            Constraint, Limits, Measure, Number, ValidationError, Violation,
        };
    }
}

fn meta(krate: &ir::Crate) -> TokenStream {
    let doc = inner_doc_line("The model of this crate.");
    let model = &krate.source.model;
    let sha256 = &krate.source.sha256;
    let version = &krate.service.version;
    let mut names: Vec<&str> =
        krate.operations.iter().map(|operation| operation.shape.name()).collect();
    names.sort_unstable();
    quote! {
        #doc

        /// The model's file.
        pub const MODEL: &str = #model;

        /// SHA-256 of the model's file.
        pub const MODEL_SHA256: &str = #sha256;

        /// Version of the service's API.
        pub const API_VERSION: &str = #version;

        /// The operations that this crate has.
        pub const OPERATIONS: &[&str] = &[#(#names),*];
    }
}

fn operations(krate: &ir::Crate) -> TokenStream {
    let doc = inner_doc_line("Requests, responses and errors, a module for each operation.");
    let modules = krate.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        let shape = operation.shape.name();
        let link = Line::item_link(shape, "super::client::Client::", &operation.method);
        let doc = doc_line(Line::from("Types of ") + link + ".");
        quote! { #doc pub mod #module; }
    });
    quote! { #doc #(#modules)* }
}

fn types(krate: &ir::Crate) -> TokenStream {
    let doc = inner_doc_line("Structures, unions and enums that operations share.");
    let exports = exports(krate, Folder::Types);
    let error = has_errors(krate).then(|| {
        let doc = doc_line("Errors that operations share.");
        quote! { #doc pub mod error; }
    });
    let keys = of_keys(krate);
    quote! {
        #doc
        #error
        #exports
        #keys
        #[doc(inline)]
        pub use tinsmith_runtime::open_enum::UnknownValue;
    }
}

/// The types that overlays name; what they are made of is in a module for each.
fn of_keys(krate: &ir::Crate) -> TokenStream {
    let answers = krate.answers.iter().map(|answer| {
        let (module, name) = (ident(&answer.ty.place.module), ident(&answer.ty.name));
        quote! { pub mod #module; #[doc(inline)] pub use self::#module::#name; }
    });
    let questions = krate.questions.iter().map(|question| {
        let (module, name) = (ident(&question.ty.place.module), ident(&question.ty.name));
        let parts = ident(&question.parts_name);
        quote! { mod #module; pub use self::#module::#name; pub(crate) use self::#module::#parts; }
    });
    quote! { #(#answers)* #(#questions)* }
}

/// Private modules and public names, sorted by module.
fn exports(krate: &ir::Crate, folder: Folder) -> TokenStream {
    let mut by_module: BTreeMap<&RustIdent, Vec<RustIdent>> = BTreeMap::new();
    for item in krate.items.values().filter(|item| item.type_ref().place.folder == folder) {
        let ty = item.type_ref();
        let names = by_module.entry(&ty.place.module).or_default();
        names.push(ty.name.clone());
    }
    let modules = by_module.keys().map(|module| {
        let module = ident(module);
        quote! { mod #module; }
    });
    let names = by_module.iter().map(|(module, names)| {
        let module = ident(module);
        let names: Vec<_> = names.iter().map(ident).collect();
        match names.as_slice() {
            [name] => quote! { pub use self::#module::#name; },
            names => quote! { pub use self::#module::{#(#names),*}; },
        }
    });
    quote! { #(#modules)* #(#names)* }
}

fn wire(krate: &ir::Crate) -> TokenStream {
    let docs = [
        inner_doc_line(
            "How types are written and read, as a table for each; nothing here is public.",
        ),
        inner_doc_line(""),
        inner_doc_line("A change of a type's members is a change here and in the type's own file."),
    ];
    let mut modules: Vec<&RustIdent> = krate
        .operations
        .iter()
        .map(|operation| &operation.module)
        .chain(
            krate
                .items
                .values()
                .filter(|item| item.has_wire_file())
                .map(|item| &item.type_ref().wire),
        )
        .collect();
    modules.sort();
    let operations: BTreeSet<&RustIdent> =
        krate.operations.iter().map(|operation| &operation.module).collect();
    let modules = modules.into_iter().map(|module| {
        let is_operation = operations.contains(module);
        let visibility = is_operation.then(|| quote! { pub(crate) });
        let module = ident(module);
        quote! { #visibility mod #module; }
    });
    let service = service(&krate.service);
    let (imports, discovery) = discovery::emit(krate).unzip();
    quote! {
        #(#docs)*

        #imports
        use tinsmith_runtime::client::{Protocol, Service};
        use tinsmith_runtime::validation::Validation;

        #(#modules)*

        #service
        #discovery
    }
}

fn service(service: &ir::Service) -> TokenStream {
    let ir::Service { sdk_id, api_name, namespace, name, version, .. } = service;
    let ir::Service { query_compatible, account_id_endpoints, .. } = service;
    let protocol = ident_str(match service.protocol {
        Protocol::AwsJson1_0 => "AwsJson1_0",
        Protocol::AwsJson1_1 => "AwsJson1_1",
        Protocol::RestJson1 => "RestJson1",
        Protocol::RestXml => "RestXml",
        Protocol::AwsQuery => "AwsQuery",
        Protocol::Ec2Query => "Ec2Query",
        Protocol::RpcV2Cbor => "RpcV2Cbor",
    });
    let validation = ident_str(match service.validation {
        ValidationLevel::Off => "Off",
        ValidationLevel::Lenient => "Lenient",
        ValidationLevel::Standard => "Standard",
        ValidationLevel::Strict => "Strict",
    });
    let xml_namespace = option(service.xml_namespace.as_ref());
    let signing_name = option(service.signing_name.as_ref());
    quote! {
        pub(crate) static SERVICE: Service = Service {
            id: #sdk_id,
            api_name: #api_name,
            namespace: #namespace,
            name: #name,
            version: #version,
            xml_namespace: #xml_namespace,
            protocol: Protocol::#protocol,
            signing_name: #signing_name,
            query_compatible: #query_compatible,
            validation: Validation::#validation,
            account_id_endpoints: #account_id_endpoints,
            endpoint: super::endpoint::resolve,
        };
    }
}

fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}

fn has_errors(krate: &ir::Crate) -> bool {
    krate.items.values().any(|item| item.type_ref().place.folder == Folder::Errors)
}
