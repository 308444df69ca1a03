//! What gets a definition: structures, unions and enums.

use crate::naming::RustIdent;
use crate::text::DocBlock;

use super::Folder;
use super::constraint::Check;
use super::keys::{Answered, Asked};
use super::ty::{RustType, TypeRef};
use super::wire::{StructSchema, Target};

/// One definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A structure: data, input, output or error.
    Struct(Struct),
    /// A union.
    Union(Union),
    /// An enum of strings or integers.
    Enum(Enum),
}

impl Item {
    /// How other code refers to the item.
    pub fn type_ref(&self) -> &TypeRef {
        match self {
            Self::Struct(item) => &item.ty,
            Self::Union(item) => &item.ty,
            Self::Enum(item) => &item.ty,
        }
    }
}

impl Item {
    /// The types of the members; an enum has none.
    pub fn member_types(&self) -> Vec<&RustType> {
        match self {
            Self::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
            Self::Union(item) => {
                item.variants.iter().filter_map(|variant| variant.ty.as_ref()).collect()
            }
            Self::Enum(_) => Vec::new(),
        }
    }

    /// Whether the item has a file below `wire`: what belongs to an operation is in the operation's,
    /// enums are written and read as their values, and of an error that is nothing but a message the metadata has all.
    pub fn has_wire_file(&self) -> bool {
        match self {
            _ if self.type_ref().place.folder == Folder::Operation => false,
            Self::Struct(item) => !item.error.as_ref().is_some_and(|facts| facts.message_only),
            Self::Union(_) => true,
            Self::Enum(_) => false,
        }
    }
}

/// What a structure and a union have in common besides their members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    /// Print nothing of the value at all.
    pub hidden: bool,
    /// The structure can be sent: its table has the mode `write`.
    pub written: bool,
    /// The structure can be received: its table has the mode `read`.
    pub read: bool,
    /// Implement `Validate`.
    pub validated: bool,
}

/// A structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Name and file.
    pub ty: TypeRef,
    /// Documentation.
    pub docs: DocBlock,
    /// Fields, in model order.
    pub fields: Vec<Field>,
    /// Derives and implementations.
    pub traits: Traits,
    /// How a value is made.
    pub constructor: Constructor,
    /// Whether the structure is an output, which keeps the request id.
    pub keeps_request_id: bool,
    /// Whether it is one that keeps an extended request id too.
    pub keeps_extended_request_id: bool,
    /// What makes it an error.
    pub error: Option<ErrorFacts>,
    /// Where it has a map whose keys depend on an enum, if it is sent.
    pub answered: Option<Box<Answered>>,
    /// The same, if it is received.
    pub asked: Option<Box<Asked>>,
    /// The shape, for codecs.
    pub schema: StructSchema,
}

/// The field of an error with what its envelope says of it.
const METADATA: &str = "meta";
/// The field of a response with the id of its request.
const REQUEST_ID: &str = "request_id";

impl Struct {
    /// Whether `Debug` is written out because something must not be printed.
    pub fn hides_something(&self) -> bool {
        self.traits.hidden || self.fields.iter().any(|field| field.hidden)
    }

    /// The fields that are given when a value is made, in order.
    pub fn arguments(&self) -> Vec<&Field> {
        self.steps().iter().filter_map(|step| self.fields.get(step.field)).collect()
    }

    /// The expression that makes a value, of the values that have to be given.
    pub fn made_of(&self, value: impl Fn(&Field) -> String) -> String {
        let name = self.ty.name.written();
        let steps = self.arguments().into_iter().enumerate().map(|(at, field)| {
            let between = if at == 0 { "::" } else { "." };
            format!("{between}{}({})", field.name.written(), value(field))
        });
        match self.constructor {
            Constructor::New => name + "::new()",
            Constructor::Steps(_) => name + &steps.collect::<String>(),
        }
    }

    /// Whether a field starts with a value of the model's, not absent.
    pub fn has_values_of_its_own(&self) -> bool {
        self.fields.iter().any(|field| field.own_value().is_some())
    }

    /// The steps that make a value; none where `new` does.
    pub fn steps(&self) -> &[Step] {
        match &self.constructor {
            Constructor::New => &[],
            Constructor::Steps(steps) => steps,
        }
    }

    /// The field that is no member: the metadata of an error, or the request id of a response.
    ///
    /// `Debug` shows it by this name; it has an underscore only where a member has the name without one.
    pub fn private_field(&self) -> Option<&'static str> {
        let (name, beside_a_member) = if self.error.is_some() {
            (METADATA, "_meta")
        } else if self.keeps_request_id {
            (REQUEST_ID, "_request_id")
        } else {
            return None;
        };
        let is_taken = self.fields.iter().any(|field| field.name.as_str() == name);
        Some(if is_taken { beside_a_member } else { name })
    }

    /// The private field, where it is not the one that the runtime's macros expect.
    pub fn unusual_private_field(&self) -> Option<&'static str> {
        self.private_field().filter(|name| ![METADATA, REQUEST_ID].contains(name))
    }

    /// Whether an error is nothing but a message that may be shown, as most are.
    pub fn is_shown_message(&self) -> bool {
        self.error
            .as_ref()
            .is_some_and(|facts| facts.message_only && facts.shows_message && facts.retry.is_none())
            && matches!(self.fields.as_slice(), [field] if field.name.as_str() == "message")
    }

    /// Whether an output is a whole response and never part of one: what lives with its operation is nobody else's member.
    pub fn is_response_alone(&self) -> bool {
        self.keeps_request_id && self.ty.place.folder == Folder::Operation
    }

    /// Whether the metadata of an error makes a value of it: nothing but the message is required.
    pub fn is_made_from_metadata(&self) -> bool {
        self.error.as_ref().is_some_and(|facts| {
            let mut fields = self.fields.iter().enumerate();
            fields.all(|(at, field)| facts.message == Some(at) || field.is_set_later())
        })
    }

    /// Whether an error that was read begins as what its metadata makes of it: besides, nothing is filled in.
    pub fn is_read_from_metadata(&self) -> bool {
        self.error.as_ref().is_some_and(|facts| {
            let mut fields = self.fields.iter().enumerate();
            self.is_made_from_metadata()
                && fields.all(|(at, field)| facts.message == Some(at) || field.default.is_none())
        })
    }
}

