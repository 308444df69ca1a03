//! The traits that every error of a generated crate has, implemented by its one trait of ours.
//!
//! What comes in: the name of a type that implements [`OperationError`](super::OperationError) or [`ModeledError`](super::ModeledError).
//! What goes out: `Display`, `Error`, and the official traits for metadata and request ids.
//! What is deliberately not here: any decision. A blanket implementation would do the same, if the language let one crate implement another's trait for a third's types.

/// Implements `Display`, `Error`, `CreateUnhandledError`, `ProvideErrorMetadata` and `RequestId` for the error enum of an operation.
#[macro_export]
macro_rules! operation_error {
    ($error:ident) => {
        impl ::std::fmt::Display for $error {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::display(self, f)
            }
        }

        impl ::std::error::Error for $error {
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::error::source(self)
            }
        }

        impl $crate::error::CreateUnhandledError for $error {
            fn create_unhandled_error(
                source: $crate::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                <Self as $crate::error::OperationError>::unhandled(
                    $crate::error::Unhandled::from_source(source, meta),
                )
            }
        }

        impl $crate::error::ProvideErrorMetadata for $error {
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::meta(self)
            }
        }

        impl $crate::error::RequestId for $error {
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::error::request_id(self)
            }
        }
    };
}

/// Implements `Display`, `Error`, `ProvideErrorMetadata` and `RequestId` for an error structure, whose metadata is in the field `_meta`.
#[macro_export]
macro_rules! modeled_error {
    ($error:ident) => {
        impl ::std::fmt::Display for $error {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::display_modeled(self, f)
            }
        }

        impl ::std::error::Error for $error {}

        impl $crate::error::ProvideErrorMetadata for $error {
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self._meta
            }
        }

        impl $crate::error::RequestId for $error {
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::error::RequestId::request_id(&self._meta)
            }
        }
    };
}
