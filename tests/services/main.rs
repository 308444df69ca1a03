//! What programs do with the services, each in the module of its name: `tinsmith-services PROGRAM ENDPOINT`.
//!
//! The server is Moto's, and MiniStack where a program says so. Where it does what AWS would not, a comment says so.

mod apigateway;
mod appconfig;
mod cloudformation;
mod cloudwatch;
mod cloudwatch_query;
mod dynamodb;
mod ec2;
mod iam;
mod kms;
mod lambda;
mod route53;
mod s3;
mod scheduler;
mod secretsmanager;
mod sns;
mod sqs;
mod ssm;
mod stepfunctions;
mod sts;

use std::env;
use std::error::Error;

// The official type, which every generated crate takes; `aws-config` loads one from the environment.
use ::dynamodb::config::{
    BehaviorVersion, Credentials, Region, RetryConfig, SdkConfig, SharedCredentialsProvider,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [program, endpoint] = arguments.as_slice() else {
        return Err("expected the name of a program and the URL of a server".into());
    };
    let config = config(endpoint);
    match program.as_str() {
        "apigateway" => apigateway::run(&config).await,
        "appconfig" => appconfig::run(&config).await,
        "cloudformation" => cloudformation::run(&config).await,
        "cloudwatch" => cloudwatch::run(&config).await,
        "cloudwatch-query" => cloudwatch_query::run(&config).await,
        "dynamodb" => dynamodb::run(&config).await,
        "ec2" => ec2::run(&config).await,
        "iam" => iam::run(&config).await,
        "kms" => kms::run(&config).await,
        "kms-disabled" => kms::disabled(&config).await,
        "lambda" => lambda::run(&config).await,
        "route53" => route53::run(&config).await,
        "s3" => s3::run(&config).await,
        "scheduler" => scheduler::run(&config).await,
        "secretsmanager" => secretsmanager::run(&config).await,
        "sns" => sns::run(&config).await,
        "sqs" => sqs::run(&config).await,
        "ssm" => ssm::run(&config).await,
        "stepfunctions" => stepfunctions::run(&config).await,
        "stepfunctions-synchronous" => stepfunctions::synchronous(&config).await,
        "sts" => sts::run(&config).await,
        _ => Err(format!("there is no program {program}").into()),
    }
}

/// Settings for a server on this machine: credentials that mean nothing, and one attempt, so that a server's mistake is seen.
fn config(endpoint: &str) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "tests");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(endpoint)
        .build()
}
