//! Whether a call can connect and wait where it is made.
//!
//! Tokio tells nobody whether a runtime has a time and an I/O driver.

use std::error::Error;
use std::fmt::{Display, Formatter};

use aws_smithy_async::rt::sleep::default_async_sleep;

use crate::config::Settings;

/// What there is beside the settings.
#[derive(Clone, Copy, Debug)]
struct Surroundings {
    has_http_client: bool,
    has_timer: bool,
    /// Always, where neither feature brings Tokio: nothing then knows of it.
    is_in_tokio: bool,
}

impl Surroundings {
    fn now() -> Self {
        #[cfg(any(feature = "rt-tokio", feature = "default-https-client", feature = "http2"))]
        let is_in_tokio = tokio::runtime::Handle::try_current().is_ok();
        #[cfg(not(any(
            feature = "rt-tokio",
            feature = "default-https-client",
            feature = "http2"
        )))]
        let is_in_tokio = true;
        Self {
            has_http_client: cfg!(any(feature = "default-https-client", feature = "http2")),
            has_timer: default_async_sleep().is_some(),
            is_in_tokio,
        }
    }
}

/// Says what a call with these settings lacks, before anything is sent.
pub(super) fn check(settings: &Settings) -> Result<(), Lacking> {
    check_in(settings, Surroundings::now())
}

/// HTTP client and timer of an `SdkConfig` count as Tokio's, since `aws-config` sets them so; and so do those that are there by default.
fn check_in(settings: &Settings, around: Surroundings) -> Result<(), Lacking> {
    let (http_client, sleep_impl) = (&settings.http_client, &settings.sleep_impl);
    if http_client.is_none() && !around.has_http_client {
        return Err(Lacking::HttpClient);
    }
    if sleep_impl.is_none() && !around.has_timer {
        return Err(Lacking::Timer);
    }
    let needs_tokio = http_client.as_ref().is_none_or(|part| part.needs_tokio)
        || sleep_impl.as_ref().is_none_or(|part| part.needs_tokio);
    if needs_tokio && !around.is_in_tokio {
        return Err(Lacking::Tokio);
    }
    Ok(())
}

/// What the program lacks around a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lacking {
    HttpClient,
    Timer,
    Tokio,
}

impl Display for Lacking {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::HttpClient => {
                "there is no HTTP client: set `http_client` on the configuration, or use the feature `default-https-client`"
            }
            Self::Timer => {
                "there is no timer for retries and timeouts: set `sleep_impl` on the configuration, or use the feature `rt-tokio`"
            }
            Self::Tokio => {
                "this is not within a Tokio runtime: enter one, or set `sleep_impl` and `http_client` on the configuration"
            }
        })
    }
}

impl Error for Lacking {}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
    use aws_smithy_http_client::test_util::NeverClient;

    use super::{Lacking, Surroundings, check_in};
    use crate::config::{Config, ConfigBuilder, SdkConfig};

    const NOTHING: Surroundings =
        Surroundings { has_http_client: false, has_timer: false, is_in_tokio: false };
    const EVERYTHING: Surroundings =
        Surroundings { has_http_client: true, has_timer: true, is_in_tokio: true };

    #[derive(Debug)]
    struct Forever;

    impl AsyncSleep for Forever {
        fn sleep(&self, _: Duration) -> Sleep {
            Sleep::new(std::future::pending())
        }
    }

    #[track_caller]
    fn assert_lacks(builder: ConfigBuilder, around: Surroundings, lacking: Option<Lacking>) {
        assert_eq!(check_in(&builder.settings, around).err(), lacking);
    }

    #[test]
    fn nothing_is_lacking_where_there_is_everything() {
        assert_lacks(Config::builder(), EVERYTHING, None);
    }

    #[test]
    fn an_http_client_is_the_callers_or_the_default() {
        assert_lacks(Config::builder().sleep_impl(Forever), NOTHING, Some(Lacking::HttpClient));
        let around = Surroundings { has_http_client: false, ..EVERYTHING };
        assert_lacks(Config::builder(), around, Some(Lacking::HttpClient));
        assert_lacks(Config::builder().http_client(NeverClient::new()), around, None);
    }

    #[test]
    fn a_timer_is_the_callers_or_the_default() {
        let http = Config::builder().http_client(NeverClient::new());
        assert_lacks(http.clone(), NOTHING, Some(Lacking::Timer));
        let around = Surroundings { has_timer: false, ..EVERYTHING };
        assert_lacks(http.clone(), around, Some(Lacking::Timer));
        assert_lacks(http.sleep_impl(Forever), around, None);
    }

    #[test]
    fn tokio_is_needed_unless_both_parts_are_the_callers() {
        let around = Surroundings { is_in_tokio: false, ..EVERYTHING };
        let http = Config::builder().http_client(NeverClient::new());
        assert_lacks(Config::builder().sleep_impl(Forever), around, Some(Lacking::Tokio));
        assert_lacks(http.clone(), around, Some(Lacking::Tokio));
        assert_lacks(http.sleep_impl(Forever), NOTHING, None);
    }

    #[test]
    fn the_parts_of_an_sdk_config_need_tokio() {
        let shared = SdkConfig::builder().http_client(NeverClient::new());
        let shared = ConfigBuilder::from(
            &shared.sleep_impl(aws_smithy_async::rt::sleep::SharedAsyncSleep::new(Forever)).build(),
        );
        assert_lacks(shared.clone(), NOTHING, Some(Lacking::Tokio));
        assert_lacks(shared.clone().http_client(NeverClient::new()), NOTHING, Some(Lacking::Tokio));
        let both = shared.http_client(NeverClient::new()).sleep_impl(Forever);
        assert_lacks(both, NOTHING, None);
    }
}
