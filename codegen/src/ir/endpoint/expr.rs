//! Values of endpoint functions.

use crate::naming::RustIdent;

/// A local variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: RustIdent,
    /// Tells variables of one name apart: the same number, the same value.
    pub id: usize,
    /// What it holds.
    pub holds: Holds,
}

/// What a value is, as far as it matters to those who borrow or take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Something that is borrowed, or as cheap to copy.
    Borrowed,
    /// A `String`.
    Text,
    /// A `Vec` of strings.
    List,
    /// The parts of an ARN, some of them in a `Vec`.
    Arn,
    /// The same, borrowed.
    LentArn,
}

/// A parameter, as `EndpointParams` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A field: `region`.
    Field(&'static str),
    /// A boolean of the service.
    Flag(String),
    /// A string of the service.
    Text(String),
    /// A list of strings of the service.
    Texts(String),
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A string.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// A list of strings.
    Texts(Vec<String>),
    /// A string with values in it.
    Format(Vec<Part>),
    /// A local variable.
    Variable(Variable),
    /// A parameter; an `Option`, but for the booleans among the fields.
    Setting(Setting),
    /// A parameter that ends the function when it is not set.
    Required(Setting),
    /// A field of a structure.
    Field(Box<Expr>, &'static str),
    /// An element of a list.
    Item(Box<Expr>, i64),
    /// The first characters of a text, or the last ones.
    Substring {
        /// The text.
        text: Box<Expr>,
        /// The position of the first character, from 0.
        start: u64,
        /// The position behind the last one.
        end: u64,
        /// Whether positions count from the end.
        is_from_end: bool,
    },
    /// The parts of a text.
    Split {
        /// The text.
        text: Box<Expr>,
        /// What stands between parts.
        delimiter: Box<Expr>,
        /// The most parts there may be; 0 for any number.
        limit: u64,
    },
    /// A function of the runtime that takes a string.
    Call(Function, Box<Expr>),
    /// Whether an `Option` holds something.
    IsSet(Box<Expr>),
    /// The opposite.
    Not(Box<Expr>),
    /// Whether two are the same.
    Equal(Box<Expr>, Box<Expr>),
    /// Whether one of several booleans is true.
    Any(Vec<Expr>),
    /// Whether a text is one of several.
    OneOf(Box<Expr>, Vec<String>),
    /// The first of two options that holds something.
    Or(Box<Expr>, Box<Expr>),
    /// What an option holds, or else the second.
    OrElse(Box<Expr>, Box<Expr>),
    /// `if … { … } else { … }`
    Either(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `Some(…)`
    Some(Box<Expr>),
}

/// A part of a formatted string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as it stands.
    Literal(String),
    /// A string.
    Value(Expr),
}

/// The functions of the runtime that take a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The partition of a region.
    Partition,
    /// The parts of an ARN, if it is one.
    ParseArn,
    /// The parts of a URL, if it is one.
    ParseUrl,
    /// A path with a slash at each end.
    NormalizedPath,
    /// Percent-encoding.
    UriEncode,
    /// Whether it is a label of a host name.
    IsHostLabel,
    /// Whether it is several of them.
    AreHostLabels,
    /// Whether it is a bucket that can be a label.
    IsVirtualHostableBucket,
    /// Whether it is a bucket that can be several labels.
    IsVirtualHostableBucketWithDots,
}

impl Function {
    /// The name of the function in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partition => "partition",
            Self::ParseArn => "parse_arn",
            Self::ParseUrl => "parse_url",
            Self::NormalizedPath => "normalized_path",
            Self::UriEncode => "uri_encode",
            Self::IsHostLabel => "is_host_label",
            Self::AreHostLabels => "are_host_labels",
            Self::IsVirtualHostableBucket => "is_virtual_hostable_bucket",
            Self::IsVirtualHostableBucketWithDots => "is_virtual_hostable_bucket_with_dots",
        }
    }
}

impl Expr {
    /// Whether it is a `String` or a `Vec`, where others are borrowed.
    pub fn is_owned(&self) -> bool {
        matches!(self.holds(), Holds::Text | Holds::List)
    }

    /// What it is, or what is in the `Option` that it is.
    ///
    /// One of several texts or lists is borrowed: those that have no owner get a variable.
    pub fn holds(&self) -> Holds {
        match self {
            Self::Format(_) | Self::Call(Function::UriEncode | Function::NormalizedPath, _) => {
                Holds::Text
            }
            Self::Split { .. } => Holds::List,
            Self::Call(Function::ParseArn, _) => Holds::Arn,
            Self::Variable(variable) => variable.holds,
            Self::OrElse(one, _) | Self::Or(one, _) | Self::Either(_, one, _) => {
                match one.holds() {
                    Holds::Arn | Holds::LentArn => Holds::Arn,
                    Holds::Borrowed | Holds::Text | Holds::List => Holds::Borrowed,
                }
            }
            Self::Some(inner) => inner.holds(),
            _ => Holds::Borrowed,
        }
    }

    /// Whether it is an `Option`.
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Setting(Setting::Field(name)) => !matches!(*name, "use_fips" | "use_dual_stack"),
            Self::Setting(_)
            | Self::Item(..)
            | Self::Substring { .. }
            | Self::Or(..)
            | Self::Some(_) => true,
            Self::Call(function, _) => {
                matches!(function, Function::ParseArn | Function::ParseUrl)
            }
            Self::Either(_, one, _) => one.is_optional(),
            _ => false,
        }
    }

    /// The values that this one is made of.
    pub fn inner(&self) -> Vec<&Self> {
        match self {
            Self::Text(_)
            | Self::Bool(_)
            | Self::Texts(_)
            | Self::Variable(_)
            | Self::Setting(_)
            | Self::Required(_) => Vec::new(),
            Self::Format(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    Part::Literal(_) => None,
                    Part::Value(value) => Some(value),
                })
                .collect(),
            Self::Any(facts) => facts.iter().collect(),
            Self::Field(inner, _)
            | Self::Item(inner, _)
            | Self::OneOf(inner, _)
            | Self::Substring { text: inner, .. }
            | Self::Call(_, inner)
            | Self::IsSet(inner)
            | Self::Not(inner)
            | Self::Some(inner) => vec![inner],
            Self::Equal(one, other)
            | Self::Or(one, other)
            | Self::OrElse(one, other)
            | Self::Split { text: one, delimiter: other, .. } => vec![one, other],
            Self::Either(condition, one, other) => vec![condition, one, other],
        }
    }

    /// Whether a variable stands in it.
    pub fn mentions(&self, id: usize) -> bool {
        matches!(self, Self::Variable(variable) if variable.id == id)
            || self.inner().into_iter().any(|inner| inner.mentions(id))
    }
}
