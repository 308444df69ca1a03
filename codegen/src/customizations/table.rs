//! The table: a service by its `sdkId`, and what is known of it.

use super::Customization::{
    Default, Endpoint, ExtendedRequestId, Header, Missing, PathInEndpoint, PrefixInEndpoint,
    QueryAsForm, ResourceIds, TextForTime, Trait, Words,
};
use super::{Customization, HeaderValue};
use crate::smithy::traits;

pub(super) const ROWS: &[(&str, Customization)] = &[
    ("API Gateway", Header("accept", HeaderValue::Text("application/json"))),
    ("Auto Scaling", Words("CreateLaunchConfigurationType", "UserData", BASE64)),
    ("CloudSearch Domain", QueryAsForm(&["Search"])),
    ("DocDB", presigned_copy(&["CopyDBClusterSnapshot", "CreateDBCluster"])),
    (
        "EC2",
        missing(
            &["CopySnapshot"],
            "`PresignedUrl` and `DestinationRegion` are not filled in, which some of AWS's clients do for a snapshot of another region",
            "for a snapshot of another region, set both: the URL is one that is presigned there",
        ),
    ),
    ("EC2", Words("RunInstancesRequest", "UserData", BASE64)),
    ("Glacier", Default("accountId", "-")),
    ("Glacier", Header("x-amz-glacier-version", HeaderValue::Version)),
    ("Machine Learning", Endpoint("PredictEndpoint")),
    ("Neptune", presigned_copy(&["CopyDBClusterSnapshot", "CreateDBCluster"])),
    (
        "RDS",
        presigned_copy(&[
            "CopyDBClusterSnapshot",
            "CopyDBSnapshot",
            "CreateDBCluster",
            "CreateDBInstanceReadReplica",
            "StartDBInstanceAutomatedBackupsReplication",
        ]),
    ),
    ("Route 53", ResourceIds(&["ChangeId", "DelegationSetId", "ResourceId"])),
    ("S3", ExtendedRequestId),
    ("S3", PathInEndpoint("Bucket")),
    // Of an object, what somebody put there. Newer models have text, too.
    ("S3", TextForTime("Expires")),
    (
        "S3",
        missing(
            &[],
            "calls of buckets of S3 Express fail before they are sent; URLs cannot be presigned",
            "take the official crate for these",
        ),
    ),
    ("S3 Control", PrefixInEndpoint("{AccountId}.")),
    // As secret as the key.
    ("STS", Trait("Credentials", Some("SessionToken"), traits::SENSITIVE)),
    // An identity provider that cannot be reached may be reached later.
    ("STS", Trait("IDPCommunicationErrorException", None, traits::RETRYABLE)),
];

/// Some of AWS's clients encode the member, others leave that to their callers.
const BASE64: &str = "The data in Base64: it is sent as it is given.";

const fn missing(
    operations: &'static [&'static str],
    message: &'static str,
    help: &'static str,
) -> Customization {
    Missing(super::Missing { operations, message, help })
}

const fn presigned_copy(operations: &'static [&'static str]) -> Customization {
    missing(
        operations,
        "`PreSignedUrl` is not made, which some of AWS's clients do for a copy from another region",
        "for a copy from another region, set the member to a URL that is presigned there",
    )
}
