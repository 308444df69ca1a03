//! Requests that are compressed before they are signed (`@requestCompression`).
//!
//! The compressor is the official one. Bodies that are no bytes in memory, which only an interceptor can bring in, are sent as they are.

use std::mem;

use aws_smithy_compression::{CompressionAlgorithm, CompressionOptions};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

use super::operation::Spec;
use super::redact::hide;
use crate::config::Settings;

const CONTENT_ENCODING: &str = "content-encoding";
const CONTENT_LENGTH: &str = "content-length";

/// Gives what compresses the requests of a call.
///
/// # Errors
/// If `request_min_compression_size_bytes` is out of its range, 0 to 10,485,760.
pub(super) fn interceptor(spec: &Spec, settings: &Settings) -> Result<SharedInterceptor, BoxError> {
    let mut options = CompressionOptions::default()
        .with_enabled(!settings.disable_request_compression.unwrap_or_default());
    if let Some(bytes) = settings.request_min_compression_size_bytes {
        options = options
            .with_min_compression_size_bytes(bytes)
            .map_err(|error| format!("`request_min_compression_size_bytes`: {error}"))?;
    }
    Ok(SharedInterceptor::new(Compress { options, hides: spec.sensitive_input }))
}

#[derive(Debug)]
struct Compress {
    options: CompressionOptions,
    /// Whether the body must not show in `Debug`.
    hides: bool,
}

#[dyn_dispatch_hint]
impl Intercept for Compress {
    fn name(&self) -> &'static str {
        "Compress"
    }

    /// Before the attempts, which then all send the same bytes.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let Some(plain) = request.body().bytes() else { return Ok(()) };
        let threshold = usize::try_from(self.options.min_compression_size_bytes())?;
        if !self.options.is_enabled() || plain.len() < threshold {
            return Ok(());
        }
        let mut compressed = Vec::new();
        let mut gzip = CompressionAlgorithm::Gzip.into_impl_http_body_1_x(&self.options);
        gzip.compress_bytes(plain, &mut compressed)?;

        let encoding = CompressionAlgorithm::Gzip.as_str();
        let encodings = match request.headers().get(CONTENT_ENCODING) {
            Some(earlier) => format!("{earlier}, {encoding}"),
            None => encoding.to_owned(),
        };
        request.headers_mut().insert(CONTENT_ENCODING, encodings);
        request.headers_mut().insert(CONTENT_LENGTH, compressed.len().to_string());
        let body = SdkBody::from(compressed);
        let body = if self.hides { hide(body) } else { body };
        drop(mem::replace(request.body_mut(), body));
        cfg.interceptor_state().store_append(SmithySdkFeature::GzipRequestCompression);
        Ok(())
    }
}
