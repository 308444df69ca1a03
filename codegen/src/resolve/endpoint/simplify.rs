//! Typed rules to the steps of a function.
//!
//! What is known at a place, because an `if` around it says so or because what is before it has returned otherwise, is not asked again;
//! what cannot be reached is dropped, and so are variables that nobody reads.

use crate::ir::endpoint::{Block, Condition, Expr, Holds, Outcome, Part, Step, Variable};
use crate::naming::RustIdent;
use crate::naming::free::free_name;

use super::check::{Body, Checked, Clause, Rule, opposite};

/// The body of the function.
pub(super) fn simplify(checked: Checked) -> Block {
    let mut block = rules(checked.rules, Known::default());
    let values = checked.parameters.into_iter().filter_map(|clause| match clause {
        Clause::Let(variable, value) => Some(Step::Let(variable, value)),
        Clause::Holds(_) | Clause::Bind(..) => None,
    });
    block.steps.splice(0..0, values);
    finish(&mut block, &[]);
    block
}

/// Leaves a function without what nobody reads, and easier to read. `inputs` are the variables that it is given.
pub(super) fn finish(block: &mut Block, inputs: &[Variable]) {
    prune(block);
    straighten(block);
    let names = inputs.iter().map(|variable| variable.name.clone()).collect();
    Templates::default().name_values(block, names);
}

/// Gives the values in templates names, so that a template reads as one string.
#[derive(Default)]
struct Templates {
    named: usize,
}

impl Templates {
    /// `names` are those of the variables around the block, which the outcome may mean besides its template.
    fn name_values(&mut self, block: &mut Block, mut names: Vec<RustIdent>) {
        for step in &mut block.steps {
            match step {
                Step::Let(variable, _) => names.push(variable.name.clone()),
                Step::LetElse(variable, _, otherwise) => {
                    self.name_values(otherwise, names.clone());
                    names.push(variable.name.clone());
                }
                Step::Demand(_) => {}
                Step::If(conditions, body) => {
                    self.name_values(body, [&names[..], &bound(conditions)].concat());
                }
                Step::Either(conditions, body, other) => {
                    self.name_values(body, [&names[..], &bound(conditions)].concat());
                    self.name_values(other, names.clone());
                }
            }
        }
        let template = match &mut block.end {
            Some(Outcome::Endpoint(endpoint)) => &mut endpoint.url,
            Some(Outcome::Error(text)) => text,
            _ => return,
        };
        let Expr::Format(parts) = template else { return };
        let mut values: Vec<(Expr, Variable)> = Vec::new();
        for part in parts {
            let Part::Value(value) = part else { continue };
            let Expr::Field(of, field) = &*value else { continue };
            let known = values.iter().find(|(known, _)| known == value);
            let variable = match known {
                Some((_, variable)) => variable.clone(),
                None => {
                    let name = name_of_field(of, field, &names);
                    names.push(name.clone());
                    self.named += 1;
                    // Counted from the end, where no other variable has its number.
                    let id = usize::MAX - self.named;
                    let variable = Variable { name, id, holds: Holds::Borrowed };
                    values.push((value.clone(), variable.clone()));
                    variable
                }
            };
            *value = Expr::Variable(variable);
        }
        let lets = values.into_iter().map(|(value, variable)| Step::Let(variable, value));
        block.steps.extend(lets);
    }
}

/// The names of the variables that conditions bind.
fn bound(conditions: &[Condition]) -> Vec<RustIdent> {
    let name = |condition: &Condition| match condition {
        Condition::Bind(variable, _) => Some(variable.name.clone()),
        Condition::Holds(_) => None,
    };
    conditions.iter().filter_map(name).collect()
}

/// The name of a field, or with the name of what it is a field of when another value has it.
fn name_of_field(of: &Expr, field: &str, taken: &[RustIdent]) -> RustIdent {
    let mut name = RustIdent::new(field);
    if taken.contains(&name)
        && let Expr::Variable(variable) = of
    {
        name = RustIdent::new(format!("{}_{field}", variable.name));
    }
    let is_free = |name: &str| taken.iter().all(|taken| taken.as_str() != name);
    RustIdent::new(free_name(name.as_str(), "_", is_free))
}

/// What holds at a place.
#[derive(Clone, Default)]
struct Known {
    facts: Vec<Expr>,
    /// Facts that do not all hold: a rule that asks for them would have ended the function.
    refuted: Vec<Vec<Expr>>,
    /// The variables that have their values, one of each name: a later one hides the others.
    lets: Vec<Variable>,
}

impl Known {
    fn is_bound(&self, variable: &Variable) -> bool {
        self.lets.iter().any(|known| known.id == variable.id)
    }

