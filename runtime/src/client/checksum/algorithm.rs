//! The algorithms of checksums, by the names that callers choose them by.

use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::base64;
use crc::{CRC_32_ISCSI, CRC_32_ISO_HDLC, CRC_64_NVME, Crc, Table};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

/// Sixteen bytes at a time, which is several times as fast as one.
type Lanes = Table<16>;

static CRC32: Crc<u32, Lanes> = Crc::<u32, Lanes>::new(&CRC_32_ISO_HDLC);
static CRC32C: Crc<u32, Lanes> = Crc::<u32, Lanes>::new(&CRC_32_ISCSI);
static CRC64NVME: Crc<u64, Lanes> = Crc::<u64, Lanes>::new(&CRC_64_NVME);

/// An algorithm that a caller can choose.
pub(super) struct Algorithm {
    pub(super) name: &'static str,
    /// The header that has the checksum.
    pub(super) header: &'static str,
    /// What the user agent says of its use, where there is a code for that.
    pub(super) feature: Option<SmithySdkFeature>,
    sum: fn(&[u8]) -> String,
}

impl Algorithm {
    /// Finds an algorithm by its name, in letters of any case.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        ALL.into_iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// Gives the checksum of a body in Base64.
    pub(super) fn checksum(&self, body: &[u8]) -> String {
        (self.sum)(body)
    }
}

/// The algorithm where a caller chooses none.
pub(super) static DEFAULT: Algorithm = Algorithm {
    name: "CRC32",
    header: "x-amz-checksum-crc32",
    feature: Some(SmithySdkFeature::FlexibleChecksumsReqCrc32),
    sum: |body| base64::encode(CRC32.checksum(body).to_be_bytes()),
};

/// The algorithms, sorted by name.
pub(super) static ALL: [&Algorithm; 6] = [
    &DEFAULT,
    &Algorithm {
        name: "CRC32C",
        header: "x-amz-checksum-crc32c",
        feature: Some(SmithySdkFeature::FlexibleChecksumsReqCrc32c),
        sum: |body| base64::encode(CRC32C.checksum(body).to_be_bytes()),
    },
    &Algorithm {
        name: "CRC64NVME",
        header: "x-amz-checksum-crc64nvme",
        feature: Some(SmithySdkFeature::FlexibleChecksumsReqCrc64),
        sum: |body| base64::encode(CRC64NVME.checksum(body).to_be_bytes()),
    },
    &Algorithm {
        name: "SHA1",
        header: "x-amz-checksum-sha1",
        feature: Some(SmithySdkFeature::FlexibleChecksumsReqSha1),
        sum: |body| base64::encode(Sha1::digest(body)),
    },
    &Algorithm {
        name: "SHA256",
        header: "x-amz-checksum-sha256",
        feature: Some(SmithySdkFeature::FlexibleChecksumsReqSha256),
        sum: |body| base64::encode(Sha256::digest(body)),
    },
    &Algorithm {
        name: "SHA512",
        header: "x-amz-checksum-sha512",
        feature: None,
        sum: |body| base64::encode(Sha512::digest(body)),
    },
];

/// Gives the MD5 of a body in Base64.
pub(super) fn md5(body: &[u8]) -> String {
    base64::encode(Md5::digest(body))
}
