//! The schemes of authentication that a client can be generated for.

use super::traits;

/// A scheme of authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Auth {
    /// AWS Signature Version 4: `aws.auth#sigv4`.
    SigV4,
    /// The same for several regions: `aws.auth#sigv4a`.
    SigV4a,
    /// A bearer token: `smithy.api#httpBearerAuth`.
    HttpBearer,
}

impl Auth {
    /// The scheme that a trait names, if it is one of these.
    pub fn of(id: &str) -> Option<Self> {
        match id {
            traits::SIGV4 => Some(Self::SigV4),
            traits::SIGV4A => Some(Self::SigV4a),
            traits::HTTP_BEARER_AUTH => Some(Self::HttpBearer),
            _ => None,
        }
    }

    /// Its name in endpoint rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::SigV4 => "sigv4",
            Self::SigV4a => "sigv4a",
            Self::HttpBearer => "httpBearerAuth",
        }
    }

    /// Whether it is a signature, which takes credentials.
    pub fn is_signature(self) -> bool {
        match self {
            Self::SigV4 | Self::SigV4a => true,
            Self::HttpBearer => false,
        }
    }
}
