//! One way through endpoint rules.
//!
//! What nobody knows has a name, such as `{Bucket}` or `{parse_arn(Bucket).region}`: what has the same name in both versions is the same.
//! A decision that depends on it is a question, which ends the run; the next one takes an answer for granted.

use std::collections::BTreeMap;

use tinsmith_codegen::stages::ir::endpoint::{
    AuthScheme, Block, Condition, Endpoint, Endpoints, Expr, Function, Outcome, ParamValue, Part,
    Rules, Setting, Step, Value as Property,
};
use tinsmith_codegen::stages::partitions::Partitions;

use super::assumed::{Assumed, Question};
use super::end::{End, of_any_region};
use super::value::{Value, fact, inside, is_host_label, item, named, of_request, text};
use super::{Side, Source};

/// Where a client is.
#[derive(Clone, Copy)]
pub(super) struct Place<'r> {
    pub(super) region: &'r str,
    /// Whether rules name the region, so that it stands for itself alone.
    pub(super) is_named: bool,
    pub(super) partitions: &'r Partitions,
}

/// Follows the rules of a version to their end, or to a question.
pub(super) fn run(side: &Side<'_>, place: Place<'_>, assumed: &Assumed) -> Result<End, Question> {
    let mut run = Run { side, place, assumed, variables: BTreeMap::new() };
    let end = match side.endpoints {
        Endpoints::Rules(rules) => run.rules(rules),
        Endpoints::Regional(prefix) => run.regional(prefix),
    };
    match end {
        Ok(end) => Ok(end),
        Err(Stop::Missing) => Ok(End::Refused),
        Err(Stop::Asks(question)) => Err(question),
    }
}

/// Why a run does not go on.
enum Stop {
    Asks(Question),
    /// A parameter that has to be there is not.
    Missing,
}

struct Run<'r> {
    side: &'r Side<'r>,
    place: Place<'r>,
    assumed: &'r Assumed,
    variables: BTreeMap<usize, Value<'r>>,
}

impl<'r> Run<'r> {
    fn rules(&mut self, rules: &'r Rules) -> Result<End, Stop> {
        let end = self.block(rules, &rules.body)?;
        // The end of all rules.
        Ok(end.unwrap_or(End::Refused))
    }

    /// What the runtime does where a model has no rules (`endpoint::regional`).
    fn regional(&self, prefix: &str) -> Result<End, Stop> {
        let field = |name| self.setting(&Setting::Field(name));
        let url = self.present(field("endpoint_url")?)?;
        let fips = self.flag(field("use_fips")?)?;
        let dual_stack = self.flag(field("use_dual_stack")?)?;
        let partition = self.place.partitions.of(self.place.region);
        if let Some(url) = url {
            let is_refused = fips || dual_stack;
            return Ok(if is_refused { End::Refused } else { self.end(url, &[], &[])? });
        }
        if fips && !partition.supports_fips || dual_stack && !partition.supports_dual_stack {
            return Ok(End::Refused);
        }
        let fips = if fips { "-fips" } else { "" };
        let suffix =
            if dual_stack { &partition.dual_stack_dns_suffix } else { &partition.dns_suffix };
        let url = format!("https://{prefix}{fips}.{}.{suffix}", self.place.region);
        self.end(Value::Text(url), &[], &[])
    }

    /// The end that a block comes to; none where what follows it goes on.
    fn block(&mut self, rules: &'r Rules, block: &'r Block) -> Result<Option<End>, Stop> {
        for step in &block.steps {
            let end = match step {
                Step::Let(variable, value) => {
                    let value = self.value(value)?;
                    self.variables.insert(variable.id, value);
                    None
                }
                Step::Demand(value) => {
                    self.value(value)?;
                    None
                }
                Step::LetElse(variable, value, otherwise) => {
                    let value = self.value(value)?;
                    match self.present(value)? {
                        Some(value) => {
                            self.variables.insert(variable.id, value);
                            None
                        }
                        None => self.block(rules, otherwise)?,
                    }
                }
                Step::If(conditions, body) => match self.all(conditions)? {
                    true => self.block(rules, body)?,
                    false => None,
                },
                Step::Either(conditions, body, other) => {
                    let body = if self.all(conditions)? { body } else { other };
                    self.block(rules, body)?
                }
            };
            if end.is_some() {
                return Ok(end);
            }
        }
        match &block.end {
            None => Ok(None),
            Some(Outcome::Error(_) | Outcome::NoRule) => Ok(Some(End::Refused)),
            Some(Outcome::Endpoint(endpoint)) => self.endpoint(endpoint).map(Some),
            Some(Outcome::Call(call)) => {
                // What a function is given has the same number there.
                match rules.shared.iter().find(|shared| shared.name == call.name) {
                    Some(called) => self.block(rules, &called.body),
                    None => Ok(Some(End::Refused)),
                }
            }
        }
    }

