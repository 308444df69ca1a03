//! The tables by which structures and unions are written and read.
//!
//! A row means the same in every table. Written out, a row would be six lines in three places.

/// The static shape of a structure or union; what [`structure!`](crate::structure) and [`union!`](crate::union) have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! shape {
    (
        $shape:ident = $shape_type:ident $id:literal $([$($shape_trait:ident $(($($shape_argument:expr),*))?),*])?;
        $($field:ident $(($value:ident))?: $name:literal $kind:ident $(($($element:tt)*))?
            $([$($trait:ident $(($($argument:expr),*))?),*])? $(= $default:expr)?,)*
        $(@private $private:ident $(, $message:ident)?)?
    ) => {
        static $shape: $crate::wire::Shape = $crate::wire::Shape::new(
            $crate::wire::ShapeType::$shape_type,
            $id,
            &[$($($crate::wire::Fact::$shape_trait $(($($shape_argument),*))?),*)?],
            &[$(
                $crate::wire::Fact::Member($name, $crate::wire::kind::$kind),
                $($crate::wire::Fact::Of($crate::targets!($($element)*)),)?
                $($($crate::wire::Fact::$trait $(($($argument),*))?,)*)?
                $($crate::wire::Fact::HasDefault(stringify!($default)),)?
            )*],
        );
    };
}

/// The types between the parentheses of `list(…)` and `map(…)`.
#[doc(hidden)]
#[macro_export]
macro_rules! targets {
    ($($kind:ident $(($($element:tt)*))? $([$($trait:ident $(($($argument:expr),*))?),*])?),*) => {
        &[$(
            $crate::wire::Fact::Element($crate::wire::kind::$kind),
            $($crate::wire::Fact::Of($crate::targets!($($element)*)),)?
            $($($crate::wire::Fact::$trait $(($($argument),*))?,)*)?
        )*]
    };
}