    fn bind(&mut self, variable: &Variable) {
        self.lets.retain(|known| known.name != variable.name);
        self.lets.push(variable.clone());
    }

    /// Whether a fact holds, if that is known.
    fn holds(&self, fact: &Expr) -> Option<bool> {
        if let Expr::Bool(value) = fact {
            return Some(*value);
        }
        if self.is_true(fact) {
            return Some(true);
        }
        self.is_true(&opposite(fact)).then_some(false)
    }

    /// A fact is true when it is known, or when its opposite is all that is missing for what does not hold.
    fn is_true(&self, fact: &Expr) -> bool {
        let opposite = opposite(fact);
        self.facts.contains(fact)
            || self.refuted.iter().any(|facts| {
                facts.contains(&opposite)
                    && facts.iter().all(|other| *other == opposite || self.facts.contains(other))
            })
    }
}

/// A list of rules; what follows it is only reached when no rule fits.
fn rules(list: Vec<Rule>, mut known: Known) -> Block {
    let mut block = Block { steps: Vec::new(), end: None };
    for rule in list {
        let Some((clauses, inside)) = clauses(&rule, &known) else { continue };
        let body = match rule.body {
            Body::End(outcome) => Block { steps: Vec::new(), end: Some(outcome) },
            Body::Rules(list) => {
                let mut body = rules(list, inside);
                body.end.get_or_insert(Outcome::NoRule);
                body
            }
        };
        let facts: Vec<Expr> = clauses.iter().filter_map(Clause::fact).collect();
        // Values in front of the first condition stand in front of the `if`, for the rules after this one too.
        for clause in clauses.iter().take_while(|clause| matches!(clause, Clause::Let(..))) {
            if let Clause::Let(variable, value) = clause {
                known.bind(variable);
                block.steps.push(Step::Let(variable.clone(), value.clone()));
            }
        }
        let conditions = clauses.into_iter().skip_while(|clause| matches!(clause, Clause::Let(..)));
        let mut nested = nest(conditions.collect(), body);
        block.steps.append(&mut nested.steps);
        if nested.end.is_some() {
            block.end = nested.end;
            break;
        }
        known.refuted.push(facts);
    }
    block
}

/// The clauses of a rule that are not known to hold, and what is known behind them; `None` if one is known not to hold.
fn clauses(rule: &Rule, known: &Known) -> Option<(Vec<Clause>, Known)> {
    let mut inside = known.clone();
    let mut left = Vec::new();
    for (index, clause) in rule.clauses.iter().enumerate() {
        let is_read = |id| rule.mentions(index + 1, id);
        let clause = match clause {
            Clause::Let(variable, _) => {
                if is_read(variable.id) && !inside.is_bound(variable) {
                    inside.bind(variable);
                    left.push(clause.clone());
                }
                continue;
            }
            Clause::Bind(variable, _) if inside.is_bound(variable) => continue,
            Clause::Bind(variable, value) if !is_read(variable.id) => {
                Clause::Holds(Expr::IsSet(Box::new(value.clone())))
            }
            other => other.clone(),
        };
        let Some(fact) = clause.fact() else { continue };
        match (inside.holds(&fact), &clause) {
            (Some(false), _) => return None,
            (Some(true), Clause::Holds(_)) => continue,
            _ => {}
        }
        if let Clause::Bind(variable, _) = &clause {
            inside.bind(variable);
        }
        inside.facts.push(fact);
        left.push(clause);
    }
    Some((left, inside))
}

/// Conditions around a body: one `if` for those that stand together, and a value between two in a block of its own.
fn nest(clauses: Vec<Clause>, mut body: Block) -> Block {
    let mut conditions = Vec::new();
    let mut rest = clauses.into_iter();
    while let Some(clause) = rest.next() {
        match clause {
            Clause::Holds(expr) => conditions.push(Condition::Holds(expr)),
            Clause::Bind(variable, value) => conditions.push(Condition::Bind(variable, value)),
            Clause::Let(variable, value) => {
                body = nest(rest.collect(), body);
                body.steps.insert(0, Step::Let(variable, value));
                break;
            }
        }
    }
    if conditions.is_empty() {
        return body;
    }
    Block { steps: vec![Step::If(conditions, body)], end: None }
}

impl Rule {
    /// Whether a variable stands in the clauses from one on, or behind them.
    fn mentions(&self, from: usize, id: usize) -> bool {
        let in_clause = |clause: &Clause| match clause {
            Clause::Holds(value) | Clause::Bind(_, value) | Clause::Let(_, value) => {
                value.mentions(id)
            }
        };
        self.clauses.iter().skip(from).any(in_clause)
            || match &self.body {
                Body::Rules(rules) => rules.iter().any(|rule| rule.mentions(0, id)),
                Body::End(outcome) => outcome.mentions(id),
            }
    }
}

