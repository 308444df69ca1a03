//! What the errors of every operation have in common, implemented by their names.
//!
//! A blanket implementation would do the same, if the language let one crate implement another's trait for a third's types.

/// The error enum of an operation: a variant for each error of the model and an open one, with a method that tells whether it is that variant.
///
/// ```ignore
/// tinsmith_runtime::operation_error! {
///     /// What the service can answer instead of a result of `SignUp`.
///     pub enum SignUpError of "SignUp" in error {
///         InvalidPasswordException is_invalid_password_exception,
///         UsernameExistsException is_username_exists_exception,
///     }
/// }
/// ```
///
/// Takes the enum, the name of the operation, the module of the error structures, and a row for each variant, which is named after the structure that it holds; the variant `Unhandled` comes on top.
/// The structure is called like the error shape; where it is not, `of "name"` stands behind. Behind `or` stands the code of `aws.protocols#awsQueryError`, if that is another.
/// Implements [`OperationError`](crate::error::OperationError), `Debug`, `Display`, `Error`, `CreateUnhandledError`, `ProvideErrorMetadata` and `RequestId`.
#[macro_export]
macro_rules! operation_error {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $error:ident of $operation:literal {}
    ) => {
        $crate::operation_error! {
            $(#[$attribute])*
            $visibility enum $error of $operation in self {}
        }
    };
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $error:ident of $operation:literal in $module:ident {
            $($variant:ident $is:ident $(of $name:literal)? $(or $query_code:literal)?,)*
        }
    ) => {
        $(#[$attribute])*
        #[non_exhaustive]
        $visibility enum $error {
            $(
                #[doc = concat!("The error `", stringify!($variant), "`.")]
                $variant($module::$variant),
            )*
            /// An error that the model does not name; code, message and request id are kept.
            Unhandled($crate::error::Unhandled),
        }

        impl $error {
            $(
                #[doc = concat!("Whether this is `", stringify!($variant), "`.")]
                #[inline]
                #[must_use]
                $visibility fn $is(&self) -> bool {
                    matches!(self, Self::$variant(_))
                }
            )*
        }

        impl $crate::error::OperationError for $error {
            #[inline]
            fn operation() -> ::std::option::Option<&'static str> {
                ::std::option::Option::Some($operation)
            }

            #[inline]
            fn unhandled(error: $crate::error::Unhandled) -> Self {
                Self::Unhandled(error)
            }

            #[inline]
            fn variant(code: &str) -> ::std::option::Option<&'static str> {
                $crate::error::variant(
                    code,
                    &[$(stringify!($variant)),*],
                    &[$($(($name, stringify!($variant)),)?)*],
                    &[$($(($query_code, stringify!($variant)),)?)*],
                )
            }

            #[inline]
            fn read(
                variant: &str,
                response: $crate::error::ErrorResponse<'_>,
            ) -> Self {
                match variant {
                    // A pattern with the code, which is a constant of another type, takes three times as long to check.
                    $(
                        stringify!($variant) => Self::$variant($crate::error::read(response)),
                    )*
                    _ => Self::Unhandled($crate::error::Unhandled::new(::std::mem::take(response.meta))),
                }
            }

            // Of an operation without errors there is nothing else.
            #[allow(unreachable_code)]
            #[inline]
            fn modeled(
                &self,
            ) -> ::std::result::Result<
                &(dyn $crate::error::ModeledError + 'static),
                &$crate::error::Unhandled,
            > {
                let modeled: &(dyn $crate::error::ModeledError + 'static) = match self {
                    $(Self::$variant(error) => error,)*
                    Self::Unhandled(error) => return ::std::result::Result::Err(error),
                };
                ::std::result::Result::Ok(modeled)
            }
        }

        // Derived, it would look at each variant, as `modeled` does already.
        impl ::std::fmt::Debug for $error {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::debug(self, f)
            }
        }

        impl ::std::fmt::Display for $error {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::display(self, f)
            }
        }

        impl ::std::error::Error for $error {}

        impl $crate::error::CreateUnhandledError for $error {
            #[inline]
            fn create_unhandled_error(
                source: $crate::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                $crate::error::unhandled(source, meta)
            }
        }

        impl $crate::error::ProvideErrorMetadata for $error {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::meta(self)
            }
        }

        impl $crate::error::RequestId for $error {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::error::request_id(self)
            }
        }
    };
}

/// Implements [`ErrorCode`](crate::error::ErrorCode), `Display`, `Error`, `ProvideErrorMetadata` and `RequestId` for an error structure, whose metadata is in the field `meta`.
///
/// Takes the structure and its code; with `@awsQueryError`, that code too; and the field, where it has another name.
#[macro_export]
macro_rules! modeled_error {
    ($error:ident, $code:literal $(, $query_code:literal)?) => {
        $crate::modeled_error!($error, $code $(, $query_code)?, meta);
    };
    ($error:ident, $code:literal $(, $query_code:literal)?, $meta:ident) => {
        impl $crate::error::ErrorCode for $error {
            const CODE: &'static str = $code;
            $(const QUERY_CODE: &'static str = $query_code;)?
        }

        impl ::std::fmt::Display for $error {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::display_modeled(self, f)
            }
        }

        impl ::std::error::Error for $error {}

        impl $crate::error::ProvideErrorMetadata for $error {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self.$meta
            }
        }

        impl $crate::error::RequestId for $error {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::error::RequestId::request_id(&self.$meta)
            }
        }
    };
}

/// As [`modeled_error!`](crate::modeled_error), for a structure that has a message and nothing else: implements [`ModeledError`](crate::error::ModeledError), [`ReadError`](crate::error::ReadError) and `From<ErrorMetadata>` too.
#[macro_export]
macro_rules! message_error {
    ($error:ident, $code:literal $(, $query_code:literal)?) => {
        impl ::std::convert::From<$crate::error::ErrorMetadata> for $error {
            #[inline]
            fn from(meta: $crate::error::ErrorMetadata) -> Self {
                Self { message: $crate::error::Message::of(&meta), meta }
            }
        }

        impl $crate::error::ModeledError for $error {
            #[inline]
            fn name(&self) -> &'static str {
                $code
            }

            #[inline]
            fn shown_message(&self) -> ::std::option::Option<&str> {
                $crate::error::Message::as_text(&self.message)
            }
        }

        impl $crate::error::ReadError for $error {
            #[inline]
            fn read(
                meta: &mut $crate::error::ErrorMetadata,
                _: &$crate::wire::OpenDocument<'_>,
            ) -> Self {
                ::std::convert::From::from(::std::mem::take(meta))
            }
        }

        $crate::modeled_error!($error, $code $(, $query_code)?);
        $crate::serde_message_error!($error, $code);
    };
}
