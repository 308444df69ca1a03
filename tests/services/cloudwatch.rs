//! CloudWatch in CBOR: metrics with numbers of every kind, statistics of them by time, an alarm, and what there is not.

use std::error::Error;

use cloudwatch::Client;
use cloudwatch::config::SdkConfig;
use cloudwatch::operation::delete_alarms::DeleteAlarmsInput;
use cloudwatch::operation::describe_alarms::DescribeAlarmsInput;
use cloudwatch::operation::get_dashboard::GetDashboardInput;
use cloudwatch::operation::get_metric_statistics::GetMetricStatisticsInput;
use cloudwatch::operation::list_metrics::ListMetricsInput;
use cloudwatch::operation::put_metric_alarm::PutMetricAlarmInput;
use cloudwatch::operation::put_metric_data::PutMetricDataInput;
use cloudwatch::operation::set_alarm_state::SetAlarmStateInput;
use cloudwatch::primitives::DateTime;
use cloudwatch::types::{
    ComparisonOperator, Dimension, MetricDatum, StandardUnit, StateValue, Statistic, StatisticSet,
};

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    metrics(&client).await?;
    alarm(&client).await?;
    refusals(&client).await
}

/// Puts three values of one minute and reads them in all its statistics.
async fn metrics(client: &Client) -> Result<(), Box<dyn Error>> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let minute = i64::try_from(now.as_secs() / 60 * 60)? - 600;
    let kiln = || Dimension::name("Kiln").value("größer");
    let datum = |name| {
        // The milliseconds are those of a `f64` that is a little less than what is written.
        let time = DateTime::from_millis(minute * 1_000 + 1_234);
        MetricDatum::metric_name(name).timestamp(time).dimensions(vec![kiln()])
    };
    let set = StatisticSet::sample_count(2.0).sum(3.0).minimum(1.0).maximum(2.0);
    let data = vec![
        datum("Heat").value(0.5).unit(StandardUnit::Percent),
        datum("Heat").values(vec![1.0, 2.5]).counts(vec![1.0, 1.0]).unit(StandardUnit::Percent),
        datum("Fuel").statistic_values(set).unit(StandardUnit::Count),
    ];
    client.put_metric_data(PutMetricDataInput::namespace("Kilns").metric_data(data)).await?;

    let found = client.list_metrics(ListMetricsInput::new().namespace("Kilns")).await?;
    let items = found.metrics.unwrap_or_default();
    let mut names: Vec<&str> =
        items.iter().filter_map(|metric| metric.metric_name.as_deref()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Fuel", "Heat"]);
    let dimensions = items.first().and_then(|metric| metric.dimensions.clone());
    assert_eq!(dimensions, Some(vec![kiln()]));

    let request = GetMetricStatisticsInput::namespace("Kilns")
        .metric_name("Heat")
        .start_time(DateTime::from_secs(minute))
        .end_time(DateTime::from_secs(minute + 60))
        .period(60)
        .statistics(vec![Statistic::Average, Statistic::Sum, Statistic::SampleCount])
        .dimensions(vec![kiln()]);
    let found = client.get_metric_statistics(request).await?;
    assert_eq!(found.label.as_deref(), Some("Heat"));
    let points = found.datapoints.unwrap_or_default();
    let [point] = points.as_slice() else { return Err(format!("{points:?}").into()) };
    assert_eq!(point.timestamp, Some(DateTime::from_secs(minute)));
    assert_eq!((point.sum, point.sample_count), (Some(4.0), Some(3.0)));
    assert_eq!(point.average, Some(4.0 / 3.0));
    assert_eq!((point.minimum, &point.unit), (None, &Some(StandardUnit::Percent)));
    Ok(())
}

async fn alarm(client: &Client) -> Result<(), Box<dyn Error>> {
    let alarm = PutMetricAlarmInput::alarm_name("too hot")
        .evaluation_periods(2)
        .comparison_operator(ComparisonOperator::GreaterThanThreshold)
        .namespace("Kilns")
        .metric_name("Fever")
        .statistic(Statistic::Maximum)
        .period(300)
        .threshold(1250.5)
        .actions_enabled(false);
    // The model has no output.
    client.put_metric_alarm(alarm).await?;
    let reason = SetAlarmStateInput::alarm_name("too hot")
        .state_value(StateValue::Alarm)
        .state_reason("tested");
    client.set_alarm_state(reason).await?;

    let request = DescribeAlarmsInput::new().alarm_names(vec!["too hot".to_owned()]);
    let found = client.describe_alarms(request.clone()).await?;
    let alarms = found.metric_alarms.unwrap_or_default();
    let [alarm] = alarms.as_slice() else { return Err(format!("{alarms:?}").into()) };
    assert_eq!(alarm.threshold, Some(1250.5));
    assert_eq!((alarm.period, alarm.actions_enabled), (Some(300), Some(false)));
    assert_eq!(alarm.state_value, Some(StateValue::Alarm));
    assert_eq!(alarm.state_reason.as_deref(), Some("tested"));
    assert!(alarm.state_updated_timestamp.is_some());

    let names = vec!["too hot".to_owned()];
    client.delete_alarms(DeleteAlarmsInput::alarm_names(names)).await?;
    let found = client.describe_alarms(request).await?;
    assert_eq!(found.metric_alarms.unwrap_or_default(), []);
    Ok(())
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let request =
        SetAlarmStateInput::alarm_name("none").state_value(StateValue::Ok).state_reason("tested");
    let error = client.set_alarm_state(request).await.expect_err("there is no such alarm");
    assert!(error.is_resource_not_found(), "{error:?}");
    assert_eq!(error.message(), Some("Alarm none not found"));

    let request = GetDashboardInput::dashboard_name("none");
    let error = client.get_dashboard(request).await.expect_err("there is no such dashboard");
    assert_eq!(error.code(), Some("ResourceNotFound"));
    assert!(error.is_dashboard_not_found_error(), "{error:?}");
    Ok(())
}
