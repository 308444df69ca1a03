//! Where requests of the service go: a function in the making, and its tests.
//!
//! Names are Rust's, types have been checked, and nothing that cannot be reached is left.

use crate::naming::RustIdent;

/// How the endpoint is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoints {
    /// One host per region, named after this prefix: the model has no rules.
    Regional(String),
    /// The model's rules.
    Rules(Box<Rules>),
}

/// A rule set as a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The function's body.
    pub body: Block,
    /// Functions that it calls, and that call each other: a later one is never the caller of an earlier one.
    pub shared: Vec<Shared>,
    /// The model's cases.
    pub tests: Vec<TestCase>,
}

/// A part of the rules that is reached in several ways, or lies deep: a function of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Its name.
    pub name: RustIdent,
    /// Whether it reads parameters of the rules.
    pub takes_params: bool,
    /// The variables that it is given. They have the numbers that they have where it is called.
    pub inputs: Vec<Input>,
    /// Its body.
    pub body: Block,
}

/// A variable that a function is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The variable, as it is within the function.
    pub variable: Variable,
    /// Its type.
    pub ty: InputType,
}

/// The type of a variable that a function is given: borrowed, or as cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputType {
    /// A string.
    Text,
    /// A boolean.
    Flag,
    /// A list of strings.
    Texts,
    /// A partition.
    Partition,
    /// The parts of an ARN.
    Arn,
    /// The parts of a URL.
    Url,
}

/// Steps that are taken in order, and what comes of them when none of them ends the function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The steps.
    pub steps: Vec<Step>,
    /// The end; `None` where what follows the enclosing `if` goes on.
    pub end: Option<Outcome>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `let variable = value;`
    Let(Variable, Expr),
    /// A value that is computed only because that ends the function when a parameter is missing.
    Demand(Expr),
    /// `let Some(variable) = value else { … };`, with an end in each way through the block.
    LetElse(Variable, Expr, Block),
    /// `if … && … { … }`
    If(Vec<Condition>, Block),
    /// `if … && … { … } else { … }`
    Either(Vec<Condition>, Block, Block),
}

/// An operand of `if`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A boolean.
    Holds(Expr),
    /// `let Some(variable) = value`
    Bind(Variable, Expr),
}

/// What ends the function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An endpoint.
    Endpoint(Box<Endpoint>),
    /// An error with this text.
    Error(Expr),
    /// What another function gives for these variables.
    Call(Call),
    /// The error that no rule fits.
    NoRule,
}

/// A call of a [`Shared`] part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The name of the function.
    pub name: RustIdent,
    /// Whether it reads parameters of the rules.
    pub takes_params: bool,
    /// What it is given.
    pub inputs: Vec<Variable>,
}

/// An endpoint and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The URL.
    pub url: Expr,
    /// Auth schemes.
    pub auth_schemes: Vec<AuthScheme>,
    /// Other properties.
    pub properties: Vec<(String, Value)>,
    /// Headers; one may stand more than once.
    pub headers: Vec<(String, Expr)>,
}

/// An auth scheme of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthScheme {
    /// Its name: `sigv4`.
    pub name: Expr,
    /// What it is told: `signingRegion`.
    pub settings: Vec<(String, Value)>,
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string or boolean.
    Expr(Expr),
    /// A whole number.
    Number(i64),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

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

impl Value {
    /// Goes through its values.
    pub fn each_expr(&self, visit: &mut impl FnMut(&Expr)) {
        match self {
            Self::Expr(expr) => visit(expr),
            Self::Number(_) => {}
            Self::List(values) => values.iter().for_each(|value| value.each_expr(visit)),
            Self::Object(members) => {
                members.iter().for_each(|(_, value)| value.each_expr(visit));
            }
        }
    }
}

impl Outcome {
    /// Goes through its values.
    pub fn each_expr(&self, visit: &mut impl FnMut(&Expr)) {
        match self {
            Self::Endpoint(endpoint) => {
                visit(&endpoint.url);
                endpoint.auth_schemes.iter().for_each(|scheme| visit(&scheme.name));
                let schemes = endpoint.auth_schemes.iter().flat_map(|scheme| &scheme.settings);
                for (_, value) in schemes.chain(&endpoint.properties) {
                    value.each_expr(visit);
                }
                endpoint.headers.iter().for_each(|(_, value)| visit(value));
            }
            Self::Error(text) => visit(text),
            Self::Call(call) => {
                for variable in &call.inputs {
                    visit(&Expr::Variable(variable.clone()));
                }
            }
            Self::NoRule => {}
        }
    }

    /// Whether a variable stands in it.
    pub fn mentions(&self, id: usize) -> bool {
        let mut found = false;
        self.each_expr(&mut |expr| found |= expr.mentions(id));
        found
    }
}

impl Condition {
    /// Whether a variable stands in it.
    pub fn mentions(&self, id: usize) -> bool {
        match self {
            Self::Holds(expr) | Self::Bind(_, expr) => expr.mentions(id),
        }
    }
}

impl Block {
    /// A block with nothing but an end.
    pub fn of(end: Outcome) -> Self {
        Self { steps: Vec::new(), end: Some(end) }
    }

    /// Whether a variable stands in it.
    pub fn mentions(&self, id: usize) -> bool {
        self.steps.iter().any(|step| step.mentions(id))
            || self.end.as_ref().is_some_and(|end| end.mentions(id))
    }
}

impl Step {
    /// Whether a variable stands in it.
    pub fn mentions(&self, id: usize) -> bool {
        match self {
            Self::Let(_, expr) | Self::Demand(expr) => expr.mentions(id),
            Self::LetElse(_, expr, block) => expr.mentions(id) || block.mentions(id),
            Self::If(conditions, block) => {
                conditions.iter().any(|condition| condition.mentions(id)) || block.mentions(id)
            }
            Self::Either(conditions, block, other) => {
                conditions.iter().any(|condition| condition.mentions(id))
                    || block.mentions(id)
                    || other.mentions(id)
            }
        }
    }
}

/// A case of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCase {
    /// The name of the test, made of its parameters.
    pub name: RustIdent,
    /// The parameters that are set.
    pub params: Vec<(Setting, ParamValue)>,
    /// What has to come of it; an error's text, or an endpoint.
    pub expected: Result<Endpoint, String>,
}

/// The value of a parameter of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// A boolean.
    Flag(bool),
    /// A string.
    Text(String),
    /// A list of strings.
    Texts(Vec<String>),
}
