//! The crates of the services, and the program that is made with them.
//!
//! The corpus has crates of these services too, with all of their operations, which are four times as many lines. So each is generated again with the few that are called, as a user would do it.
//! Crates and program lie below the target directory, each a workspace of its own; what they depend on is compiled for the README's program too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tinsmith_tests::{archives, scratch, sdk};

/// The crates by their names, which are those of their services where [`OTHERWISE`] says nothing else, and the operations that their programs call.
const CRATES: [(&str, &[&str]); 19] = [
    (
        "apigateway",
        &[
            "CreateDeployment",
            "CreateRestApi",
            "DeleteRestApi",
            "GetExport",
            "GetRestApi",
            "GetRestApis",
            "GetTags",
            "TagResource",
            "UntagResource",
            "UpdateRestApi",
        ],
    ),
    (
        "appconfig",
        &[
            "CreateApplication",
            "CreateConfigurationProfile",
            "CreateHostedConfigurationVersion",
            "DeleteApplication",
            "GetApplication",
            "GetHostedConfigurationVersion",
            "ListConfigurationProfiles",
            "ListTagsForResource",
            "TagResource",
            "UntagResource",
        ],
    ),
    (
        "cloudformation",
        &["CreateStack", "DeleteStack", "DescribeStackEvents", "DescribeStacks", "GetTemplate"],
    ),
    (
        "cloudwatch",
        &[
            "DeleteAlarms",
            "DescribeAlarms",
            "GetDashboard",
            "GetMetricStatistics",
            "ListMetrics",
            "PutMetricAlarm",
            "PutMetricData",
            "SetAlarmState",
        ],
    ),
    (
        "cloudwatch-query",
        &[
            "DeleteAlarms",
            "DescribeAlarms",
            "GetDashboard",
            "GetMetricStatistics",
            "ListMetrics",
            "PutMetricAlarm",
            "PutMetricData",
        ],
    ),
    (
        "dynamodb",
        &[
            "BatchWriteItem",
            "CreateTable",
            "DeleteTable",
            "DescribeTable",
            "GetItem",
            "PutItem",
            "Query",
        ],
    ),
    (
        "ec2",
        &[
            "CreateSecurityGroup",
            "DescribeInstances",
            "DescribeRegions",
            "RunInstances",
            "TerminateInstances",
        ],
    ),
    (
        "iam",
        &[
            "AttachUserPolicy",
            "CreatePolicy",
            "CreateRole",
            "CreateUser",
            "DeleteUser",
            "GetPolicyVersion",
            "GetUser",
            "GetUserPolicy",
            "ListAttachedUserPolicies",
            "ListUsers",
            "PutUserPolicy",
        ],
    ),
    (
        "kms",
        &[
            "CreateKey",
            "Decrypt",
            "DescribeKey",
            "DisableKey",
            "Encrypt",
            "ListKeyRotations",
            "RotateKeyOnDemand",
        ],
    ),
    ("lambda", &["CreateFunction", "DeleteFunction", "GetFunctionConfiguration", "Invoke"]),
    (
        "route53",
        &[
            "ChangeResourceRecordSets",
            "ChangeTagsForResource",
            "CreateHostedZone",
            "DeleteHostedZone",
            "GetChange",
            "GetHostedZone",
            "ListResourceRecordSets",
            "ListTagsForResource",
        ],
    ),
    (
        "s3",
        &[
            "CopyObject",
            "CreateBucket",
            "DeleteObject",
            "DeleteObjects",
            "GetBucketAcl",
            "GetBucketLocation",
            "GetBucketPolicy",
            "GetBucketTagging",
            "GetObjectTagging",
            "HeadBucket",
            "HeadObject",
            "ListObjectsV2",
            "PutBucketPolicy",
            "PutBucketTagging",
            "PutObjectTagging",
        ],
    ),
    (
        "scheduler",
        &[
            "CreateSchedule",
            "CreateScheduleGroup",
            "DeleteSchedule",
            "GetSchedule",
            "ListSchedules",
        ],
    ),
    ("secretsmanager", &["CreateSecret", "GetSecretValue", "ListSecrets"]),
    (
        "sns",
        &[
            "CreateTopic",
            "GetTopicAttributes",
            "Publish",
            "PublishBatch",
            "SetTopicAttributes",
            "Subscribe",
        ],
    ),
    (
        "sqs",
        &[
            "CreateQueue",
            "DeleteMessage",
            "DeleteMessageBatch",
            "GetQueueUrl",
            "ListQueues",
            "ReceiveMessage",
            "SendMessage",
            "SendMessageBatch",
        ],
    ),
    ("ssm", &["GetParameter", "GetParametersByPath", "PutParameter"]),
    (
        "stepfunctions",
        &[
            "CreateStateMachine",
            "DescribeExecution",
            "ListExecutions",
            "StartExecution",
            "StartSyncExecution",
            "StopExecution",
        ],
    ),
    ("sts", &["AssumeRole", "AssumeRoleWithSAML", "GetAccessKeyInfo", "GetCallerIdentity"]),
];

