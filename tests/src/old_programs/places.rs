//! Where requests of an operation go, from several places: an endpoint to which no program of the new version sends one has no service.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::meet::{Meeting, shown};
use super::programs::{Job, PLACES, Place};
use super::service::response;

/// How many requests are sent from every place, and how many more that name a resource.
const SENT: usize = 3;

impl Meeting<'_> {
    /// Sends requests from everywhere.
    pub(super) fn places(&mut self, name: &str, requests: &[&Value]) -> Result<(), String> {
        let (first, others) = requests.split_at(requests.len().min(SENT));
        let naming = others.iter().filter(|request| request.to_string().contains("\"arn:"));
        let chosen: Vec<&Value> = first.iter().chain(naming.take(SENT)).copied().collect();
        let (mut old, mut new) = (Vec::new(), BTreeSet::new());
        for request in chosen {
            for place in PLACES {
                let sent = self.sent(self.new.name, name, request, place)?;
                new.extend(sent.map(|sent| (sent.signed_for(), sent.uri)));
                match self.sent(self.old.name, name, request, place)? {
                    Some(sent) => old.push((request, place, (sent.signed_for(), sent.uri))),
                    None => self.has_no_endpoint(name, request, place)?,
                }
            }
        }
        for (request, place, (region, uri)) in old {
            // Where nobody has to sign, a signature does no harm.
            let is_there =
                [region.clone(), None].map(|region| new.contains(&(region, uri.clone())));
            if !is_there.contains(&true) {
                let request = shown(request);
                self.fails(name, || {
                    format!("{request} goes to {uri} ({region:?}) from {place:?}, where there is no service")
                });
            }
            self.asks(name, request, place)?;
        }
        Ok(())
    }

    /// Notes that a request has no endpoint, and has one by the new version.
    pub(super) fn has_no_endpoint(
        &mut self,
        name: &str,
        request: &Value,
        place: Place,
    ) -> Result<(), String> {
        let sent = self.sent(self.new.name, name, request, place)?;
        if let Some(sent) = sent.filter(|sent| self.after.refusal(sent).is_none()) {
            self.limited(name, || {
                format!("{} is not sent to {} from {place:?}", shown(request), sent.uri)
            });
        }
        Ok(())
    }

    /// Has the new service answer a program that asks where to go.
    fn asks(&mut self, name: &str, request: &Value, place: Place) -> Result<(), String> {
        if !self.before.tells_endpoints() {
            return Ok(());
        }
        let mut is_refused = None;
        let after = &self.after;
        let job = Job { program: self.old.name, operation: name, way: "call", request, place };
        self.programs.run(job, &mut |sent| {
            if let Some(endpoint) = after.endpoint(sent) {
                return endpoint;
            }
            is_refused = is_refused.take().or(after.refusal(sent));
            response(200, &[], &json!({}))
        })?;
        if let Some(why) = is_refused {
            self.fails(name, || format!("it asks where to go: {why}"));
        }
        Ok(())
    }
}