/// Takes away variables that nobody reads: a rule that did may have been dropped.
fn prune(block: &mut Block) {
    let steps = std::mem::take(&mut block.steps);
    for step in steps.into_iter().rev() {
        let step = match step {
            Step::If(conditions, mut body) => {
                prune(&mut body);
                Step::If(used(conditions, &body), body)
            }
            Step::Either(conditions, mut body, mut other) => {
                prune(&mut body);
                prune(&mut other);
                Step::Either(used(conditions, &body), body, other)
            }
            Step::Let(variable, value) if !block.mentions(variable.id) => match value {
                Expr::Required(_) => Step::Demand(value),
                _ => continue,
            },
            Step::LetElse(variable, value, mut otherwise) => {
                prune(&mut otherwise);
                if block.mentions(variable.id) {
                    Step::LetElse(variable, value, otherwise)
                } else {
                    let is_missing = opposite(&Expr::IsSet(Box::new(value)));
                    Step::If(vec![Condition::Holds(is_missing)], otherwise)
                }
            }
            other => other,
        };
        block.steps.insert(0, step);
    }
}

/// Conditions without the variables that neither those behind them nor the body read.
fn used(mut conditions: Vec<Condition>, body: &Block) -> Vec<Condition> {
    let mut later = Vec::new();
    while let Some(condition) = conditions.pop() {
        let reads =
            |id| body.mentions(id) || later.iter().any(|other: &Condition| other.mentions(id));
        later.push(match condition {
            Condition::Bind(variable, value) if !reads(variable.id) => {
                Condition::Holds(Expr::IsSet(Box::new(value)))
            }
            other => other,
        });
    }
    later.reverse();
    compare(later, body)
}

/// Turns `let Some(mode) = value && mode == "a"`, where nobody reads `mode` further on, into `value == Some("a")`.
fn compare(conditions: Vec<Condition>, body: &Block) -> Vec<Condition> {
    let mut found = Vec::new();
    let mut rest = conditions.as_slice();
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        if let Condition::Bind(variable, value) = first
            && let Some((Condition::Holds(fact), behind)) = others.split_first()
            && let Some(wanted) = wanted(fact, variable.id)
            && !body.mentions(variable.id)
            && !behind.iter().any(|other| other.mentions(variable.id))
        {
            let wanted = Box::new(Expr::Some(Box::new(wanted)));
            found.push(Condition::Holds(Expr::Equal(Box::new(value.clone()), wanted)));
            rest = behind;
        } else {
            found.push(first.clone());
        }
    }
    found
}

/// The literal that a fact compares a variable with.
fn wanted(fact: &Expr, id: usize) -> Option<Expr> {
    let is_it = |expr: &Expr| matches!(expr, Expr::Variable(variable) if variable.id == id);
    match fact {
        Expr::Equal(one, other) if is_it(one) && matches!(**other, Expr::Text(_)) => {
            Some((**other).clone())
        }
        Expr::Not(negated) if is_it(negated) => Some(Expr::Bool(false)),
        fact if is_it(fact) => Some(Expr::Bool(true)),
        _ => None,
    }
}

/// Turns `if condition { a lot } error` into `if !condition { error }` and a lot.
fn straighten(block: &mut Block) {
    let is_guard = matches!(block.end, Some(Outcome::Error(_) | Outcome::NoRule));
    if is_guard
        && let Some(Step::If(conditions, body)) = block.steps.last_mut()
        && let [condition] = conditions.as_slice()
        && (!body.steps.is_empty() || matches!(body.end, Some(Outcome::Endpoint(_))))
        && let (Some(guard), Some(_)) = (block.end.clone(), &body.end)
    {
        let step = match condition.clone() {
            Condition::Bind(variable, value) => Step::LetElse(variable, value, Block::of(guard)),
            Condition::Holds(fact) => {
                Step::If(vec![Condition::Holds(opposite(&fact))], Block::of(guard))
            }
        };
        let body = std::mem::replace(body, Block { steps: Vec::new(), end: None });
        block.steps.pop();
        block.steps.push(step);
        block.steps.extend(body.steps);
        block.end = body.end;
        straighten(block);
        return;
    }
    for step in &mut block.steps {
        match step {
            Step::If(_, body) => straighten(body),
            Step::Either(_, body, other) => {
                straighten(body);
                straighten(other);
            }
            Step::LetElse(_, _, otherwise) => straighten(otherwise),
            Step::Let(..) | Step::Demand(_) => {}
        }
    }
}
