//! The types of a generated crate with serde: the feature `serde`.
//!
//! Nothing is generated for it. The macros that implement how a type is written to the wire and read from it implement `Serialize` and `Deserialize` too, on two bridges: from the official serializer trait to a serializer of serde, and from a document of serde to the official deserializer trait.
//!
//! * A structure is a map of its members' names in the model; what is not set is left out, and what is not known is skipped. A union is a map of one entry, an enum its value.
//! * A timestamp is what its format says, seconds where the model says nothing. Seconds that no `f64` holds to the nanosecond are text. RFC 3339 is read everywhere.
//! * A blob is base64 in a format for people, bytes in another. A number that no type of serde holds is text, as are NaN and the infinities.
//! * A structure without a required member is refused, unless the model has a default for it: nothing is made up here, as it is for an answer of the service.
//! * The data of an error or a response that is no member, such as the request id, is not part of it.
//!
//! **Values that the model calls sensitive are written in full**, since what is written is to be read again. [`WithoutSecrets`] hides them, for a log.

mod content;
mod macros;
mod read;
mod write;

#[doc(hidden)]
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use serde_core::de::Error;

use self::content::Content;
use self::read::Reader;
use crate::fmt::REDACTED;
use crate::wire::{ReadValue, WriteValue, prelude};

pub(crate) use self::read::is_end;

/// A type of a generated crate; implemented with its table.
#[doc(hidden)]
pub trait Value: ReadValue + WriteValue {
    /// Whether the type itself is sensitive, and not only a member of this type.
    const SENSITIVE: bool = false;
}

/// Gives a value to a serializer, for the macros.
///
/// # Errors
/// If the serializer refuses it, or an unknown variant of a union is in it.
#[doc(hidden)]
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    write::whole(value, serializer, false)
}

/// Takes a value from a deserializer, for the macros.
///
/// # Errors
/// If the document does not have the form of the type, or lacks a required member; the error names its place, and quotes nothing of it.
#[doc(hidden)]
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let content = Content::deserialize(deserializer)?;
    T::read(&mut Reader::new(&content), &prelude::DOCUMENT).map_err(D::Error::custom)
}

/// Serializes a value with a fixed text in place of everything that the model calls sensitive.
///
/// What is written cannot be read again.
///
/// ```ignore
/// let logged = serde_json::to_string(&WithoutSecrets(&request))?;
/// ```
#[derive(Clone, Copy)]
pub struct WithoutSecrets<'v, T>(pub &'v T);

impl<T: std::fmt::Debug> std::fmt::Debug for WithoutSecrets<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Value> Serialize for WithoutSecrets<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if T::SENSITIVE {
            return serializer.serialize_str(REDACTED);
        }
        write::whole(self.0, serializer, true)
    }
}
