//! What a JMESPath expression of a model reads, resolved against the shapes that it goes through.
//!
//! `resolve::path` makes it, `emit::path` prints it as accessors over borrowed data.
//! The expression is one of a value that may be null: an [`Expr`] says so, since Rust has an `Option` there.

use crate::naming::RustIdent;
use crate::smithy::ShapeId;

use super::ty::TypeRef;

/// An expression with the type of its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub node: Node,
    /// The type of its value.
    pub ty: Type,
    /// Whether there may be no value: null, in JMESPath.
    pub nullable: bool,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A boolean.
    Boolean,
    /// A number.
    Number(Number),
    /// A string.
    Text,
    /// An enum of strings, which is read as its value on the wire.
    Enum,
    /// A structure.
    Structure(ShapeId),
    /// A union.
    Union(ShapeId),
    /// A list with the type of its elements, and whether they may be null.
    List(Box<Type>, bool),
    /// A map with the types of its keys and values, and whether the latter may be null.
    Map(Box<Type>, Box<Type>, bool),
    /// Anything else: whether it is there is all that can be said of it. Holds the name of the kind.
    Opaque(&'static str),
}

/// The Rust type of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// `i8`
    Byte,
    /// `i16`
    Short,
    /// `i32`
    Integer,
    /// `i32`, of an enum of integers.
    IntEnum,
    /// `i64`
    Long,
    /// `usize`, of `length`.
    Length,
    /// `f32`
    Float,
    /// `f64`
    Double,
}

