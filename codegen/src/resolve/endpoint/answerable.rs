//! Whether a case of the model can come out as expected with the partitions that the runtime knows.
//!
//! A model is made with the partitions of its day, and its cases say what was true of them: that a partition has no dual stack, what its hosts end with.
//! A case is left out where the rules cannot give what it expects with the runtime's facts, and could with others. Any other case that fails is a fault, and stays.
//! Of the functions, `aws.partition` alone is evaluated; what depends on another one is taken to be possible.

use std::collections::BTreeMap;

use crate::ir::endpoint::{
    Block, Condition, Expr, Function, Outcome, ParamValue, Part, Setting, Shared, Step, TestCase,
};
use crate::partitions::{Partition, Partitions};

/// The partition whose facts are in the way of a case, if they are.
pub(super) fn in_the_way<'p>(
    case: &TestCase,
    body: &Block,
    shared: &[Shared],
    partitions: &'p Partitions,
) -> Option<&'p Partition> {
    let region = case.params.iter().find_map(|(setting, value)| match (setting, value) {
        (Setting::Field("region"), ParamValue::Text(region)) => Some(region),
        _ => None,
    })?;
    let is_possible = |partitions| {
        let mut run = Run { case, shared, partitions, is_possible: false };
        run.block(body, BTreeMap::new());
        run.is_possible
    };
    (!is_possible(Some(partitions)) && is_possible(None)).then(|| partitions.of(region))
}

/// What is known of a value.
#[derive(Clone, PartialEq)]
enum Known<'p> {
    /// Anything.
    Nothing,
    /// An option that holds something, or not.
    Set(bool),
    Flag(bool),
    Text(String),
    Partition(&'p Partition),
}

type Values<'p> = BTreeMap<usize, Known<'p>>;

/// One walk through the rules.
struct Run<'c, 'p> {
    case: &'c TestCase,
    shared: &'c [Shared],
    /// `None` where nothing is known of any partition.
    partitions: Option<&'p Partitions>,
    /// Whether an end was reached that may be what the case expects.
    is_possible: bool,
}

