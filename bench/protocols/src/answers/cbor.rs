//! Answers in CBOR, written by the official encoder: timestamps are doubles under a tag, lengths are written.

use std::error::Error;

use aws_smithy_cbor::Encoder;
use aws_smithy_types::DateTime;
use measure::Answer;
use values::{Call, Metric, Series};

pub(crate) fn answer(call: Call) -> Result<Answer, Box<dyn Error>> {
    let mut out = Encoder::new(Vec::new());
    match call {
        // The model has no output.
        Call::PutMetricData | Call::PutMetricDataInGzip => {}
        Call::GetMetricData => {
            let results = values::series();
            out.map(2).str("MetricDataResults").array(results.len());
            results.iter().for_each(|one| series(&mut out, one));
            out.str("Messages").array(0);
        }
        Call::ListMetrics => {
            let metrics = values::metrics();
            out.map(1).str("Metrics").array(metrics.len());
            metrics.iter().for_each(|one| metric(&mut out, one));
        }
    }
    let headers = &[
        ("content-type", "application/cbor"),
        ("smithy-protocol", "rpc-v2-cbor"),
        ("x-amzn-requestid", "5b1a3c5e-0b5b-4b8f-9a53-8f3f2f0a1c11"),
    ];
    Ok(Answer { status: 200, headers, body: out.into_writer() })
}

fn series(out: &mut Encoder, series: &Series) {
    out.map(5).str("Id").str(&series.id).str("Label").str(&series.label);
    out.str("StatusCode").str("Complete").str("Timestamps").array(series.times.len());
    for time in &series.times {
        out.timestamp(&DateTime::from_secs(*time));
    }
    out.str("Values").array(series.values.len());
    for value in &series.values {
        out.double(*value);
    }
}

fn metric(out: &mut Encoder, metric: &Metric) {
    out.map(3).str("Namespace").str(&metric.namespace).str("MetricName").str(&metric.name);
    out.str("Dimensions").array(metric.dimensions.len());
    for (name, value) in &metric.dimensions {
        out.map(2).str("Name").str(name).str("Value").str(value);
    }
}
