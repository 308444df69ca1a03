//! What is sent to CloudWatch and what it answers, the same in each protocol and in every run.
//!
//! How many digits the numbers have decides how long they are as text, so they are what such numbers usually are: times in milliseconds with three decimals, averages with all the digits that a division gives, counts without a fraction.

/// A call that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// [`data`] is sent as it is.
    PutMetricData,
    /// [`data`] is sent in gzip, as clients do it unless they are told not to.
    PutMetricDataInGzip,
    /// [`series`] is answered.
    GetMetricData,
    /// [`metrics`] is answered.
    ListMetrics,
}

impl Call {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::PutMetricData, Self::PutMetricDataInGzip, Self::GetMetricData, Self::ListMetrics];

    /// The name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::PutMetricData => "`PutMetricData`",
            Self::PutMetricDataInGzip => "`PutMetricData` in gzip",
            Self::GetMetricData => "`GetMetricData`",
            Self::ListMetrics => "`ListMetrics`",
        }
    }

    /// Whether the request has the values; otherwise the response has them.
    pub fn sends(self) -> bool {
        matches!(self, Self::PutMetricData | Self::PutMetricDataInGzip)
    }
}

/// The namespace of what is sent.
pub const NAMESPACE: &str = "Shop/Checkout";

/// The first of all points in time, in seconds; a whole minute.
pub const START: i64 = 1_764_000_000;

/// Measured values of one metric, each with the number of times that it occurred.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// The name of the metric.
    pub name: &'static str,
    /// The value of its one dimension, `Host`.
    pub host: String,
    /// In seconds.
    pub time: i64,
    /// Milliseconds.
    pub values: Vec<f64>,
    /// As many as there are values.
    pub counts: Vec<f64>,
}

/// Gives what is sent: 20 data of 100 values and counts.
pub fn data() -> Vec<Datum> {
    let mut numbers = Numbers(1);
    let datum = |host: i64| Datum {
        name: "Latency",
        host: format!("web-{host:02}"),
        time: START + host,
        values: (0..100).map(|_| f64::from(numbers.below(400_000)) / 1000.0).collect(),
        counts: (0..100).map(|_| f64::from(1 + numbers.below(30))).collect(),
    };
    (0..20).map(datum).collect()
}

/// The points of one metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The id of the query.
    pub id: String,
    /// The name of the metric.
    pub label: String,
    /// In seconds, the newest first.
    pub times: Vec<i64>,
    /// As many as there are times.
    pub values: Vec<f64>,
}

/// Gives what is answered to queries: two metrics of 500 points.
pub fn series() -> Vec<Series> {
    let mut numbers = Numbers(2);
    let times: Vec<i64> = (0..500).rev().map(|minute| START + 60 * minute).collect();
    // The mean of 300 measured values with two decimals.
    let mean = |_: &i64| f64::from(numbers.below(3_000_000)) / 100.0 / 300.0;
    let means = times.iter().map(mean).collect();
    let counts = times.iter().map(|_| f64::from(numbers.below(20_000))).collect();
    vec![
        Series {
            id: "load".to_owned(),
            label: "CPUUtilization".to_owned(),
            times: times.clone(),
            values: means,
        },
        Series {
            id: "requests".to_owned(),
            label: "RequestCount".to_owned(),
            times,
            values: counts,
        },
    ]
}

/// A metric that there is.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// The namespace.
    pub namespace: String,
    /// The name.
    pub name: String,
    /// Names and values.
    pub dimensions: Vec<(String, String)>,
}

/// Gives what is answered to a list of metrics: 500 of them, which is what a page has.
pub fn metrics() -> Vec<Metric> {
    const NAMES: [&str; 5] =
        ["ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"];
    let of_function = |function: u32| {
        NAMES.map(|name| Metric {
            namespace: "AWS/Lambda".to_owned(),
            name: name.to_owned(),
            dimensions: vec![("FunctionName".to_owned(), format!("checkout-{function:03}"))],
        })
    };
    (0..100).flat_map(of_function).collect()
}

/// Numbers without an order that one sees, the same in every run.
struct Numbers(u32);

impl Numbers {
    /// Gives the next one, which is below a limit.
    fn below(&mut self, limit: u32) -> u32 {
        // The generator of Numerical Recipes; its low bits repeat soon, so the high ones decide.
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let scaled = (u64::from(self.0) * u64::from(limit)) >> 32;
        u32::try_from(scaled).unwrap_or_default()
    }
}
