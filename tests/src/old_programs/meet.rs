//! What the old programs of a pair meet at a service of the new version, operation by operation.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::smithy::{Member, ShapeId};

use super::answers::{difference, missed, same, ways};
use super::judge::Judge;
use super::programs::{Job, PLACES, Place, Programs};
use super::service::{Sent, Service, response};
use crate::callers::Version;

/// What was met, by the operation, with the first thing that shows it.
#[derive(Clone, Debug, Default)]
pub struct Met {
    /// Calls that worked fail.
    pub fails: BTreeMap<String, String>,
    /// Calls work, and less is had of them.
    pub limited: BTreeMap<String, String>,
}

/// A version, and the module that it is of the programs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Module<'m> {
    pub(super) name: &'m str,
    pub(super) version: &'m Version,
}

/// One step from a version to another one.
pub(super) struct Meeting<'m> {
    pub(super) programs: &'m mut Programs,
    pub(super) old: Module<'m>,
    pub(super) new: Module<'m>,
    pub(super) before: Service<'m>,
    pub(super) after: Service<'m>,
    met: Met,
}

/// Makes calls of the old version to these operations, by name, and gives what they meet.
pub(super) fn meet(
    programs: &mut Programs,
    old: Module<'_>,
    new: Module<'_>,
    operations: &BTreeSet<String>,
) -> Result<Met, String> {
    let before = Service::of(old.version, new.version);
    let after = Service::of(new.version, old.version);
    let mut meeting = Meeting { programs, old, new, before, after, met: Met::default() };
    for operation in &old.version.generated.krate.operations {
        if operations.contains(operation.shape.name()) {
            meeting.operation(operation)?;
        }
    }
    Ok(meeting.met)
}

impl<'m> Meeting<'m> {
    pub(super) fn fails(&mut self, operation: &str, what: impl FnOnce() -> String) {
        self.met.fails.entry(operation.to_owned()).or_insert_with(what);
    }

    pub(super) fn limited(&mut self, operation: &str, what: impl FnOnce() -> String) {
        self.met.limited.entry(operation.to_owned()).or_insert_with(what);
    }

    fn operation(&mut self, operation: &'m Operation) -> Result<(), String> {
        let name = operation.shape.name();
        let Some((_, own)) = self.before.operation(name) else { return Ok(()) };
        let requests = self.before.values.given(&operation.input.shape, own);
        let any = self.requests(name, &requests)?;
        let Some((after, traits)) = self.after.operation(name) else { return Ok(()) };
        let output = after.output.clone();
        if let Some(input) = &after.input {
            self.kept_back(name, &operation.input.shape, input)?;
        }
        // Answers are given to whatever is sent, so that those of an operation that is refused are read, too.
        let Some(any) = any else { return Ok(()) };
        self.answers(operation, &any, output.as_ref())?;
        for error in self.after.errors(after) {
            self.error(operation, &any, error)?;
        }
        if operation.pagination.is_some() {
            self.pages(operation, &any, output.as_ref(), traits)?;
        }
        self.waiters(operation, &any, output.as_ref())
    }

    /// Sends requests that the old service takes; gives the first that the new one takes, too, or else the first that is sent.
    fn requests(&mut self, name: &str, requests: &[Value]) -> Result<Option<Value>, String> {
        let (mut taken, mut any) = (Vec::new(), None);
        for request in requests {
            let Some(first) = self.sent(self.old.name, name, request, PLACES[0])? else {
                // What is not sent, or was refused, did not work before and cannot fail now.
                self.has_no_endpoint(name, request, PLACES[0])?;
                continue;
            };
            any = any.or(Some(request));
            if let Some(why) = self.before.refusal(&first) {
                return Err(format!("{}, {name}: {request} is refused: {why}", self.old.name));
            }
            if let Some(why) = self.after.refusal(&first) {
                self.fails(name, || format!("{} is refused: {why}", shown(request)));
                continue;
            }
            taken.push(request);
            // The new version makes the same call, if it can.
            let Some(other) = self.sent(self.new.name, name, request, PLACES[0])? else { continue };
            self.filled_in(name, &first, &other);
        }
        self.places(name, &taken)?;
        Ok(taken.first().copied().or(any).cloned())
    }

    /// What a version sends for a request at its own service; `None` if it sends nothing.
    pub(super) fn sent(
        &mut self,
        module: &str,
        name: &str,
        request: &Value,
        place: Place,
    ) -> Result<Option<Sent>, String> {
        let service = if module == self.old.name { &self.before } else { &self.after };
        let mut sent = None;
        let job = Job { program: module, operation: name, way: "call", request, place };
        self.programs.run(job, &mut |it| {
            let endpoint = service.endpoint(it).filter(|_| it.operation() != name);
            endpoint.unwrap_or_else(|| {
                sent.get_or_insert_with(|| it.clone());
                response(200, &[], &json!({}))
            })
        })?;
        Ok(sent)
    }

    /// What the two versions make of the same request, where they differ in what they fill in.
    fn filled_in(&mut self, name: &str, old: &Sent, new: &Sent) {
        let (Some(old), Some(new)) = (old.document(), new.document()) else { return };
        if let Some(what) = filled_otherwise(&old, &new) {
            self.limited(name, || what);
        }
    }

