//! What makes a structure an error, and the error enum of an operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ir::item::{ErrorFacts, Retry, Struct};
use crate::ir::operation::Operation;

use super::tokens::{doc_line, ident, ident_str};

/// The names that the file of an error imports from the runtime's `error` module.
pub(super) fn imports(facts: &ErrorFacts) -> Vec<Ident> {
    let kind = facts.retry.map(|_| "ErrorKind");
    let always = ["ErrorMetadata", "ModeledError", "ProvideErrorMetadata", "RequestId"];
    kind.into_iter().chain(always).map(ident_str).collect()
}

/// `Display`, `Error` and the traits by which the runtime sees an error structure.
pub(super) fn implementations(item: &Struct, facts: &ErrorFacts) -> TokenStream {
    let name = ident(&item.ty.name);
    let code = &facts.code;
    let message = facts.message.and_then(|at| item.fields.get(at)).filter(|field| !field.hidden);
    let display = match message {
        Some(field) => {
            let with_message = format!("{code}: {{message}}");
            let name = ident(&field.name);
            if field.optional {
                quote! {
                    match &self.#name {
                        Some(message) => write!(f, #with_message),
                        None => f.write_str(#code),
                    }
                }
            } else {
                quote! {
                    let message = &self.#name;
                    write!(f, #with_message)
                }
            }
        }
        None => quote! { f.write_str(#code) },
    };
    let retry_kind = facts.retry.map(|retry| {
        let kind = ident_str(match retry {
            Retry::Throttling => "ThrottlingError",
            Retry::Server => "ServerError",
            Retry::Client => "TransientError",
        });
        quote! {
            fn retry_kind(&self) -> Option<ErrorKind> {
                Some(ErrorKind::#kind)
            }
        }
    });
    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #display
            }
        }

        impl std::error::Error for #name {}

        impl ModeledError for #name {
            #retry_kind
        }

        impl ProvideErrorMetadata for #name {
            fn meta(&self) -> &ErrorMetadata {
                &self._meta
            }
        }

        impl RequestId for #name {
            fn request_id(&self) -> Option<&str> {
                self._meta.request_id()
            }
        }
    }
}

/// The error enum of an operation: a variant for each modelled error and an open one.
pub(super) fn operation_error(operation: &Operation) -> TokenStream {
    let name = ident(&operation.error);
    let doc = doc_line(&format!("What the service can answer instead of a result of `{}`.", operation.shape.name()));
    let variants: Vec<_> = operation.errors.iter().map(|error| ident(&error.variant)).collect();
    let types = operation.errors.iter().map(|error| ident(&error.ty.name));
    let docs = operation.errors.iter().map(|error| doc_line(&format!("The error `{}`.", error.ty.shape.name())));
    quote! {
        #doc
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants(#types),)*
            /// An error that the model does not name; code, message and request id are kept.
            Unhandled(Unhandled),
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                error::display(self, f)
            }
        }

        impl std::error::Error for #name {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                error::source(self)
            }
        }

        impl CreateUnhandledError for #name {
            fn create_unhandled_error(source: BoxError, meta: Option<ErrorMetadata>) -> Self {
                Self::Unhandled(Unhandled::from_source(source, meta))
            }
        }

        impl OperationError for #name {
            fn unhandled(error: Unhandled) -> Self {
                Self::Unhandled(error)
            }

            fn modeled(&self) -> Result<&(dyn ModeledError + 'static), &Unhandled> {
                match self {
                    #(Self::#variants(error) => Ok(error),)*
                    Self::Unhandled(error) => Err(error),
                }
            }
        }

        impl ProvideErrorMetadata for #name {
            fn meta(&self) -> &ErrorMetadata {
                error::meta(self)
            }
        }

        impl RequestId for #name {
            fn request_id(&self) -> Option<&str> {
                error::request_id(self)
            }
        }
    }
}
