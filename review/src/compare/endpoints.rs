//! Endpoint rules, compared as what is generated from them: one function, and its test cases.
//!
//! Two functions can differ and give the same; the test cases say where they do not.

use std::collections::BTreeMap;

use tinsmith_codegen::stages::ir::endpoint::{
    Endpoints, Expr, ParamValue, Part, Rules, Setting, TestCase,
};

use crate::table::Kind;

use super::{Found, Scope, code};

/// More cases than this are counted, not listed.
const LISTED: usize = 12;

pub(super) fn compare(found: &mut Found<'_>) {
    let services = (&found.old.krate.service, &found.new.krate.service);
    let (old, new) = (&services.0.endpoints, &services.1.endpoints);
    let id = found.new.service.clone();
    let (before, after) = (services.0.account_id_endpoints, services.1.account_id_endpoints);
    if before != after {
        let detail = match after {
            true => "the rules ask for the id of the account that signs",
            false => "the rules no longer ask for the id of the account that signs",
        };
        let draft = found.add_in(Scope::Service, Kind::EndpointRulesChanged, &id, detail);
        draft.files.insert("src/wire.rs".to_owned());
    }
    if old == new {
        return;
    }
    match (old, new) {
        (Endpoints::Rules(old), Endpoints::Rules(new)) => {
            let cases = Cases::of(old, new);
            let (kind, what) = if old.body == new.body {
                (Kind::EndpointTestsChanged, "test cases differ")
            } else {
                (Kind::EndpointRulesChanged, "the rules differ")
            };
            let detail = format!("{what}: {}", cases.summary());
            let notes = cases.notes();
            found.add_in(Scope::Service, kind, &id, detail).notes = notes;
        }
        (Endpoints::Regional(old), Endpoints::Regional(new)) => {
            let detail = format!("host {} -> {}", code(old), code(new));
            found.add_in(Scope::Service, Kind::EndpointRulesChanged, &id, detail);
        }
        (Endpoints::Regional(_), Endpoints::Rules(_)) => {
            let detail = "one host for each region -> rules";
            found.add_in(Scope::Service, Kind::EndpointRulesChanged, &id, detail);
        }
        (Endpoints::Rules(_), Endpoints::Regional(_)) => {
            let detail = "rules -> one host for each region";
            found.add_in(Scope::Service, Kind::EndpointRulesChanged, &id, detail);
        }
    }
}

/// The test cases of both versions, by what they ask.
struct Cases {
    added: Vec<(String, String)>,
    removed: Vec<(String, String)>,
    changed: Vec<(String, String, String)>,
    same: usize,
}

impl Cases {
    fn of(old: &Rules, new: &Rules) -> Self {
        let by_question = |rules: &Rules| -> BTreeMap<String, String> {
            rules.tests.iter().map(|case| (question(case), answer(case))).collect()
        };
        let (before, mut after) = (by_question(old), by_question(new));
        let mut cases =
            Self { added: Vec::new(), removed: Vec::new(), changed: Vec::new(), same: 0 };
        for (question, old) in before {
            match after.remove(&question) {
                None => cases.removed.push((question, old)),
                Some(new) if new == old => cases.same += 1,
                Some(new) => cases.changed.push((question, old, new)),
            }
        }
        cases.added = after.into_iter().collect();
        cases
    }

    fn summary(&self) -> String {
        if self.changed.len() + self.added.len() + self.removed.len() + self.same == 0 {
            return "no test cases tell where".to_owned();
        }
        format!(
            "{} cases have another result, {} are new, {} gone, {} the same",
            self.changed.len(),
            self.added.len(),
            self.removed.len(),
            self.same
        )
    }

    fn notes(&self) -> Vec<String> {
        let changed = self.changed.iter().map(|(question, old, new)| {
            format!("{}: {} -> {}", code(question), code(old), code(new))
        });
        let added = self
            .added
            .iter()
            .map(|(question, new)| format!("new: {}: {}", code(question), code(new)));
        let removed = self
            .removed
            .iter()
            .map(|(question, old)| format!("gone: {}: {}", code(question), code(old)));
        let all: Vec<String> = changed.chain(added).chain(removed).collect();
        let rest = all.len().saturating_sub(LISTED);
        let mut notes: Vec<String> = all.into_iter().take(LISTED).collect();
        if rest > 0 {
            notes.push(format!("and {rest} more cases"));
        }
        notes
    }
}

/// What a case asks: its parameters, in their order.
fn question(case: &TestCase) -> String {
    let params: Vec<String> = case
        .params
        .iter()
        .map(|(setting, value)| {
            let name = match setting {
                Setting::Field(name) => (*name).to_owned(),
                Setting::Flag(name) | Setting::Text(name) | Setting::Texts(name) => name.clone(),
            };
            let value = match value {
                ParamValue::Flag(value) => value.to_string(),
                ParamValue::Text(value) => value.clone(),
                ParamValue::Texts(values) => values.join(","),
            };
            format!("{name}={value}")
        })
        .collect();
    if params.is_empty() { "without parameters".to_owned() } else { params.join(" ") }
}

/// What it expects: a URL, or the refusal.
fn answer(case: &TestCase) -> String {
    match &case.expected {
        Err(message) => format!("refused ({message})"),
        Ok(endpoint) => match &endpoint.url {
            Expr::Text(url) => url.clone(),
            Expr::Format(parts) => parts
                .iter()
                .map(|part| match part {
                    Part::Literal(text) => text.as_str(),
                    Part::Value(_) => "…",
                })
                .collect(),
            _ => "an endpoint".to_owned(),
        },
    }
}
