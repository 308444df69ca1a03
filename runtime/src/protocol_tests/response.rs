//! A case of `smithy.test#httpResponseTests`.

use std::error::Error;

use aws_smithy_runtime_api::http::{Headers, StatusCode};

use super::body::Body;
use super::connector::{Canned, Connector};
use super::{Compare, Differences, Failure, Outcome, case};
use crate::config::Config;
use crate::error::{CallError, ErrorCode, OperationError, ProvideErrorMetadata};

/// A response.
#[derive(Clone, Debug)]
pub struct ResponseCase {
    code: u16,
    headers: Vec<(String, String)>,
    body: (String, String),
    region: Option<String>,
}

impl ResponseCase {
    /// A response of this status, without headers or body.
    #[must_use]
    pub fn new(code: u16) -> Self {
        Self { code, headers: Vec::new(), body: Default::default(), region: None }
    }

    /// The response has this header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The response has this body; one of CBOR is written in base64.
    #[must_use]
    pub fn body(mut self, media_type: &str, text: &str) -> Self {
        self.body = (media_type.to_owned(), text.to_owned());
        self
    }

    /// The client is told this region; `us-east-1` unless set.
    #[must_use]
    pub fn region(mut self, region: &str) -> Self {
        self.region = Some(region.to_owned());
        self
    }

    /// Makes the call with a client of this configuration, and compares its response.
    ///
    /// # Errors
    /// Every difference; that the call failed, with the reason.
    pub fn check<T: Compare, E: Error>(
        self,
        expected: T,
        call: impl AsyncFnOnce(Config) -> Result<T, E>,
    ) -> Outcome {
        match self.made(call)? {
            Ok(found) => compare(&found, &expected),
            Err(error) => {
                Err(Failure::new(format!("expected a response, found an error: {error}")))
            }
        }
    }

    /// Makes the call with a client of this configuration, and compares its error; `variant` gives the one that is expected, if it is that.
    ///
    /// # Errors
    /// Every difference; that the call gave a response or another error.
    pub fn check_error<T, E: OperationError, F: Compare + ErrorCode + ProvideErrorMetadata>(
        self,
        expected: F,
        call: impl AsyncFnOnce(Config) -> Result<T, CallError<E>>,
        variant: impl FnOnce(&E) -> Option<&F>,
    ) -> Outcome {
        let Err(error) = self.made(call)? else {
            return Err(Failure::new(format!("expected the error {}, found a response", F::CODE)));
        };
        let Some(found) = error.as_service_error().and_then(variant) else {
            return Err(Failure::new(format!("expected the error {}, found {error}", F::CODE)));
        };
        let mut differences = Differences::default();
        if found.code() != Some(F::CODE) && found.code() != Some(F::QUERY_CODE) {
            differences.member(
                "(code)",
                &found.code().map(str::to_owned),
                &Some(F::CODE.to_owned()),
            );
        }
        found.compare(&expected, &mut differences);
        Failure::unless_empty(differences.into_lines())
    }

    fn made<R>(self, call: impl AsyncFnOnce(Config) -> R) -> Result<R, Failure> {
        let connector = Connector::new(self.canned()?);
        // Where the request goes does not matter, and need not be discovered.
        let config = case::config(&connector, self.region.as_deref());
        let config = config.endpoint_url("https://example.com");
        case::run(call(config.build()))
    }

    fn canned(&self) -> Result<Canned, Failure> {
        let in_case = |error: &dyn Error| Failure::new(format!("the case: {error}"));
        let mut headers = Headers::new();
        for (name, value) in &self.headers {
            headers.try_append(name.clone(), value.clone()).map_err(|error| in_case(&error))?;
        }
        Ok(Canned {
            status: StatusCode::try_from(self.code).map_err(|error| in_case(&error))?,
            headers,
            body: Body::new(&self.body.0, &self.body.1)?.into_bytes(),
        })
    }
}

fn compare<T: Compare>(found: &T, expected: &T) -> Outcome {
    let mut differences = Differences::default();
    found.compare(expected, &mut differences);
    Failure::unless_empty(differences.into_lines())
}
