//! Each feature alone: no HTTP stack, no timers, what a caller brings has to be enough.

use tinsmith_project::say;

use super::cargo;
use super::outcome::Outcome;

/// The crates that programs are built on, and their features.
const FEATURES: [(&str, &[&str]); 4] = [
    ("tinsmith-http-client", &[]),
    (
        "tinsmith-runtime",
        &[
            "aws-json",
            "aws-query",
            "bearer-token",
            "checksums",
            "default-https-client",
            "ec2-query",
            "http2",
            "pattern",
            "protocol-tests",
            "request-compression",
            "rest-json",
            "rest-xml",
            "rpcv2-cbor",
            "rt-tokio",
            "serde",
            "sigv4a",
        ],
    ),
    (
        "cognito-identity-provider",
        &["default-https-client", "http2", "pattern", "rt-tokio", "serde"],
    ),
    ("tinsmith-cognito", &["srp", "test-vectors"]),
];

/// Lints each crate without any feature, and with each alone.
///
/// # Errors
/// That cargo cannot be started.
pub(super) fn check() -> anyhow::Result<Outcome> {
    for (package, features) in FEATURES {
        for feature in [None].into_iter().chain(features.iter().map(Some)) {
            let (with, named) = match feature {
                None => (String::new(), "no feature".to_owned()),
                Some(feature) => (format!(" --features {feature}"), format!("`{feature}`")),
            };
            say::step("Checking", &format!("{package} with {named}"));
            let lint = format!(
                "clippy --package {package} --no-default-features{with} --locked -- -D warnings"
            );
            let outcome = cargo::run(&lint, &[])?;
            if matches!(outcome, Outcome::Failed(_)) {
                say::line(&format!("`cargo {lint}` failed"));
                return Ok(outcome);
            }
        }
    }
    Ok(Outcome::of_one(true))
}
