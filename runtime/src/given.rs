//! How callers create structures: steps for required members, and setters for optional ones.
//!
//! [`required!`](crate::required) generates the steps. [`Maybe`] sets an optional member to an `Option`.

use crate::wire::SerializableStruct;

/// Passes an `Option` to a setter of a request or another structure, in a chain of setters.
///
/// ```
/// # use tinsmith_runtime::given::Maybe;
/// # fn example<Request>(request: Request, session: Option<String>, set: fn(Request, String) -> Request) -> Request
/// # where Request: tinsmith_runtime::wire::SerializableStruct {
/// request.maybe(session, set)
/// # }
/// ```
pub trait Maybe: Sized {
    /// Calls the setter if there is a value: `request.maybe(session, Request::session)`.
    #[must_use]
    #[inline]
    fn maybe<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

impl<T: SerializableStruct> Maybe for T {}

/// What is taken for an element of a sparse list, or a value of a sparse map: a value, an option of one, or a string of another type.
pub trait Nullable<T> {
    /// The element: `None` is null.
    fn nullable(self) -> Option<T>;
}

impl<T> Nullable<T> for T {
    #[inline]
    fn nullable(self) -> Option<T> {
        Some(self)
    }
}

impl<T> Nullable<T> for Option<T> {
    #[inline]
    fn nullable(self) -> Self {
        self
    }
}

/// Strings that are no `String`, alone and as an option.
macro_rules! strings {
    ($($type:ty),*) => {
        $(
            impl Nullable<String> for $type {
                #[inline]
                fn nullable(self) -> Option<String> {
                    Some(self.into())
                }
            }

            impl Nullable<String> for Option<$type> {
                #[inline]
                fn nullable(self) -> Option<String> {
                    self.map(Into::into)
                }
            }
        )*
    };
}

strings!(&str, &mut str, &String, Box<str>, std::borrow::Cow<'_, str>, char);

/// The steps that make a structure with members that have to be given.
///
/// ```ignore
/// tinsmith_runtime::required! {
///     AdminSetUserPasswordRequest { permanent }
///     user_pool_id(into String) -> AdminSetUserPasswordRequestWithoutUsername;
///     username(into String) -> AdminSetUserPasswordRequestWithoutPassword;
///     password(into String);
/// }
/// ```
///
/// With this, `AdminSetUserPasswordRequest::user_pool_id(pool).username(user).password(password)` makes a value: each step is a function of that name,
/// and gives the type behind `->`, which keeps what there is so far and has the next step alone. The last gives the structure.
/// In braces are the fields that may be absent, or with `=` the value that they start with; behind a semicolon, one that is no member and starts with its `Default`.
///
/// A step takes the type in parentheses, or
/// * `into T`: what can be turned into `T`;
/// * `boxed T`: a `T`, which is put into a `Box`;
/// * `each T`, `each K => V`: what gives the elements of a list, the entries of a map; `T`, `K` and `V` can be `into …`, elements and values [`nullable …`](Nullable).
///
/// A step of an enum can have another way, `auth_flow(AuthFlowType) or flow(AuthFlow) with auth_parameters`: a function that takes what [`answers!`](crate::answers) makes,
/// and sets the field before `or` and, as a field that may be absent, the map behind `with`, which does not stand in braces then.
///
/// A step prints nothing, since it may hold secrets.
#[macro_export]
macro_rules! required {
    ($type:ident { $($other:ident $(= $first:expr)?),* $(; $private:ident)? }
        $field:ident($taken:ty) or $by:ident($answer:ident) with $map:ident $(-> $next:ident)?;
        $($steps:tt)*) => {
        impl $type {
            #[doc = concat!("The first step, with `", stringify!($field), "`.")]
            #[inline]
            pub fn $field(value: $taken) -> $crate::required!(@given $type $($next)?) {
                $crate::required!(
                    @make [$type { $($other $(= $first)?),* $(; $private)? }] [$($next)?]
                    $field: value, $map: ::std::option::Option::None
                )
            }

            #[doc = concat!("The first step, with `", stringify!($field), "` and the `", stringify!($map), "` that go with it.")]
            pub fn $by(
                value: impl ::std::convert::Into<$answer>,
            ) -> $crate::required!(@given $type $($next)?) {
                let keys = value.into().into_keys();
                $crate::required!(
                    @make [$type { $($other $(= $first)?),* $(; $private)? }] [$($next)?]
                    $field: keys.value().into(),
                    $map: ::std::option::Option::Some(keys.into_entries())
                )
            }
        }
        $crate::required! {
            @steps [$type { $($other $(= $first)?),* $(; $private)? }] [$($next)?]
            [$field($taken) $map(kept)] $($steps)*
        }
    };
    ($type:ident { $($other:ident $(= $first:expr)?),* $(; $private:ident)? }
        $field:ident($($taken:tt)*) $(-> $next:ident)?; $($steps:tt)*) => {
        impl $type {
            #[doc = concat!("The first step, with `", stringify!($field), "`.")]
            #[inline]
            pub fn $field(
                value: $crate::required!(@argument $($taken)*),
            ) -> $crate::required!(@given $type $($next)?) {
                let value = $crate::required!(@value value $($taken)*);
                $crate::required!(
                    @make [$type { $($other $(= $first)?),* $(; $private)? }] [$($next)?] $field: value
                )
            }
        }
        $crate::required! {
            @steps [$type { $($other $(= $first)?),* $(; $private)? }] [$($next)?] [$field($($taken)*)] $($steps)*
        }
    };
    (@steps $whole:tt [] $before:tt) => {};
    (@steps [$type:ident $others:tt] [$step:ident] [$($before:ident $taken_before:tt)*]
        $field:ident($taken:ty) or $by:ident($answer:ident) with $map:ident $(-> $next:ident)?;
        $($steps:tt)*) => {
        #[doc(hidden)]
        #[must_use = concat!("`", stringify!($field), "` has to be given")]
        pub struct $step {
            $($before: $crate::required!(@field $taken_before),)*
        }

        impl $step {
            #[doc = concat!("The next step, with `", stringify!($field), "`.")]
            #[inline]
            pub fn $field(self, value: $taken) -> $crate::required!(@given $type $($next)?) {
                let Self { $($before),* } = self;
                $crate::required!(
                    @make [$type $others] [$($next)?] $($before: $before,)*
                    $field: value, $map: ::std::option::Option::None
                )
            }

            #[doc = concat!("The next step, with `", stringify!($field), "` and the `", stringify!($map), "` that go with it.")]
            pub fn $by(
                self,
                value: impl ::std::convert::Into<$answer>,
            ) -> $crate::required!(@given $type $($next)?) {
                let Self { $($before),* } = self;
                let keys = value.into().into_keys();
                $crate::required!(
                    @make [$type $others] [$($next)?] $($before: $before,)*
                    $field: keys.value().into(),
                    $map: ::std::option::Option::Some(keys.into_entries())
                )
            }
        }

        $crate::required! {
            @steps [$type $others] [$($next)?]
            [$($before $taken_before)* $field($taken) $map(kept)] $($steps)*
        }
    };
    (@steps [$type:ident $others:tt] [$step:ident] [$($before:ident $taken_before:tt)*]
        $field:ident($($taken:tt)*) $(-> $next:ident)?; $($steps:tt)*) => {
        #[doc(hidden)]
        #[must_use = concat!("`", stringify!($field), "` has to be given")]
        pub struct $step {
            $($before: $crate::required!(@field $taken_before),)*
        }

        impl $step {
            #[doc = concat!("The next step, with `", stringify!($field), "`.")]
            #[inline]
            pub fn $field(
                self,
                value: $crate::required!(@argument $($taken)*),
            ) -> $crate::required!(@given $type $($next)?) {
                let Self { $($before),* } = self;
                let value = $crate::required!(@value value $($taken)*);
                $crate::required!(@make [$type $others] [$($next)?] $($before: $before,)* $field: value)
            }
        }

        $crate::required! {
            @steps [$type $others] [$($next)?] [$($before $taken_before)* $field($($taken)*)] $($steps)*
        }
    };
    (@given $type:ident) => { $type };
    (@given $type:ident $next:ident) => { $next };
    (@make $whole:tt [$next:ident] $($values:tt)*) => {
        $next { $($values)* }
    };
    (@make [$type:ident { $($other:ident $(= $first:expr)?),* $(; $private:ident)? }] []
        $($values:tt)*) => {
        $type {
            $($values)*,
            $($other: $crate::required!(@first $($first)?),)*
            $($private: ::std::default::Default::default(),)?
        }
    };
    (@first) => { ::std::option::Option::None };
    (@first $first:expr) => { $first };
    (@field (kept)) => {
        ::std::option::Option<::std::collections::HashMap<::std::string::String, ::std::string::String>>
    };
    (@field (into $t:ty)) => { $t };
    (@field (boxed $t:ty)) => { ::std::boxed::Box<$t> };
    (@field (each into $k:ty => $($v:tt)+)) => {
        ::std::collections::HashMap<$k, $crate::required!(@stored $($v)+)>
    };
    (@field (each into $t:ty)) => { ::std::vec::Vec<$t> };
    (@field (each nullable $t:ty)) => { ::std::vec::Vec<::std::option::Option<$t>> };
    (@field (each $k:ty => $($v:tt)+)) => {
        ::std::collections::HashMap<$k, $crate::required!(@stored $($v)+)>
    };
    (@field (each $t:ty)) => { ::std::vec::Vec<$t> };
    (@field ($t:ty)) => { $t };
    (@stored into $t:ty) => { $t };
    (@stored nullable $t:ty) => { ::std::option::Option<$t> };
    (@stored $t:ty) => { $t };
    (@argument into $t:ty) => { impl ::std::convert::Into<$t> };
    (@argument boxed $t:ty) => { $t };
    (@argument each into $k:ty => $($v:tt)+) => {
        impl ::std::iter::IntoIterator<Item = (
            impl ::std::convert::Into<$k>,
            $crate::required!(@argument $($v)+),
        )>
    };
    (@argument each into $t:ty) => {
        impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$t>>
    };
    (@argument each nullable $t:ty) => {
        impl ::std::iter::IntoIterator<Item = impl $crate::given::Nullable<$t>>
    };
    (@argument each $k:ty => $($v:tt)+) => {
        impl ::std::iter::IntoIterator<Item = ($k, $crate::required!(@argument $($v)+))>
    };
    (@argument each $t:ty) => { impl ::std::iter::IntoIterator<Item = $t> };
    (@argument nullable $t:ty) => { impl $crate::given::Nullable<$t> };
    (@argument $t:ty) => { $t };
    (@value $value:ident into $t:ty) => { $value.into() };
    (@value $value:ident boxed $t:ty) => { ::std::boxed::Box::new($value) };
    (@value $value:ident each into $k:ty => $($v:tt)+) => {
        $value.into_iter().map(|(k, v)| (k.into(), $crate::required!(@value v $($v)+))).collect()
    };
    (@value $value:ident each into $t:ty) => {
        $value.into_iter().map(::std::convert::Into::into).collect()
    };
    (@value $value:ident each nullable $t:ty) => {
        $value.into_iter().map($crate::given::Nullable::nullable).collect()
    };
    (@value $value:ident each $k:ty => $($v:tt)+) => {
        $value.into_iter().map(|(k, v)| (k, $crate::required!(@value v $($v)+))).collect()
    };
    (@value $value:ident each $t:ty) => { $value.into_iter().collect() };
    (@value $value:ident nullable $t:ty) => { $value.nullable() };
    (@value $value:ident $t:ty) => { $value };
}

/// `Default` for a structure of which nothing has to be given, and which has defaults.
///
/// ```ignore
/// tinsmith_runtime::defaults! {
///     Dialog { language, greeting = "hi".to_owned(), farewell }
/// }
/// ```
///
/// A field without a value starts with `None`; behind a semicolon stands one that is no member and starts with its `Default`.
#[macro_export]
macro_rules! defaults {
    ($type:ident { $($field:ident $(= $first:expr)?),* $(; $private:ident)? }) => {
        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self {
                    $($field: $crate::required!(@first $($first)?),)*
                    $($private: ::std::default::Default::default(),)?
                }
            }
        }
    };
}