/// How a structure is written and read.
///
/// ```ignore
/// tinsmith_runtime::structure! {
///     [write, read] types::AttributeType = "com.amazonaws.cognitoidentityprovider#AttributeType";
///     name: "Name" string,
///     value: "Value" string [Sensitive],
///     tags: "Tags" map(string, list(structure)),
/// }
/// ```
///
/// Types are those of [`wire::kind`](crate::wire::kind), traits those of [`wire::Fact`](crate::wire::Fact). A field that is no member stands at the end, as `@private meta`, and starts with its `Default`.
///
/// The modes:
/// * `write`: the structure can be sent.
/// * `read`: it can be received. A member that is left out gets the value behind `=`, or what [`Absent`](crate::wire::Absent) says.
/// * `response`: the same, for a structure that is a whole response and never part of one.
/// * `error`: it is an error response; what the envelope says of it is taken `From<ErrorMetadata>`.
/// * `full_error`: it is an error response whose metadata makes no value of it alone, and is put into `meta`. The field of the message, which the envelope has under any spelling, stands behind that: `@private meta, message`.
///
/// Of an error response, each member that can be read is kept: it is still the error that it is.
#[macro_export]
macro_rules! structure {
    ([$($mode:ident),*] $type:ty = $id:literal $([$($shape_trait:tt)*])?; $($rows:tt)*) => {
        const _: () = {
            $crate::shape! { SHAPE = Structure $id $([$($shape_trait)*])?; $($rows)* }
            $crate::structure!(@modes [$($mode),*] $type; $($rows)*);
            $crate::serde_structure!([$($mode),*] $type; $($rows)*);
        };
    };
    (@modes [] $($table:tt)*) => {};
    (@modes [$mode:ident] $($table:tt)*) => {
        $crate::structure!(@$mode $($table)*);
    };
    (@modes [$mode:ident, $($other:ident),+] $($table:tt)*) => {
        $crate::structure!(@$mode $($table)*);
        $crate::structure!(@modes [$($other),+] $($table)*);
    };
    (@write
        $type:ty;
        $($field:ident: $name:literal $kind:ident $(($($element:tt)*))? $([$($trait:tt)*])? $(= $default:expr)?,)*
        $(@private $private:ident $(, $message:ident)?)?
    ) => {
        impl $crate::wire::SerializableStruct for $type {
            #[inline]
            fn schema(&self) -> &$crate::wire::Schema<'_> {
                SHAPE.schema()
            }

            #[inline]
            fn serialize_members(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                $crate::wire::write_members(serializer, &SHAPE, &[$(&self.$field),*])
            }
        }

        impl $crate::wire::WriteValue for $type {
            #[inline]
            fn write(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
                schema: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                serializer.write_struct(schema, self)
            }
        }
    };
    (@response
        $type:ty;
        $($field:ident: $name:literal $kind:ident $(($($element:tt)*))? $([$($trait:tt)*])? $(= $default:expr)?,)*
        $(@private $private:ident $(, $message:ident)?)?
    ) => {
        impl $crate::wire::Absent for $type {
            #[inline]
            fn absent() -> Self {
                Self {
                    $($field: $crate::structure!(@first $($default)?),)*
                    $($private: ::std::default::Default::default(),)?
                }
            }
        }

        impl $crate::wire::ReadStruct for $type {
            #[inline]
            fn shape(&self) -> &'static $crate::wire::Shape {
                &SHAPE
            }

            #[inline]
            fn with_members(&mut self, work: &mut $crate::wire::WithMembers<'_>) {
                work(&SHAPE, &mut [$(&mut self.$field),*]);
            }
        }
    };
    (@read $type:ty; $($rows:tt)*) => {
        $crate::structure!(@response $type; $($rows)*);
        $crate::structure!(@whole $type);
    };
    (@whole $type:ty) => {
        impl $crate::wire::ReadValue for $type {
            #[inline]
            fn read(
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
                _: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::Unreadable> {
                $crate::wire::read_whole(deserializer)
            }
        }
    };
    (@error
        $type:ty;
        $($field:ident: $name:literal $kind:ident $(($($element:tt)*))? $([$($trait:tt)*])? $(= $default:expr)?,)*
        $(@private $private:ident $(, $message:ident)?)?
    ) => {
        impl $crate::error::ReadError for $type {
            #[inline]
            fn read(
                meta: &mut $crate::error::ErrorMetadata,
                open: &$crate::wire::OpenDocument<'_>,
            ) -> Self {
                let mut value: Self = ::std::convert::From::from(::std::mem::take(meta));
                $crate::wire::read_what_can_be_read(open, &SHAPE, &mut [$(&mut value.$field),*]);
                value
            }
        }
    };
    (@read_error
        $type:ty;
        $($field:ident: $name:literal $kind:ident $(($($element:tt)*))? $([$($trait:tt)*])? $(= $default:expr)?,)*
        $(@private $private:ident $(, $message:ident)?)?
    ) => {
        impl $crate::wire::ReadValue for $type {
            #[inline]
            fn read(
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
                _: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::Unreadable> {
                let mut value: Self =
                    ::std::convert::From::from($crate::error::ErrorMetadata::default());
                $crate::wire::read_members(deserializer, &SHAPE, &mut [$(&mut value.$field),*])?;
                ::std::result::Result::Ok(value)
            }
        }
    };
    (@full_error
        $type:ty;
        $($field:ident: $name:literal $kind:ident $(($($element:tt)*))? $([$($trait:tt)*])? $(= $default:expr)?,)*
        @private $private:ident $(, $message:ident)?
    ) => {
        impl $crate::error::ReadError for $type {
            #[inline]
            fn read(
                meta: &mut $crate::error::ErrorMetadata,
                open: &$crate::wire::OpenDocument<'_>,
            ) -> Self {
                let mut value: Self = $crate::wire::Absent::absent();
                $(if meta.message().is_some() {
                    value.$message = $crate::error::Message::of(meta);
                })?
                value.$private = ::std::mem::take(meta);
                $crate::wire::read_what_can_be_read(open, &SHAPE, &mut [$(&mut value.$field),*]);
                value
            }
        }
    };
    (@first) => {
        $crate::wire::Absent::absent()
    };
    (@first $default:expr) => {
        $default
    };
}

/// How a union is written and read.
///
/// ```ignore
/// tinsmith_runtime::union! {
///     [write, read] types::Notice = "example#Notice";
///     Text(value): "text" string,
///     Silence: "silence" structure,
/// }
/// ```
///
/// As [`structure!`](crate::structure), but that a row has a variant; one that holds nothing is without `(value)`.
/// The union has a variant `Unknown`, which can be received, not sent. A document with several members that are not `null` is refused.
#[macro_export]
macro_rules! union {
    ([$($mode:ident),*] $type:ty = $id:literal $([$($shape_trait:tt)*])?; $($rows:tt)*) => {
        const _: () = {
            $crate::shape! { SHAPE = Union $id $([$($shape_trait)*])?; $($rows)* }
            $crate::union!(@modes [$($mode),*] $type; $($rows)*);
            $crate::serde_union!([$($mode),*] $type; $($rows)*);
        };
    };
    (@modes [] $($table:tt)*) => {};
    (@modes [$mode:ident] $($table:tt)*) => {
        $crate::union!(@$mode $($table)*);
    };
    (@modes [$mode:ident, $($other:ident),+] $($table:tt)*) => {
        $crate::union!(@$mode $($table)*);
        $crate::union!(@modes [$($other),+] $($table)*);
    };
    (@write
        $type:ty;
        $($variant:ident $(($value:ident))?: $name:literal $kind:ident $(($($element:tt)*))? $([$($trait:tt)*])?,)*
    ) => {
        impl $crate::wire::SerializableStruct for $type {
            #[inline]
            fn schema(&self) -> &$crate::wire::Schema<'_> {
                SHAPE.schema()
            }

            #[inline]
            fn serialize_members(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                let (name, value): (&str, &dyn $crate::wire::WriteMember) = match self {
                    $(Self::$variant $(($value))? => ($name, $crate::union!(@content $($value)?)),)*
                    Self::Unknown => return $crate::wire::unknown_variant(&SHAPE),
                };
                $crate::wire::write_variant(serializer, &SHAPE, name, value)
            }
        }

        impl $crate::wire::WriteValue for $type {
            #[inline]
            fn write(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
                schema: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                serializer.write_struct(schema, self)
            }
        }
    };
    (@read
        $type:ty;
        $($variant:ident $(($value:ident))?: $name:literal $kind:ident $(($($element:tt)*))? $([$($trait:tt)*])?,)*
    ) => {
        impl $crate::wire::Absent for $type {
            #[inline]
            fn absent() -> Self {
                Self::Unknown
            }
        }

        impl $crate::wire::ReadValue for $type {
            #[inline]
            fn read(
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
                _: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::Unreadable> {
                let mut union: Self = Self::Unknown;
                $crate::wire::read_union(deserializer, &SHAPE, &mut |member, deserializer| {
                    union = match $crate::wire::own_member(member) {
                        $(::std::option::Option::Some($name) => {
                            let value = $crate::wire::read_variant(deserializer, member)?;
                            $crate::union!(@make $variant value $($value)?)
                        })*
                        _ => {
                            $crate::wire::skip_variant(deserializer)?;
                            Self::Unknown
                        }
                    };
                    ::std::result::Result::Ok(())
                })?;
                ::std::result::Result::Ok(union)
            }
        }
    };
    (@content) => {
        &$crate::wire::Unit
    };
    (@content $value:ident) => {
        $value
    };
    (@make $variant:ident $read:ident) => {{
        let $crate::wire::Unit = $read;
        Self::$variant
    }};
    (@make $variant:ident $read:ident $value:ident) => {
        Self::$variant($read)
    };
}
