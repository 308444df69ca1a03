//! The services of `cargo xtask test`: each protocol at least once, and small ones, for compiling all takes hours.

/// A service, and the operations that are run of it, all if none is named.
pub(super) type Fixed = (&'static str, &'static [&'static str]);

/// The services.
pub(super) const SERVICES: [Fixed; 9] = [
    // awsJson1_0, and errors with the codes of queries.
    ("sqs", &[]),
    // awsJson1_0, and types that hold themselves.
    ("dynamodb", &[]),
    // restJson1.
    ("appconfig", &[]),
    ("lambda", &[]),
    // restXml.
    ("route53", &[]),
    // awsQuery.
    ("sts", &[]),
    ("sns", &[]),
    // rpcv2Cbor.
    ("cloudwatchomni", &[]),
    // ec2Query: no other service speaks it.
    (
        "ec2",
        &[
            "CreateTags",
            "DescribeInstances",
            "DescribeVolumes",
            "ModifyInstanceAttribute",
            "RunInstances",
        ],
    ),
];
