//! Nodes to typed rules.

use indexmap::IndexMap;

use crate::ir::endpoint::{Expr, Outcome, Variable};
use crate::smithy::Node;

use super::expr::value;
use super::functions::{not, takes_string};
use super::outcome;
use super::parameters::{Parameter, Presence};
use super::scope::{Place, Problems, Scope, Type, Typed, Variables};
use super::temporaries::Temporaries;

/// The versions of the rules engine that are read.
pub(super) const VERSIONS: [&str; 4] = ["1.0", "1.1", "1.2", "1.3"];

/// A rule set whose types fit.
#[derive(Clone, Debug, Default)]
pub(super) struct Checked {
    /// What must be set, and what has a default.
    pub(super) parameters: Vec<Clause>,
    pub(super) rules: Vec<Rule>,
}

/// A rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) clauses: Vec<Clause>,
    pub(super) body: Body,
}

/// A part of a rule's conditions.
#[derive(Clone, Debug)]
pub(super) enum Clause {
    /// A boolean that must be true.
    Holds(Expr),
    /// An option that must hold something.
    Bind(Variable, Expr),
    /// A value with a name.
    Let(Variable, Expr),
}

/// What a rule leads to.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Rules(Vec<Rule>),
    End(Outcome),
}

/// Checks every rule, also those behind one that has a problem.
pub(super) fn check(
    rule_set: &Node,
    parameters: &IndexMap<String, Parameter>,
    problems: &mut Problems,
) -> Checked {
    version(rule_set, &VERSIONS, problems);
    let mut checker = Checker { variables: Variables::default(), problems };
    let (scope, clauses) = checker.scope(parameters);
    let rules = checker.rules(rule_set, &scope, &Place::default());
    Checked { parameters: clauses, rules }
}

/// Versions 1.2 and 1.3 have nothing that 1.1 does not; what a newer one brings is not known.
pub(super) fn version(rules: &Node, known: &[&str], problems: &mut Problems) {
    let found = match rules.get("version") {
        Some(Node::String(version)) if known.contains(&version.as_str()) => return,
        Some(Node::String(version)) => format!("`{version}`"),
        other => other.map_or("nothing", Node::kind).to_owned(),
    };
    let (last, others) = known.split_last().unwrap_or((&"", &[]));
    let others = others.join(", ");
    let wanted = format!("version {others} or {last} of the endpoint rules");
    problems.expected::<()>(&Place::new("version"), &wanted, &found);
}

/// Checks conditions and what rules end with, and names the variables.
pub(super) struct Checker<'c> {
    pub(super) variables: Variables,
    pub(super) problems: &'c mut Problems,
}

