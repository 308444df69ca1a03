//! What requests and responses are tested with.

use std::pin::Pin;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::StaticTimeSource;

use super::connector::Connector;
use super::{Failure, Outcome};
use crate::config::{Config, ConfigBuilder, RetryConfig, StalledStreamProtectionConfig, Token};
use crate::validation::Validation;

/// The idempotency token that every request gets which has none: the one that protocol tests expect.
pub const IDEMPOTENCY_TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The region, where a case names none.
const REGION: &str = "us-east-1";

/// 2000-01-02T20:34:56Z, in seconds since the epoch.
const NOW: u64 = 946_845_296;

/// Gives the configuration that all cases share.
pub(super) fn config(connector: &Connector, region: Option<&str>) -> ConfigBuilder {
    Config::builder()
        .region(region.unwrap_or(REGION))
        .http_client(connector.clone())
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "test"))
        .idempotency_token_provider(IDEMPOTENCY_TOKEN)
        .retry_config(RetryConfig::disabled())
        .sleep_impl(Never)
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .time_source(StaticTimeSource::new(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW)))
        .token_provider(Token::new("token", None))
        .validation(Validation::Off)
}

/// Runs a call to its end.
pub(super) fn run<T>(call: impl Future<Output = T>) -> Result<T, Failure> {
    let mut result = None;
    run_boxed(Box::pin(async { result = Some(call.await) }))?;
    result.ok_or_else(|| Failure::new("the call did not end"))
}

/// In a box, since every test has another future, and a runtime would be compiled for each.
fn run_boxed(call: Pin<Box<dyn Future<Output = ()> + '_>>) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| Failure::new(format!("no Tokio runtime: {error}")))?;
    runtime.block_on(call);
    Ok(())
}

/// A timer that never goes off: nothing here takes time.
#[derive(Debug)]
struct Never;

impl AsyncSleep for Never {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::pending())
    }
}