    /// Requests that the new service takes and the old one did not, and that the checks of the old version keep back.
    fn kept_back(&mut self, name: &str, old: &ShapeId, new: &ShapeId) -> Result<(), String> {
        let old = Member::new(old.clone());
        for request in self.after.accepted(new) {
            if self.before.values.accepts(&old, &request, Judge::SERVICE) {
                continue;
            }
            let job = Job {
                program: self.old.name,
                operation: name,
                way: "call",
                request: &request,
                place: PLACES[0],
            };
            let met = self.programs.run(job, &mut |_| response(200, &[], &json!({})))?;
            if met["is_checked"] == true && same(&met["held"], &request) {
                self.limited(name, || {
                    format!("{} is kept back: {}", shown(&request), met["unsent"])
                });
            }
        }
        Ok(())
    }

    /// Reads every answer.
    fn answers(
        &mut self,
        operation: &Operation,
        any: &Value,
        output: Option<&ShapeId>,
    ) -> Result<(), String> {
        let name = operation.shape.name();
        let read = Member::new(operation.output.shape.clone());
        let mut now = BTreeSet::new();
        let answers = output.map(|output| self.after.accepted(output)).unwrap_or_default();
        let given = output.map(|output| Member::new(output.clone()));
        for answer in &answers {
            let met = self.answered(name, any, &response(200, &[], answer))?;
            if let Some(held) = met.get("read") {
                ways(&self.before.values, &read, held, &mut now);
                let found = difference(
                    (&self.before.values, &read),
                    held,
                    (&self.after.values, given.as_ref()),
                    Some(answer),
                );
                if let Some(found) = found {
                    self.limited(name, || format!("of {}, {found}", shown(answer)));
                }
            } else if let Some(unknown) = met.get("unknown") {
                self.limited(name, || format!("of {}, {unknown}", shown(answer)));
            } else {
                self.fails(name, || format!("{} cannot be read: {met}", shown(answer)));
            }
        }
        let mut before = BTreeSet::new();
        for answer in self.before.accepted(&operation.output.shape) {
            let met = self.answered(name, any, &response(200, &[], &answer))?;
            if let Some(held) = met.get("read") {
                ways(&self.before.values, &read, held, &mut before);
            }
        }
        if let Some(way) = missed(&before, &now) {
            self.limited(name, || format!("{way} no longer comes"));
        }
        Ok(())
    }

    /// What the old version makes of an answer.
    fn answered(&mut self, name: &str, any: &Value, answer: &Value) -> Result<Value, String> {
        let service = &self.before;
        let job = Job {
            program: self.old.name,
            operation: name,
            way: "call",
            request: any,
            place: PLACES[0],
        };
        self.programs.run(job, &mut |sent| {
            let endpoint = service.endpoint(sent).filter(|_| sent.operation() != name);
            endpoint.unwrap_or_else(|| answer.clone())
        })
    }

    /// Reads an error.
    fn error(&mut self, operation: &Operation, any: &Value, error: &ShapeId) -> Result<(), String> {
        let name = operation.shape.name();
        let given = Member::new(error.clone());
        let same_name = operation.errors.iter().find(|known| known.ty.shape.name() == error.name());
        let read = Member::new(same_name.map_or(error, |known| &known.ty.shape).clone());
        let mut now = BTreeSet::new();
        let mut code = None;
        for members in self.after.accepted(error) {
            for answer in self.after.error(error, &members) {
                let met = self.answered(name, any, &answer)?;
                code.get_or_insert_with(|| met["code"].clone());
                let Some(held) = met.get("read").filter(|_| met["variant"] == error.name()) else {
                    self.limited(name, || format!("{} is not known: {met}", error.name()));
                    continue;
                };
                ways(&self.before.values, &read, held, &mut now);
                let found = difference(
                    (&self.before.values, &read),
                    held,
                    (&self.after.values, Some(&given)),
                    Some(&members),
                );
                if let Some(found) = found {
                    self.limited(name, || {
                        format!("of {} {}, {found}", error.name(), shown(&members))
                    });
                }
            }
        }
        let Some(known) = same_name else { return Ok(()) };
        let mut before = BTreeSet::new();
        let mut old_code = None;
        for members in self.before.accepted(&known.ty.shape) {
            for answer in self.before.error(&known.ty.shape, &members) {
                let met = self.answered(name, any, &answer)?;
                old_code.get_or_insert_with(|| met["code"].clone());
                if let Some(held) = met.get("read") {
                    ways(&self.before.values, &read, held, &mut before);
                }
            }
        }
        if code != old_code {
            self.limited(name, || {
                format!("{} has the code {code:?}, not {old_code:?}", error.name())
            });
        }
        if let Some(way) = missed(&before, &now) {
            self.limited(name, || format!("{way} of {} no longer comes", error.name()));
        }
        Ok(())
    }
}

/// What the old program fills in otherwise than the new one. A token that nobody asks for does no harm.
fn filled_otherwise(old: &Value, new: &Value) -> Option<String> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            // A default that is left out is the service's to fill in; nobody else makes a token.
            let missing =
                new.iter().find(|(name, it)| *it == "filled-in" && !old.contains_key(*name));
            let missing = missing.map(|(name, _)| format!("{name} is not filled in with a token"));
            missing.or_else(|| {
                old.iter().find_map(|(name, old)| match new.get(name) {
                    Some(new) => filled_otherwise(old, new),
                    None if old == "filled-in" => None,
                    None => Some(format!("{name} is filled in as {old}")),
                })
            })
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            old.iter().zip(new).find_map(|(old, new)| filled_otherwise(old, new))
        }
        (old, new) => (!same(old, new)).then(|| format!("{old} is filled in, and not {new}")),
    }
}

/// A value as far as a message has room for it.
pub(super) fn shown(value: &Value) -> String {
    let mut text = value.to_string();
    if let Some((end, _)) = text.char_indices().nth(200) {
        text.truncate(end);
        text.push('…');
    }
    text
}
