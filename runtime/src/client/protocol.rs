//! The wire protocols.
//!
//! What comes in: the protocol that a service names.
//! What goes out: the official implementation, behind its trait object.
//! What is deliberately not here: the codecs in any public signature; they are at 0.x versions.

#[cfg(feature = "aws-json")]
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_schema::protocol::SharedClientProtocol;

#[cfg(feature = "aws-json")]
use super::json::AwsJson;

/// A wire protocol; each needs the cargo feature of its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`, with the feature `aws-json`.
    #[cfg(feature = "aws-json")]
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`, with the feature `aws-json`.
    #[cfg(feature = "aws-json")]
    AwsJson1_1,
}

impl Protocol {
    pub(super) fn implementation(self) -> SharedClientProtocol {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 => {
                SharedClientProtocol::new(AwsJson::new(AwsJsonRpcProtocol::aws_json_1_0()))
            }
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_1 => {
                SharedClientProtocol::new(AwsJson::new(AwsJsonRpcProtocol::aws_json_1_1()))
            }
        }
    }

    /// Whether documents are JSON: they can have a byte order mark before them, and the codec reads nothing as an object without members.
    pub(super) fn is_json(self) -> bool {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 | Self::AwsJson1_1 => true,
        }
    }

    /// Whether `__type` names an error where the document has a member `code` too.
    ///
    /// The codec takes `code` then. It is right for restJson1; an error of awsJson can have a member of that name.
    pub(super) fn names_errors_by_type(self) -> bool {
        match self {
            #[cfg(feature = "aws-json")]
            Self::AwsJson1_0 | Self::AwsJson1_1 => true,
        }
    }
}
