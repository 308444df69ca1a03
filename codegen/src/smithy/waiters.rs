//! What `smithy.waiters#waitable` says of an operation.
//!
//! In comes the value of the trait; out go its [`Waiter`]s, or what is wrong with one.
//! What a path leads to is not asked here; that is `resolve`'s, which knows the fields.

use super::Node;
use super::id::is_identifier;

/// Without a number in the trait (Smithy 2.0, "Waiters").
const MIN_DELAY: u32 = 2;
const MAX_DELAY: u32 = 120;

/// One waiter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter<'m> {
    /// What the model calls what is waited for.
    pub name: &'m str,
    /// The shortest delay between two calls, in seconds.
    pub min_delay: u32,
    /// The longest.
    pub max_delay: u32,
    /// What the answers say, in the order in which they are asked. None stands behind one that leaves no answer to it.
    pub acceptors: Vec<Acceptor<'m>>,
    /// Whether the trait says that it is deprecated.
    pub is_deprecated: bool,
}

/// What an answer says, if it is the one meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor<'m> {
    /// What it says.
    pub state: State,
    /// Which answer is meant.
    pub matcher: Matcher<'m>,
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// What is waited for has come about.
    Success,
    /// It will not come about.
    Failure,
    /// It has not come about yet.
    Retry,
}

/// Which answers are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher<'m> {
    /// Every response (`true`), or every error.
    Success(bool),
    /// The error of this name, without its namespace.
    Error(&'m str),
    /// Responses with something in them.
    Output(PathMatcher<'m>),
    /// The same, of request and response together.
    InputOutput(PathMatcher<'m>),
}

impl Matcher<'_> {
    /// Whether errors are meant, not responses.
    fn is_of_errors(&self) -> bool {
        matches!(self, Self::Success(false) | Self::Error(_))
    }
}

/// What is found at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathMatcher<'m> {
    /// A JMESPath expression.
    pub path: &'m str,
    /// How it is compared.
    pub comparator: Comparator,
    /// With what.
    pub expected: &'m str,
}

/// How what is found at a path is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `stringEquals`
    StringEquals,
    /// `booleanEquals`
    BooleanEquals,
    /// `allStringEquals`: a list with at least one element.
    AllStringEquals,
    /// `anyStringEquals`
    AnyStringEquals,
}

/// Reads the trait: each waiter with its name, or what is wrong with it.
pub fn read(value: &Node) -> Vec<(&str, Result<Waiter<'_>, String>)> {
    let entries = value.as_object().into_iter().flatten();
    entries.map(|(name, entry)| (name.as_str(), waiter(name, entry))).collect()
}

fn waiter<'m>(name: &'m str, entry: &'m Node) -> Result<Waiter<'m>, String> {
    if !is_identifier(name) {
        return Err(format!("expected an identifier as the name, found `{name}`"));
    }
    let min_delay = delay(entry, "minDelay")?.unwrap_or(MIN_DELAY);
    let max_delay = delay(entry, "maxDelay")?.unwrap_or(MAX_DELAY);
    if min_delay > max_delay {
        return Err(format!(
            "expected a `minDelay` of at most {max_delay}, the `maxDelay`, found {min_delay}"
        ));
    }
    let acceptors = entry.get("acceptors").and_then(Node::as_array).unwrap_or_default();
    let mut reached: Vec<Acceptor<'_>> = Vec::new();
    for acceptor in acceptors {
        let acceptor = self::acceptor(acceptor)?;
        let all = Matcher::Success(!acceptor.matcher.is_of_errors());
        if reached.iter().all(|earlier| earlier.matcher != all) {
            reached.push(acceptor);
        }
    }
    let acceptors = reached;
    if !acceptors.iter().any(|acceptor| acceptor.state == State::Success) {
        return Err("expected an acceptor of the state `success`, found none".to_owned());
    }
    let is_deprecated = entry.get("deprecated").and_then(Node::as_bool) == Some(true);
    Ok(Waiter { name, min_delay, max_delay, acceptors, is_deprecated })
}

/// A delay in seconds.
fn delay(entry: &Node, key: &str) -> Result<Option<u32>, String> {
    let Some(value) = entry.get(key) else { return Ok(None) };
    let number = match value {
        Node::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        _ => None,
    };
    match number {
        Some(number @ 1..) => Ok(Some(number)),
        _ => Err(format!("expected whole seconds, at least 1, as `{key}`")),
    }
}

fn acceptor(node: &Node) -> Result<Acceptor<'_>, String> {
    let state = match node.get("state").and_then(Node::as_str) {
        Some("success") => State::Success,
        Some("failure") => State::Failure,
        Some("retry") => State::Retry,
        _ => {
            return Err(
                "expected `success`, `failure` or `retry` as the `state` of an acceptor".to_owned()
            );
        }
    };
    let matcher = node.get("matcher").and_then(Node::as_object);
    let Some((kind, value)) =
        matcher.filter(|found| found.len() == 1).and_then(|found| found.first())
    else {
        return Err("expected an object with one member as the `matcher` of an acceptor".to_owned());
    };
    let matcher = match (kind.as_str(), value) {
        ("success", Node::Bool(value)) => Matcher::Success(*value),
        ("errorType", Node::String(name)) => {
            Matcher::Error(name.rsplit_once('#').map_or(name.as_str(), |(_, name)| name))
        }
        ("output", value) => Matcher::Output(path_matcher(value)?),
        ("inputOutput", value) => Matcher::InputOutput(path_matcher(value)?),
        ("success" | "errorType", value) => {
            return Err(format!(
                "expected another value of the matcher `{kind}` than {}",
                value.kind()
            ));
        }
        _ => {
            return Err(format!(
                "expected `success`, `errorType`, `output` or `inputOutput` in a `matcher`, found `{kind}`"
            ));
        }
    };
    Ok(Acceptor { state, matcher })
}

fn path_matcher(node: &Node) -> Result<PathMatcher<'_>, String> {
    let text = |key: &str| {
        let found = node.get(key).and_then(Node::as_str);
        found.ok_or_else(|| format!("expected a string as `{key}` of a matcher"))
    };
    let comparator = match text("comparator")? {
        "stringEquals" => Comparator::StringEquals,
        "booleanEquals" => Comparator::BooleanEquals,
        "allStringEquals" => Comparator::AllStringEquals,
        "anyStringEquals" => Comparator::AnyStringEquals,
        other => return Err(format!("expected a comparator of Smithy, found `{other}`")),
    };
    Ok(PathMatcher { path: text("path")?, comparator, expected: text("expected")? })
}
