//! The ids of a request: the one that every service gives, and the second one of S3, which AWS's support asks for too.

use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::error::metadata::Builder;
use aws_types::request_id::apply_request_id;

use super::{HttpResponse, ProvideErrorMetadata, RequestId};

/// The header that has the extended request id.
pub(crate) const EXTENDED_HEADER: &str = "x-amz-id-2";

/// The key under which the official crate of S3 keeps it in the metadata of an error.
pub(crate) const EXTENDED_KEY: &str = "s3_extended_request_id";

/// Returns the extended request id, which S3 sends in the header `x-amz-id-2`.
pub trait RequestIdExt {
    /// Returns the extended request id, or `None` if the service sent none.
    fn extended_request_id(&self) -> Option<&str>;
}

/// Errors keep it in their metadata.
impl<T: ProvideErrorMetadata> RequestIdExt for T {
    fn extended_request_id(&self) -> Option<&str> {
        self.meta().extra(EXTENDED_KEY)
    }
}

/// The ids of a request, as a response keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestIds {
    /// The request id.
    pub request_id: Option<String>,
    /// The extended request id.
    pub extended_request_id: Option<String>,
}

impl RequestIds {
    /// Takes them from the headers of a response.
    pub(crate) fn of(response: &HttpResponse) -> Self {
        let headers = response.headers();
        Self {
            request_id: headers.request_id().map(str::to_owned),
            extended_request_id: extended(headers).map(str::to_owned),
        }
    }
}

/// Gives the extended request id that headers have.
pub(crate) fn extended(headers: &Headers) -> Option<&str> {
    headers.get(EXTENDED_HEADER)
}

/// Adds the ids that headers have to the metadata of an error.
pub(crate) fn apply(builder: Builder, headers: &Headers) -> Builder {
    let builder = apply_request_id(builder, headers);
    match extended(headers) {
        Some(id) => builder.custom(EXTENDED_KEY, id),
        None => builder,
    }
}