/// The parts of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// The request of the operation.
    Request,
    /// The response of the operation.
    Response,
    /// Both; `input` and `output` are its members.
    Both,
    /// The element that the innermost [`Node::Project`] or [`Node::Filter`] around it is at.
    Item {
        /// Whether it is what an expression made, and no reference to an element.
        by_value: bool,
    },
    /// A field of a structure.
    Field {
        /// What it is in.
        of: Box<Expr>,
        /// Its name.
        name: RustIdent,
        /// Whether the field is an `Option`.
        optional: bool,
        /// Whether its value is in a `Box`.
        boxed: bool,
    },
    /// A variant of a union.
    Variant {
        /// What it is in.
        of: Box<Expr>,
        /// The union.
        union: TypeRef,
        /// Its name.
        name: RustIdent,
    },
    /// The value of a map at a key.
    Entry {
        /// What it is in.
        of: Box<Expr>,
        /// The key.
        key: String,
    },
    /// An element of a list: counted from the start, or from the end where it is negative.
    Index {
        /// What it is in.
        of: Box<Expr>,
        /// Which one.
        index: i32,
    },
    /// A literal string.
    LiteralText(String),
    /// A literal whole number, of which an `f64` would lose digits.
    LiteralInteger(i64),
    /// Any other literal number.
    LiteralFloat(f64),
    /// A literal boolean.
    LiteralBoolean(bool),
    /// A number as one of the wider type that the expression has.
    Widened(Box<Expr>),
    /// Whether there is no value.
    IsNull(Box<Expr>),
    /// A comparison; null where one by size has a side without a value.
    Compare(Comparator, Box<Expr>, Box<Expr>),
    /// Whether both are true.
    And(Box<Expr>, Box<Expr>),
    /// Whether one of them is true.
    Or(Box<Expr>, Box<Expr>),
    /// The first value that is true: neither null nor an empty string.
    FirstOf(Box<Expr>, Box<Expr>),
    /// Whether it is not true.
    Not(Box<Expr>),
    /// How many elements, entries or characters there are.
    Length(Box<Expr>),
    /// Whether there are elements, entries or characters (`true`), or none (`false`); neither of something that is not there.
    HasItems(Box<Expr>, bool),
    /// Whether one of the elements is the value.
    AnyEquals {
        /// The list.
        list: Box<Expr>,
        /// What is compared of an element.
        each: Box<Expr>,
        /// What it is compared with.
        value: Box<Expr>,
    },
    /// Whether there are elements and all are the text: the list, and the text.
    AllEqual(Box<Expr>, String),
    /// What a text has: the method of `str`, the text, and what is looked for.
    TextTest(&'static str, Box<Expr>, Box<Expr>),
    /// The keys of a map.
    Keys(Box<Expr>),
    /// The values of a map.
    Values(Box<Expr>),
    /// A list of these.
    Several(Vec<Expr>),
    /// What an expression makes of each element; those of which it makes null are left out.
    Project {
        /// The list.
        list: Box<Expr>,
        /// What becomes of an element.
        each: Box<Expr>,
    },
    /// The elements for which an expression is true.
    Filter {
        /// The list.
        list: Box<Expr>,
        /// What is true of those that stay.
        keep: Box<Expr>,
    },
    /// The elements of the lists in a list.
    Flatten(Box<Expr>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparator {
    /// The comparator that is met where this one is not.
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// Whether the values are compared by size.
    pub fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}

impl Expr {
    /// Whether null is not a value of the model but stands for the error that a function has without its argument.
    pub fn fails(&self) -> bool {
        match &self.node {
            Node::Length(_) | Node::Keys(_) => self.nullable,
            Node::Widened(of) => of.fails(),
            _ => false,
        }
    }

    /// Whether there may be such an error anywhere in it.
    pub fn can_fail(&self) -> bool {
        let fails = match &self.node {
            Node::TextTest(_, of, _) | Node::AnyEquals { list: of, .. } | Node::HasItems(of, _) => {
                of.nullable
            }
            _ => self.fails(),
        };
        fails || self.parts().into_iter().any(Self::can_fail)
    }

    /// Whether it is written out.
    pub fn is_literal(&self) -> bool {
        matches!(
            self.node,
            Node::LiteralText(_)
                | Node::LiteralInteger(_)
                | Node::LiteralFloat(_)
                | Node::LiteralBoolean(_)
        )
    }

    /// Whether the request is read anywhere in it.
    pub fn reads_request(&self) -> bool {
        self.node == Node::Request || self.parts().into_iter().any(Self::reads_request)
    }

    /// Of how many expressions it is made, itself included.
    pub fn size(&self) -> usize {
        1 + self.parts().into_iter().map(Self::size).sum::<usize>()
    }

    /// The expressions that it is made of.
    fn parts(&self) -> Vec<&Self> {
        match &self.node {
            Node::Request
            | Node::Response
            | Node::Both
            | Node::Item { .. }
            | Node::LiteralText(_)
            | Node::LiteralInteger(_)
            | Node::LiteralFloat(_)
            | Node::LiteralBoolean(_) => Vec::new(),
            Node::Field { of, .. }
            | Node::Variant { of, .. }
            | Node::Entry { of, .. }
            | Node::Index { of, .. }
            | Node::Widened(of)
            | Node::IsNull(of)
            | Node::Not(of)
            | Node::Length(of)
            | Node::HasItems(of, _)
            | Node::AllEqual(of, _)
            | Node::Keys(of)
            | Node::Values(of)
            | Node::Flatten(of) => vec![of],
            Node::Compare(_, left, right)
            | Node::And(left, right)
            | Node::Or(left, right)
            | Node::FirstOf(left, right)
            | Node::TextTest(_, left, right)
            | Node::Project { list: left, each: right }
            | Node::Filter { list: left, keep: right } => vec![left, right],
            Node::AnyEquals { list, each, value } => vec![list, each, value],
            Node::Several(all) => all.iter().collect(),
        }
    }

    /// Whether the elements of this list are no references into it, but what an expression made of them.
    pub fn yields_values(&self) -> bool {
        match &self.node {
            Node::Several(_) | Node::Project { .. } => true,
            Node::Filter { list, .. } => list.yields_values(),
            Node::Flatten(list) => list.elements_yield_values(),
            _ => false,
        }
    }

    /// The same of the elements of the lists in this list.
    fn elements_yield_values(&self) -> bool {
        match &self.node {
            Node::Several(lists) => lists.iter().any(Self::yields_values),
            Node::Project { each, .. } => each.yields_values(),
            Node::Filter { list, .. } => list.elements_yield_values(),
            _ => false,
        }
    }
}
