//! CloudWatch in awsQuery, which its crate speaks where it is told to: lists of structures as forms, numbers and times in XML, an alarm, and what there is not.

use std::error::Error;

use cloudwatch_query::Client;
use cloudwatch_query::config::SdkConfig;
use cloudwatch_query::operation::delete_alarms::DeleteAlarmsInput;
use cloudwatch_query::operation::describe_alarms::DescribeAlarmsInput;
use cloudwatch_query::operation::get_dashboard::GetDashboardInput;
use cloudwatch_query::operation::get_metric_statistics::GetMetricStatisticsInput;
use cloudwatch_query::operation::list_metrics::ListMetricsInput;
use cloudwatch_query::operation::put_metric_alarm::PutMetricAlarmInput;
use cloudwatch_query::operation::put_metric_data::PutMetricDataInput;
use cloudwatch_query::primitives::DateTime;
use cloudwatch_query::types::{
    ComparisonOperator, Dimension, MetricDatum, StandardUnit, StateValue, Statistic,
};

/// One more than Moto gives at once.
const METRICS: usize = 501;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    statistics(&client).await?;
    pages(&client).await?;
    alarm(&client).await?;
    refusals(&client).await
}

fn kiln(name: &str) -> Dimension {
    Dimension::name("Kiln").value(name)
}

async fn statistics(client: &Client) -> Result<(), Box<dyn Error>> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let minute = i64::try_from(now.as_secs() / 60 * 60)? - 600;
    let datum = |value| {
        MetricDatum::metric_name("Heat")
            .timestamp(DateTime::from_secs(minute))
            .dimensions(vec![kiln("größer & +")])
            .unit(StandardUnit::Percent)
            .value(value)
    };
    let data = vec![datum(0.5), datum(1.0), datum(2.5)];
    client.put_metric_data(PutMetricDataInput::namespace("Kilns").metric_data(data)).await?;

    let request = GetMetricStatisticsInput::namespace("Kilns")
        .metric_name("Heat")
        .start_time(DateTime::from_secs(minute))
        .end_time(DateTime::from_secs(minute + 60))
        .period(60)
        .statistics(vec![Statistic::Average, Statistic::Sum, Statistic::SampleCount])
        .dimensions(vec![kiln("größer & +")]);
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

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    let data = (0..METRICS)
        .map(|number| {
            MetricDatum::metric_name(format!("Fuel{number}"))
                .value(1.0)
                .dimensions(vec![kiln("<k>")])
        })
        .collect::<Vec<_>>();
    for some in data.chunks(250) {
        let request = PutMetricDataInput::namespace("Fuel").metric_data(some.to_vec());
        client.put_metric_data(request).await?;
    }
    let request = ListMetricsInput::new().namespace("Fuel");
    let mut pages = client.list_metrics(request).into_paginator().pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await? {
        let metrics = page.metrics.unwrap_or_default();
        let expected = Some(vec![kiln("<k>")]);
        assert!(metrics.iter().all(|metric| metric.dimensions == expected));
        counts.push(metrics.len());
    }
    assert_eq!(counts, [500, METRICS - 500]);
    Ok(())
}

async fn alarm(client: &Client) -> Result<(), Box<dyn Error>> {
    let alarm = PutMetricAlarmInput::alarm_name("too hot")
        .evaluation_periods(2)
        .comparison_operator(ComparisonOperator::GreaterThanThreshold)
        .namespace("Kilns")
        .metric_name("Heat")
        .statistic(Statistic::Maximum)
        .period(300)
        .threshold(1250.5)
        .actions_enabled(false)
        .dimensions(vec![kiln("größer & +")]);
    client.put_metric_alarm(alarm).await?;
    let request = DescribeAlarmsInput::new().alarm_names(vec!["too hot".to_owned()]);
    let found = client.describe_alarms(request.clone()).await?;
    let alarms = found.metric_alarms.unwrap_or_default();
    let [alarm] = alarms.as_slice() else { return Err(format!("{alarms:?}").into()) };
    assert_eq!((alarm.threshold, alarm.period), (Some(1250.5), Some(300)));
    assert_eq!(alarm.actions_enabled, Some(false));
    assert_eq!(alarm.dimensions, Some(vec![kiln("größer & +")]));
    assert_eq!(alarm.state_value, Some(StateValue::Ok));

    let names = vec!["too hot".to_owned()];
    client.delete_alarms(DeleteAlarmsInput::alarm_names(names)).await?;
    let found = client.describe_alarms(request).await?;
    assert_eq!(found.metric_alarms.unwrap_or_default(), []);
    Ok(())
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = GetDashboardInput::dashboard_name("none");
    let error = client.get_dashboard(request).await.expect_err("there is no such dashboard");
    assert!(error.is_dashboard_not_found_error(), "{error:?}");
    assert_eq!(error.status(), Some(404));
    Ok(())
}
