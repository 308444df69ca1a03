//! Calls of CloudWatch in JSON and in CBOR, through a connector in memory.
//!
//! A call is the whole of it: the request is built, checked, written, signed, given to the connector, and the answer is read.

mod answers;
mod sent;

use std::error::Error;
use std::rc::Rc;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use measure::{Answer, MakeCall, Subject};
use tokio::runtime::{Builder, Runtime};
use values::Call;

pub use self::sent::print_bodies;

/// Makes a client with this HTTP client, and gives its calls.
type Calls = fn(Call, SharedHttpClient, Rc<Runtime>) -> Result<MakeCall, Box<dyn Error>>;

/// A protocol, and what there is for it.
struct Protocol {
    /// The name in results.
    name: &'static str,
    /// What the service answers.
    answer: fn(Call) -> Result<Answer, Box<dyn Error>>,
    /// The calls with the crate that speaks it.
    calls: Calls,
}

const PROTOCOLS: [Protocol; 2] = [
    Protocol { name: "JSON", answer: answers::json::answer, calls: json::calls },
    Protocol { name: "CBOR", answer: answers::cbor::answer, calls: cbor::calls },
];

/// Gives every call in both protocols, clients made and ready.
///
/// # Errors
/// That there can be no Tokio runtime, or that a crate does not read what is answered.
pub fn subjects() -> Result<Vec<Subject>, Box<dyn Error>> {
    let runtime = runtime()?;
    let mut subjects = Vec::new();
    for call in Call::ALL {
        for Protocol { name, answer, calls } in PROTOCOLS {
            let http_client = measure::http_client(measure::connector(answer(call)?));
            let call_in_it = calls(call, http_client, Rc::clone(&runtime));
            let call_in_it =
                call_in_it.map_err(|error| format!("{}, {name}: {error}", call.name()))?;
            subjects.push(Subject { what: call.name(), way: name, call: call_in_it });
        }
    }
    Ok(subjects)
}

fn runtime() -> Result<Rc<Runtime>, Box<dyn Error>> {
    Ok(Rc::new(Builder::new_current_thread().enable_all().build()?))
}