impl<'p> Run<'_, 'p> {
    /// Whether what follows the block may be reached.
    fn block(&mut self, block: &Block, mut values: Values<'p>) -> bool {
        for step in &block.steps {
            match step {
                Step::Let(variable, value) => {
                    let value = self.value(value, &values);
                    values.insert(variable.id, value);
                }
                Step::Demand(_) => {}
                Step::LetElse(variable, value, otherwise) => {
                    let value = self.value(value, &values);
                    let is_set = is_set(&value);
                    if is_set != Some(true) {
                        self.block(otherwise, values.clone());
                    }
                    if is_set == Some(false) {
                        return false;
                    }
                    values.insert(variable.id, inside(value));
                }
                Step::If(conditions, body) => {
                    let mut within = values.clone();
                    let holds = self.all(conditions, &mut within);
                    let goes_on = holds == Some(false) || self.block(body, within);
                    if holds == Some(true) && !goes_on {
                        return false;
                    }
                }
                Step::Either(conditions, body, other) => {
                    let mut within = values.clone();
                    let holds = self.all(conditions, &mut within);
                    let mut goes_on = holds != Some(false) && self.block(body, within);
                    goes_on |= holds != Some(true) && self.block(other, values.clone());
                    if !goes_on {
                        return false;
                    }
                }
            }
        }
        if let Some(outcome) = &block.end {
            self.end(outcome, &values);
        }
        block.end.is_none()
    }

    /// Whether all conditions hold, if that is known.
    fn all(&self, conditions: &[Condition], values: &mut Values<'p>) -> Option<bool> {
        let mut holds = Some(true);
        for condition in conditions {
            let found = match condition {
                Condition::Holds(fact) => flag(&self.value(fact, values)),
                Condition::Bind(variable, value) => {
                    let value = self.value(value, values);
                    let is_set = is_set(&value);
                    values.insert(variable.id, inside(value));
                    is_set
                }
            };
            match found {
                Some(true) => {}
                Some(false) => return Some(false),
                None => holds = None,
            }
        }
        holds
    }

    fn end(&mut self, outcome: &Outcome, values: &Values<'p>) {
        if let Outcome::Call(call) = outcome {
            // What a function is given has the same number there.
            let called = self.shared.iter().find(|shared| shared.name == call.name);
            if let Some(called) = called {
                self.block(&called.body, values.clone());
            }
            return;
        }
        let may_be = |value: &Expr, text: &str| match self.value(value, values) {
            Known::Text(found) => found == text,
            _ => true,
        };
        self.is_possible |= match (outcome, &self.case.expected) {
            (Outcome::Endpoint(found), Ok(wanted)) => match &wanted.url {
                Expr::Text(url) => may_be(&found.url, url),
                _ => true,
            },
            (Outcome::Error(found), Err(wanted)) => may_be(found, wanted),
            // The end of the rules has words of the runtime, which no model expects.
            _ => false,
        };
    }

    fn value(&self, expr: &Expr, values: &Values<'p>) -> Known<'p> {
        match expr {
            Expr::Text(text) => Known::Text(text.clone()),
            Expr::Bool(value) => Known::Flag(*value),
            Expr::Variable(variable) => values.get(&variable.id).cloned().unwrap_or(Known::Nothing),
            Expr::Setting(setting) | Expr::Required(setting) => self.setting(setting),
            Expr::Some(value) => self.value(value, values),
            Expr::Format(parts) => {
                let mut text = String::new();
                for part in parts {
                    match part {
                        Part::Literal(literal) => text.push_str(literal),
                        Part::Value(value) => match self.value(value, values) {
                            Known::Text(found) => text.push_str(&found),
                            _ => return Known::Nothing,
                        },
                    }
                }
                Known::Text(text)
            }
            Expr::Call(Function::Partition, region) => match self.value(region, values) {
                Known::Text(region) => match self.partitions {
                    Some(partitions) => Known::Partition(partitions.of(&region)),
                    None => Known::Nothing,
                },
                _ => Known::Nothing,
            },
            Expr::Field(of, field) => match self.value(of, values) {
                Known::Partition(partition) => fact(partition, field),
                _ => Known::Nothing,
            },
            Expr::IsSet(value) => {
                is_set(&self.value(value, values)).map_or(Known::Nothing, Known::Flag)
            }
            Expr::Not(value) => match flag(&self.value(value, values)) {
                Some(value) => Known::Flag(!value),
                None => Known::Nothing,
            },
            Expr::Equal(one, other) => match (self.value(one, values), self.value(other, values)) {
                (Known::Text(one), Known::Text(other)) => Known::Flag(one == other),
                (Known::Flag(one), Known::Flag(other)) => Known::Flag(one == other),
                (Known::Set(false), Known::Text(_) | Known::Flag(_))
                | (Known::Text(_) | Known::Flag(_), Known::Set(false)) => Known::Flag(false),
                _ => Known::Nothing,
            },
            Expr::Any(facts) => {
                let facts = facts.iter().map(|fact| flag(&self.value(fact, values)));
                any(facts).map_or(Known::Nothing, Known::Flag)
            }
            Expr::OneOf(text, texts) => match self.value(text, values) {
                Known::Text(text) => Known::Flag(texts.contains(&text)),
                _ => Known::Nothing,
            },
            Expr::Or(one, other) | Expr::OrElse(one, other) => {
                let one = self.value(one, values);
                match is_set(&one) {
                    Some(true) => one,
                    Some(false) => self.value(other, values),
                    None => Known::Nothing,
                }
            }
            Expr::Either(condition, one, other) => match flag(&self.value(condition, values)) {
                Some(true) => self.value(one, values),
                Some(false) => self.value(other, values),
                None => Known::Nothing,
            },
            Expr::Texts(_)
            | Expr::Item(..)
            | Expr::Substring { .. }
            | Expr::Split { .. }
            | Expr::Call(..) => Known::Nothing,
        }
    }

    fn setting(&self, setting: &Setting) -> Known<'p> {
        let set = self.case.params.iter().find(|(known, _)| known == setting);
        match set.map(|(_, value)| value) {
            Some(ParamValue::Text(text)) => Known::Text(text.clone()),
            Some(ParamValue::Flag(value)) => Known::Flag(*value),
            Some(ParamValue::Texts(_)) => Known::Set(true),
            // These two are never missing.
            None if matches!(setting, Setting::Field("use_fips" | "use_dual_stack")) => {
                Known::Flag(false)
            }
            None => Known::Set(false),
        }
    }
}

