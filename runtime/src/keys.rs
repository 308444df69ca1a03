//! Maps whose keys depend on the value of an enum beside them: what is sent, which keys that takes, and what was received.

mod json;
mod rules;

use std::collections::HashMap;
use std::fmt::{Debug, Formatter, Result};

pub use self::json::{JsonArray, JsonObject};
pub use self::rules::{Case, KeyRule};
pub(crate) use self::rules::{Problem, problems};
use crate::fmt::Redacted;

/// The value of an enum, and the entries of a map that belong to it; what types made by [`answers!`](crate::answers) hold.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    value: &'static str,
    entries: HashMap<String, String>,
    is_hidden: bool,
}

impl Keys {
    /// Takes the value of the enum, and whether `Debug` must not show entries.
    #[must_use]
    pub fn new(value: &'static str, is_hidden: bool) -> Self {
        Self { value, entries: HashMap::new(), is_hidden }
    }

    /// Puts an entry in; an earlier one of this key is replaced.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: String) -> Self {
        self.entries.insert(key.to_owned(), value);
        self
    }

    /// Puts an entry in whose key starts with a prefix. A name that has the prefix already, as services hand them out, does not get it twice.
    #[must_use]
    pub fn with_prefixed(mut self, prefix: &'static str, name: String, value: String) -> Self {
        let key = if name.starts_with(prefix) { name } else { format!("{prefix}{name}") };
        self.entries.insert(key, value);
        self
    }

    /// Gives the value of the enum.
    #[must_use]
    pub fn value(&self) -> &'static str {
        self.value
    }

    /// Gives the entries of the map.
    #[must_use]
    pub fn into_entries(self) -> HashMap<String, String> {
        self.entries
    }
}

impl Debug for Keys {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.value)?;
        f.write_str(" ")?;
        if self.is_hidden { Redacted.fmt(f) } else { self.entries.fmt(f) }
    }
}

/// Gives an entry as it is.
#[must_use]
#[inline]
pub fn text(map: Option<&HashMap<String, String>>, key: &str) -> Option<String> {
    map?.get(key).cloned()
}

/// Gives an entry that holds a JSON array in its text.
#[must_use]
#[inline]
pub fn array(map: Option<&HashMap<String, String>>, key: &str) -> JsonArray {
    text(map, key).map(JsonArray::read).unwrap_or_default()
}

/// Gives an entry that holds a JSON object in its text.
#[must_use]
#[inline]
pub fn object(map: Option<&HashMap<String, String>>, key: &str) -> JsonObject {
    text(map, key).map(JsonObject::read).unwrap_or_default()
}

