//! Where requests of an operation go, from several places: an endpoint to which no program of the new version sends one has no service.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::meet::{Meeting, shown};
use super::programs::{Job, PLACES, Place};
use super::service::response;

/// How many requests are sent from every place, and how many more that name a resource.
const SENT: usize = 3;

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Endpoint {
    uri: String,
    /// The region of the signature, if there is one.
    signed_for: Option<String>,
}

impl Endpoint {
    /// Whether requests are sent here. Where nobody has to sign, a signature does no harm; where one has to, the service says so.
    fn is_among(&self, all: &BTreeSet<Self>) -> bool {
        all.iter().any(|it| {
            let is_signed_alike = match (&self.signed_for, &it.signed_for) {
                (Some(own), Some(other)) => own == other,
                _ => true,
            };
            self.uri == it.uri && is_signed_alike
        })
    }
}

impl Meeting<'_> {
    /// Sends requests from everywhere.
    pub(super) fn places(&mut self, name: &str, requests: &[&Value]) -> Result<(), String> {
        let (first, others) = requests.split_at(requests.len().min(SENT));
        let naming = others.iter().filter(|request| request.to_string().contains("\"arn:"));
        let chosen: Vec<&Value> = first.iter().chain(naming.take(SENT)).copied().collect();
        let (mut old, mut new) = (Vec::new(), BTreeSet::new());
        for request in &chosen {
            for place in PLACES {
                new.extend(self.endpoint(self.new.name, name, request, place)?);
                match self.endpoint(self.old.name, name, request, place)? {
                    Some(endpoint) => old.push((*request, place, endpoint)),
                    None => self.has_no_endpoint(name, request, place)?,
                }
            }
        }
        for (request, place, endpoint) in old {
            if !endpoint.is_among(&new) {
                // Another client of the region may be sent there.
                let everywhere =
                    chosen.iter().flat_map(|it| place.others().map(move |at| (*it, at)));
                for (request, place) in everywhere {
                    new.extend(self.endpoint(self.new.name, name, request, place)?);
                }
            }
            if !endpoint.is_among(&new) {
                let request = shown(request);
                self.fails(name, || {
                    format!(
                        "{request} goes to {endpoint:?} from {place:?}, where there is no service"
                    )
                });
            }
            self.asks(name, request, place)?;
        }
        Ok(())
    }

    /// Where a version sends a request, if it sends it.
    fn endpoint(
        &mut self,
        module: &str,
        name: &str,
        request: &Value,
        place: Place,
    ) -> Result<Option<Endpoint>, String> {
        let sent = self.sent(module, name, request, place)?;
        Ok(sent.map(|sent| Endpoint { signed_for: sent.signed_for(), uri: sent.uri }))
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