    fn all(&mut self, conditions: &'r [Condition]) -> Result<bool, Stop> {
        for condition in conditions {
            let holds = match condition {
                Condition::Holds(fact) => {
                    let fact = self.value(fact)?;
                    self.flag(fact)?
                }
                Condition::Bind(variable, value) => {
                    let value = self.value(value)?;
                    let value = self.present(value)?;
                    let is_there = value.is_some();
                    self.variables.extend(value.map(|value| (variable.id, value)));
                    is_there
                }
            };
            if !holds {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn endpoint(&self, endpoint: &'r Endpoint) -> Result<End, Stop> {
        let url = self.value(&endpoint.url)?;
        self.end(url, &endpoint.auth_schemes, &endpoint.headers)
    }

    fn end(
        &self,
        url: Value<'r>,
        schemes: &'r [AuthScheme],
        headers: &'r [(String, Expr)],
    ) -> Result<End, Stop> {
        let mut rest = Vec::new();
        for scheme in schemes {
            let name = text(&self.value(&scheme.name)?);
            let (mut region, mut signed) = (self.place.region.to_owned(), String::new());
            let mut others = Vec::new();
            for (key, value) in &scheme.settings {
                let value = self.property(value)?;
                match key.as_str() {
                    "signingRegion" => region = value,
                    "signingName" if Some(value.as_str()) == self.side.signing_name => {}
                    "signingName" => signed = value,
                    _ => others.push(format!("{key}={value}")),
                }
            }
            rest.push(format!("{name} {region} {signed} {}", others.join(" ")));
        }
        // As clients sign that are not told anything.
        if rest.is_empty() {
            rest.push(format!("sigv4 {}  ", self.place.region));
        }
        for (name, value) in headers {
            rest.push(format!("{name}: {}", text(&self.value(value)?)));
        }
        let url = text(&url);
        let Place { region, is_named, partitions } = self.place;
        let shown = if is_named { url.clone() } else { of_any_region(&url, region, partitions) };
        Ok(End::Endpoint { url, rest: rest.join("; "), shown })
    }

    fn property(&self, property: &'r Property) -> Result<String, Stop> {
        Ok(match property {
            Property::Expr(value) => text(&self.value(value)?),
            Property::Number(number) => number.to_string(),
            Property::List(values) => {
                let values: Result<Vec<_>, _> = values.iter().map(|it| self.property(it)).collect();
                format!("[{}]", values?.join(", "))
            }
            Property::Object(members) => {
                let members: Result<Vec<_>, Stop> = members
                    .iter()
                    .map(|(name, value)| Ok(format!("{name}={}", self.property(value)?)))
                    .collect();
                format!("({})", members?.join(", "))
            }
        })
    }

    fn value(&self, expr: &'r Expr) -> Result<Value<'r>, Stop> {
        let found = match expr {
            Expr::Text(text) => Value::Text(text.clone()),
            Expr::Bool(value) => Value::Flag(*value),
            Expr::Texts(texts) => Value::Texts(texts.clone()),
            Expr::Variable(variable) => {
                let name = || Value::Named(named(variable.name.as_str()));
                self.variables.get(&variable.id).cloned().unwrap_or_else(name)
            }
            Expr::Setting(setting) => self.setting(setting)?,
            Expr::Required(setting) => {
                let value = self.setting(setting)?;
                self.present(value)?.ok_or(Stop::Missing)?
            }
            Expr::Some(value) => self.value(value)?,
            Expr::Format(parts) => self.format(parts)?,
            Expr::Field(of, field) => match self.value(of)? {
                Value::Partition(partition) => fact(partition, field),
                other => Value::Named(named(&format!("{}.{field}", inside(&other)))),
            },
            Expr::Item(of, index) => match self.value(of)? {
                Value::Texts(texts) => item(&texts, *index),
                other => Value::Perhaps(named(&format!("{}[{index}]", inside(&other)))),
            },
            Expr::Substring { text, start, end, is_from_end } => {
                let text = inside(&self.value(text)?);
                let from = if *is_from_end { "end" } else { "start" };
                Value::Perhaps(named(&format!("{text}[{start}..{end} from the {from}]")))
            }
            Expr::Split { text, delimiter, limit } => {
                let (text, delimiter) = (self.value(text)?, self.value(delimiter)?);
                let (text, delimiter) = (inside(&text), inside(&delimiter));
                Value::Named(named(&format!("split({text}, {delimiter}, {limit})")))
            }
            Expr::Call(function, argument) => self.call(*function, self.value(argument)?),
            Expr::IsSet(value) => {
                let value = self.value(value)?;
                Value::Flag(self.present(value)?.is_some())
            }
            Expr::Not(value) => {
                let value = self.value(value)?;
                Value::Flag(!self.flag(value)?)
            }
            Expr::Equal(one, other) => {
                let (one, other) = (self.value(one)?, self.value(other)?);
                Value::Flag(self.equal(one, other)?)
            }
            Expr::Any(facts) => {
                let mut holds = false;
                for fact in facts {
                    let fact = self.value(fact)?;
                    holds = holds || self.flag(fact)?;
                }
                Value::Flag(holds)
            }
            Expr::OneOf(text, texts) => {
                let value = self.value(text)?;
                let mut holds = false;
                for text in texts {
                    holds = holds || self.equal(value.clone(), Value::Text(text.clone()))?;
                }
                Value::Flag(holds)
            }
            Expr::Or(one, other) | Expr::OrElse(one, other) => {
                let one = self.value(one)?;
                match self.present(one)? {
                    Some(one) => one,
                    None => self.value(other)?,
                }
            }
            Expr::Either(condition, one, other) => {
                let condition = self.value(condition)?;
                self.value(if self.flag(condition)? { one } else { other })?
            }
        };
        Ok(found)
    }

    fn format(&self, parts: &'r [Part]) -> Result<Value<'r>, Stop> {
        let mut whole = String::new();
        let mut is_known = true;
        for part in parts {
            match part {
                Part::Literal(literal) => whole.push_str(literal),
                Part::Value(value) => {
                    let value = self.settled(self.value(value)?);
                    is_known &= matches!(value, Value::Text(_));
                    whole.push_str(&text(&value));
                }
            }
        }
        Ok(if is_known { Value::Text(whole) } else { Value::Named(whole) })
    }

    fn call(&self, function: Function, argument: Value<'r>) -> Value<'r> {
        let argument = self.settled(argument);
        let name = || named(&format!("{}({})", function.name(), inside(&argument)));
        match (function, &argument) {
            (Function::Partition, Value::Text(region)) => {
                Value::Partition(self.place.partitions.of(region))
            }
            (Function::IsHostLabel, Value::Text(text)) => Value::Flag(is_host_label(text)),
            (Function::AreHostLabels, Value::Text(text)) => {
                Value::Flag(text.split('.').all(is_host_label))
            }
            (Function::ParseArn | Function::ParseUrl, _) => Value::Perhaps(name()),
            _ => Value::Named(name()),
        }
    }

    fn setting(&self, setting: &Setting) -> Result<Value<'r>, Stop> {
        let name = match setting {
            Setting::Field("region") => return Ok(Value::Text(self.place.region.to_owned())),
            // Neither is given where no rule can ask for it.
            Setting::Field("account_id" | "account_id_endpoint_mode")
                if !self.side.asks_for_account_id =>
            {
                return Ok(Value::Unset);
            }
            Setting::Field(name @ ("account_id" | "endpoint_url")) => {
                return Ok(Value::Perhaps(named(name)));
            }
            Setting::Field(name) => return Ok(Value::Named(named(name))),
            Setting::Flag(name) | Setting::Text(name) | Setting::Texts(name) => name,
        };
        for source in self.side.sources.get(name).into_iter().flatten() {
            let value = match source {
                Source::Fixed(ParamValue::Flag(value)) => Value::Flag(*value),
                Source::Fixed(ParamValue::Text(text)) => Value::Text(text.clone()),
                Source::Fixed(ParamValue::Texts(texts)) => Value::Texts(texts.clone()),
                Source::Request { name, is_always: true } => Value::Named(of_request(name)),
                Source::Request { name, is_always: false } => Value::Perhaps(of_request(name)),
                Source::Client(name) => Value::Perhaps(named(name)),
            };
            if let Some(value) = self.present(value)? {
                return Ok(value);
            }
        }
        Ok(Value::Unset)
    }

    /// What the answers so far say of a value.
    fn settled(&self, value: Value<'r>) -> Value<'r> {
        match value {
            Value::Perhaps(name) => {
                match self.assumed.answers.get(&Question::IsSet(name.clone())) {
                    Some(true) => self.settled(Value::Named(name)),
                    Some(false) => Value::Unset,
                    None => Value::Perhaps(name),
                }
            }
            Value::Named(name) => match self.assumed.texts.get(&name) {
                Some(text) => Value::Text(text.clone()),
                None => Value::Named(name),
            },
            other => other,
        }
    }

    fn present(&self, value: Value<'r>) -> Result<Option<Value<'r>>, Stop> {
        match self.settled(value) {
            Value::Unset => Ok(None),
            Value::Perhaps(name) => Err(Stop::Asks(Question::IsSet(name))),
            other => Ok(Some(other)),
        }
    }

    fn flag(&self, value: Value<'r>) -> Result<bool, Stop> {
        match self.present(value)? {
            None => Ok(false),
            Some(Value::Flag(value)) => Ok(value),
            Some(other) => self.answer(Question::Holds(text(&other))),
        }
    }

    fn equal(&self, one: Value<'r>, other: Value<'r>) -> Result<bool, Stop> {
        Ok(match (self.present(one)?, self.present(other)?) {
            (None, None) => true,
            (None, _) | (_, None) => false,
            (Some(Value::Flag(flag)), Some(value)) | (Some(value), Some(Value::Flag(flag))) => {
                self.flag(value)? == flag
            }
            (Some(one), Some(other)) => match (&one, &other) {
                (Value::Text(one), Value::Text(other)) => one == other,
                _ if text(&one) == text(&other) => true,
                (Value::Text(_), _) => self.answer(Question::Is(text(&other), text(&one)))?,
                _ => self.answer(Question::Is(text(&one), text(&other)))?,
            },
        })
    }

    fn answer(&self, question: Question) -> Result<bool, Stop> {
        self.assumed.answers.get(&question).copied().ok_or(Stop::Asks(question))
    }
}
