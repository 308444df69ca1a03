//! A program of usual shape, whose size is measured: it makes the three calls with the crate's default features, and prints what comes back, so that no call can be optimized away.

use std::error::Error;

use calls::{config, get_metric_data, list_metrics, put_metric_data};
use cloudwatch::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let client = Client::from_conf(config().build());
    runtime.block_on(async {
        put_metric_data(&client, &values::data()).await?;
        println!("{:?}", get_metric_data(&client).await?);
        println!("{:?}", list_metrics(&client).await?);
        Ok(())
    })
}
