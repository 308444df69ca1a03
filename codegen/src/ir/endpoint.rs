//! Where requests of the service go: a function in the making, and its tests.
//!
//! Names are Rust's, types have been checked, and nothing that cannot be reached is left.

mod expr;
mod test_case;

use crate::naming::RustIdent;

pub use self::expr::{Expr, Function, Holds, Part, Setting, Variable};
pub use self::test_case::{ParamValue, TestCase};

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
