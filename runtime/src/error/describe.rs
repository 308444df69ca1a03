//! What happened, in one line.
//!
//! Nothing of a body and no value of a request is in the text; of the service's error only the message is.

use std::error::Error;
use std::fmt::{Debug, Display, Formatter, Write as _};

use aws_smithy_async::future::timeout::TimedOutError;

use super::{
    ConnectorError, HttpResponse, OperationError, ProvideErrorMetadata, RequestId, SdkError, meta,
    request_id,
};
use crate::client::{Attempts, RepeatedToken, Replaced, Unanswered};
use crate::fmt::OneLine;
use crate::text::contains;

/// A message is cut after this many characters: what is longer is no line to be read. `message()` gives it whole.
pub(crate) const MESSAGE: usize = 4096;

/// A code or an id is cut after this many characters.
pub(crate) const NAME: usize = 256;

/// What happened, in one line.
pub(crate) struct Description<'e> {
    operation: Option<&'static str>,
    outcome: Outcome<'e>,
    response: Option<&'e HttpResponse>,
    attempts: u32,
}

/// What a call ended with.
enum Outcome<'e> {
    /// The service reported an error.
    Refused(&'e dyn OperationError),
    /// Nothing was sent.
    NotSent(&'e (dyn Error + 'static)),
    /// Anything else.
    Failed(&'e (dyn Error + 'static)),
    /// An official error of a kind that is not known yet.
    Unknown,
}

impl<'e> Description<'e> {
    /// Only what depends on the error's type is here: this is compiled once for each operation.
    pub(crate) fn of<E: OperationError>(
        operation: Option<&'static str>,
        error: &'e SdkError<E>,
    ) -> Self {
        let refused = match error {
            SdkError::ServiceError(context) => Some(context.err() as &dyn OperationError),
            _ => None,
        };
        let is_construction = matches!(error, SdkError::ConstructionFailure(_));
        let response = error.raw_response();
        Self::of_parts(operation, refused, is_construction, error.source(), response)
    }

    fn of_parts(
        operation: Option<&'static str>,
        refused: Option<&'e dyn OperationError>,
        is_construction: bool,
        source: Option<&'e (dyn Error + 'static)>,
        response: Option<&'e HttpResponse>,
    ) -> Self {
        let outcome = match (refused, source) {
            (Some(error), _) => Outcome::Refused(error),
            (None, None) => Outcome::Unknown,
            (None, Some(source)) if is_construction && !is_after_sending(source) => {
                Outcome::NotSent(source)
            }
            (None, Some(source)) => Outcome::Failed(source),
        };
        Self { operation, outcome, response, attempts: attempts(response, source) }
    }

    fn request_id(&self) -> Option<&'e str> {
        let of_error = || match self.outcome {
            Outcome::Refused(error) => request_id(error),
            _ => None,
        };
        self.response.and_then(RequestId::request_id).or_else(of_error)
    }
}

impl Display for Description<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.operation.unwrap_or("the call"))?;
        f.write_str(match self.outcome {
            Outcome::NotSent(_) => " was not sent: ",
            _ => " failed: ",
        })?;
        let text = self.outcome.to_string();
        f.write_str(&text)?;
        let mut facts = Facts { f, is_first: true };
        if let Some(response) = self.response {
            let status = response.status().as_u16();
            if !contains(&text, &format!("HTTP status {status}")) {
                facts.add(format_args!("HTTP status {status}"))?;
            }
        }
        if let Outcome::Refused(error) = self.outcome
            && error.modeled().is_err_and(|error| error.meta().code().is_none())
            && let Some(what) = self.response.and_then(unlike_an_error)
        {
            facts.add(format_args!("{what}"))?;
        }
        if let Outcome::Refused(error) = self.outcome
            && let Some(code) = meta(error).code()
            && error.modeled().is_ok_and(|modeled| modeled.name() != code)
        {
            facts.add(format_args!("code {}", OneLine::new(code, NAME)))?;
        }
        if let Some(id) = self.request_id() {
            facts.add(format_args!("request id {}", OneLine::new(id, NAME)))?;
        }
        if self.attempts > 1 {
            facts.add(format_args!("{} attempts", self.attempts))?;
        }
        facts.finish()
    }
}

