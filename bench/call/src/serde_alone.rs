//! The floor: documents written and read by `serde_json`, and nothing around them.

use std::hint::black_box;
use std::rc::Rc;

use measure::{MakeCall, expect};
use tokio::runtime::Runtime;

use crate::documents::{ErrorBody, Request, Response};
use crate::{Answer, canned};

pub(crate) fn calls(answer: Answer, _runtime: Rc<Runtime>) -> MakeCall {
    let (_, body) = canned::answer(answer);
    Box::new(move || {
        black_box(serde_json::to_vec(&Request::canned())?);
        match answer {
            Answer::Success => {
                let response: Response = serde_json::from_slice(body.as_bytes())?;
                expect(response.expires_in(), Some(canned::EXPIRES_IN))
            }
            Answer::ModeledError => {
                let error: ErrorBody = serde_json::from_slice(body.as_bytes())?;
                expect(error.code.as_str(), "NotAuthorizedException")?;
                expect(error.message.as_deref(), Some(canned::ERROR_MESSAGE))
            }
        }
    })
}
