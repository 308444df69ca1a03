//! The crates that `cargo xtask test` compiles: the largest, and those whose models have what others have not.
//!
//! Compiling all takes minutes; what breaks in one of these breaks first, or alone.

use super::Checked;

/// The services, each with the reason.
const HARDEST: [(&str, &str); 24] = [
    ("sagemaker", "425 operations, 3,200 shapes"),
    ("glue", "314 operations; documents, unions, timestamps in several formats"),
    ("ssm", "maps of lists, the most patterns that look ahead"),
    ("ecs", "the largest model for its 88 operations"),
    ("gamelift", "lists another protocol before this one"),
    ("cloudwatch", "lists three protocols; error codes of queries, a compressed request"),
    (
        "dynamodb",
        "a structure that holds itself in lists and maps; endpoint discovery, and endpoints by account and by ARN",
    ),
    ("kinesis", "an event stream; endpoints by what an operation does"),
    (
        "acm",
        "endpoint parameters that the rules require and an operation sets, and one that the client sets",
    ),
    ("sqs", "error codes of queries; members that other protocols flatten"),
    ("stepfunctions", "host prefixes; paginators, and most values sensitive"),
    ("timestream-write", "endpoint discovery that is required"),
    ("healthlake", "host prefixes and event streams, with few operations beside them"),
    ("ce", "structures that hold themselves in lists and without"),
    ("cloudwatchomni", "speaks CBOR alone"),
    ("lambda", "members in paths, queries and headers, payloads of bytes, statuses of responses"),
    ("route53", "ids that are sent without the type of their resource"),
    ("cloudfront", "167 operations in XML, documents as payloads, and the longest names"),
    ("s3", "XML with attributes and without a root, metadata in headers, the most endpoint cases"),
    ("apigateway", "payloads of bytes both ways, maps of parameters, constant queries"),
    ("ec2", "the most operations, 830, with 3,200 shapes; names of its own in forms"),
    ("iam", "forms and XML: 180 operations, error codes that are not the errors' names"),
    ("rds", "lists with names of their own for elements, waiters by codes of errors"),
    ("sts", "forms and XML; operations with a signature and without"),
];

/// The names of the services.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    HARDEST.iter().map(|(name, _)| *name)
}

/// The crates to compile, of those that there are.
pub(super) fn wanted<'c>(crates: &[&'c str], checked: Checked) -> Vec<&'c str> {
    let is_hard = |name: &&&str| HARDEST.iter().any(|(hard, _)| *hard == **name);
    match checked {
        Checked::All => crates.to_vec(),
        Checked::Hardest => crates.iter().filter(is_hard).copied().collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_service_is_named_once_with_a_reason() {
        let names: BTreeSet<&str> = HARDEST.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), HARDEST.len());
        assert!(HARDEST.iter().all(|(_, reason)| !reason.is_empty()));
    }

    #[test]
    fn of_some_crates_the_hard_ones_are_wanted_or_all() {
        let crates = ["acm", "budgets", "sqs"];
        assert_eq!(wanted(&crates, Checked::Hardest), ["acm", "sqs"]);
        assert_eq!(wanted(&crates, Checked::All), crates);
    }
}