/// The same line; with `#`, the facts one by one.
impl Debug for Description<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        if !f.alternate() {
            return Display::fmt(self, f);
        }
        let mut facts = f.debug_struct("CallError");
        facts.field("operation", &self.operation);
        match &self.outcome {
            Outcome::Refused(error) => facts.field("service_error", error),
            outcome => facts.field("why", &outcome.to_string()),
        };
        facts.field("status", &self.response.map(|response| response.status().as_u16()));
        facts.field("request_id", &self.request_id());
        facts.field("attempts", &self.attempts);
        facts.finish()
    }
}

impl Display for Outcome<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(error) => Display::fmt(error, f),
            Self::NotSent(error) | Self::Failed(error) => f.write_str(&chain(*error)),
            Self::Unknown => f.write_str("for a reason that has no words yet"),
        }
    }
}

/// What a response is that names no error, without a word of it.
fn unlike_an_error(response: &HttpResponse) -> Option<&'static str> {
    if matches!(response.status().as_u16(), 300..=399) {
        return Some("a redirection, which is not followed");
    }
    match response.body().bytes()?.trim_ascii_start() {
        [] => Some("an empty body"),
        [b'<', ..] => Some("a page of HTML, as a proxy sends"),
        _ => None,
    }
}

/// Whether an official error of construction is about something that was sent: it has no kind for what comes after an answer.
fn is_after_sending(source: &(dyn Error + 'static)) -> bool {
    source.is::<Replaced>() || source.is::<RepeatedToken>()
}

/// How often a call was tried, as far as its error tells.
fn attempts(response: Option<&HttpResponse>, source: Option<&(dyn Error + 'static)>) -> u32 {
    if let Some(response) = response {
        return response.extension::<Attempts>().map_or(1, |attempts| attempts.0);
    }
    let sources = std::iter::successors(source, |&error| error.source());
    let found = sources.filter_map(|error| error.downcast_ref::<Unanswered>()).next();
    found.map_or(1, |found| found.attempts)
}

/// Facts behind a sentence, in parentheses.
struct Facts<'f, 'w> {
    f: &'f mut Formatter<'w>,
    is_first: bool,
}

impl Facts<'_, '_> {
    fn add(&mut self, fact: std::fmt::Arguments<'_>) -> std::fmt::Result {
        self.f.write_str(if self.is_first { " (" } else { ", " })?;
        self.is_first = false;
        self.f.write_fmt(fact)
    }

    fn finish(self) -> std::fmt::Result {
        if self.is_first { Ok(()) } else { self.f.write_char(')') }
    }
}

/// Gives the texts of an error and its sources in one line, without what an earlier one says already: some errors print their source themselves.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let (mut told, mut last) = (String::new(), 0);
    for error in std::iter::successors(Some(error), |&error| error.source()) {
        if is_kind(error) {
            continue;
        }
        let text = OneLine::new(&joined(&error.to_string()), MESSAGE).to_string();
        if contains(&told, &text) {
            continue;
        }
        if !told.is_empty() {
            if told.get(last..).is_some_and(|last| contains(&text, last)) {
                told.truncate(last);
            } else {
                told.push_str(": ");
            }
        }
        last = told.len();
        told.push_str(&text);
    }
    if told.is_empty() {
        OneLine::new(&joined(&error.to_string()), MESSAGE).to_string()
    } else {
        told
    }
}

/// Joins the lines of a cause, such as what a chain of credential providers says of each.
fn joined(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |mut joined, line| {
        if !joined.is_empty() {
            joined.push_str(if joined.ends_with(':') { " " } else { "; " });
        }
        joined + line
    })
}

/// Whether an error says no more than of which kind its source is.
fn is_kind(error: &(dyn Error + 'static)) -> bool {
    error.is::<ConnectorError>()
        || error.is::<TimedOutError>()
        // hyper's, whose type is known only where there is an HTTP client by default: `client error (Connect)`.
        || error.source().is_some() && error.to_string().starts_with("client error (")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_cause_are_one() {
        let text =
            "no credentials found. Attempted:\n  Environment: not set\r\n\n  Profile: none\n";
        let line = "no credentials found. Attempted: Environment: not set; Profile: none";
        assert_eq!(joined(text), line);
        assert_eq!(joined("a\u{1b}[31m"), "a\u{1b}[31m");
        assert_eq!(joined(""), "");
    }
}
