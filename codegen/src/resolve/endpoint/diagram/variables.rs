//! What functions are given.

use crate::ir::endpoint::{
    AuthScheme, Block, Condition, Endpoint, Expr, Outcome, Part, Shared, Step, Value, Variable,
};

use super::graph::Graph;

/// Says of calls what the functions are given: variables of the caller, with the same numbers.
pub(super) fn settle_calls(block: &mut Block, shared: &[Shared], graph: &Graph) {
    each_outcome(block, &mut |outcome| {
        if let Outcome::Call(call) = outcome
            && let Some(called) = shared.iter().find(|shared| shared.name == call.name)
        {
            call.takes_params = called.takes_params;
            let ids = called.inputs.iter().map(|input| input.variable.id);
            let made = ids.filter_map(|id| graph.inputs.get(&id));
            call.inputs = made.map(|(variable, _)| variable.clone()).collect();
        }
    });
}

/// Has a block read a variable as one that the function is given.
pub(super) fn lend(block: &mut Block, variable: &Variable) {
    each_variable(block, &mut |found| {
        if found.id == variable.id {
            found.holds = variable.holds;
        }
    });
}

/// Whether a block reads parameters, or calls a function that does.
pub(super) fn reads_params(block: &Block) -> bool {
    let reads = |conditions: &[Condition]| {
        conditions.iter().any(|condition| match condition {
            Condition::Holds(value) | Condition::Bind(_, value) => has_setting(value),
        })
    };
    block.end.as_ref().is_some_and(ends_with_params)
        || block.steps.iter().any(|step| match step {
            Step::Let(_, value) | Step::Demand(value) => has_setting(value),
            Step::LetElse(_, value, otherwise) => has_setting(value) || reads_params(otherwise),
            Step::If(conditions, body) => reads(conditions) || reads_params(body),
            Step::Either(conditions, body, other) => {
                reads(conditions) || reads_params(body) || reads_params(other)
            }
        })
}

fn ends_with_params(outcome: &Outcome) -> bool {
    let mut found = matches!(outcome, Outcome::Call(call) if call.takes_params);
    outcome.each_expr(&mut |expr| found |= has_setting(expr));
    found
}

fn has_setting(expr: &Expr) -> bool {
    matches!(expr, Expr::Setting(_) | Expr::Required(_))
        || expr.inner().into_iter().any(has_setting)
}

fn each_outcome(block: &mut Block, visit: &mut impl FnMut(&mut Outcome)) {
    for step in &mut block.steps {
        match step {
            Step::Let(..) | Step::Demand(_) => {}
            Step::If(_, body) | Step::LetElse(_, _, body) => each_outcome(body, visit),
            Step::Either(_, body, other) => {
                each_outcome(body, visit);
                each_outcome(other, visit);
            }
        }
    }
    if let Some(end) = &mut block.end {
        visit(end);
    }
}

fn each_variable(block: &mut Block, visit: &mut impl FnMut(&mut Variable)) {
    for step in &mut block.steps {
        match step {
            Step::Let(_, value) | Step::Demand(value) => in_expr(value, visit),
            Step::LetElse(_, value, otherwise) => {
                in_expr(value, visit);
                each_variable(otherwise, visit);
            }
            Step::If(conditions, body) => {
                in_conditions(conditions, visit);
                each_variable(body, visit);
            }
            Step::Either(conditions, body, other) => {
                in_conditions(conditions, visit);
                each_variable(body, visit);
                each_variable(other, visit);
            }
        }
    }
    if let Some(end) = &mut block.end {
        in_outcome(end, visit);
    }
}

fn in_conditions(conditions: &mut [Condition], visit: &mut impl FnMut(&mut Variable)) {
    for condition in conditions {
        match condition {
            Condition::Holds(value) | Condition::Bind(_, value) => in_expr(value, visit),
        }
    }
}

fn in_outcome(outcome: &mut Outcome, visit: &mut impl FnMut(&mut Variable)) {
    match outcome {
        Outcome::Endpoint(endpoint) => {
            let Endpoint { url, auth_schemes, properties, headers } = &mut **endpoint;
            in_expr(url, visit);
            for AuthScheme { name, settings } in auth_schemes {
                in_expr(name, visit);
                settings.iter_mut().for_each(|(_, value)| in_value(value, visit));
            }
            properties.iter_mut().for_each(|(_, value)| in_value(value, visit));
            headers.iter_mut().for_each(|(_, value)| in_expr(value, visit));
        }
        Outcome::Error(text) => in_expr(text, visit),
        Outcome::Call(call) => call.inputs.iter_mut().for_each(visit),
        Outcome::NoRule => {}
    }
}

fn in_value(value: &mut Value, visit: &mut impl FnMut(&mut Variable)) {
    match value {
        Value::Expr(expr) => in_expr(expr, visit),
        Value::Number(_) => {}
        Value::List(values) => values.iter_mut().for_each(|value| in_value(value, visit)),
        Value::Object(members) => members.iter_mut().for_each(|(_, value)| in_value(value, visit)),
    }
}

fn in_expr(expr: &mut Expr, visit: &mut impl FnMut(&mut Variable)) {
    match expr {
        Expr::Variable(variable) => visit(variable),
        Expr::Text(_) | Expr::Bool(_) | Expr::Texts(_) | Expr::Setting(_) | Expr::Required(_) => {}
        Expr::Format(parts) => {
            for part in parts {
                if let Part::Value(value) = part {
                    in_expr(value, visit);
                }
            }
        }
        Expr::Any(facts) => facts.iter_mut().for_each(|fact| in_expr(fact, visit)),
        Expr::Field(inner, _)
        | Expr::Item(inner, _)
        | Expr::OneOf(inner, _)
        | Expr::Substring { text: inner, .. }
        | Expr::Call(_, inner)
        | Expr::IsSet(inner)
        | Expr::Not(inner)
        | Expr::Some(inner) => in_expr(inner, visit),
        Expr::Equal(one, other)
        | Expr::Or(one, other)
        | Expr::OrElse(one, other)
        | Expr::Split { text: one, delimiter: other, .. } => {
            in_expr(one, visit);
            in_expr(other, visit);
        }
        Expr::Either(condition, one, other) => {
            in_expr(condition, visit);
            in_expr(one, visit);
            in_expr(other, visit);
        }
    }
}
