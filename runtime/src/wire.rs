//! What the glue between the types of a generated crate and the wire is made of.
//!
//! What the official deserializers promise, and this relies on:
//! * A `null` member of a structure is absent: the consumer does not see it. (A document member is the exception, since there `null` is a value.)
//! * An unknown member reaches the consumer with a schema that has no member index, or does not reach it at all (XML). `skip_value` is right for every codec.
//! * An element of a list or a map can be `null` even where the model does not allow it, and the typed reads refuse it; it is dropped here instead.

mod collection;
mod macros;
mod shape;
mod simple;
mod structure;
mod unreadable;
mod value;
mod walk;

pub use aws_smithy_schema::serde::{
    SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer,
};
pub use aws_smithy_schema::{Schema, ShapeId, ShapeType, prelude};

pub use self::collection::Key;
#[cfg(feature = "ec2-query")]
pub(crate) use self::shape::ec2_query_name;
pub use self::shape::{Fact, Shape, kind};
#[cfg(any(feature = "rpcv2-cbor", feature = "serde"))]
pub(crate) use self::simple::as_written;
pub use self::structure::{
    Unit, own_member, read_members, read_union, read_variant, read_what_can_be_read, read_whole,
    skip_variant, unknown_variant, write_members, write_variant,
};
pub(crate) use self::structure::{read_fields, requires_members};
pub use self::unreadable::Unreadable;
pub use self::value::{
    Absent, OpenDocument, ReadMember, ReadStruct, ReadValue, WithMembers, WriteMember, WriteValue,
};
