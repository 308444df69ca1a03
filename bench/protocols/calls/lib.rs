//! The calls, with the generated crate of one protocol.

use std::error::Error;
use std::hint::black_box;
use std::rc::Rc;

use cloudwatch::config::{ConfigBuilder, Credentials, SharedHttpClient};
use cloudwatch::operation::get_metric_data::{GetMetricDataInput, GetMetricDataOutput};
use cloudwatch::operation::list_metrics::{ListMetricsInput, ListMetricsOutput};
use cloudwatch::operation::put_metric_data::PutMetricDataInput;
use cloudwatch::primitives::DateTime;
use cloudwatch::types::{
    Dimension, Metric, MetricDataQuery, MetricDatum, MetricStat, StandardUnit,
};
use cloudwatch::{Client, Config};
use measure::{MakeCall, expect};
use tokio::runtime::Runtime;
use values::{Call, Datum};

/// Gives the settings of all clients.
pub fn config() -> ConfigBuilder {
    let credentials = Credentials::new("AKID", "SECRET", None, None, "static");
    Config::builder().region("eu-west-1").credentials_provider(credentials)
}

/// Makes a client with this HTTP client, and gives its calls. The first one has been made, and read what was answered.
///
/// # Errors
/// A call that fails, or that reads anything else.
pub fn calls(
    call: Call,
    http_client: SharedHttpClient,
    runtime: Rc<Runtime>,
) -> Result<MakeCall, Box<dyn Error>> {
    let config = config()
        .http_client(http_client)
        .disable_request_compression(call != Call::PutMetricDataInGzip);
    let client = Client::from_conf(config.build());
    Ok(match call {
        Call::PutMetricData | Call::PutMetricDataInGzip => {
            let data = values::data();
            runtime.block_on(put_metric_data(&client, &data))?;
            Box::new(move || runtime.block_on(put_metric_data(&client, &data)))
        }
        Call::GetMetricData => {
            let output = runtime.block_on(get_metric_data(&client))?;
            expect(series(output).as_deref(), Some(values::series().as_slice()))?;
            Box::new(move || {
                black_box(runtime.block_on(get_metric_data(&client))?);
                Ok(())
            })
        }
        Call::ListMetrics => {
            let output = runtime.block_on(list_metrics(&client))?;
            expect(metrics(output).as_deref(), Some(values::metrics().as_slice()))?;
            Box::new(move || {
                black_box(runtime.block_on(list_metrics(&client))?);
                Ok(())
            })
        }
    })
}

/// Sends measured values.
///
/// # Errors
/// A call that fails.
pub async fn put_metric_data(client: &Client, data: &[Datum]) -> Result<(), Box<dyn Error>> {
    let datum = |datum: &Datum| {
        MetricDatum::metric_name(datum.name)
            .dimensions(vec![Dimension::name("Host").value(&datum.host)])
            .timestamp(DateTime::from_secs(datum.time))
            .unit(StandardUnit::Milliseconds)
            .values(datum.values.clone())
            .counts(datum.counts.clone())
    };
    let data = data.iter().map(datum).collect::<Vec<_>>();
    let request = PutMetricDataInput::namespace(values::NAMESPACE).metric_data(data);
    client.put_metric_data(request).await?;
    Ok(())
}

/// Asks for the points of two metrics.
///
/// # Errors
/// A call that fails.
pub async fn get_metric_data(client: &Client) -> Result<GetMetricDataOutput, Box<dyn Error>> {
    let query = |series: &str, name: &str, statistic: &str| {
        let metric = Metric::new().namespace(values::NAMESPACE).metric_name(name);
        let statistic = MetricStat::metric(metric).period(60).stat(statistic);
        MetricDataQuery::id(series).metric_stat(statistic)
    };
    let queries =
        vec![query("load", "CPUUtilization", "Average"), query("requests", "RequestCount", "Sum")];
    let request = GetMetricDataInput::metric_data_queries(queries)
        .start_time(DateTime::from_secs(values::START))
        .end_time(DateTime::from_secs(values::START + 500 * 60));
    Ok(client.get_metric_data(request).await?)
}

/// Asks which metrics there are.
///
/// # Errors
/// A call that fails.
pub async fn list_metrics(client: &Client) -> Result<ListMetricsOutput, Box<dyn Error>> {
    Ok(client.list_metrics(ListMetricsInput::new().namespace("AWS/Lambda")).await?)
}

/// The points in a response; nothing where one of them is not there.
fn series(output: GetMetricDataOutput) -> Option<Vec<values::Series>> {
    let results = output.metric_data_results?.into_iter();
    let series = results.map(|result| {
        Some(values::Series {
            id: result.id?,
            label: result.label?,
            times: result.timestamps?.iter().map(DateTime::secs).collect(),
            values: result.values?,
        })
    });
    series.collect()
}

/// The metrics in a response; nothing where a name is not there.
fn metrics(output: ListMetricsOutput) -> Option<Vec<values::Metric>> {
    let metrics = output.metrics?.into_iter().map(|metric| {
        let dimensions = metric.dimensions?.into_iter();
        Some(values::Metric {
            namespace: metric.namespace?,
            name: metric.metric_name?,
            dimensions: dimensions.map(|one| (one.name, one.value)).collect(),
        })
    });
    metrics.collect()
}