impl Checker<'_> {
    /// What can be referred to where the rules begin, and what must be set or has a default.
    pub(super) fn scope(
        &mut self,
        parameters: &IndexMap<String, Parameter>,
    ) -> (Scope, Vec<Clause>) {
        let mut scope = Scope::default();
        let mut clauses = Vec::new();
        for (name, parameter) in parameters {
            let setting = || Expr::Setting(parameter.setting.clone());
            let mut bind = |value: Expr| {
                let variable = self.variables.of(name, &value);
                clauses.push(Clause::Let(variable.clone(), value));
                Typed::new(Expr::Variable(variable), parameter.ty.clone())
            };
            let value = match &parameter.presence {
                Presence::Always => Typed::new(setting(), parameter.ty.clone()),
                Presence::Optional => Typed::new(setting(), parameter.ty.clone().optional()),
                Presence::Required => bind(Expr::Required(parameter.setting.clone())),
                Presence::Default(default) => {
                    bind(Expr::OrElse(Box::new(setting()), Box::new(default.clone())))
                }
            };
            scope.insert(name, value);
        }
        (scope, clauses)
    }

    fn rules(&mut self, parent: &Node, scope: &Scope, place: &Place) -> Vec<Rule> {
        let place = place.key("rules");
        match parent.get("rules").and_then(Node::as_array) {
            None | Some([]) => {
                self.problems.add(&place, "expected a list of one rule or more");
                Vec::new()
            }
            Some(rules) => rules
                .iter()
                .enumerate()
                .filter_map(|(index, rule)| self.rule(rule, scope.clone(), &place.index(index)))
                .collect(),
        }
    }

    fn rule(&mut self, node: &Node, mut scope: Scope, place: &Place) -> Option<Rule> {
        let conditions = node.get("conditions").and_then(Node::as_array).unwrap_or_default();
        let mut clauses = Vec::new();
        let mut is_sound = true;
        for (index, condition) in conditions.iter().enumerate() {
            let place = place.key("conditions").index(index);
            match self.condition(condition, &mut scope, &place) {
                Some(found) => clauses.extend(found),
                // What follows may refer to what this would have assigned.
                None => {
                    is_sound = false;
                    break;
                }
            }
        }
        if !is_sound {
            return None;
        }
        if node.get("type").and_then(Node::as_str) == Some("tree") {
            let body = Body::Rules(self.rules(node, &scope, place));
            return Some(Rule { clauses, body });
        }
        let (values, end) = self.end(node, &scope, place, "`endpoint`, `error` or `tree`")?;
        clauses.extend(values);
        Some(Rule { clauses, body: Body::End(end) })
    }

    /// What a rule ends with, and the values that it takes. `kinds` are those of which it could be one.
    pub(super) fn end(
        &mut self,
        node: &Node,
        scope: &Scope,
        place: &Place,
        kinds: &str,
    ) -> Option<(Vec<Clause>, Outcome)> {
        let end = match node.get("type").and_then(Node::as_str) {
            Some("endpoint") => outcome::endpoint(node, scope, place, self.problems)?,
            Some("error") => outcome::error(node, scope, place, self.problems)?,
            found => {
                let found =
                    found.map_or_else(|| "nothing".to_owned(), |found| format!("`{found}`"));
                return self.problems.expected(&place.key("type"), kinds, &found);
            }
        };
        let mut temporaries = Temporaries::new(&mut self.variables);
        let end = temporaries.outcome(end);
        Some((temporaries.into_clauses(), end))
    }

    /// What a condition asks for; what it assigns, and what it shows to be set, is in the scope then.
    pub(super) fn condition(
        &mut self,
        node: &Node,
        scope: &mut Scope,
        place: &Place,
    ) -> Option<Vec<Clause>> {
        if node.get("fn").is_none() {
            return self.problems.expected(place, "a function", node.kind());
        }
        let mut clauses = self.needed(node, scope);
        let found = value(node, scope, place, self.problems)?;
        clauses.extend(self.clauses(node, found, scope, place)?);
        Some(clauses)
    }

    /// A function of a string does not give anything for a parameter that is not set, so the parameter must be.
    fn needed(&mut self, node: &Node, scope: &mut Scope) -> Vec<Clause> {
        let function = node.get("fn").and_then(Node::as_str).unwrap_or_default();
        let name = argument(node).and_then(|argument| argument.get("ref")).and_then(Node::as_str);
        match name.and_then(|name| scope.get(name)) {
            Some(known) if takes_string(function) && known.ty == Type::Text.optional() => {
                let value = known.expr.clone();
                self.set(node, value, scope)
            }
            _ => Vec::new(),
        }
    }

    fn clauses(
        &mut self,
        node: &Node,
        found: Typed,
        scope: &mut Scope,
        place: &Place,
    ) -> Option<Vec<Clause>> {
        let assigned = node.get("assign").map(|assign| (assign.as_str(), place.key("assign")));
        if let Some((name, place)) = assigned {
            let Some(name) = name else {
                return self.problems.expected(&place, "a name", "something else");
            };
            if scope.get(name).is_some() {
                self.problems.add(&place, format!("`{name}` already exists"));
                return None;
            }
            let mut temporaries = Temporaries::new(&mut self.variables);
            let value = temporaries.kept(found.expr);
            let mut clauses = temporaries.into_clauses();
            let variable = self.variables.of(name, &value);
            let local = Expr::Variable(variable.clone());
            let plain = found.ty.plain().clone();
            scope.insert(name, Typed::new(local.clone(), plain.clone()));
            clauses.push(match found.ty {
                Type::Option(_) => Clause::Bind(variable, value),
                _ => Clause::Let(variable, value),
            });
            clauses.extend((plain == Type::Flag).then_some(Clause::Holds(local)));
            return Some(clauses);
        }
        if let (Type::Flag, Expr::IsSet(value)) = (&found.ty, &found.expr) {
            return Some(self.set(node, (**value).clone(), scope));
        }
        let mut temporaries = Temporaries::new(&mut self.variables);
        let value = temporaries.read(found.expr);
        let mut clauses = temporaries.into_clauses();
        clauses.extend(match found.ty {
            _ if value == Expr::Bool(true) => None,
            Type::Flag => Some(Clause::Holds(value)),
            Type::Option(inner) if *inner == Type::Flag => {
                let yes = Expr::Some(Box::new(Expr::Bool(true)));
                Some(Clause::Holds(Expr::Equal(Box::new(value), Box::new(yes))))
            }
            Type::Option(_) => Some(Clause::Holds(Expr::IsSet(Box::new(value)))),
            _ => None,
        });
        Some(clauses)
    }

    /// A value that is asked for by its name is a local variable from there on.
    fn set(&mut self, node: &Node, value: Expr, scope: &mut Scope) -> Vec<Clause> {
        let name = argument(node).and_then(|argument| argument.get("ref")).and_then(Node::as_str);
        let known = name.and_then(|name| Some((name, scope.get(name)?.ty.plain().clone())));
        match known {
            Some((name, ty)) => {
                let variable = self.variables.of(name, &value);
                scope.insert(name, Typed::new(Expr::Variable(variable.clone()), ty));
                vec![Clause::Bind(variable, value)]
            }
            None => {
                let mut temporaries = Temporaries::new(&mut self.variables);
                let value = temporaries.read(value);
                let mut clauses = temporaries.into_clauses();
                clauses.push(Clause::Holds(Expr::IsSet(Box::new(value))));
                clauses
            }
        }
    }
}

/// The first argument of a function.
fn argument(node: &Node) -> Option<&Node> {
    node.get("argv").and_then(Node::as_array).and_then(<[Node]>::first)
}

impl Clause {
    /// The boolean that the clause asks for, if it asks for one.
    pub(super) fn fact(&self) -> Option<Expr> {
        match self {
            Self::Holds(expr) => Some(expr.clone()),
            Self::Bind(_, expr) => Some(Expr::IsSet(Box::new(expr.clone()))),
            Self::Let(..) => None,
        }
    }
}

/// The opposite of a fact.
pub(super) fn opposite(fact: &Expr) -> Expr {
    not(fact.clone())
}
