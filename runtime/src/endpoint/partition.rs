//! The partitions: groups of regions with DNS suffixes of their own.
//!
//! What comes in: the name of a region.
//! What goes out: the facts of its partition.
//! What is deliberately not here: the regions; a new one follows the pattern of its partition.

/// A group of regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// The name, as in an ARN.
    pub name: &'static str,
    /// What follows the region in a host name.
    pub dns_suffix: &'static str,
    /// The same for hosts that have IPv6 too.
    pub dual_stack_dns_suffix: &'static str,
    /// The region that services without regions are signed for.
    pub implicit_global_region: &'static str,
    /// What the names of its regions begin with.
    prefixes: &'static [&'static str],
}

/// Where a region that fits no partition is taken to be.
const AWS: Partition = Partition {
    name: "aws",
    dns_suffix: "amazonaws.com",
    dual_stack_dns_suffix: "api.aws",
    implicit_global_region: "us-east-1",
    prefixes: &[],
};

/// Every other partition; no prefix is the beginning of another.
const OTHERS: &[Partition] = &[
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        implicit_global_region: "cn-northwest-1",
        prefixes: &["cn-", "aws-cn-global"],
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        implicit_global_region: "eusc-de-east-1",
        prefixes: &["eusc-"],
    },
    Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        implicit_global_region: "us-iso-east-1",
        prefixes: &["us-iso-", "aws-iso-global"],
    },
    Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        implicit_global_region: "us-isob-east-1",
        prefixes: &["us-isob-", "aws-iso-b-global"],
    },
    Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        implicit_global_region: "eu-isoe-west-1",
        prefixes: &["eu-isoe-", "aws-iso-e-global"],
    },
    Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        implicit_global_region: "us-isof-south-1",
        prefixes: &["us-isof-", "aws-iso-f-global"],
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-gov-west-1",
        prefixes: &["us-gov-", "aws-us-gov-global"],
    },
];

/// Gives the partition of a region; the standard one for a region that fits none.
#[must_use]
pub fn partition(region: &str) -> &'static Partition {
    OTHERS
        .iter()
        .find(|partition| partition.prefixes.iter().any(|prefix| region.starts_with(prefix)))
        .unwrap_or(&AWS)
}
