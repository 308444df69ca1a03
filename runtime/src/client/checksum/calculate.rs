//! Puts the checksums of bodies into headers, before those are signed.
//!
//! Bodies that are no bytes in memory, which only an interceptor can bring in, are sent as they are.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::checksum_config::RequestChecksumCalculation;
use aws_smithy_types::config_bag::ConfigBag;

use super::Checksum;
use super::algorithm::{ALL, Algorithm, DEFAULT, md5};
use crate::client::operation::Spec;
use crate::config::Settings;

const CONTENT_MD5: &str = "content-md5";

/// What the headers of checksums begin with.
const PREFIX: &str = "x-amz-checksum-";

/// Headers that begin so, too, and say something about checksums.
const NO_CHECKSUMS: [&str; 3] = ["algorithm", "mode", "type"];

/// Gives what makes the checksums of a call's requests.
pub(in crate::client) fn interceptor(
    checksum: Checksum,
    spec: &Spec,
    settings: &Settings,
) -> SharedInterceptor {
    let when = settings.request_checksum_calculation.unwrap_or_default();
    SharedInterceptor::new(Calculate { checksum, when, hides: spec.sensitive_input })
}

#[derive(Debug)]
struct Calculate {
    checksum: Checksum,
    when: RequestChecksumCalculation,
    /// Whether what a request has in its members must not show in an error.
    hides: bool,
}

impl Calculate {
    /// The header in which the caller chooses an algorithm, if there is one.
    fn algorithm_header(&self) -> Option<&'static str> {
        match self.checksum {
            Checksum::ContentMd5 => None,
            Checksum::Required { algorithm_header } => algorithm_header,
            Checksum::Optional { algorithm_header } => Some(algorithm_header),
        }
    }

    /// The algorithm for a request, if it is to have such a checksum and has none yet.
    fn algorithm(&self, request: &HttpRequest) -> Result<Option<&'static Algorithm>, BoxError> {
        if self.checksum == Checksum::ContentMd5 || has_checksum(request) {
            return Ok(None);
        }
        let chosen = self
            .algorithm_header()
            .and_then(|header| request.headers().get(header).map(|name| (header, name)));
        let Some((header, name)) = chosen else {
            let is_wanted = matches!(self.checksum, Checksum::Required { .. })
                || self.when != RequestChecksumCalculation::WhenRequired;
            return Ok(is_wanted.then_some(&DEFAULT));
        };
        let found = Algorithm::find(name).ok_or_else(|| {
            let name = if self.hides { String::new() } else { format!(" {name:?}") };
            let known = ALL.map(|it| it.name).join(", ");
            format!("no checksum can be made by the algorithm{name} in `{header}`: expected one of {known}, or the checksum itself in a header `{PREFIX}…`")
        })?;
        Ok(Some(found))
    }
}

/// Whether the caller set a checksum.
fn has_checksum(request: &HttpRequest) -> bool {
    let mut names = request.headers().iter().filter_map(|(name, _)| name.strip_prefix(PREFIX));
    names.any(|name| !NO_CHECKSUMS.contains(&name))
}

#[dyn_dispatch_hint]
impl Intercept for Calculate {
    fn name(&self) -> &'static str {
        "Checksum"
    }

    /// Refuses an algorithm that is not known, and tells the user agent of the others: it is written before what follows.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(algorithm) = self.algorithm(context.request())? else { return Ok(()) };
        if let Some(feature) = &algorithm.feature {
            cfg.interceptor_state().store_append(feature.clone());
        }
        Ok(())
    }

    /// After the interceptors of the configuration, which may change the body.
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let algorithm = self.algorithm(request)?;
        let Some(body) = request.body().bytes() else { return Ok(()) };
        if let Some(algorithm) = algorithm {
            let checksum = algorithm.checksum(body);
            let headers = request.headers_mut();
            headers.try_insert(algorithm.header, checksum)?;
            if let Some(header) = self.algorithm_header().filter(|it| !headers.contains_key(it)) {
                headers.try_insert(header, algorithm.name)?;
            }
        } else if self.checksum == Checksum::ContentMd5
            && !request.headers().contains_key(CONTENT_MD5)
        {
            let checksum = md5(body);
            request.headers_mut().try_insert(CONTENT_MD5, checksum)?;
        }
        Ok(())
    }
}
