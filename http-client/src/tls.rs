//! What all TLS connections have in common: rustls on ring, and the certificate authorities of the system.

use std::error::Error;
use std::fmt::{Display, Formatter};
use std::sync::{Arc, LazyLock};

use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};

/// Why no connection can be encrypted on this system.
#[derive(Clone, Debug)]
pub(super) struct TlsUnavailable(String);

impl Display for TlsUnavailable {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for TlsUnavailable {}

/// Reading the authorities takes milliseconds, on some systems a third of a second: once for a process.
static CONFIG: LazyLock<Result<Arc<ClientConfig>, TlsUnavailable>> = LazyLock::new(|| {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let reasons = found.errors.iter().map(|error| format!(": {error}")).collect::<String>();
        return Err(TlsUnavailable(format!(
            "there are no certificate authorities on this system; install its package of them (often `ca-certificates`), or set `SSL_CERT_FILE`{reasons}"
        )));
    }
    for error in &found.errors {
        tracing::warn!(%error, "cannot read a certificate authority of this system");
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| TlsUnavailable(error.to_string()))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
});

/// Gives the settings of every TLS connection.
///
/// # Errors
/// Where the system has no certificate authority that can be read.
pub(super) fn config() -> Result<Arc<ClientConfig>, TlsUnavailable> {
    CONFIG.clone()
}
