//! An operation: the public file with request, response and error, and the wire file that ties them together.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;
use crate::ir::Folder;
use crate::ir::item::Item;
use crate::ir::operation::{Auth, Operation};

use super::tokens::{From, ident, ident_str, use_types, wire_path};
use super::{errors, files};

/// `src/operation/<operation>.rs`
pub(super) fn emit(krate: &ir::Crate, operation: &Operation) -> TokenStream {
    // An input or output that other shapes use too lives in `types`.
    let mut own: Vec<&Item> = Vec::new();
    for ty in [&operation.input, &operation.output] {
        if ty.place.folder == Folder::Operation
            && let Some(item) = krate.items.get(&ty.shape)
        {
            own.push(item);
        }
    }
    let named =
        files::named(&own).into_iter().chain(operation.errors.iter().map(|error| error.ty.clone()));
    let types = use_types(From::Folder(Folder::Operation, &operation.module), named);
    let definitions = own.iter().map(|item| files::definition(item));
    let keeps_request_id =
        own.iter().any(|item| matches!(item, Item::Struct(item) if item.keeps_request_id));
    let request_id = keeps_request_id.then_some("RequestId");
    let of_error = ["ModeledError", "OperationError"].into_iter().chain(request_id);
    let imports = files::imports(&own, &of_error.chain(["Unhandled"]).collect::<Vec<_>>());
    let error = errors::operation_error(operation);
    quote! {
        #imports
        #types
        #(#definitions)*
        #error
    }
}

/// `src/wire/<operation>.rs`
pub(super) fn emit_wire(operation: &Operation) -> TokenStream {
    let name = operation.shape.name();
    let auth = ident_str(match operation.auth {
        Auth::None => "None",
        Auth::SigV4 => "SigV4",
    });
    let (input, output) = (ident(&operation.input.wire), ident(&operation.output.wire));
    let module = ident(&operation.module);
    let error = ident(&operation.error);
    let has_output = operation.has_output;
    let (sensitive_input, sensitive_output) =
        (operation.sensitive_input, operation.sensitive_output);
    let arms = operation.errors.iter().map(|variant| {
        let codes = &variant.codes;
        let name = ident(&variant.variant);
        let module = ident(&variant.ty.wire);
        if variant.message_only {
            return quote! { #(#codes)|* => Error::#name(meta.into()), };
        }
        quote! { #(#codes)|* => Error::#name(super::#module::read(meta, deserializer)?), }
    });
    let reads_members = operation.errors.iter().any(|variant| !variant.message_only);
    let deserializer = ident_str(if reads_members { "deserializer" } else { "_deserializer" });
    let body = if operation.errors.is_empty() {
        quote! { Ok(Error::Unhandled(Unhandled::new(meta))) }
    } else {
        quote! {
            let error = match code {
                #(#arms)*
                _ => Error::Unhandled(Unhandled::new(meta)),
            };
            Ok(error)
        }
    };
    let code = ident_str(if operation.errors.is_empty() { "_code" } else { "code" });
    // Whatever the two are called, these names are free in the file.
    let own = if operation.output.place.folder == Folder::Operation {
        let response = ident(&operation.output.name);
        quote! { use super::super::operation::#module::{#error as Error, #response as Response}; }
    } else {
        let response = wire_path(&operation.output);
        quote! {
            use super::super::operation::#module::#error as Error;
            use super::super::#response as Response;
        }
    };
    quote! {
        use tinsmith_runtime::client::{Auth, Operation};
        use tinsmith_runtime::error::{ErrorMetadata, Unhandled};
        use tinsmith_runtime::schema::{SerdeError, ShapeDeserializer};
        #own

        pub(crate) static OPERATION: Operation<Response, Error> = Operation {
            name: #name,
            auth: Auth::#auth,
            input: &super::#input::SCHEMA,
            output: &super::#output::SCHEMA,
            has_output: #has_output,
            sensitive_input: #sensitive_input,
            sensitive_output: #sensitive_output,
            read_response,
            read_error,
        };

        fn read_response(
            deserializer: &mut dyn ShapeDeserializer,
            request_id: Option<String>,
        ) -> Result<Response, SerdeError> {
            let mut response = super::#output::read(deserializer)?;
            response._request_id = request_id;
            Ok(response)
        }

        fn read_error(
            #code: &str,
            meta: ErrorMetadata,
            #deserializer: &mut dyn ShapeDeserializer,
        ) -> Result<Error, SerdeError> {
            #body
        }
    }
}
