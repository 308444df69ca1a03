//! The protocols whose documents are JSON, on the official codec.

#[cfg(feature = "rest-json")]
mod payload;
#[cfg(feature = "rest-json")]
mod rest;
#[cfg(feature = "aws-json")]
mod rpc;

use aws_smithy_json::codec::{JsonCodec, JsonCodecSettings};
use aws_smithy_schema::ShapeId;

#[cfg(feature = "rest-json")]
pub(super) use self::rest::RestJson;
#[cfg(feature = "aws-json")]
pub(super) use self::rpc::AwsJson;

/// Gives the codec of a protocol, which knows `@jsonName` or does not.
fn codec(protocol: &ShapeId<'static>, use_json_name: bool) -> JsonCodec {
    let settings = JsonCodecSettings::builder()
        .use_json_name(use_json_name)
        .allow_integral_float_numbers(true)
        .protocol_id(protocol.clone());
    JsonCodec::new(settings.build())
}
