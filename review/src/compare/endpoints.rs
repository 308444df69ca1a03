//! Endpoint rules, compared by the endpoints that they give, and the model's cases for them.

use std::collections::BTreeMap;

use tinsmith_codegen::stages::analysis::endpoint_params::{bindings, parameters};
use tinsmith_codegen::stages::ir::endpoint::{
    Endpoints, Expr, ParamValue, Part, Rules, Setting, TestCase,
};

use crate::rules::{self, Relation, Shown, Side, Source};
use crate::table::Kind;

use super::view::View;
use super::{Found, Scope, code};

/// More cases or endpoints than this are counted, not listed.
const LISTED: usize = 12;

pub(super) fn compare(found: &mut Found<'_>) {
    let services = (&found.old.krate.service, &found.new.krate.service);
    let (old, new) = (&services.0.endpoints, &services.1.endpoints);
    let (before, after) = (services.0.account_id_endpoints, services.1.account_id_endpoints);
    if old == new && before == after {
        return;
    }
    let id = found.new.service.clone();
    let relation = rules::compare(&of_all(found.old), &of_all(found.new));
    let kind = match relation {
        Relation::Same => Kind::EndpointRulesRewritten,
        Relation::Extended(_) => Kind::EndpointRulesExtended,
        Relation::Widened(_) => Kind::EndpointRulesWidened,
        Relation::Gone(_) | Relation::Unknown => Kind::EndpointRulesChanged,
    };
    if before != after {
        let detail = match after {
            true => "the rules ask for the id of the account that signs",
            false => "the rules no longer ask for the id of the account that signs",
        };
        let draft = found.add_in(Scope::Service, kind, &id, detail);
        draft.files.insert("src/wire.rs".to_owned());
        draft.notes = notes(&relation);
    }
    if old == new {
        return;
    }
    let (kind, detail, cases) = match (old, new) {
        (Endpoints::Rules(old), Endpoints::Rules(new)) => {
            let cases = Cases::of(old, new);
            let (kind, what) = if old.body == new.body && old.shared == new.shared {
                (Kind::EndpointTestsChanged, "test cases differ")
            } else if kind == Kind::EndpointRulesRewritten {
                (kind, "the rules are written differently")
            } else {
                (kind, "the rules differ")
            };
            (kind, format!("{what}{}", cases.summary()), cases.notes())
        }
        (Endpoints::Regional(old), Endpoints::Regional(new)) => {
            (kind, format!("host {} -> {}", code(old), code(new)), Vec::new())
        }
        (Endpoints::Regional(_), Endpoints::Rules(_)) => {
            (kind, "one host for each region -> rules".to_owned(), Vec::new())
        }
        (Endpoints::Rules(_), Endpoints::Regional(_)) => {
            (kind, "rules -> one host for each region".to_owned(), Vec::new())
        }
    };
    let draft = found.add_in(Scope::Service, kind, &id, detail);
    if kind != Kind::EndpointTestsChanged {
        draft.notes = notes(&relation);
    }
    draft.notes.extend(cases);
}

/// Where requests of a service go, whatever its operations give the rules.
fn of_all<'a>(view: &View<'a>) -> Side<'a> {
    let mut side = of_client(view);
    let Some(service) = view.shape(view.service) else { return side };
    for operation in view.operations.keys().filter_map(|id| view.shape(id)) {
        for binding in bindings(view.model, &service.traits, operation).unwrap_or_default() {
            let source = Source::Client(binding.name.to_owned());
            side.sources.insert(binding.name.to_owned(), vec![source]);
        }
    }
    side
}

/// Where requests of a service go, as far as settings of the client say.
pub(super) fn of_client<'a>(view: &View<'a>) -> Side<'a> {
    let service = &view.krate.service;
    let traits = view.shape(view.service).map(|shape| &shape.traits);
    let declared = traits.map(parameters).unwrap_or_default();
    let settings = service.client_params.iter().map(|param| &param.name);
    let sources = settings
        .filter(|name| declared.contains_key(name.as_str()))
        .map(|name| (name.clone(), vec![Source::Client(name.clone())]));
    Side {
        endpoints: &service.endpoints,
        signing_name: service.signing_name.as_deref(),
        asks_for_account_id: service.account_id_endpoints,
        sources: sources.collect(),
    }
}

/// What readers want to know of a difference: the endpoints that it is about.
pub(super) fn notes(relation: &Relation) -> Vec<String> {
    let (what, urls) = match relation {
        Relation::Same => return Vec::new(),
        Relation::Extended(urls) | Relation::Widened(urls) => ("new", urls),
        Relation::Gone(urls) => ("gone", urls),
        Relation::Unknown => {
            return vec!["the rules are too large to compare what they give".to_owned()];
        }
    };
    let note = |shown: &Shown| {
        let otherwise =
            if shown.is_known { ", with another signature or other headers" } else { "" };
        format!("{what}: {}{otherwise}", code(&shown.url))
    };
    let mut notes: Vec<String> = urls.iter().take(LISTED).map(note).collect();
    if urls.len() > LISTED {
        notes.push(format!("and {} more endpoints", urls.len() - LISTED));
    }
    notes
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
            return String::new();
        }
        format!(
            ": {} cases have another result, {} are new, {} gone, {} the same",
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
