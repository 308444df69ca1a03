//! The tables by which structures and unions are written and read.
//!
//! What comes in: a row per member, in model order: field, type, index, wire name, and the other wire traits as methods of `Schema`.
//! What goes out: the static schema, and the implementations that the mode asks for.
//! What is deliberately not here: any decision; a row means the same in every table. Written out, a row would be six lines in three places.

/// The schema of a structure, and how it is written and read.
///
/// ```ignore
/// tinsmith_runtime::structure! {
///     [write, read] pub(super) static SCHEMA: types::AttributeType =
///         shape("com.amazonaws.cognitoidentityprovider#AttributeType");
///     name: string(0, "Name"),
///     value: string(1, "Value").with_sensitive(),
/// }
/// ```
///
/// The types of members are the functions of [`wire::member`](crate::wire::member). A field that is no member stands at the end, as `@private _meta`, and starts with its `Default`.
///
/// The modes:
/// * `write`: the structure can be sent.
/// * `read`: it can be received. A member that is left out gets the value behind `=`, or what [`Absent`](crate::wire::Absent) says.
/// * `response`: the same, for a structure that is a whole response and never part of one.
/// * `error`: it is an error response; what the envelope says of it is taken `From<ErrorMetadata>`.
/// * `full_error`: it is an error response whose metadata makes no value of it alone, and is put into `_meta`.
///
/// Of an error response, the members up to the first that cannot be read are kept: it is still the error that it is.
#[macro_export]
macro_rules! structure {
    ([$($mode:ident),*] $($table:tt)*) => {
        $crate::structure!(@schema $($table)*);
        $crate::structure!(@modes [$($mode),*] $($table)*);
    };
    (@modes [] $($table:tt)*) => {};
    (@modes [$mode:ident $(, $other:ident)*] $($table:tt)*) => {
        $crate::structure!(@$mode $($table)*);
        $crate::structure!(@modes [$($other),*] $($table)*);
    };
    (@schema
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($field:ident: $kind:ident($index:literal, $name:literal $(, $element:expr)*)
            $(.$with:ident($($argument:expr),*))* $(= $default:expr)?,)*
        $(@private $private:ident)?
    ) => {
        $visibility static $schema: $crate::wire::Schema<'static> = {
            const COUNT: usize = <[usize]>::len(&[$($index),*]);
            static MEMBERS: [$crate::wire::Schema<'static>; COUNT] = [
                $($crate::wire::member::$kind($index, $name $(, $element)*) $(.$with($($argument),*))*,)*
            ];
            static REFERENCES: [&$crate::wire::Schema<'static>; COUNT] = [$(&MEMBERS[$index]),*];
            $crate::wire::shape($crate::wire::ShapeType::Structure, $id, &REFERENCES)
                $(.$shape_with($($shape_argument),*))*
        };
    };
    (@write
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($field:ident: $kind:ident($($member:tt)*)
            $(.$with:ident($($argument:expr),*))* $(= $default:expr)?,)*
        $(@private $private:ident)?
    ) => {
        impl $crate::wire::SerializableStruct for $type {
            fn schema(&self) -> &$crate::wire::Schema<'_> {
                &$schema
            }

            fn serialize_members(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                $crate::wire::write_members(serializer, &$schema, &[$(&self.$field),*])
            }
        }

        impl $crate::wire::WriteValue for $type {
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
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($field:ident: $kind:ident($($member:tt)*)
            $(.$with:ident($($argument:expr),*))* $(= $default:expr)?,)*
        $(@private $private:ident)?
    ) => {
        impl $crate::wire::Absent for $type {
            fn absent() -> Self {
                Self {
                    $($field: $crate::structure!(@first $($default)?),)*
                    $($private: ::std::default::Default::default(),)?
                }
            }
        }

        impl $crate::wire::ReadStruct for $type {
            fn read_members(
                &mut self,
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                $crate::wire::read_members(deserializer, &$schema, &mut [$(&mut self.$field),*])
            }
        }
    };
    (@read
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($rows:tt)*
    ) => {
        $crate::structure!(@response
            $visibility static $schema: $type =
                shape($id) $(.$shape_with($($shape_argument),*))*;
            $($rows)*
        );

        impl $crate::wire::ReadValue for $type {
            fn read(
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
                _: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::SerdeError> {
                let mut value: Self = $crate::wire::Absent::absent();
                $crate::wire::ReadStruct::read_members(&mut value, deserializer)?;
                ::std::result::Result::Ok(value)
            }
        }
    };
    (@error
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($field:ident: $kind:ident($($member:tt)*)
            $(.$with:ident($($argument:expr),*))* $(= $default:expr)?,)*
        $(@private $private:ident)?
    ) => {
        impl $crate::error::ReadError for $type {
            fn read(
                meta: &mut $crate::error::ErrorMetadata,
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
            ) -> Self {
                let mut value: Self = ::std::convert::From::from(::std::mem::take(meta));
                $crate::wire::read_what_can_be_read(deserializer, &$schema, &mut [$(&mut value.$field),*]);
                value
            }
        }
    };
    (@full_error
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($field:ident: $kind:ident($($member:tt)*)
            $(.$with:ident($($argument:expr),*))* $(= $default:expr)?,)*
        @private $private:ident
    ) => {
        impl $crate::error::ReadError for $type {
            fn read(
                meta: &mut $crate::error::ErrorMetadata,
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
            ) -> Self {
                let mut value: Self = $crate::wire::Absent::absent();
                value.$private = ::std::mem::take(meta);
                $crate::wire::read_what_can_be_read(deserializer, &$schema, &mut [$(&mut value.$field),*]);
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

/// The schema of a union, and how it is written and read.
///
/// ```ignore
/// tinsmith_runtime::union! {
///     [write, read] pub(super) static SCHEMA: types::Notice = shape("example#Notice");
///     Text(value): string(0, "text"),
///     Silence: structure(1, "silence"),
/// }
/// ```
///
/// As [`structure!`](crate::structure), but that a row has a variant; one that holds nothing is without `(value)`.
/// The union has a variant `Unknown`, which can be received, not sent.
#[macro_export]
macro_rules! union {
    ([$($mode:ident),*] $($table:tt)*) => {
        $crate::union!(@schema $($table)*);
        $crate::union!(@modes [$($mode),*] $($table)*);
    };
    (@modes [] $($table:tt)*) => {};
    (@modes [$mode:ident $(, $other:ident)*] $($table:tt)*) => {
        $crate::union!(@$mode $($table)*);
        $crate::union!(@modes [$($other),*] $($table)*);
    };
    (@schema
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($variant:ident $(($value:ident))?: $kind:ident($index:literal, $name:literal $(, $element:expr)*)
            $(.$with:ident($($argument:expr),*))*,)*
    ) => {
        $visibility static $schema: $crate::wire::Schema<'static> = {
            const COUNT: usize = <[usize]>::len(&[$($index),*]);
            static MEMBERS: [$crate::wire::Schema<'static>; COUNT] = [
                $($crate::wire::member::$kind($index, $name $(, $element)*) $(.$with($($argument),*))*,)*
            ];
            static REFERENCES: [&$crate::wire::Schema<'static>; COUNT] = [$(&MEMBERS[$index]),*];
            $crate::wire::shape($crate::wire::ShapeType::Union, $id, &REFERENCES)
                $(.$shape_with($($shape_argument),*))*
        };
    };
    (@write
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($variant:ident $(($value:ident))?: $kind:ident($index:literal, $($member:tt)*)
            $(.$with:ident($($argument:expr),*))*,)*
    ) => {
        impl $crate::wire::SerializableStruct for $type {
            fn schema(&self) -> &$crate::wire::Schema<'_> {
                &$schema
            }

            fn serialize_members(
                &self,
                serializer: &mut dyn $crate::wire::ShapeSerializer,
            ) -> ::std::result::Result<(), $crate::wire::SerdeError> {
                let (index, value): (usize, &dyn $crate::wire::WriteMember) = match self {
                    $(Self::$variant $(($value))? => ($index, $crate::union!(@content $($value)?)),)*
                    Self::Unknown => return $crate::wire::unknown_variant(&$schema),
                };
                $crate::wire::write_variant(serializer, &$schema, index, value)
            }
        }

        impl $crate::wire::WriteValue for $type {
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
        $visibility:vis static $schema:ident: $type:ty =
            shape($id:literal) $(.$shape_with:ident($($shape_argument:expr),*))*;
        $($variant:ident $(($value:ident))?: $kind:ident($index:literal, $($member:tt)*)
            $(.$with:ident($($argument:expr),*))*,)*
    ) => {
        impl $crate::wire::Absent for $type {
            fn absent() -> Self {
                Self::Unknown
            }
        }

        impl $crate::wire::ReadValue for $type {
            fn read(
                deserializer: &mut dyn $crate::wire::ShapeDeserializer,
                _: &$crate::wire::Schema<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::SerdeError> {
                let mut union: Self = Self::Unknown;
                deserializer.read_struct(&$schema, &mut |member, deserializer| {
                    union = match member.member_index() {
                        $(::std::option::Option::Some($index) => {
                            let value = $crate::wire::ReadValue::read(deserializer, member)?;
                            $crate::union!(@make $variant value $($value)?)
                        })*
                        _ => return deserializer.skip_value(),
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
