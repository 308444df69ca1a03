//! What a call tells the telemetry provider of the process.

use std::sync::{Arc, Mutex};

use aws_smithy_observability::global::set_telemetry_provider;
use aws_smithy_observability::instruments::{
    AsyncInstrumentBuilder, AsyncMeasure, Histogram, InstrumentBuilder, MonotonicCounter,
    ProvideInstrument, UpDownCounter,
};
use aws_smithy_observability::meter::{Meter, ProvideMeter};
use aws_smithy_observability::{AttributeValue, Attributes, Context, TelemetryProvider};
use tinsmith_runtime::client::{Core, Service};

use super::sample::{RESPOND_TO_AUTH_CHALLENGE, TEMPLATE, config, replay, request, response};

/// A service that no other test uses: the provider is that of the whole process.
static MEASURED: Service = Service { id: "Measured Service", api_name: "measured", ..TEMPLATE };

/// The instrument, the service, the operation and the status of each value for that service.
type Records = Arc<Mutex<Vec<(String, Vec<(String, String)>)>>>;

#[derive(Debug)]
struct Recorder(Records);

impl ProvideMeter for Recorder {
    fn get_meter(&self, scope: &'static str, _: Option<&Attributes>) -> Meter {
        let records = (scope == "measured").then(|| self.0.clone());
        Meter::new(Arc::new(Histograms(records)))
    }
}

/// Histograms, which are all that the official runtime makes; they record if there is where to.
#[derive(Debug)]
struct Histograms(Option<Records>);

impl ProvideInstrument for Histograms {
    fn create_histogram(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn Histogram>>,
    ) -> Arc<dyn Histogram> {
        Arc::new(Named { name: builder.get_name().to_string(), records: self.0.clone() })
    }

    fn create_gauge(
        &self,
        _: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = f64>>, f64>,
    ) -> Arc<dyn AsyncMeasure<Value = f64>> {
        unimplemented!()
    }

    fn create_up_down_counter(
        &self,
        _: InstrumentBuilder<'_, Arc<dyn UpDownCounter>>,
    ) -> Arc<dyn UpDownCounter> {
        unimplemented!()
    }

    fn create_async_up_down_counter(
        &self,
        _: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = i64>>, i64>,
    ) -> Arc<dyn AsyncMeasure<Value = i64>> {
        unimplemented!()
    }

    fn create_monotonic_counter(
        &self,
        _: InstrumentBuilder<'_, Arc<dyn MonotonicCounter>>,
    ) -> Arc<dyn MonotonicCounter> {
        unimplemented!()
    }

    fn create_async_monotonic_counter(
        &self,
        _: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = u64>>, u64>,
    ) -> Arc<dyn AsyncMeasure<Value = u64>> {
        unimplemented!()
    }
}

#[derive(Debug)]
struct Named {
    name: String,
    records: Option<Records>,
}

impl Histogram for Named {
    fn record(&self, _: f64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        let Some(records) = &self.records else { return };
        let of = |name: &str| match attributes?.get(name)? {
            AttributeValue::String(text) => Some((name.to_owned(), text.clone())),
            AttributeValue::I64(number) => Some((name.to_owned(), number.to_string())),
            _ => None,
        };
        let names = ["rpc.service", "rpc.method", "http.status_code"];
        let attributes = names.into_iter().filter_map(of).collect();
        records.lock().unwrap().push((self.name.clone(), attributes));
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_and_its_attempts_are_measured() {
    let records = Records::default();
    let recorder = Arc::new(Recorder(records.clone()));
    let provider = || TelemetryProvider::builder().meter_provider(recorder.clone()).build();
    // It is refused while a client of another test asks for the one that there is.
    while set_telemetry_provider(provider()).is_err() {
        std::thread::yield_now();
    }

    let http = replay([response(500, &[], ""), response(200, &[], "{}")]);
    let core = Core::new(&MEASURED, config().http_client(http).build());
    core.call(&RESPOND_TO_AUTH_CHALLENGE, request()).await.unwrap();

    let records = records.lock().unwrap();
    let of = |instrument: &str| -> Vec<_> {
        let of_instrument = records.iter().filter(|(name, _)| name == instrument);
        of_instrument.map(|(_, attributes)| attributes.clone()).collect()
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let call = || {
        vec![pair("rpc.service", "Measured Service"), pair("rpc.method", "RespondToAuthChallenge")]
    };
    let whole: Vec<_> = call().into_iter().chain([pair("http.status_code", "200")]).collect();
    assert_eq!(of("smithy.client.call.duration"), [whole]);
    let attempts = of("smithy.client.call.attempt.duration");
    assert_eq!(attempts.len(), 2);
    assert!(attempts.iter().all(|attributes| attributes.starts_with(&call())), "{attempts:?}");
}
