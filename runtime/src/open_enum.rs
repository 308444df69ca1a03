//! The values of an enum that its model does not name.

use std::fmt::{Display, Formatter, Result};

/// The wire value of an enum variant that the model does not name: a string, or the number of an enum of integers.
///
/// It is opaque so that a known value cannot be put into an enum's `Unknown` variant by hand: turn the value into the enum instead, with `From`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue<T = String>(T);

impl<T> UnknownValue<T> {
    /// Takes the wire value; for the `From` implementations of generated enums.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(value)
    }
}

impl UnknownValue {
    /// Gives the wire value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl UnknownValue<i32> {
    /// Gives the wire value.
    #[must_use]
    pub const fn as_i32(&self) -> i32 {
        self.0
    }
}

impl AsRef<str> for UnknownValue {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<T: Display> Display for UnknownValue<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt(&self.0, f)
    }
}

impl From<UnknownValue> for String {
    fn from(value: UnknownValue) -> Self {
        value.0
    }
}

impl From<UnknownValue<i32>> for i32 {
    fn from(value: UnknownValue<i32>) -> Self {
        value.0
    }
}

/// Implements what every enum of strings has: `as_str`, `unknown_value`, `values`, conversions, `Display`, and how it is written and read.
///
/// Takes the enum, whose last variant is `Unknown(UnknownValue)`, and its variants with their values on the wire.
/// With `hidden` in front of the enum, neither `Debug` nor `Display` show the value.
#[macro_export]
macro_rules! open_enum {
    (hidden $name:ident, [$($variants:tt)*]) => {
        $crate::open_enum!(@conversions $name, [$($variants)*]);
        $crate::serde_value!($name, true);

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_tuple(::std::stringify!($name)).field(&$crate::fmt::Redacted).finish()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::fmt::Redacted, f)
            }
        }
    };
    ($name:ident, [$($variants:tt)*]) => {
        $crate::open_enum!(@conversions $name, [$($variants)*]);
        $crate::serde_value!($name);

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
    (@conversions $name:ident, [$($variant:ident = $value:literal),* $(,)?]) => {
        impl $name {
            /// The value on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// The value on the wire if the model does not name it.
            #[inline]
            pub fn unknown_value(&self) -> ::std::option::Option<&str> {
                match self {
                    Self::Unknown(value) => ::std::option::Option::Some(value.as_str()),
                    _ => ::std::option::Option::None,
                }
            }

            /// Every value that the model names.
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                &[$($value),*]
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::Unknown($crate::open_enum::UnknownValue::new(other.to_owned())),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::std::convert::From<&str>>::from(&value)
            }
        }

        impl $crate::wire::WriteValue for $name {
            #[inline]
            fn write(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
                schema: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                serializer.write_string(schema, self.as_str())
            }
        }

        impl $crate::wire::ReadValue for $name {
            #[inline]
            fn read(
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
                schema: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::Unreadable> {
                <::std::string::String as $crate::wire::ReadValue>::read(deserializer, schema)
                    .map(::std::convert::Into::into)
            }
        }

        impl $crate::wire::Absent for $name {
            #[inline]
            fn absent() -> Self {
                ::std::convert::From::from("")
            }
        }

        impl $crate::validation::OpenEnum for $name {
            #[inline]
            fn unknown(&self) -> ::std::option::Option<$crate::validation::Unnamed<'_>> {
                self.unknown_value().map($crate::validation::Unnamed::Text)
            }
        }

        impl $crate::validation::Length for $name {
            #[inline]
            fn length(&self) -> usize {
                $crate::validation::Length::length(self.as_str())
            }
        }

        impl $crate::wire::Key for $name {
            #[inline]
            fn as_key(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn from_key(key: ::std::string::String) -> Self {
                ::std::convert::From::from(key)
            }
        }
    };
}

/// As [`open_enum!`](crate::open_enum!), for an enum of integers: `as_i32`, `unknown_value`, conversions, `Display`, and how it is written and read.
///
/// Its last variant is `Unknown(UnknownValue<i32>)`.
#[macro_export]
macro_rules! open_int_enum {
    (hidden $name:ident, [$($variants:tt)*]) => {
        $crate::open_int_enum!(@conversions $name, [$($variants)*]);
        $crate::serde_value!($name, true);

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_tuple(::std::stringify!($name)).field(&$crate::fmt::Redacted).finish()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::fmt::Redacted, f)
            }
        }
    };
    ($name:ident, [$($variants:tt)*]) => {
        $crate::open_int_enum!(@conversions $name, [$($variants)*]);
        $crate::serde_value!($name);

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i32(), f)
            }
        }
    };
    (@conversions $name:ident, [$($variant:ident = $value:literal),* $(,)?]) => {
        impl $name {
            /// The value on the wire.
            #[inline]
            pub const fn as_i32(&self) -> i32 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_i32(),
                }
            }

            /// The value on the wire if the model does not name it.
            #[inline]
            pub const fn unknown_value(&self) -> ::std::option::Option<i32> {
                match self {
                    Self::Unknown(value) => ::std::option::Option::Some(value.as_i32()),
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::convert::From<i32> for $name {
            #[inline]
            fn from(value: i32) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::Unknown($crate::open_enum::UnknownValue::new(other)),
                }
            }
        }

        impl $crate::wire::WriteValue for $name {
            #[inline]
            fn write(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
                schema: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                serializer.write_integer(schema, self.as_i32())
            }
        }

        impl $crate::wire::ReadValue for $name {
            #[inline]
            fn read(
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
                schema: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::Unreadable> {
                <i32 as $crate::wire::ReadValue>::read(deserializer, schema)
                    .map(::std::convert::Into::into)
            }
        }

        impl $crate::wire::Absent for $name {
            #[inline]
            fn absent() -> Self {
                ::std::convert::From::from(0)
            }
        }

        impl $crate::validation::OpenEnum for $name {
            #[inline]
            fn unknown(&self) -> ::std::option::Option<$crate::validation::Unnamed<'_>> {
                self.unknown_value().map($crate::validation::Unnamed::Number)
            }
        }
    };
}
