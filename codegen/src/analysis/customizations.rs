//! What AWS's own clients do for a service beyond its model, and generated crates do not.
//!
//! It is known by the service's name and told to whoever generates an operation that is affected; `docs/customizations.md` has all customizations.

use crate::diagnostic::{Diagnostics, LeftOut};
use crate::smithy::{Model, ShapeId, traits};

/// Something that a generated crate does not do.
struct Missing {
    /// The service, by its `sdkId`.
    service: &'static str,
    /// The operations that are affected; none for a service as a whole.
    operations: &'static [&'static str],
    /// What is not done, and what that means to a caller.
    message: &'static str,
    /// What a caller can do.
    help: &'static str,
}

const PRESIGNED_COPY: &str =
    "`PreSignedUrl` is not made, which some of AWS's clients do for a copy from another region";
const SET_PRESIGNED_COPY: &str =
    "for a copy from another region, set the member to a URL that is presigned there";
const ENDPOINT_OF_SEVERAL_REGIONS: &str = "with `EndpointId`, requests are signed with SigV4a, which is not supported yet: such a call fails before it is sent";
const NO_ENDPOINT_OF_SEVERAL_REGIONS: &str = "leave `EndpointId` out, and choose a region";
const API_KEY: &str =
    "the API key in `AWS_BEARER_TOKEN_BEDROCK` is not read: requests are signed with credentials";
const NO_API_KEY: &str = "set `credentials_provider` on the configuration";

const MISSING: [Missing; 11] = [
    Missing { service: "Bedrock", operations: &[], message: API_KEY, help: NO_API_KEY },
    Missing { service: "Bedrock Runtime", operations: &[], message: API_KEY, help: NO_API_KEY },
    Missing {
        service: "CloudFront KeyValueStore",
        operations: &[],
        message: "requests are signed with SigV4a, which is not supported yet: every call fails before it is sent",
        help: "call this service with the official crate",
    },
    Missing {
        service: "CloudSearch Domain",
        operations: &["Search"],
        message: "the query is sent in the URI, where some of AWS's clients send it in the body: a long one is refused",
        help: "keep queries short",
    },
    Missing {
        service: "DocDB",
        operations: &["CopyDBClusterSnapshot", "CreateDBCluster"],
        message: PRESIGNED_COPY,
        help: SET_PRESIGNED_COPY,
    },
    Missing {
        service: "EC2",
        operations: &["CopySnapshot"],
        message: "`PresignedUrl` and `DestinationRegion` are not filled in, which some of AWS's clients do for a snapshot of another region",
        help: "for a snapshot of another region, set both: the URL is one that is presigned there",
    },
    Missing {
        service: "EventBridge",
        operations: &["PutEvents"],
        message: ENDPOINT_OF_SEVERAL_REGIONS,
        help: NO_ENDPOINT_OF_SEVERAL_REGIONS,
    },
    Missing {
        service: "Neptune",
        operations: &["CopyDBClusterSnapshot", "CreateDBCluster"],
        message: PRESIGNED_COPY,
        help: SET_PRESIGNED_COPY,
    },
    Missing {
        service: "RDS",
        operations: &[
            "CopyDBClusterSnapshot",
            "CopyDBSnapshot",
            "CreateDBCluster",
            "CreateDBInstanceReadReplica",
            "StartDBInstanceAutomatedBackupsReplication",
        ],
        message: PRESIGNED_COPY,
        help: SET_PRESIGNED_COPY,
    },
    Missing {
        service: "S3",
        operations: &[],
        message: "calls of buckets of S3 Express, of Multi-Region Access Points, and without credentials fail before they are sent; URLs cannot be presigned",
        help: "take the official crate for these",
    },
    Missing {
        service: "SESv2",
        operations: &["SendBulkEmail", "SendEmail"],
        message: ENDPOINT_OF_SEVERAL_REGIONS,
        help: NO_ENDPOINT_OF_SEVERAL_REGIONS,
    },
];

/// Warns of what the service and its operations lack; whoever asks for some operations is told of those alone.
pub fn warn(
    model: &Model,
    service: &ShapeId,
    operations: &[ShapeId],
    diagnostics: &mut Diagnostics,
) {
    let Some(sdk_id) = sdk_id(model, service) else { return };
    for missing in MISSING.iter().filter(|missing| missing.service == sdk_id) {
        let affected = operations.iter().filter(|id| missing.operations.contains(&id.name()));
        let whole = Some(service).filter(|_| missing.operations.is_empty());
        for shape in whole.into_iter().chain(affected) {
            diagnostics.left_out(LeftOut::Customization, shape, missing.message);
            diagnostics.help(missing.help);
        }
    }
}

fn sdk_id<'m>(model: &'m Model, service: &ShapeId) -> Option<&'m str> {
    model.get(service)?.traits.get(traits::SERVICE)?.get("sdkId")?.as_str()
}