fn fact<'p>(partition: &Partition, field: &str) -> Known<'p> {
    match field {
        "name" => Known::Text(partition.name.clone()),
        "dns_suffix" => Known::Text(partition.dns_suffix.clone()),
        "dual_stack_dns_suffix" => Known::Text(partition.dual_stack_dns_suffix.clone()),
        "implicit_global_region" => Known::Text(partition.implicit_global_region.clone()),
        "supports_fips" => Known::Flag(partition.supports_fips),
        "supports_dual_stack" => Known::Flag(partition.supports_dual_stack),
        _ => Known::Nothing,
    }
}

fn flag(value: &Known<'_>) -> Option<bool> {
    match value {
        Known::Flag(value) => Some(*value),
        _ => None,
    }
}

/// Whether one of several facts is true, as far as they are known.
fn any(facts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut found = Some(false);
    for fact in facts {
        match fact {
            Some(true) => return Some(true),
            Some(false) => {}
            None => found = None,
        }
    }
    found
}

fn is_set(value: &Known<'_>) -> Option<bool> {
    match value {
        Known::Nothing => None,
        Known::Set(is_set) => Some(*is_set),
        Known::Flag(_) | Known::Text(_) | Known::Partition(_) => Some(true),
    }
}

/// What an option holds: of one that holds something, no more is known.
fn inside(value: Known<'_>) -> Known<'_> {
    match value {
        Known::Set(_) => Known::Nothing,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::endpoint::Endpoint;
    use crate::naming::RustIdent;
    use crate::partitions::OF_THE_RUNTIME;

    fn case(region: &str, expected: Result<&str, &str>) -> TestCase {
        let endpoint = |url: &str| Endpoint {
            url: Expr::Text(url.to_owned()),
            auth_schemes: Vec::new(),
            properties: Vec::new(),
            headers: Vec::new(),
        };
        TestCase {
            name: RustIdent::new("case"),
            params: vec![(Setting::Field("region"), ParamValue::Text(region.to_owned()))],
            expected: expected.map(endpoint).map_err(str::to_owned),
        }
    }

    /// Whether a case is in the way of rules that give an error where a partition has dual stack, and another one where not.
    fn is_left_out(region: &str, expected: Result<&str, &str>) -> Option<bool> {
        let error = |text: &str| Outcome::Error(Expr::Text(text.to_owned()));
        let region_set = Box::new(Expr::Setting(Setting::Field("region")));
        let partition = Box::new(Expr::Call(Function::Partition, region_set));
        let has_dual_stack = Expr::Field(partition, "supports_dual_stack");
        let body = Block {
            steps: vec![Step::If(
                vec![Condition::Holds(has_dual_stack)],
                Block { steps: Vec::new(), end: Some(error("some")) },
            )],
            end: Some(error("none")),
        };
        let partitions = Partitions::read(OF_THE_RUNTIME).ok()?;
        Some(in_the_way(&case(region, expected), &body, &[], &partitions).is_some())
    }

    #[test]
    fn what_another_table_would_answer_is_left_out() {
        assert_eq!(is_left_out("us-east-1", Err("none")), Some(true));
    }

    #[test]
    fn what_the_table_answers_stays() {
        assert_eq!(is_left_out("us-east-1", Err("some")), Some(false));
    }

    #[test]
    fn what_no_table_answers_stays_and_fails() {
        assert_eq!(is_left_out("us-east-1", Err("other")), Some(false));
        assert_eq!(is_left_out("us-east-1", Ok("https://example.com")), Some(false));
    }
}