/// How a structure is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constructor {
    /// `new()`, and `Default`: nothing has to be given.
    New,
    /// A step for each member that has to be given, in order; the last makes the structure.
    Steps(Vec<Step>),
}

/// One of the steps that make a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The field that it takes, and is called after: its position in [`Struct::fields`].
    pub field: usize,
    /// The type that has this step alone, and keeps what was given before; the first is a function of the structure itself.
    pub without: Option<RustIdent>,
}

/// What makes a structure an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorFacts {
    /// The names that the error goes by on the wire: the shape's, and the code of `aws.protocols#awsQueryError` if that is another.
    pub codes: Vec<String>,
    /// Position of the field with the message.
    pub message: Option<usize>,
    /// Whether the message may be displayed.
    pub shows_message: bool,
    /// Whether the error's metadata, which repeats its message, must not be printed.
    pub hides_metadata: bool,
    /// Whether the metadata is all there is to read: no member but the message.
    pub message_only: bool,
    /// Whether the error is a member of another shape too, where it comes without metadata.
    pub is_member: bool,
    /// `smithy.api#retryable`: whether the error is one of throttling, or a server's or client's.
    pub retry: Option<Retry>,
}

/// How the retry policy should see an error that the model marks retryable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// `throttling: true`
    Throttling,
    /// For any other reason, whoever's fault it is.
    Other,
}

/// A field of a structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Rust name of the field and its setter.
    pub name: RustIdent,
    /// Smithy name of the member.
    pub member: String,
    /// Documentation.
    pub docs: DocBlock,
    /// The type, without `Option`.
    pub ty: RustType,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// Whether the model requires the member although the field is an `Option`.
    pub required_but_optional: bool,
    /// Whether the value must not be printed.
    pub hidden: bool,
    /// What is checked before sending.
    pub checks: Vec<Check>,
    /// What a value that was read holds where the service left the member out.
    pub default: Option<Literal>,
    /// What the member holds, for codecs.
    pub schema: Target,
}

impl Field {
    /// The value that it starts with, where the model says one and it is not absent before it is set.
    pub fn own_value(&self) -> Option<&Literal> {
        self.default.as_ref().filter(|_| !self.optional)
    }

    /// Whether it may be left out when a value is made, and has a setter.
    pub fn is_set_later(&self) -> bool {
        self.optional || self.default.is_some()
    }
}

/// A value that the model writes out; the field's type says what it is a value of.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A boolean.
    Boolean(bool),
    /// A floating point number that is finite.
    Float(f64),
    /// One that is not, by its constant: `NAN`, `INFINITY`, `NEG_INFINITY`.
    SpecialFloat(&'static str),
    /// A whole number: of an integer, or an enum of integers.
    Whole(i64),
    /// A number of any size, in decimal digits.
    Digits(String),
    /// A string, or the value of an enum.
    Text(String),
    /// The bytes of a blob.
    Bytes(Vec<u8>),
    /// Whole seconds since the epoch, rounded down, and nanoseconds.
    Time(i64, u32),
    /// A list or map without content.
    Empty,
    /// A document, if it is one that a default can be.
    Document(DocumentLiteral),
}

/// A document that a model writes out as a default: one without content, if it is a list or a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentLiteral {
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it is written.
    Number(crate::smithy::Number),
    /// A string.
    Text(String),
    /// `[]`
    Array,
    /// `{}`
    Object,
}

/// A union: an enum in Rust, with an unknown variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Name and file.
    pub ty: TypeRef,
    /// Documentation.
    pub docs: DocBlock,
    /// Variants, in model order.
    pub variants: Vec<UnionVariant>,
    /// Derives and implementations.
    pub traits: Traits,
    /// The shape, for codecs.
    pub schema: StructSchema,
}

impl Union {
    /// Whether `Debug` is written out because something must not be printed.
    pub fn hides_something(&self) -> bool {
        self.traits.hidden || self.variants.iter().any(|variant| variant.hidden)
    }
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    /// Rust name.
    pub name: RustIdent,
    /// The function that gives what it holds, if it holds something.
    pub as_name: RustIdent,
    /// The function that says whether it is this one.
    pub is_name: RustIdent,
    /// Smithy name of the member.
    pub member: String,
    /// Documentation.
    pub docs: DocBlock,
    /// What the variant holds; `None` for a member that targets `smithy.api#Unit`.
    pub ty: Option<RustType>,
    /// Whether the value must not be printed.
    pub hidden: bool,
    /// What is checked before sending.
    pub checks: Vec<Check>,
    /// What the member holds, for codecs.
    pub schema: Target,
}

/// An open enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Name and file.
    pub ty: TypeRef,
    /// Documentation.
    pub docs: DocBlock,
    /// Variants, in model order.
    pub variants: Vec<EnumVariant>,
    /// Whether the value must not be printed.
    pub hidden: bool,
}

/// A variant of an open enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumVariant {
    /// Rust name.
    pub name: RustIdent,
    /// The value on the wire.
    pub value: EnumValue,
    /// Documentation.
    pub docs: DocBlock,
}

/// The value of an enum member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnumValue {
    /// Of an enum of strings.
    String(String),
    /// Of an enum of integers.
    Integer(i32),
}
