//! Answers in JSON, written by `serde_json`.

use std::error::Error;

use measure::Answer;
use serde_json::{Value, json};
use values::{Call, Metric, Series};

pub(crate) fn answer(call: Call) -> Result<Answer, Box<dyn Error>> {
    let body = match call {
        // The model has no output.
        Call::PutMetricData | Call::PutMetricDataInGzip => Vec::new(),
        Call::GetMetricData => {
            let results: Vec<Value> = values::series().iter().map(series).collect();
            serde_json::to_vec(&json!({"MetricDataResults": results, "Messages": []}))?
        }
        Call::ListMetrics => {
            let metrics: Vec<Value> = values::metrics().iter().map(metric).collect();
            serde_json::to_vec(&json!({"Metrics": metrics}))?
        }
    };
    let headers = &[
        ("content-type", "application/x-amz-json-1.0"),
        ("x-amzn-requestid", "5b1a3c5e-0b5b-4b8f-9a53-8f3f2f0a1c11"),
    ];
    Ok(Answer { status: 200, headers, body })
}

fn series(series: &Series) -> Value {
    json!({
        "Id": series.id,
        "Label": series.label,
        "StatusCode": "Complete",
        "Timestamps": series.times,
        "Values": series.values,
    })
}

fn metric(metric: &Metric) -> Value {
    let dimensions = metric.dimensions.iter();
    let dimensions = dimensions.map(|(name, value)| json!({"Name": name, "Value": value}));
    json!({
        "Namespace": metric.namespace,
        "MetricName": metric.name,
        "Dimensions": dimensions.collect::<Vec<_>>(),
    })
}
