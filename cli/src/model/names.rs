//! What services are called: by their sdk id in repositories of Smithy models, by a name of its own in botocore and the AWS CLI.

use tinsmith_codegen::stages::diagnostic::nearest;

/// How many names a message offers at most.
const OFFERED: usize = 3;

/// The services of botocore 1.44.5 whose name there is not their sdk id in lower case with hyphens, and that id.
pub const RENAMED: [(&str, &str); 53] = [
    ("apigateway", "api-gateway"),
    ("application-autoscaling", "application-auto-scaling"),
    ("appmesh", "app-mesh"),
    ("autoscaling", "auto-scaling"),
    ("autoscaling-plans", "auto-scaling-plans"),
    ("ce", "cost-explorer"),
    ("cloudhsmv2", "cloudhsm-v2"),
    ("cloudsearchdomain", "cloudsearch-domain"),
    ("cognito-idp", "cognito-identity-provider"),
    ("config", "config-service"),
    ("cur", "cost-and-usage-report-service"),
    ("datapipeline", "data-pipeline"),
    ("devicefarm", "device-farm"),
    ("directconnect", "direct-connect"),
    ("discovery", "application-discovery-service"),
    ("dms", "database-migration-service"),
    ("ds", "directory-service"),
    ("ds-data", "directory-service-data"),
    ("dynamodbstreams", "dynamodb-streams"),
    ("elasticbeanstalk", "elastic-beanstalk"),
    ("elb", "elastic-load-balancing"),
    ("elbv2", "elastic-load-balancing-v2"),
    ("es", "elasticsearch-service"),
    ("events", "eventbridge"),
    ("globalaccelerator", "global-accelerator"),
    ("iot-data", "iot-data-plane"),
    ("iot-jobs-data", "iot-jobs-data-plane"),
    ("iotwireless", "iot-wireless"),
    ("kinesisanalytics", "kinesis-analytics"),
    ("kinesisanalyticsv2", "kinesis-analytics-v2"),
    ("kinesisvideo", "kinesis-video"),
    ("lex-models", "lex-model-building-service"),
    ("lex-runtime", "lex-runtime-service"),
    ("lexv2-models", "lex-models-v2"),
    ("lexv2-runtime", "lex-runtime-v2"),
    ("logs", "cloudwatch-logs"),
    ("machinelearning", "machine-learning"),
    ("marketplace-entitlement", "marketplace-entitlement-service"),
    ("marketplacecommerceanalytics", "marketplace-commerce-analytics"),
    ("meteringmarketplace", "marketplace-metering"),
    ("mgh", "migration-hub"),
    ("resourcegroupstaggingapi", "resource-groups-tagging-api"),
    ("route53", "route-53"),
    ("route53domains", "route-53-domains"),
    ("s3control", "s3-control"),
    ("sdb", "simpledb"),
    ("secretsmanager", "secrets-manager"),
    ("serverlessrepo", "serverlessapplicationrepository"),
    ("servicecatalog", "service-catalog"),
    ("servicecatalog-appregistry", "service-catalog-appregistry"),
    ("sms-voice", "pinpoint-sms-voice"),
    ("stepfunctions", "sfn"),
    ("storagegateway", "storage-gateway"),
];

/// The sdk id of a service that botocore calls by this name, where that is another one.
pub(crate) fn sdk_id(botocore: &str) -> Option<&'static str> {
    RENAMED.iter().find(|(name, _)| *name == botocore).map(|(_, id)| *id)
}

/// A name without what people write differently: case, hyphens and spaces.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The names that may be meant, the likeliest first: the same but for its writing, one letter off, longer ones.
pub(crate) fn near<'n>(
    wanted: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Vec<&'n str> {
    let wanted_plain = plain(wanted);
    let known = || known.clone().into_iter();
    let mut found: Vec<&str> = known().filter(|name| plain(name) == wanted_plain).collect();
    if found.is_empty() {
        found.extend(nearest(wanted, known()));
        let longer = known().filter(|name| plain(name).starts_with(&wanted_plain));
        for name in longer.filter(|_| !wanted_plain.is_empty()) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found.truncate(OFFERED);
    found
}

/// Names as they stand in a message.
pub(crate) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}

/// Whether a text can be the name of a service, or its version: what stands in a path of ours.
pub(crate) fn is_name(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(is_plain)
}
