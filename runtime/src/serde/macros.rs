//! What the macros of types implement on top while the feature is on.
//!
//! The feature is the runtime's, so these are other macros without it, not other code in a generated crate.

/// Implements `Serialize` and `Deserialize` for a type that can be written and read.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_value {
    ($type:ty $(, $sensitive:literal)?) => {
        impl $crate::serde::Value for $type {
            $(const SENSITIVE: bool = $sensitive;)?
        }

        impl $crate::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize(deserializer)
            }
        }
    };
}

/// Does so for a structure, and implements the direction that its table does not have.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_structure {
    ([write, read] $type:ty; $($rows:tt)*) => {
        $crate::serde_value!($type);
    };
    ([write] $type:ty; $($rows:tt)*) => {
        $crate::structure!(@read $type; $($rows)*);
        $crate::serde_value!($type);
    };
    ([response] $type:ty; $($rows:tt)*) => {
        $crate::structure!(@write $type; $($rows)*);
        $crate::structure!(@whole $type);
        $crate::serde_value!($type);
    };
    ([error] $type:ty; $($rows:tt)*) => {
        $crate::structure!(@write $type; $($rows)*);
        $crate::structure!(@read_error $type; $($rows)*);
        $crate::serde_value!($type);
    };
    // An error that is a member as well can be read already.
    ([read $(, $error:ident)?] $type:ty; $($rows:tt)*) => {
        $crate::structure!(@write $type; $($rows)*);
        $crate::serde_value!($type);
    };
}

/// Does so for a union.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_union {
    ([write, read] $type:ty; $($rows:tt)*) => {
        $crate::serde_value!($type);
    };
    ([write] $type:ty; $($rows:tt)*) => {
        $crate::union!(@read $type; $($rows)*);
        $crate::serde_value!($type);
    };
    ([read] $type:ty; $($rows:tt)*) => {
        $crate::union!(@write $type; $($rows)*);
        $crate::serde_value!($type);
    };
}

/// Does so for an error structure that has a message and nothing else.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_message_error {
    ($error:ident, $code:literal) => {
        const _: () = {
            $crate::shape! { SHAPE = Structure $code; message: "message" string, }
    $crate::structure!(@write $error; message: "message" string,);
    $crate::structure!(@read_error $error; message: "message" string,);
            $crate::serde_value!($error);
        };
    };
}