/// The crates whose service is to speak another protocol than its preferred one, with the service and the protocol.
const OTHERWISE: [(&str, &str, &str); 2] =
    [("cloudwatch", "cloudwatch", "rpcv2Cbor"), ("cloudwatch-query", "cloudwatch", "awsQuery")];

/// Where the corpus has its models, below the root.
const MODELS: &str = "target/corpus/models";

/// Makes and builds the program, once.
///
/// # Errors
/// Why the models of the services cannot be had.
pub(super) fn program() -> Result<&'static Path, &'static str> {
    static PROGRAM: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("services");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
        generate(target, &folder)?;
        // Beside the crates, not above them: cargo takes what is below a workspace for a part of it.
        let program = folder.join("program");
        fs::create_dir_all(&program).expect("the folder can be made");
        fs::write(program.join("Cargo.toml"), manifest()).expect("the manifest can be written");
        scratch::lock(&program);
        Ok(scratch::build(&program, target, &[]))
    });
    program.as_deref().map_err(String::as_str)
}

/// Makes each crate, below `folder`, with programs that are built in `target`.
fn generate(target: &Path, folder: &Path) -> Result<(), String> {
    let program = |package: &str, name: &str| {
        scratch::build(&sdk::root(), target, &["--package", package, "--bin", name])
    };
    let (survey, tinsmith) =
        (program("tinsmith-survey", "tinsmith-survey"), program("tinsmith", "tinsmith"));
    let services: BTreeSet<&str> = CRATES.into_iter().map(|(name, _)| service_of(name).0).collect();
    let services = services.into_iter().collect::<Vec<_>>().join(",");
    archives::run(Command::new(survey).args(["corpus", "--services", &services]))?;
    for (name, operations) in CRATES {
        let (service, protocol) = service_of(name);
        let model = sdk::root().join(MODELS).join(service).with_extension("json");
        let mut generate = Command::new(&tinsmith);
        generate.current_dir(sdk::root());
        generate.args(["generate", "--validation", "lenient", "--model"]).arg(model);
        generate.arg("--out").arg(folder.join("sdk").join(name));
        if let Some(protocol) = protocol {
            generate.args(["--protocol", protocol]);
        }
        for operation in operations {
            generate.args(["--operation", operation]);
        }
        scratch::run(&mut generate);
    }
    Ok(())
}

/// The service of a crate, and the protocol that it is told to speak, if it is told one.
fn service_of(name: &'static str) -> (&'static str, Option<&'static str>) {
    let found = OTHERWISE.into_iter().find(|(of, ..)| *of == name);
    found.map_or((name, None), |(_, service, protocol)| (service, Some(protocol)))
}

/// The manifest of the program, whose source stays where it is.
fn manifest() -> String {
    let crates: Vec<String> = CRATES
        .iter()
        .map(|(name, _)| format!("{name} = {{ path = \"../sdk/{name}\" }}\n"))
        .collect();
    let main = sdk::root().join("tests/services/main.rs");
    format!(
        r#"[package]
name = "tinsmith-services"
edition = "2024"

[[bin]]
name = "tinsmith-services"
path = {main:?}

[dependencies]
{}# Archives with the code of functions.
rawzip = "0.5"
# The features are those of the README's program, so that dependencies need not be built again.
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}

# It lies within the directory of another workspace.
[workspace]

[lints.rust]
warnings = "deny"

[profile.dev]
debug = "line-tables-only"
"#,
        crates.concat()
    )
}
