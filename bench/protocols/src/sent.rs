//! How long the bodies are.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use values::Call;

use crate::{PROTOCOLS, Protocol, runtime};

/// A connector that notes how long the body of the newest request is.
#[derive(Debug)]
struct Noting {
    connector: SharedHttpConnector,
    bytes: Arc<AtomicUsize>,
}

impl HttpConnector for Noting {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request.body().bytes().unwrap_or_default();
        self.bytes.store(body.len(), Ordering::Relaxed);
        self.connector.call(request)
    }
}

/// Prints the bytes of the body that has the values, of each call in both protocols.
///
/// # Errors
/// As [`subjects`](crate::subjects).
pub fn print_bodies() -> Result<(), Box<dyn Error>> {
    let runtime = runtime()?;
    for call in Call::ALL {
        for Protocol { name, answer, calls } in PROTOCOLS {
            let answer = answer(call)?;
            let answered = answer.body.len();
            let sent = Arc::new(AtomicUsize::new(0));
            let connector =
                Noting { connector: measure::connector(answer), bytes: Arc::clone(&sent) };
            let http_client = measure::http_client(SharedHttpConnector::new(connector));
            calls(call, http_client, runtime.clone())?()?;
            let (which, bytes) = if call.sends() {
                ("request", sent.load(Ordering::Relaxed))
            } else {
                ("response", answered)
            };
            println!("{}\t{name}\t{which}\t{bytes}", call.name());
        }
    }
    Ok(())
}
