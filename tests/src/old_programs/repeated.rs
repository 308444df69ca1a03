//! Calls that are made one after the other: for pages, and by waiters.

use serde_json::Value;
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::smithy::{ShapeId, Traits};

use super::answers::is_within;
use super::meet::{Meeting, shown};
use super::programs::{Job, PLACES, Programs};
use super::service::response;

impl Meeting<'_> {
    /// Pages through the operation, as the new version does if it does.
    pub(super) fn pages(
        &mut self,
        operation: &Operation,
        any: &Value,
        output: Option<&ShapeId>,
        traits: &Traits,
    ) -> Result<(), String> {
        let name = operation.shape.name();
        let answers = output.map(|output| self.after.accepted(output)).unwrap_or_default();
        let Some(whole) = answers.get(1).or(answers.first()).cloned() else { return Ok(()) };
        let paging = self.after.paging(traits);
        let has_items = operation.pagination.as_ref().is_some_and(|it| it.items.is_some());
        let ways = if has_items { &["pages", "items"][..] } else { &["pages"] };
        for way in ways {
            let ask = |programs: &mut Programs, module: &str| {
                let job =
                    Job { program: module, operation: name, way, request: any, place: PLACES[0] };
                programs.run(job, &mut |sent| {
                    let page = paging
                        .as_ref()
                        .map_or_else(|| whole.clone(), |paging| paging.page(sent, &whole));
                    response(200, &[], &page)
                })
            };
            let old = ask(self.programs, self.old.name)?;
            let new = ask(self.programs, self.new.name)?;
            let count = |met: &Value| met["items"].as_array().map(Vec::len);
            let differs = match (count(&old), count(&new)) {
                (_, None) => old.get("failed").is_some() || count(&old) != Some(1),
                (one, other) => {
                    one != other
                        || old.get("failed").is_some() != new.get("failed").is_some()
                        || *way == "items" && !is_within(&old["items"], &new["items"])
                }
            };
            if differs {
                self.limited(name, || format!("{way}: {} {}", shown(&old), shown(&new)));
            }
        }
        Ok(())
    }

    /// Waits for one answer, as the new version does if it does.
    pub(super) fn waiters(
        &mut self,
        operation: &Operation,
        any: &Value,
        output: Option<&ShapeId>,
    ) -> Result<(), String> {
        if operation.waiters.is_empty() {
            return Ok(());
        }
        let name = operation.shape.name();
        let others = &self.new.version.generated.krate.operations;
        let other = others.iter().find(|other| other.shape.name() == name);
        let values = output.map(|output| self.after.accepted(output)).unwrap_or_default();
        let mut answers: Vec<Value> =
            values.iter().map(|value| response(200, &[], value)).collect();
        let Some((after, _)) = self.after.operation(name) else { return Ok(()) };
        for error in self.after.errors(after) {
            let members = self.after.accepted(error);
            answers.extend(members.first().into_iter().flat_map(|it| self.after.error(error, it)));
        }
        for waiter in &operation.waiters {
            let twin =
                other.and_then(|other| other.waiters.iter().find(|it| it.name == waiter.name));
            let Some(twin) = twin else { continue };
            for answer in &answers {
                let mut ask = |module: &str, way: &str| {
                    let job = Job {
                        program: module,
                        operation: name,
                        way,
                        request: any,
                        place: PLACES[0],
                    };
                    self.programs.run(job, &mut |_| answer.clone())
                };
                let old = ask(self.old.name, waiter.method.as_str())?;
                let new = ask(self.new.name, twin.method.as_str())?;
                if old != new {
                    self.limited(name, || {
                        format!("{}: {old}, and not {new}: {answer}", waiter.name)
                    });
                }
            }
        }
        Ok(())
    }
}