/// Gives the entries but those of certain keys.
#[must_use]
pub fn rest<const N: usize>(
    map: Option<&HashMap<String, String>>,
    named: [&str; N],
) -> HashMap<String, String> {
    let entries = map.into_iter().flatten().filter(|(key, _)| !named.contains(&key.as_str()));
    entries.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The types with which the map of a request is made: one for each value of the enum, with the steps that lead to it.
///
/// ```
/// use tinsmith_runtime::keys::Keys;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct ChallengeAnswer(Keys);
///
/// tinsmith_runtime::answers! {
///     ChallengeAnswer(true)
///
///     /// An answer to `NEW_PASSWORD_REQUIRED`.
///     NewPasswordRequired = "NEW_PASSWORD_REQUIRED": new_password_required -> NewPasswordRequiredWithoutUsername {
///         secret_hash("SECRET_HASH"),
///         user_attribute("userAttributes." *),
///     } {
///         NewPasswordRequiredWithoutUsername:
///             username("USERNAME") -> NewPasswordRequiredWithoutNewPassword;
///         NewPasswordRequiredWithoutNewPassword: new_password("NEW_PASSWORD") -> NewPasswordRequired;
///     }
/// }
///
/// let answer = ChallengeAnswer::new_password_required().username("kim").new_password("secret");
/// let keys = ChallengeAnswer::from(answer.user_attribute("name", "Kim")).into_keys();
/// assert_eq!(keys.value(), "NEW_PASSWORD_REQUIRED");
/// assert_eq!(keys.into_entries()["userAttributes.name"], "Kim");
/// ```
///
/// `ChallengeAnswer::new_password_required().username(user).new_password(password)` makes a `NewPasswordRequired`, which becomes a `ChallengeAnswer` with `into`.
/// Behind the name stands whether `Debug` must not show what is in it; then, for each value, the function that begins it and the type that this gives;
/// in the first braces what can be added, in the second each step with its functions. Without `->`, a function gives the type that it is called on.
///
/// A function takes the value of its key, or with `=` puts in the one that stands there, or with `*` takes what goes behind the prefix and the value.
#[macro_export]
macro_rules! answers {
    ($answer:ident($hidden:literal) $(
        $(#[$docs:meta])*
        $value:ident = $text:literal: $begin:ident -> $first:ident {
            $($option:ident $option_key:tt $(-> $option_next:ident)?),* $(,)?
        } {
            $($step:ident: $($given:ident $given_key:tt -> $next:ident),+;)*
        }
    )*) => {
        impl $answer {
            #[inline]
            pub(crate) fn into_keys(self) -> $crate::keys::Keys {
                self.0
            }

            $(
                #[doc = concat!("Begins what goes with `", $text, "`; gives a [`", stringify!($value), "`] at the end.")]
                #[inline]
                pub fn $begin() -> $first {
                    $first($crate::keys::Keys::new($text, $hidden))
                }
            )*
        }

        $(
            $(#[$docs])*
            #[derive(Clone, Debug, PartialEq)]
            pub struct $value($crate::keys::Keys);

            impl $value {
                $($crate::answers!(@function $option $option_key $(-> $option_next)?);)*
            }

            impl ::std::convert::From<$value> for $answer {
                #[inline]
                fn from(value: $value) -> Self {
                    Self(value.0)
                }
            }

            $(
                #[doc(hidden)]
                #[must_use = "keys are missing"]
                pub struct $step($crate::keys::Keys);

                impl $step {
                    $($crate::answers!(@function $given $given_key -> $next);)+
                }
            )*
        )*
    };
    (@function $name:ident ($($key:tt)*)) => {
        $crate::answers!(@function $name ($($key)*) -> Self);
    };
    (@function $name:ident ($key:literal) -> $next:ident) => {
        #[doc = concat!("Sets `", $key, "`.")]
        pub fn $name(self, value: impl ::std::convert::Into<::std::string::String>) -> $next {
            $next(self.0.with($key, value.into()))
        }
    };
    (@function $name:ident ($key:literal = $value:literal) -> $next:ident) => {
        #[doc = concat!("Sets `", $key, "` to `", $value, "`.")]
        #[inline]
        pub fn $name(self) -> $next {
            $next(self.0.with($key, $value.into()))
        }
    };
    (@function $name:ident ($prefix:literal *) -> $next:ident) => {
        #[doc = concat!("Sets the key that is `", $prefix, "` with a name behind it.")]
        pub fn $name(
            self,
            name: impl ::std::convert::Into<::std::string::String>,
            value: impl ::std::convert::Into<::std::string::String>,
        ) -> $next {
            $next(self.0.with_prefixed($prefix, name.into(), value.into()))
        }
    };
}

/// How a type that says what is in the map of a response is read, and, with `hidden`, its `Debug`, which prints the variant alone.
///
/// ```ignore
/// tinsmith_runtime::questions! {
///     hidden Challenge from ChallengeParts {
///         challenge_name: ChallengeNameType,
///         challenge_parameters: HashMap<String, String>,
///         session: String,
///         authentication_result: AuthenticationResultType,
///     }
///     by challenge_name in challenge_parameters with [session] or Done(authentication_result);
///     SelectMfaType { session = session; choices: array "MFAS_CAN_CHOOSE" }
/// }
/// ```
///
/// In the first braces are the members of a response that are read, each an option of a reference; then which of them is the enum, which the map, which stand in the variant `Unknown` besides, and the variant for when there is no value of the enum but this member.
/// A row has a variant, called like that of the enum, the fields that are members, and those that are keys, with the function of this module that reads them.
#[macro_export]
macro_rules! questions {
    (hidden $question:ident from $parts:ident { $($members:tt)* }
        by $by:ident in $map:ident with [$($common:ident)*] $(or $done:ident($result:ident))?;
        $($variant:ident { $($fields:tt)* })*) => {
        $crate::questions! {
            $question from $parts { $($members)* }
            by $by in $map with [$($common)*] $(or $done($result))?;
            $($variant { $($fields)* })*
        }

        impl ::std::fmt::Debug for $question {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let name = match self {
                    $(Self::$variant { .. } => ::std::stringify!($variant),)*
                    $(Self::$done(result) => {
                        return f.debug_tuple(::std::stringify!($done)).field(result).finish();
                    })?
                    Self::Unknown { .. } => "Unknown",
                };
                f.debug_tuple(name).field(&$crate::fmt::Redacted).finish()
            }
        }
    };
    ($question:ident from $parts:ident { $by_again:ident: $enum:ident, $($member:ident: $type:ty),* $(,)? }
        by $by:ident in $map:ident with [$($common:ident)*] $(or $done:ident($result:ident))?;
        $($variant:ident {
            $($field:ident = $of:ident),* ; $($read:ident: $how:ident $key:tt),*
        })*) => {
        /// The members of a response that are read.
        pub(crate) struct $parts<'r> {
            pub(crate) $by_again: ::std::option::Option<&'r $enum>,
            $(pub(crate) $member: ::std::option::Option<&'r $type>,)*
        }

        impl $parts<'_> {
            #[inline]
            pub(crate) fn read(self) -> $question {
                match self.$by {
                    $(::std::option::Option::Some($enum::$variant) => $question::$variant {
                        $($field: self.$of.cloned(),)*
                        $($read: $crate::keys::$how(self.$map, $key),)*
                    },)*
                    value => {
                        $(if value.is_none() && let ::std::option::Option::Some(result) = self.$result {
                            return $question::$done(result.clone());
                        })?
                        $question::Unknown {
                            $by: value.cloned(),
                            $($common: self.$common.cloned(),)*
                            $map: self.$map.cloned().unwrap_or_default(),
                        }
                    }
                }
            }
        }
    };
}
